/**
 * The node controllers of kube-controller-manager: the state of a node as taints, and what becomes of its pods.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/nodelifecycle/node_lifecycle_controller.go
 */
import type { NodeCondition, Taint } from 'kubernetes-types/core/v1.d.ts';
import { same } from '../../canonical.ts';
import type { Node } from '../../cluster/node.ts';
import type { Pod } from '../../cluster/pod.ts';
import { timestamp } from '../../cluster/timestamp.ts';
import { type Host, hostOfNode } from '../../hosts/host.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { mergePatch, update } from '../acts.ts';
import { type Act, type Controller, NOTHING } from '../controller.ts';
import { record } from '../event-recorder.ts';
import { controllerManager } from '../identities.ts';
import { isPodReady } from '../pod-condition.ts';

const NOT_READY = 'node.kubernetes.io/not-ready';
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';
const MANAGED = [NOT_READY, UNREACHABLE, UNSCHEDULABLE];

/** "node-monitor-grace-period": 50 s. https://github.com/kubernetes/kubernetes/issues/121793 */
const GRACE = 50_000;

/** Keys: names of Nodes. */
export const nodeLifecycle: Controller = {
  name: 'node-lifecycle-controller',
  identity: controllerManager('node-controller'),
  manager: 'kube-controller-manager',
  watches: {
    cluster: { Node: ({ ref }) => [ref.key] },
    hosts: {
      Host: ({ before, after }) => {
        const [one, other] = [before as Host | null, after as Host | null];
        return one?.nodeName === other?.nodeName && one?.heartbeat === other?.heartbeat
          ? []
          : [one, other].flatMap((host) => (host?.nodeName ? [host.nodeName] : []));
      },
    },
  },
  reconcile: (world, key) => {
    const node = objectAt(world.cluster.Node, key);
    if (node === undefined) return NOTHING;
    const ready = readyCondition(node);
    const silentSince = silence(world, key);
    const missed = silentSince !== null && ready?.status !== 'Unknown';
    const waits = missed && silentSince + GRACE > world.now ? { dueAt: silentSince + GRACE } : {};
    if (missed && waits.dueAt === undefined) {
      return {
        acts: [lost(world, node), ...told(world, node), ...unready(world, node)],
        because: { ko: '이 노드의 상태를 알리는 kubelet이 없습니다.', en: 'No kubelet posts the status of this node.' },
      };
    }
    const taints = wantedTaints(world, node, ready);
    const acts: Act[] = same(taints, node.spec.taints ?? []) ? [] : [mergePatch('Node', node, { spec: { taints } })];
    if (ready?.status !== 'True') acts.push(...unready(world, node));
    return acts.length === 0
      ? { ...NOTHING, ...waits }
      : { acts, because: { ko: '노드의 테인트는 노드의 상태를 따릅니다.', en: 'The taints of a node say what state it is in.' }, ...waits };
  },
};

function wantedTaints(world: World, node: Node, ready: NodeCondition | undefined): Taint[] {
  const others = (node.spec.taints ?? []).filter((taint) => !MANAGED.includes(taint.key));
  const wanted: Taint[] = [];
  const state = ready?.status === 'Unknown' ? UNREACHABLE : ready?.status === 'True' ? null : NOT_READY;
  const added = (key: string, effect: string) => (node.spec.taints ?? []).find((taint) => taint.key === key && taint.effect === effect)?.timeAdded;
  const stamped = (key: string, effect: string): Taint => ({ key, effect, timeAdded: added(key, effect) ?? timestamp(world.now) });
  if (state !== null) wanted.push(stamped(state, 'NoSchedule'), stamped(state, 'NoExecute'));
  if (node.spec.unschedulable === true) wanted.push({ key: UNSCHEDULABLE, effect: 'NoSchedule' });
  return [...others, ...wanted];
}

function lost(world: World, node: Node): Act {
  const at = timestamp(world.now);
  const gone = { status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.', lastTransitionTime: at };
  const types = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready'];
  const before = (type: string) => node.status.conditions?.find((condition) => condition.type === type);
  const conditions = types.map((type) => ({ type, ...gone, lastHeartbeatTime: before(type)?.lastHeartbeatTime ?? at }));
  return update('Node', { ...node, status: { ...node.status, conditions } }, 'status');
}

/** Since when no kubelet posts the status of the node, or null while one does. An instance that has ended is not waited for. */
function silence(world: World, node: string): number | null {
  const host = hostOfNode(world, node);
  if (host === undefined) return Number.NEGATIVE_INFINITY;
  return host.heartbeat?.state === 'lost' ? host.heartbeat.since : null;
}

/** "RecordNodeStatusChange" */
function told(world: World, node: Node): Act[] {
  const message = `Node ${node.metadata.name} status is now: NodeNotReady`;
  return record(world, node, { type: 'Normal', reason: 'NodeNotReady', message, component: 'node-controller' });
}

/** "MarkPodsNotReady": nobody can say any longer that the pods of such a node are ready. */
function unready(world: World, node: Node): Act[] {
  if (silence(world, node.metadata.name) === null) return [];
  return lookup(world.cluster.Pod, 'byNode', node.metadata.name)
    .filter(isPodReady)
    .map((pod) => markNotReady(world, pod));
}

function markNotReady(world: World, pod: Pod): Act {
  const conditions = (pod.status.conditions ?? []).map((condition) =>
    condition.type === 'Ready' ? { ...condition, status: 'False', lastTransitionTime: timestamp(world.now) } : condition,
  );
  return update('Pod', { ...pod, status: { ...pod.status, conditions } }, 'status');
}

function readyCondition(node: Node): NodeCondition | undefined {
  return node.status.conditions?.find((condition) => condition.type === 'Ready');
}
