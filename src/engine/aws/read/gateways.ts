/** `NatGateways`, `EgressOnlyInternetGateways` and `Addresses`. */
import { timestamp } from '../aws-time.ts';
import type { EgressOnlyInternetGateway } from '../egress-only-internet-gateway.ts';
import type { Address } from '../elastic-ip.ts';
import type { NatGateway } from '../nat-gateway.ts';
import { GATEWAY_MEMBERS } from './gateway-members.ts';
import { address, checkMembers, checkReference, flag, type Item, idOf, items, keep, needed, newId, type Reading, tags, text } from './reading.ts';
import { stateServiceInterface } from './service-interfaces.ts';

type NatAddress = NatGateway['NatGatewayAddresses'][number];

/** The interface of a NAT gateway is made where the lists leave it out. */
export function readNatGateway(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.NatGateway);
  const SubnetId = needed(reading, item, 'SubnetId', text(reading, item, 'SubnetId'));
  if (SubnetId === undefined || !checkReference(reading, 'Subnet', { id: SubnetId, path: [...item.path, 'SubnetId'] })) return;
  const State = (text(reading, item, 'State') ?? 'available') as NatGateway['State'];
  const given = items(reading, item, 'NatGatewayAddresses');
  const held = (given.length > 0 ? given : [{ path: item.path, value: {} }]).map((each, index) => natAddress(reading, each, index === 0));
  const NatGatewayId = idOf(reading, item, 'NatGatewayId', 'nat');
  const stated = text(reading, item, 'ConnectivityType');
  const isPublic = stated === undefined ? held.some(({ PublicIp }) => PublicIp !== undefined) : stated === 'public';
  const FailureCode = text(reading, item, 'FailureCode');
  const object: NatGateway = {
    NatGatewayId,
    SubnetId,
    VpcId: reading.objects.Subnet.get(SubnetId)?.VpcId ?? '',
    ConnectivityType: isPublic ? 'public' : 'private',
    State,
    CreateTime: text(reading, item, 'CreateTime') ?? timestamp(reading.world.now),
    ...(FailureCode === undefined ? {} : { FailureCode, FailureMessage: text(reading, item, 'FailureMessage') ?? '' }),
    NatGatewayAddresses:
      State === 'failed' || State === 'deleted' ? held : held.map((each) => withInterface(reading, { each, SubnetId, held, NatGatewayId })),
    Tags: tags(reading, item),
  };
  keep(reading, 'NatGateway', { id: NatGatewayId, object, path: item.path });
}

function natAddress(reading: Reading, item: Item, first: boolean): NatAddress {
  const members = {
    AllocationId: text(reading, item, 'AllocationId'),
    AssociationId: text(reading, item, 'AssociationId'),
    NetworkInterfaceId: text(reading, item, 'NetworkInterfaceId'),
    PrivateIp: address(reading, item, 'PrivateIp'),
    PublicIp: address(reading, item, 'PublicIp'),
  };
  const known = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  return { ...known, IsPrimary: flag(reading, item, 'IsPrimary') ?? first, Status: 'succeeded' };
}

type Held = { readonly each: NatAddress; readonly SubnetId: string; readonly held: readonly NatAddress[]; readonly NatGatewayId: string };

function withInterface(reading: Reading, { each, SubnetId, held, NatGatewayId }: Held): NatAddress {
  const NetworkInterfaceId = each.NetworkInterfaceId ?? held[0]?.NetworkInterfaceId ?? newId(reading, 'eni');
  const subnet = reading.objects.Subnet.get(SubnetId);
  if (subnet !== undefined && !reading.objects.NetworkInterface.has(NetworkInterfaceId)) {
    const Association = each.PublicIp === undefined ? undefined : { PublicIp: each.PublicIp, IpOwnerId: subnet.OwnerId };
    const Description = `Interface for NAT Gateway ${NatGatewayId}`;
    const stated = { NetworkInterfaceId, subnet, InterfaceType: 'nat_gateway', Description, Groups: [], PrivateIpAddress: each.PrivateIp } as const;
    stateServiceInterface(reading, Association === undefined ? stated : { ...stated, Association });
  }
  const PrivateIp = each.PrivateIp ?? reading.objects.NetworkInterface.get(NetworkInterfaceId)?.PrivateIpAddresses[0]?.PrivateIpAddress;
  return { ...each, NetworkInterfaceId, ...(PrivateIp === undefined ? {} : { PrivateIp }) };
}

export function readEgressOnlyInternetGateway(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.EgressOnlyInternetGateway);
  const EgressOnlyInternetGatewayId = idOf(reading, item, 'EgressOnlyInternetGatewayId', 'eigw');
  const attached = items(reading, item, 'Attachments').flatMap((each) => {
    const VpcId = needed(reading, each, 'VpcId', text(reading, each, 'VpcId'));
    return VpcId !== undefined && checkReference(reading, 'Vpc', { id: VpcId, path: [...each.path, 'VpcId'] }) ? [VpcId] : [];
  });
  const object: EgressOnlyInternetGateway = {
    EgressOnlyInternetGatewayId,
    Attachments: attached.map((VpcId) => ({ VpcId, State: 'attached' })),
    Tags: tags(reading, item),
  };
  keep(reading, 'EgressOnlyInternetGateway', { id: EgressOnlyInternetGatewayId, object, path: item.path });
}

/** An Elastic IP address; where it is used stands at the interface. */
export function readAddress(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.Address);
  const PublicIp = needed(reading, item, 'PublicIp', address(reading, item, 'PublicIp'));
  if (PublicIp === undefined) return;
  const AllocationId = idOf(reading, item, 'AllocationId', 'eipalloc');
  const object: Address = {
    AllocationId,
    PublicIp,
    Domain: 'vpc',
    PublicIpv4Pool: text(reading, item, 'PublicIpv4Pool') ?? 'amazon',
    NetworkBorderGroup: text(reading, item, 'NetworkBorderGroup') ?? reading.world.region,
    Tags: tags(reading, item),
  };
  keep(reading, 'Address', { id: AllocationId, object, path: item.path });
}
