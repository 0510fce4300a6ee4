/** A world as content describes it, standing: objects admitted, controllers settled, setup lines typed. */
import { once } from '../engine/once.ts';
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import { type WorldParts, worldOf } from '../engine/world-of.ts';
import type { Output, Variables } from '../shell/output.ts';
import { runLine } from '../shell/run.ts';
import { LEARNER_ORIGIN } from '../shell/session.ts';
import { fillPlaceholders } from './placeholder.ts';
import { say } from './say.ts';

/** What keeps a world from standing as it is written: where in its parts, what, and how to mend it. */
export type StartProblem = { readonly path: readonly (string | number)[]; readonly what: Text; readonly how: Text };
export type Started = { readonly world: World; readonly problems: readonly StartProblem[] };

/** What each part of a world speaks of: a part that could not be read makes what is said of it there uncertain. */
const SPEAKS_OF: { readonly [part: string]: readonly string[] } = {
  aws: ['aws'],
  cluster: ['aws', 'cluster'],
  faults: ['aws', 'cluster', 'faults'],
  setup: ['aws', 'cluster', 'outside', 'faults', 'setup'],
};

/** The problems that are no mere consequence of parts which could not be read. */
export function certain(problems: readonly StartProblem[], unread: ReadonlySet<string>): readonly StartProblem[] {
  return problems.filter(({ path }) => !(SPEAKS_OF[String(path[0])] ?? []).some((part) => unread.has(part)));
}

/** Worlds are values: the same parts and seed give the same one, which need not be built twice. */
const built = new WeakMap<WorldParts, Map<string | undefined, Started>>();

/** The world that the parts describe. `seed` replaces the parts' own. */
export function startWorld(parts: WorldParts, seed?: string): Started {
  const known = built.get(parts) ?? new Map<string | undefined, Started>();
  const started = known.get(seed) ?? build(parts, seed);
  built.set(parts, known.set(seed, started));
  return started;
}

function build(parts: WorldParts, seed: string | undefined): Started {
  const { setup = [], ...rest } = parts;
  const read = worldOf(seed === undefined ? rest : { ...rest, seed });
  const typed = typeLines(read.world, setup);
  return {
    world: typed.world,
    problems: [...read.problems, ...typed.failures.map(({ index, what, how }) => ({ path: ['setup', index], what, how }))],
  };
}

export type LineFailure = { readonly index: number; readonly what: Text; readonly how: Text };

/** The world after the lines, and the lines that could not be carried out. */
export function typeLines(start: World, lines: readonly string[]): { readonly world: World; readonly failures: readonly LineFailure[] } {
  const failures: LineFailure[] = [];
  let world = start;
  let variables: Variables = {};
  for (const [index, line] of lines.entries()) {
    const typed = typedIn(world, variables, line);
    if (typed.failure !== null) failures.push({ index, ...typed.failure });
    ({ world, variables } = typed);
  }
  return { world, failures };
}

type Typed = { readonly world: World; readonly variables: Variables; readonly failure: Omit<LineFailure, 'index'> | null };

/** Worlds and variables are values: questions and scenarios that begin with the same lines share what these come to. */
const typedBefore = once((_world: World) => new Map<string, Typed>());

function typedIn(world: World, variables: Variables, line: string): Typed {
  const before = typedBefore(world);
  const key = JSON.stringify([line, variables]);
  const typed = before.get(key) ?? typeOne(world, variables, line);
  before.set(key, typed);
  return typed;
}

function typeOne(world: World, variables: Variables, line: string): Typed {
  const filled = fillPlaceholders(world, line);
  if (!filled.ok) {
    const failure = { what: say(MISSING_WHAT, { missing: filled.missing }), how: say(MISSING_HOW) };
    return { world, variables, failure };
  }
  const output = runLine({ world, origin: LEARNER_ORIGIN, recent: [], variables }, filled.text);
  const failure = output.code === 0 ? null : { what: say(FAILED_WHAT, { line, stderr: output.stderr.trim() }), how: say(FAILED_HOW) };
  return { world: output.world, variables: output.variables ?? variables, failure };
}

/** The line typed on a copy of the world; null where it names nothing. */
export function typedOn(world: World, line: string): Output | null {
  const filled = fillPlaceholders(world, line);
  return filled.ok ? runLine({ world, origin: LEARNER_ORIGIN, recent: [] }, filled.text) : null;
}

/** What the line prints in the world, without the blanks around it; null where it fails or names nothing. */
export function printedBy(world: World, line: string): string | null {
  const output = typedOn(world, line);
  return output?.code === 0 ? output.stdout.trim() : null;
}

const MISSING_WHAT: Text = { ko: '{missing} 자리에 들어갈 오브젝트가 없습니다.', en: '{missing} names nothing in this world.' };
const MISSING_HOW: Text = { ko: '이름과 순번을 확인하세요.', en: 'Check the name and the number.' };
const FAILED_WHAT: Text = { ko: '`{line}` 줄이 실패했습니다({stderr}).', en: 'line `{line}` failed ({stderr}).' };
const FAILED_HOW: Text = { ko: '성공하는 줄로 바꾸거나 지우세요.', en: 'Change it into one that succeeds, or remove it.' };
