/** Policies and Services: the port that a policy means is that of the pod, and the agents see packets before and after translation. */
import { keyOf } from '../../cluster/metadata.ts';
import type { Pod } from '../../cluster/pod.ts';
import { selectsLabels } from '../../cluster/selector.ts';
import type { Service } from '../../cluster/service.ts';
import { readAddress } from '../../net/address.ts';
import { lookup, objectsOf } from '../../store.ts';
import type { Text } from '../../text.ts';
import type { World } from '../../world.ts';
import { agentVerdict } from '../agent-verdict.ts';
import type { PolicyProtocol } from '../flow.ts';
import { isPeer } from '../matches.ts';
import { endOf } from '../pod-end.ts';
import { policiesOfPod } from '../policies-of-pod.ts';
import { directionVerdict } from '../verdict.ts';
import { about, type Check, type Linted, rulesIn } from './finding.ts';

/** A port of a Service, and the port of the pods behind it. */
type Served = {
  readonly service: string;
  readonly clusterIP: string;
  readonly port: number;
  readonly target: number;
  readonly protocol: PolicyProtocol;
  readonly pods: readonly Pod[];
};

function servedIn(world: World): Served[] {
  return objectsOf(world.cluster.Service).flatMap((service) => {
    const pods = behind(world, service);
    return (service.spec.ports ?? []).flatMap(({ port, targetPort = port, protocol = 'TCP' }): Served[] => {
      const named = pods.flatMap(({ spec }) => spec.containers.flatMap(({ ports = [] }) => ports)).find(({ name }) => name === targetPort);
      const target = typeof targetPort === 'number' ? targetPort : named?.containerPort;
      if (target === undefined) return [];
      const { clusterIP = 'None' } = service.spec;
      return [{ service: keyOf(service.metadata), clusterIP, port, target: target as number, protocol: protocol as PolicyProtocol, pods }];
    });
  });
}

function behind(world: World, { metadata, spec }: Service): Pod[] {
  const { selector } = spec;
  if (selector === undefined || Object.keys(selector).length === 0) return [];
  return lookup(world.cluster.Pod, 'byNamespace', metadata.namespace ?? 'default').filter((pod) => selectsLabels(selector, pod.metadata.labels));
}

/**
 * A rule that names the port of a Service where its pods listen on another: "Service port and container port" are two
 * things, and a policy means the port of the pod. https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/network-policy-faq.md
 */
export const servicePort: Check = ({ world, policies }) => {
  const served = servedIn(world).filter(({ port, target }) => port !== target);
  return policies.flatMap((linted) =>
    rulesIn(linted).flatMap(({ rule, direction, at }) =>
      (rule.ports ?? []).flatMap((range, index) => {
        if ('name' in range || range.from !== range.to) return [];
        const wrong = served.find(
          ({ port, protocol, pods }) =>
            port === range.from &&
            protocol === range.protocol &&
            pods.some((pod) => (direction === 'ingress' ? linted.subjects.includes(pod) : isMeant(world, rule.peers, pod))) &&
            !pods.some((pod) => declares(pod, range.from, range.protocol)),
        );
        if (wrong === undefined) return [];
        const { service, port, target } = wrong;
        return [
          about('service-port', linted, { at: `${at}.ports[${index}]`, what: SERVICE_PORT, how: WRITE_TARGET, params: { service, port, target } }),
        ];
      }),
    ),
  );
};

function isMeant(world: World, peers: ReturnType<typeof rulesIn>[number]['rule']['peers'], pod: Pod): boolean {
  return peers?.some((peer) => peer.kind === 'pods' && isPeer(peer, endOf(world, pod))) ?? false;
}

function declares({ spec }: Pod, port: number, protocol: PolicyProtocol): boolean {
  return spec.containers.flatMap(({ ports = [] }) => ports).some((one) => one.containerPort === port && (one.protocol ?? 'TCP') === protocol);
}

/**
 * Egress that lets a pod reach the pods of a Service, but not its address: the agent sees the packet before kube-proxy has
 * translated it, and only a peer by labels brings the address of the Service along.
 */
export const serviceAddress: Check = ({ world, policies, pods }) => {
  const served = servedIn(world).filter(({ clusterIP, pods: own }) => readAddress(clusterIP) !== null && own.length > 0);
  const found = new Map<string, ReturnType<typeof about>>();
  const known = new Set<string>();
  for (const pod of pods) {
    const endpoints = policiesOfPod(world, keyOf(pod.metadata)).filter(({ podIsolation }) => podIsolation.includes('Egress'));
    const owners = endpoints.map(({ policyRef }) => `${policyRef.namespace}/${policyRef.name}`);
    const sort = owners.join(' ');
    // Pods under the same policies may send alike.
    if (endpoints.length === 0 || known.has(sort)) continue;
    known.add(sort);
    for (const { service, clusterIP, port, target, protocol, pods: backends } of served) {
      const flow = { from: endOf(world, pod), protocol, port: target };
      const meant = policies.filter(({ rules }) => owners.includes(rules.key));
      const spec = (backend: Pod) =>
        directionVerdict(
          meant.map(({ rules }) => rules),
          'egress',
          { ...flow, to: endOf(world, backend) },
        );
      const verdict = spec(backends[0] as Pod);
      if (!verdict.allowed || verdict.because !== 'rule') continue;
      const peer = readAddress(clusterIP);
      if (peer === null || agentVerdict(endpoints, 'egress', { peer, protocol, port }).allowed) continue;
      const linted = meant.find(({ rules }) => rules.key === verdict.by.policy) as Linted;
      const at = `spec.egress[${verdict.by.rule}]`;
      const key = `${linted.rules.key} ${at} ${service}`;
      if (!found.has(key))
        found.set(key, about('service-address', linted, { at, what: SERVICE_ADDRESS, how: NAME_PODS, params: { service, clusterIP, port, target } }));
    }
  }
  return [...found.values()];
};

const SERVICE_PORT: Text = {
  ko: '{policy} 네트워크 정책이 {service} 서비스의 {port} 포트를 말하지만, 정책이 보는 것은 파드의 포트인 {target}입니다. 이 항목은 그 파드에 맞지 않습니다.',
  en: 'Network policy {policy} names port {port} of service {service}, but a policy means the port of the pod, which is {target}. This entry does not fit those pods.',
};
const WRITE_TARGET: Text = { ko: '포트를 {target:으로/로} 쓰세요.', en: 'Write port {target}.' };
const SERVICE_ADDRESS: Text = {
  ko: '{policy} 네트워크 정책은 {service} 서비스의 파드로 나가게 하지만 서비스 주소 {clusterIP}의 {port} 포트는 허용하지 않습니다. 에이전트는 kube-proxy가 주소를 바꾸기 전의 패킷을 봅니다.',
  en: 'Network policy {policy} lets its pods send to the pods of service {service}, but not to port {port} of its address {clusterIP}. The agent sees packets before kube-proxy translates them.',
};
const NAME_PODS: Text = {
  ko: '상대를 블록 대신 서비스의 셀렉터와 같은 레이블로 쓰거나, {clusterIP} 주소도 허용하세요.',
  en: 'Write the peer by the labels of the selector of the service instead of a block, or allow {clusterIP} as well.',
};
