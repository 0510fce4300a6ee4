/** The one place where a typed line becomes an input of the world: it is numbered, carried out, and the controllers settle what it changed. */
import { beginInput } from '../engine/input.ts';
import { get, keys } from '../engine/persistent-map.ts';
import type { World } from '../engine/world.ts';
import type { Command } from './command.ts';
import { commandTable } from './commands/index.ts';
import { hasControlCharacters } from './control.ts';
import { interpret } from './interpret.ts';
import type { Note, Output } from './output.ts';
import { parse } from './parse.ts';
import { output } from './print.ts';
import type { SyntaxProblem } from './reader.ts';
import type { Session } from './session.ts';

/** Carries out one line (or several, joined by newlines) and says what it printed and what the world is then. */
export function runLine(session: Session, line: string, extra: readonly Command[] = []): Output {
  const world = beginInput(session.world);
  if (hasControlCharacters(line)) return output(session.world, { kind: 'refused', code: 2, notes: [{ mark: 'wrong', text: CONTROL_TEXT }] });
  const parsed = parse(line);
  if (!parsed.ok) return misread(world, parsed.problem);
  const done = interpret(parsed.script, { session: { ...session, world }, table: commandTable(extra) });
  return { ...done, notes: [...done.notes, ...noticesSince(session.world, done.world)] };
}

function misread(world: World, problem: SyntaxProblem): Output {
  const notes: Note[] = problem.note === null ? [] : [{ mark: 'not-simulated', text: problem.note }];
  return output(world, { kind: 'refused', stderr: problem.stderr, code: 2, notes });
}

/** What the lab has to say of its own since then: fields that are not simulated, controllers that oscillate. */
function noticesSince(before: World, after: World): Note[] {
  const old = before.lab.Notice.entries;
  const notes: Note[] = [];
  for (const key of keys(after.lab.Notice.entries)) {
    const entry = get(after.lab.Notice.entries, key);
    if (entry !== undefined && entry.revision !== get(old, key)?.revision) notes.push({ mark: 'not-simulated', text: entry.object.text });
  }
  return notes;
}

const CONTROL_TEXT = {
  ko: '제어 문자가 든 줄은 실행하지 않습니다. 제어 문자를 지우고 다시 입력하세요.',
  en: 'A line with control characters is not run. Remove them and enter it again.',
};
