/** What the lab says below a line that wrote a network policy which the agents of EKS treat otherwise than it says. */
import { changesSince } from '../engine/change.ts';
import type { ClusterNetworkPolicy } from '../engine/cluster/clusternetworkpolicy.ts';
import { CLUSTER_NETWORK_POLICIES, isBefore } from '../engine/policy/cni-version.ts';
import { lintEnforcement } from '../engine/policy/lint/index.ts';
import { isSubject } from '../engine/policy/matches.ts';
import { cniVersionOn } from '../engine/policy/node-cni.ts';
import { endOf } from '../engine/policy/pod-end.ts';
import { tierRulesOf } from '../engine/policy/tiers.ts';
import { lookup, objectAt, objectsOf } from '../engine/store.ts';
import { fillBoth, type Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import type { Note } from './output.ts';

/** The notes about the policies that were written since; none where all of them are enforced as they are written. */
export function policyNotes(before: World, after: World): readonly Note[] {
  if (before.cluster.NetworkPolicy === after.cluster.NetworkPolicy && before.cluster.ClusterNetworkPolicy === after.cluster.ClusterNetworkPolicy) {
    return [];
  }
  const written = (changesSince(after, before.revision) ?? []).filter(({ after: object }) => object !== null);
  const keys = (kind: string) => [...new Set(written.filter(({ ref }) => ref.kind === kind).map(({ ref }) => ref.key))];
  const findings = lintEnforcement(after, keys('NetworkPolicy')).map(
    ({ what, how }): Text => ({ ko: `${what.ko} ${how.ko}`, en: `${what.en} ${how.en}` }),
  );
  const tiers = keys('ClusterNetworkPolicy').flatMap((key) => {
    const policy = objectAt(after.cluster.ClusterNetworkPolicy, key);
    return policy === undefined ? [] : tierNotes(after, policy);
  });
  return [...findings, ...tiers].map((text) => ({ mark: 'info', text }));
}

/** Nobody knows the policy: the controller is off, or the agents are too old. */
function tierNotes(world: World, policy: ClusterNetworkPolicy): Text[] {
  const name = policy.metadata.name;
  if (lookup(world.cluster.ClusterPolicyEndpoint, 'byPolicy', name).length === 0) return [fillBoth(SWITCHED_OFF, { name })];
  const rules = tierRulesOf(policy);
  const subjects = objectsOf(world.cluster.Pod).filter((pod) => isSubject(rules, endOf(world, pod)));
  const nodes = [...new Set(subjects.flatMap(({ spec }) => spec.nodeName ?? []))].sort();
  const old = nodes.filter((node) => isBefore(cniVersionOn(world, node), CLUSTER_NETWORK_POLICIES));
  return old.length === 0 ? [] : [fillBoth(OLD, { name, nodes: old })];
}

const SWITCHED_OFF: Text = {
  ko: '{name} 클러스터 네트워크 정책이 있지만 EKS의 네트워크 정책 컨트롤러가 꺼져 있습니다. 아무것도 막지 않습니다. VPC CNI 애드온의 `enableNetworkPolicy`를 `true`로 설정하세요.',
  en: 'Cluster network policy {name} exists, but the network policy controller of EKS is off, so nothing is enforced. Set `enableNetworkPolicy` of the VPC CNI add-on to `true`.',
};
const OLD: Text = {
  ko: '{name} 클러스터 네트워크 정책이 고른 파드가 있는 노드({nodes})의 VPC CNI가 1.21.1보다 오래되었습니다. 그 노드의 에이전트는 이 정책을 모릅니다.',
  en: 'Nodes of pods that cluster network policy {name} selects ({nodes}) run a VPC CNI older than 1.21.1. The agents there do not know the policy.',
};
