/** Where the targets of a group are, and which targets may be registered. */
import { type Address, familyOf, readAddress } from '../../net/address.ts';
import { type Cidr, contains, parseCidr } from '../../net/cidr.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { subnetOf } from '../instance.ts';
import { interfacesOf } from '../network-interface.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Subnet } from '../subnet.ts';
import type { Target, TargetGroup } from '../target-group.ts';
import { cidrBlocksOf, ipv6BlocksOf } from '../vpc.ts';
import { invalid } from './refusals.ts';

/** Addresses outside the VPC must be of these ranges. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-type */
const ALLOWED = ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16'].map(parseCidr);

/** The zone of a target: that of its subnet, else the one that was stated, else `all`. */
export function zoneOfTarget(world: World, group: TargetGroup, target: Pick<Target, 'Id' | 'AvailabilityZone'>): string {
  if (group.TargetType === 'instance') return subnetOf(world, { InstanceId: target.Id })?.AvailabilityZone ?? 'all';
  if (group.TargetType === 'alb') return 'all';
  const address = readAddress(target.Id);
  const home =
    address === null
      ? undefined
      : lookup(world.aws.Subnet, 'byVpc', group.VpcId).find((subnet) => blocksOf(subnet).some((block) => contains(block, address)));
  return home?.AvailabilityZone ?? target.AvailabilityZone ?? 'all';
}

function blocksOf({ CidrBlock, Ipv6CidrBlockAssociationSet }: Subnet): readonly Cidr[] {
  return [CidrBlock, ...Ipv6CidrBlockAssociationSet.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock)].map(parseCidr);
}

/** The address that a load balancer sends to for a target; null for one that has none any more. */
export function addressOfTarget(world: World, group: TargetGroup, { Id }: Pick<Target, 'Id'>): Address | null {
  if (group.TargetType === 'ip') return readAddress(Id);
  if (group.TargetType === 'alb') return null;
  return readAddress(interfacesOf(world, Id)[0]?.PrivateIpAddresses[0]?.PrivateIpAddress ?? '');
}

type Given = { readonly Id: string; readonly AvailabilityZone: string | undefined };

/** Null when the target may be registered. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RegisterTargets.html */
export function checkTarget(world: World, group: TargetGroup, target: Given): Refusal | null {
  if (group.TargetType === 'instance') return checkInstance(world, group, target.Id);
  if (group.TargetType === 'alb') return checkBalancer(world, group, target.Id);
  return checkAddress(world, group, target);
}

function checkInstance(world: World, { VpcId }: TargetGroup, id: string): Refusal | null {
  const instance = objectAt(world.aws.Instance, id);
  if (instance === undefined) return refuse('InvalidTarget', `Instance ID '${id}' is not valid`);
  if (instance.State.Name !== 'running')
    return refuse('InvalidTarget', `The following targets are not in a running state and cannot be registered: '${id}'`);
  const there = subnetOf(world, instance)?.VpcId === VpcId;
  return there ? null : refuse('InvalidTarget', `The following targets are not in the target group VPC '${VpcId}': '${id}'`);
}

function checkBalancer(world: World, { VpcId }: TargetGroup, arn: string): Refusal | null {
  const balancer = objectAt(world.aws.LoadBalancer, arn);
  if (balancer === undefined || balancer.Type !== 'application')
    return refuse('InvalidTarget', `'${arn}' is not a valid Application Load Balancer ARN`);
  return balancer.VpcId === VpcId ? null : refuse('InvalidTarget', `The following targets are not in the target group VPC '${VpcId}': '${arn}'`);
}

function checkAddress(world: World, { VpcId, IpAddressType }: TargetGroup, { Id, AvailabilityZone }: Given): Refusal | null {
  const address = readAddress(Id);
  const family = IpAddressType === 'ipv6' ? 6 : 4;
  // "All IP addresses within a target group must have the same IP address type."
  if (address === null || familyOf(address) !== family) return invalid(`The IP address '${Id}' is not a valid IPv${family} address`);
  const vpc = objectAt(world.aws.Vpc, VpcId);
  const isInside = vpc !== undefined && [...cidrBlocksOf(vpc), ...ipv6BlocksOf(vpc)].some((block) => contains(parseCidr(block), address));
  if (isInside) return null;
  if (family === 6) return invalid(`The IP address '${Id}' must be within the VPC '${VpcId}'`);
  if (!ALLOWED.some((block) => contains(block, address))) {
    return invalid(
      `The IP address '${Id}' must be within the VPC '${VpcId}' or in one of the ranges 10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16`,
    );
  }
  return AvailabilityZone === undefined
    ? invalid(`You must specify an Availability Zone for the IP address '${Id}' because it is outside the VPC`)
    : null;
}
