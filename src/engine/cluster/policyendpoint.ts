/**
 * PolicyEndpoint of EKS: a NetworkPolicy with its selectors resolved, written by the network policy controller for the
 * agents on the nodes.
 * https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/config/crd/bases/networking.k8s.aws_policyendpoints.yaml
 */
import type { PolicyEndpointSpec } from '../policy/policy-endpoint.ts';
import { customKind } from './custom-kind.ts';
import type { Metadata } from './metadata.ts';
import { labelSelector } from './metadata-schema.ts';
import { integer, listOf, object, ruled, string } from './schema.ts';

export type PolicyEndpoint = {
  readonly apiVersion: 'networking.k8s.aws/v1alpha1';
  readonly kind: 'PolicyEndpoint';
  readonly metadata: Metadata;
  readonly spec: PolicyEndpointSpec;
  readonly status?: never;
};

const info = ruled(
  object('EndpointInfo', {
    cidr: string,
    except: listOf(string),
    ports: listOf(object('Port', { endPort: integer, port: integer, protocol: string })),
  }),
  { required: ['cidr'] },
);

const podEndpoint = ruled(object('PodEndpoint', { hostIP: string, name: string, namespace: string, podIP: string }), {
  required: ['hostIP', 'name', 'namespace', 'podIP'],
});

export const policyEndpoint = customKind<PolicyEndpoint>({
  kind: 'PolicyEndpoint',
  group: 'networking.k8s.aws',
  version: 'v1alpha1',
  plural: 'policyendpoints',
  namespaced: true,
  installedBy: 'eks',
  columns: [],
  fields: {
    spec: ruled(
      object('PolicyEndpointSpec', {
        egress: listOf(info),
        ingress: listOf(info),
        podIsolation: listOf(string),
        podSelector: labelSelector,
        podSelectorEndpoints: listOf(podEndpoint),
        policyRef: ruled(object('PolicyReference', { name: string, namespace: string }), { required: ['name', 'namespace'] }),
      }),
      { required: ['policyRef'] },
    ),
  },
  indices: {
    byPod: ({ spec }) => (spec.podSelectorEndpoints ?? []).map(({ namespace, name }) => `${namespace}/${name}`),
    byPolicy: ({ spec }) => [`${spec.policyRef.namespace}/${spec.policyRef.name}`],
  },
});
