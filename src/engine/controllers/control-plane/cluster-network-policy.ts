/**
 * The part of the network policy controller of EKS that publishes ClusterNetworkPolicies: for each a ClusterPolicyEndpoint,
 * as long as the ConfigMap `amazon-vpc-cni` asks for policies.
 * https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/internal/controllers/admin_policy_controller.go
 */
import { same } from '../../canonical.ts';
import type { ClusterNetworkPolicy } from '../../cluster/clusternetworkpolicy.ts';
import { clusterKinds } from '../../cluster/kinds.ts';
import type { Pod } from '../../cluster/pod.ts';
import { isServed } from '../../cluster/served.ts';
import { resolveClusterPolicy } from '../../policy/cluster-policy-endpoint.ts';
import { concerns } from '../../policy/matches.ts';
import { podEnd } from '../../policy/pod-end.ts';
import { neighbours } from '../../policy/policies-in-force.ts';
import { tierRulesOf } from '../../policy/tiers.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { create, remove, update } from '../acts.ts';
import { type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { user } from '../identities.ts';
import { isSamePod, isSameService, isSwitchedOn, SWITCH } from './network-policy.ts';

/** Keys: ClusterNetworkPolicies. */
export const clusterNetworkPolicyController: Controller = {
  name: 'eks-cluster-network-policy-controller',
  identity: user('eks:network-policy-controller'),
  manager: 'controller',
  watches: {
    cluster: {
      ClusterNetworkPolicy: ({ ref }) => [ref.key],
      ClusterPolicyEndpoint: ({ before, after }) => [before, after].flatMap((one) => (one === null ? [] : [(one as Published).spec.policyRef.name])),
      ConfigMap: ({ ref }, world) => (ref.key === SWITCH ? everyPolicy(world) : []),
      CustomResourceDefinition: (_change, world) => everyPolicy(world),
      Namespace: (_change, world) => everyPolicy(world),
      Service: (change, world) => (isSameService(change) ? [] : everyPolicy(world)),
      Pod: ({ before, after }, world) => (isSamePod(before as Pod | null, after as Pod | null) ? [] : policiesAbout(world, [before, after])),
    },
  },
  reconcile: (world, key) => {
    if (!isServed(world, clusterKinds.ClusterPolicyEndpoint)) return NOTHING;
    const policy = objectAt(world.cluster.ClusterNetworkPolicy, key);
    const wanted = policy !== undefined && policy.metadata.deletionTimestamp === undefined && isSwitchedOn(world);
    return wanted ? published(world, policy) : withdrawn(world, key);
  },
};

type Published = { readonly spec: { readonly policyRef: { readonly name: string } } };

function published(world: World, policy: ClusterNetworkPolicy): Reconcile {
  const spec = resolveClusterPolicy(policy, neighbours(world));
  const { name, uid } = policy.metadata;
  const [present, ...surplus] = lookup(world.cluster.ClusterPolicyEndpoint, 'byPolicy', name);
  const because = {
    ko: `${name} ClusterNetworkPolicy가 파드 ${spec.podSelectorEndpoints.length}개에 적용됩니다.`,
    en: `ClusterNetworkPolicy ${name} is about ${spec.podSelectorEndpoints.length} pods.`,
  };
  const acts = surplus.map((one) => remove('ClusterPolicyEndpoint', one));
  if (present !== undefined)
    return { acts: same(present.spec, spec) ? acts : [...acts, update('ClusterPolicyEndpoint', { ...present, spec })], because };
  return { acts: [create('ClusterPolicyEndpoint', manifest(name, uid, spec))], because };
}

function manifest(name: string, uid: string, spec: object) {
  const owner = { apiVersion: 'networking.k8s.aws/v1alpha1', kind: 'ClusterNetworkPolicy', name, uid, controller: true, blockOwnerDeletion: true };
  const metadata: { readonly name?: string; readonly generateName: string; readonly ownerReferences: readonly object[] } = {
    generateName: `${name}-`,
    ownerReferences: [owner],
  };
  return { apiVersion: 'networking.k8s.aws/v1alpha1', kind: 'ClusterPolicyEndpoint', metadata, spec };
}

function withdrawn(world: World, key: string): Reconcile {
  const left = lookup(world.cluster.ClusterPolicyEndpoint, 'byPolicy', key);
  return {
    acts: left.map((one) => remove('ClusterPolicyEndpoint', one)),
    because: { ko: `${key} ClusterNetworkPolicy를 적용하지 않습니다.`, en: `ClusterNetworkPolicy ${key} is not enforced.` },
  };
}

/** The policies that are about one of the pods, or mean it as a peer. */
function policiesAbout(world: World, pods: readonly (object | null)[]): string[] {
  const ends = pods.flatMap((pod) => (pod === null ? [] : [podEnd(pod as Pod, namespaceLabels(world, pod as Pod))]));
  return objectsOf(world.cluster.ClusterNetworkPolicy)
    .filter((policy) => ends.some((end) => concerns(tierRulesOf(policy), end)))
    .map(({ metadata }) => metadata.name);
}

function namespaceLabels({ cluster }: World, { metadata }: Pod) {
  return objectAt(cluster.Namespace, metadata.namespace ?? 'default')?.metadata.labels ?? {};
}

function everyPolicy(world: World): string[] {
  return objectsOf(world.cluster.ClusterNetworkPolicy).map(({ metadata }) => metadata.name);
}
