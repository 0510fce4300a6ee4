/**
 * The pod of a DaemonSet on one node: where it fits, how it is held there, whether it is of the current template.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/daemon/util/daemonset_util.go
 */
import type { Affinity, Container, PodSpec, Toleration } from 'kubernetes-types/core/v1.d.ts';
import { same } from '../../canonical.ts';
import type { DaemonSet } from '../../cluster/daemonset.ts';
import type { Node } from '../../cluster/node.ts';
import type { Pod } from '../../cluster/pod.ts';
import { matchesNodeAffinity, untoleratedTaint } from './scheduler/filters.ts';

/** Whether a pod of the set should run on the node: affinity and taints decide, room does not. */
export function fits(set: DaemonSet, node: Node): boolean {
  const spec = set.spec.template.spec as PodSpec;
  return matchesNodeAffinity({ spec }, node) && untoleratedTaint(node, [...(spec.tolerations ?? []), ...tolerationsOf(spec)]) === undefined;
}

/** AddOrUpdateDaemonPodTolerations: daemons stay on nodes that are in trouble. */
export function tolerationsOf(spec: PodSpec): Toleration[] {
  const toleration = (name: string, effect: string): Toleration => ({ key: `node.kubernetes.io/${name}`, operator: 'Exists', effect });
  return [
    toleration('not-ready', 'NoExecute'),
    toleration('unreachable', 'NoExecute'),
    toleration('disk-pressure', 'NoSchedule'),
    toleration('memory-pressure', 'NoSchedule'),
    toleration('pid-pressure', 'NoSchedule'),
    toleration('unschedulable', 'NoSchedule'),
    ...(spec.hostNetwork === true ? [toleration('network-unavailable', 'NoSchedule')] : []),
  ];
}

/** The spec bound to one node by a required affinity to its name, which the scheduler then follows. */
export function onNode(spec: PodSpec, node: Node): PodSpec {
  const nodeSelectorTerms = [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [node.metadata.name] }] }];
  const affinity: Affinity = {
    ...spec.affinity,
    nodeAffinity: { ...spec.affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
  };
  return { ...spec, affinity };
}

/** The node that a pod of a DaemonSet is on, or meant for. */
export function nodeOfPod({ spec }: Pod): string | undefined {
  if (spec.nodeName) return spec.nodeName;
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return terms.flatMap((term) => term.matchFields ?? []).find(({ key }) => key === 'metadata.name')?.values?.[0];
}

/**
 * Whether the pod is what the template would give now. The real controller compares hashes of its ControllerRevisions; here the
 * template's labels, annotations and containers are compared with the pod's.
 */
export function followsTemplate(pod: Pod, set: DaemonSet): boolean {
  const { metadata = {}, spec } = set.spec.template;
  const holds = (wanted: { readonly [key: string]: string } = {}, has: { readonly [key: string]: string } = {}) =>
    Object.entries(wanted).every(([key, value]) => has[key] === value);
  if (!holds(metadata.labels, pod.metadata.labels) || !holds(metadata.annotations, pod.metadata.annotations)) return false;
  const wanted = spec?.containers ?? [];
  return (
    wanted.length === pod.spec.containers.length && wanted.every((container, index) => same(essence(container), essence(pod.spec.containers[index])))
  );
}

/** What of a container a user sets, without what admission adds to pods. */
function essence(container: Container | undefined): object {
  const { name, image, command, args, env, readinessProbe, livenessProbe, resources } = container ?? ({} as Container);
  return { name, image, command, args, env, readinessProbe, livenessProbe, limits: resources?.limits };
}
