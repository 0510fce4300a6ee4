/** Shares of the connections as exact fractions in lowest terms. */
import type { Share } from './step.ts';

export const WHOLE: Share = { of: 1, outOf: 1 };

/** One of so many. */
export function oneOf(count: number): Share {
  return { of: 1, outOf: count };
}

/** The share of a share. */
export function times(one: Share, other: Share): Share {
  return lowest(one.of * other.of, one.outOf * other.outOf);
}

/** Both together. */
export function plus(one: Share, other: Share): Share {
  return lowest(one.of * other.outOf + other.of * one.outOf, one.outOf * other.outOf);
}

/** `1/3`, or `1` for all. */
export function showShare(share: Share): string {
  return share.outOf === 1 ? String(share.of) : `${share.of}/${share.outOf}`;
}

function lowest(of: number, outOf: number): Share {
  const divisor = greatestCommonDivisor(of, outOf);
  return { of: of / divisor, outOf: outOf / divisor };
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}
