import type { SecurityGroupRule as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import type { SpelledAs, Tag } from './spelling.ts';

/** One rule of a security group: one protocol and port range, and exactly one peer (CIDR, prefix list or group). */
export type SecurityGroupRule = SpelledAs<
  Model,
  {
    readonly SecurityGroupRuleId: string;
    readonly GroupId: string;
    readonly GroupOwnerId: string;
    readonly IsEgress: boolean;
    /** `tcp`, `udp`, `icmp`, `icmpv6`, another protocol number, or `-1` for all. */
    readonly IpProtocol: string;
    /** -1 where ports have no meaning. For ICMP the type. */
    readonly FromPort: number;
    /** -1 where ports have no meaning. For ICMP the code. */
    readonly ToPort: number;
    readonly CidrIpv4?: string;
    readonly CidrIpv6?: string;
    readonly PrefixListId?: string;
    readonly ReferencedGroupInfo?: { readonly GroupId: string; readonly UserId: string };
    readonly Description?: string;
    readonly Tags: readonly Tag[];
  }
>;

export const securityGroupRule: AwsKind<SecurityGroupRule> = {
  plane: 'aws',
  kind: 'SecurityGroupRule',
  service: 'ec2',
  idPrefix: 'sgr',
  idMember: 'SecurityGroupRuleId',
  indices: {
    byGroup: (rule) => [rule.GroupId],
    byReferencedGroup: (rule) => (rule.ReferencedGroupInfo === undefined ? [] : [rule.ReferencedGroupInfo.GroupId]),
  },
  describe: {
    operation: 'DescribeSecurityGroupRules',
    idsMember: 'SecurityGroupRuleIds',
    listMember: 'SecurityGroupRules',
    notFound: 'InvalidSecurityGroupRuleId.NotFound',
    malformed: 'InvalidSecurityGroupRuleId.Malformed',
    show: (rule, world) => ({
      SecurityGroupRuleId: rule.SecurityGroupRuleId,
      GroupId: rule.GroupId,
      GroupOwnerId: rule.GroupOwnerId,
      IsEgress: rule.IsEgress,
      IpProtocol: rule.IpProtocol,
      FromPort: rule.FromPort,
      ToPort: rule.ToPort,
      ...(rule.CidrIpv4 === undefined ? {} : { CidrIpv4: rule.CidrIpv4 }),
      ...(rule.CidrIpv6 === undefined ? {} : { CidrIpv6: rule.CidrIpv6 }),
      ...(rule.PrefixListId === undefined ? {} : { PrefixListId: rule.PrefixListId }),
      ...(rule.ReferencedGroupInfo === undefined ? {} : { ReferencedGroupInfo: rule.ReferencedGroupInfo }),
      ...(rule.Description === undefined ? {} : { Description: rule.Description }),
      Tags: rule.Tags,
      SecurityGroupRuleArn: `arn:aws:ec2:${world.region}:${rule.GroupOwnerId}:security-group-rule/${rule.SecurityGroupRuleId}`,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroupRules.html
    filters: {
      'group-id': (rule) => [rule.GroupId],
      'security-group-rule-id': (rule) => [rule.SecurityGroupRuleId],
    },
    pageLimit: { least: 5, most: 1000 },
  },
};
