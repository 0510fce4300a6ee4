/**
 * The routes in a node's kernel: the subnet's own, one per pod, and one table per secondary ENI.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/network.go
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/cmd/routed-eni-cni-plugin/driver/driver.go
 */
import { type Address, parseAddress, showAddress } from '../net/address.ts';
import { type Cidr, contains, hostCidr, parseCidr, showCidr } from '../net/cidr.ts';
import { once } from '../once.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { type EniDevice, eniDevices } from './devices.ts';
import type { Host } from './host.ts';

export type TableName = 'local' | 'main' | 'default' | number;

export type HostRoute = {
  readonly table: TableName;
  readonly destination: Cidr;
  readonly via: Address | null;
  readonly device: string;
  /** The source address that the host's own packets take, where the route says so. */
  readonly source: Address | null;
  readonly kind: 'pod' | 'subnet' | 'default' | 'router' | 'metadata' | 'local';
  /** The pod that it leads to (`namespace/name`), for pod routes. */
  readonly pod: string | null;
  /** As `ip route show table …` prints it. */
  readonly text: string;
};

/** Where the instance metadata service and the resolver of the VPC answer. */
const METADATA = parseCidr('169.254.169.254/32');

export type RouteTableOfHost = { readonly table: TableName; readonly routes: readonly HostRoute[] };

/** The /32 route of each pod with an address of its own: to the host end of its veth pair. Sorted by address. */
export function podRoutes(world: World, InstanceId: string): readonly HostRoute[] {
  const host = objectAt(world.hosts.Host, InstanceId);
  return host === undefined ? [] : podRoutesOf(host).routes;
}

/** The route to one pod address on this host, or undefined; costs one look-up. */
export function podRouteTo(world: World, InstanceId: string, address: Address): HostRoute | undefined {
  const host = objectAt(world.hosts.Host, InstanceId);
  return host === undefined ? undefined : podRoutesOf(host).byAddress.get(address);
}

/** All tables that the kernel of the instance holds: `local`, `main`, and one per secondary ENI. */
export function routeTables(world: World, InstanceId: string): readonly RouteTableOfHost[] {
  const devices = eniDevices(world, InstanceId);
  const primary = devices[0];
  if (primary === undefined) return [];
  const pods = podRoutes(world, InstanceId);
  return [
    { table: 'local', routes: devices.map(localRoute) },
    { table: 'main', routes: [...mainRoutes(primary), ...pods] },
    ...devices.slice(1).map((device) => ({ table: device.table, routes: eniRoutes(device) })),
  ];
}

/** The most specific route of a table to the destination, or undefined. Pod routes are found by look-up, not by search. */
export function routeIn(world: World, InstanceId: string, table: TableName, destination: Address): HostRoute | undefined {
  const devices = eniDevices(world, InstanceId);
  if (table === 'main') {
    const pod = podRouteTo(world, InstanceId, destination);
    return pod ?? (devices[0] === undefined ? undefined : mostSpecific(mainRoutes(devices[0]), destination));
  }
  if (table === 'local') return mostSpecific(devices.map(localRoute), destination);
  const device = devices.find((candidate) => candidate.table === table);
  return device === undefined ? undefined : mostSpecific(eniRoutes(device), destination);
}

const known = new WeakMap<Host, { readonly routes: readonly HostRoute[]; readonly byAddress: ReadonlyMap<Address, HostRoute> }>();

/** Derived once per version of a host: a host is immutable, so what it gives never changes. */
function podRoutesOf(host: Host) {
  const found = known.get(host);
  if (found !== undefined) return found;
  const routes = host.kubelet.sandboxes.flatMap(({ hostVeth, address, pod }): HostRoute[] => {
    if (hostVeth === null) return [];
    const destination = hostCidr(parseAddress(address));
    const text = `${address} dev ${hostVeth} scope link`;
    return [{ table: 'main', destination, via: null, device: hostVeth, source: null, kind: 'pod', pod, text }];
  });
  routes.sort((one, other) => (one.destination.base < other.destination.base ? -1 : 1));
  const derived = { routes, byAddress: new Map(routes.map((route) => [route.destination.base, route] as const)) };
  known.set(host, derived);
  return derived;
}

const mainRoutes = once(({ device, address, gateway, subnet }: EniDevice): readonly HostRoute[] => {
  const common = { table: 'main', device, pod: null } as const;
  const router = showAddress(gateway);
  const own = `${showCidr(subnet)} dev ${device} proto kernel scope link src ${showAddress(address)}`;
  return [
    { ...common, destination: parseCidr('0.0.0.0/0'), via: gateway, source: null, kind: 'default', text: `default via ${router} dev ${device}` },
    { ...common, destination: METADATA, via: null, source: null, kind: 'metadata', text: `169.254.169.254 dev ${device}` },
    { ...common, destination: subnet, via: null, source: address, kind: 'subnet', text: own },
  ];
});

/** A secondary ENI's table sends everything through the router of its subnet. */
const eniRoutes = once(({ device, gateway, table }: EniDevice): readonly HostRoute[] => {
  const common = { table, device, source: null, pod: null } as const;
  const shown = showAddress(gateway);
  return [
    { ...common, destination: parseCidr('0.0.0.0/0'), via: gateway, kind: 'default', text: `default via ${shown} dev ${device}` },
    { ...common, destination: hostCidr(gateway), via: null, kind: 'router', text: `${shown} dev ${device} scope link` },
  ];
});

const localRoute = once(({ device, address }: EniDevice): HostRoute => {
  const shown = showAddress(address);
  const text = `local ${shown} dev ${device} proto kernel scope host src ${shown}`;
  return { table: 'local', destination: hostCidr(address), via: null, device, source: address, kind: 'local', pod: null, text };
});

function mostSpecific(routes: readonly HostRoute[], destination: Address): HostRoute | undefined {
  let best: HostRoute | undefined;
  for (const route of routes) {
    if (contains(route.destination, destination) && (best === undefined || route.destination.prefix > best.destination.prefix)) best = route;
  }
  return best;
}
