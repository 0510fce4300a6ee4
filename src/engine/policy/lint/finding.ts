/** What the lint of network policies finds: which object, where in it, what is odd about it and what to do. */
import type { NetworkPolicy } from '../../cluster/networkpolicy.ts';
import type { Pod } from '../../cluster/pod.ts';
import { fillBoth, type Params, type Text } from '../../text.ts';
import type { World } from '../../world.ts';
import type { Direction, PolicyRules } from '../policy-rules.ts';

export type LintId =
  | 'selects-nothing'
  | 'peer-matches-nothing'
  | 'port-nobody-names'
  | 'host-bits'
  | 'dns-blocked'
  | 'shadowed-rule'
  | 'wide-open'
  | 'not-enforced'
  | 'named-port-differs'
  | 'host-network-subject'
  | 'service-port'
  | 'service-address'
  | 'one-sided';

export type Finding = {
  readonly lint: LintId;
  readonly object: { readonly kind: string; readonly key: string };
  /** The field, as a path into the object: `spec.ingress[0].from[1]`; null when it is about the whole. */
  readonly at: string | null;
  /** What is so, and what comes of it. */
  readonly what: Text;
  /** What to do about it. */
  readonly how: Text;
};

/** A policy as it is written and as its rules are read, with the pods that it selects. */
export type Linted = { readonly policy: NetworkPolicy; readonly rules: PolicyRules; readonly subjects: readonly Pod[] };

/** All that the checks look at. */
export type LintCase = { readonly world: World; readonly policies: readonly Linted[]; readonly pods: readonly Pod[] };

export type Check = (at: LintCase) => Finding[];

type Said = { readonly at?: string; readonly what: Text; readonly how: Text; readonly params?: Params };

/** A finding about a policy. */
export function about(lint: LintId, { rules }: Linted, { at, what, how, params = {} }: Said): Finding {
  const filled = { ...params, policy: rules.key };
  return { lint, object: { kind: 'NetworkPolicy', key: rules.key }, at: at ?? null, what: fillBoth(what, filled), how: fillBoth(how, filled) };
}

/** Every rule of the policy, with where it stands. */
export function rulesIn({ rules }: Linted) {
  const of = (direction: Direction) => (rules[direction] ?? []).map((rule, index) => ({ direction, rule, index, at: `spec.${direction}[${index}]` }));
  return [...of('ingress'), ...of('egress')];
}
