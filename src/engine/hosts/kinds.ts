/** The kinds of the hosts plane. */
import { once } from '../once.ts';
import type { Indices } from '../store.ts';
import type { Host } from './host.ts';
import type { LoadedCorefile } from './loaded-corefile.ts';
import type { FrozenProxyRules, ProxyRules } from './proxy-rules.ts';
import type { RecentSource } from './recent-source.ts';

export type HostKinds = {
  /** Key: instance id. */
  readonly Host: Host;
  /** Key: `namespace/name` of the Service. */
  readonly ProxyRules: ProxyRules;
  /** Key: `instance id/namespace/name`. */
  readonly FrozenProxyRules: FrozenProxyRules;
  /** Key: `namespace/name` of the pod. */
  readonly LoadedCorefile: LoadedCorefile;
  /** Key: `instance id/chain/source`. */
  readonly RecentSource: RecentSource;
};

/** The pods of a host: asked for again at its next change, when they are what was before. */
const podsOf = once((sandboxes: Host['kubelet']['sandboxes']) => sandboxes.map((sandbox) => sandbox.pod));

export const hostKinds: { readonly [K in keyof HostKinds]: { readonly indices: Indices<HostKinds[K]> } } = {
  Host: {
    indices: {
      byNode: (host) => (host.nodeName === null ? [] : [host.nodeName]),
      byPod: ({ kubelet }) => podsOf(kubelet.sandboxes),
    },
  },
  ProxyRules: {
    indices: {
      byClusterIP: (rules) => [...new Set(rules.ports.flatMap((port) => port.clusterIPs))],
      byExternalIP: (rules) => [...new Set(rules.ports.flatMap((port) => [...port.externalIPs, ...port.loadBalancerIPs]))],
      byNodePort: (rules) => [...new Set(rules.ports.flatMap((port) => (port.nodePort === null ? [] : [String(port.nodePort)])))],
    },
  },
  FrozenProxyRules: { indices: { byInstance: (frozen) => [frozen.InstanceId] } },
  LoadedCorefile: { indices: {} },
  RecentSource: { indices: { byService: ({ service }) => [service], byChain: ({ InstanceId, chain }) => [`${InstanceId}/${chain}`] } },
};
