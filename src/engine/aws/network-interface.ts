import type { NetworkInterface as Model } from '@aws-sdk/client-ec2';
import type { SpelledAs, Tag } from './spelling.ts';

/** An elastic network interface; its VPC, zone, status and the names of its groups are joined when it is described. */
export type NetworkInterface = SpelledAs<
  Model,
  {
    readonly NetworkInterfaceId: string;
    readonly SubnetId: string;
    readonly OwnerId: string;
    readonly RequesterId?: string;
    readonly RequesterManaged: boolean;
    readonly Description: string;
    readonly InterfaceType: 'interface' | 'trunk' | 'branch' | 'network_load_balancer' | 'nat_gateway' | 'vpc_endpoint';
    readonly MacAddress: string;
    readonly SourceDestCheck: boolean;
    readonly Groups: readonly { readonly GroupId: string }[];
    /** The primary first. `Association` holds the public address that the internet gateway maps to it. */
    readonly PrivateIpAddresses: readonly {
      readonly PrivateIpAddress: string;
      readonly Primary: boolean;
      readonly Association?: { readonly PublicIp: string; readonly IpOwnerId: string; readonly AllocationId?: string };
    }[];
    readonly Ipv4Prefixes: readonly { readonly Ipv4Prefix: string }[];
    readonly Attachment?: {
      readonly AttachmentId: string;
      readonly InstanceId: string;
      readonly DeviceIndex: number;
      readonly NetworkCardIndex: number;
      readonly DeleteOnTermination: boolean;
      readonly Status: 'attached';
    };
    readonly TagSet: readonly Tag[];
  }
>;
