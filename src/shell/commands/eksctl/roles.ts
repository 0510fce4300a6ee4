/** The IAM roles of a cluster and of its node groups. https://github.com/eksctl-io/eksctl/blob/main/pkg/cfn/builder/iam.go */
import { managedPolicyArn } from '../../../engine/aws/iam/managed-policies.ts';
import { sha1 } from '../../../engine/sha1.ts';
import { type Answer, ask, call, make, type Session } from './session.ts';
import { clusterTags, pairs } from './tags.ts';

const trusting = (Service: string): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service }, Action: ['sts:AssumeRole'] }] });

const CLUSTER_POLICIES = ['AmazonEKSClusterPolicy', 'AmazonEKSVPCResourceController'];
const NODE_POLICIES = ['AmazonEC2ContainerRegistryPullOnly', 'AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonSSMManagedInstanceCore'];

type Role = {
  readonly cluster: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly service: string;
  readonly policies: readonly string[];
};

export function createServiceRole(session: Session, cluster: string): string {
  const stack = `eksctl-${cluster}-cluster`;
  return createRole(session, {
    cluster,
    stack,
    logicalId: 'ServiceRole',
    service: 'eks.amazonaws.com',
    policies: CLUSTER_POLICIES.map(managedPolicyArn),
  });
}

type Node = { readonly cluster: string; readonly nodegroup: string; readonly policies: readonly string[] | undefined };

export function createNodeRole(session: Session, { cluster, nodegroup, policies }: Node): string {
  const stack = `eksctl-${cluster}-nodegroup-${nodegroup}`;
  const wanted = policies ?? NODE_POLICIES.map(managedPolicyArn);
  return createRole(session, { cluster, stack, logicalId: 'NodeInstanceRole', service: 'ec2.amazonaws.com', policies: wanted });
}

/** CloudFormation names a role after its stack, its name there, and twelve letters of its own. */
function createRole(session: Session, { cluster, stack, logicalId, service, policies }: Role): string {
  const RoleName = `${stack}-${logicalId}-`.slice(0, 52) + sha1(`${session.world.seed} ${stack} ${session.world.now}`).slice(0, 12).toUpperCase();
  const Tags = [...pairs(clusterTags(cluster)), { Key: 'Name', Value: `${stack}/${logicalId}` }];
  const body = { RoleName, AssumeRolePolicyDocument: trusting(service), Tags };
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
    ask(session, 'DeleteRole', { RoleName });
  }
}
