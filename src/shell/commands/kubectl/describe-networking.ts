/** `kubectl describe` of Ingresses, IngressClasses and NetworkPolicies. https://github.com/kubernetes/kubectl/blob/master/pkg/describe/describe.go */
import type { IngressBackend } from 'kubernetes-types/networking/v1.d.ts';
import { addressOf, type Ingress } from '../../../engine/cluster/ingress.ts';
import type { IngressClass } from '../../../engine/cluster/ingressclass.ts';
import { lookup, objectAt } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import { readyEndpoints } from './describe-service.ts';
import { annotationLines, eventLines, type Line, multiline } from './describe-writer.ts';
import type { Stored } from './objects.ts';

export function describeIngress(world: World, ingress: Ingress): Line[] {
  const { metadata, spec } = ingress;
  const namespace = metadata.namespace ?? 'default';
  const backendText = (backend: IngressBackend) => describeBackend(world, namespace, backend);
  const fallback = spec.defaultBackend === undefined ? '<default>' : backendText(spec.defaultBackend);
  const rules = (spec.rules ?? []).filter(({ http }) => http !== undefined);
  return [
    [0, `Name:\t${metadata.name}`],
    ...multiline('Labels', metadata.labels),
    [0, `Namespace:\t${namespace}`],
    [0, `Address:\t${addressOf(ingress)}`],
    [0, `Ingress Class:\t${spec.ingressClassName ?? '<none>'}`],
    [0, `Default backend:\t${fallback}`],
    ...tlsLines(spec.tls ?? []),
    [0, 'Rules:'],
    [1, 'Host\tPath\tBackends'],
    [1, '----\t----\t--------'],
    ...rules.flatMap(({ host, http }): Line[] => [
      [1, `${host || '*'}\t`],
      ...(http?.paths ?? []).map(({ path = '', backend }): Line => [2, `\t${path} \t${backendText(backend)}`]),
    ]),
    ...(rules.length === 0 ? ([[1, `*\t*\t${fallback}`]] as Line[]) : []),
    ...annotationLines('Annotations', metadata.annotations),
    ...eventLines(world, ingress as unknown as Stored),
  ];
}

function tlsLines(tls: NonNullable<Ingress['spec']['tls']>): Line[] {
  if (tls.length === 0) return [];
  const lines = tls.map(({ secretName, hosts = [] }): Line => {
    const names = hosts.join(',');
    return [1, secretName ? `${secretName} terminates ${names}` : `SNI routes ${names}`];
  });
  return [[0, 'TLS:'], ...lines];
}

/** `web:80 (10.0.1.5:8080)`: the port as the Ingress names it, and what stands behind it now. */
function describeBackend(world: World, namespace: string, { service, resource }: IngressBackend): string {
  if (service === undefined) {
    return resource === undefined ? '' : `APIGroup: ${resource.apiGroup ?? '<none>'}, Kind: ${resource.kind}, Name: ${resource.name}`;
  }
  const { name, port = {} } = service;
  const shown = `${name}:${port.number || port.name || ''}`;
  const found = objectAt(world.cluster.Service, `${namespace}/${name}`);
  if (found === undefined) return `${shown} (<error: services "${name}" not found>)`;
  const named = (found.spec.ports ?? []).findLast((one) => (port.number ? one.port === port.number : Boolean(port.name) && one.name === port.name));
  return `${shown} (${readyEndpoints(named?.name ?? '', lookup(world.cluster.EndpointSlice, 'byService', `${namespace}/${name}`))})`;
}

export function describeIngressClass(world: World, ingressClass: IngressClass): Line[] {
  const { metadata, spec } = ingressClass;
  const { parameters } = spec;
  return [
    [0, `Name:\t${metadata.name}`],
    ...multiline('Labels', metadata.labels),
    ...annotationLines('Annotations', metadata.annotations),
    [0, `Controller:\t${spec.controller ?? ''}`],
    ...(parameters === undefined
      ? []
      : ([
          [0, 'Parameters:'],
          ...(parameters.apiGroup === undefined ? [] : ([[1, `APIGroup:\t${parameters.apiGroup}`]] as Line[])),
          [1, `Kind:\t${parameters.kind}`],
          [1, `Name:\t${parameters.name}`],
        ] as Line[])),
    ...eventLines(world, ingressClass as unknown as Stored),
  ];
}
