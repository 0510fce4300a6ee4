/**
 * Policy classes: ends that no selector, block or port name of the policies tells apart get every verdict alike, so one
 * of each class is asked for all of them.
 */
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';
import type { Cidr } from '../net/cidr.ts';
import { addressCells } from './address-cells.ts';
import type { End, PodEnd } from './flow.ts';
import type { Peer, PolicyRule, PolicyRules } from './policy-rules.ts';

export type PolicyClasses = {
  /** End (by its place in the list) → class. */
  readonly classOf: Int32Array;
  /** Class → the ends in it, ascending. */
  readonly members: readonly (readonly number[])[];
  /** Class → the end that stands for it. */
  readonly standIns: readonly End[];
};

/** The classes of the ends under these policies. Pods of one namespace must carry the same namespace labels. */
export function policyClasses(policies: readonly PolicyRules[], ends: readonly End[]): PolicyClasses {
  const signature = signatureUnder(policies);
  const classes = new Map<string, number[]>();
  const classOf = new Int32Array(ends.length);
  const numbers = new Map<string, number>();
  for (const [index, end] of ends.entries()) {
    const key = signature(end);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    classOf[index] = number;
    const members = classes.get(key);
    if (members === undefined) classes.set(key, [index]);
    else members.push(index);
  }
  const members = [...classes.values()];
  return { classOf, members, standIns: members.map(([first]) => ends[first as number] as End) };
}

/** What the policies can see of an end, as a text. */
function signatureUnder(policies: readonly PolicyRules[]): (end: End) => string {
  const seen = seenBy(policies);
  const cell = addressCells(seen.blocks);
  return (end) => {
    if (end.kind === 'address') return `address ${cell(end.address)}`;
    const labels = seen.pods.map((label) => seenValue(label, end.labels));
    const ports = end.ports.filter(({ name }) => seen.portNames.has(name)).map(({ name, port, protocol }) => `${name}=${protocol}/${port}`);
    return ['pod', end.guard ?? 'standard', end.tiers ?? '', namespaceSeen(seen, end), ...labels, ...ports.sort(), ...end.addresses.map(cell)].join(
      '\0',
    );
  };
}

/** A namespace counts by its name when a policy stands in it or means its own; else by its labels. */
function namespaceSeen({ namespaces, namespaceLabels }: Seen, { namespace, namespaceLabels: labels }: PodEnd): string {
  const name = namespaces.has(namespace) ? namespace : '';
  return [name, ...namespaceLabels.map((label) => seenValue(label, labels))].join('\0');
}

type SeenLabel = { readonly key: string; readonly values: ReadonlySet<string> };

/** '' without the label, `=value` for a value that a selector names, `*` for any other. */
function seenValue({ key, values }: SeenLabel, labels: { readonly [key: string]: string }): string {
  const value = labels[key];
  return value === undefined ? '' : values.has(value) ? `=${value}` : '*';
}

type Seen = {
  readonly namespaces: ReadonlySet<string>;
  readonly pods: readonly SeenLabel[];
  readonly namespaceLabels: readonly SeenLabel[];
  readonly portNames: ReadonlySet<string>;
  readonly blocks: readonly Cidr[];
};

function seenBy(policies: readonly PolicyRules[]): Seen {
  const rules: readonly PolicyRule[] = policies.flatMap(({ ingress, egress }) => [...(ingress ?? []), ...(egress ?? [])]);
  const peers: readonly Peer[] = rules.flatMap((rule) => rule.peers ?? []);
  const podPeers = peers.flatMap((peer) => (peer.kind === 'pods' ? [peer] : []));
  const ranges = rules.flatMap((rule) => rule.ports ?? []);
  return {
    namespaces: new Set(policies.map(({ namespace }) => namespace)),
    pods: labelsIn([...policies.map(({ subject }) => subject), ...podPeers.map(({ pods }) => pods)]),
    namespaceLabels: labelsIn([
      ...policies.flatMap(({ ranked }) => (ranked === undefined ? [] : [ranked.namespaces])),
      ...podPeers.flatMap(({ namespaces }) => ('only' in namespaces ? [] : [namespaces])),
    ]),
    portNames: new Set([...ranges.flatMap((range) => ('name' in range ? [range.name] : [])), ...podPeers.flatMap(namesOf)]),
    blocks: peers.flatMap((peer) => (peer.kind === 'block' ? [peer.cidr, ...peer.except] : [])),
  };
}

function namesOf({ named = [] }: Peer & { readonly kind: 'pods' }): string[] {
  return named.map(({ name }) => name);
}

function labelsIn(selectors: readonly LabelSelector[]): SeenLabel[] {
  const values = new Map<string, Set<string>>();
  const see = (key: string, named: readonly string[]) => {
    const known = values.get(key) ?? new Set();
    for (const value of named) known.add(value);
    values.set(key, known);
  };
  for (const { matchLabels = {}, matchExpressions = [] } of selectors) {
    for (const [key, value] of Object.entries(matchLabels)) see(key, [value]);
    for (const { key, values: named = [] } of matchExpressions) see(key, named);
  }
  return [...values].map(([key, named]) => ({ key, values: named }));
}
