/** Managed node groups, each a stack of its own: a role and the group. https://github.com/eksctl-io/eksctl/blob/main/pkg/cfn/builder/managed_nodegroup.go */

import { isIpv6 } from '../../../engine/aws/eks/ip-family.ts';
import { instancesOf } from '../../../engine/aws/eks/nodegroup-life.ts';
import { nodegroupOf } from '../../../engine/aws/eks-nodegroup.ts';
import { lookup, objectAt } from '../../../engine/store.ts';
import type { NodeGroup } from './config.ts';
import { amiTypeOf, NODE_DEFAULTS, sizesOf } from './plan.ts';
import { createNodeRole, deleteRoles } from './roles.ts';
import { ask, call, log, make, ResourceFailed, type Session, waitForStack } from './session.ts';
import { CLUSTER_TAG } from './tags.ts';

export type Subnets = { readonly public: readonly string[]; readonly private: readonly string[] };
export type Placement = { readonly cluster: string; readonly subnets: Subnets };

/** Minutes that CloudFormation and EKS take at most for a node group. */
const LIMIT = 35 * 60;

/** Makes the node groups one after the other; false when one of them has failed and was rolled back. */
export function createNodegroups(session: Session, groups: readonly NodeGroup[], placement: Placement): boolean {
  const failures = groups.flatMap((group) => createOne(session, group, placement) ?? []);
  return failures.length === 0;
}

function createOne(session: Session, group: NodeGroup, { cluster, subnets }: Placement): string | null {
  const stack = `eksctl-${cluster}-nodegroup-${group.name}`;
  log(session, 'info', `building managed nodegroup stack "${stack}"`);
  log(session, 'info', `deploying stack "${stack}"`);
  log(session, 'info', `waiting for CloudFormation stack "${stack}"`);
  try {
    const nodeRole =
      group.iam?.instanceRoleARN ??
      createNodeRole(session, { cluster, nodegroup: group.name, policies: group.iam?.attachPolicyARNs, ipv6: isIpv6Cluster(session, cluster) });
    make(
      session,
      { verb: 'CreateNodegroup', resource: 'AWS::EKS::Nodegroup/ManagedNodeGroup' },
      bodyOf(group, { cluster, nodeRole, subnets: placeOf(session, group, subnets) }),
    );
    waitForStack(session, { stack, limit: LIMIT, done: () => nodegroupOf(session.world, cluster, group.name)?.status !== 'CREATING' });
    const made = nodegroupOf(session.world, cluster, group.name);
    if (made?.status === 'ACTIVE') return null;
    const issues = (made?.health.issues ?? []).map(
      ({ code, message, resourceIds }) => `Issue(Code=${code}, Message=${message}, ResourceIds=[${resourceIds.join(', ')}])`,
    );
    throw new ResourceFailed(
      `AWS::EKS::Nodegroup/ManagedNodeGroup: CREATE_FAILED – "Resource handler returned message: \\"[${issues.join(', ')}] (Service: null, Status Code: 0)\\" (HandlerErrorCode: GeneralServiceException)"`,
    );
  } catch (thrown) {
    if (!(thrown instanceof ResourceFailed)) throw thrown;
    log(session, 'critical', `unexpected status "ROLLBACK_IN_PROGRESS" while waiting for CloudFormation stack "${stack}"`);
    log(session, 'info', 'fetching stack events in attempt to troubleshoot the root cause of the failure');
    log(session, 'critical', thrown.message);
    removeNodegroup(session, cluster, group.name);
    return stack;
  }
}

function isIpv6Cluster({ world }: Session, name: string): boolean {
  const cluster = objectAt(world.aws.EksCluster, name);
  return cluster !== undefined && isIpv6(cluster);
}

/** The subnets that the group names, or all of its kind, or those of the zones that it names. */
function placeOf(session: Session, group: NodeGroup, subnets: Subnets): readonly string[] {
  const named = group.subnets ?? [];
  if (named.length > 0) return named;
  const kind = group.privateNetworking === true ? subnets.private : subnets.public;
  const zones = group.availabilityZones ?? [];
  return zones.length === 0 ? kind : kind.filter((id) => zones.includes(objectAt(session.world.aws.Subnet, id)?.AvailabilityZone ?? ''));
}

const EFFECTS: { readonly [effect: string]: string } = { NoSchedule: 'NO_SCHEDULE', NoExecute: 'NO_EXECUTE', PreferNoSchedule: 'PREFER_NO_SCHEDULE' };

type Made = { readonly cluster: string; readonly nodeRole: string; readonly subnets: readonly string[] };

function bodyOf(group: NodeGroup, { cluster, nodeRole, subnets }: Made): { readonly [member: string]: unknown } {
  const own = { [CLUSTER_TAG]: cluster, 'alpha.eksctl.io/nodegroup-name': group.name };
  const taints = (group.taints ?? []).map(({ effect, ...taint }) => ({ ...taint, effect: EFFECTS[effect] ?? effect }));
  return {
    clusterName: cluster,
    nodegroupName: group.name,
    nodeRole,
    subnets,
    scalingConfig: sizesOf(group),
    instanceTypes: group.instanceTypes ?? [group.instanceType ?? NODE_DEFAULTS.instanceType],
    amiType: amiTypeOf(group),
    diskSize: group.volumeSize ?? NODE_DEFAULTS.volumeSize,
    labels: { ...group.labels, ...own },
    tags: { ...group.tags, ...own, 'alpha.eksctl.io/nodegroup-type': 'managed' },
    capacityType: group.spot === true ? 'SPOT' : 'ON_DEMAND',
    ...(taints.length === 0 ? {} : { taints }),
  };
}

/** Says which nodes are there. */
export function logNodes(session: Session, cluster: string, groups: readonly NodeGroup[]): void {
  for (const { name } of groups) {
    const instances = instancesOf(session.world, { clusterName: cluster, nodegroupName: name });
    const nodes = instances.flatMap(({ InstanceId }) => lookup(session.world.cluster.Node, 'byInstance', InstanceId));
    const say = () => {
      log(session, 'info', `nodegroup "${name}" has ${nodes.length} node(s)`);
      for (const { metadata } of nodes) log(session, 'info', `node "${metadata.name}" is ready`);
    };
    say();
    log(session, 'info', `waiting for at least ${nodes.length} node(s) to become ready in "${name}"`);
    say();
  }
}

/** Takes a node group and its role away, waiting for EKS. */
export function removeNodegroup(session: Session, cluster: string, name: string): void {
  const stack = `eksctl-${cluster}-nodegroup-${name}`;
  if (nodegroupOf(session.world, cluster, name) !== undefined) {
    ask(session, 'DeleteNodegroup', { clusterName: cluster, nodegroupName: name });
    waitForStack(session, { stack, limit: LIMIT, done: () => nodegroupOf(session.world, cluster, name) === undefined });
  }
  deleteRoles(session, stack);
}

/** The subnets of a cluster by what they are for: eksctl's own by their tags, others by their routes to an internet gateway. */
export function subnetsOfCluster(session: Session, cluster: string): Subnets {
  const { subnetIds, vpcId } = call(session, 'DescribeCluster', { name: cluster }).cluster.resourcesVpcConfig;
  const { RouteTables } = call(session, 'DescribeRouteTables', { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] });
  type Table = {
    readonly Associations: readonly { readonly SubnetId?: string; readonly Main?: boolean }[];
    readonly Routes: readonly { readonly GatewayId?: string }[];
  };
  const tables = RouteTables as readonly Table[];
  const tableOf = (id: string) =>
    tables.find(({ Associations }) => Associations.some(({ SubnetId }) => SubnetId === id)) ??
    tables.find(({ Associations }) => Associations.some(({ Main }) => Main === true));
  const isPublic = (id: string) => tableOf(id)?.Routes.some(({ GatewayId = '' }) => GatewayId.startsWith('igw-')) === true;
  const ids = subnetIds as readonly string[];
  return { public: ids.filter(isPublic), private: ids.filter((id) => !isPublic(id)) };
}
