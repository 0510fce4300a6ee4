/**
 * The pod garbage collector: pods that no kubelet will ever report on again.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/podgc/gc_controller.go
 */
import { keyOf } from '../../cluster/metadata.ts';
import type { Pod } from '../../cluster/pod.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { remove } from '../acts.ts';
import { type Controller, NOTHING } from '../controller.ts';
import { controllerManager } from '../identities.ts';

/** Keys: pods, `namespace/name`. */
export const podGarbageCollector: Controller = {
  name: 'pod-garbage-collector',
  identity: controllerManager('pod-garbage-collector'),
  manager: 'kube-controller-manager',
  watches: {
    cluster: {
      Pod: ({ ref, after }, world) => (isOrphaned(world, after as Pod | null) ? [ref.key] : []),
      Node: ({ ref, after }, world) => (after === null ? lookup(world.cluster.Pod, 'byNode', ref.key).map((pod) => keyOf(pod.metadata)) : []),
    },
  },
  reconcile: (world, key) => {
    const pod = objectAt(world.cluster.Pod, key);
    if (pod === undefined || !isOrphaned(world, pod)) return NOTHING;
    return {
      acts: [remove('Pod', pod, { gracePeriodSeconds: 0 })],
      because: { ko: `${pod.spec.nodeName} 노드가 이제 없습니다.`, en: `Node ${pod.spec.nodeName} no longer exists.` },
    };
  },
};

/** Whether the node that the pod is bound to is not there. */
function isOrphaned(world: World, pod: Pod | null): boolean {
  return pod?.spec.nodeName !== undefined && pod.spec.nodeName !== '' && objectAt(world.cluster.Node, pod.spec.nodeName) === undefined;
}
