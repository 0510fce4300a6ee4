import type { SecurityGroup as Model } from '@aws-sdk/client-ec2';
import type { AwsKind, Filter } from '../kind.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { permissionsOf } from './ip-permission.ts';
import type { SecurityGroupRule } from './security-group-rule.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { shownTags } from './tags.ts';

/** A security group without its rules, which are resources of their own (see `security-group-rule.ts`). */
export type SecurityGroup = SpelledAs<
  Model,
  {
    readonly GroupId: string;
    readonly GroupName: string;
    readonly Description: string;
    readonly VpcId: string;
    readonly OwnerId: string;
    readonly Tags: readonly Tag[];
  }
>;

export const securityGroup: AwsKind<SecurityGroup> = {
  plane: 'aws',
  kind: 'SecurityGroup',
  service: 'ec2',
  idPrefix: 'sg',
  idMember: 'GroupId',
  indices: { byVpc: (group) => [group.VpcId] },
  describe: {
    operation: 'DescribeSecurityGroups',
    idsMember: 'GroupIds',
    listMember: 'SecurityGroups',
    notFound: 'InvalidGroup.NotFound',
    malformed: 'InvalidGroupId.Malformed',
    show: (group, world) => ({
      GroupId: group.GroupId,
      IpPermissionsEgress: permissionsOf(rulesOf(world, group.GroupId, 'egress')),
      ...shownTags(group),
      VpcId: group.VpcId,
      SecurityGroupArn: `arn:aws:ec2:${world.region}:${group.OwnerId}:security-group/${group.GroupId}`,
      OwnerId: group.OwnerId,
      GroupName: group.GroupName,
      Description: group.Description,
      IpPermissions: permissionsOf(rulesOf(world, group.GroupId, 'ingress')),
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroups.html
    filters: {
      description: (group) => [group.Description],
      'group-id': (group) => [group.GroupId],
      'group-name': (group) => [group.GroupName],
      'owner-id': (group) => [group.OwnerId],
      'vpc-id': (group) => [group.VpcId],
      ...ruleFilters('ip-permission', 'ingress'),
      ...ruleFilters('egress.ip-permission', 'egress'),
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

/** The rules of one direction of a group. Their order means nothing: all are joined. */
export function rulesOf(world: World, GroupId: string, direction: 'ingress' | 'egress'): SecurityGroupRule[] {
  return lookup(world.aws.SecurityGroupRule, 'byGroup', GroupId).filter((rule) => rule.IsEgress === (direction === 'egress'));
}

function ruleFilters(prefix: string, direction: 'ingress' | 'egress'): Record<string, Filter<SecurityGroup>> {
  const of = (value: (rule: SecurityGroupRule) => string | undefined): Filter<SecurityGroup> => {
    return (group, world) => rulesOf(world, group.GroupId, direction).map(value);
  };
  return {
    [`${prefix}.cidr`]: of((rule) => rule.CidrIpv4),
    [`${prefix}.from-port`]: of((rule) => String(rule.FromPort)),
    [`${prefix}.group-id`]: of((rule) => rule.ReferencedGroupInfo?.GroupId),
    [`${prefix}.ipv6-cidr`]: of((rule) => rule.CidrIpv6),
    [`${prefix}.prefix-list-id`]: of((rule) => rule.PrefixListId),
    [`${prefix}.protocol`]: of((rule) => rule.IpProtocol),
    [`${prefix}.to-port`]: of((rule) => String(rule.ToPort)),
    [`${prefix}.user-id`]: of((rule) => rule.ReferencedGroupInfo?.UserId),
  };
}
