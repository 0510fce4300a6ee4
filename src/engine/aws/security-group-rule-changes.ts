/** Changes of rules that are there, and who refers to a group. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html */
import { lookup, objectAt } from '../store.ts';
import type { Text } from '../text.ts';
import type { World } from '../world.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { type Operation, operation } from './operation.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { blockOf, IP_PERMISSIONS, portsOf, type RuleBody, referencedBy, rulesFrom, sameRule } from './rule-input.ts';
import { rulesOf, type SecurityGroup } from './security-group.ts';
import type { SecurityGroupRule } from './security-group-rule.ts';
import { checkQuotas, duplicateAmong, namedRules } from './security-group-rule-operations.ts';
import { idOf, idsOf, integer, string } from './shape.ts';

const GROUP = { ...idOf('SecurityGroup'), required: true } as const;
const REQUEST = {
  type: 'structure',
  members: {
    IpProtocol: string,
    FromPort: integer,
    ToPort: integer,
    CidrIpv4: string,
    CidrIpv6: string,
    PrefixListId: idOf('ManagedPrefixList'),
    ReferencedGroupId: idOf('SecurityGroup'),
    Description: string,
  },
} as const;

type RuleInput = {
  readonly [M in 'IpProtocol' | 'CidrIpv4' | 'CidrIpv6' | 'PrefixListId' | 'ReferencedGroupId' | 'Description']?: string | undefined;
} & { readonly FromPort?: number | undefined; readonly ToPort?: number | undefined };

const modifySecurityGroupRules = operation({
  service: 'ec2',
  name: 'ModifySecurityGroupRules',
  kind: 'SecurityGroup',
  writes: true,
  summary: { ko: '보안 그룹의 규칙을 ID로 골라 바꿉니다.', en: 'Changes rules of a security group, named by their ids.' },
  members: {
    GroupId: GROUP,
    SecurityGroupRules: {
      type: 'list',
      of: { type: 'structure', members: { SecurityGroupRuleId: idOf('SecurityGroupRule'), SecurityGroupRule: REQUEST } },
      required: true,
    },
  },
  run: ({ world, input }) => {
    const group = find(world, 'SecurityGroup', input.GroupId);
    if (isRefusal(group)) return group;
    const changed: SecurityGroupRule[] = [];
    for (const { SecurityGroupRuleId = '', SecurityGroupRule = {} } of input.SecurityGroupRules) {
      const found = namedRules(world, group, [SecurityGroupRuleId]);
      if (isRefusal(found)) return found;
      const rule = found[0] as SecurityGroupRule;
      const body = bodyFrom(world, group, { input: SecurityGroupRule, egress: rule.IsEgress });
      if (isRefusal(body)) return body;
      changed.push({ SecurityGroupRuleId, ...body, Tags: rule.Tags });
    }
    for (const direction of ['ingress', 'egress'] as const) {
      const mine = changed.filter((rule) => rule.IsEgress === (direction === 'egress'));
      const others = rulesOf(world, group.GroupId, direction).filter(
        (rule) => !mine.some((each) => each.SecurityGroupRuleId === rule.SecurityGroupRuleId),
      );
      const wrong = duplicateAmong(mine, others) ?? checkQuotas(world, [...others, ...mine]);
      if (wrong !== null) return wrong;
    }
    return { effects: changed.map((rule) => store('SecurityGroupRule', rule)), output: { Return: true } };
  },
});

const SOURCES = ['CidrIpv4', 'CidrIpv6', 'PrefixListId', 'ReferencedGroupId'] as const;
const SOURCE_WORDS = 'cidrIp, cidrIpv6, prefixListId, or referencedGroupId';

function bodyFrom(
  world: World,
  group: SecurityGroup,
  { input, egress }: { readonly input: RuleInput; readonly egress: boolean },
): RuleBody | Refusal {
  const ports = portsOf(input);
  if (isRefusal(ports)) return ports;
  const given = SOURCES.filter((member) => input[member] !== undefined);
  if (given.length === 0) return refuse('MissingParameter', `The request must contain exactly one of: ${SOURCE_WORDS}`);
  if (given.length > 1) return refuse('InvalidParameterCombination', `Only one of ${SOURCE_WORDS} can be specified`);
  const source = sourceFrom(world, group, input);
  if (isRefusal(source)) return source;
  const Description = input.Description === undefined ? {} : { Description: input.Description };
  return { GroupId: group.GroupId, GroupOwnerId: group.OwnerId, IsEgress: egress, ...ports, ...source, ...Description };
}

type Source = Pick<RuleBody, 'CidrIpv4' | 'CidrIpv6' | 'PrefixListId' | 'ReferencedGroupInfo'>;

function sourceFrom(world: World, group: SecurityGroup, input: RuleInput): Source | Refusal {
  if (input.CidrIpv4 !== undefined) {
    const CidrIpv4 = blockOf(input.CidrIpv4, 4);
    return isRefusal(CidrIpv4) ? CidrIpv4 : { CidrIpv4 };
  }
  if (input.CidrIpv6 !== undefined) {
    const CidrIpv6 = blockOf(input.CidrIpv6, 6);
    return isRefusal(CidrIpv6) ? CidrIpv6 : { CidrIpv6 };
  }
  if (input.PrefixListId !== undefined) {
    const list = find(world, 'ManagedPrefixList', input.PrefixListId);
    return isRefusal(list) ? list : { PrefixListId: list.PrefixListId };
  }
  const referenced = referencedBy(world, group, input.ReferencedGroupId as string);
  return isRefusal(referenced) ? referenced : { ReferencedGroupInfo: { GroupId: referenced.GroupId, UserId: referenced.OwnerId } };
}

/** Descriptions are changed by naming the rules anew, or by their ids. */
function updateDescriptions(direction: 'Ingress' | 'Egress', summary: Text): Operation {
  return operation({
    service: 'ec2',
    name: `UpdateSecurityGroupRuleDescriptions${direction}`,
    kind: 'SecurityGroup',
    writes: true,
    summary,
    members: {
      GroupId: GROUP,
      IpPermissions: IP_PERMISSIONS,
      SecurityGroupRuleDescriptions: {
        type: 'list',
        of: { type: 'structure', members: { SecurityGroupRuleId: idOf('SecurityGroupRule'), Description: string } },
      },
    },
    run: ({ world, input }) => {
      const group = find(world, 'SecurityGroup', input.GroupId);
      if (isRefusal(group)) return group;
      if ((input.IpPermissions === undefined) === (input.SecurityGroupRuleDescriptions === undefined)) {
        return refuse('MissingParameter', 'The request must contain exactly one of ipPermissions, securityGroupRuleDescriptions');
      }
      const effects = [];
      for (const { SecurityGroupRuleId = '', Description } of input.SecurityGroupRuleDescriptions ?? []) {
        const found = namedRules(world, group, [SecurityGroupRuleId]);
        if (isRefusal(found)) return found;
        effects.push(store('SecurityGroupRule', described(found[0] as SecurityGroupRule, Description)));
      }
      const named = rulesFrom(world, group, { permissions: input.IpPermissions ?? [], egress: direction === 'Egress' });
      if (isRefusal(named)) return named;
      const present = lookup(world.aws.SecurityGroupRule, 'byGroup', group.GroupId);
      for (const rule of named) {
        const held = present.find((each) => sameRule(each, rule));
        if (held === undefined) return refuse('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
        effects.push(store('SecurityGroupRule', described(held, rule.Description)));
      }
      return { effects, output: { Return: true } };
    },
  });
}

function described({ Description: _old, ...rule }: SecurityGroupRule, Description: string | undefined): SecurityGroupRule {
  return Description === undefined ? rule : { ...rule, Description };
}

const describeSecurityGroupReferences = operation({
  service: 'ec2',
  name: 'DescribeSecurityGroupReferences',
  kind: 'SecurityGroup',
  writes: false,
  summary: {
    ko: '피어링한 VPC에서 이 보안 그룹을 참조하는 곳을 보여 줍니다.',
    en: 'Shows the peered VPCs whose groups refer to a group.',
  },
  members: { GroupId: { ...idsOf('SecurityGroup'), required: true } },
  run: ({ world, input }) => {
    const references: object[] = [];
    for (const id of input.GroupId) {
      const group = find(world, 'SecurityGroup', id);
      if (isRefusal(group)) return group;
      const referring = lookup(world.aws.SecurityGroupRule, 'byReferencedGroup', id).map(
        (rule) => objectAt(world.aws.SecurityGroup, rule.GroupId)?.VpcId,
      );
      for (const ReferencingVpcId of new Set(referring)) {
        if (ReferencingVpcId === undefined || ReferencingVpcId === group.VpcId) continue;
        const peering = lookup(world.aws.VpcPeeringConnection, 'byVpc', group.VpcId).find((each) =>
          [each.RequesterVpcInfo.VpcId, each.AccepterVpcInfo.VpcId].includes(ReferencingVpcId),
        );
        const link = peering === undefined ? {} : { VpcPeeringConnectionId: peering.VpcPeeringConnectionId };
        references.push({ GroupId: id, ReferencingVpcId, ...link });
      }
    }
    return { output: { SecurityGroupReferenceSet: references } };
  },
});

export const securityGroupRuleChanges = [
  modifySecurityGroupRules,
  updateDescriptions('Ingress', { ko: '들어오는 규칙의 설명을 바꿉니다.', en: 'Changes the descriptions of inbound rules.' }),
  updateDescriptions('Egress', { ko: '나가는 규칙의 설명을 바꿉니다.', en: 'Changes the descriptions of outbound rules.' }),
  describeSecurityGroupReferences,
];
