/** What a request for a VPC endpoint asks for, checked: tables of a gateway endpoint, subnets and groups of an interface endpoint. */
import { lookup, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { find } from './find.ts';
import { groupsFor } from './interface-groups.ts';
import { servicePrefixListOf } from './prefix-list.ts';
import { checkQuota } from './quotas.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import type { RouteTable } from './route-table.ts';
import type { Subnet } from './subnet.ts';
import type { Vpc } from './vpc.ts';
import type { VpcEndpoint } from './vpc-endpoint.ts';
import { endpointServices, privateDnsNamesOfService, serviceCode, takesPolicy } from './vpc-endpoint-services.ts';

export type EndpointRequest = {
  readonly VpcEndpointType?: string | undefined;
  readonly ServiceName?: string | undefined;
  readonly RouteTableIds?: readonly string[] | undefined;
  readonly SubnetIds?: readonly string[] | undefined;
  readonly SecurityGroupIds?: readonly string[] | undefined;
  readonly PrivateDnsEnabled?: boolean | undefined;
  readonly IpAddressType?: string | undefined;
};

/** Null when the service has endpoints of the type and the members fit it. */
export function checkEndpoint(world: World, vpc: Vpc, request: EndpointRequest): Refusal | null {
  const { ServiceName, VpcEndpointType } = request;
  if (ServiceName === undefined) return refuse('MissingParameter', 'The request must contain the parameter ServiceName');
  const service = endpointServices(world.region).find((each) => each.ServiceName === ServiceName);
  if (service === undefined) return refuse('InvalidServiceName', `The Vpc Endpoint Service '${ServiceName}' does not exist`);
  if (!(service.types as readonly string[]).includes(VpcEndpointType as string)) {
    return refuse('InvalidParameter', `Endpoint type (${VpcEndpointType}) does not match available service types ([${service.types.join(', ')}]).`);
  }
  const foreign = VpcEndpointType === 'Gateway' ? (['SubnetIds', 'SecurityGroupIds'] as const) : (['RouteTableIds'] as const);
  const given = foreign.find((member) => (request[member] ?? []).length > 0);
  if (given !== undefined) return refuse('InvalidParameter', `The parameter ${given} is not supported for endpoints of the type ${VpcEndpointType}.`);
  if (VpcEndpointType === 'Gateway' && request.PrivateDnsEnabled) {
    return refuse('InvalidParameter', 'Private DNS is not supported for endpoints of the type Gateway.');
  }
  const present = VpcEndpointType === 'Gateway' ? objectsOf(world.aws.VpcEndpoint) : lookup(world.aws.VpcEndpoint, 'byVpc', vpc.VpcId);
  const count = present.filter((each) => each.VpcEndpointType === VpcEndpointType).length;
  return checkQuota(VpcEndpointType === 'Gateway' ? 'gatewayEndpoints' : 'interfaceEndpointsPerVpc', count + 1);
}

/** Null when a policy is a JSON object, or there is none; a service may take none but full access. */
export function checkPolicy(PolicyDocument: string | undefined, ServiceName: string): Refusal | null {
  if (PolicyDocument === undefined) return null;
  if (!takesPolicy(ServiceName)) return refuse('InvalidParameter', `The endpoint service ${ServiceName} does not support endpoint policies.`);
  try {
    const read: unknown = JSON.parse(PolicyDocument);
    if (typeof read === 'object' && read !== null && 'Statement' in read) return null;
  } catch {
    // Not JSON: refused like JSON that is no policy.
  }
  return refuse('InvalidPolicyDocument', 'The specified policy document is not a valid JSON policy document.');
}

/** The tables that a gateway endpoint is to stand in; one endpoint for each service and table. */
export function gatewayTables(world: World, vpc: Vpc, { ServiceName, RouteTableIds }: EndpointRequest): RouteTable[] | Refusal {
  const list = servicePrefixListOf(world, ServiceName as string)?.PrefixListId;
  const tables: RouteTable[] = [];
  for (const id of new Set(RouteTableIds ?? [])) {
    const table = find(world, 'RouteTable', id);
    if (isRefusal(table)) return table;
    if (table.VpcId !== vpc.VpcId) return refuse('InvalidParameter', `Route table ${id} does not belong to VPC ${vpc.VpcId}.`);
    if (table.Routes.some((row) => row.DestinationPrefixListId === list)) {
      return refuse('RouteAlreadyExists', `route table ${id} already has a route with destination-prefix-list-id ${list}`);
    }
    tables.push(table);
  }
  return tables;
}

export type InterfaceParts = { readonly subnets: readonly Subnet[]; readonly Groups: VpcEndpoint['Groups']; readonly PrivateDnsEnabled: boolean };

/** The subnets, one in each zone, the groups, and whether private DNS is on. */
export function interfaceParts(world: World, vpc: Vpc, request: EndpointRequest): InterfaceParts | Refusal {
  const subnets: Subnet[] = [];
  for (const id of new Set(request.SubnetIds ?? [])) {
    const subnet = find(world, 'Subnet', id);
    if (isRefusal(subnet)) return subnet;
    if (subnet.VpcId !== vpc.VpcId) return refuse('InvalidParameter', `The subnet ID '${id}' does not belong to the VPC '${vpc.VpcId}'.`);
    if (subnets.some((each) => each.AvailabilityZone === subnet.AvailabilityZone)) {
      return refuse('DuplicateSubnetsInSameZone', `Found another VPC endpoint subnet in the availability zone of ${id}.`);
    }
    // "Dualstack: supported only if all selected subnets have both IPv4 and IPv6 address ranges" (create-interface-endpoint).
    if (wantsIpv6(request) && subnet.Ipv6CidrBlockAssociationSet.length === 0) {
      return refuse('InvalidParameter', `The subnet ID '${id}' does not support the IP address type '${request.IpAddressType}'.`);
    }
    subnets.push(subnet);
  }
  const Groups = groupsFor(world, { ...(subnets[0] ?? { SubnetId: '' }), VpcId: vpc.VpcId } as Subnet, request.SecurityGroupIds);
  if (isRefusal(Groups)) return Groups;
  const service = { ServiceName: request.ServiceName as string };
  // Private DNS is on unless it is ruled out; for S3 and DynamoDB only when it is asked for.
  const PrivateDnsEnabled = request.PrivateDnsEnabled ?? !['s3', 'dynamodb'].includes(serviceCode(service.ServiceName));
  const wrong = PrivateDnsEnabled ? checkPrivateDns(world, vpc, service) : null;
  return wrong ?? { subnets, Groups, PrivateDnsEnabled };
}

/** Whether interfaces of the endpoint have IPv6 addresses. */
export function wantsIpv6({ IpAddressType }: Pick<EndpointRequest, 'IpAddressType'>): boolean {
  return IpAddressType === 'dualstack' || IpAddressType === 'ipv6';
}

/** Null when the VPC can answer the service's public name with the endpoint's addresses. */
export function checkPrivateDns(world: World, vpc: Vpc, { ServiceName }: { readonly ServiceName: string }): Refusal | null {
  if (!vpc.EnableDnsSupport || !vpc.EnableDnsHostnames) {
    const both = 'both enableDnsSupport and enableDnsHostnames VPC attributes set to true';
    return refuse('InvalidParameter', `Enabling private DNS requires ${both} for ${vpc.VpcId}`);
  }
  const name = privateDnsNamesOfService(ServiceName, world.region)[0];
  const clash = lookup(world.aws.VpcEndpoint, 'byVpc', vpc.VpcId).some(
    (each) => each.PrivateDnsEnabled && each.State !== 'deleting' && privateDnsNamesOfService(each.ServiceName, world.region)[0] === name,
  );
  if (!clash) return null;
  return refuse(
    'InvalidParameter',
    `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${name} in the VPC ${vpc.VpcId}`,
  );
}
