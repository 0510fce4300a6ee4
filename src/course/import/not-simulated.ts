/** What describe output states and the world does not show again: members that are not simulated, and values that it derives otherwise. */
import type { awsKinds } from '../../engine/aws/kinds.ts';
import { objectAt, type Store } from '../../engine/store.ts';
import type { Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import type { AwsLists, Stated } from './aws-lists.ts';
import { itemsIn, KIND_OF } from './kind-of-list.ts';
import { type Note, noteAt } from './note.ts';

/** Where each was found first, by its way below the object. */
type Found = { readonly missing: Map<string, Stated>; readonly differing: Map<string, Differing>; readonly leftOut: ReadonlySet<unknown> };
type Differing = { readonly item: Stated; readonly stated: unknown; readonly shown: unknown; count: number };

/**
 * One note per list for the members that are not simulated, and one per member whose value differs. `leftOut` are the ids
 * that name nothing: they have been told.
 */
export function notSimulated(world: World, lists: AwsLists, leftOut: ReadonlySet<unknown>): Note[] {
  return Object.entries(lists).flatMap(([list, items]) => {
    const found: Found = { missing: new Map(), differing: new Map(), leftOut };
    for (const item of itemsIn(list, items)) compareItem(world, list, item, found);
    return notesOf(list === 'Reservations' ? 'Instances' : list, found);
  });
}

function compareItem(world: World, list: string, item: Stated, found: Found): void {
  const kind = KIND_OF.get(list);
  const id = kind === undefined ? undefined : item.value[kind.idMember];
  if (kind === undefined || typeof id !== 'string') return;
  const object = objectAt(world.aws[kind.kind as keyof typeof awsKinds] as Store<object>, id);
  if (object === undefined) return;
  const shown = (kind.describe.show as (object: object, world: World) => object)(object, world);
  // The two attributes of a VPC that another operation tells are kept and not shown.
  compare(item, item.value, { ...object, ...shown }, { way: '', deep: true }, found);
}

type At = { readonly way: string /** Whether values are compared too: within lists the order may be another. */; readonly deep: boolean };

function compare(item: Stated, stated: unknown, shown: unknown, { way, deep }: At, found: Found): void {
  if (saysNothing(stated) || found.leftOut.has(stated)) return;
  if (Array.isArray(stated)) {
    const known = Array.isArray(shown) ? shown : [];
    // What a list shows is what any of its items shows: one of the same members is enough.
    const union = Object.assign({}, ...known.filter((each) => typeof each === 'object'));
    if (shown === undefined) found.missing.set(way, found.missing.get(way) ?? item);
    else for (const each of stated) if (isObject(each)) compare(item, each, union, { way: `${way}[]`, deep: false }, found);
  } else if (isObject(stated)) {
    if (!isObject(shown)) found.missing.set(way, found.missing.get(way) ?? item);
    else
      for (const [member, value] of Object.entries(stated)) {
        compare(item, value, shown[member], { way: way === '' ? member : `${way}.${member}`, deep }, found);
      }
  } else if (shown === undefined) {
    found.missing.set(way, found.missing.get(way) ?? item);
  } else if (deep && !isSame(stated, shown)) {
    const before = found.differing.get(way);
    if (before === undefined) found.differing.set(way, { item, stated, shown, count: 1 });
    else before.count += 1;
  }
}

function notesOf(list: string, { missing, differing }: Found): Note[] {
  const [first] = missing.values();
  const members = [...missing.keys()].sort();
  return [
    ...(first === undefined ? [] : [noteAt(first, [], MEMBERS_NOT_SIMULATED, { list, members })]),
    ...[...differing].map(([member, { item, stated, shown, count }]) =>
      noteAt(item, member.split('.'), DIFFERS, { list, member, stated: String(stated), shown: String(shown), count }),
    ),
  ];
}

/** Whether members of the list's items are looked for in what the world shows. */
export function isCompared(list: string): boolean {
  return KIND_OF.has(list);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Nothing is lost where nothing is stated: also not where a switch is off that is not simulated. */
function saysNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** The same value, or the same moment, block or number in other words. */
function isSame(stated: unknown, shown: unknown): boolean {
  if (stated === shown || String(stated) === String(shown)) return true;
  if (typeof stated !== 'string' || typeof shown !== 'string') return false;
  return TIME.test(stated) && TIME.test(shown) && Math.abs(Date.parse(stated) - Date.parse(shown)) < 1000;
}

const TIME = /^\d{4}-\d\d-\d\dT/;
const MEMBERS_NOT_SIMULATED: Text = {
  ko: '{list} 오브젝트의 {members} 멤버는 시뮬레이션하지 않습니다.',
  en: '{list}: not simulated: {members}.',
};
const DIFFERS: Text = {
  ko: '{list} 오브젝트의 {member} 값은 파일에 {stated}, 월드에는 {shown}입니다. 이런 오브젝트가 {count}개 있습니다.',
  en: '{list}: {member} is {stated} in the file and {shown} in the world. Objects: {count}.',
};
