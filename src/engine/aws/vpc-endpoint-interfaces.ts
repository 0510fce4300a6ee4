/** The interfaces of an interface endpoint. */
import type { Principal } from '../principal.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { ipv6For } from './ipv6-addresses.ts';
import type { NetworkInterface } from './network-interface.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { serviceInterface } from './service-interface.ts';
import type { Subnet } from './subnet.ts';
import type { VpcEndpoint } from './vpc-endpoint.ts';
import { wantsIpv6 } from './vpc-endpoint-request.ts';

type Wanted = { readonly endpoint: VpcEndpoint; readonly subnets: readonly Subnet[] };

/** One new interface in each of the subnets, with the endpoint's groups. */
export function endpointInterfaces(
  world: World,
  as: Principal,
  { endpoint, subnets }: Wanted,
): { readonly world: World; readonly enis: readonly NetworkInterface[] } | Refusal {
  const enis: NetworkInterface[] = [];
  let next = world;
  for (const subnet of subnets) {
    const made = serviceInterface(next, {
      subnet,
      as,
      InterfaceType: 'vpc_endpoint',
      RequesterId: '727180483921',
      Description: `VPC Endpoint Interface ${endpoint.VpcEndpointId}`,
      Groups: endpoint.Groups,
    });
    if (isRefusal(made)) return made;
    const familied = withFamilies(made.world, as, { endpoint, enis: [made.eni] });
    if (isRefusal(familied)) return familied;
    next = familied.world;
    enis.push(...familied.enis);
  }
  return { world: next, enis };
}

type Familied = { readonly endpoint: VpcEndpoint; readonly enis: readonly NetworkInterface[] };

/** The interfaces with an IPv6 address each where the endpoint's address type has them, without any where it has not. */
export function withFamilies(
  world: World,
  as: Principal,
  { endpoint, enis }: Familied,
): { readonly world: World; readonly enis: readonly NetworkInterface[] } | Refusal {
  if (!wantsIpv6(endpoint)) return { world, enis: enis.map((eni) => ({ ...eni, Ipv6Addresses: [] })) };
  const done: NetworkInterface[] = [];
  let next = world;
  for (const eni of enis) {
    const subnet = objectAt(world.aws.Subnet, eni.SubnetId);
    if (subnet === undefined || eni.Ipv6Addresses.length > 0) {
      done.push(eni);
      continue;
    }
    const given = ipv6For(next, as, { subnet, asked: undefined, count: 1 });
    if (isRefusal(given)) return given;
    next = given.world;
    done.push({ ...eni, Ipv6Addresses: given.addresses.map((Ipv6Address) => ({ Ipv6Address })) });
  }
  return { world: next, enis: done };
}
