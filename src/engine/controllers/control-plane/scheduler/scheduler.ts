/**
 * kube-scheduler: it binds each pod without a node to the best node that can take it.
 * https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
 */
import { keyOf } from '../../../cluster/metadata.ts';
import type { Node } from '../../../cluster/node.ts';
import type { Pod } from '../../../cluster/pod.ts';
import { timestamp } from '../../../cluster/timestamp.ts';
import { lookup, objectAt } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { update } from '../../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../../controller.ts';
import { record, recordOnce } from '../../event-recorder.ts';
import { user } from '../../identities.ts';
import { podCondition } from '../../pod-condition.ts';
import { type Refused, refusals } from './filters.ts';
import { affinityFilter } from './inter-pod-affinity.ts';
import { type NodeRow, nodeRows } from './node-row.ts';
import { bestNode } from './scores.ts';
import { spreadFilter } from './topology-spread.ts';

const NAME = 'default-scheduler';

/** Keys: pods, `namespace/name`. */
export const scheduler: Controller = {
  name: 'kube-scheduler',
  identity: user('system:kube-scheduler'),
  manager: 'kube-scheduler',
  watches: {
    cluster: {
      Pod: ({ ref, before, after }, world) => [
        ...(isPending(after as Pod | null) ? [ref.key] : []),
        ...(freesRoom(before as Pod | null, after as Pod | null) ? pending(world) : []),
        ...(isPlacing(before as Pod | null, after as Pod | null) ? pending(world, 'byWaiting', 'others') : []),
      ],
      Node: (_change, world) => pending(world),
    },
  },
  reconcile: (world, key) => {
    const pod = objectAt(world.cluster.Pod, key);
    return pod === undefined || !isPending(pod) ? NOTHING : schedule(world, pod);
  },
};

function schedule(world: World, pod: Pod): Reconcile {
  const rows = nodeRows(world);
  const refuses = refusals(world, pod);
  const spread = spreadFilter(world, pod);
  const affinity = affinityFilter(world, pod);
  const feasible: NodeRow[] = [];
  const refused: Refused[] = [];
  for (const row of rows) {
    const said = refuses(row) ?? spread?.(row.node) ?? affinity?.(row.node) ?? null;
    if (said === null) feasible.push(row);
    else refused.push(said);
  }
  const chosen = bestNode(world, pod, feasible);
  if (chosen !== undefined) return bind(world, pod, chosen);
  const message = unschedulable(refused);
  return {
    acts: [...markUnscheduled(world, pod, message), ...recordOnce(world, pod, failed(message))],
    because: { ko: '이 파드를 받을 노드가 없습니다.', en: 'No node can take this pod.' },
  };
}

function bind(world: World, pod: Pod, node: Node): Reconcile {
  const { namespace, name } = pod.metadata;
  const target = { apiVersion: 'v1', kind: 'Node', name: node.metadata.name };
  const body = { apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace }, target };
  const message = `Successfully assigned ${keyOf(pod.metadata)} to ${node.metadata.name}`;
  const binding: Act = { plane: 'cluster', verb: 'create', kind: 'Pod', subresource: 'binding', namespace, name, body };
  return {
    acts: [binding, ...record(world, pod, { type: 'Normal', reason: 'Scheduled', message, component: NAME })],
    because: {
      ko: `파드를 받을 노드 가운데 ${node.metadata.name} 노드의 점수가 가장 높습니다.`,
      en: `${node.metadata.name} is the best of the nodes that can take it.`,
    },
  };
}

/**
 * `0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable. preemption: …`
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/scheduler/framework/types.go (FitError.Error)
 */
function unschedulable(refusals: readonly Refused[]): string {
  if (refusals.length === 0) return 'no nodes available to schedule pods';
  const said = histogram(refusals.flatMap(({ reasons }) => reasons));
  const helps = refusals.map(({ resolvable }) =>
    resolvable ? 'No preemption victims found for incoming pod.' : 'Preemption is not helpful for scheduling.',
  );
  const available = `0/${refusals.length} nodes are available:`;
  return `${available} ${said}. preemption: ${available} ${histogram(helps)}`;
}

function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}

function markUnscheduled(world: World, pod: Pod, message: string): Act[] {
  const before = podCondition(pod, 'PodScheduled');
  if (before?.status === 'False' && before.message === message) return [];
  const at = before?.status === 'False' ? before.lastTransitionTime : timestamp(world.now);
  const condition = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'Unschedulable',
    message,
    ...(at === undefined ? {} : { lastTransitionTime: at }),
  };
  const conditions = [...(pod.status.conditions ?? []).filter(({ type }) => type !== 'PodScheduled'), condition];
  return [update('Pod', { ...pod, status: { ...pod.status, conditions } }, 'status')];
}

function failed(message: string) {
  return { type: 'Warning', reason: 'FailedScheduling', message, component: NAME } as const;
}

function isPending(pod: Pod | null): boolean {
  if (pod === null || pod.spec.nodeName || pod.metadata.deletionTimestamp !== undefined) return false;
  return (pod.spec.schedulerName ?? NAME) === NAME && pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed';
}

/** Whether a pod that took up room on a node has gone. */
function freesRoom(before: Pod | null, after: Pod | null): boolean {
  const takes = (pod: Pod | null) => Boolean(pod?.spec.nodeName) && pod?.status.phase !== 'Succeeded' && pod?.status.phase !== 'Failed';
  return takes(before) && !takes(after);
}

/** Whether a pod has just got its node: that may be what another one waits for. */
function isPlacing(before: Pod | null, after: Pod | null): boolean {
  return !before?.spec.nodeName && Boolean(after?.spec.nodeName);
}

function pending(world: World, index = 'byNode', value = ''): string[] {
  return lookup(world.cluster.Pod, index, value)
    .filter(isPending)
    .map((pod) => keyOf(pod.metadata));
}
