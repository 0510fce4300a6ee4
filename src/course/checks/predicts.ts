import type { Text } from '../../engine/text.ts';
import { say } from '../say.ts';
import { integer, object } from '../shape.ts';
import { define, judged } from './definition.ts';

/** The prediction was given, and is right. */
export const predicts = define({
  name: 'predicts',
  summary: { ko: '경로를 맞게 예측했다', en: 'The path was predicted right' },
  args: object({}, { right: integer(1, 1000) }),
  evaluate: ({ right }, { prediction }) => {
    if (prediction.state !== 'given') {
      const expected = right === undefined ? say(ALL) : say(SOME, { right });
      return judged('fail', { expected, actual: say(NONE) });
    }
    const least = right ?? prediction.key.length;
    const all = prediction.key.length;
    const enough = prediction.right >= least && (right !== undefined || prediction.given.length === all);
    const verdict = enough ? 'pass' : prediction.right > 0 ? 'partial' : 'fail';
    return judged(verdict, {
      expected: say(SOME, { right: least }),
      actual: say(GIVEN, { right: prediction.right, all }),
      witness: prediction.connection,
    });
  },
});

const ALL: Text = { ko: '모든 홉을 순서대로 예측함', en: 'every hop predicted, in order' };
const SOME: Text = { ko: '홉 {right}개 이상 예측함', en: 'hops predicted: {right} or more' };
const NONE: Text = { ko: '아직 예측하지 않음', en: 'no prediction yet' };
const GIVEN: Text = { ko: '홉 {all}개 중 {right}개를 맞힘', en: 'right: {right} of {all} hops' };
