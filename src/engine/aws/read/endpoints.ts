/** `VpcEndpoints` and `PrefixLists`. */
import { timestamp } from '../aws-time.ts';
import type { ManagedPrefixList } from '../prefix-list.ts';
import { awsPrefixLists } from '../prefix-list-of-aws.ts';
import type { VpcEndpoint } from '../vpc-endpoint.ts';
import { GATEWAY_MEMBERS } from './gateway-members.ts';
import {
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
  type Reading,
  tags,
  text,
  texts,
} from './reading.ts';
import { stateServiceInterface } from './service-interfaces.ts';

/** A prefix list as describe-prefix-lists (`Cidrs`) or as a managed one with its entries. */
export function readPrefixList(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.PrefixList);
  const PrefixListName = needed(reading, item, 'PrefixListName', text(reading, item, 'PrefixListName'));
  if (PrefixListName === undefined) return;
  const PrefixListId = idOf(reading, item, 'PrefixListId', 'pl');
  const entries = items(reading, item, 'Entries').flatMap((each) => block(reading, each, 'Cidr') ?? []);
  const cidrs = texts(reading, item, 'Cidrs').flatMap(
    (Cidr, index) => block(reading, { path: [...item.path, 'Cidrs', index], value: { Cidr } }, 'Cidr') ?? [],
  );
  const Entries = [...cidrs, ...entries].map((Cidr) => ({ Cidr }));
  const object: ManagedPrefixList = {
    PrefixListId,
    PrefixListName,
    AddressFamily: text(reading, item, 'AddressFamily') === 'IPv6' || Entries.some(({ Cidr }) => Cidr.includes(':')) ? 'IPv6' : 'IPv4',
    State: 'create-complete',
    OwnerId: text(reading, item, 'OwnerId') ?? (PrefixListName.startsWith('com.amazonaws.') ? 'AWS' : reading.world.account),
    Tags: tags(reading, item),
    Entries,
  };
  keep(reading, 'ManagedPrefixList', { id: PrefixListId, object, path: item.path });
}

/** The interfaces of an interface endpoint are made where the lists leave them out. */
export function readVpcEndpoint(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.VpcEndpoint);
  const VpcId = needed(reading, item, 'VpcId', text(reading, item, 'VpcId'));
  const ServiceName = needed(reading, item, 'ServiceName', text(reading, item, 'ServiceName'));
  if (VpcId === undefined || ServiceName === undefined) return;
  if (!checkReference(reading, 'Vpc', { id: VpcId, path: [...item.path, 'VpcId'] })) return;
  const VpcEndpointId = idOf(reading, item, 'VpcEndpointId', 'vpce');
  const type = text(reading, item, 'VpcEndpointType') === 'Gateway' ? 'Gateway' : 'Interface';
  const Groups = items(reading, item, 'Groups')
    .flatMap((each) => text(reading, each, 'GroupId') ?? [])
    .map((GroupId) => ({ GroupId }));
  const policy = text(reading, item, 'PolicyDocument');
  const object: VpcEndpoint = {
    VpcEndpointId,
    VpcEndpointType: type,
    VpcId,
    ServiceName,
    State: (text(reading, item, 'State')?.toLowerCase() ?? 'available') as VpcEndpoint['State'],
    ...(policy === undefined ? {} : { PolicyDocument: policy }),
    PrivateDnsEnabled: flag(reading, item, 'PrivateDnsEnabled') ?? type === 'Interface',
    ...(type === 'Interface' ? { IpAddressType: 'ipv4' } : {}),
    NetworkInterfaceIds: type === 'Gateway' ? [] : interfaces(reading, item, { Groups, VpcEndpointId }),
    Groups,
    OwnerId: text(reading, item, 'OwnerId') ?? reading.world.account,
    CreationTimestamp: text(reading, item, 'CreationTimestamp') ?? timestamp(reading.world.now),
    Tags: tags(reading, item),
  };
  if (type === 'Gateway') addRoutes(reading, item, { VpcEndpointId, ServiceName });
  keep(reading, 'VpcEndpoint', { id: VpcEndpointId, object, path: item.path });
}

function interfaces(reading: Reading, item: Item, { Groups, VpcEndpointId }: Pick<VpcEndpoint, 'Groups' | 'VpcEndpointId'>): string[] {
  const subnets = texts(reading, item, 'SubnetIds');
  const stated = texts(reading, item, 'NetworkInterfaceIds');
  const known = stated.filter((id) => reading.objects.NetworkInterface.has(id));
  const covered = new Set(known.map((id) => reading.objects.NetworkInterface.get(id)?.SubnetId));
  const unknown = stated.filter((id) => !known.includes(id));
  const made = subnets
    .filter((SubnetId) => !covered.has(SubnetId))
    .map((SubnetId, index) => {
      const NetworkInterfaceId = unknown[index] ?? newId(reading, 'eni');
      const subnet = reading.objects.Subnet.get(SubnetId);
      const Description = `VPC Endpoint Interface ${VpcEndpointId}`;
      if (subnet !== undefined) stateServiceInterface(reading, { NetworkInterfaceId, subnet, InterfaceType: 'vpc_endpoint', Description, Groups });
      return NetworkInterfaceId;
    });
  return [...known, ...made];
}

/** The route of a gateway endpoint stands in each of its tables, also where the lists leave it out. */
function addRoutes(
  reading: Reading,
  item: Item,
  { VpcEndpointId, ServiceName }: { readonly VpcEndpointId: string; readonly ServiceName: string },
): void {
  const list = [...reading.objects.ManagedPrefixList.values()].find(({ PrefixListName }) => PrefixListName === ServiceName);
  const prefixList = list ?? awsPrefixLists(reading.world.region).find(({ PrefixListName }) => PrefixListName === ServiceName);
  if (prefixList === undefined) return;
  for (const id of texts(reading, item, 'RouteTableIds')) {
    const table = reading.objects.RouteTable.get(id);
    if (table === undefined || table.Routes.some(({ GatewayId }) => GatewayId === VpcEndpointId)) continue;
    const route = { DestinationPrefixListId: prefixList.PrefixListId, GatewayId: VpcEndpointId, Origin: 'CreateRoute' } as const;
    reading.objects.RouteTable.set(id, { ...table, Routes: [...table.Routes, route] });
  }
}
