/** Cutting, packing and comparing CIDR blocks: exact for both families, whatever their size. */
import { type Address, familyOf } from '../net/address.ts';
import { type Cidr, covers, overlaps } from '../net/cidr.ts';

/** How many addresses the block has, exactly. */
export function addressCount(cidr: Cidr): bigint {
  return 1n << BigInt(widthOf(cidr) - cidr.prefix);
}

/** 32 or 128. */
export function widthOf(cidr: Cidr): 32 | 128 {
  return familyOf(cidr.base) === 4 ? 32 : 128;
}

/** How many blocks of the prefix length the block holds. The prefix is not shorter than the block's own. */
export function blockCount(cidr: Cidr, prefix: number): bigint {
  return 1n << BigInt(prefix - cidr.prefix);
}

/** The block of the prefix length at `index` within the block. */
export function blockAt(cidr: Cidr, prefix: number, index: bigint): Cidr {
  const size = 1n << BigInt(widthOf(cidr) - prefix);
  return blockOf(BigInt(cidr.base) + index * size, prefix, cidr);
}

/** The first blocks of the prefix length, at most `most` of them. */
export function firstBlocks(cidr: Cidr, prefix: number, most: number): Cidr[] {
  const count = blockCount(cidr, prefix);
  const length = count < BigInt(most) ? Number(count) : most;
  return Array.from({ length }, (_, index) => blockAt(cidr, prefix, BigInt(index)));
}

/** The shortest prefix whose blocks are at least `count`, or null when the block has fewer addresses. */
export function prefixForCount(cidr: Cidr, count: number): number | null {
  for (let prefix = cidr.prefix; prefix <= widthOf(cidr); prefix++) if (blockCount(cidr, prefix) >= BigInt(count)) return prefix;
  return null;
}

/** What is left of the block behind its first `count` blocks of the prefix length, in as few blocks as possible. */
export function restBehind(cidr: Cidr, prefix: number, count: number): Cidr[] {
  const size = 1n << BigInt(widthOf(cidr) - prefix);
  return rangeBlocks(BigInt(cidr.base) + size * BigInt(count), BigInt(cidr.base) + addressCount(cidr), cidr);
}

/** The block behind this one of the same size, or null at the end of the address space. */
export function nextBlock(cidr: Cidr): Cidr | null {
  const next = BigInt(cidr.base) + addressCount(cidr);
  return next >= 1n << BigInt(widthOf(cidr)) ? null : blockOf(next, cidr.prefix, cidr);
}

/** How two blocks lie to each other. */
export function relationOf(one: Cidr, other: Cidr): 'equal' | 'contains' | 'inside' | 'apart' {
  if (!overlaps(one, other)) return 'apart';
  if (one.prefix === other.prefix) return 'equal';
  return covers(one, other) ? 'contains' : 'inside';
}

/** The blocks without those that another covers, in ascending order, IPv4 first: the same addresses, each once. */
export function withoutCovered(blocks: readonly Cidr[]): Cidr[] {
  const sorted = [...blocks].sort(byPlace);
  const kept: Cidr[] = [];
  for (const block of sorted) {
    const last = kept.at(-1);
    if (last === undefined || !covers(last, block)) kept.push(block);
  }
  return kept;
}

/** The free blocks without the addresses of the taken ones, in as few blocks as possible. */
export function subtract(free: readonly Cidr[], taken: readonly Cidr[]): Cidr[] {
  const used = withoutCovered(taken);
  return withoutCovered(free).flatMap((block) => {
    if (used.some((one) => covers(one, block))) return [];
    const inner = used.filter((one) => covers(block, one));
    const end = BigInt(block.base) + addressCount(block);
    let from = BigInt(block.base);
    const left: Cidr[] = [];
    for (const one of inner) {
      left.push(...rangeBlocks(from, BigInt(one.base), block));
      from = BigInt(one.base) + addressCount(one);
    }
    return [...left, ...rangeBlocks(from, end, block)];
  });
}

/** The place of each wanted size, in the order asked, null where none is left; and what stays free. */
export type Packing = { readonly placed: readonly (Cidr | null)[]; readonly left: readonly Cidr[] };

/**
 * Packs blocks of the prefix lengths into the free blocks: the largest first, each into the smallest free block that takes it.
 * Sizes are powers of two at their own multiples, so this order wastes nothing: what it cannot place, no order can.
 */
export function pack(free: readonly Cidr[], wanted: readonly { readonly prefix: number; readonly family: 4 | 6 }[]): Packing {
  let left = withoutCovered(free);
  const placed: (Cidr | null)[] = wanted.map(() => null);
  const order = wanted.map((_, at) => at).sort((one, other) => (wanted[one]?.prefix ?? 0) - (wanted[other]?.prefix ?? 0) || one - other);
  for (const at of order) {
    const { prefix, family } = wanted[at] as (typeof wanted)[number];
    const home = bestHome(left, prefix, family);
    if (home === null) continue;
    const block = blockAt(home, prefix, 0n);
    placed[at] = block;
    left = [...left.filter((one) => one !== home), ...restBehind(home, prefix, 1)].sort(byPlace);
  }
  return { placed, left };
}

/** Whether the family's sizes would fit if the free addresses lay together: what does not fit then is for want of order, not of space. */
export function hasRoom(free: readonly Cidr[], wanted: readonly { readonly prefix: number; readonly family: 4 | 6 }[], family: 4 | 6): boolean {
  const width = family === 4 ? 32 : 128;
  const have = withoutCovered(free)
    .filter((block) => familyOf(block.base) === family)
    .reduce((sum, block) => sum + addressCount(block), 0n);
  const need = wanted.filter((one) => one.family === family).reduce((sum, { prefix }) => sum + (1n << BigInt(width - prefix)), 0n);
  return have >= need;
}

function bestHome(left: readonly Cidr[], prefix: number, family: 4 | 6): Cidr | null {
  let best: Cidr | null = null;
  for (const block of left) {
    if (familyOf(block.base) !== family || block.prefix > prefix) continue;
    if (best === null || block.prefix > best.prefix) best = block;
  }
  return best;
}

/** The addresses from `from` to before `end` in as few blocks as possible. */
function rangeBlocks(from: bigint, end: bigint, like: Cidr): Cidr[] {
  const blocks: Cidr[] = [];
  const width = BigInt(widthOf(like));
  for (let at = from; at < end; ) {
    let bits = 0n;
    while (bits < width && (at >> bits) % 2n === 0n && at + (1n << (bits + 1n)) <= end) bits++;
    blocks.push(blockOf(at, Number(width - bits), like));
    at += 1n << bits;
  }
  return blocks;
}

/** In ascending order of place, IPv4 first, the larger of two that begin together first. */
function byPlace(one: Cidr, other: Cidr): number {
  const families = familyOf(one.base) - familyOf(other.base);
  if (families !== 0) return families;
  if (one.base !== other.base) return one.base < other.base ? -1 : 1;
  return one.prefix - other.prefix;
}

function blockOf(base: bigint, prefix: number, like: Cidr): Cidr {
  return { base: (typeof like.base === 'number' ? Number(base) : base) as Address, prefix };
}
