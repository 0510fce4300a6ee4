/**
 * The network policy agent of the VPC CNI: eBPF programs at the host end of a pod's veth pair. What leaves the pod meets
 * them before kube-proxy has translated it, what goes to the pod after. https://github.com/aws/aws-network-policy-agent#readme
 */

import type { PolicyAgent } from '../../hosts/host.ts';
import { familyOf, showAddress } from '../../net/address.ts';
import type { Packet } from '../../net/packet.ts';
import { type TieredVerdict, tieredVerdict } from '../../policy/agent-tiers.ts';
import type { AgentVerdict } from '../../policy/agent-verdict.ts';
import { clusterPoliciesOfPod, type EndpointInfo, policiesOfPod, showEntry } from '../../policy/policies-of-pod.ts';
import type { World } from '../../world.ts';
import { element, type Pass, type Where } from '../element.ts';
import { amend, enforcedAt, remember, replySession, requestSession } from '../sessions.ts';
import type { Place } from '../step.ts';
import { tierRepairs } from './cluster-policy-repairs.ts';
import { type Kernel, kernelOf, ownAddress, sandboxAt } from './kernel.ts';
import { egressRepairs, ingressRepairs, strictRepairs } from './network-policy-repairs.ts';
import { egressIsolations, egressWithdrawals, ingressIsolations, ingressWithdrawals } from './network-policy-stops.ts';

/** How many entries that lost are shown. */
const ROWS = 6;

const reasons = {
  POLICY_NOT_ISOLATED_EGRESS: {
    ko: '{pod} 파드의 송신을 제한하는 네트워크 정책이 없습니다. 어디로든 나갈 수 있습니다.',
    en: 'No network policy isolates pod {pod} for egress, so it may send anywhere.',
    concept: 'unrestricted-pod-traffic-default',
    stops: egressIsolations,
  },
  POLICY_NOT_ISOLATED_INGRESS: {
    ko: '{pod} 파드의 수신을 제한하는 네트워크 정책이 없습니다. 누구든 들어올 수 있습니다.',
    en: 'No network policy isolates pod {pod} for ingress, so anyone may reach it.',
    concept: 'unrestricted-pod-traffic-default',
    stops: ingressIsolations,
  },
  POLICY_ALLOWS_EGRESS: {
    ko: '{policy} 네트워크 정책이 {pod} 파드에서 {peer} 주소의 {protocol} {port} 포트로 나가는 것을 허용합니다.',
    en: 'Network policy {policy} lets pod {pod} send to {protocol} port {port} of {peer}.',
    concept: 'netpol-policies-add-up',
    stops: egressWithdrawals,
  },
  POLICY_ALLOWS_INGRESS: {
    ko: '{policy} 네트워크 정책이 {peer} 주소에서 {pod} 파드의 {protocol} {port} 포트로 들어오는 것을 허용합니다.',
    en: 'Network policy {policy} lets {peer} reach {protocol} port {port} of pod {pod}.',
    concept: 'netpol-policies-add-up',
    stops: ingressWithdrawals,
  },
  POLICY_REMEMBERS_CONNECTION: {
    ko: '네트워크 정책이 허용한 연결의 응답입니다. 규칙을 다시 보지 않고 통과시켰습니다.',
    en: 'This is a reply of a connection that the network policies let through, so it passes without asking them again.',
    concept: 'netpol-ingress-egress-rules',
  },
  POLICY_ADMITS_OWN_NODE: {
    ko: '출발지 {peer} 주소는 {pod} 파드가 있는 노드 자신의 주소입니다. 자기 노드에서 오는 트래픽은 네트워크 정책이 막지 않습니다.',
    en: 'The source {peer} is the node that pod {pod} runs on. Network policies never stop what comes from the node of the pod itself.',
    concept: 'netpol-stage3-nginx-port-80',
  },
  POLICY_DENIES_EGRESS: {
    ko: '{policies} 네트워크 정책이 {pod} 파드의 송신을 제한합니다. {peer} 주소의 {protocol} {port} 포트로 나가도록 허용하는 규칙이 없어 버렸습니다.',
    en: 'Network policy {policies} isolates pod {pod} for egress, and no rule lets it send to {protocol} port {port} of {peer}. The packet is dropped.',
    concept: 'netpol-ingress-egress-rules',
    repairs: egressRepairs,
  },
  POLICY_DENIES_INGRESS: {
    ko: '{policies} 네트워크 정책이 {pod} 파드의 수신을 제한합니다. {peer} 주소에서 {protocol} {port} 포트로 들어오도록 허용하는 규칙이 없어 버렸습니다.',
    en: 'Network policy {policies} isolates pod {pod} for ingress, and no rule lets {peer} reach {protocol} port {port}. The packet is dropped.',
    concept: 'netpol-ingress-egress-rules',
    repairs: ingressRepairs,
  },
  POLICY_STRICT_MODE_DENIES: {
    ko: '에이전트가 strict 모드입니다. {pod} 파드를 고른 네트워크 정책이 없어 모든 트래픽을 막습니다.',
    en: 'The agent runs in strict mode, and no network policy selects pod {pod}. Everything is denied until one does.',
    concept: 'native-netpol-in-vpc-cni',
    repairs: strictRepairs,
  },
  CLUSTER_POLICY_ACCEPTS_EGRESS: {
    ko: '{tier} 티어의 {policy} 클러스터 네트워크 정책이 {pod} 파드에서 {peer} 주소의 {protocol} {port} 포트로 나가는 것을 허용합니다.',
    en: 'Cluster network policy {policy} of the {tier} tier accepts what pod {pod} sends to {protocol} port {port} of {peer}.',
    concept: 'cluster-network-policy-tiers',
  },
  CLUSTER_POLICY_ACCEPTS_INGRESS: {
    ko: '{tier} 티어의 {policy} 클러스터 네트워크 정책이 {peer} 주소에서 {pod} 파드의 {protocol} {port} 포트로 들어오는 것을 허용합니다.',
    en: 'Cluster network policy {policy} of the {tier} tier accepts what {peer} sends to {protocol} port {port} of pod {pod}.',
    concept: 'cluster-network-policy-tiers',
  },
  CLUSTER_POLICY_DENIES_EGRESS: {
    ko: '{tier} 티어의 {policy} 클러스터 네트워크 정책이 {pod} 파드에서 {peer} 주소의 {protocol} {port} 포트로 나가는 것을 거부해 버렸습니다.',
    en: 'Cluster network policy {policy} of the {tier} tier denies what pod {pod} sends to {protocol} port {port} of {peer}. The packet is dropped.',
    concept: 'cluster-network-policy-tiers',
    repairs: tierRepairs,
  },
  CLUSTER_POLICY_DENIES_INGRESS: {
    ko: '{tier} 티어의 {policy} 클러스터 네트워크 정책이 {peer} 주소에서 {pod} 파드의 {protocol} {port} 포트로 들어오는 것을 거부해 버렸습니다.',
    en: 'Cluster network policy {policy} of the {tier} tier denies what {peer} sends to {protocol} port {port} of pod {pod}. The packet is dropped.',
    concept: 'cluster-network-policy-tiers',
    repairs: tierRepairs,
  },
  POLICY_ENTRY_PEER_DIFFERS: {
    ko: '주소가 다릅니다. 이 항목은 다른 상대를 허용합니다.',
    en: 'The address differs: this entry is about another peer.',
    concept: 'netpol-virtual-firewall-criteria',
  },
  POLICY_ENTRY_PORT_DIFFERS: {
    ko: '포트가 다릅니다. 이 항목은 다른 포트를 허용합니다.',
    en: 'The port differs: this entry is about other ports.',
    concept: 'netpol-virtual-firewall-criteria',
  },
  POLICY_ENTRY_EXCEPTED: {
    ko: '주소가 except 목록에 있습니다.',
    en: 'The address is among the exceptions of this entry.',
    concept: 'netpol-virtual-firewall-criteria',
  },
};

export const networkPolicy = element({
  name: 'network-policy',
  title: { ko: '네트워크 정책 에이전트', en: 'network policy agent' },
  reasons,
  present: ({ world, place }) => guardAt(world, place) !== null,
  pass: (at, packet) => [decide(at, packet)],
});

/** The pod whose programs the packet meets here, and the node that runs them. */
type Guard = { readonly pod: string; readonly kernel: Kernel; readonly direction: 'ingress' | 'egress'; readonly agent: PolicyAgent };

function guardAt(world: World, { name, of, device }: Place): Guard | null {
  const found = name === 'veth-in' ? sandboxAt(world, of.key) : null;
  const kernel = name === 'veth-in' ? found?.kernel : kernelOf(world, of.key);
  const agent = kernel?.host?.policyAgent;
  if (kernel === undefined || agent === undefined) return null;
  const pod = name === 'veth-in' ? of.key : kernel.veths.get(device ?? '');
  return pod === undefined ? null : { pod, kernel, direction: name === 'veth-in' ? 'ingress' : 'egress', agent };
}

function decide({ world, place, sessions }: Where, packet: Packet): Pass<typeof reasons> {
  const guard = guardAt(world, place) as Guard;
  const { pod, direction, kernel } = guard;
  const object = { plane: 'cluster', kind: 'Pod', key: pod } as const;
  const peer = direction === 'egress' ? packet.destination : packet.source;
  const params = { pod, peer: showAddress(peer), protocol: packet.protocol.toUpperCase(), port: packet.destinationPort };
  const holder = enforcedAt(pod);
  const reply = replySession(sessions, holder, packet);
  if (reply !== undefined) {
    const answered = amend(sessions, holder, reply, { ...reply, state: 'established' });
    return { verdict: 'forward', because: 'POLICY_REMEMBERS_CONNECTION', params, object, sessions: answered };
  }
  const noted = requestSession(sessions, holder, packet) === undefined ? { sessions: remember(sessions, holder, packet) } : {};
  if (direction === 'ingress' && peer === ownAddress(kernel, familyOf(peer))) {
    return { verdict: 'forward', because: 'POLICY_ADMITS_OWN_NODE', params, object, ...noted };
  }
  const rules = {
    endpoints: policiesOfPod(world, pod),
    clusterEndpoints: guard.agent.tiers === true ? clusterPoliciesOfPod(world, pod) : [],
    strict: guard.agent.mode === 'strict',
  };
  const asked = { peer, protocol: packet.protocol.toUpperCase(), port: packet.destinationPort };
  const verdict = tieredVerdict(rules, direction, asked);
  if (verdict.because === 'strict') return { verdict: 'drop', because: 'POLICY_STRICT_MODE_DENIES', params, object };
  if (verdict.because === 'tier') return { ...decidedBy(verdict, { direction, params }), object, ...(verdict.allowed ? noted : {}) };
  if (verdict.allowed) return { verdict: 'forward', ...allowedBy(verdict, { direction, params }), object, ...noted };
  return { verdict: 'drop', ...deniedBy(verdict, { direction, params }), object };
}

type Said = { readonly direction: Guard['direction']; readonly params: { readonly [name: string]: string | number } };

function decidedBy({ allowed, policy, tier, entry }: TieredVerdict & { readonly because: 'tier' }, { direction, params }: Said) {
  const because = allowed
    ? direction === 'egress'
      ? 'CLUSTER_POLICY_ACCEPTS_EGRESS'
      : 'CLUSTER_POLICY_ACCEPTS_INGRESS'
    : direction === 'egress'
      ? 'CLUSTER_POLICY_DENIES_EGRESS'
      : 'CLUSTER_POLICY_DENIES_INGRESS';
  const row = () => ({ table: `ClusterPolicyEndpoint of ${policy}`, text: `${entry.action} ${showEntry(entry)}` });
  return { verdict: allowed ? 'forward' : 'drop', because, params: { ...params, policy, tier }, row } as const;
}

function allowedBy(verdict: AgentVerdict & { readonly allowed: true }, { direction, params }: Said) {
  if (verdict.because === 'not-isolated') {
    return { because: direction === 'egress' ? 'POLICY_NOT_ISOLATED_EGRESS' : 'POLICY_NOT_ISOLATED_INGRESS', params } as const;
  }
  const because = direction === 'egress' ? 'POLICY_ALLOWS_EGRESS' : 'POLICY_ALLOWS_INGRESS';
  return { because, params: { ...params, policy: verdict.policy }, row: () => rowOf(verdict.policy, verdict.entry) } as const;
}

const LOST = { peer: 'POLICY_ENTRY_PEER_DIFFERS', port: 'POLICY_ENTRY_PORT_DIFFERS', except: 'POLICY_ENTRY_EXCEPTED' } as const;

function deniedBy(verdict: AgentVerdict & { readonly allowed: false }, { direction, params }: Said) {
  const because = direction === 'egress' ? 'POLICY_DENIES_EGRESS' : 'POLICY_DENIES_INGRESS';
  const lost = () =>
    verdict.lost.slice(0, ROWS).map(({ policy, entry, because: why }) => ({ row: rowOf(policy, entry), because: LOST[why], params }));
  return { because, params: { ...params, policies: verdict.policies.join(', ') }, lost } as const;
}

function rowOf(policy: string, entry: EndpointInfo) {
  return { table: `PolicyEndpoint of ${policy}`, text: showEntry(entry) };
}
