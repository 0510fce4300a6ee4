/**
 * Names outside the cluster: public ones, and those that Amazon gives to instances.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
 */

import { clusterInterfaces, clusterOfHost, publicAddresses } from '../aws/eks/endpoint.ts';
import type { EksCluster } from '../aws/eks-cluster.ts';
import { privateDnsName, publicDnsName } from '../aws/hostnames.ts';
import { latticeAddresses } from '../aws/lattice/addresses.ts';
import { publicServiceAddresses } from '../aws/public-service.ts';
import { databaseAddress } from '../aws/rds/db-instance.ts';
import type { ResolverRule } from '../aws/route53resolver/rule.ts';
import { addressesBehind } from '../aws/vpc-endpoint-names.ts';
import { isEmpty, lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { forwardedAnswer, forwardingRule } from './forwarding.ts';
import { balancerAddresses } from './load-balancer-names.ts';
import { type DnsAnswer, found, noSuchName, type Query, type ResourceRecord, sameName } from './message.ts';
import { nearestZone, privateAnswer } from './private-zones.ts';
import { addressOfReverse } from './reverse.ts';

const TTL = 60;
/** Records that lead to each other in a circle end here. */
const LONGEST_CHAIN = 8;
const FAILED: DnsAnswer = { rcode: 'SERVFAIL', answers: [], additional: [], authority: [] };

/** What the Route 53 Resolver of a VPC answers: private names too, and a public name of an instance gives its private address. */
export function vpcAnswer(world: World, VpcId: string, query: Query, left = LONGEST_CHAIN): DnsAnswer {
  const endpoint = clusterOfHost(world, query.name);
  if (endpoint !== undefined) return ofType(query, endpointAddresses(world, endpoint, VpcId));
  const rule = ruleFor(world, VpcId, query.name);
  if (rule !== null) return forwardedAnswer(world, rule, query);
  const database = databaseAddress(world, query.name, VpcId);
  const own = privateAnswer(world, VpcId, { query, onward: (next) => (left === 0 ? FAILED : vpcAnswer(world, VpcId, next, left - 1)) });
  if (own !== null) return own;
  if (database !== null) return ofType(query, [database]);
  const instance = instanceAddress(world, query.name, 'inside');
  if (instance !== null) return ofType(query, [instance]);
  if (query.type === 'PTR') return pointer(world, query);
  return publicAnswer(world, query);
}

/** The rule by which the resolver of the VPC forwards the name, or null. */
export function ruleFor(world: World, VpcId: string, name: string): ResolverRule | null {
  if (isEmpty(world.aws.ResolverRuleAssociation) || clusterOfHost(world, name) !== undefined) return null;
  return forwardingRule(world, VpcId, { name, zone: nearestZone(world, VpcId, name) });
}

/** What resolvers of the internet answer. */
export function publicAnswer(world: World, query: Query): DnsAnswer {
  const named = world.outside.names.find(({ name }) => sameName(name, query.name));
  if (named !== undefined) return ofType(query, named.addresses);
  const database = databaseAddress(world, query.name, null);
  if (database !== null) return ofType(query, [database]);
  const behind = balancerAddresses(world, query.name) ?? latticeAddresses(world, query.name) ?? endpointAddressesByName(world, query.name);
  if (behind !== null) return ofType(query, behind);
  const endpoint = clusterOfHost(world, query.name);
  if (endpoint !== undefined) return ofType(query, endpointAddresses(world, endpoint, null));
  const service = publicServiceAddresses(world, query.name);
  if (service !== null) return ofType(query, service);
  const instance = instanceAddress(world, query.name, 'outside');
  return instance === null ? noSuchName() : ofType(query, [instance]);
}

/**
 * What the name of a cluster's endpoint stands for. With private access a hosted zone that EKS keeps for the VPC gives the
 * addresses of its interfaces; it needs both DNS attributes. Without public access the public name gives them too.
 * https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
 */
function endpointAddresses(world: World, cluster: EksCluster, VpcId: string | null): readonly string[] {
  const { endpointPrivateAccess, endpointPublicAccess, vpcId } = cluster.resourcesVpcConfig;
  const vpc = VpcId === vpcId ? objectAt(world.aws.Vpc, vpcId) : undefined;
  const hasZone = endpointPrivateAccess && vpc?.EnableDnsSupport === true && vpc.EnableDnsHostnames;
  const interfaces = hasZone || !endpointPublicAccess ? clusterInterfaces(world, cluster) : [];
  // A world that states a cluster without its interfaces leaves the public addresses.
  if (interfaces.length === 0) return endpointPublicAccess ? publicAddresses(cluster) : [];
  return interfaces.flatMap(({ PrivateIpAddresses, Ipv6Addresses }) => [
    ...Ipv6Addresses.map(({ Ipv6Address }) => Ipv6Address),
    PrivateIpAddresses[0]?.PrivateIpAddress ?? '',
  ]);
}

/** The names of interface endpoints themselves are public; what they give is private. */
function endpointAddressesByName(world: World, name: string): readonly string[] | null {
  const id = /^(vpce-[0-9a-f]+)-.*\.vpce\.amazonaws\.com\.?$/i.exec(name)?.[1]?.toLowerCase();
  const endpoint = id === undefined ? undefined : objectAt(world.aws.VpcEndpoint, id);
  return endpoint === undefined ? null : addressesBehind(world, endpoint, name.toLowerCase().replace(/\.$/, ''));
}

function ofType({ name, type }: Query, addresses: readonly string[]): DnsAnswer {
  const wanted = addresses.filter((address) => (type === 'A' ? !address.includes(':') : type === 'AAAA' && address.includes(':')));
  return found(wanted.map((data): ResourceRecord => ({ name, type, ttl: TTL, data })));
}

/** `ip-192-168-0-6.us-west-2.compute.internal`, `ec2-198-51-100-6.us-west-2.compute.amazonaws.com`. */
function instanceAddress(world: World, name: string, side: 'inside' | 'outside'): string | null {
  const match = /^(ip|ec2)-(\d+-\d+-\d+-\d+)\./i.exec(name);
  if (match === null) return null;
  const address = (match[2] as string).replaceAll('-', '.');
  if (match[1]?.toLowerCase() === 'ip') {
    const held = side === 'inside' && sameName(name, privateDnsName(world.region, address));
    return held && lookup(world.aws.NetworkInterface, 'byAddress', address).length > 0 ? address : null;
  }
  const eni = sameName(name, publicDnsName(world.region, address)) ? lookup(world.aws.NetworkInterface, 'byPublicIp', address)[0] : undefined;
  const mapped = eni?.PrivateIpAddresses.find(({ Association }) => Association?.PublicIp === address);
  if (mapped === undefined) return null;
  return side === 'inside' ? mapped.PrivateIpAddress : address;
}

function pointer(world: World, { name }: Query): DnsAnswer {
  const address = addressOfReverse(name);
  if (address === null || lookup(world.aws.NetworkInterface, 'byAddress', address).length === 0) return noSuchName();
  return found([{ name, type: 'PTR', ttl: TTL, data: `${privateDnsName(world.region, address)}.` }]);
}
