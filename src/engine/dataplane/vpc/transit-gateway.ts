/**
 * A transit gateway: the table of the attachment that a packet came in by routes it to another attachment.
 * https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
 */
import type { TransitGatewayVpcAttachment } from '../../aws/transit-gateway-attachment.ts';
import { otherGatewayOf } from '../../aws/transit-gateway-peering-attachment.ts';
import type { TransitGatewayRouteTable } from '../../aws/transit-gateway-route-table.ts';
import { showAddress } from '../../net/address.ts';
import { contains, parseCidr } from '../../net/cidr.ts';
import { type Packet, showEndpoint } from '../../net/packet.ts';
import { learner } from '../../principal.ts';
import { sha1 } from '../../sha1.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element, type Lost, type Pass, type Repair, type Where } from '../element.ts';
import { MOST_HOPS } from '../hops.ts';
import { atSubnet, atTransitGateway } from '../place.ts';
import { oneOf } from '../share.ts';
import type { Step } from '../step.ts';
import { bestRow, type TgwRow, tableFor, tgwRows } from './transit-gateway-routes.ts';

const ROWS = 6;

const reasons = {
  TGW_ROUTE_CHOSEN: {
    ko: '{tgw} 전송 게이트웨이가 {dst} 주소와 맞는 {route} 라우트를 골랐습니다. 들어온 연결과 결합된 {rtb} 라우팅 테이블이 {target} 연결로 보냅니다.',
    en: 'Transit gateway {tgw} picks route {route} for {dst}. It stands in {rtb}, the table associated with the attachment that the packet came in by, and leads to {target}.',
    concept: 'transit-gateway-association-and-propagation',
  },
  TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT: {
    ko: '들어온 연결과 결합된 {rtb} 전송 게이트웨이 라우팅 테이블에 {dst} 주소와 맞는 라우트가 없어 패킷을 버렸습니다.',
    en: 'Transit gateway route table {rtb}, associated with the attachment that the packet came in by, has no route for {dst}, so the packet is dropped.',
    concept: 'transit-gateway-association-and-propagation',
    repairs: tableRepairs,
  },
  TGW_RTB_BAD_STATE_ROUTE: {
    ko: '{rtb} 전송 게이트웨이 라우팅 테이블의 {route} 라우트가 blackhole 상태여서 패킷을 버렸습니다.',
    en: 'Route {route} of transit gateway route table {rtb} is a blackhole, so the packet is dropped.',
    concept: 'transit-gateway-association-and-propagation',
  },
  TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION: {
    ko: '패킷이 들어온 {attachment} 연결이 {tgw} 전송 게이트웨이의 어느 라우팅 테이블과도 결합되지 않았습니다. 라우팅할 수 없어 버렸습니다.',
    en: 'Attachment {attachment}, by which the packet came in, is associated with no route table of transit gateway {tgw}, so the packet is dropped.',
    concept: 'transit-gateway-association-and-propagation',
    repairs: associationRepairs,
  },
  MAX_HOPS_EXCEEDED: {
    ko: '라우팅 테이블들이 {dst} 주소로 가는 패킷을 서로에게 돌려보냅니다. 홉이 {hops}개를 넘어 패킷을 버렸습니다.',
    en: 'The route tables send the packet for {dst} in a circle. After {hops} hops it is dropped.',
    concept: 'route-table-routes',
  },
  TGW_RTB_CANNOT_ROUTE: {
    ko: '이 라우트의 {route} 대역에는 {dst} 주소가 없습니다.',
    en: 'The range {route} of this route does not include {dst}.',
    concept: 'transit-gateway-association-and-propagation',
  },
  TGW_RTB_MORE_SPECIFIC_ROUTE: {
    ko: '{route}도 {dst} 주소와 맞지만 접두사가 더 짧습니다.',
    en: 'Route {route} matches {dst} too, but its prefix is shorter.',
    concept: 'transit-gateway-association-and-propagation',
  },
  TGW_RTB_HIGHER_PRIORITY_ROUTE: {
    ko: '{route}도 {dst} 주소와 맞지만 우선순위가 더 낮습니다. 정적 라우트가 전파된 라우트보다 먼저입니다.',
    en: 'Route {route} matches {dst} too, but it has a lower priority. Static routes go before propagated ones.',
    concept: 'transit-gateway-association-and-propagation',
  },
};

export const transitGateway = element({
  name: 'transit-gateway',
  title: { ko: '전송 게이트웨이', en: 'transit gateway' },
  reasons,
  pass: (at, packet) => {
    const { world, place } = at;
    const [tgw, attachment] = [place.of.key, place.device ?? '-'];
    const params = { tgw, attachment, dst: showAddress(packet.destination) };
    const object = { plane: 'aws', kind: 'TransitGateway', key: tgw } as const;
    if (at.places > MOST_HOPS) return [{ verdict: 'drop', because: 'MAX_HOPS_EXCEEDED', params: { ...params, hops: MOST_HOPS }, object }];
    const table = tableFor(world, tgw, attachment);
    if (table === undefined) return [{ verdict: 'drop', because: 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION', params, object }];
    return route(at, packet, table);
  },
});

type TgwPass = Pass<typeof reasons>;

function route(at: Where, packet: Packet, table: TransitGatewayRouteTable): TgwPass[] {
  const { world, place } = at;
  const rows = tgwRows(world, table);
  const best = bestRow(world, rows, packet.destination);
  const object = { plane: 'aws', kind: 'TransitGatewayRouteTable', key: table.TransitGatewayRouteTableId } as const;
  const lost = () => losers(table, { rows, best, packet });
  const base = { tgw: place.of.key, attachment: place.device ?? '-', dst: showAddress(packet.destination), rtb: table.TransitGatewayRouteTableId };
  if (best === null) return [{ verdict: 'no-route', because: 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT', params: base, object, lost }];
  const decided = { params: { ...base, route: best.DestinationCidrBlock, target: best.TransitGatewayAttachmentId ?? 'blackhole' }, object, lost };
  const chosen = { ...decided, row: () => rowOf(table, best) };
  const nexts = best.State === 'active' ? nextsOf(at, packet, best.TransitGatewayAttachmentId ?? '') : [];
  if (nexts.length === 0) return [{ verdict: 'drop', because: 'TGW_RTB_BAD_STATE_ROUTE', ...chosen }];
  return nexts.map((next) => ({
    verdict: 'forward',
    because: 'TGW_ROUTE_CHOSEN',
    ...chosen,
    next,
    ...(nexts.length === 1 ? {} : { choice: { element: 'transit-gateway', option: next.of.key, share: oneOf(nexts.length) } }),
  }));
}

/** Where the attachment leads: a subnet of its VPC, or the transit gateway at the other end of a peering. */
function nextsOf(at: Where, packet: Packet, id: string) {
  const { world, place } = at;
  const toVpc = objectAt(world.aws.TransitGatewayVpcAttachment, id);
  if (toVpc !== undefined) return subnetsFor(at, packet, toVpc).map((SubnetId) => atSubnet('attachment-out', SubnetId));
  const peering = objectAt(world.aws.TransitGatewayPeeringAttachment, id);
  const other = peering === undefined ? undefined : otherGatewayOf(peering, place.of.key);
  return other === undefined ? [] : [atTransitGateway(other, { attachment: id })];
}

/**
 * Traffic stays in the zone that it comes from where the attachment has a subnet there; in appliance mode one subnet takes
 * both ways of a connection. https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-appliance-scenario.html
 */
function subnetsFor({ world, place }: Where, packet: Packet, { SubnetIds, Options }: TransitGatewayVpcAttachment): readonly string[] {
  if (Options.ApplianceModeSupport === 'enable') {
    const ends = [showEndpoint(packet.source, packet.sourcePort), showEndpoint(packet.destination, packet.destinationPort)].sort().join(' ');
    const index = Number.parseInt(sha1(`${packet.protocol} ${ends}`).slice(0, 8), 16) % Math.max(SubnetIds.length, 1);
    return SubnetIds.slice(index, index + 1);
  }
  const near = SubnetIds.find((SubnetId) => objectAt(world.aws.Subnet, SubnetId)?.AvailabilityZone === place.zone);
  return near === undefined ? SubnetIds : [near];
}

type Compared = { readonly rows: readonly TgwRow[]; readonly best: TgwRow | null; readonly packet: Packet };

function losers(table: TransitGatewayRouteTable, { rows, best, packet }: Compared): readonly Lost<keyof typeof reasons>[] {
  const dst = showAddress(packet.destination);
  const covers = ({ cidr }: TgwRow) => contains(cidr, packet.destination);
  const others = rows.filter((row) => row !== best);
  const sorted = others.sort((one, other) => Number(covers(other)) - Number(covers(one)) || other.cidr.prefix - one.cidr.prefix);
  return sorted.slice(0, ROWS).map((row) => ({
    row: rowOf(table, row),
    because: !covers(row)
      ? 'TGW_RTB_CANNOT_ROUTE'
      : row.cidr.prefix === best?.cidr.prefix
        ? 'TGW_RTB_HIGHER_PRIORITY_ROUTE'
        : 'TGW_RTB_MORE_SPECIFIC_ROUTE',
    params: { route: row.DestinationCidrBlock, dst },
  }));
}

function rowOf(table: TransitGatewayRouteTable, { DestinationCidrBlock, Type, TransitGatewayAttachmentId }: TgwRow) {
  return { table: table.TransitGatewayRouteTableId, text: `${DestinationCidrBlock} ${Type} → ${TransitGatewayAttachmentId ?? 'blackhole'}` };
}

/** The attachment of the VPC that holds the destination starts to propagate to the table. */
function tableRepairs(world: World, { in: packet, place, params }: Step): readonly Repair[] {
  const attachments = lookup(world.aws.TransitGatewayVpcAttachment, 'byTransitGateway', place.of.key).filter(({ State, VpcId }) => {
    const blocks = objectAt(world.aws.Vpc, VpcId)?.CidrBlockAssociationSet ?? [];
    return State === 'available' && blocks.some(({ CidrBlock }) => contains(parseCidr(CidrBlock), packet.destination));
  });
  const TransitGatewayRouteTableId = String(params.rtb);
  return attachments.map(({ TransitGatewayAttachmentId }) =>
    tableRepair(world, { verb: 'EnableTransitGatewayRouteTablePropagation', TransitGatewayRouteTableId, TransitGatewayAttachmentId }),
  );
}

/** The attachment is associated with a table of its gateway. */
function associationRepairs(world: World, { place }: Step): readonly Repair[] {
  const tables = lookup(world.aws.TransitGatewayRouteTable, 'byTransitGateway', place.of.key);
  const TransitGatewayAttachmentId = place.device ?? '-';
  return tables.map(({ TransitGatewayRouteTableId }) =>
    tableRepair(world, { verb: 'AssociateTransitGatewayRouteTable', TransitGatewayRouteTableId, TransitGatewayAttachmentId }),
  );
}

type TableVerb = { readonly verb: string; readonly TransitGatewayRouteTableId: string; readonly TransitGatewayAttachmentId: string };

function tableRepair(world: World, { verb, ...body }: TableVerb): Repair {
  return {
    verbs: [{ plane: 'aws', verb, kind: 'TransitGatewayRouteTable', body, as: learner(world.account) }],
    object: { plane: 'aws', kind: 'TransitGatewayRouteTable', key: body.TransitGatewayRouteTableId },
    field: verb.startsWith('Enable') ? 'Propagations' : 'Associations',
  };
}
