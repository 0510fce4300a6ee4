import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeBranches } from '../../../src/engine/dataplane/branch.ts';
import { plus, showShare, times } from '../../../src/engine/dataplane/share.ts';
import type { Share } from '../../../src/engine/dataplane/step.ts';
import { explainLost, explainStep } from '../../../src/engine/explain.ts';
import { replyTo, showPacket } from '../../../src/engine/net/packet.ts';
import { connectionOf } from '../../support/expect-trace.ts';
import { courseWorld } from '../../support/world-of.ts';

const world = courseWorld();
const FROM = [
  'internet',
  'internet:198.18.0.1',
  'pod/default/toolbox',
  'pod/default/webapp-7d9c6b8f5d-4kq2s',
  'pod/prod/backend-5c6f7b9d88-zc9lx',
  'node/node0',
  'node/node1',
];
const TO = [
  'node/node0:32001',
  'node/node1:32001',
  'node/node1:32002',
  'svc/default/frontend:80',
  'svc/default/frontend:81',
  'svc/prod/backend:80',
  'svc/prod/backend:443',
  'ip:10.100.0.31:80',
  'ip:10.100.9.9:80',
  'ip:192.168.0.41:9376',
  'ip:192.168.64.7:9376',
  'ip:192.168.64.7:22',
  'ip:192.168.0.77:80',
  'ip:198.51.100.6:32001',
  'ip:198.51.100.80:80',
  'ip:203.0.113.200:80',
  'ip:127.0.0.1:32001',
];
/** Every pair once: more than a sample, and no longer. */
const CONNECTIONS = FROM.flatMap((from) => TO.map((to) => ({ name: `${from} → ${to}`, legs: connectionOf(world, from, to).legs })));
const BRANCHES = CONNECTIONS.flatMap(({ name, legs }) => legs.flatMap(({ branches }) => branches.map((branch) => ({ name, branch }))));

describe('any connection of the worked example', () => {
  it('has branches whose shares add up to 1 exactly', () => {
    for (const { name, legs } of CONNECTIONS) {
      for (const { branches } of legs) expect(showShare(branches.map(({ share }) => share).reduce<Share>(plus, { of: 0, outOf: 1 })), name).toBe('1');
    }
  });

  it('brings back, when it is answered or refused, the request with its ends swapped', () => {
    for (const { name, branch } of BRANCHES) {
      const [sent, received] = [branch.request[0]?.in, branch.reply.at(-1)?.in];
      if (branch.verdict === 'timed-out' || sent === undefined || received === undefined) continue;
      expect(showPacket(replyTo(received)), name).toBe(showPacket(sent));
    }
  });

  it('leaves no mark of a kernel on a packet outside a host', () => {
    for (const { name, branch } of BRANCHES) {
      for (const step of [...branch.request, ...branch.reply]) if (step.place.of.kind !== 'Host') expect(step.in.mark, name).toBe(0);
    }
  });

  it('says why at every step, in both languages', () => {
    for (const { branch } of BRANCHES) {
      for (const step of [...branch.request, ...branch.reply]) {
        const { ko, en } = explainStep(step);
        expect(ko.length * en.length).toBeGreaterThan(0);
        for (const lost of step.lost) expect(explainLost(step, lost).ko).not.toBe('');
      }
    }
  });

  it('keeps the sum of shares and the number of branches when equal ones are merged', () => {
    for (const { name, legs } of CONNECTIONS) {
      for (const { branches } of legs) {
        const merged = mergeBranches(branches);
        expect(
          merged.reduce((sum, { count }) => sum + count, 0),
          name,
        ).toBe(branches.length);
      }
    }
  });
});

describe('branches with equal reasons', () => {
  it('are one: two pods of the node, one elsewhere', () => {
    const merged = mergeBranches(connectionOf(world, 'internet', 'node/node0:32001').legs.flatMap(({ branches }) => branches));
    expect(merged.map(({ count, share }) => [count, showShare(share)]).sort()).toEqual([
      [1, '1/3'],
      [2, '2/3'],
    ]);
  });
});

describe('shares', () => {
  const share = fc.record({ of: fc.integer({ min: 1, max: 60 }), outOf: fc.integer({ min: 60, max: 120 }) });

  it('add and multiply as fractions do', () => {
    fc.assert(
      fc.property(share, share, (one, other) => {
        const sum = plus(one, other);
        const product = times(one, other);
        expect(sum.of * one.outOf * other.outOf).toBe((one.of * other.outOf + other.of * one.outOf) * sum.outOf);
        expect(product.of * one.outOf * other.outOf).toBe(one.of * other.of * product.outOf);
      }),
    );
  });
});
