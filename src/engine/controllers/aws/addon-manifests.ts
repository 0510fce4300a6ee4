/**
 * What the three add-ons of the network put into a cluster.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/config/master/aws-k8s-cni.yaml
 */
import { ADDON_VERSIONS, type AddonName } from '../../aws/eks/addon-versions.ts';
import { serviceBlock } from '../../aws/eks/ip-family.ts';
import type { EksCluster } from '../../aws/eks-cluster.ts';
import type { ClusterKinds } from '../../cluster/kinds.ts';
import { EKS_COREFILE } from '../../dns/eks-corefile.ts';
import { IPV6_MODE } from '../../hosts/cni-env.ts';
import { addToAddress, showAddress } from '../../net/address.ts';
import { parseCidr } from '../../net/cidr.ts';
import type { World } from '../../world.ts';
import { ROLE_ANNOTATION } from '../identities.ts';

export type Manifest = {
  readonly apiVersion: string;
  readonly kind: keyof ClusterKinds;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels: { readonly [key: string]: string };
    readonly annotations?: { readonly [key: string]: string };
  };
  readonly spec?: object;
  readonly data?: { readonly [key: string]: string };
};

type Settings = {
  readonly network: EksCluster['kubernetesNetworkConfig'];
  readonly configurationValues?: string | undefined;
  /** The role of the add-on's service account. */
  readonly roleArn?: string | undefined;
};

/** The manifests of an add-on, the first one its workload. */
export function manifestsOf(world: World, name: AddonName, settings: Settings): readonly Manifest[] {
  const registry = `602401143452.dkr.ecr.${world.region}.amazonaws.com`;
  const ipv6 = settings.network.ipFamily === 'ipv6';
  if (name === 'vpc-cni') {
    const values = cniValues(settings.configurationValues);
    const account = settings.roleArn === undefined ? [] : [accountWithRole('aws-node', settings.roleArn)];
    return [awsNode(registry, { ...values, ipv6 }), cniSwitches(values), ...account, ...values.eniConfigs];
  }
  if (name === 'kube-proxy')
    return [kubeProxy(registry), configMap('kube-proxy-config', { 'k8s-app': 'kube-proxy' }, { config: PROXY_CONFIGURATION })];
  const values = dnsValues(settings.configurationValues);
  return [
    coreDns(registry, values),
    kubeDns(serviceBlock(settings.network)),
    configMap('coredns', DNS_LABELS, { Corefile: values.corefile ?? EKS_COREFILE }),
  ];
}

/**
 * What the configuration of an add-on says of its workload beyond its containers, as a merge patch: keys that it leaves out stay as they are.
 * `aws eks describe-addon-configuration --addon-name coredns`: https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
 */
export function placementOf(name: AddonName, configurationValues: string | undefined): object | null {
  if (name !== 'coredns') return null;
  const { replicaCount, tolerations, nodeSelector } = dnsValues(configurationValues);
  const pod = { ...(tolerations === undefined ? {} : { tolerations }), ...(nodeSelector === undefined ? {} : { nodeSelector }) };
  const template = Object.keys(pod).length === 0 ? {} : { template: { spec: pod } };
  return { ...(replicaCount === undefined ? {} : { replicas: replicaCount }), ...template };
}

type DnsValues = {
  readonly replicaCount?: number;
  readonly tolerations?: readonly object[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly corefile?: string;
};

function dnsValues(configurationValues: string | undefined): DnsValues {
  return configurationValues === undefined ? {} : (JSON.parse(configurationValues) as DnsValues);
}

/** The release that comes with the VPC CNI of `ADDON_VERSIONS`. */
const NETWORK_POLICY_AGENT = 'v1.2.7-eksbuild.1';

const EVERYWHERE = [{ operator: 'Exists' }];

function daemonSet(name: string, spec: object): Manifest {
  const labels = { 'k8s-app': name };
  const template = { metadata: { labels }, spec: { hostNetwork: true, tolerations: EVERYWHERE, priorityClassName: 'system-node-critical', ...spec } };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: 'kube-system', labels },
    spec: { selector: { matchLabels: labels }, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '10%' } }, template },
  };
}

function awsNode(registry: string, { env, enableNetworkPolicy, mode, ipv6 }: CniValues & { readonly ipv6: boolean }): Manifest {
  const probe = { exec: { command: ['/app/grpc-health-probe', '-addr=:50051', '-connect-timeout=5s', '-rpc-timeout=5s'] }, initialDelaySeconds: 1 };
  const settings = {
    AWS_VPC_K8S_CNI_EXTERNALSNAT: 'false',
    WARM_ENI_TARGET: '1',
    WARM_PREFIX_TARGET: '1',
    NETWORK_POLICY_ENFORCING_MODE: mode,
    ...(ipv6 ? IPV6_MODE : {}),
    ...env,
  };
  const container = {
    name: 'aws-node',
    image: `${registry}/amazon-k8s-cni:${ADDON_VERSIONS['vpc-cni']}`,
    env: Object.entries(settings).map(([key, value]) => ({ name: key, value })),
    readinessProbe: probe,
  };
  const flags = [
    `--enable-ipv6=${ipv6}`,
    `--enable-network-policy=${enableNetworkPolicy}`,
    '--enable-cloudwatch-logs=false',
    '--enable-policy-event-logs=false',
  ];
  const agent = {
    name: 'aws-eks-nodeagent',
    image: `${registry}/amazon/aws-network-policy-agent:${NETWORK_POLICY_AGENT}`,
    args: [...flags, '--log-file=/var/log/aws-routed-eni/network-policy-agent.log', '--metrics-bind-addr=:8162', '--health-probe-bind-addr=:8163'],
  };
  return daemonSet('aws-node', { containers: [container, agent] });
}

/** What the controllers that EKS runs for the VPC CNI read: the network policy controller looks at its own switch. */
function cniSwitches({ enableNetworkPolicy }: CniValues): Manifest {
  const data = { 'branch-eni-cooldown': '60', 'enable-network-policy-controller': String(enableNetworkPolicy), 'enable-windows-ipam': 'false' };
  return configMap('amazon-vpc-cni', { 'k8s-app': 'aws-node' }, data);
}

function configMap(name: string, labels: Manifest['metadata']['labels'], data: NonNullable<Manifest['data']>): Manifest {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'kube-system', labels }, data };
}

function accountWithRole(name: string, roleArn: string): Manifest {
  const metadata = { name, namespace: 'kube-system', labels: { 'k8s-app': name }, annotations: { [ROLE_ANNOTATION]: roleArn } };
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
}

function kubeProxy(registry: string): Manifest {
  const container = {
    name: 'kube-proxy',
    image: `${registry}/eks/kube-proxy:${ADDON_VERSIONS['kube-proxy']}`,
    command: ['kube-proxy', '--v=2', '--config=/var/lib/kube-proxy-config/config'],
    volumeMounts: [{ name: 'config', mountPath: '/var/lib/kube-proxy-config/' }],
  };
  return daemonSet('kube-proxy', { containers: [container], volumes: [{ name: 'config', configMap: { name: 'kube-proxy-config' } }] });
}

/** What EKS writes into the file; kube-proxy reads it when it starts. https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/ */
const PROXY_CONFIGURATION = `apiVersion: kubeproxy.config.k8s.io/v1alpha1
bindAddress: 0.0.0.0
clientConnection:
  kubeconfig: /var/lib/kube-proxy/kubeconfig
clusterCIDR: ""
configSyncPeriod: 15m0s
conntrack:
  maxPerCore: 32768
  min: 131072
healthzBindAddress: 0.0.0.0:10256
iptables:
  masqueradeAll: false
  masqueradeBit: 14
  minSyncPeriod: 0s
  syncPeriod: 30s
kind: KubeProxyConfiguration
metricsBindAddress: 0.0.0.0:10249
mode: "iptables"
nodePortAddresses: null
`;

const DNS_TOLERATIONS = [{ key: 'CriticalAddonsOnly', operator: 'Exists' }];
const DNS_LABELS = { 'k8s-app': 'kube-dns', 'eks.amazonaws.com/component': 'coredns' };

function coreDns(registry: string, { replicaCount = 2, tolerations = DNS_TOLERATIONS, nodeSelector }: DnsValues): Manifest {
  const container = {
    name: 'coredns',
    image: `${registry}/eks/coredns:${ADDON_VERSIONS.coredns}`,
    ports: [
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
      { name: 'dns-tcp', containerPort: 53, protocol: 'TCP' },
    ],
    readinessProbe: { httpGet: { path: '/ready', port: 8181 } },
    resources: { limits: { memory: '170Mi' }, requests: { cpu: '100m', memory: '70Mi' } },
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'coredns', namespace: 'kube-system', labels: DNS_LABELS },
    spec: {
      replicas: replicaCount,
      selector: { matchLabels: DNS_LABELS },
      template: {
        metadata: { labels: DNS_LABELS },
        spec: { dnsPolicy: 'Default', tolerations, ...(nodeSelector === undefined ? {} : { nodeSelector }), containers: [container] },
      },
    },
  };
}

/** "The cluster IP address of kube-dns is the tenth of the service range" (nodeadm, clusterDNS). */
function kubeDns(services: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'kube-dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns', 'kubernetes.io/name': 'CoreDNS' } },
    spec: {
      clusterIP: showAddress(addToAddress(parseCidr(services).base, 10)),
      selector: { 'k8s-app': 'kube-dns' },
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
        { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
        { name: 'metrics', port: 9153, protocol: 'TCP', targetPort: 9153 },
      ],
    },
  };
}

type CniValues = {
  readonly env: Readonly<Record<string, string>>;
  readonly enableNetworkPolicy: boolean;
  readonly mode: string;
  readonly eniConfigs: readonly Manifest[];
};

type EniConfigValues = {
  readonly create?: boolean;
  readonly subnets?: { readonly [name: string]: { readonly id: string; readonly securityGroups?: readonly string[] } };
};

/** https://github.com/aws/amazon-vpc-cni-k8s/blob/master/charts/aws-vpc-cni/templates/eniconfig.yaml: one for each key of `subnets`, named by it. */
function eniConfigsOf({ create, subnets = {} }: EniConfigValues): Manifest[] {
  if (create !== true) return [];
  return Object.entries(subnets).map(([name, { id, securityGroups }]) => ({
    apiVersion: 'crd.k8s.amazonaws.com/v1alpha1',
    kind: 'ENIConfig',
    metadata: { name, labels: {} },
    spec: { subnet: id, ...(securityGroups === undefined ? {} : { securityGroups }) },
  }));
}

/** `{"enableNetworkPolicy": "true", "env": {"WARM_IP_TARGET": "5"}}`: the part of the configuration of vpc-cni that this lab acts on. */
function cniValues(configurationValues: string | undefined): CniValues {
  type Given = { readonly env?: Readonly<Record<string, unknown>>; readonly enableNetworkPolicy?: unknown; readonly eniConfig?: EniConfigValues };
  const given = configurationValues === undefined ? {} : (JSON.parse(configurationValues) as Given);
  const env = Object.fromEntries(Object.entries(given.env ?? {}).map(([key, value]) => [key, String(value)]));
  return {
    env,
    enableNetworkPolicy: String(given.enableNetworkPolicy ?? false) === 'true',
    mode: env.NETWORK_POLICY_ENFORCING_MODE ?? 'standard',
    eniConfigs: eniConfigsOf(given.eniConfig ?? {}),
  };
}
