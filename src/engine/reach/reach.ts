/**
 * Who reaches whom: the verdict of every pair of pods at one port, from factors that know nothing of each other:
 * policy(class, class), path(place, place, same node?) and whether anything listens. Equals tracing every pair.
 */
import type { Pod } from '../cluster/pod.ts';
import { sandboxAt } from '../dataplane/host/kernel.ts';
import { startOf } from '../dataplane/origin.ts';
import { branches } from '../dataplane/trace.ts';
import { parseAddress } from '../net/address.ts';
import type { TransportProtocol } from '../net/packet.ts';
import type { End } from '../policy/flow.ts';
import { endOf } from '../policy/pod-end.ts';
import { guardedEnd, policiesAsWritten, policiesInForce, withoutPolicies } from '../policy/policies-in-force.ts';
import { mayReach, mayReceive, maySend, type PolicyMatrix, policyMatrix, type Question } from '../policy/policy-matrix.ts';
import type { PolicyRules } from '../policy/policy-rules.ts';
import { objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { type PodPlace, podPlace } from './pod-place.ts';
import { socketsOf } from './sockets.ts';
import { type Factors, type Passage, totalCounts, verdictOf } from './total-counts.ts';

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
  /** The policies that the matrix was made of, and the pods as they see them. */
  readonly policies: readonly PolicyRules[];
  readonly ends: readonly End[];
  /** Pod → what it is told apart by, apart from its node; and its node. */
  readonly keys: readonly string[];
  readonly nodes: readonly string[];
  /** How many places the pods stand at; 0 where only policies were asked. */
  readonly places: number;
  /** The verdict of a pair, both by their place in `pods`. */
  readonly cell: (source: number, destination: number) => CellVerdict;
  /** How many pairs of different pods have each verdict. */
  readonly counts: () => { readonly [V in CellVerdict]: number };
};

/** The reachability of all pods among each other. Cells are worked out when they are asked for. */
export function reach(world: World, question: ReachQuestion): Reach {
  const pods = runningPods(world);
  const names = pods.map(nameOf);
  const asked = { protocol: question.protocol.toUpperCase() as Uppercase<TransportProtocol>, port: question.port };
  return question.policyOnly === true ? byPolicies(world, { question, pods, names, asked }) : byEverything(world, { question, pods, names, asked });
}

/** The pods that run with an address, `namespace/name`, ascending: the rows and columns of every matrix of the world. */
export function podNames(world: World): string[] {
  return runningPods(world).map(nameOf);
}

function nameOf({ metadata }: Pod): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function runningPods(world: World): Pod[] {
  return objectsOf(world.cluster.Pod).filter((pod) => sandboxAt(world, nameOf(pod)) !== null);
}

type Asked = {
  readonly question: ReachQuestion;
  readonly pods: readonly Pod[];
  readonly names: readonly string[];
  readonly asked: Question;
};

function byPolicies(world: World, { question, pods, names, asked }: Asked): Reach {
  const policies = policiesAsWritten(world);
  const ends = pods.map((pod) => endOf(world, pod));
  const matrix = policyMatrix(policies, ends, asked);
  const cell = (from: number, to: number) => (from === to || mayReach(matrix, from, to) ? 'open' : 'policy');
  const keys = names.map((_, index) => String(matrix.classes.classOf[index]));
  const nodes = names.map(() => '');
  const apart = Int32Array.from(names.keys());
  const factors: Factors = { matrix, places: new Int32Array(names.length), nodes: apart, listens: names.map(() => true), pass: () => 'passes', cell };
  return { question, pods: names, matrix, policies, ends, keys, nodes, places: 0, cell, counts: () => totalCounts(factors) };
}

function byEverything(world: World, { question, pods, names, asked }: Asked): Reach {
  const policies = policiesInForce(world);
  const ends = pods.map((pod) => guardedEnd(world, pod));
  const matrix = policyMatrix(policies, ends, asked);
  const stands = names.map((name) => podPlace(world, name) as PodPlace);
  const listens = names.map((name) => isListening(world, name, question));
  // Where nothing listens the reply to UDP is a message of ICMP, which a network ACL may treat otherwise (RFC 792, type 3, code 3).
  const places = numbered(stands.map(({ key }, pod) => `${key} ${listens[pod]}`));
  const homes = numbered(stands.map(({ InstanceId }) => InstanceId));
  const pass = passes(withoutPolicies(world), { question, names, places, homes });
  const hosted = ends.map((end) => end.kind === 'address');
  const cell = (from: number, to: number): CellVerdict => {
    if (from === to) return listens[to] === true ? 'open' : 'closed';
    // Policies never stop what comes from the pod's own node.
    const ownNode = hosted[from] === true && homes[from] === homes[to];
    const receives = ownNode || mayReceive(matrix, from, to);
    // A path that a policy cuts off need not be traced.
    const sends = maySend(matrix, from, to);
    return sends ? verdictOf({ sends, receives, passage: pass(from, to), listens: listens[to] === true }) : 'policy';
  };
  const keys = names.map((_, index) => [matrix.classes.classOf[index], places[index], listens[index], hosted[index]].join(' '));
  const nodes = stands.map(({ InstanceId }) => InstanceId);
  const count = new Set(stands.map(({ key }) => key)).size;
  const factors: Factors = { matrix, places, nodes: homes, listens, pass, cell };
  return { question, pods: names, matrix, policies, ends, keys, nodes, places: count, cell, counts: () => totalCounts(factors) };
}

/** Texts as numbers from 0, equal for equal texts. */
function numbered(texts: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
}

function isListening(world: World, pod: string, { protocol, port }: ReachQuestion): boolean {
  return socketsOf(world, pod).some((socket) => socket.protocol === protocol && socket.port === port);
}

type Pairs = { readonly question: ReachQuestion; readonly names: readonly string[]; readonly places: Int32Array; readonly homes: Int32Array };

/** What becomes of packets between two pods, by what lies between their places; each combination is traced once. */
function passes(world: World, { question, names, places, homes }: Pairs): (from: number, to: number) => Passage {
  const count = new Set(places).size;
  const known = new Map<number, Passage>();
  return (from, to) => {
    const key = ((places[from] as number) * count + (places[to] as number)) * 2 + (homes[from] === homes[to] ? 1 : 0);
    const found = known.get(key);
    if (found !== undefined) return found;
    const passed = arrives(world, question, { from: names[from] as string, to: names[to] as string });
    known.set(key, passed);
    return passed;
  };
}

/** A refusal that comes back has passed as well as an answer: whether something listens is the pod's own affair. */
function arrives(world: World, { protocol, port }: ReachQuestion, { from, to }: { readonly from: string; readonly to: string }): Passage {
  const address = parseAddress(sandboxAt(world, to)?.sandbox.address ?? '0.0.0.0');
  const start = startOf(world, { from: 'pod', pod: from }, { address, port, protocol });
  for (const { verdict, reply } of branches(world, start)) if (verdict === 'timed-out') return reply.length === 0 ? 'request-lost' : 'reply-lost';
  return 'passes';
}
