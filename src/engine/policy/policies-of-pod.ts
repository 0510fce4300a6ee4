/** The PolicyEndpoints that list a pod, as its node's agent reads them. */
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import type { ClusterPolicyEndpointSpec } from './cluster-policy-endpoint.ts';
import type { EndpointInfo, PolicyEndpointSpec } from './policy-endpoint.ts';

export type { EndpointInfo } from './policy-endpoint.ts';

/** What the agent enforces for the pod (`namespace/name`), in ascending order of name. */
export function policiesOfPod(world: World, pod: string): readonly PolicyEndpointSpec[] {
  return lookup(world.cluster.PolicyEndpoint, 'byPod', pod).map(({ spec }) => spec);
}

/** The ClusterPolicyEndpoints that list the pod. */
export function clusterPoliciesOfPod(world: World, pod: string): readonly ClusterPolicyEndpointSpec[] {
  return lookup(world.cluster.ClusterPolicyEndpoint, 'byPod', pod).map(({ spec }) => spec);
}

/** One entry as a line: `10.0.0.0/16 except 10.0.9.0/24 TCP 80, UDP 53`. */
export function showEntry({ cidr, except = [], ports = [] }: EndpointInfo): string {
  const shown = ports.map(({ protocol, port, endPort }) =>
    [protocol, port === undefined ? '' : endPort === undefined ? port : `${port}-${endPort}`].join(' ').trim(),
  );
  return [cidr, ...(except.length > 0 ? ['except', except.join(', ')] : []), ...(shown.length > 0 ? [shown.join(', ')] : [])].join(' ');
}
