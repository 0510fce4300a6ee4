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
import { controllerManager } from '../identities.ts';
import { isPodReady } from '../pod-condition.ts';

const NOT_READY = 'node.kubernetes.io/not-ready';
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';
const MANAGED = [NOT_READY, UNREACHABLE, UNSCHEDULABLE];

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
        return one?.nodeName === other?.nodeName ? [] : [one, other].flatMap((host) => (host?.nodeName ? [host.nodeName] : []));
      },
    },
  },
  reconcile: (world, key) => {
    const node = objectAt(world.cluster.Node, key);
    if (node === undefined) return NOTHING;
    const ready = readyCondition(node);
    if (hostOfNode(world, key) === undefined && ready?.status !== 'Unknown') {
      return {
        acts: [lost(world, node), ...unready(world, node)],
        because: { ko: '이 노드의 상태를 알리는 kubelet이 없습니다.', en: 'No kubelet posts the status of this node.' },
      };
    }
    const taints = wantedTaints(world, node, ready);
    const acts: Act[] = same(taints, node.spec.taints ?? []) ? [] : [mergePatch('Node', node, { spec: { taints } })];
    if (ready?.status !== 'True') acts.push(...unready(world, node));
    return acts.length === 0
      ? NOTHING
      : { acts, because: { ko: '노드의 테인트는 노드의 상태를 따릅니다.', en: 'The taints of a node say what state it is in.' } };
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

/** "MarkPodsNotReady": nobody can say any longer that the pods of such a node are ready. */
function unready(world: World, node: Node): Act[] {
  if (hostOfNode(world, node.metadata.name) !== undefined) return [];
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
