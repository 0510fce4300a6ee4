import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawVars } from '../../src/course/draw.ts';
import type { Pool } from '../../src/course/pool.ts';
import { parseAddress } from '../../src/engine/net/address.ts';
import { contains, covers, overlaps, parseCidr } from '../../src/engine/net/cidr.ts';

const draw = (vars: { readonly [name: string]: Pool }, seed = 'one') => drawVars({ id: 's', vars }, seed);

const PLAN = {
  vpc: { cidr: { within: '10.0.0.0/8', prefix: 16, avoid: ['10.0.0.0/16'] } },
  peer: { cidr: { within: '10.0.0.0/8', prefix: 16 } },
  publicA: { cidr: { within: '{vpc}', prefix: 20 } },
  publicB: { cidr: { within: '{vpc}', prefix: 20 } },
  last: { cidr: { within: '{vpc}', prefix: 24, at: -1 } },
  resolver: { host: { of: '{vpc}', at: 2 } },
  server: { host: { of: '{publicA}' } },
  other: { host: { of: '{publicA}' } },
} as const;

describe('an address plan that is drawn', () => {
  it('moves together: subnets in the VPC, hosts in the subnets, no two blocks that overlap', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const { vars, problems } = draw(PLAN, seed);
        expect(problems).toEqual([]);
        const block = (name: string) => parseCidr(String(vars[name]));
        expect(covers(block('vpc'), block('publicA')) && covers(block('vpc'), block('publicB'))).toBe(true);
        expect(overlaps(block('vpc'), parseCidr('10.0.0.0/16')) || overlaps(block('vpc'), block('peer'))).toBe(false);
        expect(overlaps(block('publicA'), block('publicB'))).toBe(false);
        expect(contains(block('publicA'), parseAddress(String(vars.server)))).toBe(true);
        expect(vars.server).not.toBe(vars.other);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves out the addresses that AWS reserves in a subnet', () => {
    const hosts = Array.from({ length: 60 }, (_, seed) => draw({ host: { host: { of: '192.0.2.16/28' } } }, String(seed)).vars.host);
    expect([...new Set(hosts)].sort()).toEqual([20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30].map((last) => `192.0.2.${last}`));
  });

  it('counts places from either end', () => {
    expect(
      draw({ vpc: ['10.7.0.0/16'], dns: { host: { of: '{vpc}', at: 2 } }, end: { cidr: { within: '{vpc}', prefix: 24, at: -1 } } }).vars,
    ).toEqual({
      vpc: '10.7.0.0/16',
      dns: '10.7.0.2',
      end: '10.7.255.0/24',
    });
  });

  it('draws blocks of IPv6 too', () => {
    const { vars } = draw({ block: { cidr: { within: '2001:db8::/48', prefix: 64 } } });
    expect(covers(parseCidr('2001:db8::/48'), parseCidr(String(vars.block)))).toBe(true);
  });
});

describe('numbers, names and rows', () => {
  it('are never drawn twice in one scenario', () => {
    const range = { number: { from: 1, to: 3 } };
    const { vars } = draw({ a: range, b: range, c: range, one: { name: 'service' }, other: { name: 'service' } });
    expect([vars.a, vars.b, vars.c].sort()).toEqual([1, 2, 3]);
    expect(vars.one).not.toBe(vars.other);
  });

  it('come in steps, without those to avoid', () => {
    const drawn = Array.from({ length: 40 }, (_, seed) => draw({ n: { number: { from: 10, to: 30, step: 10, avoid: [20] } } }, String(seed)).vars.n);
    expect([...new Set(drawn)].sort()).toEqual([10, 30]);
  });

  it('of a row belong together, and can be added and multiplied', () => {
    const row = { one_of: [{ type: 'm5.large', pods: 29 }] };
    expect(draw({ node: row, all: { product: ['{node.pods}', 3] }, more: { sum: ['{all}', 2] } }).vars).toEqual({
      node: { type: 'm5.large', pods: 29 },
      all: 87,
      more: 89,
    });
  });
});

describe('a pool that gives nothing', () => {
  it.each<[string, { readonly [name: string]: Pool }]>([
    ['numbers that are used up', { a: { number: { from: 1, to: 1 } }, b: { number: { from: 1, to: 1 } } }],
    ['a block larger than the one it lies in', { a: { cidr: { within: '10.0.0.0/16', prefix: 8 } } }],
    ['a block in what is no block', { a: ['web'], b: { cidr: { within: '{a}', prefix: 24 } } }],
    ['a place behind the last', { a: { host: { of: '10.0.0.0/30', at: 4 } } }],
    ['variables that name each other', { a: { sum: ['{b}', 1] }, b: { sum: ['{a}', 1] } }],
  ])('is told: %s', (_, vars) => {
    expect(draw(vars).problems).not.toEqual([]);
  });
});
