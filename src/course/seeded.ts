/** Choices that a seed makes: the same seed and name give the same choice everywhere. */
import { sha1 } from '../engine/sha1.ts';

/** A number below `below`, decided by the words. */
export function numberFrom(words: readonly string[], below: number): number {
  return Number.parseInt(sha1(words.join('\0')).slice(0, 12), 16) % below;
}

/** The items in an order decided by the words. */
export function shuffled<T>(items: readonly T[], words: readonly string[]): readonly T[] {
  const keyed = items.map((item, index) => ({ item, key: sha1([...words, String(index)].join('\0')) }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : 1)).map(({ item }) => item);
}
