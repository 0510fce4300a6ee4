/**
 * The network policy controller that EKS runs beside the API server: for each NetworkPolicy a PolicyEndpoint, as long as
 * the ConfigMap `amazon-vpc-cni` asks for it.
 * https://github.com/aws/amazon-network-policy-controller-k8s and
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html
 */
import { same } from '../../canonical.ts';
import type { Change } from '../../change.ts';
import { clusterKinds } from '../../cluster/kinds.ts';
import { keyOf } from '../../cluster/metadata.ts';
import type { NetworkPolicy } from '../../cluster/networkpolicy.ts';
import type { Pod } from '../../cluster/pod.ts';
import { isServed } from '../../cluster/served.ts';
import type { Service } from '../../cluster/service.ts';
import { concerns } from '../../policy/matches.ts';
import { podEnd } from '../../policy/pod-end.ts';
import { neighbours } from '../../policy/policies-in-force.ts';
import { resolvePolicy } from '../../policy/policy-endpoint.ts';
import { rulesOf } from '../../policy/policy-rules.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { create, remove, update } from '../acts.ts';
import { type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { user } from '../identities.ts';

/** The ConfigMap by which policies are switched on. */
export const SWITCH = 'kube-system/amazon-vpc-cni';

/** Keys: NetworkPolicies. */
export const networkPolicyController: Controller = {
  name: 'eks-network-policy-controller',
  identity: user('eks:network-policy-controller'),
  manager: 'controller',
  watches: {
    cluster: {
      NetworkPolicy: ({ ref }) => [ref.key],
      PolicyEndpoint: ({ before, after }) => [before, after].flatMap((one) => (one === null ? [] : refOf(one as { readonly spec: PolicyRef }))),
      ConfigMap: ({ ref }, world) => (ref.key === SWITCH ? everyPolicy(world) : []),
      CustomResourceDefinition: (_change, world) => everyPolicy(world),
      Namespace: (_change, world) => everyPolicy(world),
      // The state of a load balancer changes nothing about who is meant.
      Service: (change, world) => (isSameService(change) ? [] : everyPolicy(world)),
      Pod: ({ before, after }, world) => (isSamePod(before as Pod | null, after as Pod | null) ? [] : policiesAbout(world, [before, after])),
    },
  },
  reconcile: (world, key) => {
    if (!isServed(world, clusterKinds.PolicyEndpoint)) return NOTHING;
    const policy = objectAt(world.cluster.NetworkPolicy, key);
    const wanted = policy !== undefined && policy.metadata.deletionTimestamp === undefined && isSwitchedOn(world);
    return wanted ? published(world, policy) : withdrawn(world, key);
  },
};

/** Whether a change of a Service leaves alone what policies are resolved with: its selector, addresses and ports. */
export function isSameService({ before, after }: Change): boolean {
  return before !== null && after !== null && same((before as Service).spec, (after as Service).spec);
}

/** Whether the ConfigMap switches the controller on; it is off by default. */
export function isSwitchedOn(world: World): boolean {
  return objectAt(world.cluster.ConfigMap, SWITCH)?.data?.['enable-network-policy-controller'] === 'true';
}

function published(world: World, policy: NetworkPolicy): Reconcile {
  const spec = resolvePolicy(policy, neighbours(world));
  const [present, ...surplus] = lookup(world.cluster.PolicyEndpoint, 'byPolicy', keyOf(policy.metadata));
  const because = {
    ko: `${keyOf(policy.metadata)} 네트워크 정책이 파드 ${spec.podSelectorEndpoints.length}개를 격리합니다.`,
    en: `NetworkPolicy ${keyOf(policy.metadata)} isolates ${spec.podSelectorEndpoints.length} pods.`,
  };
  if (present === undefined) return { acts: [create('PolicyEndpoint', manifest(policy, spec))], because };
  const acts = surplus.map((one) => remove('PolicyEndpoint', one));
  return same(present.spec, spec) ? { acts, because } : { acts: [...acts, update('PolicyEndpoint', { ...present, spec })], because };
}

function manifest({ metadata }: NetworkPolicy, spec: object) {
  const owner = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    name: metadata.name,
    uid: metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
  return {
    apiVersion: 'networking.k8s.aws/v1alpha1',
    kind: 'PolicyEndpoint',
    metadata: { generateName: `${metadata.name}-`, namespace: metadata.namespace as string, ownerReferences: [owner] },
    spec,
  };
}

function withdrawn(world: World, key: string): Reconcile {
  const left = lookup(world.cluster.PolicyEndpoint, 'byPolicy', key);
  return {
    acts: left.map((one) => remove('PolicyEndpoint', one)),
    because: { ko: `${key} 네트워크 정책을 적용하지 않습니다.`, en: `NetworkPolicy ${key} is not enforced.` },
  };
}

/** Whether nothing changed that a policy can see of a pod: where it is, its labels, its addresses and its ports. */
export function isSamePod(before: Pod | null, after: Pod | null): boolean {
  if (before === null || after === null) return false;
  const seen = ({ metadata, spec, status }: Pod) => [metadata.labels, spec.containers, status.podIP, status.hostIP, status.phase];
  return before.metadata.labels === after.metadata.labels && before.status === after.status ? true : same(seen(before), seen(after));
}

/** The policies that select one of the pods, or mean it as a peer. */
function policiesAbout(world: World, pods: readonly (object | null)[]): string[] {
  const ends = pods.flatMap((pod) => (pod === null ? [] : [podEnd(pod as Pod, namespaceLabels(world, pod as Pod))]));
  return objectsOf(world.cluster.NetworkPolicy)
    .filter((policy) => ends.some((end) => concerns(rulesOf(policy), end)))
    .map(({ metadata }) => keyOf(metadata));
}

function namespaceLabels({ cluster }: World, { metadata }: Pod) {
  return objectAt(cluster.Namespace, metadata.namespace ?? 'default')?.metadata.labels ?? {};
}

type PolicyRef = { readonly policyRef: { readonly namespace: string; readonly name: string } };

function refOf({ spec }: { readonly spec: PolicyRef }): string[] {
  return [`${spec.policyRef.namespace}/${spec.policyRef.name}`];
}

function everyPolicy(world: World): string[] {
  return objectsOf(world.cluster.NetworkPolicy).map(({ metadata }) => keyOf(metadata));
}
