/** A requirement that is graded and not stated teaches distrust: the list that the learner reads is the whole of what counts. */
import { describe, expect, it } from 'vitest';
import { enter, replay } from '../../src/course/attempt.ts';
import { LANGS } from '../../src/engine/text.ts';
import { courseFiles, load } from '../course/fixture.ts';
import { course, scenarioNamed } from '../support/shipped-course.ts';

const [scenario] = load(courseFiles()).course.scenarios;
if (scenario === undefined) throw new Error('The course has no scenario');

/** Every plain number that a check compares with: ports, counts, shares. */
function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

const WORDS: { readonly [number: number]: RegExp } = {
  0: /없|않|아니|0|[Nn]o |[Nn]one|[Nn]ot |[Nn]obody/,
  1: /1|하나|한 |a |one|single/,
  2: /2|두|둘|two|both|각|each|모두/i,
  3: /3|세|셋|three/i,
  4: /4|네|넷|four/i,
};

describe('the acceptance list', () => {
  it('is what `goal` prints, line by line, and nothing else decides whether the scenario is solved', () => {
    const told = enter(replay(scenario, 's', []), 'goal').output.notes.map(({ text }) => text.en);
    for (const { text } of scenario.accept) expect(told.some((line) => line.includes(text.en))).toBe(true);
    const solved = replay(scenario, 's', scenario.solution);
    expect(solved.status).toBe('solved');
    expect(solved.accept.map(({ id }) => id)).toEqual(scenario.accept.map(({ id }) => id));
  });

  it('says why each line fails that does', () => {
    for (const result of replay(scenario, 's', []).accept) {
      if (result.verdict !== 'pass') for (const lang of LANGS) expect((result.why ?? result.actual)[lang]).not.toBe('');
    }
  });

  it.each(['walk-the-veth', 'half-the-pairs-fail', 'four-callers'])('of %s names what it is about, not the holes that its author left', (id) => {
    const told = replay(scenarioNamed(id), 's', []).accept.flatMap(({ expected, actual, why, help }) => [expected, actual, why, help]);
    expect(told.length).toBeGreaterThan(0);
    for (const text of told) for (const lang of LANGS) expect(text?.[lang] ?? '').not.toMatch(/\{[a-z-]+:/);
  });

  it.each(course.scenarios.filter(({ accept }) => accept.length > 0).map((one) => [one.id, one] as const))(
    'of %s states every number that it grades, in both languages',
    (_id, { accept, story }) => {
      for (const { check, text } of accept) {
        for (const lang of LANGS) {
          const read = `${text[lang]}\n${story[lang]}`.replaceAll(',', '');
          const unsaid = numbersIn(check.args).filter((number) => !read.includes(String(number)) && WORDS[number]?.test(read) !== true);
          expect({ text: text[lang], unsaid }).toEqual({ text: text[lang], unsaid: [] });
        }
      }
    },
  );
});
