/** What an interface without an instance is there for, as the field calls it: `ALB shop`, `NAT nat-a`, `X-ENI lab`. */
import type { NetworkInterface } from '../../engine/aws/network-interface.ts';
import { databaseOfInterface } from '../../engine/aws/rds/db-instance.ts';
import { nameOf, shortId } from '../../engine/name-of.ts';
import { objectAt, objectsOf } from '../../engine/store.ts';
import type { World } from '../../engine/world.ts';

/** The use, or '' for one that nothing uses. The descriptions are those that AWS writes. */
export function interfaceUse(world: World, eni: NetworkInterface): string {
  const [, family, balancer] = /^ELB (app|net)\/([^/]+)\//.exec(eni.Description) ?? [];
  if (balancer !== undefined) return `${family === 'app' ? 'ALB' : 'NLB'} ${balancer}`;
  const [, cluster] = /^Amazon EKS (.+)$/.exec(eni.Description) ?? [];
  if (cluster !== undefined && eni.RequesterManaged) return `X-ENI ${cluster}`;
  const [, endpoint] = /^VPC Endpoint Interface (vpce-\S+)$/.exec(eni.Description) ?? [];
  if (endpoint !== undefined) return `endpoint ${serviceOf(world, endpoint)}`;
  const [, resolver] = /^Route 53 Resolver: (rslvr-[^:]+)/.exec(eni.Description) ?? [];
  if (resolver !== undefined) return `Resolver ${objectAt(world.aws.ResolverEndpoint, resolver)?.Name ?? shortId(resolver)}`;
  const database = databaseOfInterface(world, eni.NetworkInterfaceId);
  if (database !== undefined) return `RDS ${database.DBInstanceIdentifier}`;
  return byType(world, eni);
}

function byType(world: World, { InterfaceType, NetworkInterfaceId, Description }: NetworkInterface): string {
  switch (InterfaceType) {
    case 'nat_gateway': {
      const gateway = objectsOf(world.aws.NatGateway).find(({ NatGatewayAddresses }) =>
        NatGatewayAddresses.some((address) => address.NetworkInterfaceId === NetworkInterfaceId),
      );
      return `NAT ${gateway === undefined ? '' : nameOf(world, { plane: 'aws', kind: 'NatGateway', key: gateway.NatGatewayId })}`.trim();
    }
    case 'transit_gateway':
      return `TGW ${shortId(Description.split(' ').at(-1) ?? '')}`.trim();
    case 'branch':
      return 'branch ENI';
    default:
      return '';
  }
}

/** `com.amazonaws.us-west-2.ecr.api` as `ecr.api`. */
function serviceOf(world: World, endpoint: string): string {
  const service = objectAt(world.aws.VpcEndpoint, endpoint)?.ServiceName ?? endpoint;
  return service.replace(/^com\.amazonaws\.[^.]+\./, '');
}
