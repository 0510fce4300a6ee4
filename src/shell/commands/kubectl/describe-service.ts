/** `kubectl describe service` and `endpointslice`. https://github.com/kubernetes/kubectl/blob/master/pkg/describe/describe.go */
import type { ServicePort } from 'kubernetes-types/core/v1.d.ts';
import type { EndpointSlice } from '../../../engine/cluster/endpointslice.ts';
import { showLabels } from '../../../engine/cluster/selector-text.ts';
import type { Service } from '../../../engine/cluster/service.ts';
import { lookup } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import { eventLines, head, type Line } from './describe-writer.ts';
import type { Stored } from './objects.ts';

export function describeService(world: World, service: Service): Line[] {
  const { spec, status, metadata } = service;
  const slices = lookup(world.cluster.EndpointSlice, 'byService', `${metadata.namespace}/${metadata.name}`);
  const balancers = (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname, ipMode }) =>
    ip ? `${ip}${ipMode ? ` (${ipMode})` : ''}` : (hostname ?? ''),
  );
  return [
    ...head(service as unknown as Stored, { namespaced: true }),
    [0, `Selector:\t${showLabels(spec.selector)}`],
    [0, `Type:\t${spec.type ?? ''}`],
    ...optional('IP Family Policy', spec.ipFamilyPolicy),
    [0, `IP Families:\t${(spec.ipFamilies ?? []).join(',') || '<none>'}`],
    [0, `IP:\t${spec.clusterIP ?? ''}`],
    [0, `IPs:\t${(spec.clusterIPs ?? []).join(',') || '<none>'}`],
    ...optional('External IPs', (spec.externalIPs ?? []).join(',')),
    ...optional('Desired LoadBalancer IP', spec.loadBalancerIP),
    ...optional('External Name', spec.externalName),
    ...optional('LoadBalancer Ingress', balancers.join(', ')),
    ...(spec.ports ?? []).flatMap((port) => portLines(port, slices)),
    [0, `Session Affinity:\t${spec.sessionAffinity ?? ''}`],
    ...optional('External Traffic Policy', spec.externalTrafficPolicy),
    ...optional('Internal Traffic Policy', spec.internalTrafficPolicy),
    ...optional('HealthCheck NodePort', spec.healthCheckNodePort ? String(spec.healthCheckNodePort) : ''),
    ...optional('LoadBalancer Source Ranges', (spec.loadBalancerSourceRanges ?? []).join(',')),
    ...optional('Traffic Distribution', (spec as { readonly trafficDistribution?: string }).trafficDistribution),
    ...eventLines(world, service as unknown as Stored),
  ];
}

function optional(title: string, value: string | undefined): Line[] {
  return value ? [[0, `${title}:\t${value}`]] : [];
}

function portLines(port: ServicePort, slices: readonly EndpointSlice[]): Line[] {
  const name = port.name || '<unset>';
  return [
    [0, `Port:\t${name}\t${port.port}/${port.protocol}`],
    [0, `TargetPort:\t${port.targetPort ?? port.port}/${port.protocol}`],
    ...optional('AppProtocol', port.appProtocol),
    ...(port.nodePort ? ([[0, `NodePort:\t${name}\t${port.nodePort}/${port.protocol}`]] as Line[]) : []),
    [0, `Endpoints:\t${readyEndpoints(port.name ?? '', slices)}`],
  ];
}

/** The first three ready endpoints of the port; of a slice without ports the addresses alone (formatEndpointSlices). */
export function readyEndpoints(name: string, slices: readonly EndpointSlice[]): string {
  if (slices.length === 0) return '<none>';
  const found = slices.flatMap(({ ports = [], endpoints = [] }) => {
    const addresses = (endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false).map((endpoint) => endpoint.addresses[0] ?? '');
    if (ports.length === 0) return addresses;
    return ports
      .filter((port) => (port.name ?? '') === name)
      .flatMap(({ port }) => addresses.map((address) => (address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`)));
  });
  return found.length <= 3 ? found.join(',') : `${found.slice(0, 3).join(',')} + ${found.length - 3} more...`;
}

export function describeEndpointSlice(world: World, slice: EndpointSlice): Line[] {
  const { endpoints = [], ports = [] } = slice;
  const portRows: Line[] =
    ports.length === 0
      ? [[0, 'Ports: <unset>']]
      : [
          [0, 'Ports:'],
          [1, 'Name\tPort\tProtocol'],
          [1, '----\t----\t--------'],
          ...ports.map(({ name, port, protocol }): Line => [1, `${name || '<unset>'}\t${port ?? '<unset>'}\t${protocol}`]),
        ];
  return [
    ...head(slice as unknown as Stored, { namespaced: true }),
    [0, `AddressType:\t${slice.addressType}`],
    ...portRows,
    ...(endpoints.length === 0 ? ([[0, 'Endpoints: <none>']] as Line[]) : ([[0, 'Endpoints:'], ...endpoints.flatMap(endpointLines)] as Line[])),
    ...eventLines(world, slice as unknown as Stored),
  ];
}

function endpointLines({ addresses, conditions, hostname, targetRef, nodeName, zone }: EndpointSlice['endpoints'][number]): Line[] {
  return [
    [1, `- Addresses:\t${addresses.join(', ') || '<none>'}`],
    [2, 'Conditions:'],
    [3, `Ready:\t${conditions?.ready ?? '<unset>'}`],
    [2, `Hostname:\t${hostname || '<unset>'}`],
    ...(targetRef === undefined ? [] : ([[2, `TargetRef:\t${targetRef.kind}/${targetRef.name}`]] as Line[])),
    [2, `NodeName:\t${nodeName || '<unset>'}`],
    [2, `Zone:\t${zone || '<unset>'}`],
  ];
}
