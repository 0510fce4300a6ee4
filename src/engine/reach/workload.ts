/** Workloads: what pods are copies of. A matrix of a cluster has a row for each. */
import type { Pod } from '../cluster/pod.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';

/** `deployment/web/nginx`: the outermost controller of the pod, or the pod itself where nothing controls it. */
export function workloadOf(world: World, { metadata }: Pod): string {
  const namespace = metadata.namespace ?? 'default';
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  if (owner === undefined) return `pod/${namespace}/${metadata.name}`;
  const above =
    owner.kind === 'ReplicaSet'
      ? objectAt(world.cluster.ReplicaSet, `${namespace}/${owner.name}`)?.metadata.ownerReferences?.find(({ controller }) => controller === true)
      : undefined;
  const { kind, name } = above ?? owner;
  return `${kind.toLowerCase()}/${namespace}/${name}`;
}
