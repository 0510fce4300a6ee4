/** What an object is called on the screen: its Name tag, or its id as far as it tells it from others. */
import type { Ref } from '../../engine/change.ts';
import type { Place } from '../../engine/dataplane/step.ts';
import { objectAt } from '../../engine/store.ts';
import type { World } from '../../engine/world.ts';

type Tagged = { readonly Tags?: readonly { readonly Key?: string; readonly Value?: string }[]; readonly TagSet?: Tagged['Tags'] };

/** The name of an object: a node's own name for an instance or a host that is a node. */
export function nameOf(world: World, ref: Ref): string {
  switch (ref.plane) {
    case 'aws':
      return awsName(world, ref);
    case 'hosts':
      return ref.kind === 'Host' ? nameOf(world, { plane: 'aws', kind: 'Instance', key: ref.key }) : ref.key;
    default:
      return ref.key.replace(/^default\//, '');
  }
}

/** Whose place it is: a node, a pod, an interface, a gateway, a host beyond AWS. */
export function nameOfPlace(world: World, place: Place): string {
  if (place.of.plane === 'outside') return place.of.key;
  const name = nameOf(world, place.of);
  const owner = place.of.kind === 'NetworkInterface' ? objectAt(world.aws.NetworkInterface, place.of.key)?.Attachment?.InstanceId : undefined;
  return owner === undefined ? name : `${nameOf(world, { plane: 'aws', kind: 'Instance', key: owner })} ${name}`;
}

/** The kind in lower case with its name, as `kubectl` writes references: `service/frontend`. */
export function titleOf(world: World, ref: Ref): string {
  return ref.plane === 'cluster' ? `${ref.kind.toLowerCase()}/${nameOf(world, ref)}` : nameOf(world, ref);
}

function awsName(world: World, ref: Ref & { readonly plane: 'aws' }): string {
  const store = world.aws[ref.kind] as Parameters<typeof objectAt<Tagged>>[0];
  const object = objectAt<Tagged & { readonly GroupName?: string }>(
    store as Parameters<typeof objectAt<Tagged & { readonly GroupName?: string }>>[0],
    ref.key,
  );
  const tag = (object?.Tags ?? object?.TagSet ?? []).find((one) => one.Key === 'Name')?.Value;
  return tag || object?.GroupName || short(ref.key);
}

/** `eni-0a1b2c3d4e5f60718` as `eni-0a1…718`: told from others by its first and last digits. */
function short(key: string): string {
  return /^[a-z]+-[0-9a-f]{17}$/.test(key) ? `${key.slice(0, key.indexOf('-') + 4)}…${key.slice(-3)}` : key;
}

const KIND_OF_ID: { readonly [prefix: string]: keyof World['aws'] } = {
  i: 'Instance',
  eni: 'NetworkInterface',
  subnet: 'Subnet',
  igw: 'InternetGateway',
  sg: 'SecurityGroup',
  rtb: 'RouteTable',
  acl: 'NetworkAcl',
  vpc: 'Vpc',
};

/** A text with the key of an object in it, the key replaced by what the object is called on the screen. */
export function withName(world: World, text: string, key: string): string {
  const kind = KIND_OF_ID[/^([a-z]+)-[0-9a-f]+$/.exec(key)?.[1] ?? ''];
  return text.replace(key, kind === undefined ? key.replace(/^default\//, '') : nameOf(world, { plane: 'aws', kind, key }));
}
