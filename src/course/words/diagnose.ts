import type { Text } from '../../engine/text.ts';
import { refused, said } from '../../shell/print.ts';
import type { Attempt } from '../attempt-state.ts';
import type { Choice, Diagnosis } from '../content.ts';
import { diagnosisOf, foundOf, partOf, shownChoices } from '../diagnosis.ts';
import { say } from '../say.ts';
import { argumentsOf, type Done, done, type LabWord } from './definition.ts';

/** The learner names the cause. */
export const diagnose: LabWord = {
  name: 'diagnose',
  summary: { ko: '원인의 보기를 보거나 원인을 고릅니다.', en: 'Lists what may be the cause, or picks one.' },
  usage: ['diagnose', 'diagnose NUMBER'],
  examples: ['diagnose', 'diagnose 2'],
  afterTrial: true,
  complete: (attempt) => {
    const diagnosis = diagnosisOf(attempt.scenario, partOf(attempt));
    return diagnosis === null ? [] : shownChoices(diagnosis, attempt.seed).map(({ cause }, index) => ({ text: String(index + 1), about: cause }));
  },
  enter(attempt, line) {
    const diagnosis = diagnosisOf(attempt.scenario, partOf(attempt));
    if (diagnosis === null) return done(attempt, refused(attempt.world, NONE));
    const [wanted, ...rest] = argumentsOf(line);
    if (wanted === undefined) return done(attempt, said(attempt.world, diagnosis.ask ?? ASK, ...listed(diagnosis, attempt), HOW));
    if (wanted === 'key') return keyed(attempt, diagnosis);
    const choices = shownChoices(diagnosis, attempt.seed);
    const choice = choices[Number(wanted) - 1] ?? choices.find(({ id }) => id === wanted);
    if (choice === undefined || rest.length > 0)
      return done(attempt, refused(attempt.world, say(NO_CHOICE, { wanted: [wanted, ...rest].join(' ') })));
    return picked(attempt, diagnosis, choice);
  },
};

function listed(diagnosis: Diagnosis, { seed, picked: picks }: Attempt): readonly Text[] {
  const before = picks[diagnosis.of] ?? [];
  return shownChoices(diagnosis, seed).map(({ id, cause }, index) => {
    const mark = before.includes(id) ? (diagnosis.key.includes(id) ? ' ✓' : ' ✗') : '';
    return say(CHOICE, { number: index + 1, ko: cause.ko, en: cause.en, mark });
  });
}

function picked(attempt: Attempt, diagnosis: Diagnosis, { id, cause, sign }: Choice): Done {
  const right = diagnosis.key.includes(id);
  const before = attempt.picked[diagnosis.of] ?? [];
  if (before.includes(id)) return done(attempt, said(attempt.world, right ? KNOWN : say(RULED_OUT, { ko: cause.ko, en: cause.en })));
  const next = { ...attempt, picked: { ...attempt.picked, [diagnosis.of]: [...before, id] }, helped: attempt.helped || !right };
  const found = foundOf(diagnosis, next.picked);
  const texts = right
    ? [say(found.right < found.all ? MORE : RIGHT, { right: found.right, all: found.all })]
    : [WRONG, ...(sign === null ? [] : [sign]), COST];
  const verdict = right ? 'pass' : 'fail';
  return {
    ...done(next, said(attempt.world, ...texts)),
    events: [{ k: 'answer', b: { question: `diagnose/${diagnosis.of}`, given: [id], verdict } }],
  };
}

/** The right cause, for solutions. */
function keyed(attempt: Attempt, { of, key, choices }: Diagnosis): Done {
  const texts = choices.filter(({ id }) => key.includes(id)).map(({ cause }) => cause);
  return {
    ...done(
      { ...attempt, picked: { ...attempt.picked, [of]: [...new Set([...(attempt.picked[of] ?? []), ...key])] }, helped: true },
      said(attempt.world, ...texts),
    ),
    events: [{ k: 'note', b: { diagnosis: 'shown' } }],
  };
}

const NONE: Text = { ko: '이 과제에서는 원인을 고르지 않습니다.', en: 'This task asks for no cause.' };
const ASK: Text = { ko: '원인은 무엇입니까?', en: 'What is the cause?' };
const HOW: Text = {
  ko: '`diagnose 2`처럼 고르세요. 틀린 선택이 있으면 도움을 받은 것으로 남습니다.',
  en: 'Pick one as in `diagnose 2`. With a wrong pick the attempt counts as assisted.',
};
const CHOICE: Text = { ko: '{number} {ko}{mark}', en: '{number} {en}{mark}' };
const NO_CHOICE: Text = { ko: '{wanted} 보기는 없습니다. `diagnose`로 보기를 보세요.', en: 'There is no choice {wanted}. See them with `diagnose`.' };
const KNOWN: Text = { ko: '이미 찾은 원인입니다.', en: 'This one is found already.' };
const RULED_OUT: Text = { ko: '이미 제외한 보기입니다. {ko}', en: 'This one is ruled out already: {en}' };
const RIGHT: Text = { ko: '맞습니다.', en: 'Right.' };
const MORE: Text = { ko: '맞습니다. {all}개 중 {right}개를 찾았습니다.', en: 'Right. Found so far: {right} of {all}.' };
const WRONG: Text = { ko: '이 월드에서는 맞지 않습니다.', en: 'Not in this world.' };
const COST: Text = { ko: '이 과제는 도움을 받은 것으로 남습니다.', en: 'The attempt counts as assisted.' };
