/**
 * ClusterPolicyEndpoint of EKS: a ClusterNetworkPolicy with its selectors resolved, for the agents on the nodes.
 * https://github.com/aws/aws-network-policy-agent/blob/main/api/v1alpha1/clusterpolicyendpoints_types.go
 */
import type { ClusterPolicyEndpointSpec } from '../policy/cluster-policy-endpoint.ts';
import { customKind } from './custom-kind.ts';
import type { Metadata } from './metadata.ts';
import { integer, listOf, object, ruled, string } from './schema.ts';

export type ClusterPolicyEndpoint = {
  readonly apiVersion: 'networking.k8s.aws/v1alpha1';
  readonly kind: 'ClusterPolicyEndpoint';
  readonly metadata: Metadata;
  readonly spec: ClusterPolicyEndpointSpec;
  readonly status?: never;
};

const info = ruled(
  object('ClusterEndpointInfo', {
    action: ruled(string, { enum: ['Accept', 'Deny', 'Pass'] }),
    cidr: string,
    domainName: string,
    except: listOf(string),
    ports: listOf(object('Port', { endPort: integer, port: integer, protocol: string })),
  }),
  { required: ['action'] },
);
const podEndpoint = ruled(object('PodEndpoint', { hostIP: string, name: string, namespace: string, podIP: string }), {
  required: ['hostIP', 'name', 'namespace', 'podIP'],
});

export const clusterPolicyEndpoint = customKind<ClusterPolicyEndpoint>({
  kind: 'ClusterPolicyEndpoint',
  group: 'networking.k8s.aws',
  version: 'v1alpha1',
  plural: 'clusterpolicyendpoints',
  namespaced: false,
  installedBy: 'eks',
  columns: [],
  fields: {
    spec: ruled(
      object('ClusterPolicyEndpointSpec', {
        egress: listOf(info),
        ingress: listOf(info),
        podSelectorEndpoints: listOf(podEndpoint),
        policyRef: ruled(object('ClusterPolicyReference', { name: string }), { required: ['name'] }),
        priority: integer,
        tier: ruled(string, { enum: ['Admin', 'Baseline'] }),
      }),
      { required: ['policyRef', 'priority', 'tier'] },
    ),
  },
  indices: {
    byPod: ({ spec }) => (spec.podSelectorEndpoints ?? []).map(({ namespace, name }) => `${namespace}/${name}`),
    byPolicy: ({ spec }) => [spec.policyRef.name],
  },
});
