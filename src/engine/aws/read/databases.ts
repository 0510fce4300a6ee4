/** `DBInstances` and `DBSubnetGroups`. A database whose interface the lists leave out gets one. */

import { parseAddress } from '../../net/address.ts';
import { pickAddresses } from '../free-addresses.ts';
import { macAddress } from '../mac-address.ts';
import type { NetworkInterface } from '../network-interface.ts';
import type { DBInstance } from '../rds/db-instance.ts';
import type { DBSubnetGroup } from '../rds/db-subnet-group.ts';
import { isRefusal } from '../refusal.ts';
import type { Subnet } from '../subnet.ts';
import { checkReference, flag, type Item, items, keep, needed, newId, number, part, type Reading, tags, text } from './reading.ts';

export function readDBSubnetGroup(reading: Reading, item: Item): void {
  const name = needed(reading, item, 'DBSubnetGroupName', text(reading, item, 'DBSubnetGroupName'));
  if (name === undefined || reading.objects.DBSubnetGroup.has(name)) return;
  const SubnetIds = items(reading, item, 'Subnets').flatMap((each) => {
    const id = needed(reading, each, 'SubnetIdentifier', text(reading, each, 'SubnetIdentifier'));
    return id !== undefined && checkReference(reading, 'Subnet', { id, path: [...each.path, 'SubnetIdentifier'] }) ? [id] : [];
  });
  const object: DBSubnetGroup = {
    DBSubnetGroupName: name,
    DBSubnetGroupDescription: text(reading, item, 'DBSubnetGroupDescription') ?? name,
    VpcId: text(reading, item, 'VpcId') ?? reading.objects.Subnet.get(SubnetIds[0] ?? '')?.VpcId ?? '',
    SubnetIds,
  };
  keep(reading, 'DBSubnetGroup', { id: name, object, path: item.path });
}

export function readDBInstance(reading: Reading, item: Item): void {
  const id = needed(reading, item, 'DBInstanceIdentifier', text(reading, item, 'DBInstanceIdentifier'));
  const grouped = needed(reading, item, 'DBSubnetGroup', part(reading, item, 'DBSubnetGroup'));
  if (id === undefined || grouped === undefined) return;
  readDBSubnetGroup(reading, grouped);
  const group = reading.objects.DBSubnetGroup.get(text(reading, grouped, 'DBSubnetGroupName') ?? '');
  const zone = text(reading, item, 'AvailabilityZone');
  const subnets = (group?.SubnetIds ?? []).flatMap((each) => reading.objects.Subnet.get(each) ?? []);
  const subnet = subnets.find((each) => each.AvailabilityZone === zone) ?? subnets[0];
  if (group === undefined || subnet === undefined) return;
  const wanted = items(reading, item, 'VpcSecurityGroups').flatMap((each) => text(reading, each, 'VpcSecurityGroupId') ?? []);
  const Groups = wanted.flatMap((GroupId) => (checkReference(reading, 'SecurityGroup', { id: GroupId, path: item.path }) ? [{ GroupId }] : []));
  const endpoint = part(reading, item, 'Endpoint');
  const Engine = text(reading, item, 'Engine') ?? 'postgres';
  const InstanceCreateTime = text(reading, item, 'InstanceCreateTime');
  const object: DBInstance = {
    DBInstanceIdentifier: id,
    DBInstanceClass: text(reading, item, 'DBInstanceClass') ?? 'db.t3.micro',
    Engine,
    DBInstanceStatus: (text(reading, item, 'DBInstanceStatus') ?? 'available') as DBInstance['DBInstanceStatus'],
    MasterUsername: text(reading, item, 'MasterUsername') ?? 'admin',
    AllocatedStorage: number(reading, item, 'AllocatedStorage') ?? 20,
    ...(InstanceCreateTime === undefined ? {} : { InstanceCreateTime }),
    Port: (endpoint === undefined ? undefined : number(reading, endpoint, 'Port')) ?? (Engine === 'postgres' ? 5432 : 3306),
    AvailabilityZone: subnet.AvailabilityZone,
    DBSubnetGroupName: group.DBSubnetGroupName,
    PubliclyAccessible: flag(reading, item, 'PubliclyAccessible') ?? false,
    MultiAZ: flag(reading, item, 'MultiAZ') ?? false,
    DeletionProtection: flag(reading, item, 'DeletionProtection') ?? false,
    NetworkInterfaceId: interfaceFor(reading, subnet, Groups),
    TagList: tags(reading, item, 'TagList'),
  };
  keep(reading, 'DBInstance', { id, object, path: item.path });
}

/** The interface in the subnet that no other database has, or a new one. */
function interfaceFor(reading: Reading, subnet: Subnet, Groups: NetworkInterface['Groups']): string {
  const used = new Set([...reading.objects.DBInstance.values()].map((each) => each.NetworkInterfaceId));
  const there = [...reading.objects.NetworkInterface.values()].filter((eni) => eni.SubnetId === subnet.SubnetId);
  const known = there.find((eni) => eni.Description === 'RDSNetworkInterface' && !used.has(eni.NetworkInterfaceId));
  if (known !== undefined) return known.NetworkInterfaceId;
  const taken = new Set(there.flatMap((eni) => eni.PrivateIpAddresses.map((each) => parseAddress(each.PrivateIpAddress))));
  const picked = pickAddresses(subnet.CidrBlock, taken, [reading.draw('address')]);
  const NetworkInterfaceId = newId(reading, 'eni');
  const object: NetworkInterface = {
    NetworkInterfaceId,
    SubnetId: subnet.SubnetId,
    OwnerId: subnet.OwnerId,
    RequesterId: 'amazon-rds',
    RequesterManaged: true,
    Description: 'RDSNetworkInterface',
    InterfaceType: 'interface',
    MacAddress: macAddress(reading.draw('mac-address')),
    SourceDestCheck: true,
    Groups,
    PrivateIpAddresses: isRefusal(picked) ? [] : [{ PrivateIpAddress: picked[0] as string, Primary: true }],
    Ipv6Addresses: [],
    Ipv4Prefixes: [],
    TagSet: [],
  };
  keep(reading, 'NetworkInterface', { id: NetworkInterfaceId, object, path: [] });
  return NetworkInterfaceId;
}
