import { describe, expect, it } from 'vitest';
import { enter, openAttempt } from '../../../src/course/attempt.ts';
import type { Scenario } from '../../../src/course/content.ts';
import { courseFiles, load } from '../fixture.ts';

const base = load(courseFiles()).course.scenarios[0] as Scenario;
const text = { ko: '조건', en: 'line' };
const line = (id: string, args: object) => ({ id, text, check: { name: 'planned', args }, after: [] });
const DIVERGES = { calculator: 'fits', simulation: 'short' };
const scenario = {
  ...base,
  accept: [line('example', { used: 351, left: 159 }), line('diverges', DIVERGES), line('rules', { ...DIVERGES, rules: 2 })],
} as Scenario;

const after = (...lines: readonly string[]) =>
  lines.reduce((attempt, typed) => enter(attempt, typed).attempt, openAttempt(scenario, { seed: 'test' }));
const verdicts = (...lines: readonly string[]) => after(...lines).accept.map(({ verdict }) => verdict);

const EXAMPLE = '--subnet 10.0.0.0/23 --type m5.12xlarge:2:100 --type c5.2xlarge:1:30';
const SMALL = 'plan --subnet 10.0.0.0/26 --type m5.large:3:10 --warm-eni-target 0';

describe('`planned`', () => {
  it('fails before anything was computed, and says how to begin', () => {
    const [first] = after().accept;
    expect(first).toMatchObject({ verdict: 'fail', help: { en: expect.stringContaining('help plan'), ko: expect.stringContaining('help plan') } });
    expect(first?.expected).toEqual({
      ko: '계산기에서 쓴 주소 351개, 계산기에 남는 주소 159개',
      en: 'addresses used in the calculator: 351, addresses left in the calculator: 159',
    });
  });

  it('takes the sheet from either word', () => {
    expect(verdicts(`subnet-calc ${EXAMPLE}`)).toEqual(['pass', 'fail', 'fail']);
    expect(verdicts(`plan ${EXAMPLE}`)).toEqual(['pass', 'fail', 'fail']);
    expect(verdicts(`subnet-calc ${EXAMPLE} --warm-ip-target 2`)).toEqual(['fail', 'fail', 'fail']);
  });

  it.each([
    SMALL,
    'plan --subnet 10.0.0.0/24 --type m5.large:1:40',
    'plan --subnet 10.0.0.0/28 --type t3.small:1:9 --warm-eni-target 0',
    'plan --subnet 172.16.3.0/28 --type t3.medium:1:10 --warm-ip-target 2',
  ])('`%s` is as good as any other input that sets the models apart', (typed) => {
    expect(verdicts(typed)[1]).toBe('pass');
  });

  it('counts no input that the calculator has no cells for', () => {
    const two = SMALL.replace('10.0.0.0/26', '10.0.0.0/27 --subnet 10.0.0.32/27');
    expect(after(two).accept[1]).toMatchObject({ verdict: 'fail', why: { en: expect.stringContaining('no cells') } });
    expect(verdicts(`${SMALL} --max-eni 1`)[1]).toBe('fail');
  });

  it('counts rules that are named in full, over all inputs', () => {
    expect(verdicts(`${SMALL} --because reserved --because primary-addresses`)[2]).toBe('pass');
    expect(verdicts(`${SMALL} --because reserved`)[2]).toBe('fail');
    const limits = 'plan --subnet 10.0.0.0/24 --type m5.large:1:40 --because limits';
    expect(verdicts(limits)[2]).toBe('partial');
    expect(verdicts(limits, limits)[2]).toBe('partial');
    expect(verdicts(limits, 'plan --subnet 10.0.0.0/28 --type t3.small:1:9 --warm-eni-target 0 --because reserved')[2]).toBe('pass');
  });

  it('forgets with `reset`, and comes back by replay', () => {
    const solved = after(`subnet-calc ${EXAMPLE}`, `${SMALL} --because primary-addresses --because reserved`);
    expect(solved.status).toBe('solved');
    expect(after(...solved.inputs).accept).toEqual(solved.accept);
    expect(after(...solved.inputs, 'reset').accept.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail']);
  });
});
