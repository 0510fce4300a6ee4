/** Worlds of a given size for the benchmark: nodes with their ENIs, and Deployments whose pods run there. */
import type { WorldParts } from '../engine/world-of.ts';

const POD_ADDRESSES = 200;

/** A cluster with so many pods, fifty to a Deployment unless it is said, each Deployment behind a Service of its own. Nodes hold 200 pods. */
export function clusterOf(pods: number, nodes = Math.max(2, Math.ceil(pods / POD_ADDRESSES)), each = 50): WorldParts {
  const deployments = Math.max(1, Math.ceil(pods / each));
  return {
    seed: `bench-${pods}`,
    now: 1_768_464_000_000,
    aws: aws(nodes),
    cluster: [
      ...['default', 'kube-system'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
      ...range(nodes).map(node),
      daemonSet('aws-node', '602401143452.dkr.ecr.us-west-2.amazonaws.com/amazon-k8s-cni:v1.20.4-eksbuild.2'),
      daemonSet('kube-proxy', '602401143452.dkr.ecr.us-west-2.amazonaws.com/eks/kube-proxy:v1.33.3-eksbuild.4'),
      ...range(deployments).flatMap((index) => workload(index, Math.min(each, pods - index * each))),
    ],
  };
}

/**
 * A cluster with so many pods on so many nodes whose ENIs hold nothing yet: ipamd asks for every address itself, out of two subnets
 * that share a /16.
 */
export function fleetOf(pods: number, nodes: number): WorldParts {
  const parts = clusterOf(pods, nodes);
  return {
    ...parts,
    aws: {
      ...parts.aws,
      Instances: range(nodes).map((index) => ({
        InstanceId: instance(index),
        InstanceType: 'm5.4xlarge',
        IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/node' },
      })),
      NetworkInterfaces: range(nodes).map((index) => primaryOnly(index)),
    },
  };
}

function primaryOnly(index: number): object {
  const place = (index % 2) * 32_768 + Math.floor(index / 2) + 10;
  return {
    NetworkInterfaceId: `eni-${hex(index * 16 + 1)}`,
    SubnetId: index % 2 === 0 ? 'subnet-0a00000000000000a' : 'subnet-0b00000000000000b',
    Groups: [{ GroupId: 'sg-0c100000000000001' }],
    Attachment: { InstanceId: instance(index), DeviceIndex: 0 },
    PrivateIpAddress: `10.0.${Math.floor(place / 256)}.${place % 256}`,
  };
}

function aws(nodes: number): NonNullable<WorldParts['aws']> {
  return {
    Vpcs: [{ VpcId: 'vpc-0c0ffee0000000001', CidrBlock: '10.0.0.0/16' }],
    Subnets: [
      {
        SubnetId: 'subnet-0a00000000000000a',
        VpcId: 'vpc-0c0ffee0000000001',
        CidrBlock: '10.0.0.0/17',
        AvailabilityZone: 'us-west-2a',
        AvailabilityZoneId: 'usw2-az1',
      },
      {
        SubnetId: 'subnet-0b00000000000000b',
        VpcId: 'vpc-0c0ffee0000000001',
        CidrBlock: '10.0.128.0/17',
        AvailabilityZone: 'us-west-2b',
        AvailabilityZoneId: 'usw2-az2',
      },
    ],
    InternetGateways: [{ InternetGatewayId: 'igw-0e000000000000001', Attachments: [{ VpcId: 'vpc-0c0ffee0000000001', State: 'available' }] }],
    RouteTables: [
      {
        RouteTableId: 'rtb-0f000000000000001',
        VpcId: 'vpc-0c0ffee0000000001',
        Associations: [{ Main: true }],
        Routes: [
          { DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local' },
          { DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-0e000000000000001' },
        ],
      },
    ],
    SecurityGroups: [{ GroupId: 'sg-0c100000000000001', GroupName: 'cluster', Description: 'cluster', VpcId: 'vpc-0c0ffee0000000001' }],
    SecurityGroupRules: [false, true].map((IsEgress, index) => ({
      SecurityGroupRuleId: `sgr-0c10000000000000${index}`,
      GroupId: 'sg-0c100000000000001',
      IsEgress,
      IpProtocol: '-1',
      FromPort: -1,
      ToPort: -1,
      CidrIpv4: '0.0.0.0/0',
    })),
    Instances: range(nodes).map((index) => ({ InstanceId: instance(index), InstanceType: 'c5.18xlarge' })),
    NetworkInterfaces: range(nodes).flatMap((index) => range(5).map((device) => networkInterface(index, device))),
    clusters: [
      {
        name: 'lab',
        version: '1.33',
        status: 'ACTIVE',
        resourcesVpcConfig: {
          subnetIds: ['subnet-0a00000000000000a', 'subnet-0b00000000000000b'],
          securityGroupIds: [],
          clusterSecurityGroupId: 'sg-0c100000000000001',
          vpcId: 'vpc-0c0ffee0000000001',
          endpointPublicAccess: true,
          endpointPrivateAccess: true,
          publicAccessCidrs: ['0.0.0.0/0'],
        },
        kubernetesNetworkConfig: { serviceIpv4Cidr: '172.20.0.0/16', ipFamily: 'ipv4' },
      },
    ],
  };
}

/** Fifty addresses to an interface, five interfaces to a node: 245 pods fit. */
function networkInterface(index: number, device: number): object {
  const first = (index % 2) * 32_768 + Math.floor(index / 2) * 256 + device * 50 + 4;
  const address = (offset: number) => `10.0.${Math.floor((first + offset) / 256)}.${(first + offset) % 256}`;
  const Association =
    device === 0 ? { Association: { PublicIp: `198.18.${Math.floor(index / 200)}.${(index % 200) + 1}`, IpOwnerId: 'amazon' } } : {};
  return {
    NetworkInterfaceId: `eni-${hex(index * 16 + device + 1)}`,
    SubnetId: index % 2 === 0 ? 'subnet-0a00000000000000a' : 'subnet-0b00000000000000b',
    Groups: [{ GroupId: 'sg-0c100000000000001' }],
    Attachment: { InstanceId: instance(index), DeviceIndex: device },
    PrivateIpAddresses: range(50).map((offset) => ({
      PrivateIpAddress: address(offset),
      Primary: offset === 0,
      ...(offset === 0 ? Association : {}),
    })),
  };
}

function node(index: number): object {
  const zone = index % 2 === 0 ? 'us-west-2a' : 'us-west-2b';
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: `node${index}`,
      labels: { 'kubernetes.io/hostname': `node${index}`, 'node.kubernetes.io/instance-type': 'c5.18xlarge', 'topology.kubernetes.io/zone': zone },
    },
    spec: { providerID: `aws:///${zone}/${instance(index)}` },
  };
}

function daemonSet(name: string, image: string): object {
  const labels = { 'k8s-app': name };
  const spec = { hostNetwork: true, tolerations: [{ operator: 'Exists' }], containers: [{ name, image }] };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: 'kube-system', labels },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}

function workload(index: number, replicas: number): object[] {
  const labels = { app: `app-${index}` };
  const containers = [{ name: 'webapp', image: 'ekslab/webapp:1', env: [{ name: 'PORT', value: '9376' }] }];
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: `app-${index}`, namespace: 'default', labels },
      spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: `app-${index}`, namespace: 'default' },
      spec: { type: 'NodePort', selector: labels, ports: [{ port: 80, targetPort: 9376, nodePort: 30_000 + index }] },
    },
  ];
}

function instance(index: number): string {
  return `i-${hex(index + 1)}`;
}

function hex(value: number): string {
  return value.toString(16).padStart(17, '0');
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
