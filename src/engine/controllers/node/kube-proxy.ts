/**
 * kube-proxy: on each node it keeps the kernel's rules like the Services and EndpointSlices that it watches. All nodes have the
 * same rows, so the rows are written once, by Service; which nodes follow them is written on the hosts.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/iptables/proxier.go
 */
import { same } from '../../canonical.ts';
import type { EndpointSlice } from '../../cluster/endpointslice.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Service } from '../../cluster/service.ts';
import { endpointChain } from '../../dataplane/host/chain-name.ts';
import { type Host, isCutOff, type KubeProxy } from '../../hosts/host.ts';
import { type KubeProxySettings, readConfiguration, readFlags } from '../../hosts/kube-proxy-settings.ts';
import type { ProxyRules } from '../../hosts/proxy-rules.ts';
import { proxyRulesOf } from '../../hosts/proxy-rules-of.ts';
import { recentKey } from '../../hosts/recent-source.ts';
import { entries, withPrefix } from '../../persistent-map.ts';
import { lookup, objectAt } from '../../store.ts';
import type { Text } from '../../text.ts';
import type { World } from '../../world.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { serviceAccount } from '../identities.ts';
import { daemonPod, daemonRuns, instancesOfFault, instancesOfPod } from './daemon.ts';

/** Keys: `service namespace/name` and `host instance-id`. */
export const kubeProxy: Controller = {
  name: 'kube-proxy',
  identity: serviceAccount('kube-system', 'kube-proxy'),
  manager: 'kube-proxy',
  watches: {
    cluster: {
      Service: ({ ref }) => [`service ${ref.key}`],
      EndpointSlice: ({ before, after }) => [before, after].flatMap((slice) => serviceOf(slice as EndpointSlice | null)),
      Pod: (change, world) => instancesOfPod(world, change, 'kube-proxy').map(hostKey),
    },
    hosts: { Host: ({ ref, before, after }) => (changesRunning(before as Host | null, after as Host | null) ? [hostKey(ref.key)] : []) },
    lab: { Fault: (change, world) => instancesOfFault(world, change, 'kube-proxy').map(hostKey) },
  },
  reconcile: (world, key) => {
    const [what, name] = key.split(' ') as [string, string];
    return what === 'service' ? reconcileService(world, name) : reconcileHost(world, name);
  },
};

function reconcileService(world: World, key: string): Reconcile {
  const service: Service | undefined = objectAt(world.cluster.Service, key);
  const object = service === undefined ? null : proxyRulesOf(service, lookup(world.cluster.EndpointSlice, 'byService', key));
  const ref = { plane: 'hosts', kind: 'ProxyRules', key } as const;
  const write: Act = { plane: 'hosts', ref, object, verb: 'write-rules' };
  const acts = object === null && objectAt(world.hosts.ProxyRules, key) === undefined ? [] : [write];
  return {
    acts: [...acts, ...forgotten(world, key, object)],
    because: { ko: `${key} 서비스와 그 엔드포인트슬라이스에 규칙을 맞춥니다.`, en: `The rules follow Service ${key} and its EndpointSlices.` },
  };
}

/** With the chain of an endpoint goes the list of the sources that were sent there; a stopped kube-proxy takes no chain away. */
function forgotten(world: World, service: string, rules: ProxyRules | null): Act[] {
  const known = lookup(world.hosts.RecentSource, 'byService', service);
  if (known.length === 0) return [];
  const ports = rules?.ports.filter(({ affinityTimeout }) => affinityTimeout !== null) ?? [];
  const chains = new Set(ports.flatMap((port) => port.endpoints.map((endpoint) => endpointChain({ service, port, via: 'cluster-ip' }, endpoint))));
  const gone = known.filter(({ InstanceId, chain }) => !chains.has(chain) && objectAt(world.hosts.Host, InstanceId)?.kubeProxy.state !== 'stopped');
  return gone.map((recent) => ({
    plane: 'hosts',
    ref: { plane: 'hosts', kind: 'RecentSource', key: recentKey(recent) },
    object: null,
    verb: 'write-rules',
  }));
}

function reconcileHost(world: World, InstanceId: string): Reconcile {
  const host = objectAt(world.hosts.Host, InstanceId);
  const frozen = [...withPrefix(world.hosts.FrozenProxyRules.entries, `${InstanceId}/`)].map(([key]) => key);
  if (host === undefined) return { acts: frozen.map(thaw), because: { ko: '인스턴스가 없어졌습니다.', en: 'The instance is gone.' } };
  const kubeProxy = stateOf(world, host);
  if (same(kubeProxy, host.kubeProxy)) return sight(world, host, frozen);
  const ref = { plane: 'hosts', kind: 'Host', key: InstanceId } as const;
  const write: Act = { plane: 'hosts', ref, object: { ...host, kubeProxy }, verb: kubeProxy.state === 'running' ? 'start' : 'stop' };
  if (kubeProxy.state === 'running') {
    const acts = [...frozen.map(thaw), write, ...notSimulated(kubeProxy.settings, world.counters.input)];
    return { acts, because: { ko: 'kube-proxy가 실행 중이고 다시 서비스를 따라갑니다.', en: 'kube-proxy runs and follows the Services again.' } };
  }
  // "Its rules stay": nothing takes iptables rules away when the process ends.
  return {
    acts: [...freeze(world, InstanceId), write],
    because: {
      ko: 'kube-proxy가 멈췄습니다. 규칙은 커널에 그대로 남습니다.',
      en: 'kube-proxy has stopped; its rules stay in the kernel as they are.',
    },
  };
}

/** Cut off from the API server kube-proxy runs on with the rules that it has; back again it hears of all that has changed. */
function sight(world: World, host: Host, frozen: readonly string[]): Reconcile {
  if (host.kubeProxy.state !== 'running') return NOTHING;
  if (!isCutOff(host))
    return frozen.length === 0
      ? NOTHING
      : { acts: frozen.map(thaw), because: { ko: 'kube-proxy가 다시 서비스를 따릅니다.', en: 'kube-proxy follows the Services again.' } };
  const acts = frozen.length === 0 ? freeze(world, host.InstanceId) : [];
  return acts.length === 0
    ? NOTHING
    : {
        acts,
        because: {
          ko: 'kube-proxy가 변경을 받지 못해 규칙이 그대로 남습니다.',
          en: 'kube-proxy hears of no change any more; its rules stay as they are.',
        },
      };
}

/** Stopped is what once ran: before it has ever run there are no rules at all. */
function stateOf(world: World, host: Host): KubeProxy {
  const pod = daemonRuns(world, host, 'kube-proxy') ? daemonPod(world, host, 'kube-proxy') : undefined;
  if (pod !== undefined) return runningAs(world, host.kubeProxy, pod);
  if (host.kubeProxy.state !== 'running') return host.kubeProxy;
  const { settings } = host.kubeProxy;
  return settings === undefined ? { state: 'stopped' } : { state: 'stopped', settings };
}

/** The settings are read when the process starts: a changed ConfigMap waits for the next pod. */
function runningAs(world: World, before: KubeProxy, pod: Pod): KubeProxy {
  const uid = pod.metadata.uid ?? '';
  if (before.state === 'running' && before.startedAs === uid) return before;
  const settings = settingsOf(world, pod);
  // A world that states a running kube-proxy states no pod that it was started as.
  if (settings === null) return before.state === 'running' && before.settings === undefined ? before : { state: 'running' };
  return { state: 'running', startedAs: uid, settings };
}

/** By its flags, or by the file that `--config` names: that of the ConfigMap. Null where neither says anything. */
function settingsOf(world: World, { spec }: Pod): KubeProxySettings | null {
  const { command = [], args = [] } = spec.containers[0] ?? {};
  const words = [...command, ...args];
  const text = objectAt(world.cluster.ConfigMap, 'kube-system/kube-proxy-config')?.data?.config;
  const flags = words.some((word) => /^--(proxy-mode|cluster-cidr|masquerade-all|nodeport-addresses|iptables-localhost-nodeports)/.test(word));
  if (flags && !words.some((word) => word.startsWith('--config'))) return readFlags(words);
  return text === undefined ? null : readConfiguration(text);
}

/** The lab writes the rules of iptables mode whatever is asked for, and says so. */
function notSimulated(settings: KubeProxySettings | undefined, input: number): Act[] {
  if (settings === undefined || settings.mode === 'iptables') return [];
  const text = MODES[settings.mode];
  return [
    { plane: 'hosts', ref: { plane: 'lab', kind: 'Notice', key: `kube-proxy/mode/${settings.mode}` }, object: { text, input }, verb: 'notice' },
  ];
}

/** https://kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-ipvs and #proxy-mode-nftables */
const MODES: { readonly [M in 'ipvs' | 'nftables']: Text } = {
  ipvs: {
    ko: 'kube-proxy의 ipvs 모드는 시뮬레이션하지 않고 iptables 모드의 규칙을 그대로 씁니다. 실제로는 서비스 주소가 kube-ipvs0 장치에 놓이고 `ipvsadm -Ln`으로 보이며, 백엔드는 무작위가 아니라 스케줄러(기본값 rr)가 고릅니다. ipvs 모드는 쿠버네티스 1.35부터 사용 중단 예정입니다.',
    en: 'Mode ipvs of kube-proxy is not simulated: the rules of iptables mode stay. In reality Service addresses sit on device kube-ipvs0, `ipvsadm -Ln` shows them, and a scheduler (rr by default) picks backends instead of chance. Kubernetes 1.35 deprecates the mode.',
  },
  nftables: {
    ko: 'kube-proxy의 nftables 모드는 시뮬레이션하지 않고 iptables 모드의 규칙을 그대로 씁니다. 실제로는 `nft list table ip kube-proxy`로 보이고, 노드 포트는 노드의 기본 주소에서만 응답하며, 서비스에 없는 포트는 거부되고 할당되지 않은 서비스 주소는 버려집니다.',
    en: 'Mode nftables of kube-proxy is not simulated: the rules of iptables mode stay. In reality `nft list table ip kube-proxy` shows them, node ports answer on the primary address only, an undeclared port of a Service is refused, and unallocated Service addresses are dropped.',
  },
};

function freeze(world: World, InstanceId: string): Act[] {
  return [...entries(world.hosts.ProxyRules.entries)].map(([service, { object: rules }]) => ({
    plane: 'hosts',
    ref: { plane: 'hosts', kind: 'FrozenProxyRules', key: `${InstanceId}/${service}` },
    object: { InstanceId, rules },
    verb: 'stop',
  }));
}

function thaw(key: string): Act {
  return { plane: 'hosts', ref: { plane: 'hosts', kind: 'FrozenProxyRules', key }, object: null, verb: 'start' };
}

function hostKey(InstanceId: string): string {
  return `host ${InstanceId}`;
}

function changesRunning(before: Host | null, after: Host | null): boolean {
  return (
    before?.kubeProxy !== after?.kubeProxy ||
    before?.heartbeat !== after?.heartbeat ||
    before?.kubelet.sandboxes.length !== after?.kubelet.sandboxes.length
  );
}

function serviceOf(slice: EndpointSlice | null): string[] {
  const name = slice?.metadata.labels?.['kubernetes.io/service-name'];
  return slice === null || name === undefined ? [] : [`service ${slice.metadata.namespace}/${name}`];
}
