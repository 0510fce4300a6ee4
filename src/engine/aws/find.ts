/** Objects by id within an operation: found, or refused as EC2 refuses an id that is malformed or unknown. */
import type { AwsKind } from '../kind.ts';
import { objectAt, type Store } from '../store.ts';
import type { World } from '../world.ts';
import { type AwsKinds, awsKinds } from './kinds.ts';
import { type Refusal, refuse } from './refusal.ts';

/** The object of a kind with the id, or the refusal of the API. */
export function find<K extends keyof AwsKinds>(world: World, kind: K, id: string): AwsKinds[K] | Refusal {
  const descriptor = awsKinds[kind] as AwsKind<AwsKinds[K]>;
  const object = objectAt(world.aws[kind] as Store<AwsKinds[K]>, id);
  return object ?? idRefusal(descriptor, [id]);
}

/** Null when the kind has an object for every id, else the refusal; all that are missing are named at once. */
export function checkIds<T>(store: Store<T>, kind: AwsKind<T>, ids: readonly string[]): Refusal | null {
  const missing = ids.filter((id) => objectAt(store, id) === undefined);
  const wrong = missing.find((id) => malformedAs(kind, id) !== null);
  if (wrong !== undefined) return malformedAs(kind, wrong);
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
};

function idRefusal<T>(kind: AwsKind<T>, ids: readonly string[]): Refusal {
  const noun = NOUNS[kind.kind] as string;
  if (ids.length > 1) return refuse(kind.describe.notFound, `The ${noun}s '${ids.join(', ')}' do not exist`);
  return malformedAs(kind, ids[0] as string) ?? refuse(kind.describe.notFound, `The ${noun} '${ids[0]}' does not exist`);
}

/** An id of another kind is malformed; one with the right prefix is looked up as it is, except by instances. */
function malformedAs<T>(kind: AwsKind<T>, id: string): Refusal | null {
  const { malformed: code } = kind.describe;
  if (!id.startsWith(`${kind.idPrefix}-`)) return refuse(code, `Invalid id: "${id}" (expecting "${kind.idPrefix}-...")`);
  if (kind.kind === 'Instance' && !/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return refuse(code, `Invalid id: "${id}"`);
  return null;
}
