/** What people call an object, next to the id by which the APIs know it: reasons and hints say both where the id is needed. */
import type { Ref } from './change.ts';
import { emptyStore, objectAt, objectsOf, type Store } from './store.ts';
import type { Param, Params, Text } from './text.ts';
import type { World } from './world.ts';

type Tag = { readonly Key?: string; readonly Value?: string };
type Named = { readonly Tags?: readonly Tag[]; readonly TagSet?: readonly Tag[]; readonly GroupName?: string };

/** Kinds by the prefix of their ids. */
const KIND_OF_ID: { readonly [prefix: string]: string } = {
  i: 'Instance',
  eni: 'NetworkInterface',
  subnet: 'Subnet',
  igw: 'InternetGateway',
  sg: 'SecurityGroup',
  rtb: 'RouteTable',
  acl: 'NetworkAcl',
  vpc: 'Vpc',
  nat: 'NatGateway',
  pcx: 'VpcPeeringConnection',
  tgw: 'TransitGateway',
  vpce: 'VpcEndpoint',
  eigw: 'EgressOnlyInternetGateway',
  vgw: 'VpnGateway',
  cgw: 'CustomerGateway',
  vpn: 'VpnConnection',
};
const IDS = /\b([a-z]+)-[0-9a-f]{8,17}\b/g;

/** What is written to or asked for by its id: the id stands beside the name. */
const WITH_ID: readonly string[] = ['SecurityGroup', 'RouteTable', 'NetworkAcl'];

/** What an object is called: a node by its node name, others by their Name tag or group name, else a short id. */
export function nameOf(world: World, ref: Ref): string {
  switch (ref.plane) {
    case 'aws':
      return givenName(world, ref.kind, ref.key) ?? shortId(ref.key);
    case 'hosts':
      return ref.kind === 'Host' ? nameOf(world, { plane: 'aws', kind: 'Instance', key: ref.key }) : ref.key;
    default:
      return ref.key.replace(/^default\//, '');
  }
}

/** The instance that the id names, or the only one whose Name tag says so; undefined when there is none or more than one. */
export function instanceNamed(world: World, name: string): string | undefined {
  if (objectAt(world.aws.Instance, name) !== undefined) return name;
  const alike = objectsOf(world.aws.Instance).filter((instance) => ownName(instance) === name);
  return alike.length === 1 ? alike[0]?.InstanceId : undefined;
}

/** `eni-0a1b2c3d4e5f60718` as `eni-0a1…718`: told from others by its first and last digits. */
export function shortId(key: string): string {
  return /^[a-z]+-[0-9a-f]{17}$/.test(key) ? `${key.slice(0, key.indexOf('-') + 4)}…${key.slice(-3)}` : key;
}

/** The kind that an AWS id names, or null. */
export function kindOfId(id: string): string | null {
  return KIND_OF_ID[/^([a-z]+)-[0-9a-f]+$/.exec(id)?.[1] ?? ''] ?? null;
}

export type Names = { readonly [id: string]: Text };

/** What the ids in these values are called in a sentence; an id that nobody has given a name stays as it is. */
export function namesIn(world: World, values: readonly Param[]): Names {
  const names: { [id: string]: Text } = {};
  for (const value of values) {
    if (typeof value === 'number') continue;
    for (const [id = '', prefix = ''] of (typeof value === 'string' ? value : value.join(' ')).matchAll(IDS)) {
      const kind = KIND_OF_ID[prefix];
      if (kind !== undefined && names[id] === undefined) names[id] = calledOnce(world, kind, id);
    }
  }
  return names;
}

/** The values with every id replaced by what it is called. */
export function withNames(params: Params, names: Names, lang: 'ko' | 'en'): Params {
  if (Object.keys(names).length === 0) return params;
  const named = (text: string) => text.replace(IDS, (id) => names[id]?.[lang] ?? id);
  const entries = Object.entries(params).map(([key, value]): [string, Param] => {
    if (typeof value === 'number') return [key, value];
    return [key, typeof value === 'string' ? named(value) : value.map((one) => (typeof one === 'string' ? named(one) : one))];
  });
  return Object.fromEntries(entries);
}

/** Worlds are values: what an object is called in one is worked out once. */
const known = new WeakMap<World, Map<string, Text>>();

function calledOnce(world: World, kind: string, id: string): Text {
  const names = known.get(world) ?? new Map<string, Text>();
  known.set(world, names);
  const name = names.get(id) ?? called(world, kind, id);
  names.set(id, name);
  return name;
}

function called(world: World, kind: string, id: string): Text {
  const name = givenName(world, kind, id);
  if (name === null) return kind === 'NetworkInterface' ? interfaceOf(world, id) : { ko: id, en: id };
  const alike = objectsOf(storeOf(world, kind)).filter((other) => ownName(other) === name).length;
  return WITH_ID.includes(kind) || alike > 1 ? { ko: `${name}(${id})`, en: `${name} (${id})` } : { ko: name, en: name };
}

/** An interface is known by the instance that it belongs to. */
function interfaceOf(world: World, id: string): Text {
  const owner = objectAt(world.aws.NetworkInterface, id)?.Attachment?.InstanceId;
  if (owner === undefined) return { ko: id, en: id };
  const instance = nameOf(world, { plane: 'aws', kind: 'Instance', key: owner });
  return { ko: `${instance}의 ${shortId(id)}`, en: `${shortId(id)} of ${instance}` };
}

function givenName(world: World, kind: string, key: string): string | null {
  const node = kind === 'Instance' ? objectAt(world.hosts.Host, key)?.nodeName : null;
  return node || ownName(objectAt(storeOf(world, kind), key));
}

function ownName(object: Named | undefined): string | null {
  const tag = (object?.Tags ?? object?.TagSet ?? []).find((one) => one.Key === 'Name')?.Value;
  return tag || object?.GroupName || null;
}

function storeOf(world: World, kind: string): Store<Named> {
  return (world.aws as unknown as { readonly [kind: string]: Store<Named> | undefined })[kind] ?? emptyStore('aws', kind);
}
