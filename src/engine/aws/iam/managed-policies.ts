/**
 * The policies that AWS manages and that an EKS network is built with: their actions on the services of this lab.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
import type { PolicyDocument } from './policy-document.ts';

export type ManagedPolicy = {
  readonly PolicyName: string;
  readonly Arn: string;
  readonly Path: string;
  readonly document: PolicyDocument;
  /** Whether its actions are known here; of the others only the name is. */
  readonly known: boolean;
};

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const allowing = (...Action: readonly string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});
const under = (service: string, actions: string): string[] => words(actions).map((action) => `${service}:${action}`);

const DOCUMENTS: { readonly [name: string]: PolicyDocument } = {
  AdministratorAccess: allowing('*'),
  // Its part about the network: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKSClusterPolicy.html
  AmazonEKSClusterPolicy: allowing(
    ...under(
      'ec2',
      `AuthorizeSecurityGroupIngress CreateRoute CreateSecurityGroup CreateTags DeleteRoute DeleteSecurityGroup DescribeAccountAttributes
       DescribeAddresses DescribeAvailabilityZones DescribeDhcpOptions DescribeInstances DescribeInstanceTopology DescribeInternetGateways
       DescribeNetworkInterfaces DescribeRouteTables DescribeSecurityGroups DescribeSubnets DescribeVpcs ModifyInstanceAttribute
       RevokeSecurityGroupIngress`,
    ),
    'elasticloadbalancing:*',
  ),
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKSWorkerNodePolicy.html
  AmazonEKSWorkerNodePolicy: allowing(
    ...under(
      'ec2',
      `DescribeInstances DescribeInstanceTypes DescribeRouteTables DescribeSecurityGroups DescribeSubnets DescribeVolumes
       DescribeVolumesModifications DescribeVpcs`,
    ),
    'eks:DescribeCluster',
    'eks-auth:AssumeRoleForPodIdentity',
  ),
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKSWorkerNodeMinimalPolicy.html
  AmazonEKSWorkerNodeMinimalPolicy: allowing('eks-auth:AssumeRoleForPodIdentity'),
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKS_CNI_Policy.html
  AmazonEKS_CNI_Policy: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AmazonEKSCNIPolicy',
        Effect: 'Allow',
        Action: under(
          'ec2',
          `AssignPrivateIpAddresses AttachNetworkInterface CreateNetworkInterface DeleteNetworkInterface DescribeInstances
           DescribeInstanceTypes DescribeNetworkInterfaces DescribeSubnets DescribeTags DetachNetworkInterface ModifyNetworkInterfaceAttribute
           UnassignPrivateIpAddresses`,
        ),
        Resource: '*',
      },
      { Sid: 'AmazonEKSCNIPolicyENITag', Effect: 'Allow', Action: ['ec2:CreateTags'], Resource: ['arn:aws:ec2:*:*:network-interface/*'] },
    ],
  },
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEC2ContainerRegistryPullOnly.html
  AmazonEC2ContainerRegistryPullOnly: allowing(
    ...under('ecr', 'GetAuthorizationToken BatchCheckLayerAvailability GetDownloadUrlForLayer BatchGetImage BatchImportUpstreamImage'),
  ),
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEC2ContainerRegistryReadOnly.html
  AmazonEC2ContainerRegistryReadOnly: allowing(
    ...under(
      'ecr',
      `GetAuthorizationToken BatchCheckLayerAvailability GetDownloadUrlForLayer GetRepositoryPolicy DescribeRepositories ListImages
       DescribeImages BatchGetImage GetLifecyclePolicy GetLifecyclePolicyPreview ListTagsForResource DescribeImageScanFindings`,
    ),
  ),
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonEKSVPCResourceController.html
  AmazonEKSVPCResourceController: allowing(
    ...under(
      'ec2',
      `CreateNetworkInterfacePermission CreateNetworkInterface DetachNetworkInterface ModifyNetworkInterfaceAttribute DeleteNetworkInterface
       AttachNetworkInterface UnassignPrivateIpAddresses AssignPrivateIpAddresses`,
    ),
  ),
  // https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonSSMManagedInstanceCore.html
  AmazonSSMManagedInstanceCore: allowing('ssm:UpdateInstanceInformation', 'ssmmessages:*', 'ec2messages:*'),
};

/** Real ones that decide nothing in this lab: they can be attached, and the lab says that they have no effect. */
const NAMES_ONLY = words(`
  AmazonEC2FullAccess AmazonEC2ReadOnlyAccess AmazonVPCFullAccess AmazonEKSServicePolicy AmazonEKSComputePolicy AmazonEKSBlockStoragePolicy
  AmazonEKSLoadBalancingPolicy AmazonEKSNetworkingPolicy AmazonEKSFargatePodExecutionRolePolicy AmazonS3ReadOnlyAccess AmazonS3FullAccess
  AmazonRoute53FullAccess AmazonRDSFullAccess CloudWatchAgentServerPolicy AWSXRayDaemonWriteAccess ElasticLoadBalancingFullAccess
  IAMFullAccess IAMReadOnlyAccess PowerUserAccess ReadOnlyAccess ViewOnlyAccess service-role/AmazonEBSCSIDriverPolicy
  service-role/AmazonEFSCSIDriverPolicy
`);

/** The managed policies by ARN. */
export const managedPolicies: ReadonlyMap<string, ManagedPolicy> = new Map(
  [
    ...Object.entries(DOCUMENTS).map(([name, document]) => ({ name, document, known: true })),
    ...NAMES_ONLY.map((name) => ({ name, document: { Version: '2012-10-17', Statement: [] }, known: false })),
  ].map(({ name, document, known }) => {
    const Arn = `arn:aws:iam::aws:policy/${name}`;
    const slash = name.lastIndexOf('/');
    return [Arn, { PolicyName: name.slice(slash + 1), Arn, Path: `/${name.slice(0, slash + 1)}`, document, known }] as const;
  }),
);

/** The ARN of a managed policy by its name. */
export function managedPolicyArn(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}
