/**
 * IngressClassParams of the AWS Load Balancer Controller: what holds for all Ingresses of a class.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/config/crd/bases/elbv2.k8s.aws_ingressclassparams.yaml
 */
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';
import { customKind } from './custom-kind.ts';
import type { Metadata } from './metadata.ts';
import { labelSelector } from './metadata-schema.ts';
import { integer, kept, listOf, mapOf, object, opaque, ruled, string } from './schema.ts';

type Pair = { readonly key: string; readonly value: string };

export type IngressClassParams = {
  readonly apiVersion: 'elbv2.k8s.aws/v1beta1';
  readonly kind: 'IngressClassParams';
  readonly metadata: Metadata;
  readonly spec?: {
    readonly certificateArn?: readonly string[];
    readonly namespaceSelector?: LabelSelector;
    readonly group?: { readonly name: string };
    readonly scheme?: 'internal' | 'internet-facing';
    readonly inboundCIDRs?: readonly string[];
    readonly sslPolicy?: string;
    readonly subnets?: { readonly ids?: readonly string[]; readonly tags?: { readonly [key: string]: readonly string[] } };
    readonly ipAddressType?: 'ipv4' | 'dualstack' | 'dualstack-without-public-ipv4';
    readonly tags?: readonly Pair[];
    readonly targetType?: 'instance' | 'ip';
    readonly loadBalancerName?: string;
    readonly loadBalancerAttributes?: readonly Pair[];
    readonly listeners?: readonly {
      readonly protocol?: string;
      readonly port?: number;
      readonly listenerAttributes?: readonly Pair[];
    }[];
    readonly PrefixListsIDs?: readonly string[];
  };
  readonly status?: never;
};

const pair = (type: string) => ruled(object(type, { key: string, value: string }), { required: ['key', 'value'] });

const spec = object('IngressClassParamsSpec', {
  PrefixListsIDs: listOf(string),
  certificateArn: listOf(string),
  group: ruled(object('IngressGroup', { name: string }), { required: ['name'] }),
  inboundCIDRs: listOf(string),
  ipAddressType: ruled(string, { enum: ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'] }),
  ipamConfiguration: opaque,
  listeners: kept(listOf(object('Listener', { protocol: string, port: integer, listenerAttributes: listOf(pair('Attribute')) }))),
  loadBalancerAttributes: listOf(pair('Attribute')),
  loadBalancerName: string,
  minimumLoadBalancerCapacity: opaque,
  namespaceSelector: labelSelector,
  scheme: ruled(string, { enum: ['internal', 'internet-facing'] }),
  sslPolicy: string,
  subnets: object('SubnetSelector', {
    ids: ruled(listOf(ruled(string, { pattern: 'subnet-[0-9a-f]+' })), { minItems: 1 }),
    tags: mapOf(listOf(string)),
  }),
  tags: listOf(pair('Tag')),
  targetType: ruled(string, { enum: ['instance', 'ip'] }),
  wafv2AclArn: kept(string),
});

export const ingressClassParams = customKind<IngressClassParams>({
  kind: 'IngressClassParams',
  group: 'elbv2.k8s.aws',
  version: 'v1beta1',
  plural: 'ingressclassparams',
  namespaced: false,
  installedBy: 'aws-load-balancer-controller',
  status: false,
  columns: [
    { name: 'GROUP-NAME', of: ({ spec: given }) => given?.group?.name ?? '' },
    { name: 'SCHEME', of: ({ spec: given }) => given?.scheme ?? '' },
    { name: 'IP-ADDRESS-TYPE', of: ({ spec: given }) => given?.ipAddressType ?? '' },
  ],
  fields: { spec },
});
