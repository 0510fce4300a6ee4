/**
 * The routes in a node's kernel: the subnet's own, one per pod, one table per secondary ENI and per branch ENI.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/network.go
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/cmd/routed-eni-cni-plugin/driver/driver.go
 */
import { type Address, familyOf, parseAddress, showAddress } from '../net/address.ts';
import { type Cidr, contains, hostCidr, lastAddress, parseCidr, showCidr } from '../net/cidr.ts';
import { once } from '../once.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { type EniDevice, eniDevices, IPV6_GATEWAY, vlanDevice, vlanTable } from './devices.ts';
import type { BranchLink, Host, Sandbox } from './host.ts';
import { egressVeth } from './links.ts';

export type TableName = 'local' | 'main' | 'default' | number;

export type HostRoute = {
  readonly table: TableName;
  readonly destination: Cidr;
  readonly via: Address | null;
  readonly device: string;
  /** The source address that the host's own packets take, where the route says so. */
  readonly source: Address | null;
  readonly kind: 'pod' | 'subnet' | 'default' | 'router' | 'metadata' | 'local' | 'broadcast';
  /** The pod that it leads to (`namespace/name`), for pod routes. */
  readonly pod: string | null;
  /** As `ip route show table …` prints it. */
  readonly text: string;
};

export type RouteTableOfHost = { readonly table: TableName; readonly routes: readonly HostRoute[] };

/** Where the instance metadata service and the resolver of the VPC answer. */
const METADATA = parseCidr('169.254.169.254/32');
const ANYWHERE = { 4: parseCidr('0.0.0.0/0'), 6: parseCidr('::/0') } as const;
const LOOPBACK = { 4: parseCidr('127.0.0.0/8'), 6: parseCidr('::1/128') } as const;

/** The host routes of all pods with an address of their own, each to the host end of a veth pair. Sorted by address. */
export function podRoutes(world: World, InstanceId: string): readonly HostRoute[] {
  const host = objectAt(world.hosts.Host, InstanceId);
  return host === undefined ? [] : podRoutesOf(host).routes;
}

/** What the routing of a host follows from: the host, where a kubelet or an operator made one, and its ENIs. */
export type Routing = { readonly host: Host | undefined; readonly interfaces: readonly EniDevice[] };

/** What the routing of the instance follows from. */
export function routingOf(world: World, InstanceId: string): Routing {
  return { host: objectAt(world.hosts.Host, InstanceId), interfaces: eniDevices(world, InstanceId) };
}

/** The route to one pod address on this host, whichever table holds it, or undefined; costs one look-up. */
export function podRouteTo(host: Host | undefined, address: Address): HostRoute | undefined {
  return host === undefined ? undefined : podRoutesOf(host).byAddress.get(address);
}

/** The pod (`namespace/name`) that a veth or VLAN device of the host belongs to, or undefined. */
export function podByDevice(host: Host, device: string): string | undefined {
  return podRoutesOf(host).byDevice.get(device);
}

/** A pod with a network namespace of its own as the host runs it, or undefined. */
export function sandboxOfPod(host: Host, pod: string): Sandbox | undefined {
  return podRoutesOf(host).byPod.get(pod);
}

/** The host ends of the pods' veth pairs, each with its pod. */
export function vethsOf(host: Host | undefined): ReadonlyMap<string, string> {
  return host === undefined ? NO_VETHS : podRoutesOf(host).veths;
}

const NO_VETHS: ReadonlyMap<string, string> = new Map();

/** The branch ENI behind a VLAN device of the host, or undefined. */
export function branchOfDevice(host: Host, device: string): BranchLink | undefined {
  return podRoutesOf(host).branches.get(device);
}

/** All tables of one IP version that the kernel of the instance holds: `local`, `main`, one per secondary ENI, one per branch ENI. */
export function routeTables(world: World, InstanceId: string, family: 4 | 6 = 4): readonly RouteTableOfHost[] {
  const devices = eniDevices(world, InstanceId);
  const host = objectAt(world.hosts.Host, InstanceId);
  const primary = devices[0];
  if (primary === undefined) return [];
  const pods = podRoutes(world, InstanceId).filter(({ table, destination }) => table === 'main' && familyOf(destination.base) === family);
  const enis = family === 6 ? [] : devices.slice(1).map((device) => ({ table: device.table, routes: eniRoutes(device) }));
  const branches = [...(host === undefined ? [] : podRoutesOf(host).byTable)].map(([table, routes]) => ({
    table,
    routes: routes.filter(({ destination }) => familyOf(destination.base) === family),
  }));
  const own = mainRoutes(primary).filter(({ destination }) => familyOf(destination.base) === family);
  return [
    { table: 'local', routes: localRoutes(devices, family) },
    { table: 'main', routes: [...own, ...pods] },
    ...[...enis, ...branches].filter(({ routes }) => routes.length > 0),
  ];
}

/** The most specific route of a table to the destination, or undefined. Pod routes are found by look-up, not by search. */
export function routeIn({ host, interfaces }: Routing, table: TableName, destination: Address): HostRoute | undefined {
  if (table === 'main') {
    const pod = podRouteTo(host, destination);
    if (pod?.table === 'main') return pod;
    return interfaces[0] === undefined ? undefined : mostSpecific(mainRoutes(interfaces[0]), destination);
  }
  if (table === 'local') return mostSpecific(localRoutes(interfaces, familyOf(destination)), destination);
  const device = familyOf(destination) === 4 ? interfaces.find((candidate) => candidate.table === table) : undefined;
  if (device !== undefined) return mostSpecific(eniRoutes(device), destination);
  return host === undefined ? undefined : mostSpecific(podRoutesOf(host).byTable.get(table) ?? [], destination);
}

type PodRoutes = {
  readonly routes: readonly HostRoute[];
  readonly byAddress: ReadonlyMap<Address, HostRoute>;
  /** Those of branch ENIs' tables. */
  readonly byTable: ReadonlyMap<TableName, readonly HostRoute[]>;
  readonly veths: ReadonlyMap<string, string>;
  /** The same with the VLAN devices of branch ENIs. */
  readonly byDevice: ReadonlyMap<string, string>;
  readonly branches: ReadonlyMap<string, BranchLink>;
  readonly byPod: ReadonlyMap<string, Sandbox>;
};

/** Derived once per version of a host: a host is immutable, so what it gives never changes. */
const podRoutesOf = once((host: Host): PodRoutes => {
  const routes = host.kubelet.sandboxes.flatMap(routesToPod);
  routes.sort((one, other) => (one.destination.base < other.destination.base ? -1 : 1));
  const byTable = new Map<TableName, readonly HostRoute[]>();
  const veths = new Map(routes.map(({ device, pod }) => [device, pod as string] as const));
  const byDevice = new Map(veths);
  const branches = new Map<string, BranchLink>();
  const byPod = new Map(host.kubelet.sandboxes.flatMap((sandbox) => (sandbox.hostVeth === null ? [] : [[sandbox.pod, sandbox] as const])));
  for (const { branch, pod, address } of host.kubelet.sandboxes) {
    if (branch === undefined) continue;
    const table = vlanTable(branch.vlanId);
    const own = routes.filter((route) => route.table === table);
    byTable.set(table, [...branchRoutes(branch, familyOf(parseAddress(address))), ...own]);
    byDevice.set(vlanDevice(branch.vlanId), pod);
    branches.set(vlanDevice(branch.vlanId), branch);
  }
  return { routes, byAddress: new Map(routes.map((route) => [route.destination.base, route] as const)), byTable, veths, byDevice, branches, byPod };
});

/** A pod as far as the routes to it go. */
export type RoutedPod = Pick<Sandbox, 'address' | 'hostVeth' | 'branch' | 'pod' | 'uid' | 'egress'>;

/** The routes that lead to a pod: to its address, for a strict branch ENI in the table of its VLAN, and to its way out over IPv4. */
export function routesToPod({ address, hostVeth, branch, pod, uid, egress }: RoutedPod): HostRoute[] {
  if (hostVeth === null) return [];
  const table = branch?.mode === 'strict' ? vlanTable(branch.vlanId) : 'main';
  const own = linkRoute({ table, destination: parseAddress(address), device: hostVeth, kind: 'pod', pod });
  if (egress === undefined) return [own];
  return [own, linkRoute({ table: 'main', destination: parseAddress(egress), device: egressVeth(uid), kind: 'pod', pod })];
}

/** The table of a branch ENI sends everything through the router of its subnet (driver.go, buildRoutesForVlan). */
export function branchRoutes({ vlanId, gateway }: Pick<BranchLink, 'vlanId' | 'gateway'>, family: 4 | 6): readonly HostRoute[] {
  const [table, device, router] = [vlanTable(vlanId), vlanDevice(vlanId), family === 6 ? IPV6_GATEWAY : parseAddress(gateway)];
  return [defaultRoute({ table, device, router }), linkRoute({ table, destination: router, device, kind: 'router', pod: null })];
}

type Link = {
  readonly table: TableName;
  readonly destination: Address;
  readonly device: string;
  readonly kind: 'pod' | 'router';
  readonly pod: string | null;
};

function linkRoute({ table, destination, device, kind, pod }: Link): HostRoute {
  const tail = familyOf(destination) === 6 ? 'metric 1024 pref medium' : 'scope link';
  const text = `${showAddress(destination)} dev ${device} ${tail}`;
  return { table, destination: hostCidr(destination), via: null, device, source: null, kind, pod, text };
}

function defaultRoute({ table, device, router }: { table: TableName; device: string; router: Address }, tail = ''): HostRoute {
  const family = familyOf(router);
  const text = `default via ${showAddress(router)} dev ${device}${tail}${family === 6 && tail === '' ? ' metric 1024 pref medium' : ''}`;
  return { table, destination: ANYWHERE[family], via: router, device, source: null, kind: 'default', pod: null, text };
}

const mainRoutes = once(({ device, address, gateway, subnet, six }: EniDevice): readonly HostRoute[] => {
  const common = { table: 'main', device, pod: null, via: null } as const;
  const own = `${showCidr(subnet)} dev ${device} proto kernel scope link src ${showAddress(address)}`;
  const four: HostRoute[] = [
    defaultRoute({ table: 'main', device, router: gateway }),
    { ...common, destination: METADATA, source: null, kind: 'metadata', text: `169.254.169.254 dev ${device}` },
    { ...common, destination: subnet, source: address, kind: 'subnet', text: own },
  ];
  if (six === null) return four;
  const shown = showCidr(six.subnet);
  return [
    ...four,
    { ...common, destination: six.subnet, source: six.address, kind: 'subnet', text: `${shown} dev ${device} proto ra metric 512 pref medium` },
    // The router of the subnet advertises itself (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6-add.html).
    defaultRoute({ table: 'main', device, router: IPV6_GATEWAY }, ' proto ra metric 512 pref medium'),
  ];
});

/** A secondary ENI's table sends everything through the router of its subnet; its subnet's route leaves the main table. */
export const eniRoutes = once(({ device, gateway, table }: Pick<EniDevice, 'device' | 'gateway' | 'table'>): readonly HostRoute[] => [
  defaultRoute({ table, device, router: gateway }),
  linkRoute({ table, destination: gateway, device, kind: 'router', pod: null }),
]);

const localRoutes4 = once((devices: readonly EniDevice[]) => localRoutesOf(devices, 4));
const localRoutes6 = once((devices: readonly EniDevice[]) => localRoutesOf(devices, 6));

/** The `local` table of one IP version. */
export function localRoutes(devices: readonly EniDevice[], family: 4 | 6): readonly HostRoute[] {
  return family === 4 ? localRoutes4(devices) : localRoutes6(devices);
}

function localRoutesOf(devices: readonly EniDevice[], family: 4 | 6): readonly HostRoute[] {
  const loopback = { table: 'local', via: null, device: 'lo', source: null, kind: 'local', pod: null, destination: LOOPBACK[family] } as const;
  if (family === 6) {
    const own = devices.flatMap(({ six, device }) => (six === null ? [] : [localRoute(six.address, device)]));
    return [{ ...loopback, text: 'local ::1 dev lo proto kernel metric 0 pref medium' }, ...own];
  }
  const ends = devices.flatMap(({ address, device, subnet }) => [localRoute(address, device), broadcastRoute(address, device, subnet)]);
  return [{ ...loopback, text: 'local 127.0.0.0/8 dev lo proto kernel scope host src 127.0.0.1' }, ...ends];
}

function localRoute(address: Address, device: string): HostRoute {
  const shown = showAddress(address);
  const tail = familyOf(address) === 6 ? 'metric 0 pref medium' : `scope host src ${shown}`;
  const text = `local ${shown} dev ${device} proto kernel ${tail}`;
  return { table: 'local', destination: hostCidr(address), via: null, device, source: address, kind: 'local', pod: null, text };
}

function broadcastRoute(address: Address, device: string, subnet: Cidr): HostRoute {
  const last = lastAddress(subnet);
  const text = `broadcast ${showAddress(last)} dev ${device} proto kernel scope link src ${showAddress(address)}`;
  return { table: 'local', destination: hostCidr(last), via: null, device, source: address, kind: 'broadcast', pod: null, text };
}

function mostSpecific(routes: readonly HostRoute[], destination: Address): HostRoute | undefined {
  let best: HostRoute | undefined;
  for (const route of routes) {
    if (contains(route.destination, destination) && (best === undefined || route.destination.prefix > best.destination.prefix)) best = route;
  }
  return best;
}
