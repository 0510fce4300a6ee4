/**
 * Security groups for pods as the API server sees them: the extended resource, the webhook that asks for it, the annotation.
 * https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/docs/sgp/workflow.md
 */

import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { Pod } from './pod.ts';
import { selects } from './selector.ts';

/** The extended resource of nodes with a trunk ENI, and the annotation of pods with a branch ENI. */
export const POD_ENI = 'vpc.amazonaws.com/pod-eni';

/** One branch ENI as the annotation holds it (pkg/provider/branch/trunk/trunk.go, ENIDetails). */
export type PodEni = {
  readonly eniId: string;
  readonly ifAddress: string;
  readonly privateIp: string;
  readonly ipv6Addr?: string;
  readonly vlanId: number;
  readonly subnetCidr: string;
  readonly subnetV6Cidr?: string;
  readonly associationID?: string;
};

/** The security groups of all policies that match the pod, each once; null when none matches (pkg/utils/helper.go, GetMatchingSecurityGroupForPods). */
export function groupsOfPolicies(world: World, { metadata, spec }: Pick<Pod, 'metadata' | 'spec'>): readonly string[] | null {
  const namespace = metadata.namespace ?? 'default';
  const policies = lookup(world.cluster.SecurityGroupPolicy, 'byNamespace', namespace);
  if (policies.length === 0) return null;
  const account = objectAt(world.cluster.ServiceAccount, `${namespace}/${spec.serviceAccountName || 'default'}`);
  const matching = policies.filter(({ spec: policy = {} }) => {
    const { podSelector, serviceAccountSelector } = policy;
    // "podSelector and serviceAccountSelector are both nil" matches nothing; both have to match where both are there.
    if (podSelector === undefined && serviceAccountSelector === undefined) return false;
    if (podSelector !== undefined && !selects(podSelector, metadata.labels)) return false;
    return serviceAccountSelector === undefined || (account !== undefined && selects(serviceAccountSelector, account.metadata.labels));
  });
  const groups = [...new Set(matching.flatMap(({ spec: policy }) => policy?.securityGroups?.groupIds ?? []))];
  return groups.length === 0 ? null : groups;
}

/** The pod as the webhook `mpod.vpc.k8s.aws` sends it on: with a limit of one branch ENI on its first container, when a policy matches it. */
export function withPodEni(world: World, pod: Pod): Pod {
  const [first, ...others] = pod.spec.containers;
  if (first === undefined || pod.spec.hostNetwork === true || wantsPodEni(pod) || groupsOfPolicies(world, pod) === null) return pod;
  const { limits = {}, requests = {}, ...rest } = first.resources ?? {};
  const resources = { ...rest, limits: { ...limits, [POD_ENI]: '1' }, requests: { ...requests, [POD_ENI]: '1' } };
  return { ...pod, spec: { ...pod.spec, containers: [{ ...first, resources }, ...others] } };
}

/** Whether the pod asks for a branch ENI. */
export function wantsPodEni({ spec }: Pick<Pod, 'spec'>): boolean {
  return spec.containers.some(({ resources }) => resources?.limits?.[POD_ENI] !== undefined || resources?.requests?.[POD_ENI] !== undefined);
}

/** The branch ENI that the annotation of the pod names, or null. */
export function podEniOf({ metadata }: Pick<Pod, 'metadata'>): PodEni | null {
  const text = metadata.annotations?.[POD_ENI];
  if (text === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    const first = Array.isArray(parsed) ? (parsed[0] as Partial<PodEni> | undefined) : undefined;
    return typeof first?.eniId === 'string' && typeof first.vlanId === 'number' && typeof first.privateIp === 'string' ? (first as PodEni) : null;
  } catch {
    return null;
  }
}
