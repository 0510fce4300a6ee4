/** Objects by id within an operation: found, or refused as EC2 refuses an id that is malformed or unknown. */
import type { AwsKind } from '../kind.ts';
import { objectAt, objectsOf, type Store } from '../store.ts';
import type { World } from '../world.ts';
import { type AwsKinds, awsKinds } from './kinds.ts';
import { type Refusal, refuse } from './refusal.ts';

/** The object of a kind with the id, or the refusal of the API. */
export function find<K extends keyof AwsKinds>(world: World, kind: K, id: string): AwsKinds[K] | Refusal {
  const descriptor = awsKinds[kind] as AwsKind<AwsKinds[K]>;
  return objectOfKind(world, descriptor, id) ?? idRefusal(descriptor, [id]);
}

/** The object of a kind with the id: stored, or one that AWS has in every account. */
export function objectOfKind<T>(world: World, kind: AwsKind<T>, id: string): T | undefined {
  const store = world.aws[kind.kind as keyof AwsKinds] as unknown as Store<T>;
  return objectAt(store, id) ?? kind.ofAws?.(world).find((each) => each[kind.idMember] === id);
}

/** All objects of a kind in ascending order of id, those that AWS has in every account among them. */
export function objectsOfKind<T>(world: World, kind: AwsKind<T>): T[] {
  const stored = objectsOf(world.aws[kind.kind as keyof AwsKinds] as unknown as Store<T>);
  if (kind.ofAws === undefined) return stored;
  const ids = new Set(stored.map((each) => each[kind.idMember]));
  const all = [...stored, ...kind.ofAws(world).filter((each) => !ids.has(each[kind.idMember]))];
  return all.sort((one, other) => (one[kind.idMember] < other[kind.idMember] ? -1 : 1));
}

/** Null when the kind has an object for every id, else the refusal; all that are missing are named at once. */
export function checkIds<T>(world: World, kind: AwsKind<T>, ids: readonly string[]): Refusal | null {
  const missing = ids.filter((id) => objectOfKind(world, kind, id) === undefined);
  return missing.length === 0 ? null : idRefusal(kind, missing);
}

/** How messages name the kind: `The vpc ID 'vpc-x' does not exist`. Each resource has its own spelling. */
const NOUNS: { readonly [kind: string]: string } = {
  Vpc: 'vpc ID',
  Subnet: 'subnet ID',
  RouteTable: 'routeTable ID',
  InternetGateway: 'internetGateway ID',
  SecurityGroup: 'security group',
  SecurityGroupRule: 'security group rule ID',
  NetworkAcl: 'networkAcl ID',
  NetworkInterface: 'networkInterface ID',
  Instance: 'instance ID',
  Address: 'allocation ID',
  EgressOnlyInternetGateway: 'eigw ID',
  ManagedPrefixList: 'prefix list ID',
  VpcEndpoint: 'Vpc Endpoint Id',
  VpcPeeringConnection: 'vpcPeeringConnection ID',
  TransitGateway: 'transitGateway ID',
  TransitGatewayVpcAttachment: 'transitGatewayAttachment ID',
  TransitGatewayPeeringAttachment: 'transitGatewayAttachment ID',
  VpnGateway: 'vpnGateway ID',
  CustomerGateway: 'customerGateway ID',
  VpnConnection: 'vpnConnection ID',
  TransitGatewayRouteTable: 'transitGatewayRouteTable ID',
  DhcpOptions: 'dhcpOption ID',
  SubnetCidrReservation: 'subnetCidrReservation ID',
};

function idRefusal<T>(kind: AwsKind<T>, ids: readonly string[]): Refusal {
  const malformed = ids.map((id) => malformedAs(kind, id)).find((refusal) => refusal !== null);
  if (malformed !== undefined && malformed !== null) return malformed;
  // NAT gateways have a wording of their own.
  if (kind.kind === 'NatGateway') return refuse(kind.describe.notFound, `NatGateway ${ids.join(', ')} was not found`);
  const noun = NOUNS[kind.kind] as string;
  if (ids.length > 1) return refuse(kind.describe.notFound, `The ${noun}s '${ids.join(', ')}' do not exist`);
  return refuse(kind.describe.notFound, `The ${noun} '${ids[0]}' does not exist`);
}

/** An id of another kind is malformed; one with the right prefix is looked up as it is, except by instances. */
function malformedAs<T>(kind: AwsKind<T>, id: string): Refusal | null {
  const { malformed: code } = kind.describe;
  // What EC2 has no code for is unknown, not malformed.
  if (code === kind.describe.notFound) return null;
  if (!id.startsWith(`${kind.idPrefix}-`)) return refuse(code, `Invalid id: "${id}" (expecting "${kind.idPrefix}-...")`);
  if (kind.kind === 'Instance' && !/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return refuse(code, `Invalid id: "${id}"`);
  return null;
}
