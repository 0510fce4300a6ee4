/** The arguments of checks about connections, and the judgement of all pairs of ends together. */
import type { Protocol } from '../../engine/net/packet.ts';
import { once } from '../../engine/once.ts';
import type { Text } from '../../engine/text.ts';
import { endpoint } from '../endpoint.ts';
import { type Probe, probe, type Route } from '../probe.ts';
import { say } from '../say.ts';
import { either, list, oneOf } from '../shape.ts';
import type { Context, Judged } from './definition.ts';

/** One endpoint or a list of them. */
export const endpoints = either(endpoint, list(endpoint, { least: 1 }));
export const protocol = oneOf('tcp', 'udp', 'icmp');

export type Ends = { readonly from: string | readonly string[]; readonly to: string | readonly string[]; readonly protocol?: Protocol };

/** Judges every pair of ends; the first that fails speaks for all. */
export function eachRoute(ends: Ends, context: Context, judge: (made: Probe, route: Route) => Judged): Judged {
  let worst: Judged | null = null;
  for (const from of asList(ends.from)) {
    for (const to of asList(ends.to)) {
      const route = { from, to, protocol: ends.protocol };
      const judgement = judge(probeOnce(context, route), route);
      if (judgement.verdict === 'fail') return judgement;
      if (worst === null || judgement.verdict !== 'pass') worst = judgement;
    }
  }
  if (worst === null) throw new Error('A check of connections has at least one pair of ends');
  return worst;
}

/** Contexts are values: lines that ask for the same connection share it. */
const made = once((_context: Context) => new Map<string, Probe>());

/** The connection that such a route makes in the context's world. */
export function probeOnce(context: Context, route: Route): Probe {
  const known = made(context);
  const key = JSON.stringify(route);
  const before = known.get(key) ?? probe(context.world, route);
  known.set(key, before);
  return before;
}

/** `internet → node/node1:32001`. */
export function routeName({ from, to }: Route): Text {
  return say(ROUTE, { from, to });
}

function asList(ends: string | readonly string[]): readonly string[] {
  return typeof ends === 'string' ? [ends] : ends;
}

const ROUTE: Text = { ko: '{from} → {to}', en: '{from} → {to}' };
