/** One connection made to find something out: what checks and questions ask the engine. */
import { connect } from '../engine/connect.ts';
import type { Connection, Leg, Origin, Target } from '../engine/connection.ts';
import type { Branch, Step } from '../engine/dataplane/step.ts';
import { explainStep, failingStep, failingStepOf } from '../engine/explain.ts';
import type { Protocol } from '../engine/net/packet.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { type Endpoint, originOf, parseEndpoint, requestOf, targetOf } from './endpoint.ts';
import { fillPlaceholders } from './placeholder.ts';
import { say } from './say.ts';

type Call = { readonly origin: Origin; readonly target: Target; readonly endpoint: Endpoint; readonly host?: string | undefined };
/** `host` is the Host header of an HTTP request, where it is not the name that is called. */
export type Route = { readonly from: string; readonly to: string; readonly protocol?: Protocol | undefined; readonly host?: string | undefined };
export type Probe =
  | { readonly ok: true; readonly connection: Connection; readonly from: Endpoint; readonly to: Endpoint }
  /** An end of it does not exist: no connection, and that is the answer. */
  | { readonly ok: false; readonly why: Text };

/** The connection that such a route makes now. Nothing is written: neither sessions nor the count of connections. */
export function probe(world: World, route: Route): Probe {
  const from = endpointAt(world, route.from);
  if (!from.ok) return from;
  const to = endpointAt(world, route.to);
  if (!to.ok) return to;
  const origin = originOf(world, from.endpoint);
  if (!origin.ok) return { ok: false, why: say(ABSENT, { name: origin.missing }) };
  const protocol = route.protocol ?? 'tcp';
  const target = targetOf(world, to.endpoint, { origin: origin.value, protocol });
  if (!target.ok) return { ok: false, why: say(ABSENT, { name: target.missing }) };
  const connection = connectFrom(world, { origin: origin.value, target: target.value, endpoint: to.endpoint, host: route.host });
  return { ok: true, connection, from: from.endpoint, to: to.endpoint };
}

/** The endpoint that a text names now, its placeholders filled in. */
export function endpointAt(
  world: World,
  text: string,
): { readonly ok: true; readonly endpoint: Endpoint } | { readonly ok: false; readonly why: Text } {
  const filled = fillPlaceholders(world, text);
  if (!filled.ok) return { ok: false, why: say(ABSENT, { name: plainName(filled.missing) }) };
  const endpoint = parseEndpoint(filled.text);
  return endpoint === null ? { ok: false, why: say(ABSENT, { name: filled.text }) } : { ok: true, endpoint };
}

/**
 * Every way that the connection could have gone, to the address that the client ended up with. Which node of a load balancer
 * a client tries first is chance: where it had to try another, the ways of its first try tell more than those that were left.
 */
export function waysOf({ legs }: Connection): readonly Branch[] {
  let from = legs.length - 1;
  while (from > 0 && isRetried(legs[from - 1])) from -= 1;
  return legs[from]?.branches ?? [];
}

function isRetried(leg: Leg | undefined): boolean {
  const spread = leg?.branches.some(({ choices }) => choices.some(({ element }) => element === 'amazon-dns')) ?? false;
  return spread && leg?.branches[leg.taken]?.verdict !== 'answered';
}

/** How many of the possible ways answer; a name that is not found leaves none. `named` is whether its look-up always succeeds. */
export function answering(connection: Connection): { readonly ways: number; readonly answered: number; readonly named: boolean } {
  // Behind a proxy the last leg is that of the way taken; another way to the proxy may end before it.
  const ended = connection.legs.slice(0, -1).flatMap(({ branches }) => branches.filter(({ verdict }) => verdict !== 'answered'));
  const ways = [...waysOf(connection), ...ended];
  const count = (branches: readonly Branch[]) => branches.reduce((sum, branch) => sum + branch.count, 0);
  const named = lookupWays(connection).every((way) => way.verdict === 'answered');
  return { ways: count(ways), answered: count(ways.filter((way) => way.verdict === 'answered')), named };
}

/** The step at which the connection fails, on the way taken or else on the first way that fails; null when none does. */
export function failingStepIn(connection: Connection): Step | null {
  const way = allWays(connection).find((branch) => branch.verdict !== 'answered');
  return failingStep(connection) ?? (way === undefined ? null : failingStepOf(way));
}

/** Why the connection fails, in the words of the element that decided; null when nothing does. */
export function reasonOf(connection: Connection): Text | null {
  const step = failingStepIn(connection);
  return step === null ? null : explainStep(step);
}

function allWays(connection: Connection): readonly Branch[] {
  return [...lookupWays(connection), ...connection.legs.flatMap(({ branches }) => branches)];
}

function lookupWays(connection: Connection): readonly Branch[] {
  return (connection.lookup?.steps ?? []).flatMap((step) => step.branches);
}

function connectFrom(world: World, { origin, target, endpoint, host = target.host }: Call): Connection {
  const call = { from: origin, to: target };
  return connect(world, target.protocol === 'tcp' ? { ...call, http: { ...requestOf(endpoint, target), host } } : call).connection;
}

/** What is looked for by the load balancer in its status is the object itself: `{lb:ingress/prod/shop}` is `ingress/prod/shop`. */
function plainName(placeholder: string): string {
  const [, object] = /^\{lb:(.+)\}$/.exec(placeholder) ?? [];
  if (object === undefined) return placeholder;
  return /^(ingress|gateway)\//.test(object) ? object : `service/${object}`;
}

const ABSENT: Text = { ko: '{name} 오브젝트가 없거나 주소가 없습니다.', en: '{name} does not exist or has no address.' };
