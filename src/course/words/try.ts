/** What if: lines are tried on a copy; what they would change is shown; they are kept or dropped. */
import type { Text } from '../../engine/text.ts';
import { refused } from '../../shell/print.ts';
import { dropped, kept, triedOn } from '../trial.ts';
import { done, type LabWord } from './definition.ts';

/** The word that tries a line. The lines after it are tried too, until `keep` or `drop`. */
export const tryLine: LabWord = {
  name: 'try',
  summary: {
    ko: '명령을 시험 삼아 실행해 통과 조건, 접속, 비용이 어떻게 바뀌는지 봅니다. 뒤의 줄도 이어서 시험합니다.',
    en: 'Tries a command, and those after it, and shows what would change: the list, who reaches whom, the cost.',
  },
  usage: ['try COMMAND...'],
  examples: ['try kubectl delete networkpolicy --all', 'try aws ec2 delete-nat-gateway --nat-gateway-id nat-0a1'],
  takesLine: true,
  complete: () => [],
  enter(attempt, line, { tried }) {
    const wanted = line.trim().slice('try'.length).trim();
    if (wanted === '') return done(attempt, refused(attempt.world, NOTHING));
    // What would show the path that is still to be predicted must not come round the corner.
    if (attempt.prediction.state === 'asked') return done(attempt, refused(attempt.world, PREDICT_FIRST));
    return triedOn(attempt, wanted, tried);
  },
};

/** The word that carries out what was tried. */
export const keep: LabWord = {
  name: 'keep',
  summary: { ko: '`try`로 시험한 명령을 정말로 실행합니다.', en: 'Carries out what was tried with `try`.' },
  usage: ['keep'],
  examples: ['keep'],
  complete: () => [],
  enter: (attempt) => (attempt.trial === null ? done(attempt, refused(attempt.world, NO_TRIAL)) : kept(attempt)),
};

export const drop: LabWord = {
  name: 'drop',
  summary: { ko: '`try`로 시험한 명령을 버립니다.', en: 'Drops what was tried with `try`.' },
  usage: ['drop'],
  examples: ['drop'],
  complete: () => [],
  enter: (attempt) => (attempt.trial === null ? done(attempt, refused(attempt.world, NO_TRIAL)) : dropped(attempt)),
};

const NOTHING: Text = {
  ko: '`try` 뒤에 명령을 쓰세요. 예: `try kubectl delete netpol --all`',
  en: 'Write a command behind `try`, for instance `try kubectl delete netpol --all`.',
};
const PREDICT_FIRST: Text = {
  ko: '먼저 `predict`로 예측하거나 `predict skip`으로 건너뛰세요.',
  en: 'Give your prediction with `predict` first, or skip it with `predict skip`.',
};
const NO_TRIAL: Text = { ko: '시험한 명령이 없습니다. `try 명령`으로 시험하세요.', en: 'Nothing was tried. Try a command with `try COMMAND`.' };
