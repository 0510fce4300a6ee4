/**
 * One connection, as `curl`, probes and checks make it: look the name up, then send packets to what it resolved to.
 */
import type { Connection, HttpRequest, HttpResponse, Leg, Lookup, Origin, Outcome, Target } from './connection.ts';
import { healthCheckAnswer } from './dataplane/host/health-check-port.ts';
import { kernelOf } from './dataplane/host/kernel.ts';
import { listeningAt } from './dataplane/host/listener.ts';
import { startOf } from './dataplane/origin.ts';
import { pickBranch } from './dataplane/pick.ts';
import type { Branch, Sessions } from './dataplane/step.ts';
import { trace } from './dataplane/trace.ts';
import { resolve } from './dns/resolve.ts';
import { serve } from './lab/image/index.ts';
import { type Address, readAddress, showAddress } from './net/address.ts';
import { objectAt } from './store.ts';
import type { World } from './world.ts';

export type Call = { readonly from: Origin; readonly to: Target; readonly http?: HttpRequest; readonly sessions?: Sessions };

/** What becomes of one connection. The world that comes back has counted it and is otherwise the same. */
export function connect(world: World, call: Call): { readonly connection: Connection; readonly world: World } {
  const counted = { ...world, counters: { ...world.counters, connection: world.counters.connection + 1 } };
  const literal = readAddress(call.to.host.replace(/^\[(.*)\]$/, '$1'));
  const lookup = literal === null ? resolve(world, call.from, call.to.host) : null;
  const addresses = literal === null ? (lookup?.addresses ?? []) : [literal];
  const base = { origin: call.from, target: call.to, lookup };
  if (addresses.length === 0) return { connection: { ...base, legs: [], outcome: { outcome: 'no-name', name: call.to.host } }, world: counted };
  const legs = legsTo(world, call, addresses);
  return { connection: { ...base, legs, outcome: outcomeOf(world, call, legs) }, world: counted };
}

/** The name look-up alone, without a connection. */
export function lookUp(world: World, from: Origin, name: string): Lookup {
  return resolve(world, from, name);
}

/** Clients try the addresses of a name one after the other until one answers. */
function legsTo(world: World, call: Call, addresses: readonly Address[]): Leg[] {
  const legs: Leg[] = [];
  for (const address of addresses) {
    const start = startOf(world, call.from, { address, port: call.to.port, protocol: call.to.protocol });
    const branches = trace(world, start, call.sessions);
    const leg = { from: start.place, branches, taken: pickBranch(world, branches) };
    legs.push(leg);
    if (branches[leg.taken]?.verdict === 'answered') break;
  }
  return legs;
}

function outcomeOf(world: World, call: Call, legs: readonly Leg[]): Outcome {
  const leg = legs.at(-1);
  const branch = leg?.branches[leg.taken];
  if (leg === undefined || branch === undefined) throw new Error('Expected a connection to have at least one leg with a branch');
  const first = branch.request[0]?.in;
  const address = first === undefined ? '-' : showAddress(first.destination);
  if (branch.verdict !== 'answered') return { outcome: branch.verdict, address, port: call.to.port };
  const response = call.http === undefined ? null : respond(world, branch, call.http);
  const by = branch.delivered === null ? address : branch.delivered.to.of.key;
  return response !== null && response.status >= 400 ? { outcome: 'http-status', response, by } : { outcome: 'answered', response, by };
}

/** What the program behind the socket answers to the request; null where it does not speak HTTP. */
function respond(world: World, branch: Branch, http: HttpRequest): HttpResponse | null {
  const { delivered } = branch;
  if (delivered === null) return null;
  const { packet, to, saw } = delivered;
  const taken = listeningAt(world, to).find(({ listener }) => listener.protocol === packet.protocol && listener.port === packet.destinationPort);
  if (taken === undefined || taken.listener.serves !== 'http') return null;
  const client = showAddress(saw.address);
  const { container } = taken;
  if (container === null) return to.of.kind === 'Host' ? hostPage(world, to.of.key, packet.destinationPort) : ownPage(world, to.of.key, client);
  const pod = objectAt(world.cluster.Pod, container.pod);
  const spec = pod?.spec.containers.find(({ name }) => name === container.name);
  const env = Object.fromEntries((spec?.env ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  const hostname = pod?.spec.hostname ?? container.pod.slice(container.pod.indexOf('/') + 1);
  const request = { port: packet.destinationPort, method: http.method, path: http.path, hostname, client };
  return serve(container.image, request, env, { command: spec?.command ?? [], args: spec?.args ?? [] });
}

/** A program of the node itself: kube-proxy's health check, or a page that is not there. */
function hostPage(world: World, InstanceId: string, port: number): HttpResponse {
  const body = '404 page not found\n';
  const missing = { status: 404, reason: 'Not Found', body, headers: [['Content-Type', 'text/plain; charset=utf-8']] as const };
  return healthCheckAnswer(world, kernelOf(world, InstanceId), port) ?? missing;
}

/** A host without containers says who it is and whom it saw. */
function ownPage(world: World, key: string, client: string): HttpResponse {
  const name = world.outside.hosts.find((host) => host.address === key)?.name ?? key;
  const body = `${name} saw client ${client}\n`;
  const headers = [
    ['Content-Type', 'text/plain'],
    ['Content-Length', String(body.length)],
  ] as const;
  return { status: 200, reason: 'OK', body, headers };
}
