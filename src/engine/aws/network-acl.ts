import type { NetworkAcl as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import type { SpelledAs, Tag } from './spelling.ts';

export type NetworkAclEntry = {
  readonly RuleNumber: number;
  readonly Egress: boolean;
  readonly RuleAction: 'allow' | 'deny';
  /** A protocol number as text, `6` for TCP, or `-1` for all. */
  readonly Protocol: string;
  readonly CidrBlock?: string;
  readonly Ipv6CidrBlock?: string;
  readonly PortRange?: { readonly From: number; readonly To: number };
  readonly IcmpTypeCode?: { readonly Type: number; readonly Code: number };
};

export type NetworkAcl = SpelledAs<
  Model,
  {
    readonly NetworkAclId: string;
    readonly VpcId: string;
    readonly OwnerId: string;
    readonly IsDefault: boolean;
    readonly Associations: readonly { readonly NetworkAclAssociationId: string; readonly SubnetId: string }[];
    /** The final deny (32767) is a row like the others. */
    readonly Entries: readonly NetworkAclEntry[];
    readonly Tags: readonly Tag[];
  }
>;

/** The number of the row that ends every direction of an ACL, shown as `*` by the console. */
export const FINAL_RULE = 32767;
/** The same for IPv6, in ACLs of a VPC that has an IPv6 block. */
export const FINAL_IPV6_RULE = 32768;

export const networkAcl: AwsKind<NetworkAcl> = {
  plane: 'aws',
  kind: 'NetworkAcl',
  service: 'ec2',
  idPrefix: 'acl',
  idMember: 'NetworkAclId',
  indices: {
    byVpc: (acl) => [acl.VpcId],
    bySubnet: (acl) => acl.Associations.map((association) => association.SubnetId),
  },
  describe: {
    operation: 'DescribeNetworkAcls',
    idsMember: 'NetworkAclIds',
    listMember: 'NetworkAcls',
    notFound: 'InvalidNetworkAclID.NotFound',
    malformed: 'InvalidNetworkAclId.Malformed',
    show: (acl) => ({
      Associations: acl.Associations.map(({ NetworkAclAssociationId, SubnetId }) => ({
        NetworkAclAssociationId,
        NetworkAclId: acl.NetworkAclId,
        SubnetId,
      })),
      Entries: sortedEntries(acl.Entries).map(showEntry),
      IsDefault: acl.IsDefault,
      NetworkAclId: acl.NetworkAclId,
      Tags: acl.Tags,
      VpcId: acl.VpcId,
      OwnerId: acl.OwnerId,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkAcls.html
    filters: {
      'association.association-id': (acl) => acl.Associations.map((association) => association.NetworkAclAssociationId),
      'association.network-acl-id': (acl) => acl.Associations.map(() => acl.NetworkAclId),
      'association.subnet-id': (acl) => acl.Associations.map((association) => association.SubnetId),
      default: (acl) => [String(acl.IsDefault)],
      'entry.cidr': (acl) => acl.Entries.map((entry) => entry.CidrBlock),
      'entry.egress': (acl) => acl.Entries.map((entry) => String(entry.Egress)),
      'entry.icmp.code': (acl) => acl.Entries.map((entry) => entry.IcmpTypeCode?.Code.toString()),
      'entry.icmp.type': (acl) => acl.Entries.map((entry) => entry.IcmpTypeCode?.Type.toString()),
      'entry.ipv6-cidr': (acl) => acl.Entries.map((entry) => entry.Ipv6CidrBlock),
      'entry.port-range.from': (acl) => acl.Entries.map((entry) => entry.PortRange?.From.toString()),
      'entry.port-range.to': (acl) => acl.Entries.map((entry) => entry.PortRange?.To.toString()),
      'entry.protocol': (acl) => acl.Entries.map((entry) => entry.Protocol),
      'entry.rule-action': (acl) => acl.Entries.map((entry) => entry.RuleAction),
      'entry.rule-number': (acl) => acl.Entries.map((entry) => String(entry.RuleNumber)),
      'network-acl-id': (acl) => [acl.NetworkAclId],
      'owner-id': (acl) => [acl.OwnerId],
      'vpc-id': (acl) => [acl.VpcId],
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

/** The default ACL of a VPC: every VPC has one. */
export function defaultNetworkAclOf(world: World, VpcId: string): NetworkAcl | undefined {
  return lookup(world.aws.NetworkAcl, 'byVpc', VpcId).find((acl) => acl.IsDefault);
}

/** The ACL of a subnet: always exactly one. */
export function networkAclOf(world: World, SubnetId: string): NetworkAcl | undefined {
  return lookup(world.aws.NetworkAcl, 'bySubnet', SubnetId)[0];
}

/** Outbound rows first, each direction in the order of evaluation, as DescribeNetworkAcls answers. */
export function sortedEntries(entries: readonly NetworkAclEntry[]): NetworkAclEntry[] {
  return [...entries].sort((one, other) => Number(other.Egress) - Number(one.Egress) || one.RuleNumber - other.RuleNumber);
}

/** The two rows that end every ACL: what nothing else has matched is denied. */
export function finalEntries(): NetworkAclEntry[] {
  return [true, false].map((Egress) => ({ CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'deny', RuleNumber: FINAL_RULE }));
}

/** The rows that an ACL has for IPv6: the final deny, and before it in a default ACL that everything is allowed. */
export function ipv6Entries(isDefault: boolean): NetworkAclEntry[] {
  const row = (RuleNumber: number, RuleAction: 'allow' | 'deny') =>
    [true, false].map((Egress): NetworkAclEntry => ({ Ipv6CidrBlock: '::/0', Egress, Protocol: '-1', RuleAction, RuleNumber }));
  return [...(isDefault ? row(101, 'allow') : []), ...row(FINAL_IPV6_RULE, 'deny')];
}

/** The rows of a default ACL: everything is allowed both ways. */
export function defaultEntries(): NetworkAclEntry[] {
  const allow = [true, false].map((Egress): NetworkAclEntry => {
    return { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'allow', RuleNumber: 100 };
  });
  return [...allow, ...finalEntries()];
}

function showEntry(entry: NetworkAclEntry): object {
  return {
    ...(entry.CidrBlock === undefined ? {} : { CidrBlock: entry.CidrBlock }),
    Egress: entry.Egress,
    ...(entry.IcmpTypeCode === undefined ? {} : { IcmpTypeCode: entry.IcmpTypeCode }),
    ...(entry.Ipv6CidrBlock === undefined ? {} : { Ipv6CidrBlock: entry.Ipv6CidrBlock }),
    ...(entry.PortRange === undefined ? {} : { PortRange: entry.PortRange }),
    Protocol: entry.Protocol,
    RuleAction: entry.RuleAction,
    RuleNumber: entry.RuleNumber,
  };
}
