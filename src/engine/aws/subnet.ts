import type { Subnet as Model } from '@aws-sdk/client-ec2';
import type { SpelledAs, Tag } from './spelling.ts';

/** A subnet as EC2 stores it; AvailableIpAddressCount is counted when it is described. */
export type Subnet = SpelledAs<
  Model,
  {
    readonly SubnetId: string;
    readonly VpcId: string;
    readonly OwnerId: string;
    readonly CidrBlock: string;
    readonly AvailabilityZone: string;
    readonly AvailabilityZoneId: string;
    readonly MapPublicIpOnLaunch: boolean;
    readonly DefaultForAz: boolean;
    readonly Tags: readonly Tag[];
  }
>;
