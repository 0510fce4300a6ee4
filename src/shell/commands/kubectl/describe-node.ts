/** `kubectl describe node` and `namespace`. */
import { ageOf } from '../../../engine/cluster/duration.ts';
import type { Namespace } from '../../../engine/cluster/namespace.ts';
import type { Node } from '../../../engine/cluster/node.ts';
import { rolesOf } from '../../../engine/cluster/node-columns.ts';
import type { Pod } from '../../../engine/cluster/pod.ts';
import { readQuantity } from '../../../engine/cluster/quantity.ts';
import { lookup } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import { annotationLines, eventLines, head, type Line, longTime, multiline } from './describe-writer.ts';
import type { Stored } from './objects.ts';

export function describeNode(world: World, node: Node): Line[] {
  const { metadata, spec, status } = node;
  const pods = lookup(world.cluster.Pod, 'byNode', metadata.name).filter(({ status: { phase } }) => phase !== 'Succeeded' && phase !== 'Failed');
  const taints = (spec.taints ?? []).map(({ key, value, effect }) => `${key}${value ? `=${value}` : ''}:${effect}`);
  return [
    [0, `Name:\t${metadata.name}`],
    [0, `Roles:\t${rolesOf(node).join(',') || '<none>'}`],
    ...multiline('Labels', metadata.labels),
    ...annotationLines('Annotations', metadata.annotations),
    [0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}`],
    ...(taints.length === 0
      ? ([[0, 'Taints:\t<none>']] as Line[])
      : taints.map((taint, index): Line => [0, `${index === 0 ? 'Taints:' : ''}\t${taint}`])),
    [0, `Unschedulable:\t${spec.unschedulable ?? false}`],
    ...conditionLines(node),
    [0, 'Addresses:'],
    ...(status.addresses ?? []).map(({ type, address }): Line => [1, `${type}:\t${address}`]),
    ...amountLines('Capacity', status.capacity),
    ...amountLines('Allocatable', status.allocatable),
    ...infoLines(node),
    ...(spec.providerID ? ([[0, `ProviderID:\t${spec.providerID}`]] as Line[]) : []),
    ...podLines(world, node, pods),
    ...requestLines(node, pods),
    ...eventLines(world, node as unknown as Stored),
  ];
}

function conditionLines({ status }: Node): Line[] {
  const conditions = status.conditions ?? [];
  if (conditions.length === 0) return [];
  return [
    [0, 'Conditions:'],
    [1, 'Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage'],
    [1, '----\t------\t-----------------\t------------------\t------\t-------'],
    ...conditions.map(({ type, status: value, lastHeartbeatTime, lastTransitionTime, reason = '', message = '' }): Line => {
      return [1, `${type} \t${value} \t${longTime(lastHeartbeatTime)} \t${longTime(lastTransitionTime)} \t${reason} \t${message}`];
    }),
  ];
}

function amountLines(title: string, amounts: { readonly [name: string]: unknown } | undefined): Line[] {
  const entries = Object.entries(amounts ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.length === 0 ? [] : [[0, `${title}:`], ...entries.map(([name, amount]): Line => [1, `${name}:\t${amount}`])];
}

function infoLines({ status }: Node): Line[] {
  const info = status.nodeInfo;
  if (info === undefined) return [];
  return [
    [0, 'System Info:'],
    [1, `Machine ID:\t${info.machineID}`],
    [1, `System UUID:\t${info.systemUUID}`],
    [1, `Boot ID:\t${info.bootID}`],
    [1, `Kernel Version:\t${info.kernelVersion}`],
    [1, `OS Image:\t${info.osImage}`],
    [1, `Operating System:\t${info.operatingSystem}`],
    [1, `Architecture:\t${info.architecture}`],
    [1, `Container Runtime Version:\t${info.containerRuntimeVersion}`],
    [1, `Kubelet Version:\t${info.kubeletVersion}`],
    [1, `Kube-Proxy Version:\t${info.kubeProxyVersion}`],
  ];
}

function podLines(world: World, node: Node, pods: readonly Pod[]): Line[] {
  const cell = (pod: Pod, list: 'requests' | 'limits', name: string) => showAmount(name, sum([pod], list, name), allocatableOf(node, name));
  const rows = pods.map((pod): Line => {
    const cells = [cell(pod, 'requests', 'cpu'), cell(pod, 'limits', 'cpu'), cell(pod, 'requests', 'memory'), cell(pod, 'limits', 'memory')];
    return [1, `${pod.metadata.namespace}\t${pod.metadata.name}\t${cells.join('\t')}\t${ageOf(pod.metadata.creationTimestamp, world)}`];
  });
  return [
    [0, `Non-terminated Pods:\t(${pods.length} in total)`],
    [1, 'Namespace\tName\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge'],
    [1, '---------\t----\t------------\t----------\t---------------\t-------------\t---'],
    ...rows,
  ];
}

function allocatableOf({ status }: Node, name: string): number {
  return readQuantity(String(status.allocatable?.[name] ?? '0')) ?? 0;
}

function sum(pods: readonly Pod[], list: 'requests' | 'limits', name: string): number {
  const amounts = pods.flatMap(({ spec }) => spec.containers.map(({ resources }) => readQuantity(String(resources?.[list]?.[name] ?? '0')) ?? 0));
  return amounts.reduce((total, amount) => total + amount, 0);
}

function showAmount(name: string, amount: number, of: number): string {
  const percent = of === 0 ? 0 : Math.trunc((amount / of) * 100);
  const isCpu = name === 'cpu';
  const text =
    amount === 0 ? '0' : isCpu ? (Number.isInteger(amount) ? String(amount) : `${Math.round(amount * 1000)}m`) : `${Math.round(amount / 2 ** 20)}Mi`;
  return `${text} (${percent}%)`;
}

function requestLines(node: Node, pods: readonly Pod[]): Line[] {
  const row = (name: string): Line => {
    const [requests, limits] = (['requests', 'limits'] as const).map((list) => showAmount(name, sum(pods, list, name), allocatableOf(node, name)));
    return [1, `${name}\t${requests}\t${limits}`];
  };
  return [
    [0, 'Allocated resources:'],
    [1, '(Total limits may be over 100 percent, i.e., overcommitted.)'],
    [1, 'Resource\tRequests\tLimits'],
    [1, '--------\t--------\t------'],
    row('cpu'),
    row('memory'),
    row('ephemeral-storage'),
  ];
}

export function describeNamespace(_world: World, namespace: Namespace): Line[] {
  return [
    ...head(namespace as unknown as Stored, { namespaced: false }),
    [0, `Status:\t${namespace.status.phase ?? ''}`],
    [0, ''],
    [0, 'No resource quota.'],
    [0, ''],
    [0, 'No LimitRange resource.'],
  ];
}
