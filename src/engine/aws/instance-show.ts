/** What DescribeInstances shows of an instance: its own record joined with its interfaces, groups and subnet. */
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { privateDnsName, publicDnsName } from './hostnames.ts';
import type { Instance } from './instance.ts';
import { interfacesOf } from './network-interface.ts';
import { hasHostnames, showGroups, showInterfaceOfInstance } from './network-interface-show.ts';
import { shownTags } from './tags.ts';

/** The instance as DescribeInstances shows it. */
export function showInstance(instance: Instance, world: World): object {
  const enis = interfacesOf(world, instance.InstanceId);
  const primary = enis[0];
  const subnet = primary === undefined ? undefined : objectAt(world.aws.Subnet, primary.SubnetId);
  const address = primary?.PrivateIpAddresses[0];
  const publicIp = address?.Association?.PublicIp;
  const named = primary !== undefined && hasHostnames(world, primary);
  return {
    ...(instance.AmiLaunchIndex === undefined ? {} : { AmiLaunchIndex: instance.AmiLaunchIndex }),
    ...(instance.KeyName === undefined ? {} : { KeyName: instance.KeyName }),
    Architecture: architectureOf(instance.InstanceType),
    ...(instance.IamInstanceProfile === undefined ? {} : { IamInstanceProfile: instance.IamInstanceProfile }),
    NetworkInterfaces: enis.map((eni) => showInterfaceOfInstance(eni, world)),
    SecurityGroups: primary === undefined ? [] : showGroups(world, primary),
    ...(primary === undefined ? {} : { SourceDestCheck: primary.SourceDestCheck }),
    ...(instance.StateReason === undefined ? {} : { StateReason: instance.StateReason }),
    ...(instance.StateTransitionReason === undefined ? {} : { StateTransitionReason: instance.StateTransitionReason }),
    ...shownTags(instance),
    InstanceId: instance.InstanceId,
    ImageId: instance.ImageId,
    State: instance.State,
    PrivateDnsName: address === undefined ? '' : privateDnsName(world.region, address.PrivateIpAddress),
    PublicDnsName: publicIp !== undefined && named ? publicDnsName(world.region, publicIp) : '',
    InstanceType: instance.InstanceType,
    LaunchTime: instance.LaunchTime,
    ...(subnet === undefined
      ? {}
      : {
          Placement: { AvailabilityZoneId: subnet.AvailabilityZoneId, GroupName: '', Tenancy: 'default', AvailabilityZone: subnet.AvailabilityZone },
          SubnetId: subnet.SubnetId,
          VpcId: subnet.VpcId,
        }),
    ...(address === undefined ? {} : { PrivateIpAddress: address.PrivateIpAddress }),
    ...(publicIp === undefined ? {} : { PublicIpAddress: publicIp }),
  };
}

/** The launch request that an instance came from; unless it launched several, the instance's own digits name it. */
export function reservationIdOf({ InstanceId, ReservationId }: Pick<Instance, 'InstanceId' | 'ReservationId'>): string {
  return ReservationId ?? `r-${InstanceId.slice(2)}`;
}

/** What its processors are: families with a `g` after the generation run on Graviton (`t4g`, `m7gd`, `c6gn`), and so does `a1`. */
export function architectureOf(InstanceType: string): 'arm64' | 'x86_64' {
  return /^(a1|[a-z]+\d+[a-z]*g[a-z]*)\./.test(InstanceType) ? 'arm64' : 'x86_64';
}
