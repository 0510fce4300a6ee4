/** Security groups and their rules. A group comes with rules of its own: what it should not have is revoked. */

import { isIpv6 } from '../../engine/aws/eks/ip-family.ts';
import type { SecurityGroup } from '../../engine/aws/security-group.ts';
import type { SecurityGroupRule } from '../../engine/aws/security-group-rule.ts';
import { fromItself, toEverywhere, toEverywhereIpv6, toItself } from '../../engine/aws/vpc-companions.ts';
import { lookup, objectAt, objectsOf } from '../../engine/store.ts';
import { clusterGroups } from './clusters.ts';
import { json, leave, name, quoted, ref, run, tagFound, tagged, type Writing } from './writing.ts';

export function writeSecurityGroups(writing: Writing): void {
  const { world } = writing;
  const ofClusters = clusterGroups(world);
  for (const group of objectsOf(world.aws.SecurityGroup)) {
    if (!writing.variables.has(group.VpcId)) leave(writing, 'SecurityGroup', group.GroupId);
    else if (!ofClusters.has(group.GroupId)) nameGroup(writing, group);
  }
}

/** Rules name other groups: all of them come first, those of clusters too. */
export function writeSecurityGroupRules(writing: Writing): void {
  for (const group of objectsOf(writing.world.aws.SecurityGroup)) if (writing.variables.has(group.GroupId)) writeRules(writing, group);
}

function nameGroup(writing: Writing, { GroupId: id, GroupName, Description, VpcId, Tags }: SecurityGroup): void {
  if (GroupName === 'default') {
    const filters = `--filters Name=vpc-id,Values=${ref(writing, VpcId)} Name=group-name,Values=default`;
    name(writing, { id, prefix: 'SG', command: `ec2 describe-security-groups ${filters}`, query: 'SecurityGroups[0].GroupId' });
    tagFound(writing, id, Tags);
    return;
  }
  const given = `--group-name ${quoted(GroupName)} --description ${quoted(Description)} --vpc-id ${ref(writing, VpcId)}`;
  name(writing, { id, prefix: 'SG', command: `ec2 create-security-group ${given}${tagged(writing, 'security-group', Tags)}`, query: 'GroupId' });
}

function writeRules(writing: Writing, group: SecurityGroup): void {
  const wanted = lookup(writing.world.aws.SecurityGroupRule, 'byGroup', group.GroupId);
  const present = rulesOfNew(writing, group);
  const missing = wanted.filter((rule) => !present.some((other) => isSame(rule, other)));
  const extra = present.filter((rule) => !wanted.some((other) => isSame(rule, other)));
  for (const [verb, rules] of [
    ['revoke', extra],
    ['authorize', missing],
  ] as const) {
    for (const side of [false, true]) {
      const permissions = rules.filter(({ IsEgress }) => IsEgress === side).map(permissionOf);
      if (permissions.length === 0) continue;
      const operation = `${verb}-security-group-${side ? 'egress' : 'ingress'}`;
      run(writing, `ec2 ${operation} --group-id ${ref(writing, group.GroupId)} --ip-permissions ${json(writing, permissions)}`);
    }
  }
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html: what a new group has, and the default one. */
function rulesOfNew({ world }: Writing, group: SecurityGroup): SecurityGroupRule[] {
  const cluster = objectsOf(world.aws.EksCluster).find(({ resourcesVpcConfig }) => resourcesVpcConfig.clusterSecurityGroupId === group.GroupId);
  const hasIpv6 = (objectAt(world.aws.Vpc, group.VpcId)?.Ipv6CidrBlockAssociationSet.length ?? 0) > 0;
  return [
    toEverywhere(group, ''),
    ...((cluster === undefined ? hasIpv6 : isIpv6(cluster)) ? [toEverywhereIpv6(group, '')] : []),
    ...(group.GroupName === 'default' || clusterGroups(world).has(group.GroupId) ? [fromItself(group, '')] : []),
    ...(clusterGroups(world).has(group.GroupId) ? [toItself(group, '')] : []),
  ];
}

function isSame(one: SecurityGroupRule, other: SecurityGroupRule): boolean {
  return one.IsEgress === other.IsEgress && JSON.stringify(permissionOf(one)) === JSON.stringify(permissionOf(other));
}

function permissionOf(rule: SecurityGroupRule): object {
  const described = rule.Description === undefined ? {} : { Description: rule.Description };
  const hasPorts = rule.IpProtocol !== '-1';
  return {
    IpProtocol: rule.IpProtocol,
    ...(hasPorts ? { FromPort: rule.FromPort, ToPort: rule.ToPort } : {}),
    ...(rule.CidrIpv4 === undefined ? {} : { IpRanges: [{ CidrIp: rule.CidrIpv4, ...described }] }),
    ...(rule.CidrIpv6 === undefined ? {} : { Ipv6Ranges: [{ CidrIpv6: rule.CidrIpv6, ...described }] }),
    ...(rule.PrefixListId === undefined ? {} : { PrefixListIds: [{ PrefixListId: rule.PrefixListId, ...described }] }),
    ...(rule.ReferencedGroupInfo === undefined ? {} : { UserIdGroupPairs: [{ GroupId: rule.ReferencedGroupInfo.GroupId, ...described }] }),
  };
}
