/**
 * The names and addresses of VPC Lattice: names that everyone can resolve, to link-local addresses that only associated VPCs can reach.
 * https://aws.amazon.com/blogs/networking-and-content-delivery/managing-dns-resolution-with-amazon-vpc-lattice-and-vpc-resources/
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html#managed-prefix-list
 */
import { type Address, parseAddress } from '../../net/address.ts';
import { contains, parseCidr } from '../../net/cidr.ts';
import { sha1 } from '../../sha1.ts';
import { lookup } from '../../store.ts';
import type { World } from '../../world.ts';
import { LATTICE_BLOCK, LATTICE_IPV6_BLOCK } from './blocks.ts';
import type { LatticeService } from './service.ts';

const BLOCKS = [LATTICE_BLOCK, LATTICE_IPV6_BLOCK].map(parseCidr);

/** Whether the address is one that VPC Lattice works with. */
export function isLatticeAddress(address: Address): boolean {
  return BLOCKS.some((block) => contains(block, address));
}

/** `checkout-0123456789abcdef0.7d67968.vpc-lattice-svcs.us-west-2.on.aws`: the name that a service gets. */
export function domainNameOf({ id, name, arn }: Pick<LatticeService, 'id' | 'name' | 'arn'>): string {
  return `${name}-${id.replace(/^svc-/, '')}.7d67968.vpc-lattice-svcs.${arn.split(':')[3]}.on.aws`;
}

/** The addresses that the name of the service stands for: one of each family. */
export function addressesOf({ id }: Pick<LatticeService, 'id'>): readonly string[] {
  const digits = sha1(`${id} address`);
  const last = octet(digits);
  return [`169.254.171.${last}`, `fd00:ec2:80::a9fe:ab${last.toString(16).padStart(2, '0')}`];
}

/** The address from which VPC Lattice sends to the targets of a group. */
export function sourceFor(targetGroup: string): Address {
  return parseAddress(`169.254.171.${octet(sha1(`${targetGroup} source`))}`);
}

function octet(digits: string): number {
  return 1 + (Number.parseInt(digits.slice(0, 6), 16) % 254);
}

/** The addresses behind a name of a service, custom or not; null when no service has that name. Custom names need a record of their own. */
export function latticeAddresses(world: World, name: string): readonly string[] | null {
  const asked = name.toLowerCase().replace(/\.$/, '');
  if (!/\.vpc-lattice-svcs\.[^.]+\.on\.aws$/.test(asked)) return null;
  const [service] = lookup(world.aws.LatticeService, 'byDomainName', asked);
  return service === undefined || service.status === 'CREATE_IN_PROGRESS' ? null : addressesOf(service);
}
