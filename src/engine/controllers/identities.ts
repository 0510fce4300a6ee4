/** Who the controllers are to the APIs. */
import { roleNameOf } from '../aws/iam/instance-profile.ts';
import { canAssume, roleArnOf } from '../aws/iam/role.ts';
import type { Principal } from '../principal.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';

/** A controller of kube-controller-manager, which runs with a service account of its own. */
export function controllerManager(controller: string): () => Principal {
  return serviceAccount('kube-system', controller);
}

/** A pod's service account. */
export function serviceAccount(namespace: string, name: string): () => Principal {
  const principal: Principal = {
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
    arn: null,
  };
  return () => principal;
}

/**
 * The session of the role that the annotation of a service account names; undefined without one.
 * https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html
 */
export function roleOfAccount(world: World, account: string, session: string): string | undefined {
  const annotated = objectAt(world.cluster.ServiceAccount, account)?.metadata.annotations?.[ROLE_ANNOTATION];
  if (annotated === undefined) return undefined;
  const [, owner = '', role = ''] = /^arn:aws:iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(annotated) ?? [];
  return `arn:aws:sts::${owner}:assumed-role/${role}/${session}`;
}

export const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';

/** A component that has a user name of its own. */
export function user(name: string): () => Principal {
  const principal: Principal = { name, groups: ['system:authenticated'], arn: null };
  return () => principal;
}

/** The kubelet of a node. */
export function kubeletOf(nodeName: string): Principal {
  return { name: `system:node:${nodeName}`, groups: ['system:nodes', 'system:authenticated'], arn: null };
}

/**
 * What runs on an instance with the credentials of its instance profile: a session named after the instance. A profile
 * without a role, and a role that EC2 may not assume, give none.
 */
export function nodeRole(world: World, InstanceId: string): Principal {
  const name = `aws-node on ${InstanceId}`;
  const profile = objectAt(world.aws.Instance, InstanceId)?.IamInstanceProfile;
  const role = profile === undefined ? undefined : roleNameOf(world, profile.Arn);
  if (role === undefined) return { name, groups: [], arn: null };
  const trusted = canAssume(world, { roleArn: roleArnOf(world, role), service: 'ec2.amazonaws.com' });
  return { name, groups: [], arn: trusted ? `arn:aws:sts::${world.account}:assumed-role/${role}/${InstanceId}` : null };
}
