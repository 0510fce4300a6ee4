import type { AwsKind } from '../kind.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { pathOfArn } from './elbv2/arn.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { NetworkInterface } from './network-interface.ts';
import type { Tag } from './spelling.ts';

/**
 * A load balancer of the second generation, and its attributes.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html
 */
export type LoadBalancer = {
  readonly LoadBalancerArn: string;
  readonly LoadBalancerName: string;
  readonly DNSName: string;
  readonly CanonicalHostedZoneId: string;
  readonly CreatedTime: string;
  readonly Scheme: 'internal' | 'internet-facing';
  readonly Type: 'network' | 'application' | 'gateway';
  readonly IpAddressType: 'ipv4' | 'dualstack';
  readonly VpcId: string;
  readonly State: { readonly Code: 'provisioning' | 'active' | 'active_impaired' | 'failed' };
  readonly AvailabilityZones: readonly { readonly SubnetId: string; readonly ZoneName: string }[];
  readonly SecurityGroups: readonly string[];
  /** As DescribeLoadBalancerAttributes has them: `load_balancing.cross_zone.enabled`. */
  readonly Attributes: { readonly [key: string]: string };
  readonly Tags: readonly Tag[];
} & Lifecycle;

export const loadBalancer: AwsKind<LoadBalancer> = {
  plane: 'aws',
  kind: 'LoadBalancer',
  service: 'elbv2',
  idPrefix: 'arn',
  idMember: 'LoadBalancerArn',
  indices: {
    byVpc: (balancer) => [balancer.VpcId],
    byName: (balancer) => [balancer.LoadBalancerName],
    byDnsName: (balancer) => [balancer.DNSName.toLowerCase()],
    bySubnet: (balancer) => balancer.AvailabilityZones.map((zone) => zone.SubnetId),
    byGroup: (balancer) => balancer.SecurityGroups,
    /** `net/NAME/ID`: how the descriptions of its interfaces name it. */
    byPath: (balancer) => [pathOfArn(balancer.LoadBalancerArn)],
  },
  describe: {
    operation: 'DescribeLoadBalancers',
    idsMember: 'LoadBalancerArns',
    listMember: 'LoadBalancers',
    notFound: 'LoadBalancerNotFound',
    malformed: 'ValidationError',
    show: showLoadBalancer,
    filters: {},
    pageLimit: { least: 1, most: 400 },
  },
};

function showLoadBalancer(balancer: LoadBalancer, world: World): object {
  return {
    LoadBalancerArn: balancer.LoadBalancerArn,
    DNSName: balancer.DNSName,
    CanonicalHostedZoneId: balancer.CanonicalHostedZoneId,
    CreatedTime: balancer.CreatedTime,
    LoadBalancerName: balancer.LoadBalancerName,
    Scheme: balancer.Scheme,
    VpcId: balancer.VpcId,
    State: balancer.State,
    Type: balancer.Type,
    AvailabilityZones: balancer.AvailabilityZones.map(({ SubnetId, ZoneName }) => ({
      ZoneName,
      SubnetId,
      LoadBalancerAddresses: staticAddresses(interfaceInSubnet(world, balancer, SubnetId)),
    })),
    ...(balancer.SecurityGroups.length === 0 ? {} : { SecurityGroups: balancer.SecurityGroups }),
    IpAddressType: balancer.IpAddressType,
  };
}

/** Only addresses that the owner chose are told. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAddress.html */
function staticAddresses(eni: NetworkInterface | undefined): readonly object[] {
  const association = eni?.PrivateIpAddresses[0]?.Association;
  return association?.AllocationId === undefined ? [] : [{ IpAddress: association.PublicIp, AllocationId: association.AllocationId }];
}

/** The interface of the load balancer in the subnet, or undefined. */
export function interfaceInSubnet(world: World, balancer: LoadBalancer, SubnetId: string): NetworkInterface | undefined {
  const there = lookup(world.aws.NetworkInterface, 'bySubnet', SubnetId);
  const description = interfaceDescription(balancer);
  const named = there.find((eni) => eni.Description === description);
  if (named !== undefined || balancer.Type !== 'network') return named;
  return there.find((eni) => eni.InterfaceType === 'network_load_balancer' && eni.Description === '');
}

/** The interfaces of the load balancer, one for each of its subnets, in the order of its zones. */
export function interfacesOfBalancer(world: World, balancer: LoadBalancer): NetworkInterface[] {
  return balancer.AvailabilityZones.flatMap(({ SubnetId }) => interfaceInSubnet(world, balancer, SubnetId) ?? []);
}

/** How EC2 describes the interfaces of a load balancer. */
export function interfaceDescription({ LoadBalancerArn }: Pick<LoadBalancer, 'LoadBalancerArn'>): string {
  return `ELB ${pathOfArn(LoadBalancerArn)}`;
}

/**
 * The load balancer that works through the interface, or undefined. EC2 describes the interface as `ELB net/NAME/ID`; where
 * a description is left out, the interface's subnet tells.
 */
export function loadBalancerOfInterface(world: World, eni: NetworkInterface): LoadBalancer | undefined {
  const named = /^ELB (.+)$/.exec(eni.Description)?.[1];
  if (named !== undefined) return lookup(world.aws.LoadBalancer, 'byPath', named)[0];
  if (eni.InterfaceType !== 'network_load_balancer') return undefined;
  return lookup(world.aws.LoadBalancer, 'bySubnet', eni.SubnetId).find(({ Type }) => Type === 'network');
}
