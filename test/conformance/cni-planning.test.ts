import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adapter as instanceLimits } from '../../src/conformance/cni-instance-limits.ts';
import { adapter as maxPods } from '../../src/conformance/cni-max-pods.ts';
import { adapter as subnetCalc } from '../../src/conformance/cni-subnet-calc.ts';

describe.each([instanceLimits, maxPods, subnetCalc])('the cases of $area/$file', ({ area, file, judge }) => {
  it('all pass', () => {
    const cases: unknown = JSON.parse(readFileSync(new URL(`cases/${area}/${file}`, import.meta.url), 'utf8'));
    const judgements = judge(cases);
    expect(judgements.length).toBeGreaterThan(0);
    expect(judgements.filter(({ ok }) => !ok)).toEqual([]);
  });
});
