/** How Nodes are listed (printNode of kube-apiserver's printers). */
import type { Column } from '../kind.ts';
import { ageOf } from './duration.ts';
import type { Node } from './node.ts';

export const nodeColumns: readonly Column<Node>[] = [
  { name: 'NAME', of: ({ metadata }) => metadata.name },
  { name: 'STATUS', of: nodeStatusOf },
  { name: 'ROLES', of: (node) => rolesOf(node).join(',') || '<none>' },
  { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) },
  { name: 'VERSION', of: ({ status }) => status?.nodeInfo?.kubeletVersion ?? '' },
  { name: 'INTERNAL-IP', wide: true, of: (node) => addressOf(node, 'InternalIP') },
  { name: 'EXTERNAL-IP', wide: true, of: (node) => addressOf(node, 'ExternalIP') },
  { name: 'OS-IMAGE', wide: true, of: ({ status }) => status?.nodeInfo?.osImage || '<unknown>' },
  { name: 'KERNEL-VERSION', wide: true, of: ({ status }) => status?.nodeInfo?.kernelVersion || '<unknown>' },
  { name: 'CONTAINER-RUNTIME', wide: true, of: ({ status }) => status?.nodeInfo?.containerRuntimeVersion || '<unknown>' },
];

/** `Ready`, `NotReady` or `Unknown`, and whether it is cordoned. */
export function nodeStatusOf({ spec, status }: Node): string {
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  const word = ready === undefined ? 'Unknown' : ready.status === 'True' ? 'Ready' : 'NotReady';
  return spec?.unschedulable === true ? `${word},SchedulingDisabled` : word;
}

/** The roles that its labels state, sorted. */
export function rolesOf({ metadata }: Node): string[] {
  const roles = Object.entries(metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith('node-role.kubernetes.io/')) return [key.slice('node-role.kubernetes.io/'.length)];
    return key === 'kubernetes.io/role' && value !== '' ? [value] : [];
  });
  return [...new Set(roles.filter((role) => role !== ''))].sort();
}

function addressOf({ status }: Node, type: string): string {
  return status?.addresses?.find((address) => address.type === type)?.address ?? '<none>';
}
