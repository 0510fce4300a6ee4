/** The kinds of the hosts plane. */
import type { Indices } from '../store.ts';
import type { Host } from './host.ts';
import type { FrozenProxyRules, ProxyRules } from './proxy-rules.ts';

export type HostKinds = {
  /** Key: instance id. */
  readonly Host: Host;
  /** Key: `namespace/name` of the Service. */
  readonly ProxyRules: ProxyRules;
  /** Key: `instance id/namespace/name`. */
  readonly FrozenProxyRules: FrozenProxyRules;
};

export const hostKinds: { readonly [K in keyof HostKinds]: { readonly indices: Indices<HostKinds[K]> } } = {
  Host: {
    indices: {
      byNode: (host) => (host.nodeName === null ? [] : [host.nodeName]),
      byPod: (host) => host.kubelet.sandboxes.map((sandbox) => sandbox.pod),
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
};
