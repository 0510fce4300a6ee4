/** Who may call what: the identity-based policies of the principals that a cluster's network knows. */

import type { Principal } from '../principal.ts';
import { objectAt, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { refusedByEndpoint } from './endpoint-policy.ts';
import { LOAD_BALANCER_CONTROLLER_POLICY } from './iam/load-balancer-controller-policy.ts';
import { managedPolicies, managedPolicyArn } from './iam/managed-policies.ts';
import { decide, type PolicyDocument } from './iam/policy-document.ts';
import { documentsOf } from './iam/role.ts';
import type { Operation } from './operation.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Policies that roles have which the world does not hold: what each kind of role needs, as the guides set them up. */
const EXPECTED = {
  node: ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryPullOnly'],
  cluster: ['AmazonEKSClusterPolicy', 'AmazonEKSVPCResourceController'],
  learner: ['AdministratorAccess'],
};

type Asked = { readonly as: Principal; readonly via?: string };

/** Null when the principal may call the operation, else the refusal as the service words it. */
export function authorize(world: World, operation: Operation, { as, via }: Asked): Refusal | null {
  if (as.arn === null) return refuse('AuthFailure', 'AWS was not able to validate the provided access credentials', 401);
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
  if (isServiceRole(world, as.arn)) return null;
  if (operation.internal) return refuse('InvalidAction', `The action ${operation.name} is not valid for this web service.`);
  // Everyone may ask who they are: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  if (operation.service === 'sts') return null;
  const action = actionOf(operation);
  if (!mayCall(world, as.arn, action)) return denied(operation, as.arn);
  return via === undefined ? null : refusedByEndpoint(world, { endpoint: via, action, arn: as.arn });
}

/** Whether the policies of the principal allow the action (`ecr:BatchGetImage`), also one of a service that is no part of the world. */
export function mayCall(world: World, arn: string, action: string): boolean {
  return decide(policiesOf(world, arn), action) === 'allowed';
}

/** Policies call Elastic Load Balancing by its full name: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html */
function actionOf({ service, name }: Operation): string {
  return `${service === 'elbv2' ? 'elasticloadbalancing' : service}:${name}`;
}

/** Whether it is a role that a service of AWS has in the account for its own work. */
function isServiceRole(world: World, arn: string): boolean {
  return arn.startsWith(`arn:aws:iam::${world.account}:role/aws-service-role/`);
}

function policiesOf(world: World, arn: string): readonly PolicyDocument[] {
  const session = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\/(.+)$/.exec(arn);
  if (session === null) return arn.startsWith(`arn:aws:iam::${world.account}:`) ? expected('learner') : [];
  const [, account, roleName, name] = session as unknown as [string, string, string, string];
  const role = objectAt(world.aws.IamRole, roleName);
  if (role !== undefined) return documentsOf(world, role);
  // The session of an instance profile is named after its instance.
  if (objectAt(world.aws.Instance, name) !== undefined) return expected('node');
  // A session of the controller's own pods: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/
  if (name === 'aws-load-balancer-controller') return [LOAD_BALANCER_CONTROLLER_POLICY];
  const roleArn = `arn:aws:iam::${account}:role/${roleName}`;
  return objectsOf(world.aws.EksCluster).some((cluster) => cluster.roleArn === roleArn) ? expected('cluster') : [];
}

function expected(who: keyof typeof EXPECTED): readonly PolicyDocument[] {
  return EXPECTED[who].flatMap((name) => managedPolicies.get(managedPolicyArn(name))?.document ?? []);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
function denied(operation: Operation, arn: string): Refusal {
  const action = actionOf(operation);
  const sentence = `User: ${arn} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
  return operation.service === 'ec2'
    ? refuse('UnauthorizedOperation', `You are not authorized to perform this operation. ${sentence}`, 403)
    : refuse('AccessDeniedException', sentence, 403);
}
