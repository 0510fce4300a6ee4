/**
 * Which targets stand behind a Service: its pods by address, or the nodes by instance.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/backend/endpoint_resolver.go
 */
import type { Service } from '../../../cluster/service.ts';
import { nameOf } from './model.ts';
import { fail } from './model-error.ts';
import { servicePort } from './service-port.ts';

export type Readiness = 'True' | 'False' | 'Unknown';

export type PodEndpoint = {
  readonly ip: string;
  readonly ready: boolean;
  readonly terminating: boolean;
  /** Undefined where the pod is not known: it is left out. */
  readonly pod?: { readonly containersReady: boolean; readonly nodeReady: Readiness };
};

export type EndpointList = {
  readonly ports: readonly { readonly name?: string | undefined; readonly port?: number | undefined }[];
  readonly endpoints: readonly PodEndpoint[];
};

export type Resolved = { readonly id: string; readonly port: number };

/**
 * Pods as targets. One that is not ready only for its readiness gates is registered all the same, since registration is what turns
 * its gate true; with fail-open, pods on nodes of unknown state count where no other does.
 */
export function podTargets(
  service: Service,
  port: number | string,
  { lists, failOpen }: { readonly lists: readonly EndpointList[]; readonly failOpen: boolean },
): readonly Resolved[] {
  const { name } = servicePort(service, port);
  const found = lists.flatMap(({ ports, endpoints }) =>
    ports.flatMap((each) =>
      name && (each.name ?? '') !== name ? [] : endpoints.map((endpoint) => ({ endpoint, port: each.port ?? 0, state: stateOf(endpoint) })),
    ),
  );
  const as = (state: string) => found.filter((each) => each.state === state).map(({ endpoint, port }) => ({ id: endpoint.ip, port }));
  const ready = as('ready');
  return failOpen && ready.length === 0 ? as('unknown') : ready;
}

function stateOf({ ready, terminating, pod }: PodEndpoint): 'ready' | 'unknown' | 'out' {
  if (pod === undefined) return 'out';
  if (ready) return 'ready';
  if (!pod.containersReady) return 'out';
  if (pod.nodeReady === 'True') return terminating ? 'out' : 'ready';
  return pod.nodeReady === 'Unknown' ? 'unknown' : 'out';
}

export type NodeEndpoint = {
  readonly instanceId: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ready: Readiness | undefined;
  /** Whether it may take part: see `isTrafficProxy`. */
  readonly suitable: boolean;
};

/** Nodes as targets on the Service's node port; with fail-open, nodes of unknown state count where no other does. */
export function nodeTargets(
  service: Service,
  port: number | string,
  {
    nodes,
    selects,
    failOpen,
  }: { readonly nodes: readonly NodeEndpoint[]; readonly selects: (labels: Readonly<Record<string, string>>) => boolean; readonly failOpen: boolean },
): readonly Resolved[] {
  const { nodePort } = servicePort(service, port);
  const { type } = service.spec;
  if (type !== 'NodePort' && type !== 'LoadBalancer') return fail(`service type must be either 'NodePort' or 'LoadBalancer': ${nameOf(service)}`);
  const candidates = nodes.filter((node) => node.suitable && selects(node.labels));
  const as = (state: Readiness) =>
    candidates.filter(({ ready }) => ready === state).map(({ instanceId }) => ({ id: instanceId, port: nodePort ?? 0 }));
  const ready = as('True');
  return failOpen && ready.length === 0 ? as('Unknown') : ready;
}

type Markers = {
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly { readonly key: string }[];
  readonly unschedulable: boolean;
};

/** Nodes that are marked to stay out of load balancers, or about to be deleted by the autoscaler, take no part. */
export function isTrafficProxy({ labels, taints }: Markers): boolean {
  if (taints.some(({ key }) => key === 'ToBeDeletedByClusterAutoscaler')) return false;
  return !Object.hasOwn(labels, 'node.kubernetes.io/exclude-from-external-load-balancers') && labels['eks.amazonaws.com/compute-type'] !== 'fargate';
}
