/** What DescribeNetworkInterfaces, and DescribeInstances within an instance, show of an interface. */
import { sha1 } from '../sha1.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { privateDnsName, publicDnsName } from './hostnames.ts';
import type { NetworkInterface } from './network-interface.ts';

type HeldAddress = NetworkInterface['PrivateIpAddresses'][number];

/** The interface as DescribeNetworkInterfaces shows it. */
export function showInterface(eni: NetworkInterface, world: World): object {
  const subnet = objectAt(world.aws.Subnet, eni.SubnetId);
  const primary = eni.PrivateIpAddresses[0] as HeldAddress;
  const named = hasHostnames(world, eni);
  return {
    ...showAssociation(world, named, primary, 'full'),
    ...showAttachment(world, eni),
    AvailabilityZone: subnet?.AvailabilityZone,
    Description: eni.Description,
    Groups: showGroups(world, eni),
    InterfaceType: eni.InterfaceType,
    Ipv6Addresses: eni.Ipv6Addresses,
    MacAddress: eni.MacAddress,
    NetworkInterfaceId: eni.NetworkInterfaceId,
    OwnerId: eni.OwnerId,
    ...(named ? { PrivateDnsName: privateDnsName(world.region, primary.PrivateIpAddress) } : {}),
    PrivateIpAddress: primary.PrivateIpAddress,
    PrivateIpAddresses: showAddresses(world, eni, 'full'),
    ...(eni.Ipv4Prefixes.length === 0 ? {} : { Ipv4Prefixes: eni.Ipv4Prefixes }),
    ...(eni.Ipv6Prefixes === undefined ? {} : { Ipv6Prefixes: eni.Ipv6Prefixes }),
    ...(eni.RequesterId === undefined ? {} : { RequesterId: eni.RequesterId }),
    RequesterManaged: eni.RequesterManaged,
    SourceDestCheck: eni.SourceDestCheck,
    Status: statusOf(eni),
    SubnetId: eni.SubnetId,
    TagSet: eni.TagSet,
    VpcId: subnet?.VpcId,
    AvailabilityZoneId: subnet?.AvailabilityZoneId,
  };
}

/** The interface as DescribeInstances shows it within its instance. */
export function showInterfaceOfInstance(eni: NetworkInterface, world: World): object {
  const primary = eni.PrivateIpAddresses[0] as HeldAddress;
  const named = hasHostnames(world, eni);
  const attachment = eni.Attachment;
  return {
    ...showAssociation(world, named, primary, 'brief'),
    ...(attachment === undefined
      ? {}
      : {
          Attachment: {
            ...attachTime(world, eni),
            AttachmentId: attachment.AttachmentId,
            DeleteOnTermination: attachment.DeleteOnTermination,
            DeviceIndex: attachment.DeviceIndex,
            Status: attachment.Status,
            NetworkCardIndex: attachment.NetworkCardIndex,
          },
        }),
    Description: eni.Description,
    Groups: showGroups(world, eni),
    Ipv6Addresses: eni.Ipv6Addresses,
    MacAddress: eni.MacAddress,
    NetworkInterfaceId: eni.NetworkInterfaceId,
    OwnerId: eni.OwnerId,
    ...(named ? { PrivateDnsName: privateDnsName(world.region, primary.PrivateIpAddress) } : {}),
    PrivateIpAddress: primary.PrivateIpAddress,
    PrivateIpAddresses: showAddresses(world, eni, 'brief'),
    SourceDestCheck: eni.SourceDestCheck,
    Status: statusOf(eni),
    SubnetId: eni.SubnetId,
    VpcId: objectAt(world.aws.Subnet, eni.SubnetId)?.VpcId,
    InterfaceType: eni.InterfaceType,
    ...(eni.Ipv4Prefixes.length === 0 ? {} : { Ipv4Prefixes: eni.Ipv4Prefixes }),
    ...(eni.Ipv6Prefixes === undefined ? {} : { Ipv6Prefixes: eni.Ipv6Prefixes }),
  };
}

/** The groups of an interface with their names. */
export function showGroups(world: World, eni: NetworkInterface): { readonly GroupId: string; readonly GroupName: string | undefined }[] {
  return eni.Groups.map(({ GroupId }) => ({ GroupId, GroupName: objectAt(world.aws.SecurityGroup, GroupId)?.GroupName }));
}

/** Whether the VPC of the interface gives DNS hostnames (`enableDnsHostnames`). */
export function hasHostnames(world: World, eni: NetworkInterface): boolean {
  const subnet = objectAt(world.aws.Subnet, eni.SubnetId);
  return subnet !== undefined && objectAt(world.aws.Vpc, subnet.VpcId)?.EnableDnsHostnames === true;
}

/** `in-use` while attached. Interfaces that a service holds (a load balancer, EKS) are attached on its side. */
export function statusOf(eni: NetworkInterface): 'in-use' | 'available' {
  return eni.Attachment !== undefined || eni.RequesterManaged ? 'in-use' : 'available';
}

function showAddresses(world: World, eni: NetworkInterface, form: 'full' | 'brief'): object[] {
  const named = hasHostnames(world, eni);
  return eni.PrivateIpAddresses.map((address) => ({
    ...showAssociation(world, named, address, form),
    Primary: address.Primary,
    ...(named ? { PrivateDnsName: privateDnsName(world.region, address.PrivateIpAddress) } : {}),
    PrivateIpAddress: address.PrivateIpAddress,
  }));
}

function showAssociation(world: World, named: boolean, address: HeldAddress, form: 'full' | 'brief'): object {
  const association = address.Association;
  if (association === undefined) return {};
  return {
    Association: {
      ...(form === 'full' && association.AllocationId !== undefined ? { AllocationId: association.AllocationId } : {}),
      ...(form === 'full' && association.AssociationId !== undefined ? { AssociationId: association.AssociationId } : {}),
      IpOwnerId: association.IpOwnerId,
      PublicDnsName: named ? publicDnsName(world.region, association.PublicIp) : '',
      PublicIp: association.PublicIp,
    },
  };
}

function showAttachment(world: World, eni: NetworkInterface): object {
  const attachment = eni.Attachment;
  if (attachment === undefined) return attachedElsewhere(eni);
  return {
    Attachment: {
      ...attachTime(world, eni),
      AttachmentId: attachment.AttachmentId,
      DeleteOnTermination: attachment.DeleteOnTermination,
      DeviceIndex: attachment.DeviceIndex,
      NetworkCardIndex: attachment.NetworkCardIndex,
      InstanceId: attachment.InstanceId,
      InstanceOwnerId: eni.OwnerId,
      Status: attachment.Status,
    },
  };
}

/**
 * An interface that a service holds for an instance of another account (EKS for its control plane): who owns that instance is shown, its id
 * is not. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterfaceAttachment.html
 */
function attachedElsewhere({ RequesterManaged, RequesterId = '', InterfaceType, NetworkInterfaceId }: NetworkInterface): object {
  if (!RequesterManaged || InterfaceType !== 'interface' || !/^\d{12}$/.test(RequesterId)) return {};
  const AttachmentId = `ela-attach-0${sha1(NetworkInterfaceId).slice(0, 16)}`;
  return { Attachment: { AttachmentId, DeleteOnTermination: false, DeviceIndex: 1, InstanceOwnerId: RequesterId, Status: 'attached' } };
}

/** Only the primary interface, attached when its instance was launched, has a time that is known. */
function attachTime(world: World, eni: NetworkInterface): { readonly AttachTime?: string | undefined } {
  if (eni.Attachment?.DeviceIndex !== 0) return {};
  return { AttachTime: objectAt(world.aws.Instance, eni.Attachment.InstanceId)?.LaunchTime };
}
