import type { NetworkPolicy as Model } from 'kubernetes-types/networking/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { ageOf } from './duration.ts';
import { byDependency, byLabel, byNamespace, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { networkPolicyFields } from './networking-schema.ts';
import { validateNetworkPolicy } from './networkpolicy-validation.ts';
import { showSelector } from './selector-text.ts';

/** A NetworkPolicy as kube-apiserver stores it. */
export type NetworkPolicy = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec'> & {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status?: never;
};

export const networkPolicy: ClusterKind<NetworkPolicy> = {
  plane: 'cluster',
  kind: 'NetworkPolicy',
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'networkpolicies',
  singular: 'networkpolicy',
  shortNames: ['netpol'],
  categories: [],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: [],
  // https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go (printNetworkPolicy)
  columns: [
    { name: 'NAME', of: ({ metadata }) => metadata.name },
    { name: 'POD-SELECTOR', of: ({ spec }) => showSelector(spec?.podSelector) },
    { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) },
  ],
  selectable: {},
  schema: topLevel('NetworkPolicy', networkPolicyFields),
  indices: { byNamespace, byOwner, byDependency, byLabel },
  defaults: networkPolicyDefaults,
  validate: validateNetworkPolicy,
};

/**
 * A port is TCP unless it says otherwise; a policy is about ingress, and about egress when it has egress rules.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/v1/defaults.go
 */
function networkPolicyDefaults(object: NetworkPolicy): NetworkPolicy {
  const spec = object.spec ?? { podSelector: {} };
  type Ported = { readonly ports?: readonly object[] };
  const withProtocol = <R extends Ported>(rule: R): R =>
    rule.ports === undefined ? rule : { ...rule, ports: rule.ports.map((port) => ({ protocol: 'TCP', ...port })) };
  const stated = spec.policyTypes ?? [];
  const policyTypes = stated.length > 0 ? stated : ['Ingress', ...((spec.egress ?? []).length > 0 ? ['Egress'] : [])];
  return {
    ...object,
    spec: {
      ...spec,
      podSelector: spec.podSelector ?? {},
      ...(spec.ingress === undefined ? {} : { ingress: spec.ingress.map(withProtocol) }),
      ...(spec.egress === undefined ? {} : { egress: spec.egress.map(withProtocol) }),
      policyTypes,
    },
  };
}
