/** The menu of completions: what Tab offers, moves in and takes. */
import type { Completion } from '../../../shell/command.ts';
import type { Menu } from '../../model.ts';
import { type Editor, edited } from '../../parts/editor.ts';

/** A line being typed, with what can be put in the place of its last word. */
export type Completing = { readonly editor: Editor; readonly menu: Menu | null };
export type Candidates = { readonly text: string; readonly start: number; readonly items: readonly Completion[] };

/** The line when the candidates have come: one is taken at once, several share their start and open the menu. */
export function menuOpened<C extends Completing>(lab: C, found: Candidates): C {
  // The learner has typed on meanwhile: the candidates are for another text.
  if (found.text !== lab.editor.text || found.items.length === 0) return lab;
  const [only] = found.items;
  if (found.items.length === 1 && only !== undefined) return replaced(lab, found.start, completed(only.text));
  const shared = commonStart(found.items.map((item) => item.text));
  const typed = lab.editor.text.slice(found.start, lab.editor.caret);
  const longer = shared.length > typed.length && shared.startsWith(typed) ? replaced(lab, found.start, shared) : lab;
  return { ...longer, menu: { start: found.start, items: found.items, at: 0 } };
}

/** The next or previous candidate marked, round and round. */
export function menuMoved(lab: Completing, by: -1 | 1): Partial<Completing> {
  if (lab.menu === null) return {};
  const count = lab.menu.items.length;
  return { menu: { ...lab.menu, at: (lab.menu.at + by + count) % count } };
}

/** The marked candidate in the place of the word being typed. */
export function menuTaken(lab: Completing): Partial<Completing> {
  const item = lab.menu?.items[lab.menu.at];
  return lab.menu === null || item === undefined ? { menu: null } : replaced(lab, lab.menu.start, completed(item.text));
}

/** A word that is finished is followed by a space; `--port=` and `default/` wait for more. */
function completed(text: string): string {
  return /[=/:,]$/.test(text) ? text : `${text} `;
}

function replaced<C extends Completing>(lab: C, start: number, word: string): C {
  const rest = lab.editor.text.slice(lab.editor.caret);
  const glued = word.endsWith(' ') && rest.startsWith(' ') ? word.slice(0, -1) : word;
  const text = lab.editor.text.slice(0, start) + glued + rest;
  return { ...lab, menu: null, editor: edited(lab.editor, { edit: 'replace', text, caret: start + glued.length }) };
}

function commonStart(texts: readonly string[]): string {
  const [first = '', ...rest] = texts;
  let length = first.length;
  for (const text of rest) while (!text.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
