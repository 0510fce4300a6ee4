/**
 * One connection, as `curl`, probes and checks make it: look the name up, then send packets to what it resolved to.
 */
import { commit } from './change.ts';
import type { Connection, HttpRequest, Leg, Lookup, Origin, Outcome, Target } from './connection.ts';
import { chosen } from './dataplane/branch.ts';
import { rememberedBy } from './dataplane/host/affinity.ts';
import { startOf } from './dataplane/origin.ts';
import { pickBranch } from './dataplane/pick.ts';
import { oneOf } from './dataplane/share.ts';
import type { Branch, Sessions } from './dataplane/step.ts';
import { type Start, trace } from './dataplane/trace.ts';
import { isBalancerNode } from './dns/load-balancer-names.ts';
import { resolve } from './dns/resolve.ts';
import { respond } from './http-answer.ts';
import { type Address, familyOf, readAddress, showAddress } from './net/address.ts';
import { proxied } from './proxied.ts';
import type { World } from './world.ts';

export type Call = {
  readonly from: Origin;
  readonly to: Target;
  readonly http?: HttpRequest;
  readonly sessions?: Sessions;
  /** The one family to look names up in; without it those that the origin has addresses of. */
  readonly family?: 4 | 6;
};

/** What becomes of one connection. The world that comes back has counted it, and its kernels remember what session affinity makes them. */
export function connect(world: World, call: Call): { readonly connection: Connection; readonly world: World } {
  const first = made(world, call);
  const effects = rememberedBy(first.world, first.connection);
  if (effects.length === 0) return first;
  return { ...first, world: commit(first.world, { by: 'kernel', verb: 'remember', because: null }, effects).world };
}

/** The connection over the nodes as they are before it. */
function made(world: World, call: Call): { readonly connection: Connection; readonly world: World } {
  const counted = { ...world, counters: { ...world.counters, connection: world.counters.connection + 1 } };
  const literal = readAddress(call.to.host.replace(/^\[(.*)\]$/, '$1'));
  const lookup = literal === null ? resolve(world, call.from, call.to.host, call.family) : null;
  const addresses = literal === null ? (lookup?.addresses ?? []) : [literal];
  const base = { origin: call.from, target: call.to, lookup };
  if (addresses.length === 0) return { connection: { ...base, legs: [], outcome: { outcome: 'no-name', name: call.to.host } }, world: counted };
  const legs = legsTo(world, call, addresses);
  const last = legs.at(-1);
  const taken = last?.branches[last.taken];
  const onward = taken?.verdict === 'answered' ? proxied(world, taken, call.http) : null;
  if (onward !== null) return { connection: { ...base, legs: [...legs, ...onward.legs], outcome: onward.outcome }, world: counted };
  return { connection: { ...base, legs, outcome: outcomeOf(world, call, legs) }, world: counted };
}

/** The name look-up alone, without a connection. */
export function lookUp(world: World, from: Origin, name: string): Lookup {
  return resolve(world, from, name);
}

/** Clients try the addresses of a name one after the other until one answers. */
function legsTo(world: World, call: Call, addresses: readonly Address[]): Leg[] {
  const spread = addresses.length > 1 && addresses.every((address) => isBalancerNode(world, address));
  const legs: Leg[] = [];
  let left = addresses;
  while (left.length > 0) {
    // The name of a load balancer gives its nodes in any order: which of them comes first is a choice.
    const tried = spread ? left.filter((address) => familyOf(address) === familyOf(left[0] as Address)) : left.slice(0, 1);
    const starts = tried.map((address) => startOf(world, call.from, { address, port: call.to.port, protocol: call.to.protocol }));
    const branches = starts.flatMap((start) => branchesOf(world, start, { sessions: call.sessions, of: starts.length }));
    const taken = pickBranch(world, branches);
    const branch = branches[taken];
    legs.push({ from: (starts[0] as Start).place, branches, taken });
    if (branch?.verdict === 'answered') break;
    left = left.filter((address) => address !== branch?.opens.destination);
  }
  return legs;
}

type Among = { readonly sessions: Sessions | undefined; readonly of: number };

/** The ways to one of so many addresses. */
function branchesOf(world: World, start: Start, { sessions, of }: Among): readonly Branch[] {
  const branches = trace(world, start, sessions);
  if (of === 1) return branches;
  const choice = { element: 'amazon-dns', option: showAddress(start.packet.destination), share: oneOf(of) } as const;
  return branches.map((branch) => chosen(choice, branch));
}

function outcomeOf(world: World, call: Call, legs: readonly Leg[]): Outcome {
  const leg = legs.at(-1);
  const branch = leg?.branches[leg.taken];
  if (leg === undefined || branch === undefined) throw new Error('Expected a connection to have at least one leg with a branch');
  const address = showAddress(branch.opens.destination);
  if (branch.verdict !== 'answered') return { outcome: branch.verdict, address, port: call.to.port };
  const response = call.http === undefined ? null : respond(world, branch, call.http);
  const by = branch.delivered === null ? address : branch.delivered.to.of.key;
  return response !== null && response.status >= 400 ? { outcome: 'http-status', response, by } : { outcome: 'answered', response, by };
}
