/** Lines tried on a lab's world, one on top of the other, without being kept. */
import type { Attempt } from '../course/attempt-state.ts';
import { presentOf } from '../course/trial.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import type { Variables } from '../shell/output.ts';
import { runLine } from '../shell/run.ts';
import { LEARNER_ORIGIN } from '../shell/session.ts';

export type Tried = { readonly lines: readonly string[]; readonly world: World; readonly variables: Variables };

/** What was tried with the line on top of it, or why it cannot be tried. */
export function whatIf(attempt: Attempt, before: Tried | null, line: string): { readonly tried: Tried } | { readonly wrong: Text } {
  const { world, variables, recent } = presentOf(attempt);
  const base = before ?? { lines: [], world, variables };
  const done = runLine({ ...base, origin: LEARNER_ORIGIN, recent, history: attempt.inputs }, line);
  const said = (done.stderr || done.stdout).trim().split('\n')[0] ?? '';
  if (done.code !== 0 || done.kind === 'refused') return { wrong: said === '' ? (done.notes[0]?.text ?? REFUSED) : { ko: said, en: said } };
  if (done.kind !== 'write' && done.kind !== 'wait') return { wrong: NO_EDIT };
  return { tried: { lines: [...base.lines, line], world: done.world, variables: done.variables ?? base.variables } };
}

const REFUSED: Text = { ko: '이 줄은 거부되었습니다.', en: 'This line is refused.' };
const NO_EDIT: Text = {
  ko: '아무것도 바꾸지 않는 줄입니다. `kubectl apply`, `kubectl delete`처럼 바꾸는 명령을 쓰세요.',
  en: 'This line changes nothing. Write one that does, such as `kubectl apply` or `kubectl delete`.',
};
