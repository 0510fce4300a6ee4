import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ApiErrorCase, judgeCase } from '../../../src/conformance/vpc-api-errors.ts';

const cases = JSON.parse(readFileSync(new URL('../../conformance/cases/vpc/api-errors.json', import.meta.url), 'utf8')) as ApiErrorCase[];

describe('commands with answers known from AWS and from upstream tests', () => {
  it('are many', () => expect(cases.length).toBeGreaterThan(130));

  it.each(cases.map((each) => [each.id, each] as const))('%s is answered as AWS answers it', (_id, each) => {
    expect(judgeCase(each).detail).toBe('');
  });
});
