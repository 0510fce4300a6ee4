/** Completion of the word at the cursor: names of commands, and what the command itself knows about its words. */
import type { Command, Completion, Word } from './command.ts';
import { commandTable } from './commands/index.ts';
import { expandWord } from './expand.ts';
import { wordsBeingTyped } from './parse.ts';
import type { Session } from './session.ts';
import type { RawWord } from './syntax.ts';

/** `items` replace the line from `from` to the cursor. */
export type Completions = { readonly from: number; readonly items: readonly Completion[] };

/** The candidates for the word that ends at the cursor (a UTF-16 offset). Only reads the world. */
export function completeLine(session: Session, line: string, cursor: number, extra: readonly Command[] = []): Completions {
  const typed = line.slice(0, cursor);
  const raw = wordsBeingTyped(typed);
  if (raw === null) return { from: cursor, items: [] };
  const last = raw.at(-1);
  const open = last !== undefined && last.end === typed.length;
  const from = open ? last.start : cursor;
  const scope = { variables: session.variables ?? {}, substitute: () => '' };
  const before = (open ? raw.slice(0, -1) : raw).flatMap((word) => expandWord(word, scope));
  const current: Word = open ? { ...last, text: textOf(last) } : { text: '', start: cursor, end: cursor };
  const items = candidates(session, { before, current }, commandTable(extra));
  const quote = /^['"]/.exec(typed.slice(from))?.[0] ?? '';
  const fitting = items.filter((item) => item.text.startsWith(current.text));
  return { from, items: unique(fitting).map((item) => ({ ...item, text: quote === '' ? item.text : quote + item.text })) };
}

type Typed = { readonly before: readonly Word[]; readonly current: Word };

function candidates(session: Session, { before, current }: Typed, table: ReadonlyMap<string, Command>): readonly Completion[] {
  const [name, ...words] = before;
  if (name === undefined) return [...table.values()].map((command) => ({ text: command.name, about: command.summary }));
  const command = table.get(name.text);
  const { world, origin, recent, history = [] } = session;
  return command?.complete({ world, origin, recent, history, stdin: '', words: [...words, current] }) ?? [];
}

/** The word as far as it can be known without running anything. */
function textOf(word: RawWord): string {
  return word.pieces.map((piece) => (piece.piece === 'text' ? piece.text : '')).join('');
}

function unique(items: readonly Completion[]): Completion[] {
  return [...new Map(items.map((item) => [item.text, item])).values()];
}
