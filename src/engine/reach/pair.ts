/**
 * One pair of ends in full: what the sender's egress says, what lies on the way, what the receiver's ingress says and
 * whether anything listens. All of it is asked, also behind the first that says no: who repairs one finds the next.
 */
import { connect } from '../connect.ts';
import type { Connection, Origin } from '../connection.ts';
import { kernelOf, ownAddress, sandboxAt } from '../dataplane/host/kernel.ts';
import type { Step } from '../dataplane/step.ts';
import { failingStep } from '../explain.ts';
import { type Address, familyOf, readAddress } from '../net/address.ts';
import type { TransportProtocol } from '../net/packet.ts';
import type { End, Flow } from '../policy/flow.ts';
import { isSubject } from '../policy/matches.ts';
import { endOf } from '../policy/pod-end.ts';
import { guardedEnd, policiesAsWritten, policiesInForce, withoutPolicies } from '../policy/policies-in-force.ts';
import type { Direction, PolicyRules } from '../policy/policy-rules.ts';
import { showRule } from '../policy/rule-text.ts';
import { type DirectionVerdict, directionVerdict, type LostRule, ruleFit } from '../policy/verdict.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { SOMEWHERE } from './ends.ts';
import { type ProbeVerdict, verdictOf } from './probe.ts';
import { socketsOf } from './sockets.ts';

/** Where the connection goes: a pod, perhaps by way of a Service that is called by its name, or any host. */
export type PairTarget = { readonly pod: string; readonly port: number; readonly via?: Called } | Called;
export type Called = { readonly host: string; readonly port: number };

export type PairQuestion = { readonly from: Origin; readonly to: PairTarget; readonly protocol: TransportProtocol };

/** What a rule says: it fits and allows, denies or passes on to the next tier, or something of it does not fit. */
export type RuleSays = 'allows' | 'denies' | 'passes' | Exclude<LostRule['because'], 'none'>;

/** A policy that isolates the pod in the direction, and what each of its rules says to this flow. */
export type Matter = {
  readonly policy: string;
  readonly rules: readonly { readonly rule: number; readonly text: string; readonly says: RuleSays }[];
};

export type Side = {
  readonly pod: string;
  /** Who enforces policies at the pod: nobody, since its node has no agent or it shares the node's network, or an agent. */
  readonly guard: 'none' | 'host-network' | 'standard' | 'strict';
  /** What the specification says of the policies as they are written. */
  readonly written: DirectionVerdict;
  /** What the agents enforce of them. */
  readonly enforced: DirectionVerdict;
  readonly matters: readonly Matter[];
  /** The other end is the pod's own node, which policies never stop. */
  readonly ownNode: boolean;
};

export type Pair = PairQuestion & {
  readonly verdict: ProbeVerdict;
  /** null: that end is no pod. */
  readonly egress: Side | null;
  readonly ingress: Side | null;
  /** The way without any policy: the step that drops the packet, or null where it gets through. */
  readonly path: { readonly failing: Step | null };
  /** null: the destination is no pod. */
  readonly listens: { readonly is: boolean; readonly open: readonly number[] } | null;
  /** The connection as it goes now, for the stepper. */
  readonly connection: Connection;
};

/** What becomes of a connection and why, or null while a pod of it has no address. */
export function explainPair(world: World, question: PairQuestion): Pair | null {
  const { from, to, protocol } = question;
  const called = calledBy(world, to);
  if (called === null || (from.from === 'pod' && sandboxAt(world, from.pod) === null)) return null;
  const http = protocol === 'tcp' ? { http: { method: 'GET', path: '/', host: called.host } } : {};
  const call = { from, to: { ...called, protocol }, ...http };
  const { connection } = connect(world, call);
  const bare = connect(withoutPolicies(world), call).connection;
  const lost = ['path', 'name', 'sometimes'].includes(verdictOf(bare));
  return {
    ...question,
    verdict: verdictOf(connection),
    egress: from.from === 'pod' ? sideOf(world, { direction: 'egress', pod: from.pod, question, connection }) : null,
    ingress: 'pod' in to ? sideOf(world, { direction: 'ingress', pod: to.pod, question, connection }) : null,
    // A refusal has come all the way: whether something listens is told on its own.
    path: { failing: lost ? failingStep(bare) : null },
    listens: 'pod' in to ? listensAt(world, { pod: to.pod, port: to.port, protocol }) : null,
    connection,
  };
}

function calledBy(world: World, to: PairTarget): Called | null {
  if (!('pod' in to)) return to;
  const host = sandboxAt(world, to.pod)?.sandbox.address;
  return host === undefined ? null : (to.via ?? { host, port: to.port });
}

type SideAsked = { readonly direction: Direction; readonly pod: string; readonly question: PairQuestion; readonly connection: Connection };

function sideOf(world: World, { direction, pod, question, connection }: SideAsked): Side | null {
  const asWritten = flowOf(world, { question, connection, end: endOf });
  const guarded = flowOf(world, { question, connection, end: guardedEnd });
  if (asWritten === null || guarded === null) return null;
  const end = direction === 'egress' ? guarded.from : guarded.to;
  return {
    pod,
    guard: end.kind === 'address' ? 'host-network' : (end.guard ?? 'standard'),
    written: directionVerdict(policiesAsWritten(world), direction, asWritten),
    enforced: directionVerdict(policiesInForce(world), direction, guarded),
    matters: policiesAsWritten(world).flatMap((policy) => matterOf(policy, direction, asWritten)),
    ownNode: direction === 'ingress' && guarded.from.kind === 'address' && nodeOf(world, question.from) === sandboxAt(world, pod)?.kernel.InstanceId,
  };
}

type FlowAsked = Pick<SideAsked, 'question' | 'connection'> & { readonly end: typeof endOf };

/** The flow as policies see it; null while the name of the destination is not known. */
function flowOf(world: World, { question, connection, end }: FlowAsked): Flow | null {
  const { from, to, protocol } = question;
  const pod = (key: string): End | null => {
    const found = objectAt(world.cluster.Pod, key);
    return found === undefined ? null : end(world, found);
  };
  const other = (address: Address | null | undefined): End | null => (address == null ? null : { kind: 'address', address });
  const called =
    'pod' in to ? readAddress(objectAt(world.cluster.Pod, to.pod)?.status.podIP ?? '') : (readAddress(to.host) ?? connection.lookup?.addresses[0]);
  const sender = from.from === 'pod' ? pod(from.pod) : other(senderOf(world, from, called == null ? 4 : familyOf(called)));
  const taker = 'pod' in to ? pod(to.pod) : other(called);
  return sender === null || taker === null ? null : { from: sender, to: taker, protocol: protocol.toUpperCase() as Flow['protocol'], port: to.port };
}

function senderOf(world: World, from: Origin, family: 4 | 6): Address | null {
  const instance = nodeOf(world, from);
  if (instance !== null) return ownAddress(kernelOf(world, instance), family);
  return readAddress(from.from === 'outside' ? from.address : SOMEWHERE) ?? readAddress(SOMEWHERE);
}

/** The instance that the origin is on. */
function nodeOf(world: World, from: Origin): string | null {
  if (from.from === 'pod') return sandboxAt(world, from.pod)?.kernel.InstanceId ?? null;
  if (from.from === 'node') return lookup(world.hosts.Host, 'byNode', from.node)[0]?.InstanceId ?? null;
  return from.from === 'instance' ? from.InstanceId : null;
}

function matterOf(policy: PolicyRules, direction: Direction, flow: Flow): Matter[] {
  const rules = policy[direction];
  if (rules === null || !isSubject(policy, direction === 'egress' ? flow.from : flow.to)) return [];
  const said = rules.map((rule, index) => {
    const fit = ruleFit(rule, direction, flow);
    return { rule: index, text: showRule(direction, rule), says: fit === null ? SAYS[rule.action ?? 'Accept'] : fit };
  });
  return [{ policy: policy.key, rules: said }];
}

const SAYS = { Accept: 'allows', Deny: 'denies', Pass: 'passes' } as const;

type Socket = { readonly pod: string; readonly port: number; readonly protocol: TransportProtocol };

function listensAt(world: World, { pod, port, protocol }: Socket): Pair['listens'] {
  const open = socketsOf(world, pod)
    .filter((socket) => socket.protocol === protocol)
    .map((socket) => socket.port);
  return { is: open.includes(port), open: [...new Set(open)].sort((one, other) => one - other) };
}
