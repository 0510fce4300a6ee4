import type { Vpc as Model } from '@aws-sdk/client-ec2';
import type { SpelledAs, Tag } from './spelling.ts';

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
    readonly DhcpOptionsId: string;
    readonly InstanceTenancy: 'default';
    readonly IsDefault: boolean;
    readonly Tags: readonly Tag[];
  }
> & { readonly EnableDnsSupport: boolean; readonly EnableDnsHostnames: boolean };
