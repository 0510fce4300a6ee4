/** The AWS side of the worked example, as the describe operations print it. */
import type { WorldParts } from '../../src/engine/world-of.ts';
import { ACCOUNT, CLUSTER_GROUP, courseIds, NODES, type NodeFacts, STARTED, VPC } from './course-facts.ts';

/** The lists of the worked example. */
export function courseAws(): NonNullable<WorldParts['aws']> {
  return {
    Vpcs: [
      {
        VpcId: VPC,
        OwnerId: ACCOUNT,
        CidrBlock: '192.168.0.0/16',
        CidrBlockAssociationSet: [
          { AssociationId: 'vpc-cidr-assoc-0aaaaaaaaaaaaaaaa', CidrBlock: '192.168.0.0/16', CidrBlockState: { State: 'associated' } },
        ],
        DhcpOptionsId: 'dopt-0aaaaaaaaaaaaaaaa',
        InstanceTenancy: 'default',
        IsDefault: false,
        EnableDnsSupport: true,
        EnableDnsHostnames: true,
        Tags: [{ Key: 'Name', Value: 'lab' }],
      },
    ],
    Subnets: NODES.map((node) => ({
      SubnetId: node.subnet,
      VpcId: VPC,
      OwnerId: ACCOUNT,
      CidrBlock: node.block,
      AvailabilityZone: node.zone,
      AvailabilityZoneId: node.zoneId,
      MapPublicIpOnLaunch: true,
      DefaultForAz: false,
      Tags: [
        { Key: 'Name', Value: `public-${node.zone}` },
        { Key: 'kubernetes.io/role/elb', Value: '1' },
      ],
    })),
    InternetGateways: [
      {
        InternetGatewayId: courseIds.internetGateway,
        OwnerId: ACCOUNT,
        Attachments: [{ VpcId: VPC, State: 'available' }],
        Tags: [{ Key: 'Name', Value: 'lab' }],
      },
    ],
    RouteTables: [
      {
        RouteTableId: courseIds.routeTable,
        VpcId: VPC,
        OwnerId: ACCOUNT,
        Associations: [{ RouteTableAssociationId: 'rtbassoc-0aaaaaaaaaaaaaaaa', RouteTableId: courseIds.routeTable, Main: true }],
        Routes: [
          { DestinationCidrBlock: '192.168.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable' },
          { DestinationCidrBlock: '0.0.0.0/0', GatewayId: courseIds.internetGateway, Origin: 'CreateRoute' },
        ],
        Tags: [{ Key: 'Name', Value: 'public' }],
      },
    ],
    NetworkAcls: [
      {
        NetworkAclId: courseIds.acl,
        VpcId: VPC,
        OwnerId: ACCOUNT,
        IsDefault: true,
        Associations: NODES.map((node, index) => ({
          NetworkAclAssociationId: `aclassoc-0000000000000000${index}`,
          NetworkAclId: courseIds.acl,
          SubnetId: node.subnet,
        })),
        Entries: [true, false].flatMap((Egress) => [
          { RuleNumber: 100, Egress, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
          { RuleNumber: 32767, Egress, RuleAction: 'deny', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
        ]),
        Tags: [],
      },
    ],
    SecurityGroups: [
      {
        GroupId: CLUSTER_GROUP,
        GroupName: 'eks-cluster-sg-lab-1234567890',
        Description:
          'EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, as well as any managed workloads.',
        VpcId: VPC,
        OwnerId: ACCOUNT,
        Tags: [{ Key: 'kubernetes.io/cluster/lab', Value: 'owned' }],
      },
    ],
    SecurityGroupRules: [
      {
        SecurityGroupRuleId: 'sgr-00000000000000001',
        IsEgress: false,
        IpProtocol: '-1',
        FromPort: -1,
        ToPort: -1,
        ReferencedGroupInfo: { GroupId: CLUSTER_GROUP, UserId: ACCOUNT },
      },
      { SecurityGroupRuleId: 'sgr-00000000000000002', IsEgress: true, IpProtocol: '-1', FromPort: -1, ToPort: -1, CidrIpv4: '0.0.0.0/0' },
      {
        SecurityGroupRuleId: courseIds.nodePortRule,
        IsEgress: false,
        IpProtocol: 'tcp',
        FromPort: 30000,
        ToPort: 32767,
        CidrIpv4: '0.0.0.0/0',
        Description: 'NodePort services',
      },
    ].map((rule) => ({ ...rule, GroupId: CLUSTER_GROUP, GroupOwnerId: ACCOUNT, Tags: [] })),
    Instances: NODES.map((node) => ({
      InstanceId: node.instance,
      InstanceType: 'm5.large',
      ImageId: 'ami-0aaaaaaaaaaaaaaaa',
      State: { Code: 16, Name: 'running' },
      LaunchTime: STARTED,
      IamInstanceProfile: { Arn: `arn:aws:iam::${ACCOUNT}:instance-profile/lab-node` },
      Tags: [
        { Key: 'Name', Value: node.name },
        { Key: 'eks:cluster-name', Value: 'lab' },
        { Key: 'kubernetes.io/cluster/lab', Value: 'owned' },
      ],
    })),
    NetworkInterfaces: NODES.flatMap((node, index) => node.interfaces.map((_, device) => networkInterface(node, index, device))),
    clusters: [
      {
        name: 'lab',
        arn: `arn:aws:eks:us-west-2:${ACCOUNT}:cluster/lab`,
        version: '1.33',
        status: 'ACTIVE',
        endpoint: 'https://0123456789ABCDEF0123456789ABCDEF.gr7.us-west-2.eks.amazonaws.com',
        roleArn: `arn:aws:iam::${ACCOUNT}:role/lab-cluster`,
        createdAt: STARTED,
        resourcesVpcConfig: {
          subnetIds: courseIds.subnets,
          securityGroupIds: [],
          clusterSecurityGroupId: CLUSTER_GROUP,
          vpcId: VPC,
          endpointPublicAccess: true,
          endpointPrivateAccess: true,
          publicAccessCidrs: ['0.0.0.0/0'],
        },
        kubernetesNetworkConfig: { serviceIpv4Cidr: '10.100.0.0/16', ipFamily: 'ipv4' },
        tags: {},
      },
    ],
  };
}

function networkInterface(node: NodeFacts, index: number, device: number): object {
  const { id, primary, others } = node.interfaces[device] as NodeFacts['interfaces'][0];
  const association = device === 0 ? { Association: { PublicIp: node.publicAddress, IpOwnerId: 'amazon' } } : {};
  return {
    NetworkInterfaceId: id,
    SubnetId: node.subnet,
    OwnerId: ACCOUNT,
    RequesterManaged: false,
    Description: device === 0 ? '' : `aws-K8S-${node.instance}`,
    InterfaceType: 'interface',
    MacAddress: `02:00:00:00:0${index}:0${device}`,
    SourceDestCheck: true,
    Groups: [{ GroupId: CLUSTER_GROUP }],
    PrivateIpAddresses: [
      { PrivateIpAddress: primary, Primary: true, ...association },
      ...others.map((address) => ({ PrivateIpAddress: address, Primary: false })),
    ],
    Ipv4Prefixes: [],
    Attachment: {
      AttachmentId: `eni-attach-000000000000000${index}${device}`,
      InstanceId: node.instance,
      DeviceIndex: device,
      NetworkCardIndex: 0,
      DeleteOnTermination: true,
      Status: 'attached',
    },
    TagSet: [
      { Key: 'cluster.k8s.amazonaws.com/name', Value: 'lab' },
      { Key: 'node.k8s.amazonaws.com/instance_id', Value: node.instance },
    ],
  };
}
