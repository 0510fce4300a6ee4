/**
 * What the agent does where ClusterNetworkPolicies are: Admin tier, NetworkPolicies, Baseline tier, and last how the pod was
 * put under its watch (open, or shut by a strict agent).
 * https://github.com/aws/aws-network-policy-agent/blob/main/pkg/ebpf/c/tc.v4egress.bpf.c (evaluateFlow)
 */
import type { PolicyTier, TierAction } from '../cluster/clusternetworkpolicy.ts';
import { type AgentPacket, type AgentVerdict, agentVerdict, misfit } from './agent-verdict.ts';
import type { ClusterEndpointInfo, ClusterPolicyEndpointSpec } from './cluster-policy-endpoint.ts';
import type { PolicyEndpointSpec } from './policy-endpoint.ts';
import type { Direction } from './policy-rules.ts';
import { ACTIONS, ranksOf } from './tiers.ts';

/** What an agent has read about a pod. */
export type AgentRules = {
  readonly endpoints: readonly PolicyEndpointSpec[];
  readonly clusterEndpoints: readonly ClusterPolicyEndpointSpec[];
  readonly strict: boolean;
};

type Decided = { readonly policy: string; readonly tier: PolicyTier; readonly entry: ClusterEndpointInfo };

export type TieredVerdict =
  | AgentVerdict
  | ({ readonly allowed: boolean; readonly because: 'tier' } & Decided)
  | { readonly allowed: false; readonly because: 'strict' };

/** The verdict on a new packet, with the tier and entry that decided where it was one. */
export function tieredVerdict({ endpoints, clusterEndpoints, strict }: AgentRules, direction: Direction, packet: AgentPacket): TieredVerdict {
  const admin = tierVerdict(clusterEndpoints, 'Admin', { direction, packet });
  if (admin !== null) return admin;
  const namespaced = agentVerdict(endpoints, direction, packet);
  if (namespaced.because !== 'not-isolated') return namespaced;
  const baseline = tierVerdict(clusterEndpoints, 'Baseline', { direction, packet });
  if (baseline !== null) return baseline;
  return strict && endpoints.length === 0 ? { allowed: false, because: 'strict' } : namespaced;
}

type Asked = { readonly direction: Direction; readonly packet: AgentPacket };

function tierVerdict(all: readonly ClusterPolicyEndpointSpec[], tier: PolicyTier, { direction, packet }: Asked): TieredVerdict | null {
  const ranked = all.map((spec) => ({ spec, ranked: { tier: spec.tier, priority: spec.priority } }));
  for (const rank of ranksOf(ranked, tier)) {
    const said = rank.flatMap(({ spec }) => {
      const entry = spec[direction].find((one) => misfit(one, packet) === null);
      return entry === undefined ? [] : [{ action: entry.action, policy: spec.policyRef.name, tier, entry }];
    });
    const first = ACTIONS.map((action: TierAction) => said.find((one) => one.action === action)).find((one) => one !== undefined);
    if (first === undefined) continue;
    if (first.action === 'Pass') return null;
    const { action, ...decided } = first;
    return { allowed: action === 'Accept', because: 'tier', ...decided };
  }
  return null;
}
