/** `Vpcs` and `Subnets`, and what every VPC has even where the lists leave it out. */
import { covers, parseCidr } from '../../net/cidr.ts';
import { DEFAULT_DHCP_OPTIONS } from '../dhcp-options.ts';
import { ipv6Entries, sortedEntries } from '../network-acl.ts';
import type { Subnet } from '../subnet.ts';
import type { Vpc } from '../vpc.ts';
import { cidrBlocksOf } from '../vpc.ts';
import { defaultNetworkAclFor, defaultSecurityGroupFor, fromItself, mainRouteTableFor, toEverywhere } from '../vpc-companions.ts';
import { zonesOf } from '../zones.ts';
import { COMPLAINTS } from './complaints.ts';
import { MEMBERS } from './members.ts';
import { block, checkMembers, checkReference, flag, type Item, idOf, items, keep, needed, newId, type Reading, say, tags, text } from './reading.ts';

export function readVpc(reading: Reading, item: Item): void {
  checkMembers(reading, item, MEMBERS.Vpc);
  const CidrBlock = needed(reading, item, 'CidrBlock', block(reading, item, 'CidrBlock'));
  if (CidrBlock === undefined) return;
  const VpcId = idOf(reading, item, 'VpcId', 'vpc');
  const object: Vpc = {
    VpcId,
    OwnerId: text(reading, item, 'OwnerId') ?? reading.world.account,
    CidrBlock,
    CidrBlockAssociationSet: associations(reading, item, CidrBlock),
    Ipv6CidrBlockAssociationSet: ipv6Associations(reading, item),
    DhcpOptionsId: text(reading, item, 'DhcpOptionsId') ?? DEFAULT_DHCP_OPTIONS,
    InstanceTenancy: 'default',
    IsDefault: flag(reading, item, 'IsDefault') ?? false,
    Tags: tags(reading, item),
    EnableDnsSupport: flag(reading, item, 'EnableDnsSupport') ?? true,
    EnableDnsHostnames: flag(reading, item, 'EnableDnsHostnames') ?? false,
  };
  keep(reading, 'Vpc', { id: VpcId, object, path: item.path });
}

function associations(reading: Reading, item: Item, primary: string): Vpc['CidrBlockAssociationSet'] {
  const given = items(reading, item, 'CidrBlockAssociationSet').map((each) => ({
    AssociationId: idOf(reading, each, 'AssociationId', 'vpc-cidr-assoc'),
    CidrBlock: block(reading, each, 'CidrBlock') ?? primary,
    CidrBlockState: { State: 'associated' as const },
  }));
  if (given.some((each) => each.CidrBlock === primary)) return given;
  return [{ AssociationId: newId(reading, 'vpc-cidr-assoc'), CidrBlock: primary, CidrBlockState: { State: 'associated' } }, ...given];
}

function ipv6Associations(reading: Reading, item: Item): Vpc['Ipv6CidrBlockAssociationSet'] {
  return items(reading, item, 'Ipv6CidrBlockAssociationSet').flatMap((each) => {
    const Ipv6CidrBlock = needed(reading, each, 'Ipv6CidrBlock', block(reading, each, 'Ipv6CidrBlock'));
    if (Ipv6CidrBlock === undefined) return [];
    return [
      {
        AssociationId: idOf(reading, each, 'AssociationId', 'vpc-cidr-assoc'),
        Ipv6CidrBlock,
        Ipv6CidrBlockState: { State: 'associated' as const },
        NetworkBorderGroup: text(reading, each, 'NetworkBorderGroup') ?? reading.world.region,
        Ipv6Pool: text(reading, each, 'Ipv6Pool') ?? 'Amazon',
      },
    ];
  });
}

export function readSubnet(reading: Reading, item: Item): void {
  checkMembers(reading, item, MEMBERS.Subnet);
  const VpcId = needed(reading, item, 'VpcId', text(reading, item, 'VpcId'));
  const CidrBlock = needed(reading, item, 'CidrBlock', block(reading, item, 'CidrBlock'));
  if (VpcId === undefined || CidrBlock === undefined) return;
  if (!checkReference(reading, 'Vpc', { id: VpcId, path: [...item.path, 'VpcId'] })) return;
  const home = reading.objects.Vpc.get(VpcId) as Vpc;
  if (!cidrBlocksOf(home).some((outer) => covers(parseCidr(outer), parseCidr(CidrBlock)))) {
    const params = { block: CidrBlock, vpc: VpcId, blocks: cidrBlocksOf(home) };
    say(reading, [...item.path, 'CidrBlock'], COMPLAINTS.outsideVpc, params);
  }
  const zones = zonesOf(reading.world.region);
  const name = text(reading, item, 'AvailabilityZone');
  const id = text(reading, item, 'AvailabilityZoneId');
  const zone = zones.find((each) => each.name === name || (name === undefined && each.id === id)) ?? zones[0];
  const SubnetId = idOf(reading, item, 'SubnetId', 'subnet');
  const object: Subnet = {
    SubnetId,
    VpcId,
    OwnerId: text(reading, item, 'OwnerId') ?? home.OwnerId,
    CidrBlock,
    AvailabilityZone: name ?? zone?.name ?? '',
    AvailabilityZoneId: id ?? zone?.id ?? '',
    Ipv6CidrBlockAssociationSet: items(reading, item, 'Ipv6CidrBlockAssociationSet').flatMap((each) => {
      const Ipv6CidrBlock = needed(reading, each, 'Ipv6CidrBlock', block(reading, each, 'Ipv6CidrBlock'));
      const AssociationId = idOf(reading, each, 'AssociationId', 'subnet-cidr-assoc');
      return Ipv6CidrBlock === undefined ? [] : [{ AssociationId, Ipv6CidrBlock, Ipv6CidrBlockState: { State: 'associated' as const } }];
    }),
    AssignIpv6AddressOnCreation: flag(reading, item, 'AssignIpv6AddressOnCreation') ?? false,
    EnableDns64: flag(reading, item, 'EnableDns64') ?? false,
    MapPublicIpOnLaunch: flag(reading, item, 'MapPublicIpOnLaunch') ?? false,
    DefaultForAz: flag(reading, item, 'DefaultForAz') ?? false,
    Tags: tags(reading, item),
  };
  keep(reading, 'Subnet', { id: SubnetId, object, path: item.path });
}

/** A VPC without its main route table, default ACL or default group gets them; a subnet without an ACL is on the default. */
export function completeVpcs(reading: Reading): void {
  const { Vpc, RouteTable, NetworkAcl, SecurityGroup, SecurityGroupRule } = reading.objects;
  for (const vpc of Vpc.values()) {
    const of = <T extends { readonly VpcId: string }>(objects: ReadonlyMap<string, T>) =>
      [...objects.values()].filter((each) => each.VpcId === vpc.VpcId);
    if (!of(RouteTable).some((table) => table.Associations.some((association) => association.Main))) {
      const table = mainRouteTableFor(vpc, newId(reading, 'rtb'), newId(reading, 'rtbassoc'));
      RouteTable.set(table.RouteTableId, table);
    }
    if (!of(NetworkAcl).some((acl) => acl.IsDefault)) {
      const acl = defaultNetworkAclFor(vpc, newId(reading, 'acl'));
      const six = vpc.Ipv6CidrBlockAssociationSet.length > 0 ? ipv6Entries(true) : [];
      NetworkAcl.set(acl.NetworkAclId, { ...acl, Entries: sortedEntries([...acl.Entries, ...six]) });
    }
    if (!of(SecurityGroup).some((group) => group.GroupName === 'default')) {
      const group = defaultSecurityGroupFor(vpc, newId(reading, 'sg'));
      SecurityGroup.set(group.GroupId, group);
      for (const rule of [fromItself(group, newId(reading, 'sgr')), toEverywhere(group, newId(reading, 'sgr'))]) {
        SecurityGroupRule.set(rule.SecurityGroupRuleId, rule);
      }
    }
  }
  associateWithDefaultAcls(reading);
}

function associateWithDefaultAcls({ objects, ...rest }: Reading): void {
  const onAcl = new Set([...objects.NetworkAcl.values()].flatMap((acl) => acl.Associations.map((each) => each.SubnetId)));
  for (const subnet of objects.Subnet.values()) {
    if (onAcl.has(subnet.SubnetId)) continue;
    const acl = [...objects.NetworkAcl.values()].find((each) => each.IsDefault && each.VpcId === subnet.VpcId);
    if (acl === undefined) continue;
    const association = { NetworkAclAssociationId: newId({ objects, ...rest }, 'aclassoc'), SubnetId: subnet.SubnetId };
    objects.NetworkAcl.set(acl.NetworkAclId, { ...acl, Associations: [...acl.Associations, association] });
  }
}
