/** What EKS and its Auto Scaling group do with a node group, step by step. https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html */
import { commit, type Effect } from '../../change.ts';
import type { Principal } from '../../principal.ts';
import { sha1 } from '../../sha1.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import type { EksCluster } from '../eks-cluster.ts';
import type { EksNodegroup } from '../eks-nodegroup.ts';
import type { IamInstanceProfile } from '../iam/instance-profile.ts';
import { uniqueId } from '../iam/names.ts';
import type { Instance } from '../instance.ts';
import { type Launch, launchInstance, terminateInstances } from '../launch.ts';
import { type Done, operation } from '../operation.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { integer, string, strings } from '../shape.ts';
import type { Subnet } from '../subnet.ts';
import { accessEntryOf, newAccessEntry } from './access-entry.ts';

/** The tags by which the instances of a node group are known. */
const NODEGROUP_TAG = 'eks:nodegroup-name';
const CLUSTER_TAG = 'eks:cluster-name';

/** The instances of a node group that are not on their way out, in ascending order of id. */
export function instancesOf(world: World, { clusterName, nodegroupName }: Pick<EksNodegroup, 'clusterName' | 'nodegroupName'>): readonly Instance[] {
  const named = lookup(world.aws.Instance, 'byTag', `${NODEGROUP_TAG}=${nodegroupName}`);
  return named.filter(
    ({ State, Tags }) =>
      State.Name !== 'terminated' && State.Name !== 'shutting-down' && Tags.some(({ Key, Value }) => Key === CLUSTER_TAG && Value === clusterName),
  );
}

const advanceNodegroup = operation({
  service: 'eks',
  name: 'AdvanceNodegroup',
  kind: 'EksNodegroup',
  writes: true,
  internal: true,
  summary: { ko: '노드 그룹을 다음 상태로 옮깁니다.', en: 'Takes a node group to its next state.' },
  members: {
    nodegroupArn: { ...string, required: true },
    step: { type: 'string', required: true, values: ['launch', 'activate', 'fail', 'terminate', 'forget'] },
    code: string,
    message: string,
    resourceIds: strings,
    maxPods: integer,
  },
  run: ({ world, input, as }) => {
    const nodegroup = objectAt(world.aws.EksNodegroup, input.nodegroupArn);
    const cluster = nodegroup === undefined ? undefined : objectAt(world.aws.EksCluster, nodegroup.clusterName);
    if (nodegroup === undefined || cluster === undefined) return refuse('ResourceNotFoundException', 'No node group found', 404);
    switch (input.step) {
      case 'launch':
        return launched(world, { nodegroup, cluster, as, maxPods: input.maxPods });
      case 'terminate':
        return { effects: terminateInstances(world, input.resourceIds ?? []), output: {} };
      case 'forget':
        return { effects: forgotten(world, nodegroup), output: {} };
      case 'activate':
        return { effects: [store('EksNodegroup', { ...nodegroup, status: 'ACTIVE', health: { issues: [] }, since: world.now })], output: {} };
      default: {
        const issue = { code: input.code ?? '', message: input.message ?? '', resourceIds: input.resourceIds ?? [] };
        return { effects: [store('EksNodegroup', failed(world, nodegroup, issue))], output: {} };
      }
    }
  },
});

/** A group that never had all of its nodes has failed; one that had them is degraded. */
function failed(world: World, nodegroup: EksNodegroup, issue: EksNodegroup['health']['issues'][number]): EksNodegroup {
  const status = nodegroup.status === 'CREATING' ? 'CREATE_FAILED' : 'DEGRADED';
  return { ...nodegroup, status, health: { issues: [issue] }, since: world.now };
}

type Launching = {
  readonly nodegroup: EksNodegroup;
  readonly cluster: EksCluster;
  readonly as: Principal;
  readonly maxPods: number | undefined;
};

/** As many instances as are missing, spread over the zones; with the first come the instance profile and the access entry. */
function launched(world: World, { nodegroup: known, cluster, as, maxPods }: Launching): Done {
  const nodegroup = maxPods === undefined ? known : { ...known, maxPods };
  const profile = profileFor(world, nodegroup);
  const effects: Effect[] = [
    ...(nodegroup === known ? [] : [store('EksNodegroup', nodegroup)]),
    ...profile.effects,
    ...entryFor(world, cluster, nodegroup),
  ];
  const present = instancesOf(world, nodegroup);
  const subnets = nodegroup.subnets.flatMap((id) => objectAt(world.aws.Subnet, id) ?? []);
  const perSubnet = new Map(subnets.map(({ SubnetId }) => [SubnetId, 0]));
  for (const { InstanceId } of present) {
    const at = lookup(world.aws.NetworkInterface, 'byInstance', InstanceId)[0]?.SubnetId ?? '';
    perSubnet.set(at, (perSubnet.get(at) ?? 0) + 1);
  }
  let next = world;
  for (let count = present.length; count < nodegroup.scalingConfig.desiredSize; count++) {
    const made = launchedInOneOf(next, emptiestFirst(subnets, perSubnet), {
      ...launchOf(world, nodegroup),
      as,
      IamInstanceProfile: { Arn: profile.Arn },
      Groups: groupsOf(cluster),
    });
    if (isRefusal(made)) {
      return {
        world: { ...world, counters: next.counters },
        effects: [...effects, store('EksNodegroup', failed(world, nodegroup, launchIssue(nodegroup, made)))],
        output: {},
      };
    }
    perSubnet.set(made.SubnetId, (perSubnet.get(made.SubnetId) ?? 0) + 1);
    next = commit(made.world, { by: as.name, verb: 'RunInstances', because: null }, made.effects).world;
    effects.push(...made.effects);
  }
  return { world: { ...world, counters: next.counters }, effects, output: {} };
}

/**
 * An Auto Scaling group that cannot launch in one zone tries the others.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html#arch-AutoScalingMultiAZ
 */
function launchedInOneOf(world: World, subnets: readonly Subnet[], launch: Omit<Launch, 'subnet'>) {
  let refusal: Refusal = refuse('InvalidSubnetID.NotFound', 'The subnets of the node group do not exist');
  for (const subnet of subnets) {
    const made = launchInstance(world, { ...launch, subnet });
    if (!isRefusal(made)) return { ...made, SubnetId: subnet.SubnetId };
    refusal = made;
  }
  return refusal;
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_Issue.html */
function launchIssue(nodegroup: EksNodegroup, { refusedWith, message }: Refusal): EksNodegroup['health']['issues'][number] {
  if (refusedWith === 'InsufficientFreeAddressesInSubnet') {
    const text = 'One or more of the subnets associated with your managed node group does not have enough available IP addresses for new nodes.';
    return { code: 'InsufficientFreeAddresses', message: text, resourceIds: nodegroup.subnets };
  }
  const text = `Could not launch On-Demand Instances. ${refusedWith} - ${message} Launching EC2 instance failed.`;
  return { code: 'AsgInstanceLaunchFailures', message: text, resourceIds: [groupNameOf(nodegroup)] };
}

function emptiestFirst(subnets: readonly Subnet[], counts: ReadonlyMap<string, number>): readonly Subnet[] {
  return [...subnets].sort((one, other) => (counts.get(one.SubnetId) ?? 0) - (counts.get(other.SubnetId) ?? 0));
}

function groupsOf({ resourcesVpcConfig: { clusterSecurityGroupId: GroupId } }: EksCluster) {
  return [{ GroupId }];
}

function launchOf(world: World, { clusterName, nodegroupName, instanceTypes, amiType, releaseVersion }: EksNodegroup) {
  const own = [
    { Key: CLUSTER_TAG, Value: clusterName },
    { Key: NODEGROUP_TAG, Value: nodegroupName },
  ];
  return {
    InstanceType: instanceTypes[0] as string,
    ImageId: `ami-0${sha1(`${world.region} ${amiType} ${releaseVersion}`).slice(0, 16)}`,
    Tags: [...own, { Key: `kubernetes.io/cluster/${clusterName}`, Value: 'owned' }],
    TagSet: [{ Key: 'cluster.k8s.amazonaws.com/name', Value: clusterName }, ...own],
  };
}

/** The name of the Auto Scaling group of a node group. */
function groupNameOf({ nodegroupName, nodegroupArn }: EksNodegroup): string {
  return `eks-${nodegroupName}-${idOf(nodegroupArn)}`;
}

function idOf(nodegroupArn: string): string {
  return nodegroupArn.slice(nodegroupArn.lastIndexOf('/') + 1);
}

/** The name of the instance profile that EKS makes for the role of the group. */
export function profileNameOf({ nodegroupArn }: EksNodegroup): string {
  return `eks-${idOf(nodegroupArn)}`;
}

function profileFor(world: World, nodegroup: EksNodegroup): { readonly Arn: string; readonly effects: readonly Effect[] } {
  const InstanceProfileName = profileNameOf(nodegroup);
  const { nodeRole } = nodegroup;
  const known = objectAt(world.aws.IamInstanceProfile, InstanceProfileName);
  if (known !== undefined) return { Arn: known.Arn, effects: [] };
  const profile: IamInstanceProfile = {
    InstanceProfileName,
    Path: '/',
    InstanceProfileId: uniqueId('AIPA', InstanceProfileName),
    Arn: `arn:aws:iam::${world.account}:instance-profile/${InstanceProfileName}`,
    CreateDate: timestamp(world.now),
    Roles: [nodeRole.slice(nodeRole.lastIndexOf('/') + 1)],
    Tags: [],
  };
  return { Arn: profile.Arn, effects: [store('IamInstanceProfile', profile)] };
}

/** "Amazon EKS automatically creates an access entry for the role" where the mode has access entries (user guide, access entries). */
function entryFor(world: World, cluster: EksCluster, { nodeRole, status }: EksNodegroup): readonly Effect[] {
  // Whoever deletes it afterwards has it deleted: a group that grows makes no other.
  if (status !== 'CREATING') return [];
  const mode = cluster.accessConfig?.authenticationMode ?? 'API_AND_CONFIG_MAP';
  if (mode === 'CONFIG_MAP' || accessEntryOf(world, cluster.name, nodeRole) !== undefined) return [];
  return [store('EksAccessEntry', newAccessEntry(world, cluster, { principalArn: nodeRole, type: 'EC2_LINUX' }))];
}

function forgotten(world: World, nodegroup: EksNodegroup): readonly Effect[] {
  const { clusterName, nodeRole, nodegroupArn } = nodegroup;
  const others = lookup(world.aws.EksNodegroup, 'byCluster', clusterName).filter((other) => other !== nodegroup && other.nodeRole === nodeRole);
  const entry = accessEntryOf(world, clusterName, nodeRole);
  const name = profileNameOf(nodegroup);
  return [
    ...(objectAt(world.aws.IamInstanceProfile, name) === undefined ? [] : [erase('IamInstanceProfile', name)]),
    ...(entry === undefined || others.length > 0 ? [] : [erase('EksAccessEntry', entry.accessEntryArn)]),
    erase('EksNodegroup', nodegroupArn),
  ];
}

export const nodegroupLifeOperations = [advanceNodegroup];
