/**
 * A SecurityGroupPolicy: which pods get a branch ENI with security groups of their own.
 * https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/apis/vpcresources/v1beta1/securitygrouppolicy_types.go
 */
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';
import { customKind } from './custom-kind.ts';
import type { Metadata } from './metadata.ts';
import { labelSelector } from './metadata-schema.ts';
import { listOf, object, ruled, string } from './schema.ts';

export type SecurityGroupPolicy = {
  readonly apiVersion: 'vpcresources.k8s.aws/v1beta1';
  readonly kind: 'SecurityGroupPolicy';
  readonly metadata: Metadata;
  readonly spec?: {
    readonly podSelector?: LabelSelector;
    readonly serviceAccountSelector?: LabelSelector;
    readonly securityGroups?: { readonly groupIds?: readonly string[] };
  };
  /** The definition has none. */
  readonly status?: never;
};

export const securityGroupPolicy = customKind<SecurityGroupPolicy>({
  kind: 'SecurityGroupPolicy',
  group: 'vpcresources.k8s.aws',
  version: 'v1beta1',
  plural: 'securitygrouppolicies',
  shortNames: ['sgp'],
  namespaced: true,
  installedBy: 'eks',
  status: false,
  columns: [{ name: 'SECURITY-GROUP-IDS', of: ({ spec }) => JSON.stringify(spec?.securityGroups?.groupIds ?? []) }],
  fields: {
    spec: object('SecurityGroupPolicySpec', {
      podSelector: labelSelector,
      serviceAccountSelector: labelSelector,
      // "+kubebuilder:validation:MinItems=1", "+kubebuilder:validation:MaxItems=5"
      securityGroups: object('GroupIds', { groupIds: ruled(listOf(string), { minItems: 1, maxItems: 5 }) }),
    }),
  },
});
