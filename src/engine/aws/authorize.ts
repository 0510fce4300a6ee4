/** Who may call what: the identity-based policies of the principals that a cluster's network knows. */

import type { Principal } from '../principal.ts';
import { objectAt, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import type { Operation } from './operation.ts';
import { type Refusal, refuse } from './refusal.ts';

type Policy = { readonly [service: string]: readonly string[] | 'all' };

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html */
const AdministratorAccess: Policy = { ec2: 'all', eks: 'all', sts: 'all' };

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKS_CNI_Policy.html */
const AmazonEKS_CNI_Policy: Policy = {
  ec2: [
    'AssignPrivateIpAddresses',
    'AttachNetworkInterface',
    'CreateNetworkInterface',
    'CreateTags',
    'DeleteNetworkInterface',
    'DescribeInstances',
    'DescribeInstanceTypes',
    'DescribeNetworkInterfaces',
    'DescribeSubnets',
    'DescribeTags',
    'DetachNetworkInterface',
    'ModifyNetworkInterfaceAttribute',
    'UnassignPrivateIpAddresses',
  ],
};

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKSWorkerNodePolicy.html */
const AmazonEKSWorkerNodePolicy: Policy = {
  ec2: [
    'DescribeInstances',
    'DescribeInstanceTypes',
    'DescribeRouteTables',
    'DescribeSecurityGroups',
    'DescribeSubnets',
    'DescribeVolumes',
    'DescribeVolumesModifications',
    'DescribeVpcs',
  ],
  eks: ['DescribeCluster'],
};

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKSClusterPolicy.html (its part about the network) */
const AmazonEKSClusterPolicy: Policy = {
  ec2: [
    'AuthorizeSecurityGroupIngress',
    'CreateRoute',
    'CreateSecurityGroup',
    'CreateTags',
    'DeleteRoute',
    'DeleteSecurityGroup',
    'DescribeAccountAttributes',
    'DescribeAddresses',
    'DescribeAvailabilityZones',
    'DescribeDhcpOptions',
    'DescribeInstances',
    'DescribeInternetGateways',
    'DescribeNetworkInterfaces',
    'DescribeRouteTables',
    'DescribeSecurityGroups',
    'DescribeSubnets',
    'DescribeVpcs',
    'ModifyInstanceAttribute',
    'RevokeSecurityGroupIngress',
  ],
};

/** Null when the principal may call the operation, else the refusal as the service words it. */
export function authorize(world: World, operation: Operation, as: Principal): Refusal | null {
  if (as.arn === null) return refuse('AuthFailure', 'AWS was not able to validate the provided access credentials', 401);
  // Everyone may ask who they are: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  if (operation.service === 'sts') return null;
  const allowed = policiesOf(world, as.arn).some((policy) => {
    const actions = policy[operation.service] ?? [];
    return actions === 'all' || actions.includes(operation.name);
  });
  return allowed ? null : denied(operation, as.arn);
}

function policiesOf(world: World, arn: string): readonly Policy[] {
  const session = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\/(.+)$/.exec(arn);
  if (session === null) return arn.startsWith(`arn:aws:iam::${world.account}:`) ? [AdministratorAccess] : [];
  const [, account, role, name] = session as unknown as [string, string, string, string];
  // The session of an instance profile is named after its instance.
  if (objectAt(world.aws.Instance, name) !== undefined) return [AmazonEKSWorkerNodePolicy, AmazonEKS_CNI_Policy];
  const roleArn = `arn:aws:iam::${account}:role/${role}`;
  return objectsOf(world.aws.EksCluster).some((cluster) => cluster.roleArn === roleArn) ? [AmazonEKSClusterPolicy] : [];
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function denied(operation: Operation, arn: string): Refusal {
  const action = `${operation.service}:${operation.name}`;
  const sentence = `User: ${arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  return operation.service === 'ec2'
    ? refuse('UnauthorizedOperation', `You are not authorized to perform this operation. ${sentence}`, 403)
    : refuse('AccessDeniedException', sentence, 403);
}
