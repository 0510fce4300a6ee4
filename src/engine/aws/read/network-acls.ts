/** `NetworkAcls`. The final deny of each direction is a row of its own; it is added where a list leaves it out. */
import { defaultEntries, FINAL_RULE, finalEntries, type NetworkAcl, type NetworkAclEntry } from '../network-acl.ts';
import type { Vpc } from '../vpc.ts';
import { COMPLAINTS } from './complaints.ts';
import { MEMBERS } from './members.ts';
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
  number,
  part,
  type Reading,
  say,
  tags,
  text,
} from './reading.ts';

export function readNetworkAcl(reading: Reading, item: Item): void {
  checkMembers(reading, item, MEMBERS.NetworkAcl);
  const VpcId = needed(reading, item, 'VpcId', text(reading, item, 'VpcId'));
  if (VpcId === undefined || !checkReference(reading, 'Vpc', { id: VpcId, path: [...item.path, 'VpcId'] })) return;
  const NetworkAclId = idOf(reading, item, 'NetworkAclId', 'acl');
  const IsDefault = flag(reading, item, 'IsDefault') ?? false;
  const object: NetworkAcl = {
    NetworkAclId,
    VpcId,
    OwnerId: text(reading, item, 'OwnerId') ?? (reading.objects.Vpc.get(VpcId) as Vpc).OwnerId,
    IsDefault,
    Associations: items(reading, item, 'Associations').flatMap((each) => {
      const SubnetId = needed(reading, each, 'SubnetId', text(reading, each, 'SubnetId'));
      if (SubnetId === undefined || !checkReference(reading, 'Subnet', { id: SubnetId, path: [...each.path, 'SubnetId'] })) return [];
      return [{ NetworkAclAssociationId: idOf(reading, each, 'NetworkAclAssociationId', 'aclassoc'), SubnetId }];
    }),
    Entries: entries(reading, item, IsDefault),
    Tags: tags(reading, item),
  };
  keep(reading, 'NetworkAcl', { id: NetworkAclId, object, path: item.path });
}

function entries(reading: Reading, item: Item, isDefault: boolean): NetworkAclEntry[] {
  if (item.value.Entries === undefined) return isDefault ? defaultEntries() : finalEntries();
  const given = items(reading, item, 'Entries').flatMap((row) => readEntry(reading, row));
  const missing = finalEntries().filter((final) => !given.some((row) => row.Egress === final.Egress && row.RuleNumber === FINAL_RULE));
  return [...given, ...missing];
}

function readEntry(reading: Reading, item: Item): NetworkAclEntry[] {
  checkMembers(reading, item, MEMBERS.Entry);
  const RuleNumber = needed(reading, item, 'RuleNumber', number(reading, item, 'RuleNumber'));
  const action = needed(reading, item, 'RuleAction', text(reading, item, 'RuleAction'));
  if (RuleNumber === undefined || action === undefined) return [];
  if (action !== 'allow' && action !== 'deny') {
    say(reading, [...item.path, 'RuleAction'], COMPLAINTS.noAction, { action });
    return [];
  }
  const four = block(reading, item, 'CidrBlock');
  const six = block(reading, item, 'Ipv6CidrBlock');
  return [
    {
      ...(six === undefined ? { CidrBlock: four ?? '0.0.0.0/0' } : { Ipv6CidrBlock: six }),
      Egress: flag(reading, item, 'Egress') ?? false,
      ...details(reading, item),
      Protocol: text(reading, item, 'Protocol') ?? '-1',
      RuleAction: action,
      RuleNumber,
    },
  ];
}

function details(reading: Reading, item: Item): Pick<NetworkAclEntry, 'PortRange' | 'IcmpTypeCode'> {
  const range = part(reading, item, 'PortRange');
  const icmp = part(reading, item, 'IcmpTypeCode');
  const from = range === undefined ? undefined : number(reading, range, 'From');
  return {
    ...(icmp === undefined ? {} : { IcmpTypeCode: { Type: number(reading, icmp, 'Type') ?? -1, Code: number(reading, icmp, 'Code') ?? -1 } }),
    ...(range === undefined ? {} : { PortRange: { From: from ?? 0, To: number(reading, range, 'To') ?? from ?? 65535 } }),
  };
}
