/** The structure of Ingress, IngressClass and NetworkPolicy (networking.k8s.io/v1). */
import { labelSelector } from './metadata-schema.ts';
import { type Fields, integer, intOrString, kept, listBy, listOf, object, string } from './schema.ts';

const typedReference = object('TypedLocalObjectReference', { apiGroup: string, kind: string, name: string });

const backend = object('IngressBackend', {
  service: object('IngressServiceBackend', { name: string, port: object('ServiceBackendPort', { name: string, number: integer }) }),
  resource: kept(typedReference),
});

const path = object('HTTPIngressPath', { path: string, pathType: string, backend });

export const ingressFields: Fields = {
  spec: object('IngressSpec', {
    ingressClassName: string,
    defaultBackend: backend,
    tls: listOf(object('IngressTLS', { hosts: listOf(string), secretName: kept(string) })),
    rules: listOf(object('IngressRule', { host: string, http: object('HTTPIngressRuleValue', { paths: listOf(path) }) })),
  }),
  status: object('IngressStatus', {
    loadBalancer: object('IngressLoadBalancerStatus', {
      ingress: listOf(
        object('IngressLoadBalancerIngress', {
          ip: string,
          hostname: string,
          ports: listOf(object('IngressPortStatus', { port: integer, protocol: string, error: string })),
        }),
      ),
    }),
  }),
};

export const ingressClassFields: Fields = {
  spec: object('IngressClassSpec', {
    controller: string,
    parameters: object('IngressClassParametersReference', { apiGroup: string, kind: string, name: string, scope: string, namespace: string }),
  }),
};

const port = object('NetworkPolicyPort', { protocol: string, port: intOrString, endPort: integer });
const peer = object('NetworkPolicyPeer', {
  podSelector: labelSelector,
  namespaceSelector: labelSelector,
  ipBlock: object('IPBlock', { cidr: string, except: listOf(string) }),
});

export const networkPolicyFields: Fields = {
  spec: object('NetworkPolicySpec', {
    podSelector: labelSelector,
    ingress: listOf(object('NetworkPolicyIngressRule', { ports: listOf(port), from: listOf(peer) })),
    egress: listOf(object('NetworkPolicyEgressRule', { ports: listOf(port), to: listOf(peer) })),
    policyTypes: listOf(string),
  }),
};

/** Gateway API and other conditions have the same form as those of meta/v1. */
export const metaConditions = listBy(
  'type',
  object('Condition', { type: string, status: string, observedGeneration: integer, lastTransitionTime: string, reason: string, message: string }),
);
