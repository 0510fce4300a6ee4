/** What EKS minds about the request for a node group. https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html */
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import type { EksCluster } from '../eks-cluster.ts';
import { type EksNodegroup, nodegroupOf } from '../eks-nodegroup.ts';
import { trusts } from '../iam/policy-document.ts';
import { roleAt } from '../iam/role.ts';
import { limitsOf } from '../instance-limits.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { findCluster, invalid } from './cluster-request.ts';

type Scaling = EksNodegroup['scalingConfig'];
type ScalingInput = { readonly [M in keyof Scaling]?: number | undefined };

/** The sizes that were asked for over those that there are, or what EKS answers to sizes that do not fit each other. */
export function scalingFor(given: ScalingInput, base: Scaling): Scaling | Refusal {
  const sizes = {
    minSize: given.minSize ?? base.minSize,
    maxSize: given.maxSize ?? base.maxSize,
    desiredSize: given.desiredSize ?? base.desiredSize,
  };
  const { minSize, maxSize, desiredSize } = sizes;
  if (maxSize < 1) return invalid('maxSize must be at least 1');
  if (maxSize > 450) return refuse('ResourceLimitExceededException', 'Node group limit exceeded: 450 nodes per node group are allowed');
  if (minSize > desiredSize) return invalid(`Minimum capacity ${minSize} can't be greater than desired size ${desiredSize}`);
  return desiredSize > maxSize ? invalid(`Desired capacity ${desiredSize} can't be greater than max size ${maxSize}`) : sizes;
}

/** Null when the node group may have its name. */
export function checkNodegroupName(world: World, clusterName: string, name: string): Refusal | null {
  if (!/^[0-9A-Za-z][A-Za-z0-9_-]{0,62}$/.test(name)) return invalid(`The provided nodegroup name ${name} is invalid`);
  if (nodegroupOf(world, clusterName, name) !== undefined) {
    return refuse('ResourceInUseException', `NodeGroup already exists with name ${name} and cluster name ${clusterName}`, 409);
  }
  const many = lookup(world.aws.EksNodegroup, 'byCluster', clusterName).length >= 30;
  return many ? refuse('ResourceLimitExceededException', 'Nodegroup limit exceeded: 30 node groups per cluster are allowed') : null;
}

/** Null when nodes can run in the subnets. */
export function checkNodeSubnets(world: World, { resourcesVpcConfig }: EksCluster, ids: readonly string[]): Refusal | null {
  if (ids.length === 0) return invalid('Subnets cannot be empty');
  const missing = ids.find((id) => objectAt(world.aws.Subnet, id) === undefined);
  if (missing !== undefined)
    return invalid(`The subnet ID '${missing}' does not exist (Service: AmazonEC2; Status Code: 400; Error Code: InvalidSubnetID.NotFound)`);
  const elsewhere = ids.find((id) => objectAt(world.aws.Subnet, id)?.VpcId !== resourcesVpcConfig.vpcId);
  return elsewhere === undefined ? null : invalid(`Subnet ${elsewhere} does not belong to the VPC ${resourcesVpcConfig.vpcId} of the cluster`);
}

/** Null when EC2 can give the role to nodes. */
export function checkNodeRole(world: World, roleArn: string): Refusal | null {
  if (!/^arn:aws:iam::\d{12}:role\/.+$/.test(roleArn)) return invalid(`Invalid role ARN: ${roleArn}`);
  const role = roleAt(world, roleArn);
  if (role === undefined && objectsOf(world.aws.IamRole).length > 0)
    return invalid(`The role with name ${roleArn.slice(roleArn.lastIndexOf('/') + 1)} cannot be found.`);
  if (role === undefined || trusts(role.AssumeRolePolicyDocument, 'ec2.amazonaws.com')) return null;
  return invalid(`Following required service principals [ec2.amazonaws.com] were not found in the trust relationships of nodeRole ${roleArn}`);
}

/** Null when there are such types. */
export function checkInstanceTypes(types: readonly string[]): Refusal | null {
  const unknown = types.filter((type) => limitsOf(type) === undefined);
  return unknown.length === 0 ? null : invalid(`The following supplied instance types do not exist: [${unknown.join(', ')}]`);
}

/** The cluster, when node groups can be made in it. */
export function clusterForNodes(world: World, name: string): EksCluster | Refusal {
  const cluster = findCluster(world, name);
  if (isRefusal(cluster) || cluster.status === 'ACTIVE' || cluster.status === 'UPDATING') return cluster;
  return refuse('InvalidRequestException', `Cluster '${name}' is not in ACTIVE status`);
}

/** The node group, or what EKS answers. */
export function findNodegroup(world: World, clusterName: string, name: string): EksNodegroup | Refusal {
  const cluster = findCluster(world, clusterName);
  if (isRefusal(cluster)) return cluster;
  return nodegroupOf(world, clusterName, name) ?? refuse('ResourceNotFoundException', `No node group found for name: ${name}.`, 404);
}
