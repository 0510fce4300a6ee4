/** Security groups of a stack: its frontend group with what it lets in, and the backend group that all stacks share. */
import { rulesOf, type SecurityGroup } from '../../../aws/security-group.ts';
import type { SecurityGroupRule } from '../../../aws/security-group-rule.ts';
import { lookup } from '../../../store.ts';
import type { World } from '../../../world.ts';
import type { Act } from '../../controller.ts';
import { type IngressPermission, MANAGED, type Model } from './model.ts';
import { hexDigits } from './resource-name.ts';
import { backendGroupOf, backendTags, bindingsOf, managedGroupsOf, type Stack, tagsOf } from './stack.ts';

/** Stands for the id of the backend group until it exists. */
export const BACKEND_TO_COME = 'backend-security-group';
const RESOURCE = 'ManagedLBSecurityGroup';

/** What is missing of the groups that the model names. */
export function groupActs(world: World, stack: Stack, model: Model): readonly Act[] {
  const wanted = model.managedSecurityGroup;
  const [managed] = managedGroupsOf(world, stack);
  const missing = [
    ...(wanted !== undefined && managed === undefined
      ? [
          createGroup(stack.vpcId, {
            name: wanted.name,
            description: '[k8s] Managed SecurityGroup for LoadBalancer',
            tags: tagsOf(stack, RESOURCE, model.loadBalancer.tags),
          }),
        ]
      : []),
    ...(model.loadBalancer.securityGroups.includes(BACKEND_TO_COME) ? [createBackend(stack)] : []),
  ];
  if (missing.length > 0 || wanted === undefined || managed === undefined) return missing;
  return ingressDifference(managed, rulesOf(world, managed.GroupId, 'ingress'), wanted.ingress);
}

function createBackend({ clusterName, vpcId }: Stack): Act {
  const name = `k8s-traffic-${clusterName.replace(/[^a-zA-Z0-9]/g, '').slice(0, 216)}-${hexDigits(clusterName).slice(0, 10)}`;
  return createGroup(vpcId, { name, description: '[k8s] Shared Backend SecurityGroup for LoadBalancer', tags: backendTags(clusterName) });
}

type NewGroup = { readonly name: string; readonly description: string; readonly tags: readonly { readonly Key: string; readonly Value: string }[] };

function createGroup(VpcId: string, { name, description, tags }: NewGroup): Act {
  const body = { GroupName: name, Description: description, VpcId, TagSpecifications: [{ ResourceType: 'security-group', Tags: tags }] };
  return { plane: 'aws', verb: 'CreateSecurityGroup', kind: 'SecurityGroup', body };
}

/** The ids behind the model's groups. */
export function resolvedGroups(world: World, stack: Stack, model: Model): Readonly<Record<string, string>> {
  const managed = managedGroupsOf(world, stack)[0]?.GroupId;
  const ids = model.loadBalancer.securityGroups.map((id) => [id, id] as const);
  return { ...Object.fromEntries(ids), ...(managed === undefined ? {} : { [MANAGED]: managed }) };
}

function ingressDifference({ GroupId }: SecurityGroup, present: readonly SecurityGroupRule[], wanted: readonly IngressPermission[]): readonly Act[] {
  const keys = new Set(wanted.map(keyOfPermission));
  const there = new Set(present.map(keyOfRule));
  const extra = present.filter((rule) => !keys.has(keyOfRule(rule))).map((rule) => rule.SecurityGroupRuleId);
  const missing = wanted.filter((permission) => !there.has(keyOfPermission(permission)));
  return [
    ...(extra.length === 0 ? [] : [revoke(GroupId, extra)]),
    ...(missing.length === 0
      ? []
      : [
          authorize(
            GroupId,
            missing.map((each) => permissionFor(each)),
          ),
        ]),
  ];
}

/** RevokeSecurityGroupIngress by rule. */
export function revoke(GroupId: string, SecurityGroupRuleIds: readonly string[]): Act {
  return { plane: 'aws', verb: 'RevokeSecurityGroupIngress', kind: 'SecurityGroup', body: { GroupId, SecurityGroupRuleIds } };
}

/** AuthorizeSecurityGroupIngress. */
export function authorize(GroupId: string, IpPermissions: readonly object[]): Act {
  return { plane: 'aws', verb: 'AuthorizeSecurityGroupIngress', kind: 'SecurityGroup', body: { GroupId, IpPermissions } };
}

function keyOfPermission({ protocol, fromPort, toPort, source }: IngressPermission): string {
  return [protocol, fromPort, toPort, source].join(' ');
}

/** `tcp 80 80 0.0.0.0/0`: what a rule lets in. */
export function keyOfRule(rule: SecurityGroupRule): string {
  const peer = rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId;
  return [rule.IpProtocol, rule.FromPort, rule.ToPort, peer].join(' ');
}

/** One permission with one peer, as the API is given it. */
export function permissionFor({ protocol, fromPort, toPort, source }: IngressPermission, Description?: string): object {
  const described = Description === undefined ? {} : { Description };
  const peer = source.startsWith('sg-')
    ? { UserIdGroupPairs: [{ GroupId: source, ...described }] }
    : source.startsWith('pl-')
      ? { PrefixListIds: [{ PrefixListId: source, ...described }] }
      : source.includes(':')
        ? { Ipv6Ranges: [{ CidrIpv6: source, ...described }] }
        : { IpRanges: [{ CidrIp: source, ...described }] };
  return { IpProtocol: protocol, FromPort: fromPort, ToPort: toPort, ...peer };
}

/** Groups of the stack that the model has no more, and the backend group once no load balancer carries it. */
export function leftoverGroups(world: World, stack: Stack, model: Model | null): readonly Act[] {
  const own = model?.managedSecurityGroup === undefined ? managedGroupsOf(world, stack) : [];
  const backend = backendGroupOf(world, stack);
  const free = backend !== undefined && model === null && lookup(world.aws.LoadBalancer, 'byGroup', backend.GroupId).length === 0;
  // Rules towards the targets name these groups until their bindings are gone.
  if (model === null && bindingsOf(world, stack).length > 0) return [];
  const gone = [...own, ...(free ? [backend] : [])];
  return gone.map(({ GroupId }) => ({ plane: 'aws', verb: 'DeleteSecurityGroup', kind: 'SecurityGroup', body: { GroupId } }));
}
