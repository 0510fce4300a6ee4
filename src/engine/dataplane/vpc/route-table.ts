/**
 * The route table of a subnet or of a gateway: the longest prefix decides; the target names the next place.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
 */
import { isLatticeAddress } from '../../aws/lattice/addresses.ts';
import { activeAssociationOf } from '../../aws/lattice/vpc-association.ts';
import type { RouteTable } from '../../aws/route-table.ts';
import type { Subnet } from '../../aws/subnet.ts';
import { showAddress } from '../../net/address.ts';
import { contains } from '../../net/cidr.ts';
import type { Packet } from '../../net/packet.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element, type Lost, type Pass, type Where } from '../element.ts';
import { MOST_HOPS } from '../hops.ts';
import { atLattice, atSubnet } from '../place.ts';
import type { Place, Sessions, Step } from '../step.ts';
import { endpointRepairs } from './endpoint-repairs.ts';
import { openedBy } from './lattice-start.ts';
import { nextOf, type Router } from './route-next.ts';
import { deadRouteRepairs, routeRepairs, zoneRepairs } from './route-repairs.ts';
import { bestOf, type Candidate, candidatesOf, targetText } from './routes.ts';
import { vpcBehind } from './vpc-behind.ts';
import { gatewayTableOf, routeTableOf, subnetOf } from './vpc-network.ts';

const ROWS = 6;

const reasons = {
  ROUTE_CHOSEN: {
    ko: '{rtb} 라우팅 테이블이 {dst} 주소와 맞는 라우트 가운데 접두사가 가장 긴 {route} 라우트를 골랐습니다. 대상은 {target}입니다.',
    en: 'Of the routes that match {dst}, route table {rtb} picks {route}, the one with the longest prefix. Its target is {target}.',
    concept: 'route-table-routes',
  },
  GATEWAY_DELIVERS_IN_VPC: {
    ko: '{gateway:으로/로} 들어온 패킷을 {vpc} VPC의 local 라우트에 따라 {subnet} 서브넷으로 보냈습니다.',
    en: 'What enters by {gateway} follows the local route of VPC {vpc} to subnet {subnet}.',
    concept: 'public-subnet-definition',
  },
  FLOW_RETURNS_TO_LOAD_BALANCER: {
    ko: '로드 밸런서가 보낸 연결의 응답입니다. {rtb} 라우팅 테이블을 보지 않고 로드 밸런서의 {eni} 인터페이스로 돌려보냈습니다.',
    en: 'This answers a connection that a load balancer forwarded. It returns to interface {eni} of the load balancer, whatever route table {rtb} says.',
    concept: 'nlb-client-ip-preservation',
  },
  FLOW_RETURNS_TO_LATTICE: {
    ko: 'VPC Lattice가 연 연결의 응답입니다. {rtb} 라우팅 테이블의 라우트와 상관없이 VPC Lattice로 돌아갑니다.',
    en: 'This answers a connection that VPC Lattice opened. It returns to VPC Lattice, whatever routes table {rtb} has.',
    concept: 'lattice-link-local',
  },
  LATTICE_VPC_NOT_ASSOCIATED: {
    ko: '{dst} 주소는 VPC Lattice의 링크 로컬 주소지만 {vpc} VPC가 어느 서비스 네트워크에도 연결되지 않았습니다. 기본 라우트가 있어도 보낼 곳이 없습니다.',
    en: 'Address {dst} is a link-local address of VPC Lattice, but VPC {vpc} is associated with no service network. There is nowhere to send the packet, even with a default route.',
    concept: 'lattice-link-local',
  },
  NO_ROUTE_TO_DESTINATION: {
    ko: '{rtb} 라우팅 테이블에 {dst} 주소와 맞는 라우트가 없어 패킷을 버렸습니다.',
    en: 'Route table {rtb} has no route for {dst}, so the packet is dropped.',
    concept: 'route-table-routes',
    repairs: (world: World, step: Step) => [...endpointRepairs(world, step), ...routeRepairs(world, step)],
  },
  NO_POSSIBLE_DESTINATION: {
    ko: '{dst} 주소는 VPC 대역 안에 있지만 어느 서브넷에도 들지 않습니다. 보낼 곳이 없어 패킷을 버렸습니다.',
    en: 'Address {dst} lies in the VPC range but in no subnet. There is nowhere to send the packet, so it is dropped.',
    concept: 'subnet-slice-of-vpc-cidr',
  },
  BAD_STATE_ROUTE: {
    ko: '{rtb} 라우팅 테이블의 {route} 라우트가 가리키는 {target:이/가} 없거나 지금 쓸 수 없습니다. 라우트가 blackhole 상태여서 패킷을 버렸습니다.',
    en: 'Route {route} of table {rtb} points to {target}, which does not exist or cannot be used now. The route is a blackhole, so the packet is dropped.',
    concept: 'route-table-routes',
    repairs: deadRouteRepairs,
  },
  TGW_ROUTE_AZ_RESTRICTION: {
    ko: '{target} 전송 게이트웨이의 연결에 {zone} 가용 영역의 서브넷이 없습니다. {subnet} 서브넷에서 나온 패킷을 버렸습니다.',
    en: 'The attachment to transit gateway {target} has no subnet in Availability Zone {zone}, so what leaves subnet {subnet} is dropped.',
    concept: 'transit-gateway-attachment-per-zone',
    repairs: zoneRepairs,
  },
  NAT_GATEWAY_ROUTES_TO_ITSELF: {
    ko: '{rtb} 라우팅 테이블의 {route} 라우트가 {target} NAT 게이트웨이 자신을 가리킵니다. 인터넷으로 나갈 라우트가 없어 패킷을 버렸습니다.',
    en: 'Route {route} of table {rtb} leads back to NAT gateway {target} itself. Its subnet has no way to the internet, so the packet is dropped.',
    concept: 'nat-in-private-subnet-fails',
    repairs: routeRepairs,
  },
  MAX_HOPS_EXCEEDED: {
    ko: '라우팅 테이블들이 {dst} 주소로 가는 패킷을 서로에게 돌려보냅니다. 홉이 {hops}개를 넘어 패킷을 버렸습니다.',
    en: 'The route tables send the packet for {dst} in a circle. After {hops} hops it is dropped.',
    concept: 'route-table-routes',
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
  HIGHER_PRIORITY_ROUTE: {
    ko: '{route}도 {dst} 주소와 맞지만 우선순위가 더 낮은 라우트입니다. local, 정적, 전파된 라우트의 차례로 봅니다.',
    en: 'Route {route} matches {dst} too, but it has a lower priority. Local routes go first, then static ones, then propagated ones.',
    concept: 'route-table-routes',
  },
};

export const routeTable = element({
  name: 'route-table',
  title: { ko: '라우팅 테이블', en: 'route table' },
  reasons,
  pass: (at, packet) => [at.places > MOST_HOPS ? circle(at, packet) : decide(at, packet)],
});

type RoutePass = Pass<typeof reasons>;

function decide({ world, place, sessions }: Where, packet: Packet): RoutePass {
  if (place.of.kind !== 'Subnet') return fromGateway(world, place, packet);
  const subnet = objectAt(world.aws.Subnet, place.of.key);
  if (subnet === undefined) throw new Error(`Expected subnet ${place.of.key} to exist`);
  const table = routeTableOf(world, subnet);
  const object = { plane: 'aws', kind: 'Subnet', key: subnet.SubnetId } as const;
  if (place.device !== undefined) {
    const params = { eni: place.device, rtb: table?.RouteTableId ?? '-' };
    const home = objectAt(world.aws.NetworkInterface, place.device)?.SubnetId ?? subnet.SubnetId;
    return { verdict: 'forward', because: 'FLOW_RETURNS_TO_LOAD_BALANCER', params, object, next: atSubnet('subnet-in', home, place.device) };
  }
  if (isLatticeAddress(packet.destination)) {
    const answered = toLattice(world, subnet, { packet, sessions, rtb: table?.RouteTableId ?? '-' });
    if (answered !== null) return answered;
  }
  if (table !== undefined) return route(world, { VpcId: subnet.VpcId, subnet }, { table, packet });
  return { verdict: 'no-route', because: 'NO_ROUTE_TO_DESTINATION', params: { rtb: '-', dst: showAddress(packet.destination) }, object };
}

type ToLattice = { readonly packet: Packet; readonly sessions: Sessions; readonly rtb: string };

/**
 * Targets answer VPC Lattice from whatever VPC they are in; clients reach it from associated VPCs only, by routes that it adds itself.
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/how-it-works.html
 */
function toLattice(world: World, { SubnetId, VpcId }: Subnet, { packet, sessions, rtb }: ToLattice): RoutePass | null {
  const params = { rtb, dst: showAddress(packet.destination), vpc: VpcId };
  const group = openedBy(sessions, packet);
  if (group !== null) {
    const object = { plane: 'aws', kind: 'LatticeTargetGroup', key: group } as const;
    return { verdict: 'forward', because: 'FLOW_RETURNS_TO_LATTICE', params, object, next: atLattice('lattice-in', object) };
  }
  if (activeAssociationOf(world, VpcId) !== undefined) return null;
  return { verdict: 'no-route', because: 'LATTICE_VPC_NOT_ASSOCIATED', params, object: { plane: 'aws', kind: 'Subnet', key: SubnetId } };
}

function route(world: World, router: Router, { table, packet }: { readonly table: RouteTable; readonly packet: Packet }): RoutePass {
  const candidates = candidatesOf(world, table);
  const best = bestOf(candidates, packet.destination);
  const object = { plane: 'aws', kind: 'RouteTable', key: table.RouteTableId } as const;
  const dst = showAddress(packet.destination);
  const lost = () => losers(table, { candidates, best, packet });
  const none = { rtb: table.RouteTableId, dst };
  if (best === null) return { verdict: 'no-route', because: 'NO_ROUTE_TO_DESTINATION', params: none, object, lost };
  const zone = router.subnet?.AvailabilityZone ?? '-';
  const params = { ...none, route: best.text, target: targetText(best.route), zone, subnet: router.subnet?.SubnetId ?? '-' };
  const decided = { params, object, row: () => rowOf(table, best), lost };
  const next = nextOf(world, router, { route: best.route, packet });
  if (typeof next === 'string') return { verdict: 'no-route', because: next, ...decided };
  return { verdict: 'forward', because: 'ROUTE_CHOSEN', ...decided, next };
}

/**
 * What comes in by a gateway is delivered by the local route of the VPC, unless a table is associated with the gateway.
 * https://docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
 */
function fromGateway(world: World, place: Place, packet: Packet): RoutePass {
  const VpcId = vpcBehind(world, place);
  const table = gatewayTableOf(world, place.of.key);
  if (table !== undefined) return route(world, { VpcId, subnet: null }, { table, packet });
  const subnet = subnetOf(world, VpcId, packet.destination);
  const params = { gateway: place.of.key, vpc: VpcId, dst: showAddress(packet.destination) };
  const object = { plane: 'aws', kind: 'Vpc', key: VpcId } as const;
  if (subnet === undefined) return { verdict: 'no-route', because: 'NO_POSSIBLE_DESTINATION', params, object };
  const next = atSubnet('subnet-in', subnet.SubnetId);
  return { verdict: 'forward', because: 'GATEWAY_DELIVERS_IN_VPC', params: { ...params, subnet: subnet.SubnetId }, object, next };
}

function circle({ place }: Where, packet: Packet): RoutePass {
  const params = { dst: showAddress(packet.destination), hops: MOST_HOPS };
  return { verdict: 'drop', because: 'MAX_HOPS_EXCEEDED', params, object: place.of.plane === 'outside' ? null : place.of };
}

type Compared = { readonly candidates: readonly Candidate[]; readonly best: Candidate | null; readonly packet: Packet };

function losers(table: RouteTable, { candidates, best, packet }: Compared): readonly Lost<keyof typeof reasons>[] {
  const dst = showAddress(packet.destination);
  const covers = ({ cidr }: Candidate) => contains(cidr, packet.destination);
  const others = candidates.filter((candidate) => candidate.route !== best?.route);
  const sorted = others.sort((one, other) => Number(covers(other)) - Number(covers(one)) || other.cidr.prefix - one.cidr.prefix);
  // A route with a prefix list stands once, by the block that comes nearest.
  const rows = sorted.filter((candidate, index) => sorted.findIndex(({ route: same }) => same === candidate.route) === index);
  return rows.slice(0, ROWS).map((candidate) => ({
    row: rowOf(table, candidate),
    because: !covers(candidate)
      ? 'ROUTE_DOES_NOT_COVER'
      : best !== null && candidate.cidr.prefix >= best.cidr.prefix
        ? 'HIGHER_PRIORITY_ROUTE'
        : 'ROUTE_IS_SHORTER',
    params: { route: candidate.text, dst },
  }));
}

function rowOf(table: RouteTable, { route: row, text }: Candidate) {
  return { table: table.RouteTableId, text: `${text} → ${targetText(row)}` };
}
