/** The words of the lab: what a learner types to the lab itself. Each is a command like any other for help and completion. */
import { restore } from '../engine/restore.ts';
import type { Text } from '../engine/text.ts';
import type { Body } from '../progress/event.ts';
import type { Command, Completion } from '../shell/command.ts';
import { makeHelp } from '../shell/commands/help.ts';
import { commands } from '../shell/commands/index.ts';
import type { Output } from '../shell/output.ts';
import { refused, said } from '../shell/print.ts';
import type { Attempt, Entry, HintTier } from './attempt-state.ts';
import { hintFor } from './hints.ts';
import { fillPlaceholders } from './placeholder.ts';
import { askPrediction, givePrediction, predictionKey } from './prediction.ts';
import { plain, say } from './say.ts';

type Done = { readonly attempt: Attempt; readonly output: Output; readonly events: readonly Body[] };
type LabWord = {
  readonly name: string;
  readonly summary: Text;
  readonly usage: readonly string[];
  readonly examples: readonly string[];
  readonly enter: (attempt: Attempt, line: string) => Done;
  readonly complete: (attempt: Attempt) => readonly Completion[];
};

/** The word of the lab that a line is, or null. Such a word stands alone on its line. */
export function labWordOf(line: string): LabWord | null {
  const name = /^\s*([a-z]+)(?:\s+[^|;&<>]*)?$/.exec(line)?.[1];
  return words.find((word) => word.name === name) ?? null;
}

/** The words of the lab as commands of the shell, for its help and its completion. */
export function labCommands(attempt: Attempt): readonly Command[] {
  const own = words.map(
    (word): Command => ({ ...word, run: ({ world }) => refused(world, say(ALONE, { name: word.name })), complete: () => word.complete(attempt) }),
  );
  return [...own, makeHelp([...commands.filter((command) => command.name !== 'help'), ...own])];
}

const undo: LabWord = {
  name: 'undo',
  summary: { ko: '마지막으로 바꾼 것을 되돌립니다.', en: 'Takes back the last change.' },
  usage: ['undo'],
  examples: ['undo'],
  complete: () => [],
  enter(attempt) {
    const index = attempt.transcript.findLastIndex(changes);
    const entry = attempt.transcript[index];
    if (entry === undefined) return done(attempt, refused(attempt.world, NOTHING_TO_UNDO));
    const world = restore(attempt.world, entry.before);
    const next = {
      ...attempt,
      world,
      transcript: attempt.transcript.slice(0, index),
      undone: [...attempt.transcript.slice(index), ...attempt.undone],
    };
    return done(next, said(world, say(UNDONE, { line: entry.line })));
  },
};

const redo: LabWord = {
  name: 'redo',
  summary: { ko: '되돌린 것을 다시 실행합니다.', en: 'Makes again what was taken back.' },
  usage: ['redo'],
  examples: ['redo'],
  complete: () => [],
  enter(attempt) {
    const [entry, ...rest] = attempt.undone;
    if (entry === undefined) return done(attempt, refused(attempt.world, NOTHING_TO_REDO));
    const world = restore(attempt.world, entry.output.world);
    const more = rest.findIndex(changes);
    const reads = more === -1 ? rest : rest.slice(0, more);
    const next = { ...attempt, world, transcript: [...attempt.transcript, entry, ...reads], undone: rest.slice(reads.length) };
    return done(next, said(world, say(REDONE, { line: entry.line })));
  },
};

const reset: LabWord = {
  name: 'reset',
  summary: { ko: '시나리오를 처음 상태로 돌립니다.', en: 'Puts the scenario back to its start.' },
  usage: ['reset'],
  examples: ['reset'],
  complete: () => [],
  enter(attempt) {
    const world = restore(attempt.world, attempt.start);
    const prediction = askPrediction(attempt.scenario, attempt.start, attempt.seed);
    const next: Attempt = { ...attempt, world, prediction, transcript: [], undone: [], recent: [], variables: {}, status: 'open' };
    return done(next, said(world, RESET));
  },
};

const goal: LabWord = {
  name: 'goal',
  summary: { ko: '과제와 통과 조건을 보여 줍니다.', en: 'Shows the task and what it takes.' },
  usage: ['goal'],
  examples: ['goal'],
  complete: () => [],
  enter(attempt) {
    const { scenario, accept } = attempt;
    const lines = scenario.accept.map((line) => {
      const mark = MARKS[accept.find((result) => result.id === line.id)?.verdict ?? 'fail'] ?? '?';
      return { ko: `${mark} ${line.text.ko}`, en: `${mark} ${line.text.en}` };
    });
    return done(attempt, said(attempt.world, scenario.story, ...lines));
  },
};

const hint: LabWord = {
  name: 'hint',
  summary: { ko: '아직 통과하지 못한 조건의 힌트를 한 단계씩 보여 줍니다.', en: 'Gives a hint for a line that does not pass, one step at a time.' },
  usage: ['hint [LINE]'],
  examples: ['hint', 'hint 2'],
  complete: ({ scenario }) => scenario.accept.map((line) => ({ text: line.id, about: line.text })),
  enter(attempt, line) {
    const wanted = argumentsOf(line)[0];
    const open = attempt.accept.filter((result) => result.verdict !== 'pass');
    const named = wanted === undefined ? undefined : (attempt.scenario.accept[Number(wanted) - 1]?.id ?? wanted);
    const result =
      named === undefined ? (open.find((one) => one.verdict !== 'not-evaluated') ?? open[0]) : attempt.accept.find((one) => one.id === named);
    if (result === undefined) return done(attempt, refused(attempt.world, named === undefined ? ALL_PASS : say(NO_LINE, { named })));
    if (result.verdict === 'pass') return done(attempt, said(attempt.world, PASSES));
    const tier = Math.min((attempt.hints[result.id] ?? 0) + 1, 4) as HintTier;
    const given = hintFor(attempt, { line: result.id, tier });
    const next = { ...attempt, hints: { ...attempt.hints, [result.id]: tier }, helped: attempt.helped || given.tier === 4 };
    return { attempt: next, output: said(attempt.world, given.text), events: [{ k: 'hint', b: { line: result.id, tier: given.tier } }] };
  },
};

const solution: LabWord = {
  name: 'solution',
  summary: { ko: '풀이를 보여 줍니다. 도움을 받은 것으로 남습니다.', en: 'Shows the solution. The attempt counts as assisted.' },
  usage: ['solution'],
  examples: ['solution'],
  complete: () => [],
  enter(attempt) {
    const lines = attempt.scenario.solution.map((line) => {
      const filled = fillPlaceholders(attempt.world, line);
      return plain(filled.ok ? filled.text : line);
    });
    return { ...done({ ...attempt, helped: true }, said(attempt.world, ...lines)), events: [{ k: 'note', b: { solution: 'shown' } }] };
  },
};

const predict: LabWord = {
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

const words: readonly LabWord[] = [goal, hint, undo, redo, reset, predict, solution];

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

function changes(entry: Entry): boolean {
  return entry.output.kind === 'write' || entry.output.kind === 'wait';
}

function argumentsOf(line: string): readonly string[] {
  return line.trim().split(/\s+/).slice(1);
}

function done(attempt: Attempt, output: Output): Done {
  return { attempt, output, events: [] };
}

const MARKS: { readonly [verdict: string]: string } = { pass: '✓', fail: '✗', partial: '✗', pending: '?', 'not-evaluated': '?' };
const ALONE: Text = { ko: '`{name}`은 줄에 홀로 써야 합니다.', en: '`{name}` stands alone on its line.' };
const NOTHING_TO_UNDO: Text = { ko: '되돌릴 것이 없습니다.', en: 'There is nothing to take back.' };
const NOTHING_TO_REDO: Text = { ko: '다시 실행할 것이 없습니다.', en: 'There is nothing to make again.' };
const UNDONE: Text = { ko: '`{line}` 줄을 되돌렸습니다.', en: 'Taken back: `{line}`' };
const REDONE: Text = { ko: '`{line}` 줄을 다시 실행했습니다.', en: 'Made again: `{line}`' };
const RESET: Text = { ko: '처음 상태로 돌렸습니다.', en: 'Back at the start.' };
const ALL_PASS: Text = { ko: '모든 조건을 통과했습니다.', en: 'Every line passes.' };
const PASSES: Text = { ko: '이미 통과한 조건입니다.', en: 'This line passes already.' };
const NO_LINE: Text = { ko: '{named} 조건은 없습니다. `goal`로 목록을 보세요.', en: 'There is no line {named}. See the list with `goal`.' };
const NO_PREDICTION: Text = { ko: '이 시나리오에서는 예측하지 않습니다.', en: 'This scenario asks for no prediction.' };
const NO_HOP: Text = {
  ko: '{unknown} 홉은 보기에 없습니다. `predict again`으로 보기를 보세요.',
  en: 'Hop {unknown} is not among the choices. See them with `predict again`.',
};
const SKIPPED: Text = { ko: '예측을 건너뛰었습니다. 이제 추적해 보세요.', en: 'Prediction skipped. Now trace the path.' };
const PREDICTED: Text = { ko: '예측을 기록했습니다. 홉 {all}개 중 {right}개가 맞습니다.', en: 'Prediction recorded. Hops right: {right} of {all}.' };
