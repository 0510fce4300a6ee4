/**
 * The EndpointSlice mirroring controller: Endpoints that somebody wrote for a Service without a selector become slices, which is what
 * kube-proxy and CoreDNS read.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/endpointslicemirroring/endpointslicemirroring_controller.go
 */
import type { EndpointAddress } from 'kubernetes-types/core/v1.d.ts';
import type { Endpoint } from 'kubernetes-types/discovery/v1.d.ts';
import { canonical } from '../../canonical.ts';
import type { Endpoints } from '../../cluster/endpoints.ts';
import type { EndpointSlice } from '../../cluster/endpointslice.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { create, remove } from '../acts.ts';
import { type Act, type Controller, NOTHING } from '../controller.ts';
import { controllerManager } from '../identities.ts';

const NAME = 'endpointslicemirroring-controller';
const MANAGED_BY = `${NAME}.k8s.io`;
const MANAGER = 'endpointslice.kubernetes.io/managed-by';
const SERVICE = 'kubernetes.io/service-name';

/** Keys: Services and their Endpoints, which have one name. */
export const endpointSliceMirroring: Controller = {
  name: NAME,
  identity: controllerManager(NAME),
  manager: 'kube-controller-manager',
  watches: {
    cluster: {
      Service: ({ ref }) => [ref.key],
      Endpoints: ({ ref }) => [ref.key],
      EndpointSlice: ({ before, after }) => {
        const { metadata } = (after ?? before) as EndpointSlice;
        return metadata.labels?.[MANAGER] === MANAGED_BY ? [`${metadata.namespace}/${metadata.labels[SERVICE]}`] : [];
      },
    },
  },
  reconcile: (world, key) => {
    const present = lookup(world.cluster.EndpointSlice, 'byService', key).filter(({ metadata }) => metadata.labels?.[MANAGER] === MANAGED_BY);
    const wanted = slicesOf(world, key);
    const content = (slice: object) => {
      const { addressType, endpoints, ports } = slice as EndpointSlice;
      return canonical({ addressType, endpoints, ports });
    };
    const missing = wanted.filter((slice) => !present.some((other) => content(other) === content(slice)));
    const stale = present.filter((slice) => !wanted.some((other) => content(other) === content(slice)));
    const acts: Act[] = [...missing.map((slice) => create('EndpointSlice', slice)), ...stale.map((slice) => remove('EndpointSlice', slice))];
    return acts.length === 0
      ? NOTHING
      : { acts, because: { ko: `${key} Endpoints를 엔드포인트슬라이스로 옮깁니다.`, en: `The Endpoints ${key} are mirrored.` } };
  },
};

/** "shouldMirror" and "the service has a selector, nothing to mirror". */
function slicesOf(world: World, key: string) {
  const service = objectAt(world.cluster.Service, key);
  const endpoints = objectAt(world.cluster.Endpoints, key);
  const labels = endpoints?.metadata.labels ?? {};
  const foreign = labels['endpoints.kubernetes.io/managed-by'] !== undefined || labels['endpointslice.kubernetes.io/skip-mirror'] === 'true';
  if (service === undefined || endpoints === undefined || foreign || Object.keys(service.spec.selector ?? {}).length > 0) return [];
  return (endpoints.subsets ?? []).flatMap((subset) => ['IPv4' as const, 'IPv6' as const].flatMap((type) => sliceOf(endpoints, subset, type) ?? []));
}

function sliceOf(owner: Endpoints, subset: NonNullable<Endpoints['subsets']>[number], addressType: 'IPv4' | 'IPv6') {
  const { addresses = [], notReadyAddresses = [], ports = [] } = subset;
  const ofType = ({ ip }: EndpointAddress) => ip.includes(':') === (addressType === 'IPv6');
  const endpoints = [
    ...addresses.filter(ofType).map((address) => endpointOf(address, true)),
    ...notReadyAddresses.filter(ofType).map((address) => endpointOf(address, false)),
  ];
  if (endpoints.length === 0) return null;
  const { name, namespace, uid, labels } = owner.metadata;
  const metadata = {
    generateName: `${name}-`,
    ...(namespace === undefined ? {} : { namespace }),
    labels: { ...labels, [SERVICE]: name, [MANAGER]: MANAGED_BY },
    ownerReferences: [{ apiVersion: 'v1', kind: 'Endpoints', name, uid, controller: true, blockOwnerDeletion: true }],
  };
  const named = ports.map(({ name: portName = '', ...port }) => ({ name: portName, ...port }));
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata, addressType, endpoints, ports: named };
}

function endpointOf({ ip, hostname, nodeName, targetRef }: EndpointAddress, ready: boolean): Endpoint {
  return {
    addresses: [ip],
    conditions: { ready },
    ...(hostname === undefined ? {} : { hostname }),
    ...(nodeName === undefined ? {} : { nodeName }),
    ...(targetRef === undefined ? {} : { targetRef }),
  };
}
