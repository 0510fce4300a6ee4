/** `NetworkInterfaces`, and those that stand within instances. */
import { parseAddress } from '../../net/address.ts';
import { contains, parseCidr } from '../../net/cidr.ts';
import { pickAddresses } from '../free-addresses.ts';
import { macAddress } from '../mac-address.ts';
import type { NetworkInterface } from '../network-interface.ts';
import { isRefusal } from '../refusal.ts';
import type { Subnet } from '../subnet.ts';
import { COMPLAINTS } from './complaints.ts';
import { MEMBERS } from './members.ts';
import {
  address,
  block,
  checkMembers,
  checkReference,
  flag,
  type Item,
  idOf,
  items,
  keep,
  needed,
  newId,
  number,
  part,
  type Reading,
  say,
  tags,
  text,
} from './reading.ts';

type Held = NetworkInterface['PrivateIpAddresses'][number];

/** Reads an interface. `of` is the instance within which it stands, for what it leaves out. */
export function readNetworkInterface(reading: Reading, item: Item, of?: { readonly InstanceId: string; readonly index: number }): void {
  checkMembers(reading, item, MEMBERS.NetworkInterface);
  const SubnetId = needed(reading, item, 'SubnetId', text(reading, item, 'SubnetId'));
  if (SubnetId === undefined || !checkReference(reading, 'Subnet', { id: SubnetId, path: [...item.path, 'SubnetId'] })) return;
  const subnet = reading.objects.Subnet.get(SubnetId) as Subnet;
  const PrivateIpAddresses = addresses(reading, item, subnet);
  if (PrivateIpAddresses === null) return;
  const NetworkInterfaceId = idOf(reading, item, 'NetworkInterfaceId', 'eni');
  const RequesterId = text(reading, item, 'RequesterId');
  const Attachment = attachment(reading, item, of);
  const object: NetworkInterface = {
    NetworkInterfaceId,
    SubnetId,
    OwnerId: text(reading, item, 'OwnerId') ?? subnet.OwnerId,
    ...(RequesterId === undefined ? {} : { RequesterId }),
    RequesterManaged: flag(reading, item, 'RequesterManaged') ?? false,
    Description: text(reading, item, 'Description') ?? '',
    InterfaceType: (text(reading, item, 'InterfaceType') ?? 'interface') as NetworkInterface['InterfaceType'],
    MacAddress: text(reading, item, 'MacAddress') ?? macAddress(reading.draw('mac-address')),
    SourceDestCheck: flag(reading, item, 'SourceDestCheck') ?? true,
    Groups: groups(reading, item, subnet),
    PrivateIpAddresses,
    Ipv6Addresses: items(reading, item, 'Ipv6Addresses').flatMap((each) => {
      const Ipv6Address = needed(reading, each, 'Ipv6Address', address(reading, each, 'Ipv6Address'));
      return Ipv6Address === undefined ? [] : [{ Ipv6Address }];
    }),
    Ipv4Prefixes: items(reading, item, 'Ipv4Prefixes').flatMap((each) => {
      const Ipv4Prefix = block(reading, each, 'Ipv4Prefix');
      return Ipv4Prefix === undefined ? [] : [{ Ipv4Prefix }];
    }),
    ...ipv6Prefixes(reading, item),
    ...(Attachment === undefined ? {} : { Attachment }),
    TagSet: tags(reading, item, 'TagSet'),
  };
  keep(reading, 'NetworkInterface', { id: NetworkInterfaceId, object, path: item.path });
  if (Attachment !== undefined) reading.attached.add(Attachment.InstanceId);
}

function ipv6Prefixes(reading: Reading, item: Item): Pick<NetworkInterface, 'Ipv6Prefixes'> {
  const Ipv6Prefixes = items(reading, item, 'Ipv6Prefixes').flatMap((each) => {
    const Ipv6Prefix = block(reading, each, 'Ipv6Prefix');
    return Ipv6Prefix === undefined ? [] : [{ Ipv6Prefix }];
  });
  return Ipv6Prefixes.length === 0 ? {} : { Ipv6Prefixes };
}

function addresses(reading: Reading, item: Item, subnet: Subnet): Held[] | null {
  const primary = address(reading, item, 'PrivateIpAddress');
  const outer = part(reading, item, 'Association');
  const listed = items(reading, item, 'PrivateIpAddresses').flatMap((each, index): Held[] => {
    const given = needed(reading, each, 'PrivateIpAddress', address(reading, each, 'PrivateIpAddress'));
    if (given === undefined) return [];
    const Primary = flag(reading, each, 'Primary') ?? (primary === undefined ? index === 0 : given === primary);
    return [{ PrivateIpAddress: given, Primary, ...association(reading, part(reading, each, 'Association') ?? (Primary ? outer : undefined)) }];
  });
  const held = listed.length > 0 ? listed : bare(reading, { primary, outer, subnet });
  if (held === null) {
    say(reading, item.path, COMPLAINTS.noAddressLeft, { subnet: subnet.SubnetId });
    return null;
  }
  for (const { PrivateIpAddress } of held) {
    if (contains(parseCidr(subnet.CidrBlock), parseAddress(PrivateIpAddress))) continue;
    const params = { address: PrivateIpAddress, subnet: subnet.SubnetId, block: subnet.CidrBlock };
    say(reading, item.path, COMPLAINTS.outsideSubnet, params);
  }
  return held.sort((one, other) => Number(other.Primary) - Number(one.Primary));
}

type Bare = { readonly primary: string | undefined; readonly outer: Item | undefined; readonly subnet: Subnet };

function bare(reading: Reading, { primary, outer, subnet }: Bare): Held[] | null {
  // Real output states every address: only where one is left out are the others looked at.
  const picked = primary === undefined ? pickAddresses(subnet.CidrBlock, usedIn(reading, subnet), [reading.draw('address')]) : [primary];
  if (isRefusal(picked)) return null;
  return [{ PrivateIpAddress: picked[0] as string, Primary: true, ...association(reading, outer) }];
}

function usedIn(reading: Reading, { SubnetId }: Subnet) {
  const present = [...reading.objects.NetworkInterface.values()].filter((eni) => eni.SubnetId === SubnetId);
  return new Set(present.flatMap((eni) => eni.PrivateIpAddresses.map((each) => parseAddress(each.PrivateIpAddress))));
}

function association(reading: Reading, item: Item | undefined): Pick<Held, 'Association'> {
  const PublicIp = item === undefined ? undefined : address(reading, item, 'PublicIp');
  if (item === undefined || PublicIp === undefined) return {};
  const AllocationId = text(reading, item, 'AllocationId');
  const AssociationId = text(reading, item, 'AssociationId');
  const IpOwnerId = text(reading, item, 'IpOwnerId') ?? 'amazon';
  const ids = { ...(AllocationId === undefined ? {} : { AllocationId }), ...(AssociationId === undefined ? {} : { AssociationId }) };
  return { Association: { PublicIp, IpOwnerId, ...ids } };
}

function groups(reading: Reading, item: Item, subnet: Subnet): NetworkInterface['Groups'] {
  if (item.value.Groups === undefined) {
    const own = [...reading.objects.SecurityGroup.values()].find((group) => group.VpcId === subnet.VpcId && group.GroupName === 'default');
    return own === undefined ? [] : [{ GroupId: own.GroupId }];
  }
  return items(reading, item, 'Groups').flatMap((each) => {
    const GroupId = needed(reading, each, 'GroupId', text(reading, each, 'GroupId'));
    return GroupId !== undefined && checkReference(reading, 'SecurityGroup', { id: GroupId, path: [...each.path, 'GroupId'] }) ? [{ GroupId }] : [];
  });
}

function attachment(
  reading: Reading,
  item: Item,
  of: { readonly InstanceId: string; readonly index: number } | undefined,
): NetworkInterface['Attachment'] {
  const given = part(reading, item, 'Attachment');
  const InstanceId = (given === undefined ? undefined : text(reading, given, 'InstanceId')) ?? of?.InstanceId;
  if (InstanceId === undefined || !checkReference(reading, 'Instance', { id: InstanceId, path: given?.path ?? item.path })) return undefined;
  const read = given ?? { path: item.path, value: {} };
  const DeviceIndex = number(reading, read, 'DeviceIndex') ?? of?.index ?? 0;
  return {
    AttachmentId: text(reading, read, 'AttachmentId') ?? newId(reading, 'eni-attach'),
    InstanceId,
    DeviceIndex,
    NetworkCardIndex: number(reading, read, 'NetworkCardIndex') ?? 0,
    DeleteOnTermination: flag(reading, read, 'DeleteOnTermination') ?? DeviceIndex === 0,
    Status: 'attached',
  };
}
