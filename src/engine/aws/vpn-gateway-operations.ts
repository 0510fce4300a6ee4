/** Operations on virtual private gateways. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnGateway.html */
import { lookup, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { describeOperation } from './describe.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { RouteTable } from './route-table.ts';
import { idOf, integer, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';
import { type VpnGateway, vpnGateway, vpnGatewayOf } from './vpn-gateway.ts';
import { withPropagated } from './vpn-propagation.ts';

export const VPN_TYPE = { type: 'string', values: ['ipsec.1'], required: true } as const;
const VPN_GATEWAY = { ...idOf('VpnGateway'), required: true } as const;
const ATTACHMENT = { VpcId: { ...idOf('Vpc'), required: true }, VpnGatewayId: VPN_GATEWAY } as const;
const PROPAGATION = { GatewayId: VPN_GATEWAY, RouteTableId: { ...idOf('RouteTable'), required: true } } as const;

const describeVpnGateways = describeOperation(vpnGateway, { ko: '가상 프라이빗 게이트웨이를 보여 줍니다.', en: 'Shows virtual private gateways.' });

const createVpnGateway = operation({
  service: 'ec2',
  name: 'CreateVpnGateway',
  kind: 'VpnGateway',
  writes: true,
  summary: { ko: '가상 프라이빗 게이트웨이를 만듭니다.', en: 'Creates a virtual private gateway.' },
  members: { AvailabilityZone: string, Type: VPN_TYPE, TagSpecifications: TAG_SPECIFICATIONS, AmazonSideAsn: integer },
  run: ({ world, input, as }) => {
    const wrong = checkType(input.Type) ?? checkAsn(input.AmazonSideAsn);
    if (wrong !== null) return wrong;
    const Tags = tagsFor('vpn-gateway', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const quota = checkQuota('vpnGateways', objectsOf(world.aws.VpnGateway).filter(({ State }) => State !== 'deleted').length + 1);
    if (quota !== null) return quota;
    const minted = mintIds(world, as, ['vgw']);
    const created: VpnGateway = {
      VpnGatewayId: minted.ids[0],
      State: 'available',
      Type: 'ipsec.1',
      AmazonSideAsn: input.AmazonSideAsn ?? 64_512,
      VpcAttachments: [],
      Tags,
    };
    return { world: minted.world, effects: [store('VpnGateway', created)], output: { VpnGateway: vpnGateway.describe.show(created, world) } };
  },
});

/** Null for the one type that there is. */
export function checkType(Type: string): Refusal | null {
  return Type === 'ipsec.1' ? null : refuse('InvalidParameterValue', `Value (${Type}) for parameter type is invalid.`);
}

/** A private ASN of 16 or 32 bits. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnGateway.html */
function checkAsn(asn: number | undefined): Refusal | null {
  const isPrivate = asn === undefined || (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
  return isPrivate ? null : refuse('InvalidParameterValue', `Value (${asn}) for parameter amazonSideAsn is invalid. The ASN must be a private one.`);
}

/** The gateway unless it is deleted. */
export function usableGateway(world: World, id: string): VpnGateway | Refusal {
  const gateway = find(world, 'VpnGateway', id);
  if (isRefusal(gateway) || gateway.State === 'available') return gateway;
  return refuse('InvalidVpnGatewayState', `The virtual private gateway '${id}' is not in the available state.`);
}

const attachVpnGateway = operation({
  service: 'ec2',
  name: 'AttachVpnGateway',
  kind: 'VpnGateway',
  writes: true,
  summary: { ko: '가상 프라이빗 게이트웨이를 VPC에 연결합니다.', en: 'Attaches a virtual private gateway to a VPC.' },
  members: ATTACHMENT,
  run: ({ world, input: { VpcId, VpnGatewayId } }) => {
    const home = find(world, 'Vpc', VpcId);
    if (isRefusal(home)) return home;
    const gateway = usableGateway(world, VpnGatewayId);
    if (isRefusal(gateway)) return gateway;
    const attached = gateway.VpcAttachments.find(({ State }) => State === 'attached');
    if (attached !== undefined && attached.VpcId !== VpcId) {
      return refuse('VpnGatewayAttachmentLimitExceeded', `The virtual private gateway '${VpnGatewayId}' is already attached to '${attached.VpcId}'.`);
    }
    const present = vpnGatewayOf(world, VpcId);
    if (present !== undefined && present.VpnGatewayId !== VpnGatewayId) {
      return refuse('InvalidParameterValue', `Network ${VpcId} already has a virtual private gateway attached`);
    }
    const VpcAttachments = [{ VpcId, State: 'attached' }] as const;
    return { effects: [store('VpnGateway', { ...gateway, VpcAttachments })], output: { VpcAttachment: { VpcId, State: 'attaching' } } };
  },
});

const detachVpnGateway = operation({
  service: 'ec2',
  name: 'DetachVpnGateway',
  kind: 'VpnGateway',
  writes: true,
  summary: { ko: '가상 프라이빗 게이트웨이를 VPC에서 떼어 냅니다.', en: 'Detaches a virtual private gateway from a VPC.' },
  members: ATTACHMENT,
  run: ({ world, input: { VpcId, VpnGatewayId } }) => {
    const gateway = find(world, 'VpnGateway', VpnGatewayId);
    if (isRefusal(gateway)) return gateway;
    if (!gateway.VpcAttachments.some((each) => each.VpcId === VpcId && each.State === 'attached')) {
      return refuse(
        'InvalidVpnGatewayAttachment.NotFound',
        `The attachment with vpn gateway ID '${VpnGatewayId}' and vpc ID '${VpcId}' does not exist`,
      );
    }
    // What it propagated goes with it; routes that were made to it stay and lead nowhere.
    const tables = lookup(world.aws.RouteTable, 'byVpc', VpcId).filter(({ PropagatingVgws = [] }) => PropagatingVgws.length > 0);
    const left = tables.map((table) => store('RouteTable', withPropagated(world, { ...table, PropagatingVgws: [] })));
    return { effects: [store('VpnGateway', { ...gateway, VpcAttachments: [{ VpcId, State: 'detached' }] }), ...left], output: {} };
  },
});

const deleteVpnGateway = operation({
  service: 'ec2',
  name: 'DeleteVpnGateway',
  kind: 'VpnGateway',
  writes: true,
  summary: { ko: '떼어 낸 가상 프라이빗 게이트웨이를 지웁니다.', en: 'Deletes a virtual private gateway that is detached.' },
  members: { VpnGatewayId: VPN_GATEWAY },
  run: ({ world, input: { VpnGatewayId } }) => {
    const gateway = find(world, 'VpnGateway', VpnGatewayId);
    if (isRefusal(gateway)) return gateway;
    const attached = gateway.VpcAttachments.filter(({ State }) => State === 'attached').map(({ VpcId }) => VpcId);
    const connections = lookup(world.aws.VpnConnection, 'byVpnGateway', VpnGatewayId).filter(({ State }) => State !== 'deleted');
    const dependents = [...attached, ...connections.map(({ VpnConnectionId }) => VpnConnectionId)];
    if (dependents.length > 0) return { ...refuse('IncorrectState', 'The virtual private gateway is in use.'), dependents };
    return { effects: [store('VpnGateway', { ...gateway, State: 'deleted' })], output: {} };
  },
});

const enableVgwRoutePropagation = operation({
  service: 'ec2',
  name: 'EnableVgwRoutePropagation',
  kind: 'RouteTable',
  writes: true,
  summary: {
    ko: '가상 프라이빗 게이트웨이가 아는 라우트를 라우팅 테이블에 전파합니다.',
    en: 'Lets a virtual private gateway propagate its routes to a route table.',
  },
  members: PROPAGATION,
  run: ({ world, input }) => {
    const table = propagating(world, input);
    if (isRefusal(table)) return table;
    const others = (table.PropagatingVgws ?? []).filter(({ GatewayId }) => GatewayId !== input.GatewayId);
    const PropagatingVgws = [...others, { GatewayId: input.GatewayId }];
    return { effects: [store('RouteTable', withPropagated(world, { ...table, PropagatingVgws }))], output: {} };
  },
});

const disableVgwRoutePropagation = operation({
  service: 'ec2',
  name: 'DisableVgwRoutePropagation',
  kind: 'RouteTable',
  writes: true,
  summary: {
    ko: '가상 프라이빗 게이트웨이의 라우트 전파를 끕니다.',
    en: 'Ends the propagation of routes of a virtual private gateway to a route table.',
  },
  members: PROPAGATION,
  run: ({ world, input }) => {
    const table = propagating(world, input);
    if (isRefusal(table)) return table;
    const PropagatingVgws = (table.PropagatingVgws ?? []).filter(({ GatewayId }) => GatewayId !== input.GatewayId);
    return { effects: [store('RouteTable', withPropagated(world, { ...table, PropagatingVgws }))], output: {} };
  },
});

type Propagation = { readonly GatewayId: string; readonly RouteTableId: string };

function propagating(world: World, { GatewayId, RouteTableId }: Propagation): RouteTable | Refusal {
  const table = find(world, 'RouteTable', RouteTableId);
  if (isRefusal(table)) return table;
  const gateway = find(world, 'VpnGateway', GatewayId);
  if (isRefusal(gateway)) return gateway;
  const isOwn = vpnGatewayOf(world, table.VpcId)?.VpnGatewayId === GatewayId;
  return isOwn ? table : refuse('Gateway.NotAttached', `resource ${GatewayId} is not attached to network ${table.VpcId}`);
}

export const vpnGatewayOperations = [
  describeVpnGateways,
  createVpnGateway,
  attachVpnGateway,
  detachVpnGateway,
  deleteVpnGateway,
  enableVgwRoutePropagation,
  disableVgwRoutePropagation,
];
