import type { Vpc as Model, VpcIpv6CidrBlockAssociation } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import { shownTags } from './tags.ts';

/** An IPv6 block of a VPC, from Amazon's pool. */
export type Ipv6CidrBlockAssociation = SpelledAs<
  VpcIpv6CidrBlockAssociation,
  {
    readonly AssociationId: string;
    readonly Ipv6CidrBlock: string;
    readonly Ipv6CidrBlockState: { readonly State: 'associated' };
    readonly NetworkBorderGroup: string;
    readonly Ipv6Pool: string;
  }
>;

/** A VPC as EC2 stores it. The two DNS attributes are read with DescribeVpcAttribute, not with DescribeVpcs. */
export type Vpc = SpelledAs<
  Model,
  {
    readonly VpcId: string;
    readonly OwnerId: string;
    readonly CidrBlock: string;
    readonly CidrBlockAssociationSet: readonly {
      readonly AssociationId: string;
      readonly CidrBlock: string;
      readonly CidrBlockState: { readonly State: 'associated' };
    }[];
    readonly Ipv6CidrBlockAssociationSet: readonly Ipv6CidrBlockAssociation[];
    readonly DhcpOptionsId: string;
    readonly InstanceTenancy: 'default';
    readonly IsDefault: boolean;
    readonly Tags: readonly Tag[];
  }
> & { readonly EnableDnsSupport: boolean; readonly EnableDnsHostnames: boolean };

export const vpc: AwsKind<Vpc> = {
  plane: 'aws',
  kind: 'Vpc',
  service: 'ec2',
  idPrefix: 'vpc',
  idMember: 'VpcId',
  indices: {},
  describe: {
    operation: 'DescribeVpcs',
    idsMember: 'VpcIds',
    listMember: 'Vpcs',
    notFound: 'InvalidVpcID.NotFound',
    malformed: 'InvalidVpcID.Malformed',
    show: (vpc) => ({
      OwnerId: vpc.OwnerId,
      InstanceTenancy: vpc.InstanceTenancy,
      ...(vpc.Ipv6CidrBlockAssociationSet.length === 0 ? {} : { Ipv6CidrBlockAssociationSet: vpc.Ipv6CidrBlockAssociationSet }),
      CidrBlockAssociationSet: vpc.CidrBlockAssociationSet,
      IsDefault: vpc.IsDefault,
      ...shownTags(vpc),
      BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
      VpcId: vpc.VpcId,
      State: 'available',
      CidrBlock: vpc.CidrBlock,
      DhcpOptionsId: vpc.DhcpOptionsId,
    }),
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html
    filters: {
      cidr: (vpc) => [vpc.CidrBlock],
      'cidr-block-association.association-id': (vpc) => vpc.CidrBlockAssociationSet.map((block) => block.AssociationId),
      'cidr-block-association.cidr-block': (vpc) => vpc.CidrBlockAssociationSet.map((block) => block.CidrBlock),
      'cidr-block-association.state': (vpc) => vpc.CidrBlockAssociationSet.map((block) => block.CidrBlockState.State),
      'dhcp-options-id': (vpc) => [vpc.DhcpOptionsId],
      'ipv6-cidr-block-association.association-id': (vpc) => vpc.Ipv6CidrBlockAssociationSet.map((block) => block.AssociationId),
      'ipv6-cidr-block-association.ipv6-cidr-block': (vpc) => vpc.Ipv6CidrBlockAssociationSet.map((block) => block.Ipv6CidrBlock),
      'ipv6-cidr-block-association.ipv6-pool': (vpc) => vpc.Ipv6CidrBlockAssociationSet.map((block) => block.Ipv6Pool),
      'ipv6-cidr-block-association.state': (vpc) => vpc.Ipv6CidrBlockAssociationSet.map((block) => block.Ipv6CidrBlockState.State),
      'is-default': (vpc) => [String(vpc.IsDefault)],
      'owner-id': (vpc) => [vpc.OwnerId],
      state: () => ['available'],
      'vpc-id': (vpc) => [vpc.VpcId],
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

/** The IPv4 blocks of a VPC, the primary first. */
export function cidrBlocksOf(vpc: Vpc): readonly string[] {
  return vpc.CidrBlockAssociationSet.map((block) => block.CidrBlock);
}

/** The IPv6 blocks of a VPC. */
export function ipv6BlocksOf(vpc: Vpc): readonly string[] {
  return vpc.Ipv6CidrBlockAssociationSet.map((block) => block.Ipv6CidrBlock);
}
