/**
 * What the registry of each kind does around validation, beyond what the descriptor says: which kinds count generations,
 * which status a new object has, which fields only the registry writes.
 */
import type { ClusterKinds } from './kinds.ts';
import type { Namespace } from './namespace.ts';
import type { Pod } from './pod.ts';
import { mountApiAccess } from './pod-defaults.ts';
import type { Service } from './service.ts';
import { normaliseChangedService, normaliseNewService } from './service-strategy.ts';

export type Strategy<T> = {
  /** Whether `metadata.generation` counts the changes of what is desired. */
  readonly generation: boolean;
  /** The object as it is stored on creation, whatever status it was sent with. */
  readonly create: (object: T) => T;
  /** The object as it is stored on an update of the object itself. */
  readonly update: (object: T, before: T) => T;
};

const keep = <T>(object: T): T => object;

/** Namespaces: what is in `spec` belongs to the registry; it starts Active. */
const namespaceStrategy: Strategy<Namespace> = {
  generation: false,
  create: (object) => ({ ...object, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }),
  update: (object, before) => ({ ...object, spec: before.spec }),
};

const podStrategy: Strategy<Pod> = {
  generation: true,
  create: (object) => mountApiAccess({ ...object, status: { phase: 'Pending', qosClass: qosClassOf(object) } }),
  update: keep,
};

const serviceStrategy: Strategy<Service> = {
  generation: false,
  create: (object) => normaliseNewService({ ...object, status: { loadBalancer: {} } }),
  update: normaliseChangedService,
};

/** Custom kinds: a status is written by its subresource, and what the definition says stands in its defaults. */
const custom = { generation: true, create: keep, update: keep } as const;

export const strategies: { readonly [K in keyof ClusterKinds]: Strategy<ClusterKinds[K]> } = {
  Namespace: namespaceStrategy,
  // A kubelet registers its node together with its status.
  Node: { generation: false, create: keep, update: keep },
  Pod: podStrategy,
  ReplicaSet: { generation: true, create: (object) => ({ ...object, status: { replicas: 0 } }), update: keep },
  Deployment: { generation: true, create: (object) => ({ ...object, status: {} }), update: keep },
  DaemonSet: {
    generation: true,
    create: (object) => ({ ...object, status: { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 } }),
    update: keep,
  },
  Service: serviceStrategy,
  EndpointSlice: { generation: true, create: keep, update: keep },
  Event: { generation: false, create: keep, update: keep },
  ConfigMap: { generation: false, create: keep, update: keep },
  ServiceAccount: { generation: false, create: keep, update: keep },
  Endpoints: { generation: false, create: keep, update: keep },
  StatefulSet: { generation: true, create: (object) => ({ ...object, status: { replicas: 0, availableReplicas: 0 } }), update: keep },
  Ingress: { generation: true, create: (object) => ({ ...object, status: { loadBalancer: {} } }), update: keep },
  ControllerRevision: { generation: false, create: keep, update: keep },
  IngressClass: { generation: true, create: keep, update: keep },
  NetworkPolicy: { generation: true, create: keep, update: keep },
  CustomResourceDefinition: { generation: true, create: keep, update: keep },
  IngressClassParams: custom,
  TargetGroupBinding: custom,
  GatewayClass: custom,
  Gateway: custom,
  HTTPRoute: custom,
  ReferenceGrant: custom,
  LoadBalancerConfiguration: custom,
  ENIConfig: custom,
  PolicyEndpoint: custom,
  ClusterNetworkPolicy: custom,
  ClusterPolicyEndpoint: custom,
  CNINode: custom,
  SecurityGroupPolicy: custom,
};

/** Guaranteed: every container's limits equal its requests · BestEffort: none states any · Burstable: the rest. */
export function qosClassOf(object: Pod): 'Guaranteed' | 'Burstable' | 'BestEffort' {
  const all = object.spec.containers.map(({ resources }) => resources ?? {});
  const stated = all.some(({ limits, requests }) => Object.keys({ ...limits, ...requests }).length > 0);
  if (!stated) return 'BestEffort';
  const exact = all.every(({ limits = {}, requests = {} }) =>
    ['cpu', 'memory'].every((name) => limits[name] !== undefined && (requests[name] ?? limits[name]) === limits[name]),
  );
  return exact ? 'Guaranteed' : 'Burstable';
}
