/**
 * What the controller has made for one Service or one group of Ingresses: known by tags, as in AWS.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/deploy/tracking/provider.go
 */
import type { LoadBalancer } from '../../../aws/load-balancer.ts';
import type { SecurityGroup } from '../../../aws/security-group.ts';
import type { Tag } from '../../../aws/spelling.ts';
import type { TargetGroup } from '../../../aws/target-group.ts';
import type { TargetGroupBinding } from '../../../cluster/targetgroupbinding.ts';
import { lookup, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';

export type Stack = {
  /** `service.k8s.aws` or `ingress.k8s.aws`. */
  readonly prefix: string;
  /** `NAMESPACE/NAME`, or the name of a group. */
  readonly name: string;
  readonly clusterName: string;
  readonly vpcId: string;
};

const CLUSTER = 'elbv2.k8s.aws/cluster';
const BACKEND = 'elbv2.k8s.aws/resource';

/** The tags of one resource of the stack, with those that annotations add. */
export function tagsOf({ prefix, name, clusterName }: Stack, resource: string, more: Readonly<Record<string, string>> = {}): readonly Tag[] {
  const own = { [CLUSTER]: clusterName, [`${prefix}/stack`]: name, [`${prefix}/resource`]: resource };
  return Object.entries({ ...more, ...own }).map(([Key, Value]) => ({ Key, Value }));
}

/** The tags of the backend security group, which all stacks of a cluster share. */
export function backendTags(clusterName: string): readonly Tag[] {
  return [
    { Key: CLUSTER, Value: clusterName },
    { Key: BACKEND, Value: 'backend-sg' },
  ];
}

/** The labels of the stack's TargetGroupBindings. */
export function bindingLabels({ prefix, name }: Stack): Readonly<Record<string, string>> {
  const [namespace, own] = name.split('/');
  if (prefix === 'ingress.k8s.aws' && own === undefined) return { 'ingress.k8s.aws/stack': name };
  return { [`${prefix}/stack-namespace`]: namespace ?? '', [`${prefix}/stack-name`]: own ?? '' };
}

/** Which stack the tags speak of, as `PREFIX NAME`, or undefined. */
export function stackOfTags(tags: readonly Tag[]): string | undefined {
  for (const prefix of ['service.k8s.aws', 'ingress.k8s.aws', 'gateway.k8s.aws.alb']) {
    const name = tags.find(({ Key }) => Key === `${prefix}/stack`)?.Value;
    if (name !== undefined) return `${prefix} ${name}`;
  }
  return undefined;
}

/** The value of the tag that names the resource within its stack. */
export function resourceOf({ prefix }: Stack, { Tags }: { readonly Tags: readonly Tag[] }): string | undefined {
  return Tags.find(({ Key }) => Key === `${prefix}/resource`)?.Value;
}

/** The load balancers of the stack: one, or two while one replaces the other. */
export function balancersOf(world: World, stack: Stack): LoadBalancer[] {
  return lookup(world.aws.LoadBalancer, 'byVpc', stack.vpcId).filter((each) => belongs(stack, each.Tags));
}

/** The target groups of the stack. */
export function targetGroupsOf(world: World, stack: Stack): TargetGroup[] {
  return lookup(world.aws.TargetGroup, 'byVpc', stack.vpcId).filter((each) => belongs(stack, each.Tags));
}

/** The security groups that were made for the stack. */
export function managedGroupsOf(world: World, stack: Stack): SecurityGroup[] {
  return lookup(world.aws.SecurityGroup, 'byVpc', stack.vpcId).filter((each) => belongs(stack, each.Tags));
}

/** The TargetGroupBindings of the stack. */
export function bindingsOf(world: World, stack: Stack): TargetGroupBinding[] {
  const labels = Object.entries(bindingLabels(stack));
  return objectsOf(world.cluster.TargetGroupBinding).filter(({ metadata }) => labels.every(([key, value]) => metadata.labels?.[key] === value));
}

/** The backend security group that all stacks of the cluster share, or undefined before one needs it. */
export function backendGroupOf(world: World, { clusterName, vpcId }: Pick<Stack, 'clusterName' | 'vpcId'>): SecurityGroup | undefined {
  const wanted = backendTags(clusterName);
  const has = ({ Tags }: SecurityGroup) => wanted.every(({ Key, Value }) => Tags.some((tag) => tag.Key === Key && tag.Value === Value));
  return lookup(world.aws.SecurityGroup, 'byVpc', vpcId).find(has);
}

function belongs({ prefix, name, clusterName }: Stack, tags: readonly Tag[]): boolean {
  const value = (key: string) => tags.find(({ Key }) => Key === key)?.Value;
  return value(CLUSTER) === clusterName && value(`${prefix}/stack`) === name;
}
