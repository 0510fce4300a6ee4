/**
 * What kube-proxy has written into the kernels for one Service: the data behind its iptables chains.
 * All nodes have the same rows, so they are stored once; what differs per node (which endpoints are local) is worked out
 * from the row when the chains of a node are printed or evaluated.
 */
export type ProxyRules = {
  /** `namespace/name`. */
  readonly service: string;
  readonly ports: readonly ProxyPort[];
};

export type ProxyPort = {
  readonly name: string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port: number;
  readonly nodePort: number | null;
  readonly clusterIPs: readonly string[];
  readonly externalIPs: readonly string[];
  readonly loadBalancerIPs: readonly string[];
  readonly loadBalancerSourceRanges: readonly string[];
  /** Seconds, or null without ClientIP affinity. */
  readonly affinityTimeout: number | null;
  readonly internalTrafficPolicy: 'Cluster' | 'Local';
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
  readonly healthCheckNodePort: number | null;
  readonly endpoints: readonly ProxyEndpoint[];
};

export type ProxyEndpoint = {
  readonly address: string;
  readonly port: number;
  readonly nodeName: string | null;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  readonly zoneHints: readonly string[];
  readonly nodeHints: readonly string[];
};

/** The rows that were in one node's kernel when its kube-proxy stopped. */
export type FrozenProxyRules = { readonly InstanceId: string; readonly rules: ProxyRules };
