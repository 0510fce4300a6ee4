/** What the READMEs say of keys is what the records say. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keyNamed } from '../../src/tui/key-map.ts';
import { KEYS } from '../../src/tui/keys.ts';

const bound = new Set(KEYS.flatMap((record) => record.keys));

describe.each(['README.md', 'README.ko.md'])('%s', (file) => {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

  it('names only keys with Ctrl that some screen has', () => {
    const named = [...text.matchAll(/`(Ctrl-[A-Z])`/g)].map((match) => match[1] as string);
    expect(named.length).toBeGreaterThan(0);
    for (const one of named) {
      const key = keyNamed(one);
      expect({ one, bound: key !== null && 'key' in key && bound.has(key.key) }).toEqual({ one, bound: true });
    }
  });

  it('names only single keys that some screen has', () => {
    const named = [...text.matchAll(/`([A-Za-z/?])`/g)].map((match) => match[1] as string);
    for (const one of named) expect({ one, bound: bound.has(one) }).toEqual({ one, bound: true });
  });
});
