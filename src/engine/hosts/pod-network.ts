/**
 * What a pod's own network namespace holds: its routes, its rules and the one neighbour that it knows.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/cmd/routed-eni-cni-plugin/driver/driver.go (createVethPairContext.run)
 */
import { type Address, addToAddress, familyOf, parseAddress, showAddress } from '../net/address.ts';
import { type Cidr, contains, hostCidr, parseCidr, showCidr } from '../net/cidr.ts';
import { once } from '../once.ts';
import type { Sandbox } from './host.ts';
import { type IpRule, ipRule } from './ip-rules.ts';
import { EGRESS_DEVICE, hostVethMac } from './links.ts';
import type { TableName } from './route-tables.ts';

export type PodRoute = {
  readonly table: TableName;
  readonly destination: Cidr;
  readonly via: Address | null;
  readonly device: string;
  /** As `ip route` prints it. */
  readonly text: string;
};

export type Neighbour = { readonly address: Address; readonly device: string; readonly mac: string; readonly state: 'PERMANENT' };

export type PodNetwork = { readonly routes: readonly PodRoute[]; readonly rules: readonly IpRule[]; readonly neighbours: readonly Neighbour[] };

/** The first address that a pod's interface of this index takes for its router: nobody has it, so it is written down as a neighbour. */
export function podGateway(family: 4 | 6, index = 0): Address {
  return addToAddress(parseAddress(family === 6 ? 'fe80::1' : '169.254.1.1'), index);
}

export type PodInterface = { readonly address: Address; readonly hostMac: string; readonly index?: number };

/** What the plugin writes for one interface of a pod. The first uses the main table, a further one a table of its own. */
export function interfaceNetwork({ address, hostMac, index = 0 }: PodInterface): PodNetwork {
  const family = familyOf(address);
  const gateway = podGateway(family, index);
  const table: TableName = index === 0 ? 'main' : index;
  const device = index === 0 ? 'eth0' : `eth${index}`;
  const router = showAddress(gateway);
  const [any, tail, link] = family === 6 ? ['::/0', ' metric 1024 pref medium', 'metric 1024 pref medium'] : ['0.0.0.0/0', '', 'scope link'];
  const routes: PodRoute[] = [
    { table, destination: parseCidr(any), via: gateway, device, text: `default via ${router} dev ${device}${tail}` },
    { table, destination: hostCidr(gateway), via: null, device, text: `${router} dev ${device} ${link}` },
  ];
  // networkutils.FromInterfaceRulePriority is 1.
  const rules = index === 0 ? [] : [ipRule(1, { from: hostCidr(address), table })];
  return { routes, rules, neighbours: [{ address: gateway, device, mac: hostMac, state: 'PERMANENT' }] };
}

/** All that the namespace of a pod holds: what its interfaces give, and the way out over IPv4 of a pod in an IPv6 cluster. */
export const podNetwork = once((sandbox: Sandbox): PodNetwork => {
  const own = interfaceNetwork({ address: parseAddress(sandbox.address), hostMac: hostVethMac(sandbox) });
  if (sandbox.egress === undefined) return own;
  return { ...own, routes: [...own.routes, ...egressRoutes(sandbox.egress)] };
});

/** https://github.com/aws/amazon-vpc-cni-k8s/blob/master/cmd/egress-cni-plugin/egressContext.go (setupContainerVethV4); host-local adds the default route. */
function egressRoutes(egress: string): PodRoute[] {
  const [device, gateway] = [EGRESS_DEVICE, parseAddress('169.254.172.1')];
  const common = { table: 'main', device } as const;
  const block = parseCidr('169.254.172.0/22');
  return [
    { ...common, destination: parseCidr('0.0.0.0/0'), via: gateway, text: `default via 169.254.172.1 dev ${device}` },
    { ...common, destination: block, via: gateway, text: `${showCidr(block)} via 169.254.172.1 dev ${device} src ${egress}` },
    { ...common, destination: hostCidr(gateway), via: null, text: `169.254.172.1 dev ${device} scope link src ${egress}` },
  ];
}

/** The addresses that are the pod's own. */
export const podAddresses = once(({ address, egress }: Pick<Sandbox, 'address' | 'egress'>): readonly Address[] =>
  [address, ...(egress === undefined ? [] : [egress])].map(parseAddress),
);

/** The most specific route of the pod to the destination, or undefined. */
export function podRouteFor(sandbox: Sandbox, destination: Address): PodRoute | undefined {
  let best: PodRoute | undefined;
  for (const route of podNetwork(sandbox).routes) {
    if (route.table !== 'main' || !contains(route.destination, destination)) continue;
    if (best === undefined || route.destination.prefix > best.destination.prefix) best = route;
  }
  return best;
}
