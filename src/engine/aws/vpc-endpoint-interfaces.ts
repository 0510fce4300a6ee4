/** The interfaces of an interface endpoint. */
import type { Principal } from '../principal.ts';
import type { World } from '../world.ts';
import type { NetworkInterface } from './network-interface.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { serviceInterface } from './service-interface.ts';
import type { Subnet } from './subnet.ts';
import type { VpcEndpoint } from './vpc-endpoint.ts';

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
    next = made.world;
    enis.push(made.eni);
  }
  return { world: next, enis };
}
