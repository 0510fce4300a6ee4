/** Sets of small numbers as words of 32 bits: what is asked of thousands of pods at once is asked of words. */
export type Bits = Uint32Array;

/** The empty set over `size` numbers. */
export function noBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

/** The whole set over `size` numbers; bits beyond it stay 0, so that counting is exact. */
export function allBits(size: number): Bits {
  const bits = noBits(size).fill(0xffffffff);
  if ((size & 31) !== 0) bits[bits.length - 1] = 2 ** (size & 31) - 1;
  return bits;
}

export function hasBit(bits: Bits, index: number): boolean {
  return (((bits[index >>> 5] as number) >>> (index & 31)) & 1) === 1;
}

/** Adds one number to the set, in place. */
export function addBit(bits: Bits, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) | (1 << (index & 31));
}

/** Adds all of the other set, in place. */
export function addBits(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] as number) | (others[word] as number);
}

/** Takes all of the other set out, in place. */
export function takeBits(bits: Bits, others: Bits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] as number) & ~(others[word] as number);
}

/** What is in both sets. */
export function commonBits(one: Bits, other: Bits): Bits {
  return one.map((word, index) => word & (other[index] as number));
}
