/** Which subnets a load balancer may have. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { internetGatewayOf } from '../internet-gateway.ts';
import type { LoadBalancer } from '../load-balancer.ts';
import { firstRefusal, type Refusal, refuse } from '../refusal.ts';
import { string } from '../shape.ts';
import type { Subnet } from '../subnet.ts';
import { freeAddressCount } from '../subnet-addresses.ts';
import type { Mapping } from './balancer-interfaces.ts';
import { invalid } from './refusals.ts';

export const SUBNET_MAPPINGS = {
  type: 'list',
  of: { type: 'structure', members: { SubnetId: string, AllocationId: string, PrivateIPv4Address: string, IPv6Address: string } },
} as const;

type Given = {
  readonly Subnets?: readonly string[] | undefined;
  readonly SubnetMappings?:
    | readonly {
        readonly SubnetId?: string | undefined;
        readonly AllocationId?: string | undefined;
        readonly PrivateIPv4Address?: string | undefined;
        readonly IPv6Address?: string | undefined;
      }[]
    | undefined;
};

/** What the load balancer has already: an interface that stays needs no more free addresses. */
type Balancer = Pick<LoadBalancer, 'Type' | 'Scheme' | 'IpAddressType'> & { readonly present?: readonly string[] };

/** "ELB requires at least 8 free IP addresses in each subnet": https://github.com/kubernetes-sigs/aws-load-balancer-controller/pull/1233 */
const FREE_ADDRESSES = 8;

/** The subnets that were asked for, or why there can be no load balancer in them. */
export function mappingsFor(
  world: World,
  { Type, Scheme, IpAddressType, present = [] }: Balancer,
  { Subnets = [], SubnetMappings = [] }: Given,
): readonly Mapping[] | Refusal {
  if (Subnets.length > 0 && SubnetMappings.length > 0) return invalid('You can specify either subnets or subnet mappings, but not both');
  const wanted: {
    readonly SubnetId?: string | undefined;
    readonly AllocationId?: string | undefined;
    readonly PrivateIPv4Address?: string | undefined;
    readonly IPv6Address?: string | undefined;
  }[] = SubnetMappings.length > 0 ? [...SubnetMappings] : [...new Set(Subnets)].map((SubnetId) => ({ SubnetId }));
  if (wanted.length === 0) return invalid('At least one subnet must be specified');
  const mappings: Mapping[] = [];
  for (const { SubnetId = '', ...addresses } of wanted) {
    const subnet = objectAt(world.aws.Subnet, SubnetId);
    if (subnet === undefined) return refuse('SubnetNotFound', `The subnet ID '${SubnetId}' does not exist`);
    mappings.push({ subnet, ...addresses });
  }
  const subnets = mappings.map((mapping) => mapping.subnet);
  const crowded = subnets.filter(({ SubnetId }) => !present.includes(SubnetId));
  return (
    firstRefusal(
      checkZones(Type, subnets),
      checkRoom(world, crowded),
      checkGateway(world, Scheme, subnets),
      IpAddressType === 'dualstack' ? checkIpv6(subnets) : null,
      checkAddresses({ Type, Scheme, IpAddressType }, mappings),
    ) ?? mappings
  );
}

function checkZones(Type: LoadBalancer['Type'], subnets: readonly Subnet[]): Refusal | null {
  const zones = new Set(subnets.map((subnet) => subnet.AvailabilityZone));
  if (new Set(subnets.map((subnet) => subnet.VpcId)).size > 1) {
    return refuse('InvalidConfigurationRequest', 'All subnets must belong to the same VPC');
  }
  if (zones.size < subnets.length) {
    return refuse('InvalidConfigurationRequest', 'A load balancer cannot be attached to multiple subnets in the same Availability Zone');
  }
  return Type === 'application' && zones.size < 2 ? invalid('At least two subnets in two different Availability Zones must be specified') : null;
}

function checkRoom(world: World, subnets: readonly Subnet[]): Refusal | null {
  const full = subnets.find((subnet) => freeAddressCount(world, subnet) < FREE_ADDRESSES);
  if (full === undefined) return null;
  return refuse(
    'InvalidSubnet',
    `Not enough IP space available in ${full.SubnetId}. ELB requires at least ${FREE_ADDRESSES} free IP addresses in each subnet.`,
  );
}

function checkGateway(world: World, Scheme: LoadBalancer['Scheme'], [first]: readonly Subnet[]): Refusal | null {
  if (Scheme === 'internal' || first === undefined || internetGatewayOf(world, first.VpcId) !== undefined) return null;
  return refuse('InvalidSubnet', `VPC ${first.VpcId} has no internet gateway`);
}

/** "The subnets that you specify … must have associated IPv6 CIDR blocks" (load-balancer-ip-address-type, Dualstack requirements). */
export function checkIpv6(subnets: readonly Subnet[]): Refusal | null {
  const without = subnets.some(({ Ipv6CidrBlockAssociationSet }) => Ipv6CidrBlockAssociationSet.length === 0);
  return without ? invalid('You must specify subnets with an associated IPv6 CIDR block') : null;
}

/** Addresses can be chosen for an NLB only: Elastic IP addresses for an internet-facing one, private ones for an internal one. */
function checkAddresses({ Type, Scheme, IpAddressType }: Balancer, mappings: readonly Mapping[]): Refusal | null {
  const elastic = mappings.filter((mapping) => mapping.AllocationId !== undefined).length;
  const fixed = mappings.filter((mapping) => mapping.PrivateIPv4Address !== undefined).length;
  const six = mappings.filter((mapping) => mapping.IPv6Address !== undefined).length;
  if (six > 0 && IpAddressType !== 'dualstack') return invalid('IPv6 addresses can only be specified for dualstack load balancers');
  if (elastic + fixed + six > 0 && Type !== 'network') return invalid(`Static addresses cannot be specified for load balancers of type '${Type}'`);
  if (elastic > 0 && Scheme === 'internal') return invalid("Elastic IP addresses cannot be specified for load balancers with scheme 'internal'");
  if (fixed > 0 && Scheme === 'internet-facing')
    return invalid("Private IPv4 addresses cannot be specified for load balancers with scheme 'internet-facing'");
  return elastic === 0 || elastic === mappings.length ? null : invalid('You must specify an allocation ID for each subnet');
}
