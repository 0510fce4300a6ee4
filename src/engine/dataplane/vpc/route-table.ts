/**
 * The route table of a subnet: the longest prefix decides; the target names the next place.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
import type { Route, RouteTable } from '../../aws/route-table.ts';
import type { Subnet } from '../../aws/subnet.ts';
import { type Address, showAddress } from '../../net/address.ts';
import { type Cidr, contains, parseCidr } from '../../net/cidr.ts';
import { once } from '../../once.ts';
import { learner } from '../../principal.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element, type Pass, type Repair } from '../element.ts';
import { atEni, atGateway, atSubnet } from '../place.ts';
import type { Place, Step } from '../step.ts';
import { internetGatewayOf, routeTableOf, subnetOf } from './vpc-network.ts';

const ROWS = 6;

const reasons = {
  ROUTE_CHOSEN: {
    ko: '{rtb} 라우팅 테이블이 {dst} 주소와 맞는 라우트 가운데 접두사가 가장 긴 {route} 라우트를 골랐습니다. 대상은 {target}입니다.',
    en: 'Of the routes that match {dst}, route table {rtb} picks {route}, the one with the longest prefix. Its target is {target}.',
    concept: 'route-table-routes',
  },
  GATEWAY_DELIVERS_IN_VPC: {
    ko: '{igw} 인터넷 게이트웨이로 들어온 패킷을 VPC의 local 라우트에 따라 {subnet} 서브넷으로 보냈습니다.',
    en: 'What enters by internet gateway {igw} follows the local route of the VPC to subnet {subnet}.',
    concept: 'public-subnet-definition',
  },
  NO_ROUTE_TO_DESTINATION: {
    ko: '{rtb} 라우팅 테이블에 {dst} 주소와 맞는 라우트가 없어 패킷을 버렸습니다.',
    en: 'Route table {rtb} has no route for {dst}, so the packet is dropped.',
    concept: 'route-table-routes',
    repairs: routeRepairs,
  },
  NO_POSSIBLE_DESTINATION: {
    ko: '{dst} 주소는 VPC 대역 안에 있지만 어느 서브넷에도 들지 않습니다. 보낼 곳이 없어 패킷을 버렸습니다.',
    en: 'Address {dst} lies in the VPC range but in no subnet. There is nowhere to send the packet, so it is dropped.',
    concept: 'subnet-slice-of-vpc-cidr',
  },
  BAD_STATE_ROUTE: {
    ko: '{rtb} 라우팅 테이블의 {route} 라우트가 가리키는 {target:이/가} 없거나 VPC에 연결되지 않았습니다. 라우트가 blackhole 상태여서 패킷을 버렸습니다.',
    en: 'Route {route} of table {rtb} points to {target}, which does not exist or is not attached to the VPC. The route is a blackhole, so the packet is dropped.',
    concept: 'route-table-routes',
    repairs: routeRepairs,
  },
  ROUTE_TARGET_NOT_SIMULATED: {
    ko: '{rtb} 라우팅 테이블의 {route} 라우트가 {target} 대상을 가리킵니다. 이 실습 환경은 그 대상 너머를 흉내 내지 않습니다.',
    en: 'Route {route} of table {rtb} points to {target}. This lab does not simulate what lies behind that target.',
    concept: 'route-table-routes',
  },
  ROUTE_DOES_NOT_COVER: {
    ko: '이 라우트의 {route} 대역에는 {dst} 주소가 없습니다.',
    en: 'The range {route} of this route does not include {dst}.',
    concept: 'route-table-routes',
  },
  ROUTE_IS_SHORTER: {
    ko: '{route}도 {dst} 주소와 맞지만 접두사가 더 짧습니다.',
    en: 'Route {route} matches {dst} too, but its prefix is shorter.',
    concept: 'route-table-routes',
  },
};

type Parsed = { readonly route: Route; readonly cidr: Cidr; readonly text: string };

const parsedRoutes = once((table: RouteTable): readonly Parsed[] =>
  table.Routes.flatMap((route) => {
    const text = route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock;
    return text === undefined ? [] : [{ route, cidr: parseCidr(text), text }];
  }),
);

/** The route with the longest prefix among those whose range holds the address, or null. */
export function longestPrefix<R extends { readonly cidr: Cidr }>(routes: readonly R[], address: Address): R | null {
  let best: R | null = null;
  for (const route of routes) if (contains(route.cidr, address) && (best === null || route.cidr.prefix > best.cidr.prefix)) best = route;
  return best;
}

export const routeTable = element({
  name: 'route-table',
  title: { ko: '라우팅 테이블', en: 'route table' },
  reasons,
  pass: ({ world, place }, packet) => {
    if (place.name === 'internet-gateway-in') return [fromGateway(world, place, packet.destination)];
    const subnet = objectAt(world.aws.Subnet, place.of.key);
    if (subnet === undefined) throw new Error(`Expected subnet ${place.of.key} to exist`);
    const table = routeTableOf(world, subnet);
    return [table === undefined ? noTable(subnet, packet.destination) : route(world, subnet, { table, address: packet.destination })];
  },
});

type RoutePass = Pass<typeof reasons>;

function noTable(subnet: Subnet, address: Address): RoutePass {
  const object = { plane: 'aws', kind: 'Subnet', key: subnet.SubnetId } as const;
  return { verdict: 'no-route', because: 'NO_ROUTE_TO_DESTINATION', params: { rtb: '-', dst: showAddress(address) }, object };
}

function route(world: World, subnet: Subnet, { table, address }: { table: RouteTable; address: Address }): RoutePass {
  const routes = parsedRoutes(table);
  const best = longestPrefix(routes, address);
  const object = { plane: 'aws', kind: 'RouteTable', key: table.RouteTableId } as const;
  const dst = showAddress(address);
  const lost = losers(table, { routes, best, address });
  const none = { rtb: table.RouteTableId, dst };
  if (best === null) return { verdict: 'no-route', because: 'NO_ROUTE_TO_DESTINATION', params: none, object, lost };
  const params = { ...none, route: best.text, target: targetOf(best.route) };
  const decided = { params, object, row: rowOf(table, best), lost };
  const next = nextOf(world, subnet, { route: best.route, address });
  if (typeof next === 'string') return { verdict: 'no-route', because: next, ...decided };
  return { verdict: 'forward', because: 'ROUTE_CHOSEN', ...decided, next };
}

function nextOf(world: World, subnet: Subnet, to: { route: Route; address: Address }): Place | keyof typeof reasons {
  const { GatewayId, NetworkInterfaceId } = to.route;
  if (GatewayId === 'local') {
    const inside = subnetOf(world, subnet.VpcId, to.address);
    return inside === undefined ? 'NO_POSSIBLE_DESTINATION' : atSubnet('subnet-in', inside.SubnetId);
  }
  if (GatewayId?.startsWith('igw-')) {
    const attached = internetGatewayOf(world, subnet.VpcId);
    return attached?.InternetGatewayId === GatewayId ? atGateway('internet-gateway-out', GatewayId) : 'BAD_STATE_ROUTE';
  }
  if (NetworkInterfaceId !== undefined) {
    const exists = objectAt(world.aws.NetworkInterface, NetworkInterfaceId) !== undefined;
    return exists ? atEni('eni-in', NetworkInterfaceId) : 'BAD_STATE_ROUTE';
  }
  return 'ROUTE_TARGET_NOT_SIMULATED';
}

/** What a gateway maps to a private address is delivered by the local route of the VPC. */
function fromGateway(world: World, place: Place, address: Address): RoutePass {
  const igw = place.of.key;
  const VpcId = objectAt(world.aws.InternetGateway, igw)?.Attachments[0]?.VpcId;
  const subnet = VpcId === undefined ? undefined : subnetOf(world, VpcId, address);
  const params = { igw, dst: showAddress(address) };
  const object = { plane: 'aws', kind: 'InternetGateway', key: igw } as const;
  if (subnet === undefined) return { verdict: 'no-route', because: 'NO_POSSIBLE_DESTINATION', params, object };
  const next = atSubnet('subnet-in', subnet.SubnetId);
  return { verdict: 'forward', because: 'GATEWAY_DELIVERS_IN_VPC', params: { ...params, subnet: subnet.SubnetId }, object, next };
}

type Compared = { readonly routes: readonly Parsed[]; readonly best: Parsed | null; readonly address: Address };

function losers(table: RouteTable, { routes, best, address }: Compared): NonNullable<RoutePass['lost']> {
  const others = routes.filter((candidate) => candidate !== best);
  const covers = ({ cidr }: Parsed) => contains(cidr, address);
  const sorted = others.sort((one, other) => Number(covers(other)) - Number(covers(one)) || other.cidr.prefix - one.cidr.prefix);
  return sorted.slice(0, ROWS).map((candidate) => ({
    row: rowOf(table, candidate),
    because: covers(candidate) ? 'ROUTE_IS_SHORTER' : 'ROUTE_DOES_NOT_COVER',
    params: { route: candidate.text, dst: showAddress(address) },
  }));
}

function rowOf(table: RouteTable, { route: row, text }: Parsed) {
  return { table: table.RouteTableId, text: `${text} → ${targetOf(row)}` };
}

function targetOf(route: Route): string {
  const { GatewayId, NatGatewayId, NetworkInterfaceId, VpcPeeringConnectionId, TransitGatewayId, EgressOnlyInternetGatewayId } = route;
  return GatewayId ?? NatGatewayId ?? NetworkInterfaceId ?? VpcPeeringConnectionId ?? TransitGatewayId ?? EgressOnlyInternetGatewayId ?? '-';
}

/** A default route to the internet gateway of the VPC: made, or put in the place of one that leads nowhere. */
function routeRepairs(world: World, step: Step): readonly Repair[] {
  const table = step.object?.kind === 'RouteTable' ? objectAt(world.aws.RouteTable, step.object.key) : undefined;
  const gateway = table === undefined ? undefined : lookup(world.aws.InternetGateway, 'byVpc', table.VpcId)[0];
  if (table === undefined || gateway === undefined) return [];
  const DestinationCidrBlock = typeof step.params.route === 'string' ? step.params.route : '0.0.0.0/0';
  const verb = step.because === 'BAD_STATE_ROUTE' ? 'ReplaceRoute' : 'CreateRoute';
  const body = { RouteTableId: table.RouteTableId, DestinationCidrBlock, GatewayId: gateway.InternetGatewayId };
  return [
    {
      verbs: [{ plane: 'aws', verb, kind: 'RouteTable', body, as: learner(world.account) }],
      object: { plane: 'aws', kind: 'RouteTable', key: table.RouteTableId },
      field: 'Routes',
    },
  ];
}
