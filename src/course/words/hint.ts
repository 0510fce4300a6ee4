import type { Text } from '../../engine/text.ts';
import { refused, said } from '../../shell/print.ts';
import type { HintTier } from '../attempt-state.ts';
import { hintFor } from '../hints.ts';
import { say } from '../say.ts';
import { argumentsOf, done, type LabWord } from './definition.ts';

/** The next hint of a line that does not pass. */
export const hint: LabWord = {
  name: 'hint',
  summary: { ko: '아직 통과하지 못한 조건의 힌트를 한 단계씩 보여 줍니다.', en: 'Gives a hint for a line that does not pass, one step at a time.' },
  usage: ['hint [LINE]'],
  examples: ['hint', 'hint 2'],
  complete: ({ scenario }) => scenario.accept.map((line) => ({ text: line.id, about: line.text })),
  enter(attempt, line) {
    const wanted = argumentsOf(line)[0];
    const open = attempt.accept.filter((result) => result.verdict !== 'pass');
    const named = wanted === undefined ? undefined : (attempt.scenario.accept[Number(wanted) - 1]?.id ?? wanted);
    const result =
      named === undefined ? (open.find((one) => one.verdict !== 'not-evaluated') ?? open[0]) : attempt.accept.find((one) => one.id === named);
    if (result === undefined) return done(attempt, refused(attempt.world, named === undefined ? ALL_PASS : say(NO_LINE, { named })));
    if (result.verdict === 'pass') return done(attempt, said(attempt.world, PASSES));
    const tier = Math.min((attempt.hints[result.id] ?? 0) + 1, 4) as HintTier;
    const given = hintFor(attempt, { line: result.id, tier });
    const next = { ...attempt, hints: { ...attempt.hints, [result.id]: tier }, helped: attempt.helped || given.tier === 4 };
    return { attempt: next, output: said(attempt.world, given.text), events: [{ k: 'hint', b: { line: result.id, tier: given.tier } }] };
  },
};

const ALL_PASS: Text = { ko: '모든 조건을 통과했습니다.', en: 'Every line passes.' };
const PASSES: Text = { ko: '이미 통과한 조건입니다.', en: 'This line passes already.' };
const NO_LINE: Text = { ko: '{named} 조건은 없습니다. `goal`로 목록을 보세요.', en: 'There is no line {named}. See the list with `goal`.' };
