/**
 * The names of load balancers: what their nodes are called, and which of them the name gives.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html#request-routing
 */
import { finalAction, forwardsTo } from '../aws/elbv2/action.ts';
import { crossesZones, locatedTargets } from '../aws/elbv2/usable-targets.ts';
import { listenersOf } from '../aws/listener.ts';
import { interfacesOfBalancer, type LoadBalancer, loadBalancerOfInterface } from '../aws/load-balancer.ts';
import type { NetworkInterface } from '../aws/network-interface.ts';
import { type Address, showAddress } from '../net/address.ts';
import { sha1 } from '../sha1.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';

/** The addresses behind the name of a load balancer, in the order of this answer; null when no load balancer has the name. */
export function balancerAddresses(world: World, name: string): readonly string[] | null {
  const asked = name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\./, '');
  const whole = lookup(world.aws.LoadBalancer, 'byDnsName', asked)[0];
  if (whole !== undefined) return addressesOf(world, whole, healthyNodes(world, whole));
  // `us-west-2a.NAME`: the node of an NLB in one zone.
  const zone = asked.slice(0, asked.indexOf('.'));
  const zonal = lookup(world.aws.LoadBalancer, 'byDnsName', asked.slice(zone.length + 1))[0];
  if (zonal?.Type !== 'network' || !zonal.AvailabilityZones.some((each) => each.ZoneName === zone)) return null;
  const nodes = interfacesOfBalancer(world, zonal).filter((eni) => zoneOf(world, eni) === zone);
  return addressesOf(world, zonal, nodes);
}

/** Whether the address is that of a node of a load balancer. */
export function isBalancerNode(world: World, address: Address): boolean {
  const text = showAddress(address);
  const found = [...lookup(world.aws.NetworkInterface, 'byPublicIp', text), ...lookup(world.aws.NetworkInterface, 'byAddress', text)];
  return found.some((eni) => eni.Attachment === undefined && loadBalancerOfInterface(world, eni) !== undefined);
}

/** Public addresses of an internet-facing load balancer, private ones of an internal one, whoever asks; of a dual-stack one the IPv6 addresses too. */
function addressesOf(world: World, balancer: LoadBalancer, nodes: readonly NetworkInterface[]): readonly string[] | null {
  if (balancer.State.Code === 'provisioning') return null;
  const all = nodes.flatMap(({ PrivateIpAddresses: [first], Ipv6Addresses }) => {
    const address = balancer.Scheme === 'internet-facing' ? first?.Association?.PublicIp : first?.PrivateIpAddress;
    return address === undefined ? [] : [[address, ...Ipv6Addresses.map(({ Ipv6Address }) => Ipv6Address)]];
  });
  const start = Number.parseInt(sha1(`${world.seed}\0${world.counters.connection}\0${balancer.DNSName}`).slice(0, 8), 16) % Math.max(1, all.length);
  return [...all.slice(start), ...all.slice(0, start)].flat();
}

/**
 * The name leaves out the zones without a healthy target, unless no zone has one.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
function healthyNodes(world: World, balancer: LoadBalancer): readonly NetworkInterface[] {
  const nodes = interfacesOfBalancer(world, balancer);
  const healthy = nodes.filter((eni) => isHealthy(world, balancer, zoneOf(world, eni)));
  return healthy.length > 0 ? healthy : nodes;
}

function isHealthy(world: World, balancer: LoadBalancer, zone: string): boolean {
  const actions = listenersOf(world, balancer.LoadBalancerArn).flatMap((listener) => finalAction(listener.DefaultActions) ?? []);
  const groups = actions.flatMap(forwardsTo).flatMap(({ TargetGroupArn }) => objectAt(world.aws.TargetGroup, TargetGroupArn) ?? []);
  return groups.every((group) => {
    const targets = locatedTargets(world, group).filter((target) => target.healthy);
    return crossesZones(balancer, group) ? targets.length > 0 : targets.some((target) => target.zone === zone || target.zone === 'all');
  });
}

function zoneOf(world: World, eni: NetworkInterface): string {
  return objectAt(world.aws.Subnet, eni.SubnetId)?.AvailabilityZone ?? '';
}
