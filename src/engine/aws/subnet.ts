import type { Subnet as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { freeAddressCount } from './subnet-addresses.ts';
import { shownTags } from './tags.ts';

/** A subnet as EC2 stores it; AvailableIpAddressCount is counted when it is described. */
export type Subnet = SpelledAs<
  Model,
  {
    readonly SubnetId: string;
    readonly VpcId: string;
    readonly OwnerId: string;
    readonly CidrBlock: string;
    readonly Ipv6CidrBlockAssociationSet: readonly {
      readonly AssociationId: string;
      readonly Ipv6CidrBlock: string;
      readonly Ipv6CidrBlockState: { readonly State: 'associated' };
    }[];
    readonly AssignIpv6AddressOnCreation: boolean;
    readonly EnableDns64: boolean;
    readonly AvailabilityZone: string;
    readonly AvailabilityZoneId: string;
    readonly MapPublicIpOnLaunch: boolean;
    readonly DefaultForAz: boolean;
    readonly Tags: readonly Tag[];
  }
>;

export const subnet: AwsKind<Subnet> = {
  plane: 'aws',
  kind: 'Subnet',
  service: 'ec2',
  idPrefix: 'subnet',
  idMember: 'SubnetId',
  indices: { byVpc: (subnet) => [subnet.VpcId] },
  describe: {
    operation: 'DescribeSubnets',
    idsMember: 'SubnetIds',
    listMember: 'Subnets',
    notFound: 'InvalidSubnetID.NotFound',
    malformed: 'InvalidSubnetID.Malformed',
    show: (subnet, world) => ({
      AvailabilityZoneId: subnet.AvailabilityZoneId,
      MapCustomerOwnedIpOnLaunch: false,
      OwnerId: subnet.OwnerId,
      AssignIpv6AddressOnCreation: subnet.AssignIpv6AddressOnCreation,
      Ipv6CidrBlockAssociationSet: subnet.Ipv6CidrBlockAssociationSet,
      ...shownTags(subnet),
      SubnetArn: `arn:aws:ec2:${world.region}:${subnet.OwnerId}:subnet/${subnet.SubnetId}`,
      EnableDns64: subnet.EnableDns64,
      Ipv6Native: false,
      PrivateDnsNameOptionsOnLaunch: { HostnameType: 'ip-name', EnableResourceNameDnsARecord: false, EnableResourceNameDnsAAAARecord: false },
      BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
      SubnetId: subnet.SubnetId,
      State: 'available',
      VpcId: subnet.VpcId,
      CidrBlock: subnet.CidrBlock,
      AvailableIpAddressCount: freeAddressCount(world, subnet),
      AvailabilityZone: subnet.AvailabilityZone,
      DefaultForAz: subnet.DefaultForAz,
      MapPublicIpOnLaunch: subnet.MapPublicIpOnLaunch,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html
    filters: {
      'availability-zone': (subnet) => [subnet.AvailabilityZone],
      availabilityZone: (subnet) => [subnet.AvailabilityZone],
      'availability-zone-id': (subnet) => [subnet.AvailabilityZoneId],
      availabilityZoneId: (subnet) => [subnet.AvailabilityZoneId],
      'available-ip-address-count': (subnet, world) => [String(freeAddressCount(world, subnet))],
      'cidr-block': (subnet) => [subnet.CidrBlock],
      cidr: (subnet) => [subnet.CidrBlock],
      cidrBlock: (subnet) => [subnet.CidrBlock],
      'default-for-az': (subnet) => [String(subnet.DefaultForAz)],
      defaultForAz: (subnet) => [String(subnet.DefaultForAz)],
      'ipv6-cidr-block-association.association-id': (subnet) => subnet.Ipv6CidrBlockAssociationSet.map((block) => block.AssociationId),
      'ipv6-cidr-block-association.ipv6-cidr-block': (subnet) => subnet.Ipv6CidrBlockAssociationSet.map((block) => block.Ipv6CidrBlock),
      'ipv6-cidr-block-association.state': (subnet) => subnet.Ipv6CidrBlockAssociationSet.map((block) => block.Ipv6CidrBlockState.State),
      'enable-dns64': (subnet) => [String(subnet.EnableDns64)],
      'map-public-ip-on-launch': (subnet) => [String(subnet.MapPublicIpOnLaunch)],
      'owner-id': (subnet) => [subnet.OwnerId],
      state: () => ['available'],
      'subnet-arn': (subnet, world) => [`arn:aws:ec2:${world.region}:${subnet.OwnerId}:subnet/${subnet.SubnetId}`],
      'subnet-id': (subnet) => [subnet.SubnetId],
      'vpc-id': (subnet) => [subnet.VpcId],
    },
    pageLimit: { least: 5, most: 1000 },
  },
};
