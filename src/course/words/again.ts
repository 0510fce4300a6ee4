import type { Text } from '../../engine/text.ts';
import { refused, said } from '../../shell/print.ts';
import { nextSeed, varies } from '../causes.ts';
import { done, type LabWord } from './definition.ts';

/** The same task as another puzzle: the next seed draws anew. */
export const again: LabWord = {
  name: 'again',
  summary: { ko: '같은 과제를 다른 문제로 다시 시작합니다.', en: 'Starts the same task again as another puzzle.' },
  usage: ['again'],
  examples: ['again'],
  afterTrial: true,
  complete: () => [],
  enter(attempt, _line, { open }) {
    const { content, seed, inputs, stepping } = attempt;
    if (!varies(content)) return done(attempt, refused(attempt.world, ALWAYS_THE_SAME));
    const next = { ...open(nextSeed(content, seed)), inputs, stepping };
    return done(next, said(next.world, ANEW, next.scenario.story));
  },
};

const ALWAYS_THE_SAME: Text = {
  ko: '이 과제는 언제나 같습니다. `reset`으로 처음부터 하세요.',
  en: 'This task is always the same. Begin anew with `reset`.',
};
const ANEW: Text = { ko: '같은 방법으로 푸는 다른 문제입니다.', en: 'Another puzzle, to be solved by the same method.' };
