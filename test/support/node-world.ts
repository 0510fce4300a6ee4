/** A cluster with nodes in one small subnet: for what happens to their addresses. */
import type { World } from '../../src/engine/world.ts';
import type { WorldParts } from '../../src/engine/world-of.ts';
import { standing } from './world-of.ts';

type Wanted = {
  readonly InstanceType: string;
  readonly nodes?: number;
  readonly CidrBlock?: string;
  readonly env?: { readonly [name: string]: string };
  /** What the kubelets were started with; the plain count without it. */
  readonly maxPods?: number;
  readonly ipv6?: boolean;
  /** Further members of the AWS side. */
  readonly aws?: NonNullable<WorldParts['aws']>;
};

export const nodeWorldIds = { vpc: 'vpc-0a00000000000001', subnet: 'subnet-0a00000000000001', group: 'sg-0a00000000000001' };

/** The instance of a node. */
export function instanceOf(index: number): string {
  return `i-0a0000000000000${index}`;
}

/** The world, settled: each node with its primary address alone, aws-node with the environment, no pods. */
export function nodeWorld({ InstanceType, nodes = 1, CidrBlock = '10.0.0.0/24', env = {}, maxPods, ipv6 = false, aws = {} }: Wanted): World {
  const { vpc, subnet, group } = nodeWorldIds;
  const numbers = Array.from({ length: nodes }, (_, index) => index);
  const six = (Ipv6CidrBlock: string) => [
    { AssociationId: 'vpc-cidr-assoc-0a00000000000006', Ipv6CidrBlock, Ipv6CidrBlockState: { State: 'associated' }, NetworkBorderGroup: 'us-west-2' },
  ];
  return standing({
    seed: 'nodes',
    aws: {
      Vpcs: [{ VpcId: vpc, CidrBlock: '10.0.0.0/16', ...(ipv6 ? { Ipv6CidrBlockAssociationSet: six('2600:1f14:e1c:b700::/56') } : {}) }],
      Subnets: [
        {
          SubnetId: subnet,
          VpcId: vpc,
          CidrBlock,
          AvailabilityZone: 'us-west-2a',
          AvailabilityZoneId: 'usw2-az1',
          ...(ipv6 ? { Ipv6CidrBlockAssociationSet: six('2600:1f14:e1c:b700::/64') } : {}),
        },
      ],
      SecurityGroups: [{ GroupId: group, GroupName: 'nodes', Description: 'nodes', VpcId: vpc }],
      Instances: numbers.map((index) => ({
        InstanceId: instanceOf(index),
        InstanceType,
        IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/node' },
      })),
      NetworkInterfaces: numbers.map((index) => ({
        NetworkInterfaceId: `eni-0a0000000000000${index}`,
        SubnetId: subnet,
        Groups: [{ GroupId: group }],
        Attachment: { InstanceId: instanceOf(index), DeviceIndex: 0 },
        PrivateIpAddress: `10.0.0.${index + 4}`,
      })),
      ...aws,
    },
    cluster: [
      ...['default', 'kube-system'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
      ...numbers.map((index) => ({
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: `node${index}`, labels: { 'topology.kubernetes.io/zone': 'us-west-2a' } },
        spec: { providerID: `aws:///us-west-2a/${instanceOf(index)}` },
        ...(maxPods === undefined ? {} : { status: { capacity: { pods: String(maxPods) } } }),
      })),
      awsNode(env),
      workload(),
    ],
  });
}

function awsNode(env: Readonly<Record<string, string>>): object {
  const labels = { 'k8s-app': 'aws-node' };
  const container = { name: 'aws-node', image: 'amazon-k8s-cni:v1.20.4', env: Object.entries(env).map(([name, value]) => ({ name, value })) };
  const spec = { hostNetwork: true, tolerations: [{ operator: 'Exists' }], containers: [container] };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'aws-node', namespace: 'kube-system' },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}

function workload(): object {
  const labels = { app: 'web' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      replicas: 0,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'nginx' }] } },
    },
  };
}
