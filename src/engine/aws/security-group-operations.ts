/** Operations on security groups. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
import { lookup, objectsOf } from '../store.ts';
import { describeOperation } from './describe.ts';
import { erase, store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { checkQuota } from './quotas.ts';
import { dependencyViolation, firstRefusal, isRefusal, type Refusal, refuse } from './refusal.ts';
import { type SecurityGroup, securityGroup } from './security-group.ts';
import { idOf, string, TAG_SPECIFICATIONS } from './shape.ts';
import { tagsFor } from './tag-input.ts';
import { shownTags } from './tags.ts';
import { ipv6BlocksOf } from './vpc.ts';
import { toEverywhere, toEverywhereIpv6 } from './vpc-companions.ts';

const describeSecurityGroups = describeOperation(securityGroup, {
  ko: '보안 그룹과 규칙을 보여 줍니다.',
  en: 'Shows security groups and their rules.',
});

const createSecurityGroup = operation({
  service: 'ec2',
  name: 'CreateSecurityGroup',
  kind: 'SecurityGroup',
  writes: true,
  summary: {
    ko: '보안 그룹을 만듭니다. 들어오는 규칙은 없고, 나가는 것은 모두 허용합니다.',
    en: 'Creates a security group that lets nothing in and everything out.',
  },
  members: {
    Description: { ...string, required: true },
    GroupName: { ...string, required: true },
    VpcId: idOf('Vpc'),
    TagSpecifications: TAG_SPECIFICATIONS,
  },
  run: ({ world, input, as }) => {
    const { GroupName, Description } = input;
    const VpcId = input.VpcId ?? objectsOf(world.aws.Vpc).find((vpc) => vpc.IsDefault)?.VpcId;
    if (VpcId === undefined) return refuse('VPCIdNotSpecified', 'No default VPC for this user');
    const home = find(world, 'Vpc', VpcId);
    if (isRefusal(home)) return home;
    const Tags = tagsFor('security-group', input.TagSpecifications);
    if (isRefusal(Tags)) return Tags;
    const wrong = firstRefusal(
      checkName('groupName', GroupName),
      checkName('groupDescription', Description),
      checkReserved(GroupName),
      checkUnique(lookup(world.aws.SecurityGroup, 'byVpc', VpcId), GroupName),
      checkQuota('securityGroups', objectsOf(world.aws.SecurityGroup).length + 1),
    );
    if (wrong !== null) return wrong;
    const minted = mintIds(world, as, ['sg', 'sgr', 'sgr']);
    const [GroupId, rule, ruleIpv6] = minted.ids;
    const created: SecurityGroup = { GroupId, GroupName, Description, VpcId, OwnerId: world.account, Tags };
    const SecurityGroupArn = `arn:aws:ec2:${world.region}:${world.account}:security-group/${GroupId}`;
    return {
      world: minted.world,
      effects: [
        store('SecurityGroup', created),
        store('SecurityGroupRule', toEverywhere(created, rule)),
        ...(ipv6BlocksOf(home).length === 0 ? [] : [store('SecurityGroupRule', toEverywhereIpv6(created, ruleIpv6))]),
      ],
      output: { GroupId, ...shownTags(created), SecurityGroupArn },
    };
  },
});

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html: constraints of name and description. */
function checkName(member: string, value: string): Refusal | null {
  if (value.length > 255 || value === '') {
    return refuse('InvalidParameterValue', `Value (${value}) for parameter ${member} is invalid. Character length must be between 1 and 255.`);
  }
  if (/^[\w .:/()#,@[\]+=&;{}!$*-]*$/.test(value)) return null;
  const set = 'a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*';
  return refuse(
    'InvalidParameterValue',
    `Value (${value}) for parameter ${member} is invalid. Character sets beyond ASCII are not supported. Allowed characters are ${set}`,
  );
}

function checkReserved(GroupName: string): Refusal | null {
  if (GroupName.startsWith('sg-'))
    return refuse('InvalidParameterValue', `Invalid value '${GroupName}' for groupName. Group names may not be in the format sg-*.`);
  return GroupName === 'default' ? refuse('InvalidParameterValue', 'Cannot use reserved security group name: default') : null;
}

function checkUnique(groups: readonly SecurityGroup[], GroupName: string): Refusal | null {
  const same = groups.find((group) => group.GroupName === GroupName);
  return same === undefined ? null : refuse('InvalidGroup.Duplicate', `The security group '${GroupName}' already exists for VPC '${same.VpcId}'`);
}

const deleteSecurityGroup = operation({
  service: 'ec2',
  name: 'DeleteSecurityGroup',
  kind: 'SecurityGroup',
  writes: true,
  summary: { ko: '아무도 쓰지 않는 보안 그룹을 지웁니다.', en: 'Deletes a security group that nothing uses.' },
  members: { GroupId: idOf('SecurityGroup'), GroupName: string },
  run: ({ world, input: { GroupId, GroupName } }) => {
    if (GroupId === undefined) return GroupName === undefined ? needsGroup() : notByName(GroupName);
    const group = find(world, 'SecurityGroup', GroupId);
    if (isRefusal(group)) return group;
    if (group.GroupName === 'default') {
      return refuse('CannotDelete', `the specified group: "${GroupId}" name: "default" cannot be deleted by a user`);
    }
    const referring = lookup(world.aws.SecurityGroupRule, 'byReferencedGroup', GroupId).flatMap((rule) =>
      rule.GroupId === GroupId ? [] : rule.GroupId,
    );
    const dependents = [
      ...new Set(referring),
      ...lookup(world.aws.NetworkInterface, 'byGroup', GroupId).map((eni) => eni.NetworkInterfaceId),
      ...lookup(world.aws.VpcEndpoint, 'byGroup', GroupId).map((endpoint) => endpoint.VpcEndpointId),
    ];
    if (dependents.length > 0) return dependencyViolation(`resource ${GroupId} has a dependent object`, dependents);
    const rules = lookup(world.aws.SecurityGroupRule, 'byGroup', GroupId);
    return {
      effects: [...rules.map((rule) => erase('SecurityGroupRule', rule.SecurityGroupRuleId)), erase('SecurityGroup', GroupId)],
      output: { Return: true, GroupId },
    };
  },
});

/** A group of a VPC is named by its id only. */
export function notByName(GroupName: string): Refusal {
  const mend = 'You may not reference Amazon VPC security groups by name. Please use the corresponding id for this operation.';
  return refuse('InvalidParameterValue', `Invalid value '${GroupName}' for groupName. ${mend}`);
}

/** What EC2 answers when an operation names no group. */
export function needsGroup(): Refusal {
  return refuse('MissingParameter', 'The request must contain the parameter groupName or groupId');
}

export const securityGroupOperations = [describeSecurityGroups, createSecurityGroup, deleteSecurityGroup];
