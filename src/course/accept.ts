/** The acceptance list judged: what the learner sees is what is graded. */
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
  const results: CheckResult[] = [];
  for (const line of lines) results.push(judged(lines, line, { context, before: results }));
  return results;
}

/** One line as it stands now: of the others only those are looked at that have to pass first. */
export function judgeLine(lines: readonly AcceptLine[], context: Context, id: string): CheckResult | null {
  const line = lines.find((one) => one.id === id);
  if (line === undefined) return null;
  const before = line.after.flatMap((first) => judgeLine(lines, context, first) ?? []);
  return judged(lines, line, { context, before });
}

type Judging = { readonly context: Context; readonly before: readonly CheckResult[] };

function judged(lines: readonly AcceptLine[], { id, after, check }: AcceptLine, { context, before }: Judging): CheckResult {
  const missing = after.find((first) => before.find((result) => result.id === first)?.verdict !== 'pass');
  if (missing !== undefined) return { id, ...notEvaluated(lines, missing) };
  const result = evaluate(check, context);
  const told = (text: Text): Text => (text.en.includes('{') ? toldOf(context.world, text) : text);
  const orNone = (text: Text | null): Text | null => (text === null ? null : told(text));
  return { id, ...result, expected: told(result.expected), actual: told(result.actual), why: orNone(result.why), help: orNone(result.help) };
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
    for (const result of judgeAt(lines, { ...context, world })) {
      if (result.verdict === 'pass' && failing.includes(result.id) && !found.has(result.id)) found.set(result.id, world.now);
    }
  }
  return found;
}

const NONE: Text = { ko: '-', en: '-' };
const FIRST: Text = { ko: '{number}번이 먼저 통과해야 합니다.', en: 'Line {number} must pass first.' };
const WAIT: Text = { ko: '{seconds}초 뒤에 바뀝니다. `wait`로 기다리세요.', en: 'This changes in {seconds} s. Wait for it with `wait`.' };
