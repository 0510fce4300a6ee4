/** The IAM roles of a cluster and of its node groups. https://github.com/eksctl-io/eksctl/blob/main/pkg/cfn/builder/iam.go */
import { managedPolicyArn } from '../../../engine/aws/iam/managed-policies.ts';
import { sha1 } from '../../../engine/sha1.ts';
import { objectAt } from '../../../engine/store.ts';
import { type Answer, ask, call, make, type Session } from './session.ts';
import { clusterTags, pairs } from './tags.ts';

const trusting = (Service: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service }, Action: ['sts:AssumeRole'] }] });

const CLUSTER_POLICIES = ['AmazonEKSClusterPolicy', 'AmazonEKSVPCResourceController'];
const NODE_POLICIES = ['AmazonEC2ContainerRegistryPullOnly', 'AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonSSMManagedInstanceCore'];
/** https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html#cni-iam-role-create-ipv6-policy */
const CNI_IPV6 = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['AssignIpv6Addresses', 'DescribeInstances', 'DescribeTags', 'DescribeNetworkInterfaces', 'DescribeInstanceTypes'].map(
        (name) => `ec2:${name}`,
      ),
      Resource: '*',
    },
    { Effect: 'Allow', Action: ['ec2:CreateTags'], Resource: ['arn:aws:ec2:*:*:network-interface/*'] },
  ],
};

type Role = {
  readonly cluster: string;
  readonly stack: string;
  readonly logicalId: string;
  /** Who may assume it. */
  readonly trust: string;
  readonly policies: readonly string[];
};

export function createServiceRole(session: Session, cluster: string): string {
  const stack = `eksctl-${cluster}-cluster`;
  return createRole(session, {
    cluster,
    stack,
    logicalId: 'ServiceRole',
    trust: trusting('eks.amazonaws.com'),
    policies: CLUSTER_POLICIES.map(managedPolicyArn),
  });
}

/** The role of add-on vpc-cni in an IPv6 cluster, which the account of aws-node assumes. Its ARN. */
export function createCniRole(session: Session, cluster: string): string {
  const stack = `eksctl-${cluster}-addon-vpc-cni`;
  const host = objectAt(session.world.aws.EksCluster, cluster)?.endpoint.replace(/^https:\/\/([0-9A-F]+).*$/, '$1') ?? '';
  const provider = `arn:aws:iam::${session.world.account}:oidc-provider/oidc.eks.${session.world.region}.amazonaws.com/id/${host}`;
  const Statement = [{ Effect: 'Allow', Principal: { Federated: provider }, Action: ['sts:AssumeRoleWithWebIdentity'] }];
  const trust = JSON.stringify({ Version: '2012-10-17', Statement });
  const arn = createRole(session, { cluster, stack, logicalId: 'Role1', trust, policies: [] });
  const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
  call(session, 'PutRolePolicy', { RoleName, PolicyName: `${stack}-Policy1`, PolicyDocument: JSON.stringify(CNI_IPV6) });
  return arn;
}

type Node = { readonly cluster: string; readonly nodegroup: string; readonly policies: readonly string[] | undefined; readonly ipv6: boolean };

/** With an OIDC provider, which IPv6 needs, the permissions of the CNI are not those of the node (makeManagedPolicies). */
export function createNodeRole(session: Session, { cluster, nodegroup, policies, ipv6 }: Node): string {
  const stack = `eksctl-${cluster}-nodegroup-${nodegroup}`;
  const usual = NODE_POLICIES.filter((name) => !ipv6 || name !== 'AmazonEKS_CNI_Policy');
  const wanted = policies ?? usual.map(managedPolicyArn);
  return createRole(session, { cluster, stack, logicalId: 'NodeInstanceRole', trust: trusting('ec2.amazonaws.com'), policies: wanted });
}

/** CloudFormation names a role after its stack, its name there, and twelve letters of its own. */
function createRole(session: Session, { cluster, stack, logicalId, trust, policies }: Role): string {
  const RoleName = `${stack}-${logicalId}-`.slice(0, 52) + sha1(`${session.world.seed} ${stack} ${session.world.now}`).slice(0, 12).toUpperCase();
  const Tags = [...pairs(clusterTags(cluster)), { Key: 'Name', Value: `${stack}/${logicalId}` }];
  const body = { RoleName, AssumeRolePolicyDocument: trust, Tags };
  const { Arn } = make(session, { verb: 'CreateRole', resource: `AWS::IAM::Role/${logicalId}` }, body).Role;
  for (const PolicyArn of policies) make(session, { verb: 'AttachRolePolicy', resource: `AWS::IAM::Role/${logicalId}` }, { RoleName, PolicyArn });
  return Arn;
}

/** Takes away the roles that belong to the stack. */
export function deleteRoles(session: Session, stack: string): void {
  const all: readonly Answer[] = call(session, 'ListRoles').Roles;
  for (const { RoleName } of all) {
    const tags: readonly { readonly Key: string; readonly Value: string }[] = call(session, 'GetRole', { RoleName }).Role.Tags ?? [];
    if (!tags.some(({ Key, Value }) => Key === 'Name' && Value.startsWith(`${stack}/`))) continue;
    const { AttachedPolicies } = call(session, 'ListAttachedRolePolicies', { RoleName });
    for (const { PolicyArn } of AttachedPolicies) ask(session, 'DetachRolePolicy', { RoleName, PolicyArn });
    for (const PolicyName of call(session, 'ListRolePolicies', { RoleName }).PolicyNames) ask(session, 'DeleteRolePolicy', { RoleName, PolicyName });
    ask(session, 'DeleteRole', { RoleName });
  }
}
