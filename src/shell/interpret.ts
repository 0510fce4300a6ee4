/** Carries out the commands of a script one after the other: the learner's shell, and `sh -c` in a container. */
import type { Connection } from '../engine/connection.ts';
import { settle } from '../engine/settle.ts';
import type { World } from '../engine/world.ts';
import type { Command, Invocation, Word } from './command.ts';
import { insteadOf } from './elsewhere.ts';
import { expandText, expandWord, type Scope } from './expand.ts';
import { nearest } from './nearest.ts';
import type { LineKind, Note, Output, Variables } from './output.ts';
import type { Planned } from './planning/planned.ts';
import { policyNotes } from './policy-notes.ts';
import type { Session } from './session.ts';
import type { Redirect, Script, Stage } from './syntax.ts';

/** Turns of one `for` loop within one line; a learner's loop over curl needs a hundred at most. */
const MOST_TURNS = 1_000;

/** The shell while a line runs: the world and what the line has given so far. */
type State = {
  readonly session: Session;
  readonly table: ReadonlyMap<string, Command>;
  readonly shell: 'bash' | 'sh';
  world: World;
  variables: Variables;
  stderr: string;
  readonly notes: Note[];
  readonly connections: Connection[];
  readonly planned: Planned[];
  readonly kinds: Set<LineKind>;
};

type Ran = { readonly stdout: string; readonly code: number };

export type Interpreting = {
  readonly session: Session;
  /** The commands by name. */
  readonly table: ReadonlyMap<string, Command>;
  readonly shell?: 'bash' | 'sh';
  readonly stdin?: string;
};

/** Carries out the script in the session's world; each command's changes are settled before the next. */
export function interpret(script: Script, { session, table, shell = 'bash', stdin = '' }: Interpreting): Output {
  const state: State = {
    session,
    table,
    shell,
    world: session.world,
    variables: session.variables ?? {},
    stderr: '',
    notes: [],
    connections: [],
    planned: [],
    kinds: new Set(),
  };
  const { stdout, code } = runScript(state, script, stdin);
  const { '?': _, ...variables } = state.variables;
  return {
    kind: kindOf(state.kinds),
    stdout,
    stderr: state.stderr,
    code,
    notes: state.notes,
    connections: state.connections,
    ...(state.planned.length === 0 ? {} : { planned: state.planned }),
    world: state.world,
    variables: { ...variables, '?': String(code) },
  };
}

function runScript(state: State, script: Script, stdin: string): Ran {
  let ran: Ran = { stdout: '', code: 0 };
  for (const { joiner, stages } of script) {
    if ((joiner === '&&' && ran.code !== 0) || (joiner === '||' && ran.code === 0)) continue;
    const next = runPipeline(state, stages, stdin);
    state.variables = { ...state.variables, '?': String(next.code) };
    ran = { stdout: ran.stdout + next.stdout, code: next.code };
  }
  return ran;
}

function runPipeline(state: State, stages: readonly Stage[], stdin: string): Ran {
  // Each command of a pipe is a subshell: what it assigns is gone behind it (Bash Reference Manual, 3.2.3).
  const variables = state.variables;
  let ran: Ran = { stdout: stdin, code: 0 };
  for (const stage of stages) ran = runStage(state, stage, ran.stdout);
  if (stages.length > 1) state.variables = variables;
  return ran;
}

function runStage(state: State, stage: Stage, piped: string): Ran {
  const before = state.stderr;
  const heredoc = stage.redirects.findLast((redirect) => redirect.redirect === 'stdin');
  const stdin = heredoc === undefined ? piped : expandText(heredoc.body, scopeOf(state));
  const ran = stage.command === 'for' ? runLoop(state, stage, stdin) : runSimple(state, stage, stdin);
  const streams = redirected({ stdout: ran.stdout, stderr: state.stderr.slice(before.length) }, stage.redirects);
  state.stderr = before + streams.stderr;
  return { stdout: streams.stdout, code: ran.code };
}

/** Redirections take effect from left to right: `>/dev/null 2>&1` silences both, `2>&1 >/dev/null` does not. */
function redirected(printed: { readonly stdout: string; readonly stderr: string }, redirects: readonly Redirect[]) {
  let to: { readonly [stream in 'stdout' | 'stderr']: 'stdout' | 'stderr' | null } = { stdout: 'stdout', stderr: 'stderr' };
  for (const redirect of redirects) {
    if (redirect.redirect === 'discard') to = { ...to, [redirect.stream]: null };
    if (redirect.redirect === 'merge') to = { ...to, [redirect.into === 'stdout' ? 'stderr' : 'stdout']: to[redirect.into] };
  }
  const streams = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    const target = to[stream];
    if (target !== null) streams[target] += printed[stream];
  }
  return streams;
}

function runLoop(state: State, loop: Extract<Stage, { command: 'for' }>, stdin: string): Ran {
  const scope = scopeOf(state);
  const values = loop.words.flatMap((word) => expandWord(word, scope));
  if (values.length > MOST_TURNS) {
    state.notes.push({ mark: 'not-simulated', text: LOOP_TEXT });
    state.kinds.add('refused');
    return { stdout: '', code: 2 };
  }
  let ran: Ran = { stdout: '', code: 0 };
  for (const { text } of values) {
    state.variables = { ...state.variables, [loop.name]: text };
    const turn = runScript(state, loop.body, stdin);
    ran = { stdout: ran.stdout + turn.stdout, code: turn.code };
  }
  return ran;
}

function runSimple(state: State, simple: Extract<Stage, { command: 'simple' }>, stdin: string): Ran {
  const words = simple.words.flatMap((word) => expandWord(word, scopeOf(state)));
  const [name, ...rest] = words;
  const assigned = simple.assignments.map(({ name: variable, value }) => [variable, expandText(value, scopeOf(state))] as const);
  if (name === undefined) {
    state.variables = { ...state.variables, ...Object.fromEntries(assigned) };
    return { stdout: '', code: 0 };
  }
  if (name.text === 'export') return exportNames(state, rest);
  const command = state.table.get(name.text);
  if (command === undefined) return unknown(state, name);
  return call(state, command, { words: rest, stdin });
}

function call(state: State, command: Command, given: Pick<Invocation, 'words' | 'stdin'>): Ran {
  const { origin, recent, history = [] } = state.session;
  const before = state.world;
  const done = command.run({ ...given, world: state.world, origin, history, recent: [...state.connections.toReversed(), ...recent] });
  state.world = settle(done.world, before.revision);
  state.stderr += done.stderr;
  state.notes.push(...done.notes, ...policyNotes(before, state.world));
  state.connections.push(...done.connections);
  state.planned.push(...(done.planned ?? []));
  state.kinds.add(done.kind);
  return { stdout: done.stdout, code: done.code };
}

function exportNames(state: State, words: readonly Word[]): Ran {
  for (const { text } of words) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(text) ?? [];
    if (name !== undefined) state.variables = { ...state.variables, [name]: value ?? '' };
  }
  return { stdout: '', code: 0 };
}

function unknown(state: State, name: Word): Ran {
  state.kinds.add('refused');
  state.stderr += `${state.shell}: ${name.text}: ${state.shell === 'bash' ? 'command not found' : 'not found'}\n`;
  const instead = insteadOf(name.text);
  const near = nearest(name.text, [...state.table.keys()]);
  if (instead !== null) state.notes.push({ mark: 'not-simulated', text: instead });
  else if (near !== null) {
    state.notes.push({ mark: 'info', text: { ko: `\`${near}\` 명령을 찾습니까?`, en: `Did you mean \`${near}\`?` } });
  }
  return { stdout: '', code: 127 };
}

function scopeOf(state: State): Scope {
  return { variables: state.variables, substitute: (script) => runSubstitution(state, script) };
}

function runSubstitution(state: State, script: Script): string {
  const variables = state.variables;
  const { stdout } = runScript(state, script, '');
  state.variables = variables;
  return stdout;
}

/** What the line as a whole did: its weightiest part. */
function kindOf(kinds: ReadonlySet<LineKind>): LineKind {
  const weights: readonly LineKind[] = ['write', 'test', 'wait', 'refused', 'lab', 'read'];
  return weights.find((kind) => kinds.has(kind)) ?? 'read';
}

const LOOP_TEXT = {
  ko: `\`for\` 반복은 한 번에 ${MOST_TURNS}회까지 시뮬레이션합니다.`,
  en: `A \`for\` loop is simulated for up to ${MOST_TURNS} turns.`,
};
