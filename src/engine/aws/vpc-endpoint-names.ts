/**
 * The DNS names of an interface endpoint: its own names, and with private DNS the public name of the service.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#interface-endpoint-dns-hostnames
 */
import { sha1 } from '../sha1.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { VpcEndpoint } from './vpc-endpoint.ts';
import { matchesPrivateName, privateDnsNamesOfService, serviceLabel } from './vpc-endpoint-services.ts';

/** The names in the order in which DescribeVpcEndpoints has them: regional, one for each zone, private. */
export function endpointNames(world: World, endpoint: VpcEndpoint): readonly string[] {
  if (endpoint.VpcEndpointType !== 'Interface') return [];
  const base = `${endpoint.VpcEndpointId}-${sha1(endpoint.VpcEndpointId).slice(0, 8)}`;
  const domain = `${serviceLabel(endpoint.ServiceName)}.${world.region}.vpce.amazonaws.com`;
  const zones = endpoint.NetworkInterfaceIds.flatMap((id) => zoneOf(world, id) ?? []);
  const own = [`${base}.${domain}`, ...zones.map((zone) => `${base}-${zone}.${domain}`)];
  return endpoint.PrivateDnsEnabled ? [...own, ...privateDnsNamesOfService(endpoint.ServiceName, world.region)] : own;
}

/**
 * The private addresses that a name of the endpoint resolves to, of the families that its address type has; null when the name is
 * none of its own. https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html ("IP address type")
 */
export function addressesBehind(world: World, endpoint: VpcEndpoint, name: string): readonly string[] | null {
  if (!endpointNames(world, endpoint).some((own) => matchesPrivateName(own, name))) return null;
  const { IpAddressType: type = 'ipv4' } = endpoint;
  const enis = endpoint.NetworkInterfaceIds.flatMap((id) => objectAt(world.aws.NetworkInterface, id) ?? []);
  const inZone = enis.filter((eni) => name.includes(`-${zoneOf(world, eni.NetworkInterfaceId)}.`));
  return (inZone.length > 0 ? inZone : enis).flatMap((eni) => [
    ...(type === 'ipv6' ? [] : eni.PrivateIpAddresses.slice(0, 1).map(({ PrivateIpAddress }) => PrivateIpAddress)),
    ...(type === 'ipv4' ? [] : eni.Ipv6Addresses.map(({ Ipv6Address }) => Ipv6Address)),
  ]);
}

function zoneOf(world: World, NetworkInterfaceId: string): string | undefined {
  const eni = objectAt(world.aws.NetworkInterface, NetworkInterfaceId);
  return eni === undefined ? undefined : objectAt(world.aws.Subnet, eni.SubnetId)?.AvailabilityZone;
}
