/** How Services are listed (printService of kube-apiserver's printers). */
import type { Column } from '../kind.ts';
import { ageOf } from './duration.ts';
import { showLabels } from './selector-text.ts';
import type { Service } from './service.ts';

export const serviceColumns: readonly Column<Service>[] = [
  { name: 'NAME', of: ({ metadata }) => metadata.name },
  { name: 'TYPE', of: ({ spec }) => spec.type ?? '' },
  { name: 'CLUSTER-IP', of: ({ spec }) => spec.clusterIPs?.[0] || spec.clusterIP || '<none>' },
  { name: 'EXTERNAL-IP', of: externalIP },
  { name: 'PORT(S)', of: showPorts },
  { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) },
  { name: 'SELECTOR', wide: true, of: ({ spec }) => showLabels(spec.selector) },
];

function externalIP({ spec, status }: Service): string {
  const external = spec.externalIPs ?? [];
  if (spec.type === 'ExternalName') return spec.externalName ?? '';
  if (spec.type !== 'LoadBalancer') return external.join(',') || '<none>';
  const balancers = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ip || hostname || '');
  return [...new Set([...balancers, ...external])].join(',') || '<pending>';
}

function showPorts({ spec }: Service): string {
  const ports = (spec.ports ?? []).map(({ port, nodePort, protocol }) => (nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`));
  return ports.join(',') || '<none>';
}
