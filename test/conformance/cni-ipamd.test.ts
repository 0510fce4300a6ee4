import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { adapter } from '../../src/conformance/cni-ipamd.ts';

it('every upstream case of ipamd holds', () => {
  const cases: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'cases', adapter.area, adapter.file), 'utf8'));
  expect(adapter.judge(cases).filter(({ ok }) => !ok)).toEqual([]);
});
