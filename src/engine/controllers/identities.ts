/** Who the controllers are to the APIs. */
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

/** A component that has a user name of its own. */
export function user(name: string): () => Principal {
  const principal: Principal = { name, groups: ['system:authenticated'], arn: null };
  return () => principal;
}

/** The kubelet of a node. */
export function kubeletOf(nodeName: string): Principal {
  return { name: `system:node:${nodeName}`, groups: ['system:nodes', 'system:authenticated'], arn: null };
}

/** What runs on an instance with the credentials of its instance profile: a session named after the instance. */
export function nodeRole(world: World, InstanceId: string): Principal {
  const profile = objectAt(world.aws.Instance, InstanceId)?.IamInstanceProfile?.Arn.split('/').at(-1);
  const arn = profile === undefined ? null : `arn:aws:sts::${world.account}:assumed-role/${profile}/${InstanceId}`;
  return { name: `aws-node on ${InstanceId}`, groups: [], arn };
}
