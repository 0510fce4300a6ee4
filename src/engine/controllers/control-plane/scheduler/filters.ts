/**
 * Which nodes can take a pod, and why the others cannot.
 * https://github.com/kubernetes/kubernetes/tree/master/pkg/scheduler/framework/plugins
 */
import type { NodeSelectorTerm, Taint, Toleration } from 'kubernetes-types/core/v1.d.ts';
import type { Node } from '../../../cluster/node.ts';
import type { Pod } from '../../../cluster/pod.ts';
import { POD_ENI } from '../../../cluster/pod-eni.ts';
import { once } from '../../../once.ts';
import { lookup } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { matchesLabels, matchesRequirement } from '../../label-selector.ts';
import { loadOfPod, loadsOf, NO_LOAD, type NodeLoad } from './node-load.ts';
import type { NodeRow } from './node-row.ts';

/** Why a node is out. `resolvable`: whether removing other pods from it could help. */
export type Refused = { readonly reasons: readonly string[]; readonly resolvable: boolean };

/** What each node says to the pod: null when it can take it, else what the first plugin that refuses it says. */
export function refusals(world: World, pod: Pod): (row: NodeRow) => Refused | null {
  const loads = loadsOf(world);
  const own = loadOfPod(pod);
  const ordinary = statesNothing(pod);
  return (row) => (ordinary && row.open ? null : choice(world, pod, row.node)) ?? room(row, loads.get(row.name) ?? NO_LOAD, own);
}

/** A pod about which an open node has nothing to say but whether there is room. */
function statesNothing({ spec }: Pod): boolean {
  return (
    !spec.nodeName &&
    spec.nodeSelector === undefined &&
    spec.affinity === undefined &&
    !spec.containers.some(({ ports = [] }) => ports.some(({ hostPort }) => hostPort))
  );
}

/** What of the node the pod does not want, or the node of the pod. */
function choice(world: World, pod: Pod, node: Node): Refused | null {
  const toleration = pod.spec.tolerations ?? [];
  if (node.spec.unschedulable === true && !tolerates(toleration, UNSCHEDULABLE)) return final('node(s) were unschedulable');
  if (pod.spec.nodeName && pod.spec.nodeName !== node.metadata.name) return final("node(s) didn't match the requested node name");
  const taint = untoleratedTaint(node, toleration);
  if (taint !== undefined) return final(`node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`);
  if (!matchesNodeAffinity(pod, node)) return final("node(s) didn't match Pod's node affinity/selector");
  if (!hasFreePorts(world, pod, node)) return { reasons: ["node(s) didn't have free ports for the requested pod ports"], resolvable: true };
  return null;
}

const UNSCHEDULABLE: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

function final(reason: string): Refused {
  return { reasons: [reason], resolvable: false };
}

/** The first taint that keeps the pod away: NoSchedule or NoExecute without a toleration. */
export function untoleratedTaint(node: Node, tolerations: readonly Toleration[]): Taint | undefined {
  return (node.spec.taints ?? []).find((taint) => (taint.effect === 'NoSchedule' || taint.effect === 'NoExecute') && !tolerates(tolerations, taint));
}

/** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function tolerates(tolerations: readonly Toleration[], taint: Taint): boolean {
  return tolerations.some((toleration) => toleratesTaint(toleration, taint));
}

/** Whether one toleration covers the taint. */
export function toleratesTaint({ key, operator = 'Equal', value = '', effect }: Toleration, taint: Taint): boolean {
  if (effect && effect !== taint.effect) return false;
  if (key && key !== taint.key) return false;
  if (!key && operator !== 'Exists') return false;
  return operator === 'Exists' || value === (taint.value ?? '');
}

/** nodeSelector, and the required part of the node affinity. */
export function matchesNodeAffinity({ spec }: Pick<Pod, 'spec'>, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  if (!matchesLabels(spec.nodeSelector ?? {}, labels)) return false;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return required === undefined || required.nodeSelectorTerms.some((term) => matchesTerm(term, node));
}

/** The terms are alternatives; within a term everything has to hold. An empty term matches nothing. */
function matchesTerm({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, node: Node): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  const labels = node.metadata.labels ?? {};
  return (
    matchExpressions.every(({ key, operator, values = [] }) => matchesRequirement(labels[key], operator, values)) &&
    matchFields.every(({ operator, values = [] }) => matchesRequirement(node.metadata.name, operator, values))
  );
}

function hasFreePorts(world: World, pod: Pod, node: Node): boolean {
  const wanted = hostPorts(pod);
  return wanted.length === 0 || !podsOn(world, node).some((other) => hostPorts(other).some((port) => wanted.includes(port)));
}

const hostPorts = once(({ spec }: Pod): readonly string[] =>
  spec.containers.flatMap(({ ports = [] }) => ports.flatMap(({ hostPort, protocol = 'TCP' }) => (hostPort ? [`${protocol} ${hostPort}`] : []))),
);

function room(row: NodeRow, load: NodeLoad, own: NodeLoad): Refused | null {
  const full = load.pods + 1 > row.pods;
  const cpu = own.cpu > 0 && row.cpu !== null && load.cpu + own.cpu > row.cpu;
  const memory = own.memory > 0 && row.memory !== null && load.memory + own.memory > row.memory;
  // An extended resource that a node does not have is short on it (noderesources/fit.go).
  const podEni = own.podEni > 0 && load.podEni + own.podEni > row.podEni;
  if (!full && !cpu && !memory && !podEni) return null;
  const reasons = [
    ...(full ? ['Too many pods'] : []),
    ...(cpu ? ['Insufficient cpu'] : []),
    ...(memory ? ['Insufficient memory'] : []),
    ...(podEni ? [`Insufficient ${POD_ENI}`] : []),
  ];
  return { reasons, resolvable: true };
}

/** The pods that take up room on the node: those that have ended do not. */
function podsOn(world: World, node: Node): Pod[] {
  return lookup(world.cluster.Pod, 'byNode', node.metadata.name).filter(({ status }) => status.phase !== 'Succeeded' && status.phase !== 'Failed');
}
