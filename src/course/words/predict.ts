import type { Text } from '../../engine/text.ts';
import { refused, said } from '../../shell/print.ts';
import type { Attempt } from '../attempt-state.ts';
import { askPrediction, givePrediction, predictionKey } from '../prediction.ts';
import { say } from '../say.ts';
import { argumentsOf, type Done, done, type LabWord } from './definition.ts';

/** The learner commits to the hops of a path. */
export const predict: LabWord = {
  name: 'predict',
  summary: { ko: '패킷이 거치는 홉을 순서대로 예측합니다.', en: 'Gives the hops of the path in the order you expect.' },
  usage: ['predict HOP …', 'predict skip', 'predict again'],
  examples: ['predict 3 1 2', 'predict skip'],
  complete: ({ prediction }) => (prediction.state === 'asked' ? prediction.options.map((hop) => ({ text: hop.id, about: hop.text })) : []),
  enter(attempt, line) {
    const { scenario, prediction, world, start, seed } = attempt;
    if (prediction.state === 'none') return done(attempt, refused(world, NO_PREDICTION));
    const given = argumentsOf(line);
    if (given.length === 0 || given[0] === 'again') return asked({ ...attempt, prediction: askPrediction(scenario, start, seed) });
    const options = askPrediction(scenario, start, seed);
    const ids = options.state === 'asked' ? options.options.map((hop) => hop.id) : [];
    const hops = given[0] === 'skip' ? [] : given[0] === 'key' ? predictionKey(scenario, start) : given.map((one) => ids[Number(one) - 1] ?? one);
    const unknown = hops.find((hop) => !ids.includes(hop));
    if (unknown !== undefined) return done(attempt, refused(world, say(NO_HOP, { unknown })));
    return committed({ ...attempt, helped: attempt.helped || given[0] === 'key' }, hops);
  },
};

function asked(attempt: Attempt): Done {
  if (attempt.prediction.state !== 'asked') return done(attempt, refused(attempt.world, NO_PREDICTION));
  const options = attempt.prediction.options.map((hop, index) => ({ ko: `${index + 1} ${hop.text.ko}`, en: `${index + 1} ${hop.text.en}` }));
  return done(attempt, said(attempt.world, attempt.prediction.ask, ...options));
}

function committed(attempt: Attempt, hops: readonly string[]): Done {
  const prediction = givePrediction(attempt.scenario, attempt.start, hops);
  if (prediction.state !== 'given') return done(attempt, refused(attempt.world, NO_PREDICTION));
  const { right, key } = prediction;
  const text = hops.length === 0 ? SKIPPED : say(PREDICTED, { right, all: key.length });
  const verdict = right === key.length && hops.length === key.length ? 'pass' : right > 0 ? 'partial' : 'fail';
  return {
    ...done({ ...attempt, prediction }, said(attempt.world, text)),
    events: [{ k: 'answer', b: { question: 'predict', given: hops, verdict } }],
  };
}

const NO_PREDICTION: Text = { ko: '이 시나리오에서는 예측하지 않습니다.', en: 'This scenario asks for no prediction.' };
const NO_HOP: Text = {
  ko: '{unknown} 홉은 보기에 없습니다. `predict again`으로 보기를 보세요.',
  en: 'Hop {unknown} is not among the choices. See them with `predict again`.',
};
const SKIPPED: Text = { ko: '예측을 건너뛰었습니다. 이제 추적해 보세요.', en: 'Prediction skipped. Now trace the path.' };
const PREDICTED: Text = { ko: '예측을 기록했습니다. 홉 {all}개 중 {right}개가 맞습니다.', en: 'Prediction recorded. Hops right: {right} of {all}.' };
