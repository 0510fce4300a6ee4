/**
 * The endpoints controller: the older list of what stands behind a Service, kept for those who still read it.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/endpoint/endpoints_controller.go
 */
import type { EndpointAddress, EndpointPort } from 'kubernetes-types/core/v1.d.ts';
import { canonical, same } from '../../canonical.ts';
import type { Endpoints } from '../../cluster/endpoints.ts';
import { keyOf } from '../../cluster/metadata.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Service } from '../../cluster/service.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { create, remove, update } from '../acts.ts';
import { type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { controllerManager } from '../identities.ts';
import { isPodReady } from '../pod-condition.ts';
import { podsSelectedBy, servicesServedBy } from '../service-selection.ts';
import { isInEndpoints, setsHostname } from './endpointslice/endpoint.ts';
import { endpointPorts } from './endpointslice/ports.ts';

const HEADLESS = 'service.kubernetes.io/headless';
/** Says that this controller writes it, and no mirror makes slices of it. */
const MANAGED = { 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' };
/** "maxCapacity": what is over goes, and an annotation says so. */
const MOST_ADDRESSES = 1000;

export const endpointsController: Controller = {
  name: 'endpoint-controller',
  identity: controllerManager('endpoint-controller'),
  manager: 'kube-controller-manager',
  watches: {
    cluster: {
      Service: ({ ref }) => [ref.key],
      Pod: (change, world) => servicesServedBy(world, change),
      Endpoints: ({ ref }) => [ref.key],
    },
  },
  reconcile: (world, key) => {
    const service = objectAt(world.cluster.Service, key);
    const present = objectAt(world.cluster.Endpoints, key);
    if (service === undefined) {
      // "Delete the corresponding endpoint, as the service has been deleted", when it is one of ours.
      const ours = present?.metadata.labels?.['endpoints.kubernetes.io/managed-by'] !== undefined;
      return present === undefined || !ours
        ? NOTHING
        : { acts: [remove('Endpoints', present)], because: { ko: `${key} 서비스가 없어졌습니다.`, en: `Service ${key} is gone.` } };
    }
    const selects = Object.keys(service.spec.selector ?? {}).length > 0 && service.spec.type !== 'ExternalName';
    return selects ? reconcileService(world, service, present) : NOTHING;
  },
};

function reconcileService(world: World, service: Service, present: Endpoints | undefined): Reconcile {
  const pods = podsSelectedBy(world, service).filter((pod) => isInEndpoints(pod, service.spec.publishNotReadyAddresses === true));
  const subsets = subsetsOf(service, pods.slice(0, MOST_ADDRESSES));
  const { name, namespace } = service.metadata;
  const headless = !service.spec.clusterIP || service.spec.clusterIP === 'None';
  const labels = { ...service.metadata.labels, ...(headless ? { [HEADLESS]: '' } : {}), ...MANAGED };
  const annotations = pods.length > MOST_ADDRESSES ? { 'endpoints.kubernetes.io/over-capacity': 'truncated' } : present?.metadata.annotations;
  const because = {
    ko: `${keyOf(service.metadata)} 서비스가 주소 있는 파드 ${pods.length}개를 고릅니다.`,
    en: `Service ${keyOf(service.metadata)} selects ${pods.length} ${pods.length === 1 ? 'pod' : 'pods'} with an address.`,
  };
  const body = subsets.length === 0 ? {} : { subsets };
  if (present === undefined) {
    const metadata = { name, ...(namespace === undefined ? {} : { namespace }), labels, ...(annotations === undefined ? {} : { annotations }) };
    const manifest = { apiVersion: 'v1', kind: 'Endpoints', metadata, ...body };
    return { acts: [create('Endpoints', manifest)], because };
  }
  const { subsets: had = [], ...rest } = present;
  if (same(had, subsets) && same(present.metadata.labels ?? {}, labels)) return NOTHING;
  return { acts: [update('Endpoints', { ...rest, metadata: { ...present.metadata, labels }, ...body } as Endpoints)], because };
}

type Subset = {
  readonly addresses?: readonly EndpointAddress[];
  readonly notReadyAddresses?: readonly EndpointAddress[];
  readonly ports?: readonly EndpointPort[];
};

/** Addresses that have the same ports stand together, in order of their numbers (RepackSubsets). */
function subsetsOf(service: Service, pods: readonly Pod[]): Subset[] {
  const groups = new Map<string, { ports: readonly EndpointPort[]; ready: EndpointAddress[]; notReady: EndpointAddress[] }>();
  for (const pod of pods) {
    if (!pod.status.podIP) continue;
    const ports = endpointPorts(service, pod).map(({ name, ...port }): EndpointPort => ({ ...(name ? { name } : {}), ...port }) as EndpointPort);
    const key = canonical(ports);
    const group = groups.get(key) ?? { ports, ready: [], notReady: [] };
    const ready = isPodReady(pod) || service.spec.publishNotReadyAddresses === true;
    (ready ? group.ready : group.notReady).push(addressOf(pod, service));
    groups.set(key, group);
  }
  const byAddress = (one: EndpointAddress, other: EndpointAddress) => (one.ip < other.ip ? -1 : 1);
  return [...groups.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { ports, ready, notReady }]) => ({
      ...(ready.length === 0 ? {} : { addresses: [...ready].sort(byAddress) }),
      ...(notReady.length === 0 ? {} : { notReadyAddresses: [...notReady].sort(byAddress) }),
      ...(ports.length === 0 ? {} : { ports }),
    }));
}

function addressOf(pod: Pod, service: Service): EndpointAddress {
  const { name, namespace, uid } = pod.metadata;
  return {
    ip: pod.status.podIP as string,
    ...(setsHostname(pod, service) ? { hostname: pod.spec.hostname as string } : {}),
    ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}),
    targetRef: { kind: 'Pod', ...(namespace === undefined ? {} : { namespace }), name, uid },
  };
}
