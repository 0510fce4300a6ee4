/** Judges netpol/cases.json: whether the NetworkPolicies of a situation let a flow through. */

import { parseAddress } from '../engine/net/address.ts';
import type { AddressEnd, End, Labels, NamedPort, PodEnd, PolicyProtocol } from '../engine/policy/flow.ts';
import { type PolicyObject, type PolicyRules, rulesOf } from '../engine/policy/policy-rules.ts';
import { policyVerdict } from '../engine/policy/verdict.ts';
import type { Adapter, Judgement } from './adapter.ts';

type CasePort = { readonly port: number; readonly protocol: PolicyProtocol; readonly name?: string };
type CasePod = {
  readonly namespace: string;
  readonly name: string;
  readonly labels?: Labels;
  readonly ip: string;
  readonly ports?: readonly CasePort[];
};
type CaseEnd = string | { readonly ip: string };
type Expected = {
  readonly from: CaseEnd;
  readonly to: CaseEnd;
  readonly port: number | string;
  readonly protocol: PolicyProtocol;
  readonly allowed: boolean;
};

type Case = {
  readonly id: string;
  readonly namespaces: readonly { readonly name: string; readonly labels?: Labels }[];
  readonly pods: readonly CasePod[];
  readonly policies: readonly PolicyObject[];
  readonly expect: readonly Expected[];
  readonly default: 'allowed' | 'denied' | null;
};

export const adapter: Adapter = {
  area: 'netpol',
  file: 'cases.json',
  judge: (cases) => (cases as readonly Case[]).map(judgeCase),
};

function judgeCase(asked: Case): Judgement {
  const policies = asked.policies.map(rulesOf);
  const wrong = [...asked.expect, ...others(asked)].flatMap((expected) => mistake(asked, policies, expected));
  return { id: asked.id, ok: wrong.length === 0, detail: wrong.slice(0, 5).join('; ') };
}

function mistake(asked: Case, policies: readonly PolicyRules[], expected: Expected): string[] {
  const { protocol } = expected;
  const to = endOf(asked, expected.to);
  const port = portOf(to, expected);
  const { allowed } = policyVerdict(policies, { from: endOf(asked, expected.from), to, protocol, port });
  return allowed === expected.allowed ? [] : [`${show(expected.from)} to ${show(expected.to)} ${protocol} ${port}: expected ${expected.allowed}`];
}

/** `default` is about every other pair of different pods, over the ports that the destination lists. */
function others({ pods, expect, default: rest }: Case): Expected[] {
  if (rest === null) return [];
  const key = ({ from, to, port, protocol }: Expected) => JSON.stringify([from, to, port, protocol]);
  const stated = new Set(expect.map(key));
  const name = (pod: CasePod) => `${pod.namespace}/${pod.name}`;
  const all = pods.flatMap((to) =>
    (to.ports ?? []).flatMap(({ port, protocol }) =>
      pods.filter((from) => from !== to).map((from) => ({ from: name(from), to: name(to), port, protocol, allowed: rest === 'allowed' })),
    ),
  );
  return all.filter((one) => !stated.has(key(one)));
}

function endOf({ pods, namespaces }: Case, end: CaseEnd): End {
  if (typeof end !== 'string') return { kind: 'address', address: parseAddress(end.ip) } satisfies AddressEnd;
  const pod = pods.find(({ namespace, name }) => `${namespace}/${name}` === end);
  if (pod === undefined) throw new Error(`Expected a pod of the case but found ${end}`);
  const labels = namespaces.find(({ name }) => name === pod.namespace)?.labels ?? {};
  return {
    kind: 'pod',
    namespace: pod.namespace,
    namespaceLabels: labels,
    name: pod.name,
    labels: pod.labels ?? {},
    addresses: [parseAddress(pod.ip)],
    ports: (pod.ports ?? []).filter((port): port is NamedPort => port.name !== undefined),
  } satisfies PodEnd;
}

function portOf(to: End, { port, protocol }: Expected): number {
  if (typeof port === 'number') return port;
  const named = to.kind === 'pod' ? to.ports.find((one) => one.name === port && one.protocol === protocol) : undefined;
  if (named === undefined) throw new Error(`Expected a port named ${port} at the destination`);
  return named.port;
}

function show(end: CaseEnd): string {
  return typeof end === 'string' ? end : end.ip;
}
