/**
 * A CNINode: by it the VPC CNI asks the VPC resource controller for something on a node.
 * https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/apis/vpcresources/v1alpha1/cninode_types.go
 */
import { customKind } from './custom-kind.ts';
import type { Metadata } from './metadata.ts';
import { listOf, object, ruled, string, stringMap } from './schema.ts';

export type CniNode = {
  readonly apiVersion: 'vpcresources.k8s.aws/v1alpha1';
  readonly kind: 'CNINode';
  readonly metadata: Metadata;
  readonly spec?: {
    readonly features?: readonly { readonly name: string; readonly value?: string }[];
    readonly tags?: { readonly [key: string]: string };
  };
  readonly status?: object;
};

export const cniNode = customKind<CniNode>({
  kind: 'CNINode',
  group: 'vpcresources.k8s.aws',
  version: 'v1alpha1',
  plural: 'cninodes',
  shortNames: ['cnd'],
  namespaced: false,
  installedBy: 'eks',
  columns: [{ name: 'FEATURES', of: ({ spec }) => (spec?.features === undefined ? '' : JSON.stringify(spec.features)) }],
  fields: {
    spec: object('CNINodeSpec', {
      features: listOf(object('Feature', { name: ruled(string, { enum: ['SecurityGroupsForPods', 'CustomNetworking'] }), value: string })),
      tags: stringMap,
    }),
    status: object('CNINodeStatus', {}),
  },
});
