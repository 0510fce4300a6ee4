/**
 * How endpoints are spread over slices: what is there stays in its slice, what is new fills the fullest one that has room.
 * https://github.com/kubernetes/endpointslice/blob/master/reconciler.go (reconcileByPortMapping)
 */
import type { Endpoint, EndpointPort } from 'kubernetes-types/discovery/v1.d.ts';
import { canonical, same } from '../../../canonical.ts';
import type { EndpointSlice } from '../../../cluster/endpointslice.ts';

/** --max-endpoints-per-slice. */
const MAX_ENDPOINTS = 100;

/** The endpoints that share one list of ports. */
export type Group = { readonly ports: readonly EndpointPort[]; readonly endpoints: readonly Endpoint[] };

export type Packing = {
  readonly create: readonly Group[];
  readonly update: readonly { readonly slice: EndpointSlice; readonly group: Group }[];
  readonly remove: readonly EndpointSlice[];
};

/** What has to be done to the slices so that together they hold the groups. */
export function pack(groups: readonly Group[], slices: readonly EndpointSlice[]): Packing {
  const byPorts = new Map(groups.map((group) => [canonical(group.ports), group] as const));
  const kept = new Map<string, EndpointSlice[]>();
  const removed: EndpointSlice[] = [];
  for (const slice of slices) {
    const ports = canonical(slice.ports ?? []);
    if (byPorts.has(ports)) kept.set(ports, [...(kept.get(ports) ?? []), slice]);
    else removed.push(slice);
  }
  const parts = [...byPorts].map(([ports, group]) => packGroup(group, kept.get(ports) ?? []));
  return {
    create: parts.flatMap((part) => part.create),
    update: parts.flatMap((part) => part.update),
    remove: [...removed, ...parts.flatMap((part) => part.remove)],
  };
}

function packGroup(group: Group, slices: readonly EndpointSlice[]): Packing {
  const wanted = new Map(group.endpoints.map((endpoint) => [endpoint.addresses.join(' '), endpoint] as const));
  const filled = slices.map((slice) => {
    const endpoints = (slice.endpoints ?? []).flatMap(({ addresses }) => {
      const key = addresses.join(' ');
      const endpoint = wanted.get(key);
      wanted.delete(key);
      return endpoint === undefined ? [] : [endpoint];
    });
    return { slice, endpoints };
  });
  const fullest = [...filled].sort((one, other) => other.endpoints.length - one.endpoints.length);
  const left = [...wanted.values()];
  for (const { endpoints } of fullest) endpoints.push(...left.splice(0, MAX_ENDPOINTS - endpoints.length));
  const create: Group[] = [];
  while (left.length > 0) create.push({ ports: group.ports, endpoints: left.splice(0, MAX_ENDPOINTS) });
  // An empty group is the placeholder of a Service without endpoints: one slice, and no more than one.
  if (group.endpoints.length === 0 && filled.length === 0) create.push(group);
  const stays = ({ endpoints, slice }: { readonly endpoints: readonly Endpoint[]; readonly slice: EndpointSlice }) =>
    endpoints.length > 0 || (group.endpoints.length === 0 && slice === slices[0]);
  const update = filled.filter(stays).map(({ slice, endpoints }) => ({ slice, group: { ports: group.ports, endpoints } }));
  return { create, update, remove: filled.filter((part) => !stays(part)).map(({ slice }) => slice) };
}

/** Whether the slice holds exactly this already. */
export function holds(slice: EndpointSlice, group: Group, labels: { readonly [key: string]: string }): boolean {
  return same(slice.endpoints ?? [], group.endpoints) && same(slice.ports ?? [], group.ports) && same(slice.metadata.labels ?? {}, labels);
}
