import type { Text } from '../../engine/text.ts';
import { START } from '../causes.ts';
import { diagnosisOf, foundOf } from '../diagnosis.ts';
import { id } from '../format/id.ts';
import { say } from '../say.ts';
import { object } from '../shape.ts';
import { define, judged, passing } from './definition.ts';

/** The learner has named what was wrong. */
export const diagnosed = define({
  name: 'diagnosed',
  summary: { ko: '원인을 골랐다', en: 'The cause was named' },
  args: object({}, { of: id }),
  ofLearner: true,
  evaluate: ({ of = START }, { diagnoses, picked = {} }) => {
    const diagnosis = diagnosisOf({ diagnoses: diagnoses ?? [] }, of);
    if (diagnosis === null) return judged('fail', { expected: EXPECTED, actual: NOTHING });
    const { right, all, wrong } = foundOf(diagnosis, picked);
    const actual = right + wrong === 0 ? NOT_YET : say(FOUND, { right, all, wrong });
    return judged(right > 0 && right < all ? 'partial' : passing(right === all), { expected: EXPECTED, actual, help: right === all ? null : HOW });
  },
});

const EXPECTED: Text = { ko: '`diagnose`로 고름', en: 'picked with `diagnose`' };
const NOT_YET: Text = { ko: '아직 고르지 않음', en: 'not picked yet' };
const FOUND: Text = { ko: '{all}개 중 {right}개를 찾음, 틀린 선택 {wrong}번', en: 'found: {right} of {all}, wrong picks: {wrong}' };
const NOTHING: Text = { ko: '고를 것이 없음', en: 'there is nothing to pick' };
const HOW: Text = {
  ko: '`diagnose`로 보기를 보고, 증거를 찾은 뒤에 `diagnose 2`처럼 고르세요.',
  en: 'See the choices with `diagnose`. Once you have the evidence, pick one as in `diagnose 2`.',
};
