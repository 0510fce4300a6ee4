/**
 * kube-proxy: on each node it keeps the kernel's rules like the Services and EndpointSlices that it watches. All nodes have the
 * same rows, so the rows are written once, by Service; which nodes follow them is written on the hosts.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/iptables/proxier.go
 */
import { same } from '../../canonical.ts';
import type { EndpointSlice } from '../../cluster/endpointslice.ts';
import type { Service } from '../../cluster/service.ts';
import type { Host, KubeProxy } from '../../hosts/host.ts';
import { proxyRulesOf } from '../../hosts/proxy-rules-of.ts';
import { entries, withPrefix } from '../../persistent-map.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { serviceAccount } from '../identities.ts';
import { daemonRuns, instancesOfFault, instancesOfPod } from './daemon.ts';

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
  return { acts: [{ plane: 'hosts', ref, object, verb: 'write-rules' }], because: `The rules follow Service ${key} and its EndpointSlices.` };
}

function reconcileHost(world: World, InstanceId: string): Reconcile {
  const host = objectAt(world.hosts.Host, InstanceId);
  const frozen = [...withPrefix(world.hosts.FrozenProxyRules.entries, `${InstanceId}/`)].map(([key]) => key);
  if (host === undefined) return { acts: frozen.map(thaw), because: 'The instance is gone.' };
  const kubeProxy = stateOf(world, host);
  if (same(kubeProxy, host.kubeProxy)) return NOTHING;
  const ref = { plane: 'hosts', kind: 'Host', key: InstanceId } as const;
  const write: Act = { plane: 'hosts', ref, object: { ...host, kubeProxy }, verb: kubeProxy.state === 'running' ? 'start' : 'stop' };
  if (kubeProxy.state === 'running') return { acts: [...frozen.map(thaw), write], because: 'kube-proxy runs and follows the Services again.' };
  // "Its rules stay": nothing takes iptables rules away when the process ends.
  return { acts: [...freeze(world, InstanceId), write], because: 'kube-proxy has stopped; its rules stay in the kernel as they are.' };
}

/** Stopped is what once ran: before it has ever run there are no rules at all. */
function stateOf(world: World, host: Host): KubeProxy {
  if (daemonRuns(world, host, 'kube-proxy')) return { state: 'running' };
  return host.kubeProxy.state === 'running' ? { state: 'stopped' } : host.kubeProxy;
}

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
  return before?.kubeProxy !== after?.kubeProxy || before?.kubelet.sandboxes.length !== after?.kubelet.sandboxes.length;
}

function serviceOf(slice: EndpointSlice | null): string[] {
  const name = slice?.metadata.labels?.['kubernetes.io/service-name'];
  return slice === null || name === undefined ? [] : [`service ${slice.metadata.namespace}/${name}`];
}
