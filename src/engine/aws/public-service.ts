/**
 * What answers on the internet without standing in the account: the Regional endpoints of AWS services, and registries of images.
 * https://docs.aws.amazon.com/general/latest/gr/rande.html
 * Their addresses change from hour to hour in reality. Here each has one, in a block that AWS announces for such hosts.
 */
import { type Address, addToAddress, familyOf, type Ipv4, type Ipv6, parseAddress, showAddress } from '../net/address.ts';
import { contains, parseCidr } from '../net/cidr.ts';
import { once } from '../once.ts';
import type { World } from '../world.ts';
import { servicePrefixListOf } from './prefix-list.ts';
import { endpointServices, serviceCode, serviceOfName } from './vpc-endpoint-services.ts';

/** https://ip-ranges.amazonaws.com/ip-ranges.json, service AMAZON. */
const SERVICES = parseAddress('52.94.192.0') as Ipv4;
const SERVICES_IPV6 = parseAddress('2600:1fa0:4000::') as Ipv6;
/** Services behind gateway endpoints have the addresses of their prefix lists; one of them, so far into the first block. */
const INTO_PREFIX = 20;

/** Registries of images, and services of AWS that have no interface endpoint here: the internet is the only way to them. */
const OTHERS = [
  ...['registry-1.docker.io', 'public.ecr.aws', 'registry.k8s.io', 'ghcr.io', 'quay.io', 'gcr.io', 'mcr.microsoft.com'],
  ...['iam.amazonaws.com', 'route53.amazonaws.com', 'sts.amazonaws.com', 'ram.REGION.amazonaws.com', 'vpc-lattice.REGION.amazonaws.com'],
  'route53resolver.REGION.amazonaws.com',
];
const OTHER_HOSTS = parseAddress('44.205.64.64') as Ipv4;

/** The addresses on the internet of a service of AWS or of a registry, or null when the name is none of theirs. */
export function publicServiceAddresses(world: World, name: string): readonly string[] | null {
  const bare = name.replace(/\.$/, '').toLowerCase();
  const other = othersOf(world).indexOf(bare);
  if (other >= 0) return [showAddress(addToAddress(OTHER_HOSTS, other))];
  const code = serviceOfName(world.region, bare);
  if (code === undefined) return null;
  const behindGateway = gatewayAddress(world, code);
  if (behindGateway !== null) return [behindGateway];
  const index = codesOf(world).indexOf(code);
  const four = showAddress(addToAddress(SERVICES, index));
  // "dual-stack endpoints: SERVICE.REGION.api.aws" (the same page).
  return bare.endsWith('.api.aws') ? [four, showAddress(addToAddress(SERVICES_IPV6, index))] : [four];
}

/** What answers at the address of the internet: a service (`ec2`), a registry (`registry-1.docker.io`), or undefined. */
export function publicServiceAt(world: World, address: Address): string | undefined {
  const known = codesOf(world);
  if (familyOf(address) === 6) {
    const index = (address as Ipv6) - SERVICES_IPV6;
    return index >= 0n && index < BigInt(known.length) ? known[Number(index)] : undefined;
  }
  const own = known[(address as Ipv4) - SERVICES] ?? othersOf(world)[(address as Ipv4) - OTHER_HOSTS];
  return own ?? ['s3', 'dynamodb'].find((code) => inPrefixList(world, code, address));
}

function othersOf({ region }: World): readonly string[] {
  return OTHERS.map((name) => name.replace('REGION', region));
}

const codes = once((services: ReturnType<typeof endpointServices>) => services.map(({ ServiceName }) => serviceCode(ServiceName)));

function codesOf(world: World): readonly string[] {
  return codes(endpointServices(world.region));
}

function blocksOf(world: World, code: string): readonly string[] {
  return servicePrefixListOf(world, `com.amazonaws.${world.region}.${code}`)?.Entries.map(({ Cidr }) => Cidr) ?? [];
}

function gatewayAddress(world: World, code: string): string | null {
  if (code !== 's3' && code !== 'dynamodb') return null;
  const [block] = blocksOf(world, code);
  return block === undefined ? null : showAddress(addToAddress(parseCidr(block).base, INTO_PREFIX));
}

function inPrefixList(world: World, code: string, address: Address): boolean {
  return blocksOf(world, code).some((block) => contains(parseCidr(block), address));
}
