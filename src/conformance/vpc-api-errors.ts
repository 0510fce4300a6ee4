/** Judges vpc/api-errors.json: commands of the AWS CLI, typed in order into an account without anything in it. */
import jmespath from 'jmespath';
import { canonical } from '../engine/canonical.ts';
import { kindsOf, type PlaneName } from '../engine/change.ts';
import { beginInput } from '../engine/input.ts';
import { advanceUntilQuiet, settle } from '../engine/settle.ts';
import { emptyStore } from '../engine/store.ts';
import type { World } from '../engine/world.ts';
import { aws } from '../shell/commands/aws.ts';
import { expandWord } from '../shell/expand.ts';
import type { Output } from '../shell/output.ts';
import { parse } from '../shell/parse.ts';
import type { Adapter, Judgement } from './adapter.ts';
import { fillPlaceholders, type Made, noteMade } from './vpc-api-errors-placeholders.ts';

type Expectation = {
  readonly ok?: boolean;
  readonly errorCode?: string;
  readonly errorCodeAnyOf?: readonly string[];
  readonly messageContains?: string;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly after?: { readonly run: string; readonly result: Readonly<Record<string, unknown>> };
};

export type ApiErrorCase = {
  readonly id: string;
  readonly confidence?: 'medium';
  readonly given: readonly string[];
  readonly when: string;
  readonly expect: Expectation;
};

type Stage = { readonly world: World; readonly made: Made };

export const adapter: Adapter = {
  area: 'vpc',
  file: 'api-errors.json',
  judge: (cases) => (cases as readonly ApiErrorCase[]).map(judgeCase),
};

/** One case, from an empty account. */
export function judgeCase(each: ApiErrorCase): Judgement {
  let stage: Stage = { world: emptyAccount(), made: new Map() };
  for (const line of each.given) {
    const { stage: next, out } = type(stage, line);
    if (out.code !== 0) return failed(each.id, `given "${line}" failed: ${complaint(out)}`);
    stage = settled(stage, next);
  }
  const { stage: after, out, line } = type(stage, each.when);
  const wrong = judgeAnswer(each, out, after) ?? judgeAfter(each, settled(stage, after));
  return wrong === null ? { id: each.id, ok: true, detail: '' } : failed(each.id, `${line}: ${wrong}`);
}

/** How long a case waits for what AWS makes ready in the background: longer than the nodes of a group are waited for. */
const PATIENCE = 2 * 3_600_000;

function settled(before: Stage, { world, made }: Stage): Stage {
  return { world: advanceUntilQuiet(settle(world, before.world.revision), PATIENCE), made };
}

function failed(id: string, detail: string): Judgement {
  return { id, ok: false, detail };
}

function judgeAnswer({ expect, confidence }: ApiErrorCase, out: Output, { made, world }: Stage): string | null {
  const { ok, messageContains, result = {} } = expect;
  const judged = confidence === 'medium' ? {} : result;
  if (ok === true) return out.code === 0 ? judgeResult(judged, out.stdout, { made, world }) : `expected success but ${complaint(out)}`;
  if (out.code === 0) return 'expected a refusal but it succeeded';
  if (out.code !== 254) return `expected a refusal of the service but ${complaint(out)}`;
  if (confidence === 'medium') return null;
  const codes = expect.errorCodeAnyOf ?? (expect.errorCode === undefined ? [] : [expect.errorCode]);
  if (codes.length > 0 && !codes.some((code) => out.stderr.includes(`(${code})`))) return `expected ${codes.join(' or ')} but ${complaint(out)}`;
  const contains = messageContains === undefined || out.stderr.toLowerCase().includes(messageContains.toLowerCase());
  return contains ? null : `expected a message with "${messageContains}" but ${complaint(out)}`;
}

function judgeAfter({ expect, confidence }: ApiErrorCase, stage: Stage): string | null {
  if (expect.after === undefined) return null;
  const { out, stage: then } = type(stage, expect.after.run);
  const judged = confidence === 'medium' ? statesOnly(expect.after.result) : expect.after.result;
  return out.code === 0 ? judgeResult(judged, out.stdout, then) : `afterwards ${complaint(out)}`;
}

/** Of a case of medium confidence only whether it works and the state in which it ends are sure. */
function statesOnly(result: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(result).filter(([query]) => /\b(State|status)$/.test(query)));
}

function judgeResult(result: Readonly<Record<string, unknown>>, stdout: string, { made, world }: Stage): string | null {
  const answer: unknown = stdout === '' ? {} : JSON.parse(stdout);
  for (const [query, wanted] of Object.entries(result)) {
    const found: unknown = jmespath.search(answer, fillPlaceholders(query, made, world));
    const allowed = typeof wanted === 'string' ? fillPlaceholders(wanted, made, world).split('|') : [wanted];
    if (!allowed.some((value) => canonical(value) === canonical(found))) {
      return `expected ${query} to be ${allowed.join(' or ')} but found ${JSON.stringify(found)}`;
    }
  }
  return null;
}

function complaint({ stderr, notes, code }: Output): string {
  return `exit ${code}: ${stderr.trim() || (notes[0]?.text.en ?? '')}`;
}

function type({ world, made }: Stage, line: string): { readonly stage: Stage; readonly out: Output; readonly line: string } {
  const filled = fillPlaceholders(line, made, world);
  const out = aws.run({
    world: beginInput(world),
    origin: { from: 'outside', address: '203.0.113.1' },
    words: wordsOf(filled),
    stdin: '',
    recent: [],
  });
  return { stage: { world: out.world, made: noteMade(made, filled, out) }, out, line: filled };
}

function wordsOf(line: string) {
  const parsed = parse(line);
  const stage = parsed.ok ? parsed.script[0]?.stages[0] : undefined;
  if (stage === undefined || !('words' in stage)) throw new Error(`Expected a command but found ${line}`);
  const scope = { variables: {}, substitute: () => '' };
  return stage.words.flatMap((word) => expandWord(word, scope)).slice(1);
}

/** Account 123456789012 in us-east-1, without even a default VPC. */
function emptyAccount(): World {
  const stores = (plane: PlaneName) => Object.fromEntries(Object.keys(kindsOf[plane]).map((kind) => [kind, emptyStore(plane, kind)]));
  const planes = { aws: stores('aws'), cluster: stores('cluster'), hosts: stores('hosts'), lab: stores('lab') };
  return {
    now: Date.UTC(2026, 0, 1),
    revision: 1,
    seed: 'api-errors',
    counters: { input: 0, connection: 0, minted: null },
    account: '123456789012',
    region: 'us-east-1',
    ...planes,
    outside: { hosts: [], names: [] },
    due: null,
    log: { head: null, cutAt: 1 },
  } as unknown as World;
}
