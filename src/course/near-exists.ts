/** Objects that nearly match what `exists` asks for. */
import { clusterKinds } from '../engine/cluster/kinds.ts';
import { objectsOf } from '../engine/store.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { find, valuesAt, type Wanted } from './find.ts';
import type { Near } from './near.ts';
import { say } from './say.ts';

type Asked = Wanted & { readonly count?: number | undefined };
type Condition = { readonly path: string; readonly value: string; readonly wanted: Wanted };

/** So many objects are named at most. */
const NAMED = 4;

/** Too many: which ones match. Too few: which object comes nearest, and in what it differs. */
export function nearExists(world: World, asked: Asked): Near {
  const found = find(world, asked);
  if (asked.count !== undefined && found.length > asked.count) return tooMany(asked, asked.count, found);
  const others = find(world, { kind: asked.kind }).filter((object) => !found.includes(object));
  const conditions = conditionsOf(asked);
  const unmet = (object: object) =>
    conditions.filter(({ wanted }) => !find(world, wanted).some((one) => nameOf(asked.kind, one) === nameOf(asked.kind, object)));
  const ranked = others
    .map((object) => ({ object, unmet: unmet(object) }))
    .sort((one, other) => far(asked.kind, one.unmet) - far(asked.kind, other.unmet));
  const [nearest] = ranked;
  const missing = (asked.count ?? 1) - found.length;
  if (nearest === undefined || nearest.unmet.length === conditions.length) return nothing(asked, others.length, conditions);
  const name = nameOf(asked.kind, nearest.object);
  return {
    object: say(NEAREST, { kind: asked.kind, name, met: conditions.length - nearest.unmet.length, all: conditions.length }),
    field: withEvent(
      world,
      asked.kind,
      nearest.object,
      say(DIFFERS, { kind: asked.kind, name, fields: nearest.unmet.map((one) => differenceOf(asked.kind, nearest.object, one)) }),
    ),
    edits: [ranked.slice(0, missing).flatMap(({ object, unmet: left }) => left.flatMap((one) => editOf(asked.kind, object, one) ?? []))].filter(
      (lines) => lines.length > 0,
    ),
  };
}

/** Another object is further away than any difference. */
function far(kind: string, unmet: readonly Condition[]): number {
  return unmet.reduce((sum, { path }) => sum + (path === idMember(kind) ? 100 : 1), 0);
}

function tooMany(asked: Asked, count: number, found: readonly object[]): Near {
  const names = found.slice(0, NAMED).map((object) => nameOf(asked.kind, object));
  const more = found.length - names.length;
  const listed = more > 0 ? [...names, `+${more}`] : names;
  const paths = conditionsOf(asked).map(({ path }) => path);
  return {
    object: say(TOO_MANY, { kind: asked.kind, names: listed, n: found.length, count }),
    field: paths.length === 0 ? say(FEWER, { n: found.length - count }) : say(FEWER_BY, { n: found.length - count, paths }),
    edits: count > 0 ? [] : [found.flatMap((object) => removalOf(asked.kind, object) ?? [])].filter((lines) => lines.length === found.length),
  };
}

function nothing({ kind, namespace }: Asked, others: number, conditions: readonly Condition[]): Near {
  const where = namespace === undefined ? kind : `${kind} (${namespace})`;
  return {
    object: others === 0 ? say(NONE, { kind: where }) : say(NONE_NEAR, { kind, n: others }),
    field: conditions.length === 0 ? say(ANY, { kind }) : say(NEEDS, { kind, fields: conditions.map(({ path }) => path) }),
    edits: [],
  };
}

function conditionsOf({ kind, namespace, name, labels = {}, where = {} }: Asked): readonly Condition[] {
  const one = (path: string, value: unknown, wanted: Omit<Wanted, 'kind'>): Condition => ({
    path,
    value: String(value),
    wanted: { kind, ...wanted },
  });
  return [
    ...(namespace === undefined ? [] : [one('metadata.namespace', namespace, { namespace })]),
    ...(name === undefined ? [] : [one('name', name, { name })]),
    ...Object.entries(labels).map(([key, value]) => one(`metadata.labels['${key}']`, value, { labels: { [key]: value } })),
    ...Object.entries(where).map(([path, value]) => one(path, value, { where: { [path]: value } })),
  ];
}

type Described = {
  readonly metadata?: { readonly name: string; readonly namespace?: string };
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
};

/** `prod/backend`, `public-a (subnet-0a1)`, or what identifies an object without a name. */
function nameOf(kind: string, object: object): string {
  const { metadata } = object as Described;
  if (metadata !== undefined) return metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
  const id = idOf(kind, object);
  const tag = tagOf(object);
  return tag === undefined ? id : `${tag} (${id})`;
}

function tagOf(object: object): string | undefined {
  return (object as Described).Tags?.find(({ Key }) => Key === 'Name')?.Value;
}

/** What an AWS API calls the object: its own id, else its name. */
function idOf(kind: string, object: object): string {
  const texts = Object.entries(object).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const own = texts.find(([member]) => member === idMember(kind));
  return (own ?? texts.find(([member]) => /(Id|Arn|Name|name)$/.test(member)))?.[1] ?? '-';
}

function idMember(kind: string): string {
  return OWN_ID[kind] ?? `${kind}Id`;
}

/** Where it is not the kind with `Id` behind it. */
const OWN_ID: { readonly [kind: string]: string } = {
  SecurityGroup: 'GroupId',
  Address: 'AllocationId',
  EksCluster: 'name',
  EksNodegroup: 'nodegroupName',
  LoadBalancer: 'LoadBalancerName',
};

/** `spec.replicas: 3 → 24`. */
function differenceOf(kind: string, object: object, { path, value }: Condition): string {
  const values = path === 'name' ? [tagOf(object) ?? nameOf(kind, object)] : valuesAt(object, path);
  const now = values.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join(', ');
  return `${path}: ${now === '' ? '-' : now} → ${value}`;
}

/** The field with the newest warning about the object: what a status waits for stands there. */
function withEvent(world: World, kind: string, object: object, field: Text): Text {
  const { metadata } = object as Described;
  if (metadata === undefined) return field;
  const events = objectsOf(world.cluster.Event).filter(
    ({ type, involvedObject }) =>
      type === 'Warning' && involvedObject.kind === kind && involvedObject.name === metadata.name && involvedObject.namespace === metadata.namespace,
  );
  const newest = events.sort((one, other) => (String(one.lastTimestamp) < String(other.lastTimestamp) ? 1 : -1))[0];
  if (newest === undefined) return field;
  const message = `${newest.reason}: ${newest.message}`;
  return { ko: `${field.ko}\n${message}`, en: `${field.en}\n${message}` };
}

/** The line that would make the object meet the condition; null where no one line does. */
function editOf(kind: string, object: object, { path, value, wanted }: Condition): string | null {
  const { metadata } = object as Described;
  if (metadata !== undefined && Object.hasOwn(clusterKinds, kind)) {
    const place = `${kind.toLowerCase()} ${metadata.name}${metadata.namespace === undefined || metadata.namespace === 'default' ? '' : ` -n ${metadata.namespace}`}`;
    const [label] = Object.entries(wanted.labels ?? {});
    if (label !== undefined) return `kubectl label ${place} ${label[0]}=${label[1]} --overwrite`;
    if (!/^spec(\.[A-Za-z]+)+$/.test(path)) return null;
    const body = path.split('.').reduceRight<unknown>((inner, step) => ({ [step]: inner }), wanted.where?.[path]);
    return `kubectl patch ${place} --type=merge -p '${JSON.stringify(body)}'`;
  }
  if (path === 'name') return `aws ec2 create-tags --resources ${idOf(kind, object)} --tags Key=Name,Value=${value}`;
  return path === 'Tags[].Key' ? `aws ec2 create-tags --resources ${idOf(kind, object)} --tags Key=${value},Value=1` : null;
}

function removalOf(kind: string, object: object): string | null {
  const { metadata } = object as Described;
  if (metadata !== undefined)
    return `kubectl delete ${kind.toLowerCase()} ${metadata.name}${metadata.namespace === undefined || metadata.namespace === 'default' ? '' : ` -n ${metadata.namespace}`}`;
  const { GroupId, IsEgress, AssociationId } = object as { readonly GroupId?: string; readonly IsEgress?: boolean; readonly AssociationId?: string };
  if (kind === 'SecurityGroupRule')
    return `aws ec2 revoke-security-group-${IsEgress ? 'egress' : 'ingress'} --group-id ${GroupId} --security-group-rule-ids ${idOf(kind, object)}`;
  return kind === 'Address' && AssociationId !== undefined ? `aws ec2 disassociate-address --association-id ${AssociationId}` : null;
}

const NEAREST: Text = {
  ko: '가장 가까운 것은 {name} {kind}입니다. 조건 {all}개 중 {met}개가 맞습니다.',
  en: '{kind} {name} comes nearest. Conditions met: {met} of {all}.',
};
const DIFFERS: Text = { ko: '{name} {kind}에서 다른 값입니다. {fields}', en: 'What differs in {kind} {name}: {fields}' };
const TOO_MANY: Text = {
  ko: '조건에 맞는 {kind} 오브젝트가 {n}개 있습니다. {count}개여야 합니다. {names}',
  en: '{kind} objects that match: {n}, and there should be {count}. They are {names}.',
};
const FEWER: Text = { ko: '{n}개를 지우거나 하나로 합치세요.', en: 'Delete or merge {n} of them.' };
const FEWER_BY: Text = { ko: '{n}개를 지우거나 {paths} 값을 바꾸세요.', en: 'Delete {n} of them, or change {paths}.' };
const NONE: Text = { ko: '{kind} 오브젝트가 아직 하나도 없습니다.', en: 'There is no {kind} yet.' };
const NONE_NEAR: Text = {
  ko: '{kind} 오브젝트 {n}개 가운데 조건에 하나라도 맞는 것이 없습니다.',
  en: 'Of the {kind} objects, {n} in all, none meets any of the conditions.',
};
const ANY: Text = { ko: '{kind} 오브젝트가 새로 있어야 합니다.', en: 'A new {kind} is asked for.' };
const NEEDS: Text = { ko: '새로 만들 {kind}에서 이 값이 정해져야 합니다. {fields}', en: 'A new {kind} is asked for. What counts: {fields}' };
