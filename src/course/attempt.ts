/**
 * An attempt: a scenario, a seed and the lines typed. It is a fold over the lines, so that resuming, grading and tests are
 * all the same replay.
 */

import { once } from '../engine/once.ts';
import type { Text } from '../engine/text.ts';
import { hasControlCharacters } from '../shell/control.ts';
import type { Output } from '../shell/output.ts';
import { info, refused } from '../shell/print.ts';
import { runLine } from '../shell/run.ts';
import { LEARNER_ORIGIN, type Session } from '../shell/session.ts';
import { accepted, judge, judgeAt, passesAt } from './accept.ts';
import type { Attempt } from './attempt-state.ts';
import { drawn, varies } from './causes.ts';
import type { CheckResult, CheckVerdict } from './check.ts';
import type { Scenario } from './content.ts';
import { contextOf } from './context.ts';
import { type Comparison, comparisonOf } from './designs.ts';
import type { Happening, JournalVerdict } from './happening.ts';
import { withBranch } from './mark.ts';
import { fillPlaceholders } from './placeholder.ts';
import { askPrediction, reveals } from './prediction.ts';
import { announcement, arriveIn, atStage, startScenario } from './stage.ts';
import { presentOf, takenBack, triedOn } from './trial.ts';
import type { Typist } from './words/definition.ts';
import { labCommands, labWordOf } from './words/index.ts';
import { stepTexts } from './words/steps.ts';

export type Entered = {
  readonly attempt: Attempt;
  readonly output: Output;
  readonly events: readonly Happening[];
  /** Whether the line was held back because it would have shown the path that is still to be predicted. */
  readonly heldBack?: boolean;
  /** What the line asks to be written to a file. */
  readonly file?: { readonly path: string; readonly text: string };
};

/** So many connections and plans are remembered; a check looks at no older ones. */
const REMEMBERED = 200;

type Opened = { readonly seed: string; readonly judging?: Attempt['judging'] };

/** The attempt before its first line. */
export function openAttempt(content: Scenario, { seed, judging = 'ahead' }: Opened): Attempt {
  const scenario = drawn(content, seed);
  const start = startScenario(scenario, seed).world;
  const fresh: Attempt = {
    content,
    scenario,
    seed,
    inputs: [],
    start,
    world: start,
    transcript: [],
    undone: [],
    marks: [],
    trial: null,
    stepping: false,
    accept: [],
    judging,
    prediction: askPrediction(scenario, start, seed),
    picked: {},
    stage: 0,
    variables: {},
    hints: {},
    recent: [],
    planned: [],
    helped: false,
    status: 'open',
  };
  return { ...fresh, accept: judgeAttempt(fresh) };
}

/** The attempt after a line, what the line printed, and what the journal has to keep. */
export function enter(attempt: Attempt, line: string): Entered {
  // A journal takes no control characters, so that such a line is no input at all.
  if (hasControlCharacters(line)) return { attempt, output: runLine(sessionOf(attempt), line), events: [] };
  const inputs = [...attempt.inputs, line];
  const entered = attempt.trial === null || labWordOf(line) !== null ? entering(attempt, line) : triedOn(attempt, line, typistOf(attempt).tried);
  const passed = judged({ ...entered.attempt, inputs }, attempt);
  const { attempt: next, output } = arrived(passed, attempt, entered.output);
  return {
    attempt: next,
    output,
    heldBack: entered.heldBack === true,
    ...(entered.file === undefined ? {} : { file: entered.file }),
    events: [{ k: 'input', b: { line } }, ...entered.events, ...verdictEvents(attempt.accept, next.accept), ...statusEvents(attempt, next)],
  };
}

/** The attempt that these lines give: the same every time. */
export function replay(content: Scenario, seed: string, lines: readonly string[]): Attempt {
  return lines.reduce((attempt, line) => enter(attempt, line).attempt, openAttempt(content, { seed }));
}

function entering(attempt: Attempt, line: string): Entered {
  const word = labWordOf(line);
  if (word === null) return type(attempt, line);
  if (attempt.trial !== null && word.name === 'undo') return takenBack(attempt);
  if (attempt.trial !== null && word.afterTrial === true) return { attempt, output: refused(attempt.world, TRYING), events: [] };
  return word.enter(attempt, line, typistOf(attempt));
}

function type(attempt: Attempt, line: string): Entered {
  const { world, recent, variables, scenario, prediction } = attempt;
  const given = runLine(sessionOf(attempt), line, labCommands(attempt));
  if (prediction.state === 'asked' && (/^\s*trace\b/.test(line) || reveals(scenario, world, given.connections))) {
    return { attempt, output: refused(world, HELD_BACK), events: [], heldBack: true };
  }
  const entry = { line, output: given, before: world };
  const wrote = given.kind === 'write' || given.kind === 'wait';
  // A change in the place of lines that were taken back leaves these as a branch.
  const next: Attempt = {
    ...(wrote && attempt.undone.length > 0 ? withBranch(attempt) : attempt),
    world: given.world,
    variables: given.variables ?? variables,
    transcript: [...attempt.transcript, entry],
    undone: wrote ? [] : attempt.undone,
    recent: [...given.connections.toReversed(), ...recent].slice(0, REMEMBERED),
    planned: given.planned === undefined ? attempt.planned : [...given.planned.toReversed(), ...attempt.planned].slice(0, REMEMBERED),
  };
  const output = wrote && attempt.stepping ? { ...given, notes: [...given.notes, ...stepTexts(entry).map((text) => info(text))] } : given;
  return { attempt: next, output, events: [] };
}

/** The learner's design beside others that pass; null until every line has passed. */
export function comparedDesigns(attempt: Attempt): Comparison | null {
  return attempt.status === 'open' ? null : comparisonOf(attempt, typistOf(attempt).play);
}

function typistOf({ content, seed }: Attempt): Typist {
  return {
    type,
    tried(attempt, line) {
      const done = type(attempt, line);
      return { ...done, attempt: { ...done.attempt, accept: judgeAttempt(done.attempt) } };
    },
    play: (lines) =>
      lines.reduce(
        (attempt, line) => {
          const filled = fillPlaceholders(attempt.world, line);
          return enter(attempt, filled.ok ? filled.text : line).attempt;
        },
        enter(openAttempt(content, { seed }), 'predict skip').attempt,
      ),
    open: (next) => openAttempt(content, { seed: next }),
  };
}

function sessionOf(attempt: Attempt): Session {
  const { world, recent, variables } = presentOf(attempt);
  return { world, origin: LEARNER_ORIGIN, recent, variables, history: attempt.inputs };
}

/** The attempt with its list judged anew, where something has happened that a check could see. */
function judged(attempt: Attempt, before: Attempt): Attempt {
  if (attempt.judging === 'later') return hasMore(attempt) ? judgedIfThrough(attempt) : attempt;
  const kept = ['world', 'recent', 'planned', 'prediction', 'picked', 'scenario'] as const;
  const still = kept.every((part) => attempt[part] === before[part]);
  const accept = still ? attempt.accept : judgeAttempt(attempt);
  // What passed already is no work of this line's: a list that holds at the start is solved by nothing.
  if (!accepted(accept) || accepted(before.accept) || attempt.status !== 'open') return { ...attempt, accept };
  return hasMore(attempt) ? { ...attempt, accept } : { ...attempt, accept, status: attempt.helped ? 'assisted' : 'solved' };
}

function hasMore({ scenario, stage }: Attempt): boolean {
  return stage < (scenario.stages?.length ?? 0);
}

type Arrived = { readonly attempt: Attempt; readonly output: Output };

/**
 * The attempt with the next stage, once everything before it passes. What comes in cannot be undone: `reset` gives the
 * world in which it came.
 */
function arrived(attempt: Attempt, before: Attempt, output: Output): Arrived {
  if (attempt.status !== 'open')
    return before.status === 'open' && varies(attempt.content) ? withNote({ attempt, output }, ANOTHER) : { attempt, output };
  const whole = drawn(attempt.content, attempt.seed);
  const stage = whole.stages?.[attempt.stage];
  const isThrough = attempt.accept.length > 0 && accepted(attempt.accept);
  if (stage === undefined || !isThrough) return { attempt, output };
  const count = attempt.stage + 1;
  const { world } = arriveIn(attempt.world, stage);
  const clear = { transcript: [], undone: [], marks: [], trial: null };
  const next: Attempt = { ...attempt, ...clear, stage: count, scenario: atStage(whole, count), world, start: world };
  const accept = next.judging === 'later' ? [] : judgeAttempt(next);
  return withNote({ attempt: { ...next, accept }, output }, announcement(whole, count));
}

/** The note stands with the line itself, wherever the line is kept. */
function withNote({ attempt, output: given }: Arrived, text: Text): Arrived {
  const output = { ...given, notes: [...given.notes, info(text)] };
  return { attempt: { ...attempt, transcript: attempt.transcript.map((entry) => (entry.output === given ? { ...entry, output } : entry)) }, output };
}

function judgeAttempt(attempt: Attempt): readonly CheckResult[] {
  return (attempt.judging === 'ahead' ? judge : judgeAt)(attempt.scenario.accept, contextNow(attempt));
}

/** With its list where every line passes, so that the next stage may arrive; with none, which is not judged, where it does not. */
function judgedIfThrough(attempt: Attempt): Attempt {
  return { ...attempt, accept: passesNow(attempt) ? judgeAttempt(attempt) : [] };
}

/** Whether every line passes as it stands. No more of them are judged than it takes. */
export function passesNow(attempt: Attempt): boolean {
  return passesAt(attempt.scenario.accept, contextNow(attempt));
}

/** Attempts are values: what is asked of one twice is judged once. */
const contextNow = once((attempt: Attempt) => contextOf(attempt));

/** The attempt with its list as it stands. */
export function judgedNow(attempt: Attempt): Attempt {
  return attempt.judging === 'later' ? { ...attempt, judging: 'now', accept: judgeAttempt(attempt) } : attempt;
}

function verdictEvents(before: readonly CheckResult[], after: readonly CheckResult[]): readonly Happening[] {
  const old = new Map(before.map((result) => [result.id, result.verdict]));
  return after.flatMap(({ id, verdict }) =>
    old.get(id) === verdict ? [] : [{ k: 'verdict', b: { line: id, verdict: journalled(verdict) } } as const],
  );
}

/** Only the attempt knows all its lines: the journal is told when the last of them has passed. */
function statusEvents(before: Attempt, after: Attempt): readonly Happening[] {
  return after.status === before.status || after.status === 'open' ? [] : [{ k: 'note', b: { status: after.status } }];
}

function journalled(verdict: CheckVerdict): JournalVerdict {
  return verdict === 'pending' || verdict === 'not-evaluated' ? '?' : verdict;
}

const TRYING = {
  ko: '시험 중입니다. 먼저 `keep`으로 실행하거나 `drop`으로 버리세요.',
  en: 'Something is being tried. First `keep` it or `drop` it.',
};
const ANOTHER: Text = { ko: '`again`으로 같은 방법의 다른 문제를 풀어 보세요.', en: 'Another puzzle of the same kind: `again`.' };
const HELD_BACK = {
  ko: '이 줄은 경로를 보여 줍니다. 먼저 `predict`로 예측하거나 `predict skip`으로 건너뛰세요.',
  en: 'This line shows the path. Give your prediction with `predict`, or skip it with `predict skip`.',
};
