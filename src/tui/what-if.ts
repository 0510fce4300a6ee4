/** A line tried on a lab's world without being kept. */
import type { Attempt } from '../course/attempt-state.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { runLine } from '../shell/run.ts';
import { LEARNER_ORIGIN } from '../shell/session.ts';

/** The world after the line, or why there is none. */
export function whatIf({ world, recent, variables, inputs }: Attempt, line: string): { readonly world: World } | { readonly wrong: Text } {
  const done = runLine({ world, origin: LEARNER_ORIGIN, recent, variables, history: inputs }, line);
  const said = (done.stderr || done.stdout).trim().split('\n')[0] ?? '';
  if (done.code !== 0 || done.kind === 'refused') return { wrong: said === '' ? (done.notes[0]?.text ?? REFUSED) : { ko: said, en: said } };
  return done.kind === 'write' || done.kind === 'wait' ? { world: done.world } : { wrong: NO_EDIT };
}

const REFUSED: Text = { ko: '이 줄은 거부되었습니다.', en: 'This line is refused.' };
const NO_EDIT: Text = {
  ko: '아무것도 바꾸지 않는 줄입니다. `kubectl apply`, `kubectl delete`처럼 바꾸는 명령을 쓰세요.',
  en: 'This line changes nothing. Write one that does, such as `kubectl apply` or `kubectl delete`.',
};
