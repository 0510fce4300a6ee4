import fc from 'fast-check';
import IPCIDR from 'ip-cidr';
import { describe, expect, it } from 'vitest';
import { type Cidr, covers, overlaps, parseCidr, showCidr } from '../../../src/engine/net/cidr.ts';
import {
  addressCount,
  blockAt,
  blockCount,
  firstBlocks,
  nextBlock,
  pack,
  prefixForCount,
  relationOf,
  restBehind,
  subtract,
} from '../../../src/engine/planning/cidr-blocks.ts';

/** Blocks as a person writes them; ip-cidr, which the program does not compute with, is the judge. */
const ipv4 = fc.tuple(fc.nat(0xffffffff), fc.integer({ min: 0, max: 32 })).map(([value, prefix]) => {
  const quad = [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
  return parseCidr(`${quad}/${prefix}`);
});
const ipv6 = fc
  .tuple(fc.array(fc.nat(0xffff), { minLength: 8, maxLength: 8 }), fc.integer({ min: 0, max: 128 }))
  .map(([groups, prefix]) => parseCidr(`${groups.map((group) => group.toString(16)).join(':')}/${prefix}`));
const block = fc.oneof(ipv4, ipv6);
const small = fc.tuple(fc.nat(15), fc.integer({ min: 24, max: 30 })).map(([third, prefix]) => parseCidr(`10.0.${third}.0/${prefix}`));

const oracle = (cidr: Cidr) => {
  const read = new IPCIDR(showCidr(cidr));
  return { first: BigInt(String(read.start({ type: 'bigInteger' }))), last: BigInt(String(read.end({ type: 'bigInteger' }))) };
};

describe('splitting a block', () => {
  it('gives blocks that follow each other from its first address to its last', () => {
    fc.assert(
      fc.property(block, fc.integer({ min: 0, max: 6 }), (cidr, deeper) => {
        const prefix = Math.min(cidr.prefix + deeper, typeof cidr.base === 'number' ? 32 : 128);
        const blocks = firstBlocks(cidr, prefix, 64).map(oracle);
        expect(blocks).toHaveLength(Number(blockCount(cidr, prefix)));
        expect(blocks[0]?.first).toBe(oracle(cidr).first);
        expect(blocks.at(-1)?.last).toBe(oracle(cidr).last);
        for (const [at, one] of blocks.entries()) if (at > 0) expect(one.first).toBe((blocks[at - 1]?.last ?? 0n) + 1n);
      }),
    );
  });

  it('counts the addresses of a block as ip-cidr does, and finds the one behind it', () => {
    fc.assert(
      fc.property(block, (cidr) => {
        const { first, last } = oracle(cidr);
        expect(addressCount(cidr)).toBe(last - first + 1n);
        const next = nextBlock(cidr);
        if (next !== null) expect(oracle(next).first).toBe(last + 1n);
      }),
    );
  });

  it('into a number of blocks takes the largest that are enough, and what is left behind them completes the block', () => {
    fc.assert(
      fc.property(block, fc.integer({ min: 1, max: 64 }), (cidr, count) => {
        const prefix = prefixForCount(cidr, count);
        if (prefix === null) {
          expect(addressCount(cidr) < BigInt(count)).toBe(true);
          return;
        }
        expect(blockCount(cidr, prefix) >= BigInt(count)).toBe(true);
        if (prefix > cidr.prefix) expect(blockCount(cidr, prefix - 1) < BigInt(count)).toBe(true);
        const rest = restBehind(cidr, prefix, count).reduce((sum, one) => sum + addressCount(one), 0n);
        expect(rest + addressCount(blockAt(cidr, prefix, 0n)) * BigInt(count)).toBe(addressCount(cidr));
      }),
    );
  });
});

describe('comparing blocks', () => {
  it('tells how two blocks lie to each other as their first and last addresses say', () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(small, small), fc.tuple(ipv4, ipv4), fc.tuple(ipv6, ipv6)), ([one, other]) => {
        const [a, b] = [oracle(one), oracle(other)];
        const apart = a.last < b.first || b.last < a.first;
        const expected = apart ? 'apart' : one.prefix === other.prefix ? 'equal' : one.prefix < other.prefix ? 'contains' : 'inside';
        expect(relationOf(one, other)).toBe(expected);
        if (expected === 'contains') expect(new IPCIDR(showCidr(one)).contains(new IPCIDR(showCidr(other)).addressStart)).toBe(true);
      }),
    );
  });

  it('keeps the families apart', () => {
    expect(relationOf(parseCidr('::/0'), parseCidr('10.0.0.0/8'))).toBe('apart');
  });
});

describe('fitting blocks', () => {
  const sizes = fc.array(fc.integer({ min: 24, max: 30 }), { minLength: 1, maxLength: 12 });

  it('takes away exactly the addresses that are taken', () => {
    fc.assert(
      fc.property(fc.array(small, { maxLength: 6 }), fc.array(small, { maxLength: 6 }), (free, taken) => {
        const left = subtract(free, taken);
        const addresses = (blocks: readonly Cidr[]) => {
          const all = new Set<number>();
          for (const each of blocks) for (let at = 0; at < Number(addressCount(each)); at++) all.add(Number(each.base) + at);
          return all;
        };
        const gone = addresses(taken);
        expect([...addresses(left)].sort()).toEqual([...addresses(free)].filter((address) => !gone.has(address)).sort());
        expect(left.reduce((sum, one) => sum + Number(addressCount(one)), 0)).toBe(addresses(left).size);
      }),
      { numRuns: 40 },
    );
  });

  it('places each block inside the free space and over no other, and leaves the rest', () => {
    fc.assert(
      fc.property(fc.array(small, { minLength: 1, maxLength: 4 }), sizes, (free, wanted) => {
        const { placed, left } = pack(
          free,
          wanted.map((prefix) => ({ prefix, family: 4 as const })),
        );
        const got = placed.filter((one) => one !== null);
        for (const [at, one] of got.entries()) {
          expect(free.some((home) => covers(home, one))).toBe(true);
          expect([...got.slice(at + 1), ...left].some((other) => overlaps(one, other))).toBe(false);
        }
      }),
    );
  });

  it('into one block places everything that is not larger than it in sum', () => {
    fc.assert(
      fc.property(sizes, (wanted) => {
        const home = parseCidr('10.0.0.0/23');
        const need = wanted.reduce((sum, prefix) => sum + 2 ** (32 - prefix), 0);
        const { placed } = pack(
          [home],
          wanted.map((prefix) => ({ prefix, family: 4 as const })),
        );
        if (need <= 512) expect(placed).not.toContain(null);
        else expect(placed).toContain(null);
      }),
    );
  });
});
