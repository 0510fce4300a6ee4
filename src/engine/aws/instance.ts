import type { Instance as Model } from '@aws-sdk/client-ec2';
import type { AwsKind, Filter } from '../kind.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { showInstance } from './instance-show.ts';
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
    readonly State: { readonly Code: 0 | 16 | 48 | 64 | 80; readonly Name: 'pending' | 'running' | 'terminated' | 'stopping' | 'stopped' };
    readonly LaunchTime: string;
    readonly IamInstanceProfile?: { readonly Arn: string };
    readonly Tags: readonly Tag[];
  }
> &
  Lifecycle;

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
      'availability-zone': ofSubnet((subnet) => subnet.AvailabilityZone),
      'iam-instance-profile.arn': (instance) => [instance.IamInstanceProfile?.Arn],
      'image-id': (instance) => [instance.ImageId],
      'instance-id': (instance) => [instance.InstanceId],
      'instance-state-code': (instance) => [String(instance.State.Code)],
      'instance-state-name': (instance) => [instance.State.Name],
      'instance-type': (instance) => [instance.InstanceType],
      'instance.group-id': ofInterfaces((eni) => eni.Groups.map((group) => group.GroupId)),
      'instance.group-name': ofInterfaces((eni, world) => eni.Groups.map((group) => objectAt(world.aws.SecurityGroup, group.GroupId)?.GroupName)),
      'ip-address': ofPrimary((eni) => eni.PrivateIpAddresses[0]?.Association?.PublicIp),
      'launch-time': (instance) => [instance.LaunchTime],
      'network-interface.addresses.private-ip-address': ofInterfaces((eni) => eni.PrivateIpAddresses.map((address) => address.PrivateIpAddress)),
      'network-interface.group-id': ofInterfaces((eni) => eni.Groups.map((group) => group.GroupId)),
      'network-interface.network-interface-id': ofInterfaces((eni) => [eni.NetworkInterfaceId]),
      'network-interface.subnet-id': ofInterfaces((eni) => [eni.SubnetId]),
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
