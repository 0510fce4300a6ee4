/**
 * The DNS names of an interface endpoint: its own names, and with private DNS the public name of the service.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#interface-endpoint-dns-hostnames
 */
import { sha1 } from '../sha1.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { VpcEndpoint } from './vpc-endpoint.ts';
import { privateDnsNameOfService, serviceLabel } from './vpc-endpoint-services.ts';

/** The names in the order in which DescribeVpcEndpoints has them: regional, one for each zone, private. */
export function endpointNames(world: World, endpoint: VpcEndpoint): readonly string[] {
  if (endpoint.VpcEndpointType !== 'Interface') return [];
  const base = `${endpoint.VpcEndpointId}-${sha1(endpoint.VpcEndpointId).slice(0, 8)}`;
  const domain = `${serviceLabel(endpoint.ServiceName)}.${world.region}.vpce.amazonaws.com`;
  const zones = endpoint.NetworkInterfaceIds.flatMap((id) => zoneOf(world, id) ?? []);
  const own = [`${base}.${domain}`, ...zones.map((zone) => `${base}-${zone}.${domain}`)];
  const name = endpoint.PrivateDnsEnabled ? privateDnsNameOfService(endpoint.ServiceName, world.region) : null;
  return name === null ? own : [...own, name];
}

/** The private addresses that a name of the endpoint resolves to; null when the name is none of its own. */
export function addressesBehind(world: World, endpoint: VpcEndpoint, name: string): readonly string[] | null {
  if (!endpointNames(world, endpoint).includes(name)) return null;
  const enis = endpoint.NetworkInterfaceIds.flatMap((id) => objectAt(world.aws.NetworkInterface, id) ?? []);
  const inZone = enis.filter((eni) => name.includes(`-${zoneOf(world, eni.NetworkInterfaceId)}.`));
  return (inZone.length > 0 ? inZone : enis).flatMap((eni) => eni.PrivateIpAddresses[0]?.PrivateIpAddress ?? []);
}

function zoneOf(world: World, NetworkInterfaceId: string): string | undefined {
  const eni = objectAt(world.aws.NetworkInterface, NetworkInterfaceId);
  return eni === undefined ? undefined : objectAt(world.aws.Subnet, eni.SubnetId)?.AvailabilityZone;
}
