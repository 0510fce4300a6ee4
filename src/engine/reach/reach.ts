/**
 * Who reaches whom: the verdict of every pair of pods at one port, from factors that know nothing of each other:
 * policy(class, class), path(place, place, same node?) and whether anything listens. Equals tracing every pair.
 */
import type { Pod } from '../cluster/pod.ts';
import { sandboxAt } from '../dataplane/host/kernel.ts';
import { listeningAt } from '../dataplane/host/listener.ts';
import { startOf } from '../dataplane/origin.ts';
import { atPod } from '../dataplane/place.ts';
import { branches } from '../dataplane/trace.ts';
import { parseAddress } from '../net/address.ts';
import type { TransportProtocol } from '../net/packet.ts';
import { endOf } from '../policy/pod-end.ts';
import { guardedEnd, policiesAsWritten, policiesInForce, withoutPolicies } from '../policy/policies-in-force.ts';
import { mayReach, mayReceive, maySend, type PolicyMatrix, policyMatrix } from '../policy/policy-matrix.ts';
import { objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { pairCounts } from './pair-counts.ts';
import { type PodPlace, podPlace } from './pod-place.ts';

export type ReachQuestion = {
  readonly protocol: TransportProtocol;
  readonly port: number;
  /** Only what NetworkPolicies say by the specification, whoever enforces them: no routes, no groups, no listeners. */
  readonly policyOnly?: boolean;
};

/**
 * open: a connection is answered · closed: it gets there and is refused, since nothing listens · policy: a NetworkPolicy
 * drops it · path: something else on the way does (a group, an ACL, a route).
 */
export type CellVerdict = 'open' | 'closed' | 'policy' | 'path';

export type Reach = {
  readonly question: ReachQuestion;
  /** The pods that run with an address, `namespace/name`, ascending. */
  readonly pods: readonly string[];
  readonly matrix: PolicyMatrix;
  /** How many places the pods stand at; 0 where only policies were asked. */
  readonly places: number;
  /** The verdict of a pair, both by their place in `pods`. */
  readonly cell: (source: number, destination: number) => CellVerdict;
  /** How many pairs of different pods have each verdict. */
  readonly counts: () => { readonly [V in CellVerdict]: number };
};

/** The reachability of all pods among each other. Cells are worked out when they are asked for. */
export function reach(world: World, question: ReachQuestion): Reach {
  const pods = objectsOf(world.cluster.Pod).filter((pod) => sandboxAt(world, nameOf(pod)) !== null);
  const names = pods.map(nameOf);
  const asked = { protocol: question.protocol.toUpperCase() as Uppercase<TransportProtocol>, port: question.port };
  if (question.policyOnly === true) {
    const ends = pods.map((pod) => endOf(world, pod));
    const matrix = policyMatrix(policiesAsWritten(world), ends, asked);
    const cell = (from: number, to: number) => (from === to || mayReach(matrix, from, to) ? 'open' : 'policy');
    const keys = names.map((_, index) => String(matrix.classes.classOf[index]));
    return { question, pods: names, matrix, places: 0, cell, counts: () => pairCounts({ keys, nodes: names.map(() => ''), cell }) };
  }
  const ends = pods.map((pod) => guardedEnd(world, pod));
  const matrix = policyMatrix(policiesInForce(world), ends, asked);
  const places = names.map((name) => podPlace(world, name) as PodPlace);
  const pass = passes(withoutPolicies(world), { question, names, places });
  const listens = names.map((name) => isListening(world, name, question));
  const hosted = ends.map((end) => end.kind === 'address');
  const cell = (from: number, to: number): CellVerdict => {
    if (from === to) return listens[to] === true ? 'open' : 'closed';
    // In the order in which a packet meets them: the first that drops it is the one to name.
    if (!maySend(matrix, from, to)) return 'policy';
    const passed = pass(from, to);
    if (passed === 'request-lost') return 'path';
    // Policies never stop what comes from the pod's own node.
    const ownNode = hosted[from] === true && places[from]?.InstanceId === places[to]?.InstanceId;
    if (!ownNode && !mayReceive(matrix, from, to)) return 'policy';
    if (passed === 'reply-lost') return 'path';
    return listens[to] === true ? 'open' : 'closed';
  };
  const keys = names.map((_, index) => [matrix.classes.classOf[index], places[index]?.key, listens[index], hosted[index]].join('\0'));
  const nodes = places.map(({ InstanceId }) => InstanceId);
  return {
    question,
    pods: names,
    matrix,
    places: new Set(places.map(({ key }) => key)).size,
    cell,
    counts: () => pairCounts({ keys, nodes, cell }),
  };
}

function nameOf({ metadata }: Pod): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function isListening(world: World, pod: string, { protocol, port }: ReachQuestion): boolean {
  const place = sandboxAt(world, pod)?.sandbox.hostNetwork ? startOf(world, { from: 'pod', pod }, NOWHERE).place : atPod('pod-in', pod);
  return listeningAt(world, place).some(({ listener }) => listener.protocol === protocol && listener.port === port);
}

const NOWHERE = { address: parseAddress('192.0.2.1'), port: 1, protocol: 'tcp' } as const;

type Pairs = { readonly question: ReachQuestion; readonly names: readonly string[]; readonly places: readonly PodPlace[] };

/** What becomes of packets between two pods, by what lies between their places; each combination is traced once. */
function passes(world: World, { question, names, places }: Pairs): (from: number, to: number) => Passage {
  const known = new Map<string, Passage>();
  return (from, to) => {
    const [source, destination] = [places[from] as PodPlace, places[to] as PodPlace];
    const key = `${source.key}\0${destination.key}\0${source.InstanceId === destination.InstanceId}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const passed = arrives(world, question, { from: names[from] as string, to: names[to] as string });
    known.set(key, passed);
    return passed;
  };
}

type Passage = 'passes' | 'request-lost' | 'reply-lost';

/** A refusal that comes back has passed as well as an answer: whether something listens is the pod's own affair. */
function arrives(world: World, { protocol, port }: ReachQuestion, { from, to }: { readonly from: string; readonly to: string }): Passage {
  const address = parseAddress(sandboxAt(world, to)?.sandbox.address ?? '0.0.0.0');
  const start = startOf(world, { from: 'pod', pod: from }, { address, port, protocol });
  for (const { verdict, reply } of branches(world, start)) if (verdict === 'timed-out') return reply.length === 0 ? 'request-lost' : 'reply-lost';
  return 'passes';
}
