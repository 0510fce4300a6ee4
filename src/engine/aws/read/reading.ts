/** What is read so far: objects by kind and id, what is wrong, and what is right but not simulated. */
import { ec2Id, mint } from '../../mint.ts';
import { nearest } from '../../nearest.ts';
import { readAddress } from '../../net/address.ts';
import { readCidr, showCidr } from '../../net/cidr.ts';
import { fillBoth, type Params } from '../../text.ts';
import type { World } from '../../world.ts';
import type { Problem } from '../../world-of.ts';
import { type AwsKinds, awsKinds } from '../kinds.ts';
import type { Tag } from '../spelling.ts';
import { COMPLAINTS, type Complaint } from './complaints.ts';

export type Path = readonly (string | number)[];
export type Item = { readonly path: Path; readonly value: Readonly<Record<string, unknown>> };

/** Objects are collected in place while the lists are read one after the other; nothing of it leaves `readAws`. */
export type Reading = {
  readonly world: World;
  readonly problems: Problem[];
  readonly notSimulated: Problem[];
  readonly objects: { readonly [K in keyof AwsKinds]: Map<string, AwsKinds[K]> };
  /** The path of each object in the lists, for what is found wrong only when all are read. */
  readonly paths: Map<string, Path>;
  /** The other way round: the id of what stands at a path. */
  readonly ids: Map<Path, string>;
  /** The instances that an interface is attached to. */
  readonly attached: Set<string>;
  readonly draw: (purpose: string) => string;
};

/** A reading of nothing yet. Ids and addresses that the lists leave out are drawn from the world's seed. */
export function startReading(world: World): Reading {
  let next = world;
  return {
    world,
    problems: [],
    notSimulated: [],
    objects: Object.fromEntries(Object.keys(awsKinds).map((kind) => [kind, new Map()])) as unknown as Reading['objects'],
    paths: new Map(),
    ids: new Map(),
    attached: new Set(),
    draw: (purpose) => {
      const minted = mint(next, 'world', purpose);
      next = minted.world;
      return minted.digits;
    },
  };
}

/** As many objects of a kind as a person may have written. */
const TYPED = 200;

/** Stores an object under its id; the same id twice is a problem. */
export function keep<K extends keyof AwsKinds>(
  reading: Reading,
  kind: K,
  entry: { readonly id: string; readonly object: AwsKinds[K]; readonly path: Path },
): void {
  const known = reading.objects[kind] as Map<string, AwsKinds[K]>;
  if (known.has(entry.id)) say(reading, entry.path, COMPLAINTS.twice, { id: entry.id });
  known.set(entry.id, entry.object);
  reading.paths.set(entry.id, entry.path);
  reading.ids.set(entry.path, entry.id);
}

export function say(reading: Reading, path: Path, { what, how }: Complaint, params: Params = {}): void {
  reading.problems.push({ path, what: fillBoth(what, params), how: fillBoth(how, params) });
}

/** The id that an item has, or a new one. */
export function idOf(reading: Reading, item: Item, member: string, prefix: string): string {
  return text(reading, item, member) ?? newId(reading, prefix);
}

export function newId(reading: Reading, prefix: string): string {
  return ec2Id(prefix, reading.draw(prefix));
}

/** Reports the members that AWS does not have, each with the nearest that it has. */
export function checkMembers(reading: Reading, item: Item, known: readonly string[]): void {
  for (const member of Object.keys(item.value)) {
    if (known.includes(member)) continue;
    const near = nearest(member, known);
    const { what, how } = near === null ? COMPLAINTS.noMember : COMPLAINTS.nearMember;
    const params = { member, known, near: near ?? '' };
    reading.problems.push({
      path: [...item.path, member],
      what: fillBoth(what, params),
      how: fillBoth(how, params),
      unknown: { member, near },
    });
  }
}

export function text(reading: Reading, item: Item, member: string): string | undefined {
  const value = item.value[member];
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined;
  if (typeof value === 'number') return String(value);
  say(reading, [...item.path, member], COMPLAINTS.notText, { member });
  return undefined;
}

/** A list of texts; what is none in it is reported and left out. */
export function texts(reading: Reading, item: Item, member: string): string[] {
  const value = item.value[member];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value))
    return value.flatMap((each, index) => text(reading, { path: [...item.path, member], value: { [index]: each } }, String(index)) ?? []);
  say(reading, [...item.path, member], COMPLAINTS.notList, { member });
  return [];
}

export function number(reading: Reading, item: Item, member: string): number | undefined {
  const value = item.value[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  say(reading, [...item.path, member], COMPLAINTS.notWhole, { member });
  return undefined;
}

export function flag(reading: Reading, item: Item, member: string): boolean | undefined {
  const value = item.value[member];
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? undefined;
  say(reading, [...item.path, member], COMPLAINTS.notFlag, { member });
  return undefined;
}

export function items(reading: Reading, item: Item, member: string): Item[] {
  const value = item.value[member];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    say(reading, [...item.path, member], COMPLAINTS.notList, { member });
    return [];
  }
  return itemsOf(reading, value, [...item.path, member]);
}

export function itemsOf(reading: Reading, list: readonly unknown[], path: Path): Item[] {
  return list.flatMap((value, index): Item[] => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return [{ path: [...path, index], value: value as Item['value'] }];
    say(reading, [...path, index], COMPLAINTS.notObject);
    return [];
  });
}

/** One structure within an item, or undefined. */
export function part(reading: Reading, item: Item, member: string): Item | undefined {
  const value = item.value[member];
  return value === undefined || value === null
    ? undefined
    : itemsOf(reading, [value], [...item.path, member]).map((found) => ({ ...found, path: [...item.path, member] }))[0];
}

/** A CIDR block in canonical form; undefined, and a problem, when it is none. */
export function block(reading: Reading, item: Item, member: string): string | undefined {
  const given = text(reading, item, member);
  if (given === undefined) return undefined;
  const read = readCidr(given);
  if (read === null) say(reading, [...item.path, member], COMPLAINTS.notBlock, { given });
  return read === null ? undefined : showCidr(read);
}

export function address(reading: Reading, item: Item, member: string): string | undefined {
  const given = text(reading, item, member);
  if (given === undefined || readAddress(given) !== null) return given;
  say(reading, [...item.path, member], COMPLAINTS.notAddress, { given });
  return undefined;
}

/** A member without which there is no object. */
export function needed<T>(reading: Reading, item: Item, member: string, value: T | undefined): T | undefined {
  if (value === undefined && item.value[member] === undefined) say(reading, item.path, COMPLAINTS.missing, { member });
  return value;
}

export function tags(reading: Reading, item: Item, member = 'Tags'): readonly Tag[] {
  return items(reading, item, member).map((tag) => ({ Key: text(reading, tag, 'Key') ?? '', Value: text(reading, tag, 'Value') ?? '' }));
}

/** Reports an id that names nothing. */
export function checkReference(reading: Reading, kind: keyof AwsKinds, at: { readonly id: string; readonly path: Path }): boolean {
  const known = reading.objects[kind] as ReadonlyMap<string, unknown>;
  if (known.has(at.id)) return true;
  // Looking for what was meant costs a comparison with each: among many nobody has typed the ids.
  const near = known.size > TYPED ? null : nearest(at.id, [...known.keys()]);
  const { what, how } = near === null ? COMPLAINTS.noSuch : COMPLAINTS.nearSuch;
  const params = { id: at.id, near: near ?? '' };
  reading.problems.push({ path: at.path, what: fillBoth(what, params), how: fillBoth(how, params), missing: { kind, id: at.id } });
  return false;
}
