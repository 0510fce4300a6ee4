/**
 * Rules that add nothing: whatever they allow, other rules allow for the same pods. Policies only add up
 * (https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation), so taking
 * such a rule away changes no verdict, now or when more pods come. Judged by what the rules say, not by the pods there are.
 */
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';
import { same } from '../../canonical.ts';
import { covers } from '../../net/cidr.ts';
import type { Text } from '../../text.ts';
import type { Direction, Peer, PolicyRule, PolicyRules, PortRange } from '../policy-rules.ts';
import { about, type Check, rulesIn } from './finding.ts';

type Placed = { readonly policy: PolicyRules; readonly direction: Direction; readonly index: number; readonly rule: PolicyRule };

export const shadowedRule: Check = ({ policies }) => {
  const all = policies.flatMap((linted) =>
    rulesIn(linted).map(({ direction, index, rule, at }) => ({ linted, policy: linted.rules, direction, index, rule, at })),
  );
  const gone = new Set<Placed>();
  return all
    .toReversed()
    .flatMap((one) => {
      // Of two that are alike the earlier stays: what was found before is not counted on.
      const others = all.filter((other) => other !== one && !gone.has(other));
      const by = shadowing(one, others);
      if (by === null) return [];
      gone.add(one);
      const names = [...new Set(by.map(({ policy, direction, index }) => `${policy.key} ${direction}[${index}]`))];
      return [
        about('shadowed-rule', one.linted, {
          at: one.at,
          what: SHADOWED,
          how: REMOVE,
          params: { rule: `${one.direction}[${one.index}]`, others: names },
        }),
      ];
    })
    .toReversed();
};

/** Other rules that together allow all that the rule allows to all pods that it is about, or null when they do not. */
export function shadowing(one: Placed, others: readonly Placed[]): readonly Placed[] | null {
  const candidates = others.filter(
    ({ policy, direction }) =>
      direction === one.direction && policy.namespace === one.policy.namespace && isNarrower(one.policy.subject, policy.subject),
  );
  const found: Placed[] = [];
  for (const peer of one.rule.peers ?? [null]) {
    for (const port of one.rule.ports ?? [null]) {
      const by = candidates.find(({ rule }) => hasPeer(rule, peer) && hasPort(rule, port));
      if (by === undefined) return null;
      found.push(by);
    }
  }
  return found;
}

function hasPeer({ peers }: PolicyRule, peer: Peer | null): boolean {
  return peers === null || (peer !== null && peers.some((other) => isWithin(peer, other)));
}

function hasPort({ ports }: PolicyRule, port: PortRange | null): boolean {
  if (ports === null) return true;
  return port !== null && ports.some((other) => holdsPort(other, port));
}

function holdsPort(outer: PortRange, inner: PortRange): boolean {
  if (outer.protocol !== inner.protocol) return false;
  if ('name' in outer) return 'name' in inner && inner.name === outer.name;
  // A name is always one of the ports of its protocol.
  if ('name' in inner) return outer.from <= 1 && outer.to >= 65535;
  return outer.from <= inner.from && inner.to <= outer.to;
}

function isWithin(inner: Peer, outer: Peer): boolean {
  if (inner.kind === 'block') {
    if (outer.kind !== 'block' || !covers(outer.cidr, inner.cidr)) return false;
    // What the outer block leaves out, the inner must leave out as well, or not contain.
    return outer.except.every(
      (except) => inner.except.some((own) => covers(own, except)) || !(covers(inner.cidr, except) || covers(except, inner.cidr)),
    );
  }
  if (outer.kind !== 'pods' || outer.named !== undefined || inner.named !== undefined) return false;
  return namespacesWithin(inner.namespaces, outer.namespaces) && isNarrower(inner.pods, outer.pods);
}

type Namespaces = (Peer & { readonly kind: 'pods' })['namespaces'];

function namespacesWithin(inner: Namespaces, outer: Namespaces): boolean {
  if ('only' in inner) {
    if ('only' in outer) return inner.only === outer.only;
    return isNarrower({ matchLabels: { 'kubernetes.io/metadata.name': inner.only } }, outer);
  }
  return 'only' in outer ? inner.matchLabels?.['kubernetes.io/metadata.name'] === outer.only : isNarrower(inner, outer);
}

/** Whether whatever the first selects, the second selects: each of its requirements stands in the first too. */
function isNarrower(inner: LabelSelector, outer: LabelSelector): boolean {
  const labels = Object.entries(outer.matchLabels ?? {}).every(([key, value]) => inner.matchLabels?.[key] === value);
  return labels && (outer.matchExpressions ?? []).every((wanted) => (inner.matchExpressions ?? []).some((own) => same(own, wanted)));
}

const SHADOWED: Text = {
  ko: '{policy} 네트워크 정책의 {rule} 규칙이 허용하는 것은 다른 규칙({others})이 모두 허용합니다.',
  en: 'Everything that rule {rule} of network policy {policy} allows is allowed by other rules ({others}).',
};
const REMOVE: Text = {
  ko: '정책은 더해지기만 합니다. 규칙을 지워도 달라지는 연결이 없고, 좁히려던 것이면 넓은 규칙을 좁혀야 합니다.',
  en: 'Policies only add up: without this rule nothing changes. If it was to narrow something, narrow the wider rule.',
};
