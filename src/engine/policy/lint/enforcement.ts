/** Policies that nobody enforces, and policies of which the EKS controller makes something else than they say. */

import { keyOf } from '../../cluster/metadata.ts';
import type { Pod } from '../../cluster/pod.ts';
import { lookup, objectAt } from '../../store.ts';
import type { Text } from '../../text.ts';
import type { World } from '../../world.ts';
import { isBefore, NETWORK_POLICIES } from '../cni-version.ts';
import type { PolicyProtocol } from '../flow.ts';
import { cniVersionOn } from '../node-cni.ts';
import { endOf } from '../pod-end.ts';
import { neighbours } from '../policies-in-force.ts';
import { mayReceive, maySend, policyMatrix } from '../policy-matrix.ts';
import type { Direction, PolicyRules } from '../policy-rules.ts';
import { rulesInForce } from '../rules-in-force.ts';
import { about, type Check, rulesIn } from './finding.ts';

/**
 * The controller is off, or no agent runs on the node of a pod that the policy selects.
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html
 */
export const notEnforced: Check = ({ world, policies }) =>
  policies.flatMap((linted) => {
    const subjects = linted.subjects.filter(({ spec }) => spec.hostNetwork !== true);
    if (subjects.length === 0) return [];
    if (lookup(world.cluster.PolicyEndpoint, 'byPolicy', linted.rules.key).length === 0) {
      return [about('not-enforced', linted, { what: isSwitchedOn(world) ? NO_ENDPOINT : SWITCHED_OFF, how: SWITCH_ON })];
    }
    const nodes = [...new Set(subjects.filter((pod) => !isGuarded(world, pod)).map(({ spec }) => spec.nodeName ?? '<none>'))].sort();
    const old = nodes.filter((node) => isBefore(cniVersionOn(world, node), NETWORK_POLICIES));
    if (old.length > 0) return [about('not-enforced', linted, { what: OLD_CNI, how: UPDATE_CNI, params: { nodes: old } })];
    return nodes.length === 0 ? [] : [about('not-enforced', linted, { what: NO_AGENT, how: START_AGENT, params: { nodes } })];
  });

function isSwitchedOn({ cluster }: World): boolean {
  return objectAt(cluster.ConfigMap, 'kube-system/amazon-vpc-cni')?.data?.['enable-network-policy-controller'] === 'true';
}

function isGuarded(world: World, pod: Pod): boolean {
  return lookup(world.hosts.Host, 'byPod', keyOf(pod.metadata))[0]?.policyAgent !== undefined;
}

/** A policy with port names of which the specification says another thing than the PolicyEndpoint does. */
export const namedPortDiffers: Check = ({ world, policies, pods }) => {
  const cluster = neighbours(world);
  const ends = pods.map((pod) => endOf(world, pod));
  return policies.flatMap((linted) => {
    const named = rulesIn(linted).flatMap(({ rule }) => (rule.ports ?? []).flatMap((range) => ('name' in range ? [range] : [])));
    if (named.length === 0) return [];
    const asked = { written: linted.rules, enforced: rulesInForce(linted.policy, cluster) };
    const ports = namedPorts(pods, named);
    for (const { port, protocol } of ports) {
      const matrices = {
        written: policyMatrix([asked.written], ends, { port, protocol }),
        enforced: policyMatrix([asked.enforced], ends, { port, protocol }),
      };
      const found = difference(matrices, linted.rules);
      if (found === null) continue;
      const [from, to] = found.pair.map((at) => keyOf((pods[at] as Pod).metadata)) as [string, string];
      const params = { from, to, port, protocol };
      return [about('named-port-differs', linted, { what: found.opens ? OPENS_MORE : OPENS_LESS, how: USE_NUMBERS, params })];
    }
    return [];
  });
};

function namedPorts(pods: readonly Pod[], named: readonly { readonly name: string; readonly protocol: PolicyProtocol }[]) {
  const found = new Map<string, { readonly port: number; readonly protocol: PolicyProtocol }>();
  for (const { spec } of pods) {
    for (const { name, containerPort: port, protocol: stated = 'TCP' } of spec.containers.flatMap(({ ports = [] }) => ports)) {
      const protocol = stated as PolicyProtocol;
      if (named.some((one) => one.name === name && one.protocol === protocol)) found.set(`${protocol} ${port}`, { port, protocol });
    }
  }
  return [...found.values()];
}

type Matrices = { readonly written: ReturnType<typeof policyMatrix>; readonly enforced: ReturnType<typeof policyMatrix> };

/** A pair, one of each class, of which the two say different things. */
function difference(
  { written, enforced }: Matrices,
  rules: PolicyRules,
): { readonly pair: readonly [number, number]; readonly opens: boolean } | null {
  // One of each class of both, so that no difference is missed.
  const sorts = new Map<string, number>();
  for (const at of written.classes.classOf.keys()) sorts.set(`${written.classes.classOf[at]} ${enforced.classes.classOf[at]}`, at);
  for (const direction of DIRECTIONS) {
    if (rules[direction] === null) continue;
    const may = direction === 'egress' ? maySend : mayReceive;
    for (const from of sorts.values()) {
      for (const to of sorts.values()) {
        if (from === to) continue;
        const [says, does] = [may(written, from, to), may(enforced, from, to)];
        if (says !== does) return { pair: [from, to], opens: does };
      }
    }
  }
  return null;
}

const DIRECTIONS: readonly Direction[] = ['egress', 'ingress'];

const SWITCHED_OFF: Text = {
  ko: '{policy} 네트워크 정책이 있지만 EKS의 네트워크 정책 컨트롤러가 꺼져 있습니다. 아무것도 막지 않습니다.',
  en: 'Network policy {policy} exists, but the network policy controller of EKS is off, so nothing is enforced.',
};
const NO_ENDPOINT: Text = {
  ko: '{policy} 네트워크 정책의 PolicyEndpoint가 없습니다. 노드의 에이전트는 이 정책을 모릅니다.',
  en: 'Network policy {policy} has no PolicyEndpoint, so the agents on the nodes do not know it.',
};
const SWITCH_ON: Text = {
  ko: 'VPC CNI 애드온의 `enableNetworkPolicy`를 `true`로 설정하세요. 기본값은 꺼짐입니다.',
  en: 'Set `enableNetworkPolicy` of the VPC CNI add-on to `true`. It is off by default.',
};
const OLD_CNI: Text = {
  ko: '{policy} 네트워크 정책이 고른 파드가 있는 노드({nodes})의 VPC CNI가 1.14보다 오래되었습니다. 그 노드에서는 아무것도 막지 않습니다.',
  en: 'Nodes of pods that network policy {policy} selects ({nodes}) run a VPC CNI older than 1.14. Nothing is enforced there.',
};
const UPDATE_CNI: Text = { ko: 'VPC CNI 애드온을 1.14 이상으로 업데이트하세요.', en: 'Update the VPC CNI add-on to 1.14 or later.' };
const NO_AGENT: Text = {
  ko: '{policy} 네트워크 정책이 고른 파드가 있는 노드({nodes})에서 네트워크 정책 에이전트가 꺼져 있습니다. 그 노드에서는 아무것도 막지 않습니다.',
  en: 'Nodes of pods that network policy {policy} selects ({nodes}) run no network policy agent. Nothing is enforced there.',
};
const START_AGENT: Text = {
  ko: '`aws-node` 파드의 `aws-eks-nodeagent` 컨테이너에 `--enable-network-policy=true` 인수가 있는지 확인하세요.',
  en: 'Check that container `aws-eks-nodeagent` of the `aws-node` pods has the argument `--enable-network-policy=true`.',
};
const OPENS_MORE: Text = {
  ko: '{policy} 네트워크 정책은 명세대로라면 {from}에서 {to:으로/로} 가는 {protocol} {port} 포트를 막지만, EKS의 컨트롤러는 포트 이름을 달리 풀어 허용합니다.',
  en: 'By the specification network policy {policy} denies {protocol} {port} from {from} to {to}, but the EKS controller resolves the port name in another way and allows it.',
};
const OPENS_LESS: Text = {
  ko: '{policy} 네트워크 정책은 명세대로라면 {from}에서 {to:으로/로} 가는 {protocol} {port} 포트를 허용하지만, EKS의 컨트롤러는 포트 이름을 달리 풀어 막습니다.',
  en: 'By the specification network policy {policy} allows {protocol} {port} from {from} to {to}, but the EKS controller resolves the port name in another way and denies it.',
};
const USE_NUMBERS: Text = { ko: '포트를 이름 대신 번호로 쓰세요.', en: 'Write the port as a number instead of a name.' };
