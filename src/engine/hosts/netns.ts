/** A network namespace as its own tools show it: that of a node, or that of a pod. */
import { type Address, familyOf, parseAddress, showAddress } from '../net/address.ts';
import { contains } from '../net/cidr.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { eniDevices, IPV6_GATEWAY } from './devices.ts';
import type { Host, Sandbox } from './host.ts';
import { type IpRule, ipRule, ipRules, matching, type Selected } from './ip-rules.ts';
import { hostLinks, type Link, podLinks, podMac } from './links.ts';
import { podNetwork } from './pod-network.ts';
import { lookupRoute } from './route-lookup.ts';
import { podRoutes, routeTables, routingOf, type TableName } from './route-tables.ts';

export type ShownRoute = { readonly table: TableName; readonly via: Address | null; readonly device: string; readonly text: string };

export type ShownNeighbour = {
  readonly address: Address;
  readonly device: string;
  readonly mac: string;
  readonly state: 'PERMANENT' | 'REACHABLE' | 'STALE';
};

export type Netns = {
  readonly links: readonly Link[];
  readonly rules: (family: 4 | 6) => readonly IpRule[];
  readonly routes: (family: 4 | 6) => readonly ShownRoute[];
  readonly neighbours: readonly ShownNeighbour[];
  /** The route that a packet takes, with the table that holds it; null where there is none. */
  readonly route: (
    packet: Selected,
  ) => { readonly table: TableName; readonly local: boolean; readonly via: Address | null; readonly device: string } | null;
  /** The address that the namespace sends from, or null where it has none of that IP version. */
  readonly sourceFor: (destination: Address) => Address | null;
};

/** The network namespace of the host itself. */
export function hostNetns(world: World, InstanceId: string): Netns {
  const links = hostLinks(world, InstanceId);
  return {
    links,
    rules: (family) => ipRules(world, InstanceId, family),
    routes: (family) => routeTables(world, InstanceId, family).flatMap(({ routes }) => routes),
    neighbours: hostNeighbours(world, InstanceId),
    route: (packet) => {
      const found = lookupRoute(routingOf(world, InstanceId), packet);
      if (found === null) return null;
      return { table: found.rule.table, local: found.route.kind === 'local', via: found.route.via, device: found.route.device };
    },
    sourceFor: (destination) => firstGlobal(links, familyOf(destination)),
  };
}

/** The network namespace of a pod that has one of its own. */
export function podNetns(host: Host, sandbox: Sandbox): Netns {
  const { routes, neighbours, rules } = podNetwork(sandbox);
  const links = podLinks(host, sandbox);
  const own = links.flatMap(({ addresses, name }) =>
    addresses.map((address) => ({ name, address: parseAddress(address.text.split('/')[0] as string) })),
  );
  const base = (family: 4 | 6) => [
    ipRule(0, { table: 'local' }),
    ipRule(32766, { table: 'main' }),
    ...(family === 4 ? [ipRule(32767, { table: 'default' })] : []),
  ];
  const rulesOf = (family: 4 | 6) => matching([...base(family), ...rules], ANY);
  const local = own.map(({ name, address }): ShownRoute => ({ table: 'local', via: null, device: name, text: localText(address, name) }));
  return {
    links,
    rules: rulesOf,
    routes: (family) => [
      ...local.filter(({ text }) => text.includes(':') === (family === 6)),
      ...routes.filter(({ destination }) => familyOf(destination.base) === family),
    ],
    neighbours,
    route: ({ destination }) => {
      if (own.some(({ address }) => address === destination)) return { table: 'local', local: true, via: null, device: 'lo' };
      const fitting = routes.filter((route) => contains(route.destination, destination));
      const best = fitting.sort((one, other) => other.destination.prefix - one.destination.prefix)[0];
      return best === undefined ? null : { table: best.table, local: false, via: best.via, device: best.device };
    },
    sourceFor: (destination) => firstGlobal(links, familyOf(destination)),
  };
}

/** Matches no selector but those that ask for nothing, and the source of no pod. */
const ANY: Selected = { source: parseAddress('0.0.0.0'), destination: parseAddress('0.0.0.0'), mark: 0 };

function localText(address: Address, device: string): string {
  const shown = showAddress(address);
  if (familyOf(address) === 6) return `local ${shown} dev ${device} proto kernel metric 0 pref medium`;
  return device === 'lo'
    ? 'local 127.0.0.0/8 dev lo proto kernel scope host src 127.0.0.1'
    : `local ${shown} dev ${device} proto kernel scope host src ${shown}`;
}

function firstGlobal(links: readonly Link[], family: 4 | 6): Address | null {
  // The address of the way out over IPv4 stands behind that of eth0, which has none of that IP version.
  const all = links.flatMap(({ addresses }) => addresses);
  const found = all.find((address) => address.family === family && address.scope === 'global');
  return found === undefined ? null : parseAddress(found.text.split('/')[0] as string);
}

/** The routers of the subnets, and the pods of the node, as the kernel has learned them. */
function hostNeighbours(world: World, InstanceId: string): readonly ShownNeighbour[] {
  const host = objectAt(world.hosts.Host, InstanceId);
  const routers = eniDevices(world, InstanceId).flatMap(({ device, gateway, six }): ShownNeighbour[] => [
    { address: gateway, device, mac: routerMac(gateway), state: 'REACHABLE' },
    ...(six === null ? [] : [{ address: IPV6_GATEWAY, device, mac: routerMac(gateway), state: 'REACHABLE' } as const]),
  ]);
  const pods = podRoutes(world, InstanceId).flatMap(({ destination, device, pod }): ShownNeighbour[] => {
    const sandbox = host?.kubelet.sandboxes.find((candidate) => candidate.pod === pod);
    return sandbox === undefined ? [] : [{ address: destination.base, device, mac: podMac(sandbox), state: 'STALE' }];
  });
  return [...routers, ...pods];
}

/** The router of a subnet has a MAC address of its own in every subnet. */
function routerMac(gateway: Address): string {
  const number = typeof gateway === 'number' ? gateway : 0;
  const octets = [24, 16, 8, 0].map((bits) => ((number >>> bits) & 255).toString(16).padStart(2, '0'));
  return ['02', '5e', ...octets].join(':');
}
