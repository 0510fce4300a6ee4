/**
 * The load balancer itself for a group of Ingresses. What the members state must agree.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/ingress/model_build_load_balancer.go
 */
import type { ListenPort } from './alb-listen-ports.ts';
import { INGRESS_PREFIX, reader } from './annotations.ts';
import type { ControllerOptions } from './controller-options.ts';
import { type GroupId, showGroup } from './ingress-group.ts';
import type { Member } from './ingress-object.ts';
import { type IngressPermission, nameOf, type Surroundings } from './model.ts';
import { fail } from './model-error.ts';
import { resourceName } from './resource-name.ts';
import { type Groups, managedGroups, namedGroups } from './security-groups.ts';

/** What the members state, once each, sorted. */
function stated(members: readonly Member[], of: (member: Member) => string | undefined): readonly string[] {
  return [...new Set(members.flatMap((member) => of(member) ?? []))].sort();
}

function textOf({ ingress }: Member, suffix: string): string | undefined {
  return reader(INGRESS_PREFIX, ingress.metadata.annotations).text(suffix);
}

/** How Go prints a set. */
function asSet(values: readonly string[]): string {
  return `map[${values.map((value) => `${value}:{}`).join(' ')}]`;
}

/** Internal unless asked for otherwise. */
export function albScheme(members: readonly Member[], { defaultLoadBalancerScheme }: ControllerOptions): string {
  const schemes = stated(members, (member) => member.params?.scheme ?? textOf(member, 'scheme'));
  const [scheme] = schemes;
  if (scheme === undefined) return defaultLoadBalancerScheme;
  if (schemes.length > 1) fail(`conflicting scheme: ${asSet(schemes)}`);
  return ['internal', 'internet-facing'].includes(scheme) ? scheme : fail(`unknown scheme: ${scheme}`);
}

const ADDRESS_TYPES = ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'];

/** `ipv4` unless asked for otherwise. */
export function albIpAddressType(members: readonly Member[]): string {
  const types = stated(members, (member) => member.params?.ipAddressType ?? textOf(member, 'ip-address-type'));
  const [type] = types;
  if (type === undefined) return 'ipv4';
  if (types.length > 1) fail(`conflicting IPAddressType: [${types.join(' ')}]`);
  return ADDRESS_TYPES.includes(type) ? type : fail(`unknown IPAddressType: ${type}`);
}

/** The name by annotation, else one of the group and a hash. */
export function albName(
  members: readonly Member[],
  group: GroupId,
  { options, scheme }: { readonly options: ControllerOptions; readonly scheme: string },
): string {
  const names = stated(members, (member) => member.params?.loadBalancerName ?? textOf(member, 'load-balancer-name'));
  const [name] = names;
  if (names.length > 1) fail(`conflicting load balancer name: ${asSet(names)}`);
  if (name !== undefined) return name.length > 32 ? fail('load balancer name cannot be longer than 32 characters') : name;
  const parts = 'explicit' in group ? [group.explicit] : [group.namespace, group.name];
  return resourceName(parts, [options.clusterName, showGroup(group), scheme]);
}

/** The security groups: made by the controller, or those that annotations name. */
export function albGroups(members: readonly Member[], options: ControllerOptions, around: Surroundings): Groups {
  const lists = members.flatMap(({ ingress }) => {
    const list = reader(INGRESS_PREFIX, ingress.metadata.annotations).list('security-groups');
    return list === undefined ? [] : [list];
  });
  const [namesOrIds, ...others] = lists;
  if (namesOrIds === undefined || namesOrIds.length === 0) return managedGroups(options, around);
  const other = others.find((each) => each.join(',') !== namesOrIds.join(','));
  if (other !== undefined) fail(`conflicting securityGroups: [${namesOrIds.join(' ')}] | [${other.join(' ')}]`);
  return namedGroups({ namesOrIds, managesRules: managesRules(members, options) }, options, around);
}

function managesRules(members: readonly Member[], { enableManageBackendSecurityGroupRules }: ControllerOptions): boolean {
  const flags = members.flatMap(
    ({ ingress }) => reader(INGRESS_PREFIX, ingress.metadata.annotations).flag('manage-backend-security-group-rules') ?? [],
  );
  if (new Set(flags).size > 1) fail('conflicting manage backend security group rules settings');
  return flags[0] ?? enableManageBackendSecurityGroupRules;
}

/** What the managed group lets in: each listener from its address blocks and prefix lists. */
export function albFrontendIngress(ports: ReadonlyMap<number, ListenPort>, ipAddressType: string): readonly IngressPermission[] {
  return [...ports].flatMap(([port, { cidrs, prefixLists }]) => {
    const blocks = cidrs.filter((cidr) => !cidr.includes(':') || ipAddressType !== 'ipv4');
    return [...blocks, ...prefixLists].map((source) => ({ protocol: 'tcp', fromPort: port, toPort: port, source }));
  });
}

/** Attributes, or tags, of all members; those of the class go first. */
export function mergedMaps(members: readonly Member[], kind: 'load-balancer-attributes' | 'tags'): Readonly<Record<string, string>> {
  const merged = new Map<string, string>();
  for (const { ingress, params } of members) {
    const byClass = (kind === 'tags' ? params?.tags : params?.loadBalancerAttributes) ?? [];
    const own = reader(INGRESS_PREFIX, ingress.metadata.annotations).map(kind) ?? {};
    const all = { ...own, ...Object.fromEntries(byClass.map(({ key, value }) => [key, value])) };
    for (const [key, value] of Object.entries(all)) {
      const before = merged.get(key);
      const what = kind === 'tags' ? 'tag' : 'loadBalancerAttribute';
      if (before !== undefined && before !== value) fail(`conflicting ${what} ${key}: ${before} | ${value}`);
      merged.set(key, value);
    }
  }
  return Object.fromEntries(merged);
}

/** The subnets that the members' annotations name, or undefined. They must be the same ones. */
export function albNamedSubnets(members: readonly Member[]): readonly string[] | undefined {
  const lists = members.flatMap(({ ingress }) => {
    const list = reader(INGRESS_PREFIX, ingress.metadata.annotations).list('subnets');
    return list === undefined ? [] : [list];
  });
  const [chosen, ...others] = lists;
  const other = others.find((each) => [...each].sort().join(',') !== [...(chosen ?? [])].sort().join(','));
  if (chosen !== undefined && other !== undefined) fail(`conflicting subnets: [${chosen.join(' ')}] | [${other.join(' ')}]`);
  return chosen;
}

/** The one Ingress whose default backend answers what no rule matches, or undefined. */
export function withDefaultBackend(members: readonly Member[]): Member | undefined {
  const having = members.filter(({ ingress }) => ingress.spec?.defaultBackend !== undefined);
  if (having.length > 1) fail(`multiple ingress defined default backend: [${having.map(({ ingress }) => nameOf(ingress)).join(' ')}]`);
  return having[0];
}

/** Fails where the annotation protects the load balancer of an Ingress that is being deleted. */
export function checkIngressDeletion({ metadata }: Member['ingress']): void {
  if (metadata.deletionTimestamp === undefined) return;
  const attributes = reader(INGRESS_PREFIX, metadata.annotations).map('load-balancer-attributes');
  if (attributes?.['deletion_protection.enabled'] === 'true') fail(`deletion_protection is enabled, cannot delete the ingress: ${metadata.name}`);
}
