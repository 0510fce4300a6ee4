/**
 * The controller's flags and feature gates, with their defaults.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/configurations/
 */
export type FeatureGates = {
  readonly NLBSecurityGroup: boolean;
  readonly ServiceTypeLoadBalancerOnly: boolean;
  readonly EnableTCPUDPListenerType: boolean;
  readonly EndpointsFailOpen: boolean;
  readonly SubnetsClusterTagCheck: boolean;
  readonly ALBSingleSubnet: boolean;
  readonly SubnetDiscoveryByReachability: boolean;
};

export type ControllerOptions = {
  readonly clusterName: string;
  readonly defaultTargetType: string;
  readonly defaultLoadBalancerScheme: string;
  readonly defaultSSLPolicy: string;
  readonly enableIPTargetType: boolean;
  readonly enableBackendSecurityGroup: boolean;
  readonly enableManageBackendSecurityGroupRules: boolean;
  readonly disableRestrictedSGRules: boolean;
  readonly loadBalancerClass: string;
  readonly defaultTags: Readonly<Record<string, string>>;
  readonly featureGates: FeatureGates;
};

export const DEFAULT_OPTIONS: ControllerOptions = {
  clusterName: 'cluster',
  defaultTargetType: 'instance',
  defaultLoadBalancerScheme: 'internal',
  defaultSSLPolicy: 'ELBSecurityPolicy-2016-08',
  enableIPTargetType: true,
  enableBackendSecurityGroup: true,
  enableManageBackendSecurityGroupRules: false,
  disableRestrictedSGRules: false,
  loadBalancerClass: 'service.k8s.aws/nlb',
  defaultTags: {},
  featureGates: {
    NLBSecurityGroup: true,
    ServiceTypeLoadBalancerOnly: false,
    EnableTCPUDPListenerType: false,
    EndpointsFailOpen: true,
    SubnetsClusterTagCheck: true,
    ALBSingleSubnet: false,
    SubnetDiscoveryByReachability: true,
  },
};

type Some<T> = { readonly [K in keyof T]?: T[K] };

/** The defaults with what was set otherwise. */
export function optionsWith({
  featureGates,
  ...flags
}: Some<Omit<ControllerOptions, 'featureGates'>> & { readonly featureGates?: Some<FeatureGates> }): ControllerOptions {
  return { ...DEFAULT_OPTIONS, ...flags, featureGates: { ...DEFAULT_OPTIONS.featureGates, ...featureGates } };
}
