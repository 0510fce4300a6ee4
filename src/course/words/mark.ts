/** Recording a scenario while playing it: what comes before `mark start` makes its world, what follows solves it. */
import type { Text } from '../../engine/text.ts';
import type { Variables } from '../../shell/output.ts';
import { output, refused, said } from '../../shell/print.ts';
import type { Attempt, Entry } from '../attempt-state.ts';
import { changes, variablesAfter } from '../mark.ts';
import { OWN } from '../own.ts';
import { withNames } from '../record/named-ids.ts';
import { startedParts } from '../record/parts.ts';
import { proposedLines } from '../record/propose.ts';
import { scenarioText } from '../record/scenario-text.ts';
import { say } from '../say.ts';
import { startWorld, typeLines } from '../start.ts';
import { argumentsOf, type Done, done, type LabWord } from './definition.ts';

/** `mark start`, and `mark goal` with the file that the scenario is written to. */
export const mark: LabWord = {
  name: 'mark',
  afterTrial: true,
  summary: { ko: '플레이한 것을 시나리오 파일로 만듭니다.', en: 'Makes a scenario file of what is played.' },
  usage: ['mark start', 'mark goal [FILE]'],
  examples: ['mark start', 'mark goal', 'mark goal scenario.yaml'],
  complete: () => ['start', 'goal'].map((text) => ({ text, about: null })),
  enter(attempt, line) {
    const [what, path, ...rest] = argumentsOf(line);
    if (what === 'start' && path === undefined) return done({ ...attempt, recordedFrom: attempt.transcript }, said(attempt.world, STARTED));
    if (what !== 'goal' || rest.length > 0) return done(attempt, refused(attempt.world, HOW));
    return recorded(attempt, path);
  },
};

function recorded(attempt: Attempt, path: string | undefined): Done {
  const { recordedFrom: before, transcript, world } = attempt;
  if (before === undefined) return done(attempt, refused(world, NO_START));
  if (before.some((entry, index) => transcript[index] !== entry)) return done(attempt, refused(world, LOST));
  const [setup, solution] = [linesOf(before), linesOf(transcript.slice(before.length), variablesAfter(before))];
  if (solution.length === 0) return done(attempt, refused(world, NOTHING));
  const base = startedParts(attempt);
  const parts = { ...base, setup: [...(base.setup ?? []), ...setup] };
  // As the gates will play it: what does not come true there again is no line to propose.
  const started = startWorld(parts, 'prove');
  const played = typeLines(started.world, solution);
  const [failure] = [...started.problems, ...played.failures];
  if (failure !== undefined) return done(attempt, refused(world, say(NOT_AGAIN, { ko: failure.what.ko, en: failure.what.en })));
  const connections = transcript.flatMap((entry) => entry.output.connections);
  const accept = proposedLines(connections, { start: started.world, goal: played.world });
  if (accept.length === 0) return done(attempt, refused(world, NO_LINE));
  const { module, concepts, kind, id } = attempt.scenario;
  const lesson = kind === 'sandbox' ? lessonOf(id) : module === OWN ? null : module;
  const text = scenarioText({ module: lesson, concepts, parts, solution, accept });
  const told = output(world, {
    kind: 'lab',
    stdout: path === undefined ? text : '',
    notes: [{ mark: 'info', text: say(MADE, { lines: accept.length }) }],
  });
  return { attempt, output: told, events: [], ...(path === undefined ? {} : { file: { path, text } }) };
}

/** What changes the world or the shell's variables; looking at things is left out. */
function linesOf(entries: readonly Entry[], before: Variables = {}): readonly string[] {
  let variables = before;
  return entries.flatMap((entry) => {
    const { output: given, line } = entry;
    const after = given.variables ?? variables;
    const sets = Object.keys(after).some((name) => /^[A-Za-z_]\w*$/.test(name) && after[name] !== variables[name]);
    variables = after;
    return given.code === 0 && (changes(entry) || sets) ? [withNames(entry.before, line)] : [];
  });
}

/** The sandbox of a lesson has its name; the empty one and those of a file belong to none. */
function lessonOf(sandbox: string): string | null {
  const name = sandbox.replace(/^sandbox-/, '');
  return name === 'empty' || /^[0-9a-f]{16}$/.test(name) ? null : name;
}

const STARTED: Text = {
  ko: '여기까지가 시나리오의 시작입니다. 이제 풀이를 입력하고 `mark goal`로 마치세요.',
  en: 'The scenario begins here. Now type its solution, and end it with `mark goal`.',
};
const HOW: Text = {
  ko: '`mark start`로 시작하고 `mark goal`로 마칩니다. `mark goal FILE`은 파일에 씁니다.',
  en: '`mark start` begins, `mark goal` ends; `mark goal FILE` writes the file.',
};
const NO_START: Text = { ko: '먼저 `mark start`로 시작을 정하세요.', en: 'Set the start first, with `mark start`.' };
const LOST: Text = {
  ko: '`mark start` 앞의 줄이 되돌려졌습니다. `mark start`를 다시 입력하세요.',
  en: 'Lines before `mark start` were taken back. Type `mark start` again.',
};
const NOTHING: Text = {
  ko: '`mark start` 뒤로 바뀐 것이 없습니다. 풀이를 입력하세요.',
  en: 'Nothing has changed since `mark start`. Type the solution.',
};
const NOT_AGAIN: Text = {
  ko: '입력한 줄을 처음부터 다시 실행하지 못합니다. {ko} 만든 것에 Name 태그를 붙이면 id 대신 이름이 적힙니다. 앞에서 정한 변수는 풀이에서 쓰지 못합니다.',
  en: 'The lines cannot be played again from the start. {en} What has a Name tag is written by its name instead of its id. Variables set before the start are unknown to the solution.',
};
const NO_LINE: Text = {
  ko: '제안할 조건이 없습니다. 바뀐 연결을 `curl`로 시험한 뒤 다시 `mark goal`을 입력하세요.',
  en: 'There is no line to propose. Test what changed with `curl`, then type `mark goal` again.',
};
const MADE: Text = {
  ko: '제안한 조건: {lines}개. `작성 / FILL IN` 자리를 채우고 `ekslab prove`로 확인하세요.',
  en: 'Proposed lines: {lines}. Fill in what is marked `작성 / FILL IN`, then check it with `ekslab prove`.',
};
