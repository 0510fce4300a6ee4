import type { NetworkInterface as Model } from '@aws-sdk/client-ec2';
import type { AwsKind } from '../kind.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { showInterface, statusOf } from './network-interface-show.ts';
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
    readonly InterfaceType: 'interface' | 'trunk' | 'branch' | 'network_load_balancer' | 'nat_gateway' | 'vpc_endpoint' | 'transit_gateway';
    readonly MacAddress: string;
    readonly SourceDestCheck: boolean;
    readonly Groups: readonly { readonly GroupId: string }[];
    /** The primary first. `Association` holds the public address that the internet gateway maps to it. */
    readonly PrivateIpAddresses: readonly {
      readonly PrivateIpAddress: string;
      readonly Primary: boolean;
      readonly Association?: {
        readonly PublicIp: string;
        readonly IpOwnerId: string;
        readonly AllocationId?: string;
        readonly AssociationId?: string;
      };
    }[];
    readonly Ipv6Addresses: readonly { readonly Ipv6Address: string }[];
    readonly Ipv4Prefixes: readonly { readonly Ipv4Prefix: string }[];
    /** /80 blocks; absent where there is none. */
    readonly Ipv6Prefixes?: readonly { readonly Ipv6Prefix: string }[];
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
> & {
  /** What AssociateTrunkInterface made of a branch interface: DescribeTrunkInterfaceAssociations shows it, DescribeNetworkInterfaces does not. */
  readonly TrunkAssociation?: {
    readonly AssociationId: string;
    readonly TrunkInterfaceId: string;
    readonly VlanId: number;
    /** Whose it is: `namespace/name/uid` of the pod. Absent where a world states the association. */
    readonly ClientToken?: string;
    /** When its pod went; it rests before it is deleted. */
    readonly retiredAt?: number;
  };
};

const addressesOf = (eni: NetworkInterface) => eni.PrivateIpAddresses.map((address) => address.PrivateIpAddress);
const associationsOf = (eni: NetworkInterface) => eni.PrivateIpAddresses.flatMap((address) => address.Association ?? []);

/** The look-up of the interfaces that have delegated prefixes, under `yes`. */
export const WITH_PREFIXES = 'withPrefixes';

export const networkInterface: AwsKind<NetworkInterface> = {
  plane: 'aws',
  kind: 'NetworkInterface',
  service: 'ec2',
  idPrefix: 'eni',
  idMember: 'NetworkInterfaceId',
  indices: {
    byAddress: (eni) => [...addressesOf(eni), ...eni.Ipv6Addresses.map((each) => each.Ipv6Address)],
    byPublicIp: (eni) => associationsOf(eni).map((association) => association.PublicIp),
    byInstance: (eni) => (eni.Attachment === undefined ? [] : [eni.Attachment.InstanceId]),
    bySubnet: (eni) => [eni.SubnetId],
    byGroup: (eni) => eni.Groups.map((group) => group.GroupId),
    [WITH_PREFIXES]: (eni) => (eni.Ipv4Prefixes.length > 0 || (eni.Ipv6Prefixes ?? []).length > 0 ? ['yes'] : []),
    byTag: (eni) => eni.TagSet.map(({ Key, Value }) => `${Key}=${Value}`),
  },
  describe: {
    operation: 'DescribeNetworkInterfaces',
    idsMember: 'NetworkInterfaceIds',
    listMember: 'NetworkInterfaces',
    notFound: 'InvalidNetworkInterfaceID.NotFound',
    malformed: 'InvalidNetworkInterfaceId.Malformed',
    show: showInterface,
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaces.html
    filters: {
      'addresses.private-ip-address': addressesOf,
      'addresses.primary': (eni) => eni.PrivateIpAddresses.map((address) => String(address.Primary)),
      'addresses.association.public-ip': (eni) => associationsOf(eni).map((association) => association.PublicIp),
      'association.allocation-id': (eni) => [eni.PrivateIpAddresses[0]?.Association?.AllocationId],
      'association.association-id': (eni) => [eni.PrivateIpAddresses[0]?.Association?.AssociationId],
      'association.ip-owner-id': (eni) => [eni.PrivateIpAddresses[0]?.Association?.IpOwnerId],
      'association.public-ip': (eni) => [eni.PrivateIpAddresses[0]?.Association?.PublicIp],
      'attachment.attachment-id': (eni) => [eni.Attachment?.AttachmentId],
      'attachment.delete-on-termination': (eni) => [eni.Attachment?.DeleteOnTermination.toString()],
      'attachment.device-index': (eni) => [eni.Attachment?.DeviceIndex.toString()],
      'attachment.instance-id': (eni) => [eni.Attachment?.InstanceId],
      'attachment.instance-owner-id': (eni) => [eni.Attachment === undefined ? undefined : eni.OwnerId],
      'attachment.status': (eni) => [eni.Attachment?.Status],
      'availability-zone': (eni, world) => [objectAt(world.aws.Subnet, eni.SubnetId)?.AvailabilityZone],
      description: (eni) => [eni.Description],
      'group-id': (eni) => eni.Groups.map((group) => group.GroupId),
      'group-name': (eni, world) => eni.Groups.map((group) => objectAt(world.aws.SecurityGroup, group.GroupId)?.GroupName),
      'ipv6-addresses.ipv6-address': (eni) => eni.Ipv6Addresses.map((each) => each.Ipv6Address),
      'interface-type': (eni) => [eni.InterfaceType],
      'mac-address': (eni) => [eni.MacAddress],
      'network-interface-id': (eni) => [eni.NetworkInterfaceId],
      'owner-id': (eni) => [eni.OwnerId],
      'private-ip-address': addressesOf,
      'requester-id': (eni) => [eni.RequesterId],
      'requester-managed': (eni) => [String(eni.RequesterManaged)],
      'source-dest-check': (eni) => [String(eni.SourceDestCheck)],
      status: (eni) => [statusOf(eni)],
      'subnet-id': (eni) => [eni.SubnetId],
      'vpc-id': (eni, world) => [objectAt(world.aws.Subnet, eni.SubnetId)?.VpcId],
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

/** The interfaces of an instance, the primary first. */
export function interfacesOf(world: World, InstanceId: string): NetworkInterface[] {
  const index = (eni: NetworkInterface) => eni.Attachment?.DeviceIndex ?? 0;
  return lookup(world.aws.NetworkInterface, 'byInstance', InstanceId).toSorted((one, other) => index(one) - index(other));
}

/** The trunk interface that a branch interface is associated with, or undefined. */
export function trunkOf(world: World, { TrunkAssociation }: NetworkInterface): NetworkInterface | undefined {
  return TrunkAssociation === undefined ? undefined : objectAt(world.aws.NetworkInterface, TrunkAssociation.TrunkInterfaceId);
}
