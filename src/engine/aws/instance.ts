import type { Instance as Model } from '@aws-sdk/client-ec2';
import type { AwsKind, Filter } from '../kind.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { privateDnsName } from './hostnames.ts';
import { architectureOf, reservationIdOf, showInstance } from './instance-show.ts';
import type { Lifecycle } from './lifecycle.ts';
import { interfacesOf, type NetworkInterface } from './network-interface.ts';
import type { SpelledAs, Tag } from './spelling.ts';
import type { Subnet } from './subnet.ts';

/** An EC2 instance; its interfaces, addresses, groups and subnet are joined when it is described. */
export type Instance = SpelledAs<
  Model,
  {
    readonly InstanceId: string;
    readonly InstanceType: string;
    readonly ImageId: string;
    readonly State: {
      readonly Code: 0 | 16 | 32 | 48 | 64 | 80;
      readonly Name: 'pending' | 'running' | 'shutting-down' | 'terminated' | 'stopping' | 'stopped';
    };
    readonly LaunchTime: string;
    /** Its number among the instances of one request; absent where it was the only one. */
    readonly AmiLaunchIndex?: number;
    readonly KeyName?: string;
    /** Why it is not running; absent while it is. */
    readonly StateReason?: { readonly Code: string; readonly Message: string };
    readonly StateTransitionReason?: string;
    readonly IamInstanceProfile?: { readonly Arn: string };
    readonly Tags: readonly Tag[];
  }
> &
  Lifecycle & {
    /** The request that launched it, where that launched others too. */
    readonly ReservationId?: string;
    /** What DescribeInstanceAttribute shows and DescribeInstances does not: base64, as it is sent. */
    readonly UserData?: string;
    readonly DisableApiTermination?: true;
    readonly DisableApiStop?: true;
    /** Its primary interface gets a public address of Amazon's pool whenever it is started; absent where it is running or has none. */
    readonly publicWhenStarted?: true;
  };

const ofPrimary = (value: (eni: NetworkInterface) => string | undefined): Filter<Instance> => {
  return (instance, world) => interfacesOf(world, instance.InstanceId).slice(0, 1).map(value);
};
const ofInterfaces = (values: (eni: NetworkInterface, world: World) => readonly (string | undefined)[]): Filter<Instance> => {
  return (instance, world) => interfacesOf(world, instance.InstanceId).flatMap((eni) => values(eni, world));
};
const ofSubnet = (value: (subnet: Subnet) => string): Filter<Instance> => {
  return (instance, world) => [subnetOf(world, instance)].flatMap((subnet) => (subnet === undefined ? [] : [value(subnet)]));
};

export const instance: AwsKind<Instance> = {
  plane: 'aws',
  kind: 'Instance',
  service: 'ec2',
  idPrefix: 'i',
  idMember: 'InstanceId',
  indices: { byTag: ({ Tags }) => Tags.map(({ Key, Value }) => `${Key}=${Value}`) },
  describe: {
    operation: 'DescribeInstances',
    idsMember: 'InstanceIds',
    listMember: 'Reservations',
    notFound: 'InvalidInstanceID.NotFound',
    malformed: 'InvalidInstanceID.Malformed',
    show: showInstance,
    // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html
    filters: {
      architecture: (instance) => [architectureOf(instance.InstanceType)],
      'availability-zone': ofSubnet((subnet) => subnet.AvailabilityZone),
      'iam-instance-profile.arn': (instance) => [instance.IamInstanceProfile?.Arn],
      'image-id': (instance) => [instance.ImageId],
      'instance-id': (instance) => [instance.InstanceId],
      'instance-state-code': (instance) => [String(instance.State.Code)],
      'instance-state-name': (instance) => [instance.State.Name],
      'instance-type': (instance) => [instance.InstanceType],
      'instance.group-id': ofInterfaces((eni) => eni.Groups.map((group) => group.GroupId)),
      'instance.group-name': ofInterfaces((eni, world) => eni.Groups.map((group) => objectAt(world.aws.SecurityGroup, group.GroupId)?.GroupName)),
      'dns-name': (instance, world) => [(showInstance(instance, world) as { PublicDnsName?: string }).PublicDnsName],
      'ip-address': ofPrimary((eni) => eni.PrivateIpAddresses[0]?.Association?.PublicIp),
      'key-name': (instance) => [instance.KeyName],
      'launch-index': (instance) => [String(instance.AmiLaunchIndex ?? 0)],
      'launch-time': (instance) => [instance.LaunchTime],
      'network-interface.addresses.private-ip-address': ofInterfaces((eni) => eni.PrivateIpAddresses.map((address) => address.PrivateIpAddress)),
      'network-interface.addresses.association.public-ip': ofInterfaces((eni) =>
        eni.PrivateIpAddresses.map((address) => address.Association?.PublicIp),
      ),
      'network-interface.addresses.primary': ofInterfaces((eni) => eni.PrivateIpAddresses.map((address) => String(address.Primary))),
      'network-interface.association.public-ip': ofInterfaces((eni) => [eni.PrivateIpAddresses[0]?.Association?.PublicIp]),
      'network-interface.association.ip-owner-id': ofInterfaces((eni) => [eni.PrivateIpAddresses[0]?.Association?.IpOwnerId]),
      'network-interface.attachment.attachment-id': ofInterfaces((eni) => [eni.Attachment?.AttachmentId]),
      'network-interface.attachment.delete-on-termination': ofInterfaces((eni) => [eni.Attachment?.DeleteOnTermination.toString()]),
      'network-interface.attachment.device-index': ofInterfaces((eni) => [eni.Attachment?.DeviceIndex.toString()]),
      'network-interface.attachment.instance-id': ofInterfaces((eni) => [eni.Attachment?.InstanceId]),
      'network-interface.attachment.status': ofInterfaces((eni) => [eni.Attachment?.Status]),
      'network-interface.availability-zone': ofInterfaces((eni, world) => [objectAt(world.aws.Subnet, eni.SubnetId)?.AvailabilityZone]),
      'network-interface.description': ofInterfaces((eni) => [eni.Description]),
      'network-interface.group-name': ofInterfaces((eni, world) =>
        eni.Groups.map((group) => objectAt(world.aws.SecurityGroup, group.GroupId)?.GroupName),
      ),
      'network-interface.ipv6-addresses.ipv6-address': ofInterfaces((eni) => eni.Ipv6Addresses.map((each) => each.Ipv6Address)),
      'network-interface.mac-address': ofInterfaces((eni) => [eni.MacAddress]),
      'network-interface.owner-id': ofInterfaces((eni) => [eni.OwnerId]),
      'network-interface.private-dns-name': ofInterfaces((eni, world) =>
        eni.PrivateIpAddresses.slice(0, 1).map((each) => privateDnsName(world.region, each.PrivateIpAddress)),
      ),
      'network-interface.requester-id': ofInterfaces((eni) => [eni.RequesterId]),
      'network-interface.requester-managed': ofInterfaces((eni) => [String(eni.RequesterManaged)]),
      'network-interface.source-dest-check': ofInterfaces((eni) => [String(eni.SourceDestCheck)]),
      'network-interface.status': ofInterfaces((eni) => [eni.Attachment === undefined ? 'available' : 'in-use']),
      'network-interface.vpc-id': ofInterfaces((eni, world) => [objectAt(world.aws.Subnet, eni.SubnetId)?.VpcId]),
      'network-interface.group-id': ofInterfaces((eni) => eni.Groups.map((group) => group.GroupId)),
      'network-interface.network-interface-id': ofInterfaces((eni) => [eni.NetworkInterfaceId]),
      'network-interface.subnet-id': ofInterfaces((eni) => [eni.SubnetId]),
      'owner-id': (_instance, world) => [world.account],
      'placement-group-name': () => [''],
      'private-dns-name': (instance, world) =>
        interfacesOf(world, instance.InstanceId)
          .slice(0, 1)
          .flatMap((eni) => eni.PrivateIpAddresses.slice(0, 1).map((each) => privateDnsName(world.region, each.PrivateIpAddress))),
      'reservation-id': (instance) => [reservationIdOf(instance)],
      'state-reason-code': (instance) => [instance.StateReason?.Code],
      tenancy: () => ['default'],
      'private-ip-address': ofInterfaces((eni) => eni.PrivateIpAddresses.map((address) => address.PrivateIpAddress)),
      'source-dest-check': ofPrimary((eni) => String(eni.SourceDestCheck)),
      'subnet-id': ofSubnet((subnet) => subnet.SubnetId),
      'vpc-id': ofSubnet((subnet) => subnet.VpcId),
    },
    pageLimit: { least: 5, most: 1000 },
  },
};

/** The subnet of an instance: that of its primary interface. A terminated instance has none. */
export function subnetOf(world: World, instance: { readonly InstanceId: string }): Subnet | undefined {
  const primary = interfacesOf(world, instance.InstanceId)[0];
  return primary === undefined ? undefined : objectAt(world.aws.Subnet, primary.SubnetId);
}
