/** An IPv6 cluster as `describe-*` and `kubectl get` print one: what a restarted daemon would adopt is adopted. */
import { expect, it } from 'vitest';
import { objectAt } from '../../src/engine/store.ts';
import { expectTrace } from '../support/expect-trace.ts';
import { entered } from '../support/lines.ts';
import { standing } from '../support/world-of.ts';

const VPC = 'vpc-07000000000000001';
const BLOCK = '2600:1f14:bbbb:7000::/56';
const node = (index: number) => ({
  InstanceId: `i-0700000000000000${index}`,
  InstanceType: 'm5.large',
  IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/node' },
});
const pod = (name: string, on: number, podIP: string, image = 'nginx:1.29') => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
  spec: { nodeName: `node${on}`, containers: [{ name: 'web', image }] },
  status: { phase: 'Running', podIP, podIPs: [{ ip: podIP }] },
});
const env = [
  ['ENABLE_IPv4', 'false'],
  ['ENABLE_IPv6', 'true'],
  ['ENABLE_PREFIX_DELEGATION', 'true'],
  ['WARM_PREFIX_TARGET', '1'],
].map(([name, value]) => ({ name, value }));

const world = standing({
  account: '111122223333',
  region: 'us-west-2',
  aws: {
    Vpcs: [{ VpcId: VPC, CidrBlock: '10.70.0.0/16', Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: BLOCK }] }],
    Subnets: [
      {
        SubnetId: 'subnet-07000000000000001',
        VpcId: VPC,
        CidrBlock: '10.70.0.0/24',
        AvailabilityZone: 'us-west-2a',
        AvailabilityZoneId: 'usw2-az1',
        Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: '2600:1f14:bbbb:7000::/64' }],
      },
    ],
    Instances: [node(0), node(1)],
    NetworkInterfaces: [0, 1].map((index) => ({
      NetworkInterfaceId: `eni-0700000000000000${index}`,
      SubnetId: 'subnet-07000000000000001',
      Groups: [{ GroupId: 'sg-07000000000000001' }],
      Attachment: { InstanceId: node(index).InstanceId, DeviceIndex: 0 },
      PrivateIpAddress: `10.70.0.1${index}`,
      Ipv6Addresses: [{ Ipv6Address: `2600:1f14:bbbb:7000::a${index}` }],
      Ipv6Prefixes: [{ Ipv6Prefix: `2600:1f14:bbbb:7000:${index + 1}::/80` }],
    })),
    SecurityGroups: [{ GroupId: 'sg-07000000000000001', GroupName: 'eks-cluster-sg-old-1', Description: 'nodes', VpcId: VPC }],
    SecurityGroupRules: [
      { GroupId: 'sg-07000000000000001', IsEgress: false, IpProtocol: '-1', ReferencedGroupInfo: { GroupId: 'sg-07000000000000001' } },
      { GroupId: 'sg-07000000000000001', IsEgress: true, IpProtocol: '-1', CidrIpv6: '::/0' },
    ],
    clusters: [{ name: 'old', kubernetesNetworkConfig: { ipFamily: 'ipv6', serviceIpv6Cidr: 'fd30:3087:b6c2::/108' } }],
  },
  cluster: [
    ...['default', 'kube-system'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    ...[0, 1].map((index) => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: `node${index}` },
      spec: { providerID: `aws:///us-west-2a/${node(index).InstanceId}` },
    })),
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'aws-node', namespace: 'kube-system' },
      spec: {
        selector: { matchLabels: { 'k8s-app': 'aws-node' } },
        template: {
          metadata: { labels: { 'k8s-app': 'aws-node' } },
          spec: {
            hostNetwork: true,
            tolerations: [{ operator: 'Exists' }],
            containers: [{ name: 'aws-node', image: 'amazon-k8s-cni:v1.20.4', env }],
          },
        },
      },
    },
    pod('one', 0, '2600:1f14:bbbb:7000:1::5', 'nicolaka/netshoot:v0.13'),
    pod('two', 1, '2600:1f14:bbbb:7000:2::9'),
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { clusterIP: 'fd30:3087:b6c2::44', ports: [{ port: 80 }] } },
  ],
});

it('keeps the addresses of pods and Services, and the family of the nodes', () => {
  expect(objectAt(world.cluster.Pod, 'default/one')?.status.podIP).toBe('2600:1f14:bbbb:7000:1::5');
  expect(objectAt(world.cluster.Pod, 'default/two')?.status.hostIP).toBe('2600:1f14:bbbb:7000::a1');
  expect(objectAt(world.cluster.Service, 'default/web')?.spec).toMatchObject({ clusterIP: 'fd30:3087:b6c2::44', ipFamilies: ['IPv6'] });
});

it('traces between them, and gives them the way out over IPv4', () => {
  expectTrace(world, 'pod/default/one', 'pod/default/two:80').answers().sees('2600:1f14:bbbb:7000:1::5');
  expect(entered(world, 'kubectl exec one -- ip -4 addr').stdout).toContain('inet 169.254.172.');
});

it('does not give an address away twice', () => {
  const more = entered(world, `kubectl apply -f - <<EOF\n${JSON.stringify({ ...pod('three', 0, ''), status: {} })}\nEOF`).world;
  const after = entered(more, 'wait 1m').world;
  expect(objectAt(after.cluster.Pod, 'default/three')?.status.podIP).toBe('2600:1f14:bbbb:7000:1::');
});
