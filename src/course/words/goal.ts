import { said } from '../../shell/print.ts';
import { done, type LabWord } from './definition.ts';

/** The task and the acceptance list as it stands. */
export const goal: LabWord = {
  name: 'goal',
  summary: { ko: '과제와 통과 조건을 보여 줍니다.', en: 'Shows the task and what it takes.' },
  usage: ['goal'],
  examples: ['goal'],
  complete: () => [],
  enter(attempt) {
    const { scenario, accept } = attempt;
    const lines = scenario.accept.map((line) => {
      const mark = MARKS[accept.find((result) => result.id === line.id)?.verdict ?? 'fail'] ?? '?';
      return { ko: `${mark} ${line.text.ko}`, en: `${mark} ${line.text.en}` };
    });
    return done(attempt, said(attempt.world, scenario.story, ...lines));
  },
};

const MARKS: { readonly [verdict: string]: string } = { pass: '✓', fail: '✗', partial: '✗', pending: '?', 'not-evaluated': '?' };
