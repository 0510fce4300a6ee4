import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha1 } from '../../src/engine/sha1.ts';

it('SHA-1 of the text of RFC 3174 is the digest that it prints', () => {
  expect(sha1('abc')).toBe('a9993e364706816aba3e25717850c26c9cd0d89d');
});

it('SHA-1 agrees with OpenSSL on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => sha1(text) === createHash('sha1').update(text, 'utf8').digest('hex')),
  );
});

it('SHA-1 agrees with OpenSSL on every length about the ends of words, blocks and of what counts as short', () => {
  const lengths = [...Array.from({ length: 200 }, (_, length) => length), ...Array.from({ length: 140 }, (_, more) => 960 + more)];
  for (const length of lengths) {
    const text = Array.from({ length }, (_, index) => String.fromCharCode(33 + ((index * 7 + length) % 90))).join('');
    expect(sha1(text)).toBe(createHash('sha1').update(text, 'utf8').digest('hex'));
  }
});
