/** The interfaces that a load balancer has: one in each of its subnets, made and managed by Elastic Load Balancing. */
import type { Effect } from '../../change.ts';
import type { Principal } from '../../principal.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { store } from '../effects.ts';
import { heldAt } from '../elastic-ip.ts';
import { withPublicIp } from '../elastic-ip-operations.ts';
import { checkAddress } from '../free-addresses.ts';
import { interfaceDescription, type LoadBalancer } from '../load-balancer.ts';
import { mintIds } from '../mint-ids.ts';
import type { NetworkInterface } from '../network-interface.ts';
import { drawPublicAddress } from '../public-addresses.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { serviceInterface } from '../service-interface.ts';
import type { Subnet } from '../subnet.ts';
import { usedAddresses } from '../subnet-addresses.ts';

/** One subnet of a load balancer, with the addresses that were asked for there. */
export type Mapping = {
  readonly subnet: Subnet;
  readonly AllocationId?: string | undefined;
  readonly PrivateIPv4Address?: string | undefined;
  readonly IPv6Address?: string | undefined;
};

export type Made = { readonly world: World; readonly effects: readonly Effect[] };

/** An interface in each of the subnets; those of an internet-facing load balancer have public addresses, those of a dual-stack one IPv6 addresses too. */
export function makeInterfaces(
  world: World,
  as: Principal,
  made: { readonly balancer: LoadBalancer; readonly mappings: readonly Mapping[] },
): Made | Refusal {
  let next = world;
  const effects: Effect[] = [];
  for (const mapping of made.mappings) {
    const one = makeInterface(next, as, { balancer: made.balancer, mapping });
    if (isRefusal(one)) return one;
    next = one.world;
    effects.push(store('NetworkInterface', one.eni));
  }
  return { world: next, effects };
}

function makeInterface(world: World, as: Principal, { balancer, mapping }: { readonly balancer: LoadBalancer; readonly mapping: Mapping }) {
  const { subnet, AllocationId, PrivateIPv4Address, IPv6Address } = mapping;
  const asked = PrivateIPv4Address === undefined ? null : checkAddress(subnet.CidrBlock, usedAddresses(world, subnet.SubnetId), PrivateIPv4Address);
  if (asked !== null) return refuse('InvalidConfigurationRequest', asked.message);
  const made = serviceInterface(world, {
    subnet,
    as,
    InterfaceType: balancer.Type === 'network' ? 'network_load_balancer' : 'interface',
    RequesterId: 'amazon-elb',
    Description: interfaceDescription(balancer),
    Groups: balancer.SecurityGroups.map((GroupId) => ({ GroupId })),
    PrivateIpAddress: PrivateIPv4Address,
    ipv6: IPv6Address ?? balancer.IpAddressType === 'dualstack',
  });
  if (isRefusal(made) || balancer.Scheme === 'internal') return made;
  return withPublicAddress(made.world, as, { eni: made.eni, AllocationId });
}

type Wanted = { readonly eni: NetworkInterface; readonly AllocationId: string | undefined };

function withPublicAddress(world: World, as: Principal, { eni, AllocationId }: Wanted) {
  const [first] = eni.PrivateIpAddresses;
  const PrivateIpAddress = first?.PrivateIpAddress as string;
  if (AllocationId === undefined) {
    const drawn = drawPublicAddress(world, as);
    const PrivateIpAddresses = [{ PrivateIpAddress, Primary: true, Association: { PublicIp: drawn.address, IpOwnerId: 'amazon-elb' } }];
    return { world: drawn.world, eni: { ...eni, PrivateIpAddresses } };
  }
  const address = objectAt(world.aws.Address, AllocationId);
  if (address === undefined) return refuse('AllocationIdNotFound', `The allocation ID '${AllocationId}' does not exist`);
  if (heldAt(world, address) !== null) return refuse('ResourceInUse', `The allocation ID '${AllocationId}' is already in use`);
  const minted = mintIds(world, as, ['eipassoc']);
  return { world: minted.world, eni: withPublicIp(eni, PrivateIpAddress, { address, AssociationId: minted.ids[0] }) };
}
