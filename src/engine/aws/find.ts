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
  const malformed = ids.filter((id) => !isWellFormed(kind.idPrefix, id) && objectAt(store, id) === undefined);
  if (malformed.length > 0) return idRefusal(kind, malformed.slice(0, 1));
  const missing = ids.filter((id) => objectAt(store, id) === undefined);
  return missing.length === 0 ? null : idRefusal(kind, missing);
}

/** Whether an id has the form of its kind: the prefix and 8 or 17 hexadecimal digits. */
export function isWellFormed(prefix: string, id: string): boolean {
  return new RegExp(`^${prefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id);
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
  const id = ids[0] as string;
  if (!isWellFormed(kind.idPrefix, id)) return malformed(kind, id);
  const noun = NOUNS[kind.kind];
  if (ids.length > 1) return refuse(kind.describe.notFound, `The ${noun}s '${ids.join(', ')}' do not exist`);
  return refuse(kind.describe.notFound, `The ${noun} '${id}' does not exist`);
}

function malformed<T>(kind: AwsKind<T>, id: string): Refusal {
  const { malformed: code } = kind.describe;
  if (kind.kind === 'Instance') return refuse(code, `Invalid id: "${id}"`);
  const expecting = `(expecting "${kind.idPrefix}-...")`;
  if (!id.startsWith(`${kind.idPrefix}-`)) return refuse(code, `Invalid id: "${id}" ${expecting}`);
  return refuse(code, `Invalid id: "${id}"`);
}
