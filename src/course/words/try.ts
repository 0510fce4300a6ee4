/** What if: a line is tried on a copy; what it would change is shown; it is kept or dropped. */
import type { Text } from '../../engine/text.ts';
import { refused, said } from '../../shell/print.ts';
import { say } from '../say.ts';
import { differenceOf } from '../what-if.ts';
import { done, type LabWord } from './definition.ts';

/** The word that tries a line. */
export const tryLine: LabWord = {
  name: 'try',
  summary: {
    ko: '명령을 시험 삼아 실행해 통과 조건, 접속, 비용이 어떻게 바뀌는지 봅니다.',
    en: 'Tries a command and shows what would change: the list, who reaches whom, the cost.',
  },
  usage: ['try COMMAND...'],
  examples: ['try kubectl delete networkpolicy --all', 'try aws ec2 delete-nat-gateway --nat-gateway-id nat-0a1'],
  takesLine: true,
  complete: () => [],
  enter(attempt, line, { tried: typed }) {
    const wanted = line.trim().slice('try'.length).trim();
    if (wanted === '') return done(attempt, refused(attempt.world, NOTHING));
    // What would show the path that is still to be predicted must not come round the corner.
    if (attempt.prediction.state === 'asked') return done(attempt, refused(attempt.world, PREDICT_FIRST));
    const { world } = attempt;
    const { attempt: after, output: tried } = typed(attempt, wanted);
    if (tried.kind !== 'write' && tried.kind !== 'wait') {
      const told = tried.code === 0 ? [{ mark: 'wrong' as const, text: NO_CHANGE }] : [];
      return done(attempt, { ...tried, world, kind: 'refused', connections: [], notes: [...tried.notes, ...told] });
    }
    const notes = differenceOf(attempt, after).map((text) => ({ mark: 'info' as const, text }));
    const output = {
      ...tried,
      kind: 'lab' as const,
      world,
      connections: [],
      notes: [...notes, { mark: 'info' as const, text: say(CHOOSE, { wanted }) }],
    };
    return done({ ...attempt, trial: wanted }, output);
  },
};

/** The word that carries out what was tried. */
export const keep: LabWord = {
  name: 'keep',
  summary: { ko: '`try`로 시험한 명령을 정말로 실행합니다.', en: 'Carries out what was tried with `try`.' },
  usage: ['keep'],
  examples: ['keep'],
  complete: () => [],
  enter: (attempt, _line, { type }) =>
    attempt.trial === null ? done(attempt, refused(attempt.world, NO_TRIAL)) : type({ ...attempt, trial: null }, attempt.trial),
};

export const drop: LabWord = {
  name: 'drop',
  summary: { ko: '`try`로 시험한 명령을 버립니다.', en: 'Drops what was tried with `try`.' },
  usage: ['drop'],
  examples: ['drop'],
  complete: () => [],
  enter(attempt) {
    const { trial, world } = attempt;
    if (trial === null) return done(attempt, refused(world, NO_TRIAL));
    return done({ ...attempt, trial: null }, said(world, say(DROPPED, { trial })));
  },
};

const NOTHING: Text = {
  ko: '`try` 뒤에 명령을 쓰세요. 예: `try kubectl delete netpol --all`',
  en: 'Write a command behind `try`, for instance `try kubectl delete netpol --all`.',
};
const PREDICT_FIRST: Text = {
  ko: '먼저 `predict`로 예측하거나 `predict skip`으로 건너뛰세요.',
  en: 'Give your prediction with `predict` first, or skip it with `predict skip`.',
};
const NO_CHANGE: Text = {
  ko: '바꾸는 것이 없는 줄은 시험할 것도 없습니다. 그대로 입력하세요.',
  en: 'This line changes nothing, so there is nothing to try. Type it as it is.',
};
const NO_TRIAL: Text = { ko: '시험한 명령이 없습니다. `try 명령`으로 시험하세요.', en: 'Nothing was tried. Try a command with `try COMMAND`.' };
const CHOOSE: Text = {
  ko: '아직 바뀐 것은 없습니다. `keep`은 실행하고 `drop`은 버립니다.',
  en: 'Nothing has changed yet. `keep` carries it out, `drop` forgets it.',
};
const DROPPED: Text = { ko: '버렸습니다: `{trial}`', en: 'Dropped: `{trial}`' };
