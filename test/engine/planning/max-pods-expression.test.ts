import { describe, expect, it } from 'vitest';
import { evaluateMaxPods } from '../../../src/engine/planning/max-pods-expression.ts';

const M5_LARGE = { default_enis: 3, ips_per_eni: 10, max_pods: 29, vcpus: 2, memory_mib: 8192 };

// https://github.com/google/cel-spec/blob/master/doc/langdef.md
describe("nodeadm's expression", () => {
  it.each([
    ['max_pods', 29],
    ['2 + 3 * 4', 14],
    ['10 - 4 - 3', 3],
    ['7 / 2', 3],
    ['-7 / 2 + 10', 7],
    ['7 % 4', 3],
    ['0x10', 16],
    ['--5', 5],
    ['vcpus > 30 ? 250 : 110', 110],
    ['max_pods < 30 && vcpus >= 2 || false ? 1 : 2', 1],
    ['false ? 1 : true ? 2 : 3', 2],
    ['memory_mib / 64', 128],
    ['2.9', 2],
    ['int(double(max_pods) * 0.5)', 14],
    // An operand that fails does not matter when the other decides.
    ['(true || 1 / 0 > 1) ? 5 : 6', 5],
    ['(1 / 0 > 1 && false) ? 5 : 6', 6],
  ])('`%s` is %i pods on m5.large', (expression, pods) => {
    expect(evaluateMaxPods(expression, M5_LARGE)).toEqual({ pods });
  });

  it.each([
    ['', 'syntax'],
    ['1 +', 'syntax'],
    ['(1', 'syntax'],
    ['1 ~ 2', 'syntax'],
    ['size("ab")', 'syntax'],
    ['9223372036854775808', 'syntax'],
    ['cores * 8', 'unknown-name'],
    ['1 + 1.0', 'types'],
    ['1 + true', 'types'],
    ['max_pods ? 1 : 2', 'types'],
    // Compiled first: a wrong branch is refused where it is not taken.
    ['true ? 1 : false', 'types'],
    ['9223372036854775807 + 1', 'overflow'],
    ['max_pods / 0', 'division-by-zero'],
    ['max_pods % 0', 'division-by-zero'],
    ['true', 'not-a-number'],
    ['max_pods - 29', 'out-of-range'],
    ['2147483648', 'out-of-range'],
  ])('`%s` is dropped: %s', (expression, wrong) => {
    expect(evaluateMaxPods(expression, M5_LARGE)).toMatchObject({ wrong });
  });

  it('is refused, not followed, where it is nested without end', () => {
    for (const text of ['('.repeat(20_000), '-'.repeat(20_000), 'true ? 1 : '.repeat(20_000)]) {
      expect(evaluateMaxPods(text, M5_LARGE)).toMatchObject({ wrong: 'syntax' });
    }
  });
});
