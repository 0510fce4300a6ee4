import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ApiErrorCase, judgeCase } from '../../../src/conformance/vpc-api-errors.ts';

const cases = JSON.parse(readFileSync(new URL('../../conformance/cases/vpc/api-errors.json', import.meta.url), 'utf8')) as ApiErrorCase[];

/** A case that needs an operation which the lab does not have says so itself. */
const judged = cases.map((each) => judgeCase(each)).filter(({ detail }) => !detail.includes('is not simulated here'));

describe('commands with answers known from AWS and from upstream tests', () => {
  it('are many', () => expect(judged.length).toBeGreaterThan(60));

  it.each(judged.map((judgement) => [judgement.id, judgement] as const))('%s is answered as AWS answers it', (_id, { detail }) => {
    expect(detail).toBe('');
  });
});
