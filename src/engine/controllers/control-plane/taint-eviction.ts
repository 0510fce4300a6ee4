/**
 * The taint eviction controller: pods go from nodes with a NoExecute taint, at once or when their toleration has run out.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/tainteviction/taint_eviction.go
 */
import type { Taint, Toleration } from 'kubernetes-types/core/v1.d.ts';
import { keyOf } from '../../cluster/metadata.ts';
import type { Node } from '../../cluster/node.ts';
import type { Pod } from '../../cluster/pod.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { remove } from '../acts.ts';
import { type Controller, NOTHING } from '../controller.ts';
import { record } from '../event-recorder.ts';
import { controllerManager } from '../identities.ts';
import { timeOf } from '../time.ts';
import { toleratesTaint } from './scheduler/filters.ts';

const COMPONENT = 'taint-eviction-controller';

/** Keys: pods, `namespace/name`. */
export const taintEviction: Controller = {
  name: COMPONENT,
  identity: controllerManager('node-controller'),
  manager: 'kube-controller-manager',
  watches: {
    cluster: {
      Node: ({ ref, before, after }, world) =>
        noExecute(before as Node | null).length + noExecute(after as Node | null).length === 0
          ? []
          : lookup(world.cluster.Pod, 'byNode', ref.key).map((pod) => keyOf(pod.metadata)),
      Pod: ({ ref, after }, world) => {
        const node = objectAt(world.cluster.Node, (after as Pod | null)?.spec.nodeName ?? '');
        return node === undefined || noExecute(node).length === 0 ? [] : [ref.key];
      },
    },
  },
  reconcile: (world, key) => {
    const pod = objectAt(world.cluster.Pod, key);
    const node = objectAt(world.cluster.Node, pod?.spec.nodeName ?? '');
    if (pod === undefined || node === undefined || pod.metadata.deletionTimestamp !== undefined) return NOTHING;
    const until = toleratedUntil(world, pod, noExecute(node));
    if (until === null) return NOTHING;
    if (until > world.now)
      return {
        acts: [],
        because: { ko: '파드가 노드의 테인트를 얼마 동안 견딥니다.', en: 'The pod tolerates the taints of its node for a while.' },
        dueAt: until,
      };
    const message = `Marking for deletion Pod ${key}`;
    const event = record(world, pod, { type: 'Normal', reason: 'TaintManagerEviction', message, component: COMPONENT });
    return {
      acts: [...event, remove('Pod', pod)],
      because: {
        ko: `파드가 ${node.metadata.name} 노드의 테인트를 더는 견디지 않습니다.`,
        en: `The pod does not tolerate the taints of ${node.metadata.name} any longer.`,
      },
    };
  },
};

/** Until when the pod may stay, in simulated milliseconds; null for ever. "getMinTolerationTime": the shortest one counts. */
function toleratedUntil(world: World, { spec }: Pod, taints: readonly Taint[]): number | null {
  let until: number | null = null;
  for (const taint of taints) {
    const using = (spec.tolerations ?? []).filter((toleration) => toleratesTaint(toleration, taint));
    if (using.length === 0) return world.now;
    const limit = shortest(using);
    if (limit === null) continue;
    const since = taint.timeAdded === undefined ? world.now : timeOf(taint.timeAdded);
    until = Math.min(until ?? Number.POSITIVE_INFINITY, since + limit * 1000);
  }
  return until;
}

function shortest(tolerations: readonly Toleration[]): number | null {
  const limits = tolerations.flatMap(({ tolerationSeconds }) => (tolerationSeconds === undefined ? [] : [Math.max(0, tolerationSeconds)]));
  return limits.length === 0 ? null : Math.min(...limits);
}

function noExecute(node: Node | null): Taint[] {
  return (node?.spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
}
