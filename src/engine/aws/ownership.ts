/**
 * Shared subnets: the account that a subnet is shared with may put things of its own into it, and change nothing else there; nor may the
 * owner change what others put into it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html
 */
import type { Principal } from '../principal.ts';
import type { World } from '../world.ts';
import { objectOfKind } from './find.ts';
import { type AwsKinds, awsKinds } from './kinds.ts';
import type { Operation } from './operation.ts';
import { areConnected } from './ram/resource-share.ts';
import { type Refusal, refuse } from './refusal.ts';

/** What participants do with a VPC and its subnets: they place things of their own. */
const PLACING: ReadonlySet<string> = new Set([
  'RunInstances',
  'CreateNetworkInterface',
  'CreateSecurityGroup',
  'CreateLoadBalancer',
  'SetSubnets',
  'CreateTargetGroup',
  'CreateDBSubnetGroup',
  'CreateDBInstance',
  'CreateCluster',
  'UpdateClusterConfig',
  'CreateNodegroup',
]);

/** Endpoints are made by the owner: https://repost.aws/knowledge-center/vpc-interface-endpoint-creation-errors */
const NO_ENDPOINTS: Refusal = refuse('UnauthorizedOperation', 'This operation does not support shared VPCs.', 403);

type Named = { readonly kind: keyof AwsKinds; readonly id: string };
type Asked = { readonly input: Readonly<Record<string, unknown>>; readonly as: Principal };
type Owned = { readonly OwnerId?: string };

/** Null when the call changes nothing of another account that shares with this one. */
export function checkOwners(world: World, operation: Operation, { input, as }: Asked): Refusal | null {
  if (!operation.writes || operation.internal) return null;
  for (const { kind, id } of namedIn(operation, input)) {
    const owner = ownerOf(world, { kind, id });
    if (owner === undefined || owner === world.account || !areConnected(world, owner, world.account)) continue;
    const isPlace = kind === 'Vpc' || kind === 'Subnet';
    if (isPlace && operation.name === 'CreateVpcEndpoint') return NO_ENDPOINTS;
    if (isPlace && PLACING.has(operation.name)) continue;
    if (kind === 'SecurityGroup' && PLACING.has(operation.name)) return refuse('InvalidGroup.NotFound', `The security group '${id}' does not exist`);
    return denied(operation, as, `arn:aws:ec2:${world.region}:${owner}:${resourceType(kind)}/${id}`);
  }
  return null;
}

function ownerOf(world: World, { kind, id }: Named): string | undefined {
  return (objectOfKind(world, awsKinds[kind] as never, id) as Owned | undefined)?.OwnerId;
}

/** The objects that an input names itself; a rule may refer to a group of the other account further in. */
function namedIn({ members }: Operation, input: Readonly<Record<string, unknown>>): readonly Named[] {
  return Object.entries(members).flatMap(([member, shape]): readonly Named[] => {
    const value = input[member];
    const item = shape.type === 'list' ? shape.of : shape;
    if (item.type !== 'string' || item.names === undefined || value === undefined) return [];
    const { names } = item;
    return [value].flat().map((id) => ({ kind: names, id: String(id) }));
  });
}

/** `route-table` for RouteTable, as ARNs have it. */
function resourceType(kind: string): string {
  return kind.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
}

function denied({ service, name }: Operation, { arn }: Principal, resource: string): Refusal {
  const action = `${service}:${name}`;
  return refuse(
    'UnauthorizedOperation',
    `You are not authorized to perform this operation. User: ${arn} is not authorized to perform: ${action} on resource: ${resource} because no resource-based policy allows the ${action} action`,
    403,
  );
}
