/** The NetworkPolicies that a cluster's agents enforce now, and the ends of its pods under them. */
import type { Pod } from '../cluster/pod.ts';
import { hostKinds } from '../hosts/kinds.ts';
import { once } from '../once.ts';
import { emptyStore, lookup, objectsOf, putObject } from '../store.ts';
import type { World } from '../world.ts';
import { tierRulesInForce } from './cluster-policy-endpoint.ts';
import type { End } from './flow.ts';
import { endOf } from './pod-end.ts';
import type { Neighbours } from './policy-endpoint.ts';
import { type PolicyRules, rulesOf } from './policy-rules.ts';
import { rulesInForce } from './rules-in-force.ts';
import { tierRulesOf } from './tiers.ts';

/** What the specification says the policies of the cluster mean, whoever enforces them. */
export const policiesAsWritten = once((world: World): readonly PolicyRules[] => [
  ...objectsOf(world.cluster.NetworkPolicy).map(rulesOf),
  ...objectsOf(world.cluster.ClusterNetworkPolicy).map(tierRulesOf),
]);

/** The rules of the policies that have a PolicyEndpoint: what agents can enforce. */
export const policiesInForce = once((world: World): readonly PolicyRules[] => {
  const cluster = neighbours(world);
  const published = objectsOf(world.cluster.NetworkPolicy).filter(
    ({ metadata }) => lookup(world.cluster.PolicyEndpoint, 'byPolicy', `${metadata.namespace}/${metadata.name}`).length > 0,
  );
  const tiers = objectsOf(world.cluster.ClusterNetworkPolicy).filter(
    ({ metadata }) => lookup(world.cluster.ClusterPolicyEndpoint, 'byPolicy', metadata.name).length > 0,
  );
  return [...published.map((policy) => rulesInForce(policy, cluster)), ...tiers.map((policy) => tierRulesInForce(policy, cluster))];
});

/** The pod as the agent of its node sees it; without one no policy is enforced at it. */
export function guardedEnd(world: World, pod: Pod): End {
  const end = endOf(world, pod);
  if (end.kind === 'address') return end;
  const [host] = lookup(world.hosts.Host, 'byPod', `${end.namespace}/${end.name}`);
  const agent = host?.policyAgent;
  return { ...end, guard: agent?.mode ?? 'none', ...(agent === undefined || agent.tiers === true ? {} : { tiers: false }) };
}

/** What policies are resolved with. Pods that have ended are no ends any more. */
export function neighbours({ cluster }: World): Neighbours {
  const stands = ({ status }: Pod) => status.phase !== 'Succeeded' && status.phase !== 'Failed';
  // Asked once for each policy of the namespace.
  const pods = new Map<string, readonly Pod[]>();
  return {
    namespaces: objectsOf(cluster.Namespace),
    podsIn: (namespace) => {
      const known = pods.get(namespace) ?? lookup(cluster.Pod, 'byNamespace', namespace).filter(stands);
      pods.set(namespace, known);
      return known;
    },
    servicesIn: (namespace) => lookup(cluster.Service, 'byNamespace', namespace),
  };
}

/** The world in which nobody enforces policies: what is left on a packet's path without them. */
export const withoutPolicies = once((world: World): World => {
  const guarded = objectsOf(world.hosts.Host).filter(({ policyAgent }) => policyAgent !== undefined);
  const hosts = guarded.reduce(
    (store, { policyAgent: _agent, ...bare }) =>
      putObject(store, hostKinds.Host.indices, bare.InstanceId, { object: bare, revision: world.revision }),
    world.hosts.Host,
  );
  return {
    ...world,
    cluster: {
      ...world.cluster,
      PolicyEndpoint: emptyStore('cluster', 'PolicyEndpoint'),
      ClusterPolicyEndpoint: emptyStore('cluster', 'ClusterPolicyEndpoint'),
    },
    hosts: { ...world.hosts, Host: hosts },
  };
});
