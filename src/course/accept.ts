/** The acceptance list judged: what the learner sees is what is graded. */
import { once } from '../engine/once.ts';
import { advance, nextDue } from '../engine/settle.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import type { CheckResult } from './check.ts';
import type { Context, Judged } from './checks/definition.ts';
import { evaluate } from './checks/index.ts';
import type { AcceptLine } from './content.ts';
import { toldOf } from './placeholder.ts';
import { say } from './say.ts';

/** How far ahead a line that fails now may still come true by itself, in simulated milliseconds. */
const REACH_MS = 120_000;
/** So many moments of change are looked at on the way. */
const MOMENTS = 30;

/** Every line at this moment. A line whose `after` lines do not pass is not evaluated; one that time alone will mend is pending. */
export function judge(lines: readonly AcceptLine[], context: Context): readonly CheckResult[] {
  const now = judgeAt(lines, context);
  if (now.every((result) => result.verdict === 'pass')) return now;
  const later = comingTrue(lines, context, now);
  return now.map((result) => {
    const dueAt = later.get(result.id);
    return dueAt === undefined
      ? result
      : { ...result, verdict: 'pending', dueAt, help: say(WAIT, { seconds: Math.ceil((dueAt - context.world.now) / 1000) }) };
  });
}

/** Whether every line passes. */
export function accepted(results: readonly CheckResult[]): boolean {
  return results.every((result) => result.verdict === 'pass');
}

/** Every line as it stands now, without a look ahead. */
export function judgeAt(lines: readonly AcceptLine[], context: Context): readonly CheckResult[] {
  return lines.map((line) => judgedOnce(lines, line, context));
}

/** Whether every line passes now: the last first, for what was asked for last fails longest. No more lines are looked at than it takes. */
export function passesAt(lines: readonly AcceptLine[], context: Context): boolean {
  return lines.toReversed().every((line) => judgedOnce(lines, line, context).verdict === 'pass');
}

/** One line as it stands now: of the others only those are looked at that have to pass first. */
export function judgeLine(lines: readonly AcceptLine[], context: Context, id: string): CheckResult | null {
  const line = lines.find((one) => one.id === id);
  return line === undefined ? null : judgedOnce(lines, line, context);
}

/** Contexts are values: a line is judged once in each, whoever asks. */
const known = once((_context: Context) => once((_lines: readonly AcceptLine[]) => new Map<AcceptLine, CheckResult>()));

function judgedOnce(lines: readonly AcceptLine[], line: AcceptLine, context: Context): CheckResult {
  const results = known(context)(lines);
  const result = results.get(line) ?? judged(lines, line, context);
  results.set(line, result);
  return result;
}

function judged(lines: readonly AcceptLine[], line: AcceptLine, context: Context): CheckResult {
  const before = lines.slice(0, lines.indexOf(line));
  const passes = (id: string) => before.some((one) => one.id === id && judgedOnce(lines, one, context).verdict === 'pass');
  const missing = line.after.find((id) => !passes(id));
  if (missing !== undefined) return { id: line.id, ...notEvaluated(lines, missing) };
  const result = evaluate(line.check, context);
  const told = (text: Text): Text => (text.en.includes('{') ? toldOf(context.world, text) : text);
  const orNone = (text: Text | null): Text | null => (text === null ? null : told(text));
  return { id: line.id, ...result, expected: told(result.expected), actual: told(result.actual), why: orNone(result.why), help: orNone(result.help) };
}

function notEvaluated(lines: readonly AcceptLine[], missing: string): Judged {
  const number = lines.findIndex((line) => line.id === missing) + 1;
  return { verdict: 'not-evaluated', expected: say(NONE), actual: say(NONE), witness: null, why: say(FIRST, { number }), help: null, dueAt: null };
}

/** When lines that fail now would pass if nobody did anything, by line. */
function comingTrue(lines: readonly AcceptLine[], context: Context, now: readonly CheckResult[]): ReadonlyMap<string, number> {
  const failing = now.filter((result) => result.verdict === 'fail' || result.verdict === 'partial').map((result) => result.id);
  const found = new Map<string, number>();
  let world: World = context.world;
  for (let moment = 0; moment < MOMENTS && found.size < failing.length; moment += 1) {
    const due = nextDue(world, 'not-periodic');
    if (due === null || due > context.world.now + REACH_MS) break;
    world = advance(world, Math.max(0, due - world.now));
    const then = { ...context, world };
    for (const id of failing) if (!found.has(id) && judgeLine(lines, then, id)?.verdict === 'pass') found.set(id, world.now);
  }
  return found;
}

const NONE: Text = { ko: '-', en: '-' };
const FIRST: Text = { ko: '{number}번이 먼저 통과해야 합니다.', en: 'Line {number} must pass first.' };
const WAIT: Text = { ko: '{seconds}초 뒤에 바뀝니다. `wait`로 기다리세요.', en: 'This changes in {seconds} s. Wait for it with `wait`.' };
