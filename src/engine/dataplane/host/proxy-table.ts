/** The rules that kube-proxy wrote into a kernel, indexed by what a packet is matched with. */
import { rulesHeld } from '../../hosts/host.ts';
import type { ProxyPort, ProxyRules } from '../../hosts/proxy-rules.ts';
import { type Address, readAddress } from '../../net/address.ts';
import { once, onceIn, type Table } from '../../once.ts';
import { isEmpty, lookup, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Kernel } from './kernel.ts';

/** How a packet meets a Service port. */
export type Via = 'cluster-ip' | 'external-ip' | 'load-balancer-ip' | 'node-port';
export type Hit = { readonly service: string; readonly port: ProxyPort; readonly via: Via };

export type ProxyTable = {
  /** `tcp 167772161:80` → the port. */
  readonly byAddress: ReadonlyMap<string, Hit>;
  /** `tcp 32001` → the port. */
  readonly byNodePort: ReadonlyMap<string, Hit>;
  /** Cluster address → its Service, whatever the port. */
  readonly clusterIPs: ReadonlyMap<Address, string>;
  readonly healthChecks: ReadonlyMap<number, Hit>;
  /** Whether any Service brings clients back to where they were before. */
  readonly remembers: boolean;
};

/** The rules as a table. */
export function proxyTable(rules: readonly ProxyRules[]): ProxyTable {
  const table = {
    byAddress: new Map<string, Hit>(),
    byNodePort: new Map<string, Hit>(),
    clusterIPs: new Map<Address, string>(),
    healthChecks: new Map<number, Hit>(),
    remembers: rules.some(({ ports }) => ports.some(({ affinityTimeout }) => affinityTimeout !== null)),
  };
  for (const { service, ports } of rules) {
    for (const port of ports) {
      const enter = (addresses: readonly string[], via: Via) => {
        for (const text of addresses) {
          const address = readAddress(text);
          if (address === null) continue;
          table.byAddress.set(addressKey(port.protocol, address, port.port), { service, port, via });
          if (via === 'cluster-ip') table.clusterIPs.set(address, service);
        }
      };
      enter(port.clusterIPs, 'cluster-ip');
      enter(port.externalIPs, 'external-ip');
      enter(port.loadBalancerIPs, 'load-balancer-ip');
      const hit: Hit = { service, port, via: 'node-port' };
      if (port.nodePort !== null) table.byNodePort.set(portKey(port.protocol, port.nodePort), hit);
      if (port.healthCheckNodePort !== null) table.healthChecks.set(port.healthCheckNodePort, hit);
    }
  }
  return table;
}

/** The key of `byAddress`. */
export function addressKey(protocol: string, address: Address, port: number): string {
  return `${protocol.toLowerCase()} ${address}:${port}`;
}

/** The key of `byNodePort`. */
export function portKey(protocol: string, port: number): string {
  return `${protocol.toLowerCase()} ${port}`;
}

/** Whether any kernel has rules with session affinity; what a kube-proxy that stopped has left may have some. */
export function anyRemembers({ hosts }: World): boolean {
  return shared(hosts.ProxyRules).remembers || !isEmpty(hosts.FrozenProxyRules);
}

const EMPTY = proxyTable([]);
const shared = once((store: World['hosts']['ProxyRules']) => proxyTable(objectsOf(store)));
const frozen = once((_store: World['hosts']['FrozenProxyRules']): Table<ProxyTable> => new Map());

/** The table in this kernel: the shared one, what a kube-proxy that stopped or hears of no change has left, or nothing. */
export function tableOf(world: World, kernel: Kernel): ProxyTable {
  const held = rulesHeld(kernel.host);
  if (held === 'now') return shared(world.hosts.ProxyRules);
  if (held === 'none') return EMPTY;
  const store = world.hosts.FrozenProxyRules;
  return onceIn(frozen(store), kernel.InstanceId, () => proxyTable(lookup(store, 'byInstance', kernel.InstanceId).map(({ rules }) => rules)));
}
