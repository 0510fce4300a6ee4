/**
 * ClusterNetworkPolicy of EKS: rules for the whole cluster that come before NetworkPolicies (tier Admin) or after them
 * (tier Baseline). AWS serves the kind of the network policy API in a group of its own.
 * https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/pkg/crd/crds.yaml and
 * https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go
 */
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';
import type { FieldError } from '../kind.ts';
import { readCidr } from '../net/cidr.ts';
import { ageColumn, customKind } from './custom-kind.ts';
import { invalidValue, tooMany } from './field-error.ts';
import type { Metadata } from './metadata.ts';
import { labelSelector } from './metadata-schema.ts';
import { integer, listOf, object, ruled, string } from './schema.ts';

export type PolicyTier = 'Admin' | 'Baseline';
export type TierAction = 'Accept' | 'Deny' | 'Pass';

type NamespacedPod = { readonly namespaceSelector: LabelSelector; readonly podSelector: LabelSelector };
export type ClusterPolicyPeer = {
  readonly namespaces?: LabelSelector;
  readonly pods?: NamespacedPod;
  readonly networks?: readonly string[];
  readonly domainNames?: readonly string[];
};
type Numbered = { readonly protocol?: string; readonly port: number };
type Ranged = { readonly protocol?: string; readonly start: number; readonly end: number };
export type ClusterPolicyPort = { readonly portNumber?: Numbered; readonly portRange?: Ranged; readonly namedPort?: string };
export type ClusterPolicyRule = {
  readonly name?: string;
  readonly action: TierAction;
  readonly from?: readonly ClusterPolicyPeer[];
  readonly to?: readonly ClusterPolicyPeer[];
  readonly ports?: readonly ClusterPolicyPort[];
};

export type ClusterNetworkPolicy = {
  readonly apiVersion: 'networking.k8s.aws/v1alpha1';
  readonly kind: 'ClusterNetworkPolicy';
  readonly metadata: Metadata;
  readonly spec: {
    readonly tier: PolicyTier;
    readonly priority: number;
    readonly subject: { readonly namespaces?: LabelSelector; readonly pods?: NamespacedPod };
    readonly ingress?: readonly ClusterPolicyRule[];
    readonly egress?: readonly ClusterPolicyRule[];
  };
  readonly status?: object;
};

const namespacedPod = ruled(object('NamespacedPod', { namespaceSelector: labelSelector, podSelector: labelSelector }), {
  required: ['namespaceSelector', 'podSelector'],
});
const portValue = ruled(integer, { minimum: 1, maximum: 65_535 });
const protocol = ruled(string, { default: 'TCP' });
const port = object('ClusterNetworkPolicyPort', {
  namedPort: string,
  portNumber: ruled(object('CNPPort', { port: portValue, protocol }), { required: ['port', 'protocol'] }),
  portRange: ruled(object('CNPPortRange', { end: portValue, protocol, start: portValue }), { required: ['end', 'start'] }),
});
const peers = { namespaces: labelSelector, pods: namespacedPod };
const DOMAIN = '^(\\*\\.)?([a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\\.)+[a-zA-z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\\.?$';
const networks = ruled(listOf(ruled(string, { maxLength: 43 })), { minItems: 1, maxItems: 25 });
const domainNames = ruled(listOf(ruled(string, { pattern: DOMAIN })), { minItems: 1, maxItems: 25 });
const common = {
  action: ruled(string, { enum: ['Accept', 'Deny', 'Pass'] }),
  name: ruled(string, { maxLength: 100 }),
  ports: ruled(listOf(port), { minItems: 1, maxItems: 100 }),
};
const few = { minItems: 1, maxItems: 100 };
const ingressRule = ruled(object('ClusterNetworkPolicyIngressRule', { ...common, from: ruled(listOf(object('IngressPeer', peers)), few) }), {
  required: ['action', 'from'],
});
const egressPeer = object('EgressPeer', { ...peers, networks, domainNames });
const egressRule = ruled(object('ClusterNetworkPolicyEgressRule', { ...common, to: ruled(listOf(egressPeer), few) }), { required: ['action', 'to'] });

export const clusterNetworkPolicy = customKind<ClusterNetworkPolicy>({
  kind: 'ClusterNetworkPolicy',
  group: 'networking.k8s.aws',
  version: 'v1alpha1',
  plural: 'clusternetworkpolicies',
  shortNames: ['cnp'],
  namespaced: false,
  installedBy: 'eks',
  columns: [{ name: 'TIER', of: ({ spec }) => spec.tier }, { name: 'PRIORITY', of: ({ spec }) => String(spec.priority) }, ageColumn()],
  fields: {
    spec: ruled(
      object('ClusterNetworkPolicySpec', {
        egress: ruled(listOf(egressRule), { maxItems: 100 }),
        ingress: ruled(listOf(ingressRule), { maxItems: 100 }),
        priority: ruled(integer, { minimum: 0, maximum: 1000 }),
        subject: object('ClusterNetworkPolicySubject', peers),
        tier: ruled(string, { enum: ['Admin', 'Baseline'] }),
      }),
      { required: ['priority', 'subject', 'tier'] },
    ),
    status: object('ClusterNetworkPolicyStatus', {}),
  },
  validate: ({ spec }) => [
    ...exactlyOne('spec.subject', spec.subject),
    ...(spec.ingress ?? []).flatMap((rule, index) => ruleFindings(`spec.ingress[${index}]`, 'from', rule)),
    ...(spec.egress ?? []).flatMap((rule, index) => ruleFindings(`spec.egress[${index}]`, 'to', rule)),
  ],
});

function ruleFindings(field: string, member: 'from' | 'to', rule: ClusterPolicyRule): FieldError[] {
  const list = rule[member] ?? [];
  const named = list.some(({ domainNames: names }) => names !== undefined);
  const shown = rule.action === 'Accept' || !named ? [] : [invalidValue(field, 'object', 'domainNames peer can only be used with Accept action')];
  return [
    ...list.flatMap((peer, index) => [...exactlyOne(`${field}.${member}[${index}]`, peer), ...blockFindings(`${field}.${member}[${index}]`, peer)]),
    ...(rule.ports ?? []).flatMap(({ portRange }, index) =>
      portRange === undefined || portRange.start < portRange.end
        ? []
        : [invalidValue(`${field}.ports[${index}].portRange`, 'object', 'Start port must be less than End port')],
    ),
    ...shown,
  ];
}

/** `minProperties: 1` and `maxProperties: 1`. */
function exactlyOne(field: string, value: object): FieldError[] {
  const given = Object.values(value).filter((member) => member !== undefined).length;
  if (given === 0) return [invalidValue(field, 0, `${field} in body should have at least 1 properties`)];
  return given > 1 ? [tooMany(field, { given, most: 1 })] : [];
}

/** The definition asks for a text of at most 43 characters; what is no block would mean nobody. */
function blockFindings(field: string, { networks: blocks = [] }: ClusterPolicyPeer): FieldError[] {
  return blocks.flatMap((block, index) =>
    readCidr(block) === null ? [invalidValue(`${field}.networks[${index}]`, block, 'Invalid CIDR format provided')] : [],
  );
}
