/** A dual-stack VPC with public and private subnets in two zones, a NAT gateway, an egress-only internet gateway, and the roles of a cluster. */
import type { World } from '../../src/engine/world.ts';
import { afterLines } from './lines.ts';
import { standing } from './world-of.ts';

export const [PUBLIC_A, PUBLIC_B, PRIVATE_A, PRIVATE_B] = ['a1', 'b1', 'a2', 'b2'].map((end) => `subnet-0600000000000${end}`) as [
  string,
  string,
  string,
  string,
];
const [VPC, IGW, EIGW, NAT] = ['vpc-06000000000000001', 'igw-06000000000000001', 'eigw-0600000000000001', 'nat-06000000000000001'];
const BLOCK = '2600:1f14:aaaa:6000::/56';

function subnet(SubnetId: string, CidrBlock: string, six: string) {
  const zone = SubnetId.at(-2) === 'a' ? 'a' : 'b';
  const isPublic = SubnetId.endsWith('1');
  return {
    SubnetId,
    VpcId: VPC,
    CidrBlock,
    AvailabilityZone: `us-west-2${zone}`,
    AvailabilityZoneId: zone === 'a' ? 'usw2-az1' : 'usw2-az2',
    MapPublicIpOnLaunch: isPublic,
    Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: six }],
    Tags: isPublic ? [{ Key: 'kubernetes.io/role/elb', Value: '1' }] : [],
  };
}

function table(RouteTableId: string, associations: object[], ways: object[]) {
  const local = [
    { DestinationCidrBlock: '10.60.0.0/16', GatewayId: 'local' },
    { DestinationIpv6CidrBlock: BLOCK, GatewayId: 'local' },
  ];
  return { RouteTableId, VpcId: VPC, Associations: associations, Routes: [...local, ...ways] };
}

const trusts = (service: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] });

/** The network alone. The policy of role node is the managed one for IPv4. */
export function dualStack(): World {
  const network = standing({
    account: '111122223333',
    region: 'us-west-2',
    seed: 'dual-stack',
    aws: {
      Vpcs: [{ VpcId: VPC, CidrBlock: '10.60.0.0/16', EnableDnsHostnames: true, Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: BLOCK }] }],
      Subnets: [
        subnet(PUBLIC_A, '10.60.0.0/24', '2600:1f14:aaaa:6000::/64'),
        subnet(PUBLIC_B, '10.60.1.0/24', '2600:1f14:aaaa:6001::/64'),
        subnet(PRIVATE_A, '10.60.16.0/24', '2600:1f14:aaaa:6010::/64'),
        subnet(PRIVATE_B, '10.60.17.0/24', '2600:1f14:aaaa:6011::/64'),
      ],
      InternetGateways: [{ InternetGatewayId: IGW, Attachments: [{ VpcId: VPC, State: 'available' }] }],
      EgressOnlyInternetGateways: [{ EgressOnlyInternetGatewayId: EIGW, Attachments: [{ VpcId: VPC, State: 'attached' }] }],
      NetworkInterfaces: [
        {
          NetworkInterfaceId: 'eni-06000000000000001',
          SubnetId: PUBLIC_A,
          InterfaceType: 'nat_gateway',
          RequesterManaged: true,
          SourceDestCheck: false,
          Groups: [],
          PrivateIpAddresses: [{ PrivateIpAddress: '10.60.0.20', Primary: true, Association: { PublicIp: '198.51.100.60', IpOwnerId: 'amazon' } }],
        },
      ],
      NatGateways: [
        {
          NatGatewayId: NAT,
          VpcId: VPC,
          SubnetId: PUBLIC_A,
          State: 'available',
          NatGatewayAddresses: [{ NetworkInterfaceId: 'eni-06000000000000001', PrivateIp: '10.60.0.20', PublicIp: '198.51.100.60' }],
        },
      ],
      RouteTables: [
        table(
          'rtb-06000000000000001',
          [{ SubnetId: PUBLIC_A }, { SubnetId: PUBLIC_B }],
          [
            { DestinationCidrBlock: '0.0.0.0/0', GatewayId: IGW },
            { DestinationIpv6CidrBlock: '::/0', GatewayId: IGW },
          ],
        ),
        table(
          'rtb-06000000000000002',
          [{ Main: true }],
          [
            { DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: NAT },
            { DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: EIGW },
          ],
        ),
      ],
    },
    outside: {
      hosts: [
        { name: 'four', address: '198.51.100.80', listeners: [{ protocol: 'tcp', port: 80, serves: 'http' }] },
        { name: 'six', address: '2001:db8::80', listeners: [{ protocol: 'tcp', port: 80, serves: 'http' }] },
      ],
      names: [{ name: 'both.example.com', addresses: ['198.51.100.80', '2001:db8::80'] }],
    },
  });
  return afterLines(
    network,
    `aws iam create-role --role-name cluster --assume-role-policy-document '${trusts('eks.amazonaws.com')}'`,
    'aws iam attach-role-policy --role-name cluster --policy-arn arn:aws:iam::aws:policy/AmazonEKSClusterPolicy',
    `aws iam create-role --role-name node --assume-role-policy-document '${trusts('ec2.amazonaws.com')}'`,
    'for p in AmazonEKSWorkerNodePolicy AmazonEKS_CNI_Policy AmazonEC2ContainerRegistryPullOnly; do aws iam attach-role-policy --role-name node --policy-arn arn:aws:iam::aws:policy/$p; done',
  );
}

export const CREATE_CLUSTER = `aws eks create-cluster --name six --role-arn arn:aws:iam::111122223333:role/cluster --resources-vpc-config subnetIds=${PRIVATE_A},${PRIVATE_B} --kubernetes-network-config ipFamily=ipv6`;
export const CREATE_NODES = `aws eks create-nodegroup --cluster-name six --nodegroup-name ng --instance-types m5.large --node-role arn:aws:iam::111122223333:role/node --subnets ${PRIVATE_A} ${PRIVATE_B} --scaling-config minSize=2,maxSize=2,desiredSize=2`;

const ALLOWED = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ec2:AssignIpv6Addresses', Resource: '*' }] });
export const ALLOW_PREFIX = `aws iam put-role-policy --role-name node --policy-name ipv6 --policy-document '${ALLOWED}'`;

/** New interfaces of the private subnets get IPv6 addresses. */
export const ASSIGN_IPV6 = [PRIVATE_A, PRIVATE_B].map((id) => `aws ec2 modify-subnet-attribute --subnet-id ${id} --assign-ipv6-address-on-creation`);

/** An IPv6 cluster with two nodes. */
export function ipv6Cluster(...lines: readonly string[]): World {
  return afterLines(
    dualStack(),
    ALLOW_PREFIX,
    ...ASSIGN_IPV6,
    CREATE_CLUSTER,
    'aws eks wait cluster-active --name six',
    CREATE_NODES,
    'wait 10m',
    ...lines,
  );
}
