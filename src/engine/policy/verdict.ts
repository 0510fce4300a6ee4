/**
 * What NetworkPolicies say about one flow. A pod that no policy selects is open in that direction; one that is selected
 * takes what any rule of any of them allows. ClusterNetworkPolicies come before (Admin) and after (Baseline). A new flow passes only if its source's egress and its destination's ingress
 * both let it; replies of what passed always pass.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
import type { PolicyTier, TierAction } from '../cluster/clusternetworkpolicy.ts';
import type { End, Flow } from './flow.ts';
import { isPeer, isPort, isShut, isSubject } from './matches.ts';
import type { Direction, PolicyRule, PolicyRules } from './policy-rules.ts';
import { ACTIONS, ranksOf } from './tiers.ts';

/** Which rule of which policy, counted from 0; `peer` and `port` are null where the rule names none. */
export type RuleAt = {
  readonly policy: string;
  readonly rule: number;
  readonly peer: number | null;
  readonly port: number | null;
  /** The tier of a ClusterNetworkPolicy; left out where a NetworkPolicy decided. */
  readonly tier?: PolicyTier;
};

/** A rule that did not let the flow through, and what of it did not fit; `none` when the policy has no rules at all. */
export type LostRule = { readonly policy: string; readonly rule: number | null; readonly because: 'none' | 'peer' | 'port' | 'both' };

export type DirectionVerdict =
  /** No policy selects the pod in this direction, or the end is no pod. */
  | { readonly allowed: true; readonly because: 'not-isolated' }
  | { readonly allowed: true; readonly because: 'rule'; readonly by: RuleAt }
  /** A rule of a ClusterNetworkPolicy denies it. */
  | { readonly allowed: false; readonly because: 'denied'; readonly by: RuleAt }
  /** The agent is strict, and no policy selects the pod in any direction. */
  | { readonly allowed: false; readonly because: 'strict' }
  | { readonly allowed: false; readonly because: 'no-rule'; readonly policies: readonly string[]; readonly lost: readonly LostRule[] };

export type PolicyVerdict = { readonly allowed: boolean; readonly egress: DirectionVerdict; readonly ingress: DirectionVerdict };

/** The verdict of the policies on a new flow, each direction with what decided it. */
export function policyVerdict(policies: readonly PolicyRules[], flow: Flow): PolicyVerdict {
  const egress = directionVerdict(policies, 'egress', flow);
  const ingress = directionVerdict(policies, 'ingress', flow);
  return { allowed: egress.allowed && ingress.allowed, egress, ingress };
}

/** The verdict in one direction: egress is about the source, ingress about the destination. */
export function directionVerdict(policies: readonly PolicyRules[], direction: Direction, flow: Flow): DirectionVerdict {
  const admin = tierVerdict(policies, 'Admin', { direction, flow });
  return admin ?? namespacedVerdict(policies, direction, flow);
}

/** What NetworkPolicies say, and where none isolates the pod the Baseline tier. */
function namespacedVerdict(policies: readonly PolicyRules[], direction: Direction, flow: Flow): DirectionVerdict {
  const subject = direction === 'egress' ? flow.from : flow.to;
  const peer = direction === 'egress' ? flow.to : flow.from;
  const lost: LostRule[] = [];
  const isolating: string[] = [];
  for (const policy of policies) {
    const rules = policy[direction];
    if (policy.ranked !== undefined || rules === null || !isSubject(policy, subject)) continue;
    isolating.push(policy.key);
    if (rules.length === 0) lost.push({ policy: policy.key, rule: null, because: 'none' });
    for (const [index, rule] of rules.entries()) {
      const fit = fitOf(rule, peer, flow);
      if (fit.fits) return { allowed: true, because: 'rule', by: { policy: policy.key, rule: index, peer: fit.peer, port: fit.port } };
      lost.push({ policy: policy.key, rule: index, because: fit.because });
    }
  }
  if (isolating.length > 0) return { allowed: false, because: 'no-rule', policies: isolating, lost };
  const baseline = tierVerdict(policies, 'Baseline', { direction, flow });
  if (baseline !== null) return baseline;
  return isShut(policies, subject) ? { allowed: false, because: 'strict' } : { allowed: true, because: 'not-isolated' };
}

/** What of the rule does not fit the flow; null where it fits. */
export function ruleFit(rule: PolicyRule, direction: Direction, flow: Flow): Exclude<LostRule['because'], 'none'> | null {
  const fit = fitOf(rule, direction === 'egress' ? flow.to : flow.from, flow);
  return fit.fits ? null : fit.because;
}

type Asked = { readonly direction: Direction; readonly flow: Flow };

/** The final decision of a tier, or null where it makes none. */
function tierVerdict(policies: readonly PolicyRules[], tier: PolicyTier, asked: Asked): DirectionVerdict | null {
  for (const rank of ranksOf(policies, tier)) {
    const said = rank.flatMap((policy) => saidBy(policy, tier, asked) ?? []);
    const first = ACTIONS.map((action) => said.find((one) => one.action === action)).find((one) => one !== undefined);
    if (first === undefined) continue;
    if (first.action === 'Pass') return null;
    return first.action === 'Accept' ? { allowed: true, because: 'rule', by: first.by } : { allowed: false, because: 'denied', by: first.by };
  }
  return null;
}

/** The first rule of the policy that the flow fits. */
function saidBy(policy: PolicyRules, tier: PolicyTier, { direction, flow }: Asked): { readonly action: TierAction; readonly by: RuleAt } | null {
  const [subject, peer] = direction === 'egress' ? [flow.from, flow.to] : [flow.to, flow.from];
  if (!isSubject(policy, subject)) return null;
  for (const [index, rule] of (policy[direction] ?? []).entries()) {
    const fit = fitOf(rule, peer, flow);
    if (fit.fits) return { action: rule.action ?? 'Accept', by: { policy: policy.key, rule: index, peer: fit.peer, port: fit.port, tier } };
  }
  return null;
}

type Fit =
  | { readonly fits: true; readonly peer: number | null; readonly port: number | null }
  | { readonly fits: false; readonly because: 'peer' | 'port' | 'both' };

function fitOf({ peers, ports }: PolicyRule, end: End, flow: Flow): Fit {
  const peer = peers === null ? null : peers.findIndex((one) => isPeer(one, end));
  const port = ports === null ? null : ports.findIndex((range) => isPort(range, flow));
  const [wrongPeer, wrongPort] = [peer === -1, port === -1];
  if (wrongPeer || wrongPort) return { fits: false, because: wrongPeer && wrongPort ? 'both' : wrongPeer ? 'peer' : 'port' };
  return { fits: true, peer, port };
}
