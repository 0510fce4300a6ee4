/** Where hosts beyond AWS send from: the router of their network on premises, or the internet. */
import type { Address } from '../net/address.ts';
import type { World } from '../world.ts';
import { atOnPremises, atOutside } from './place.ts';
import type { Place } from './step.ts';
import { holds } from './vpc/on-premises-router.ts';

/** The place at which a packet of the host with this address starts its way. */
export function outsidePlace(world: World, address: Address): Place {
  const network = world.outside.networks?.find((candidate) => holds(candidate, address));
  return network === undefined ? atOutside('internet', address) : atOnPremises(network.router);
}
