/** Variables drawn by a seed: values, numbers, blocks of addresses, addresses in blocks, names. */

import { type Address, familyOf, type Ipv4, type Ipv6, readAddress, showAddress } from '../engine/net/address.ts';
import { addressAt, type Cidr, covers, overlaps, readCidr, showCidr, sizeOf } from '../engine/net/cidr.ts';
import type { Text } from '../engine/text.ts';
import { NAMES, type Pool, type Row, type Value } from './pool.ts';
import { say } from './say.ts';
import { numberFrom } from './seeded.ts';
import { fillVars, type Vars } from './vars.ts';

export type Drawn = { readonly vars: Vars; readonly problems: readonly { readonly name: string; readonly what: Text; readonly how: Text }[] };
export type Drawable = { readonly id: string; readonly vars: { readonly [name: string]: Pool } };

/** So many places are tried for one value: a pool where this does not suffice is as good as full. */
const TRIES = 4096;
/** The first four addresses of a subnet are reserved, and so is the last. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const RESERVED = 4;

type Refusal = { readonly what: Text; readonly how: Text };
type Draw = { readonly value: Value | Row } | Refusal;
/** What was drawn before: no block overlaps another of the same scenario, and no number, address or name is drawn twice. */
type Taken = { readonly numbers: Set<number>; readonly blocks: Cidr[]; readonly hosts: Set<Address>; readonly names: Set<string> };
type State = { readonly words: readonly string[]; readonly taken: Taken };

/** The value of each variable for the seed, and what keeps one from having any. */
export function drawVars({ id, vars: pools }: Drawable, seed: string): Drawn {
  const vars: Record<string, Value | Row> = {};
  const problems: { name: string; what: Text; how: Text }[] = [];
  const taken: Taken = { numbers: new Set(), blocks: [], hosts: new Set(), names: new Set() };
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    const pool = pools[name];
    if (pool === undefined || Object.hasOwn(vars, name) || visiting.has(name)) return;
    visiting.add(name);
    for (const other of namedIn(pool)) visit(other);
    const drawn = draw(fillVars(pool, vars), { words: [id, seed, name], taken });
    if ('value' in drawn) vars[name] = drawn.value;
    else problems.push({ name, ...drawn });
  };
  for (const name of Object.keys(pools)) visit(name);
  return { vars, problems };
}

/** The variables that a pool names. */
function namedIn(pool: Pool): readonly string[] {
  return [...JSON.stringify(pool).matchAll(/\{([a-z][A-Za-z0-9]*)(?:\.[A-Za-z0-9]+)?\}/g)].map((match) => match[1] as string);
}

function draw(pool: Pool, state: State): Draw {
  if (isList(pool)) return oneOf(pool, state);
  if ('one_of' in pool) return oneOf(pool.one_of, state);
  if ('number' in pool) return numberOf(pool.number, state);
  if ('cidr' in pool) return blockOf(pool.cidr, state);
  if ('host' in pool) return hostOf(pool.host, state);
  if ('name' in pool) return nameOf(pool.name, state);
  const terms = ('sum' in pool ? pool.sum : pool.product).map(Number);
  if (terms.some((term) => !Number.isFinite(term))) return refusal(NOT_NUMBERS, NAME_NUMBERS);
  return { value: 'sum' in pool ? terms.reduce((sum, term) => sum + term, 0) : terms.reduce((product, term) => product * term, 1) };
}

function isList(pool: Pool): pool is readonly Value[] {
  return Array.isArray(pool);
}

function oneOf(values: readonly (Value | Row)[], { words }: State): Draw {
  const value = values[numberFrom(words, values.length)];
  return value === undefined ? refusal(FULL, WIDEN) : { value };
}

function numberOf({ from, to, step = 1, avoid = [] }: Extract<Pool, { number: unknown }>['number'], { words, taken }: State): Draw {
  const [least, most, by] = [Number(from), Number(to), Number(step)];
  if (![least, most, by].every(Number.isInteger) || by < 1 || most < least) return refusal(BAD_RANGE, NAME_NUMBERS);
  const avoided = new Set(avoid.map(Number));
  const found = firstFree(words, Math.floor((most - least) / by) + 1, (at) => {
    const number = least + at * by;
    return avoided.has(number) || taken.numbers.has(number) ? null : number;
  });
  if (found === null) return refusal(FULL, WIDEN);
  taken.numbers.add(found);
  return { value: found };
}

function blockOf({ within, prefix, at, avoid = [] }: Extract<Pool, { cidr: unknown }>['cidr'], { words, taken }: State): Draw {
  const outer = readCidr(within);
  const bits = outer === null ? 0 : familyOf(outer.base) === 4 ? 32 : 128;
  const length = Number(prefix);
  if (outer === null || !Number.isInteger(length) || length < outer.prefix || length > bits) return refusal(BAD_BLOCK, NAME_BLOCK, { within });
  const count = 2 ** Math.min(length - outer.prefix, 32);
  const block = (index: number): Cidr => {
    const base = BigInt(outer.base) + (BigInt(index) << BigInt(bits - length));
    return { base: bits === 4 * 8 ? (Number(base) as Ipv4) : (base as Ipv6), prefix: length };
  };
  if (at !== undefined) {
    const index = Number(at) < 0 ? count + Number(at) : Number(at);
    if (!Number.isInteger(index) || index < 0 || index >= count) return refusal(NO_PLACE, CHOOSE_PLACE, { at, count });
    taken.blocks.push(block(index));
    return { value: showCidr(block(index)) };
  }
  // A block that holds another on purpose, as a VPC holds its subnets, is no overlap.
  const others = [...avoid.flatMap((text) => readCidr(text) ?? []), ...taken.blocks.filter((one) => !covers(one, outer))];
  const found = firstFree(words, count, (index) => (others.some((one) => overlaps(one, block(index))) ? null : block(index)));
  if (found === null) return refusal(FULL, WIDEN);
  taken.blocks.push(found);
  return { value: showCidr(found) };
}

function hostOf({ of, at, avoid = [] }: Extract<Pool, { host: unknown }>['host'], { words, taken }: State): Draw {
  const block = readCidr(of);
  if (block === null) return refusal(BAD_BLOCK, NAME_BLOCK, { within: of });
  const size = Math.min(sizeOf(block), 2 ** 32);
  if (at !== undefined) {
    const index = Number(at) < 0 ? size + Number(at) : Number(at);
    if (!Number.isInteger(index) || index < 0 || index >= size) return refusal(NO_PLACE, CHOOSE_PLACE, { at, count: size });
    return { value: showAddress(addressAt(block, index)) };
  }
  const avoided = new Set(avoid.flatMap((text) => readAddress(text) ?? []));
  const found = firstFree(words, size - RESERVED - 1, (index) => {
    const address = addressAt(block, RESERVED + index);
    return avoided.has(address) || taken.hosts.has(address) ? null : address;
  });
  if (found === null) return refusal(FULL, WIDEN);
  taken.hosts.add(found);
  return { value: showAddress(found) };
}

function nameOf(kind: keyof typeof NAMES, { words, taken }: State): Draw {
  const names = NAMES[kind];
  const found = firstFree(words, names.length, (at) => {
    const name = names[at] as string;
    return taken.names.has(name) ? null : name;
  });
  if (found === null) return refusal(FULL, WIDEN);
  taken.names.add(found);
  return { value: found };
}

/** From the place that the words decide onwards, the first that is free. */
function firstFree<T>(words: readonly string[], count: number, take: (at: number) => T | null): T | null {
  if (count < 1) return null;
  const start = numberFrom(words, count);
  for (let tried = 0; tried < Math.min(count, TRIES); tried += 1) {
    const found = take((start + tried) % count);
    if (found !== null) return found;
  }
  return null;
}

function refusal(what: Text, how: Text, params: { readonly [name: string]: Value } = {}): Refusal {
  return { what: say(what, params), how: say(how, params) };
}

const FULL: Text = { ko: '뽑을 값이 남지 않았습니다.', en: 'no value is left to draw.' };
const WIDEN: Text = { ko: '범위를 넓히거나 avoid를 줄이세요.', en: 'Widen the pool, or avoid less.' };
const BAD_RANGE: Text = { ko: '범위가 비었거나 정수가 아닙니다.', en: 'the range is empty or not of whole numbers.' };
const NOT_NUMBERS: Text = { ko: '수가 아닌 값이 있습니다.', en: 'a term is not a number.' };
const NAME_NUMBERS: Text = { ko: '정수나 수인 변수를 쓰세요.', en: 'Give whole numbers, or variables that are numbers.' };
const BAD_BLOCK: Text = { ko: '`{within}` 대역에서는 뽑지 못합니다.', en: 'nothing can be drawn from `{within}`.' };
const NAME_BLOCK: Text = {
  ko: 'CIDR 블록이나 그런 변수를 쓰고, prefix는 그 블록보다 길게 하세요.',
  en: 'Give a CIDR block or a variable that is one, and a longer prefix than the block has.',
};
const NO_PLACE: Text = { ko: '{at}번째는 없습니다.', en: 'there is no place {at}.' };
const CHOOSE_PLACE: Text = { ko: '{count}개 안에서 고르세요. 음수는 뒤에서 셉니다.', en: 'Places: {count}. Negative ones count from the end.' };
