/**
 * Operations on the rules of security groups.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
 */

import { lookup, objectAt } from '../store.ts';
import type { Text } from '../text.ts';
import type { World } from '../world.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { type Operation, operation } from './operation.ts';
import { prefixListOf, weightOf } from './prefix-list.ts';
import { checkQuota } from './quotas.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { IP_PERMISSIONS, type Permission, peerOf, type RuleBody, rulesFrom, sameRule } from './rule-input.ts';
import { rulesOf, type SecurityGroup } from './security-group.ts';
import { needsGroup, notByName } from './security-group-operations.ts';
import { type SecurityGroupRule, securityGroupRule } from './security-group-rule.ts';
import { idOf, idsOf, integer, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';

const describeSecurityGroupRules = describeOperation(
  securityGroupRule,
  { ko: '보안 그룹 규칙을 하나씩 보여 줍니다.', en: 'Shows the rules of security groups one by one.' },
  {
    minds: ({ Name, Values = [] }) => {
      const wrong = Name === 'group-id' ? Values.find((value) => !/^sg-[0-9a-f*?]+$/.test(value)) : undefined;
      return wrong === undefined ? null : refuse('InvalidGroupId.Malformed', `The security group ID '${wrong}' is malformed`);
    },
  },
);

type Direction = 'Ingress' | 'Egress';

/** The operations on outbound rules came with VPCs and never knew names. */
const NAMED = {
  Ingress: { GroupId: idOf('SecurityGroup'), GroupName: string },
  Egress: { GroupId: { ...idOf('SecurityGroup'), required: true } },
} as const;
const PARTS = { IpPermissions: IP_PERMISSIONS, CidrIp: string, FromPort: integer, IpProtocol: string, ToPort: integer } as const;
type PartsInput = { readonly IpPermissions?: readonly Permission[] | undefined } & {
  readonly [P in 'CidrIp' | 'IpProtocol']?: string | undefined;
} & { readonly [P in 'FromPort' | 'ToPort']?: number | undefined };

function authorizeOperation(direction: Direction, summary: Text): Operation {
  return operation({
    service: 'ec2',
    name: `AuthorizeSecurityGroup${direction}`,
    kind: 'SecurityGroup',
    writes: true,
    summary,
    members: { ...NAMED[direction], ...PARTS, TagSpecifications: TAG_SPECIFICATIONS },
    run: ({ world, input, as }) => {
      const group = groupOf(world, input);
      if (isRefusal(group)) return group;
      const rules = wantedRules(world, group, { input, direction });
      if (isRefusal(rules)) return rules;
      const Tags = tagsFor('security-group-rule', input.TagSpecifications);
      if (isRefusal(Tags)) return Tags;
      const present = rulesOf(world, group.GroupId, direction === 'Ingress' ? 'ingress' : 'egress');
      const wrong = duplicateAmong(rules, present) ?? checkQuotas(world, [...present, ...rules]);
      if (wrong !== null) return wrong;
      const minted = mintIds(world, as, rules.map(() => 'sgr') as readonly string[]);
      const made = rules.map((rule, index): SecurityGroupRule => ({ SecurityGroupRuleId: minted.ids[index] as string, ...rule, Tags }));
      return {
        world: minted.world,
        effects: made.map((rule) => store('SecurityGroupRule', rule)),
        output: { Return: true, SecurityGroupRules: made.map((rule) => securityGroupRule.describe.show(rule, world)) },
      };
    },
  });
}

function revokeOperation(direction: Direction, summary: Text): Operation {
  return operation({
    service: 'ec2',
    name: `RevokeSecurityGroup${direction}`,
    kind: 'SecurityGroup',
    writes: true,
    summary,
    members: { ...NAMED[direction], ...PARTS, SecurityGroupRuleIds: idsOf('SecurityGroupRule') },
    run: ({ world, input }) => {
      const group = groupOf(world, input);
      if (isRefusal(group)) return group;
      const rules =
        input.SecurityGroupRuleIds === undefined
          ? matchingRules(world, group, { input, direction })
          : namedRules(world, group, input.SecurityGroupRuleIds);
      if (isRefusal(rules)) return rules;
      return {
        effects: rules.map((rule) => erase('SecurityGroupRule', rule.SecurityGroupRuleId)),
        output: { Return: true, RevokedSecurityGroupRules: rules.map(showRevoked) },
      };
    },
  });
}

function groupOf(world: World, input: object) {
  const { GroupId, GroupName } = input as { readonly GroupId?: string; readonly GroupName?: string };
  if (GroupId !== undefined) return find(world, 'SecurityGroup', GroupId);
  return GroupName === undefined ? needsGroup() : notByName(GroupName);
}

type Wanted = { readonly input: PartsInput; readonly direction: Direction };

function wantedRules(world: World, group: SecurityGroup, { input, direction }: Wanted): RuleBody[] | Refusal {
  const egress = direction === 'Egress';
  const permissions = input.IpPermissions ?? permissionFromParts(input);
  if (permissions.length === 0) return refuse('MissingParameter', 'The request must contain the parameter ipPermissions');
  return rulesFrom(world, group, { permissions, egress });
}

/** One rule spelled by members of the request itself: the older form, without descriptions. */
function permissionFromParts({ CidrIp, IpProtocol, FromPort, ToPort }: PartsInput): Permission[] {
  if (IpProtocol === undefined && CidrIp === undefined) return [];
  return [{ IpProtocol, FromPort, ToPort, IpRanges: CidrIp === undefined ? [] : [{ CidrIp }] }];
}

export function duplicateAmong(rules: readonly RuleBody[], present: readonly RuleBody[]): Refusal | null {
  // Within one request it is the request that is wrong.
  const repeated = rules.some((rule, index) => rules.slice(0, index).some((other) => sameRule(rule, other)));
  if (repeated) return refuse('InvalidParameterValue', 'The same permission must not appear multiple times');
  const twice = rules.find((rule) => present.some((other) => sameRule(rule, other)));
  return twice === undefined ? null : refuse('InvalidPermission.Duplicate', `the specified rule "${inWords(twice)}" already exists`);
}

/** `peer: 10.0.0.0/8, TCP, from port: 22, to port: 22, ALLOW`. */
function inWords(rule: RuleBody): string {
  const parts = [`peer: ${peerOf(rule)}`];
  if (rule.IpProtocol === '-1') parts.push('ALL');
  else if (rule.IpProtocol.startsWith('icmp')) parts.push(rule.IpProtocol.toUpperCase(), `type: ${rule.FromPort}`, `code: ${rule.ToPort}`);
  else parts.push(rule.IpProtocol.toUpperCase(), `from port: ${rule.FromPort}`, `to port: ${rule.ToPort}`);
  return [...parts, 'ALLOW'].join(', ');
}

/** IPv4 and IPv6 are counted apart, and a prefix list as its maximum number of entries. */
export function checkQuotas(world: World, rules: readonly RuleBody[]): Refusal | null {
  const weight = (rule: RuleBody) => (rule.PrefixListId === undefined ? 1 : weightOf(world, rule.PrefixListId));
  const isSix = (rule: RuleBody) => rule.CidrIpv6 !== undefined || prefixListOf(world, rule.PrefixListId ?? '')?.AddressFamily === 'IPv6';
  const count = (those: readonly RuleBody[]) => those.reduce((sum, rule) => sum + weight(rule), 0);
  return checkQuota('rulesPerGroup', count(rules.filter((rule) => !isSix(rule)))) ?? checkQuota('rulesPerGroup', count(rules.filter(isSix)));
}

/** Outside a default VPC nothing is revoked unless every rule named is there. */
function matchingRules(world: World, group: SecurityGroup, wanted: Wanted): SecurityGroupRule[] | Refusal {
  const rules = wantedRules(world, group, wanted);
  if (isRefusal(rules)) return rules;
  const present = lookup(world.aws.SecurityGroupRule, 'byGroup', group.GroupId);
  const matching = rules.map((rule) => present.find((other) => sameRule(rule, other)));
  if (matching.includes(undefined)) return refuse('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
  return [...new Set(matching as SecurityGroupRule[])];
}

export function namedRules(world: World, group: SecurityGroup, ids: readonly string[]): SecurityGroupRule[] | Refusal {
  const rules: SecurityGroupRule[] = [];
  for (const id of ids) {
    const rule = objectAt(world.aws.SecurityGroupRule, id);
    if (rule?.GroupId !== group.GroupId) return refuse('InvalidSecurityGroupRuleId.NotFound', `The security group rule ID '${id}' does not exist`);
    rules.push(rule);
  }
  return rules;
}

function showRevoked(rule: SecurityGroupRule): object {
  return {
    SecurityGroupRuleId: rule.SecurityGroupRuleId,
    GroupId: rule.GroupId,
    IsEgress: rule.IsEgress,
    IpProtocol: rule.IpProtocol,
    FromPort: rule.FromPort,
    ToPort: rule.ToPort,
    ...(rule.CidrIpv4 === undefined ? {} : { CidrIpv4: rule.CidrIpv4 }),
    ...(rule.CidrIpv6 === undefined ? {} : { CidrIpv6: rule.CidrIpv6 }),
    ...(rule.PrefixListId === undefined ? {} : { PrefixListId: rule.PrefixListId }),
    ...(rule.ReferencedGroupInfo === undefined ? {} : { ReferencedGroupId: rule.ReferencedGroupInfo.GroupId }),
    ...(rule.Description === undefined ? {} : { Description: rule.Description }),
  };
}

export const securityGroupRuleOperations = [
  describeSecurityGroupRules,
  authorizeOperation('Ingress', { ko: '보안 그룹에 들어오는 규칙을 추가합니다.', en: 'Adds inbound rules to a security group.' }),
  authorizeOperation('Egress', { ko: '보안 그룹에 나가는 규칙을 추가합니다.', en: 'Adds outbound rules to a security group.' }),
  revokeOperation('Ingress', { ko: '보안 그룹에서 들어오는 규칙을 지웁니다.', en: 'Removes inbound rules from a security group.' }),
  revokeOperation('Egress', { ko: '보안 그룹에서 나가는 규칙을 지웁니다.', en: 'Removes outbound rules from a security group.' }),
];
