/** The cluster side of the worked example, as manifests with the status that daemons adopt. */
import { NODES, type NodeFacts, STARTED } from './course-facts.ts';

const REGISTRY = '602401143452.dkr.ecr.us-west-2.amazonaws.com';

/** The manifests of the worked example. */
export function courseCluster(): object[] {
  return [...namespaces(), ...NODES.map(node), ...systemWorkloads(), ...webapp(), ...backend(), toolbox()];
}

function namespaces(): object[] {
  return ['default', 'kube-system', 'prod'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, creationTimestamp: STARTED } }));
}

function node(facts: NodeFacts): object {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: facts.name,
      creationTimestamp: STARTED,
      labels: {
        'kubernetes.io/hostname': facts.name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'node.kubernetes.io/instance-type': 'm5.large',
        'topology.kubernetes.io/region': 'us-west-2',
        'topology.kubernetes.io/zone': facts.zone,
      },
    },
    spec: { providerID: `aws:///${facts.zone}/${facts.instance}` },
  };
}

function systemWorkloads(): object[] {
  return [
    ...daemonSet('aws-node', `${REGISTRY}/amazon-k8s-cni:v1.20.4-eksbuild.2`, [{ name: 'WARM_ENI_TARGET', value: '1' }]),
    ...daemonSet('kube-proxy', `${REGISTRY}/eks/kube-proxy:v1.33.3-eksbuild.4`, []),
    ...deployment({
      namespace: 'kube-system',
      name: 'coredns',
      labels: { 'k8s-app': 'kube-dns' },
      hash: '6b9575c64c',
      // CoreDNS forwards to the resolver of its node, not to itself.
      dnsPolicy: 'Default',
      container: { name: 'coredns', image: `${REGISTRY}/eks/coredns:v1.12.1-eksbuild.2` },
      pods: [
        ['7q9dk', 'node0', '192.168.0.43'],
        ['m2x8z', 'node1', '192.168.64.9'],
      ],
    }),
    service('kube-system', 'kube-dns', {
      clusterIP: '10.100.0.10',
      selector: { 'k8s-app': 'kube-dns' },
      ports: [
        { name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 },
        { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 },
      ],
    }),
  ];
}

function webapp(): object[] {
  return [
    ...deployment({
      namespace: 'default',
      name: 'webapp',
      labels: { app: 'webapp' },
      hash: '7d9c6b8f5d',
      container: { name: 'webapp', image: 'ekslab/webapp:1', env: [{ name: 'PORT', value: '9376' }], ports: [{ containerPort: 9376 }] },
      pods: [
        ['4kq2s', 'node0', '192.168.0.41'],
        ['8wzvn', 'node0', '192.168.0.42'],
        ['t6fhc', 'node1', '192.168.64.7'],
      ],
    }),
    service('default', 'frontend', {
      type: 'NodePort',
      clusterIP: '10.100.0.31',
      selector: { app: 'webapp' },
      ports: [{ name: 'http', port: 80, targetPort: 9376, nodePort: 32001 }],
    }),
  ];
}

function backend(): object[] {
  return [
    ...deployment({
      namespace: 'prod',
      name: 'backend',
      labels: { app: 'backend' },
      hash: '5c6f7b9d88',
      container: { name: 'backend', image: 'ekslab/backend:1' },
      pods: [
        ['h5r7t', 'node0', '192.168.0.44'],
        ['zc9lx', 'node1', '192.168.64.10'],
      ],
    }),
    service('prod', 'backend', {
      clusterIP: '10.100.0.26',
      selector: { app: 'backend' },
      ports: [
        { name: 'http', protocol: 'TCP', port: 80, targetPort: 9376 },
        { name: 'https', protocol: 'TCP', port: 443, targetPort: 9377 },
      ],
    }),
  ];
}

function toolbox(): object {
  const container = { name: 'netshoot', image: 'nicolaka/netshoot:v0.13', command: ['sleep', 'infinity'] };
  return pod({ namespace: 'default', name: 'toolbox', labels: { run: 'toolbox' }, node: 'node0', address: '192.168.0.45', container, owner: null });
}

type Container = { readonly name: string; readonly image: string } & Readonly<Record<string, unknown>>;
type Owner = { readonly apiVersion: string; readonly kind: string; readonly name: string; readonly uid: string };
type PodFacts = {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly node: string;
  readonly address: string;
  readonly container: Container;
  readonly dnsPolicy?: string;
  readonly owner: Owner | null;
};

function daemonSet(name: string, image: string, env: readonly object[]): object[] {
  const labels = { 'k8s-app': name };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name, namespace: 'kube-system', labels, creationTimestamp: STARTED },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            hostNetwork: true,
            priorityClassName: 'system-node-critical',
            tolerations: [{ operator: 'Exists' }],
            containers: [{ name, image, ...(env.length === 0 ? {} : { env }) }],
          },
        },
      },
    },
  ];
}

type DeploymentFacts = {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly hash: string;
  readonly container: Container;
  readonly dnsPolicy?: string;
  readonly pods: readonly (readonly [suffix: string, node: string, address: string])[];
};

function deployment({ namespace, name, labels, hash, container, dnsPolicy, pods }: DeploymentFacts): object[] {
  const spec = { ...(dnsPolicy === undefined ? {} : { dnsPolicy }), containers: [container] };
  const uid = uidOf(`deployment ${namespace}/${name}`);
  const set = `${name}-${hash}`;
  const setUid = uidOf(`replicaset ${namespace}/${set}`);
  const hashed = { ...labels, 'pod-template-hash': hash };
  const deploymentOwner = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid };
  const setOwner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: set, uid: setUid };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace, labels, uid, creationTimestamp: STARTED, annotations: { 'deployment.kubernetes.io/revision': '1' } },
      spec: { replicas: pods.length, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: set,
        namespace,
        labels: hashed,
        uid: setUid,
        creationTimestamp: STARTED,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        ownerReferences: [controlledBy(deploymentOwner)],
      },
      spec: {
        replicas: pods.length,
        selector: { matchLabels: hashed },
        template: { metadata: { labels: hashed }, spec },
      },
    },
    ...pods.map(([suffix, on, address]) =>
      pod({
        namespace,
        name: `${set}-${suffix}`,
        labels: hashed,
        node: on,
        address,
        container,
        owner: setOwner,
        ...(dnsPolicy === undefined ? {} : { dnsPolicy }),
      }),
    ),
  ];
}

function pod({ namespace, name, labels, node: on, address, container, dnsPolicy, owner }: PodFacts): object {
  const hostIP = NODES.find((facts) => facts.name === on)?.address;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels, creationTimestamp: STARTED, ...(owner === null ? {} : { ownerReferences: [controlledBy(owner)] }) },
    spec: { nodeName: on, ...(dnsPolicy === undefined ? {} : { dnsPolicy }), containers: [container] },
    status: { phase: 'Running', podIP: address, podIPs: [{ ip: address }], hostIP, startTime: STARTED },
  };
}

function service(namespace: string, name: string, spec: object): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace, creationTimestamp: STARTED }, spec };
}

function controlledBy(owner: Owner): object {
  return { ...owner, controller: true, blockOwnerDeletion: true };
}

/** A stable uid for an object of the example: readable digits of its name. */
function uidOf(name: string): string {
  const digits = [...name]
    .map((char) => (char.codePointAt(0) as number).toString(16))
    .join('')
    .padEnd(64, '0');
  const sum = [...name]
    .reduce((total, char) => (total * 31 + (char.codePointAt(0) as number)) >>> 0, 7)
    .toString(16)
    .padStart(8, '0');
  return `${sum}-${digits.slice(0, 4)}-4${digits.slice(4, 7)}-8${digits.slice(7, 10)}-${digits.slice(10, 22)}`;
}
