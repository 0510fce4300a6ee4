/** Operations on Site-to-Site VPN connections. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnConnection.html */
import { commit } from '../change.ts';
import { showCidr } from '../net/cidr.ts';
import { objectAt, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { readBlock } from './cidr-input.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { type Done, operation } from './operation.ts';
import { drawPublicAddress } from './public-addresses.ts';
import { checkQuota } from './quotas.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { boolean, idOf, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';
import { type VpnConnection, vpnConnection } from './vpn-connection.ts';
import { checkType, usableGateway, VPN_TYPE } from './vpn-gateway-operations.ts';
import { propagate } from './vpn-propagation.ts';

const VPN_CONNECTION = { ...idOf('VpnConnection'), required: true } as const;
const ROUTE = { DestinationCidrBlock: { ...string, required: true }, VpnConnectionId: VPN_CONNECTION } as const;

const describeVpnConnections = describeOperation(vpnConnection, {
  ko: 'Site-to-Site VPN 연결을 보여 줍니다.',
  en: 'Shows Site-to-Site VPN connections.',
});

const createVpnConnection = operation({
  service: 'ec2',
  name: 'CreateVpnConnection',
  kind: 'VpnConnection',
  writes: true,
  summary: {
    ko: '가상 프라이빗 게이트웨이와 고객 게이트웨이 사이에 VPN 연결을 만듭니다.',
    en: 'Creates a VPN connection between a virtual private gateway and a customer gateway.',
  },
  members: {
    CustomerGatewayId: { ...idOf('CustomerGateway'), required: true },
    Type: VPN_TYPE,
    VpnGatewayId: idOf('VpnGateway'),
    TagSpecifications: TAG_SPECIFICATIONS,
    Options: { type: 'structure', members: { StaticRoutesOnly: boolean } },
  },
  run: ({ world, input, as }) => {
    const wrong = checkType(input.Type);
    if (wrong !== null) return wrong;
    const customer = find(world, 'CustomerGateway', input.CustomerGatewayId);
    if (isRefusal(customer)) return customer;
    if (customer.State !== 'available') {
      return refuse('InvalidCustomerGatewayState', `The customer gateway '${customer.CustomerGatewayId}' is not in the available state.`);
    }
    if (input.VpnGatewayId === undefined) return refuse('MissingParameter', 'The request must contain the parameter vpnGatewayId');
    const gateway = usableGateway(world, input.VpnGatewayId);
    if (isRefusal(gateway)) return gateway;
    const Tags = tagsFor('vpn-connection', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const present = objectsOf(world.aws.VpnConnection).filter(({ State }) => State !== 'deleted');
    const own = present.filter(({ VpnGatewayId }) => VpnGatewayId === gateway.VpnGatewayId);
    const quota = checkQuota('vpnConnections', present.length + 1) ?? checkQuota('vpnConnectionsPerGateway', own.length + 1);
    if (quota !== null) return quota;
    // "Each VPN connection must be created with a unique customer gateway IP address": one to the same gateway is the same connection.
    if (own.some(({ CustomerGatewayId }) => CustomerGatewayId === customer.CustomerGatewayId)) {
      return refuse('InvalidCustomerGateway.DuplicateIpAddress', `Conflict among chosen gateway IP addresses: ${customer.IpAddress}`);
    }
    const first = drawPublicAddress(world, as);
    const second = drawPublicAddress(first.world, as);
    const minted = mintIds(second.world, as, ['vpn']);
    const tunnels = first.address === second.address ? [first.address] : [first.address, second.address];
    const created: VpnConnection = {
      VpnConnectionId: minted.ids[0],
      CustomerGatewayId: customer.CustomerGatewayId,
      VpnGatewayId: gateway.VpnGatewayId,
      State: 'pending',
      Type: 'ipsec.1',
      Options: { StaticRoutesOnly: input.Options?.StaticRoutesOnly ?? false },
      Routes: [],
      VgwTelemetry: tunnels.map((OutsideIpAddress) => ({ OutsideIpAddress, Status: 'DOWN' })),
      Tags,
      since: world.now,
    };
    const output = { VpnConnection: vpnConnection.describe.show(created, world) };
    return { world: minted.world, effects: [store('VpnConnection', created)], output };
  },
});

const createVpnConnectionRoute = operation({
  service: 'ec2',
  name: 'CreateVpnConnectionRoute',
  kind: 'VpnConnection',
  writes: true,
  dryRun: false,
  summary: { ko: '정적 라우팅 VPN 연결에 라우트를 추가합니다.', en: 'Adds a static route to a VPN connection.' },
  members: ROUTE,
  run: ({ world, input }) => {
    const connection = staticConnection(world, input.VpnConnectionId);
    if (isRefusal(connection)) return connection;
    const read = readBlock(input.DestinationCidrBlock, 'destinationCidrBlock');
    if (isRefusal(read)) return read;
    const shown = showCidr(read);
    const others = connection.Routes.filter(({ DestinationCidrBlock }) => DestinationCidrBlock !== shown);
    return changed(world, { ...connection, Routes: [...others, { DestinationCidrBlock: shown, State: 'available' }] });
  },
});

const deleteVpnConnectionRoute = operation({
  service: 'ec2',
  name: 'DeleteVpnConnectionRoute',
  kind: 'VpnConnection',
  writes: true,
  dryRun: false,
  summary: { ko: '정적 라우팅 VPN 연결에서 라우트를 지웁니다.', en: 'Removes a static route from a VPN connection.' },
  members: ROUTE,
  run: ({ world, input }) => {
    const connection = staticConnection(world, input.VpnConnectionId);
    if (isRefusal(connection)) return connection;
    const Routes = connection.Routes.filter(({ DestinationCidrBlock }) => DestinationCidrBlock !== input.DestinationCidrBlock);
    if (Routes.length === connection.Routes.length) {
      return refuse('InvalidRoute.NotFound', `The specified route '${input.DestinationCidrBlock}' does not exist in '${connection.VpnConnectionId}'`);
    }
    return changed(world, { ...connection, Routes });
  },
});

/** The connection, which has to be one of static routing: with BGP the customer gateway announces its blocks. */
function staticConnection(world: World, id: string): VpnConnection | Refusal {
  const connection = standing(world, id);
  if (isRefusal(connection) || connection.Options.StaticRoutesOnly) return connection;
  return refuse('InvalidVpnConnection.InvalidType', 'The specified VPN connection does not support static routes.');
}

function standing(world: World, id: string): VpnConnection | Refusal {
  const connection = find(world, 'VpnConnection', id);
  if (isRefusal(connection)) return connection;
  if (connection.State === 'deleted') return refuse('InvalidVpnConnectionID.NotFound', `The vpnConnection ID '${id}' does not exist`);
  return connection;
}

/** The connection as it is now, and the tables to which its gateway propagates. */
function changed(world: World, connection: VpnConnection): Done {
  const effect = store('VpnConnection', connection);
  const seen = commit(world, { by: '', verb: '', because: null }, [effect]).world;
  return { effects: [effect, ...propagate(seen, connection)], output: {} };
}

const deleteVpnConnection = operation({
  service: 'ec2',
  name: 'DeleteVpnConnection',
  kind: 'VpnConnection',
  writes: true,
  summary: { ko: 'VPN 연결을 지웁니다.', en: 'Deletes a VPN connection.' },
  members: { VpnConnectionId: VPN_CONNECTION },
  run: ({ world, input: { VpnConnectionId } }) => {
    const connection = standing(world, VpnConnectionId);
    if (isRefusal(connection)) return connection;
    return changed(world, { ...connection, State: 'deleting', since: world.now });
  },
});

const advanceVpnConnection = operation({
  service: 'ec2',
  name: 'AdvanceVpnConnection',
  kind: 'VpnConnection',
  writes: true,
  internal: true,
  dryRun: false,
  summary: { ko: 'VPN 연결을 다음 상태로 옮깁니다.', en: 'Takes a VPN connection to its next state.' },
  members: { VpnConnectionId: VPN_CONNECTION },
  run: ({ world, input: { VpnConnectionId } }) => {
    const connection = objectAt(world.aws.VpnConnection, VpnConnectionId);
    if (connection === undefined) return { output: {} };
    if (connection.State === 'deleted') return { effects: [erase('VpnConnection', VpnConnectionId)], output: {} };
    if (connection.State === 'deleting') return changed(world, { ...connection, State: 'deleted', since: world.now });
    // The tunnels come up when the router at the other end is there to open them.
    const Status = hasRouter(world, connection) ? 'UP' : 'DOWN';
    const VgwTelemetry = connection.VgwTelemetry.map((tunnel) => ({ ...tunnel, Status }) as const);
    return changed(world, { ...connection, State: 'available', VgwTelemetry, since: world.now });
  },
});

function hasRouter(world: World, { CustomerGatewayId }: VpnConnection): boolean {
  const address = objectAt(world.aws.CustomerGateway, CustomerGatewayId)?.IpAddress;
  return world.outside.networks?.some(({ router }) => router === address) === true;
}

export const vpnConnectionOperations = [
  describeVpnConnections,
  createVpnConnection,
  createVpnConnectionRoute,
  deleteVpnConnectionRoute,
  deleteVpnConnection,
  advanceVpnConnection,
];
