/**
 * The EndpointSlice controller: the pods that a Service selects, with their state, as kube-proxy and CoreDNS read them.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/endpointslice/endpointslice_controller.go
 */
import { canonical } from '../../../canonical.ts';
import type { EndpointSlice } from '../../../cluster/endpointslice.ts';
import { keyOf } from '../../../cluster/metadata.ts';
import type { Node } from '../../../cluster/node.ts';
import type { Pod } from '../../../cluster/pod.ts';
import type { Service } from '../../../cluster/service.ts';
import { lookup, objectAt, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { create, remove, update } from '../../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../../controller.ts';
import { controllerManager } from '../../identities.ts';
import { podsSelectedBy, servicesServedBy } from '../../service-selection.ts';
import { type AddressType, endpointOf, isInEndpoints } from './endpoint.ts';
import { withHints } from './hints.ts';
import { type Group, holds, pack } from './pack.ts';
import { endpointPorts } from './ports.ts';
import { MANAGED_BY, sliceLabels, sliceMetadata } from './slice-metadata.ts';

const ZONE = 'topology.kubernetes.io/zone';

export const endpointSliceController: Controller = {
  name: 'endpointslice-controller',
  identity: controllerManager('endpointslice-controller'),
  manager: 'kube-controller-manager',
  watches: {
    cluster: {
      Service: ({ ref }) => [ref.key],
      Pod: (change, world) => servicesServedBy(world, change),
      EndpointSlice: ({ before, after }) => servicesOf((after ?? before) as EndpointSlice),
      Node: ({ before, after }, world) => (zoneOf(before as Node | null) === zoneOf(after as Node | null) ? [] : allServices(world)),
    },
  },
  reconcile: (world, key) => {
    const service = objectAt(world.cluster.Service, key);
    // Without a selector the endpoints are somebody else's to write; an ExternalName has none.
    const selects = Object.keys(service?.spec.selector ?? {}).length > 0 && service?.spec.type !== 'ExternalName';
    return service === undefined || !selects || service.metadata.deletionTimestamp !== undefined ? NOTHING : reconcileService(world, service);
  },
};

function reconcileService(world: World, service: Service): Reconcile {
  const pods = podsSelectedBy(world, service).filter((pod) => isInEndpoints(pod, true));
  const slices = lookup(world.cluster.EndpointSlice, 'byService', keyOf(service.metadata)).filter(isOurs);
  const acts = addressTypes(service).flatMap((addressType) => {
    const groups = groupsOf(world, service, { pods, addressType });
    return actsFor(service, addressType, { groups, slices: slices.filter((slice) => slice.addressType === addressType) });
  });
  const stale = slices.filter((slice) => !addressTypes(service).includes(slice.addressType as AddressType));
  return {
    acts: [...acts, ...stale.map((slice) => remove('EndpointSlice', slice))],
    because: {
      ko: `${keyOf(service.metadata)} 서비스가 주소 있는 파드 ${pods.length}개를 고릅니다.`,
      en: `Service ${keyOf(service.metadata)} selects ${pods.length} ${pods.length === 1 ? 'pod' : 'pods'} with an address.`,
    },
  };
}

type Selection = { readonly pods: readonly Pod[]; readonly addressType: AddressType };

function groupsOf(world: World, service: Service, { pods, addressType }: Selection): Group[] {
  const groups = new Map<string, { ports: Group['ports']; endpoints: Group['endpoints'][number][] }>();
  for (const pod of pods) {
    const endpoint = endpointOf(pod, service, nodeOf(world, pod), addressType);
    if (endpoint.addresses.length === 0) continue;
    const ports = endpointPorts(service, pod);
    const key = canonical(ports);
    const group = groups.get(key) ?? { ports, endpoints: [] };
    group.endpoints.push(endpoint);
    groups.set(key, group);
  }
  const { trafficDistribution } = service.spec as { readonly trafficDistribution?: string };
  const hinted = [...groups.values()].map(({ ports, endpoints }) => ({ ports, endpoints: withHints(endpoints, trafficDistribution) }));
  return hinted.length === 0 ? [{ ports: [], endpoints: [] }] : hinted;
}

type Slices = { readonly groups: readonly Group[]; readonly slices: readonly EndpointSlice[] };

function actsFor(service: Service, addressType: AddressType, { groups, slices }: Slices): Act[] {
  const packing = pack(groups, slices);
  const labels = sliceLabels(service);
  const base = { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', addressType };
  return [
    ...packing.update.flatMap(({ slice, group }) =>
      holds(slice, group, labels) ? [] : [update('EndpointSlice', { ...slice, metadata: { ...slice.metadata, labels }, ...group })],
    ),
    ...packing.create.map((group) => create('EndpointSlice', { ...base, metadata: sliceMetadata(service), ...group })),
    ...packing.remove.map((slice) => remove('EndpointSlice', slice)),
  ];
}

function addressTypes({ spec }: Service): AddressType[] {
  return (spec.ipFamilies ?? ['IPv4']).map((family) => (family === 'IPv6' ? 'IPv6' : 'IPv4'));
}

function nodeOf(world: World, pod: Pod): Node | undefined {
  return pod.spec.nodeName ? objectAt(world.cluster.Node, pod.spec.nodeName) : undefined;
}

function isOurs(slice: EndpointSlice): boolean {
  return slice.metadata.labels?.['endpointslice.kubernetes.io/managed-by'] === MANAGED_BY;
}

function servicesOf({ metadata }: EndpointSlice): string[] {
  const name = metadata.labels?.['kubernetes.io/service-name'];
  return name === undefined ? [] : [`${metadata.namespace}/${name}`];
}

function zoneOf(node: Node | null): string | undefined {
  return node?.metadata.labels?.[ZONE];
}

function allServices(world: World): string[] {
  return objectsOf(world.cluster.Service).map((service) => keyOf(service.metadata));
}
