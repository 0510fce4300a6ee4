/**
 * Ids: a hash of the seed, the number of the input, the kind and the ordinal within that input and maker. One more object
 * made by one controller shifts nobody else's ids.
 */
import { get, put } from './persistent-map.ts';
import { sha1 } from './sha1.ts';
import type { World } from './world.ts';

/** 40 hexadecimal digits that no other call gives, and the world that remembers having given them. */
export function mint(world: World, maker: string, kind: string): { readonly world: World; readonly digits: string } {
  const slot = `${maker}\0${kind}`;
  const ordinal = get(world.counters.minted, slot) ?? 0;
  const digits = sha1(`${world.seed}\0${world.counters.input}\0${slot}\0${ordinal}`);
  return { world: { ...world, counters: { ...world.counters, minted: put(world.counters.minted, slot, ordinal + 1) } }, digits };
}

/** An id of EC2: the prefix, and 17 hexadecimal digits of which the first is 0. */
export function ec2Id(prefix: string, digits: string): string {
  return `${prefix}-0${digits.slice(0, 16)}`;
}

/** A UID of kube-apiserver: a version 4 UUID. */
export function uid(digits: string): string {
  const variant = '89ab'[Number.parseInt(digits[16] as string, 16) % 4];
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

/** The letters that generated names are made of (k8s.io/apimachinery/pkg/util/rand: no vowels, no look-alikes). */
const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

/** A suffix as generateName appends it: five safe characters. */
export function nameSuffix(digits: string, length = 5): string {
  let suffix = '';
  for (let index = 0; index < length; index++) suffix += SAFE[Number.parseInt(digits.slice(index * 4, index * 4 + 4), 16) % SAFE.length];
  return suffix;
}
