import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { adapter as paths } from '../../src/conformance/services-ingress-paths.ts';
import { adapter as model } from '../../src/conformance/services-lbc-model.ts';
import { adapter as subnets } from '../../src/conformance/services-lbc-subnets.ts';

test.each([subnets, model, paths])('$file: every upstream case has upstream’s result', (adapter) => {
  const cases: unknown = JSON.parse(readFileSync(new URL(`cases/services/${adapter.file}`, import.meta.url), 'utf8'));
  expect(adapter.judge(cases).filter(({ ok }) => !ok)).toEqual([]);
});
