import type { Text } from '../../engine/text.ts';
import { say } from '../say.ts';
import { integer, object } from '../shape.ts';
import { define, judged } from './definition.ts';

/** The prediction was given, and is right. */
export const predicts = define({
  name: 'predicts',
  summary: { ko: '경로를 맞게 예측했다', en: 'The path was predicted right' },
  args: object({}, { right: integer(1, 1000) }),
  ofLearner: true,
  evaluate: ({ right }, { prediction }) => {
    if (prediction.state !== 'given') {
      const expected = right === undefined ? say(ALL) : say(SOME, { right });
      return judged('fail', { expected, actual: say(NONE), help: say(HOW) });
    }
    const least = right ?? prediction.key.length;
    const all = prediction.key.length;
    const enough = prediction.right >= least && (right !== undefined || prediction.given.length === all);
    const verdict = enough ? 'pass' : prediction.right > 0 ? 'partial' : 'fail';
    return judged(verdict, {
      expected: say(SOME, { right: least }),
      actual: say(GIVEN, { right: prediction.right, all }),
      witness: prediction.connection,
      help: verdict === 'pass' ? null : AGAIN,
    });
  },
});

const ALL: Text = { ko: '모든 홉을 순서대로 예측함', en: 'every hop predicted, in order' };
const SOME: Text = { ko: '홉 {right}개 이상 예측함', en: 'hops predicted: {right} or more' };
const NONE: Text = { ko: '아직 예측하지 않음', en: 'no prediction yet' };
const HOW: Text = {
  ko: '`predict again`으로 보기를 보고, `predict 3 1 2`처럼 순서대로 적으세요.',
  en: 'See the choices with `predict again`, then put them in order as in `predict 3 1 2`.',
};
const AGAIN: Text = {
  ko: '추적으로 경로를 확인하고 `predict again`으로 다시 예측하세요.',
  en: 'Trace the path, then predict again with `predict again`.',
};
const GIVEN: Text = { ko: '홉 {all}개 중 {right}개를 맞힘', en: 'right: {right} of {all} hops' };
