/**
 * What a Gateway or its class says about the load balancer, in the AWS Load Balancer Controller's own words.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/loadbalancerconfig/
 */
import { customKind } from './custom-kind.ts';
import type { Metadata } from './metadata.ts';
import { object, opaque, opaqueList, ruled, string } from './schema.ts';

export type LoadBalancerConfiguration = {
  readonly apiVersion: 'gateway.k8s.aws/v1beta1';
  readonly kind: 'LoadBalancerConfiguration';
  readonly metadata: Metadata;
  readonly spec?: {
    readonly scheme?: 'internal' | 'internet-facing';
    readonly mergingMode?: 'prefer-gateway' | 'prefer-gateway-class';
  };
  readonly status?: never;
};

export const loadBalancerConfiguration = customKind<LoadBalancerConfiguration>({
  kind: 'LoadBalancerConfiguration',
  group: 'gateway.k8s.aws',
  version: 'v1beta1',
  plural: 'loadbalancerconfigurations',
  namespaced: true,
  installedBy: 'aws-load-balancer-controller',
  status: false,
  columns: [],
  fields: {
    spec: object('LoadBalancerConfigurationSpec', {
      customerOwnedIpv4Pool: { ...string, kept: true },
      disableSecurityGroup: opaque,
      enableICMP: opaque,
      ipAddressType: { ...string, kept: true },
      listenerConfigurations: opaqueList,
      loadBalancerAttributes: opaqueList,
      loadBalancerName: { ...string, kept: true },
      loadBalancerSubnets: opaqueList,
      loadBalancerSubnetsSelector: opaque,
      manageBackendSecurityGroupRules: opaque,
      mergingMode: ruled(string, { enum: ['prefer-gateway', 'prefer-gateway-class'] }),
      scheme: ruled(string, { enum: ['internal', 'internet-facing'] }),
      securityGroupPrefixes: opaqueList,
      securityGroups: opaqueList,
      shieldConfiguration: opaque,
      sourceRanges: opaqueList,
      tags: opaque,
      vpcId: { ...string, kept: true },
      wafV2: opaque,
    }),
  },
});
