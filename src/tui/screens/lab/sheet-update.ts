/** What keys do in the sheet: a manifest is written there, and becomes the standard input of its command. */
import { engine } from '../../engine.ts';
import { front, type Lab, labAt, type Model, type Sheet } from '../../model.ts';
import { type Editor, edited, NO_TEXT } from '../../parts/editor.ts';
import { backspaced, climbed, newRow, shifted } from '../../parts/sheet.ts';
import { heredocOf, readsInput, withHeredoc } from '../../parts/statements.ts';
import { noticed, type Updated, updated, withLab } from '../../updated.ts';
import { runLines } from './run-lines.ts';
import type { Edited, SheetMsg } from './sheet-msg.ts';
import { sheetTexts as T } from './sheet-texts.ts';

/** Longer texts are checked when they are sent, not with every key. */
const MOST_CHECKED = 40_000;

/** The model after a key in the sheet, or the key that opens one. */
export function updateSheet(model: Model, msg: SheetMsg): Updated {
  if (msg.msg === 'sheet-edited') return fromEditor(model, labAt(model, msg.scenario), msg);
  const screen = front(model);
  if (screen.screen !== 'lab') return updated(model);
  const lab = labAt(model, screen.scenario);
  const { sheet } = lab;
  if (msg.msg === 'sheet-open') return updated(withLab(model, opened(lab, lab.editor.text)));
  if (sheet === null) return updated(model);
  const put = (next: Sheet) => updated(withLab(model, { ...lab, sheet: next }));
  switch (msg.msg) {
    case 'sheet-apply':
      return applied(model, lab, sheet);
    case 'sheet-leave':
      return leftSheet(model, lab, sheet);
    case 'sheet-row':
      return put(written(sheet, newRow(sheet.editor)));
    case 'sheet-tab':
      return tabbed(model, lab, sheet);
    case 'sheet-shift':
      return put(written(sheet, shifted(sheet.editor, msg.by)));
    case 'sheet-backspace':
      return put(written(sheet, backspaced(sheet.editor)));
    case 'sheet-climb': {
      const { editor, goal } = climbed(sheet.editor, msg.by, sheet.goal);
      return put({ ...sheet, editor, goal, asked: false });
    }
    case 'sheet-problem':
      return put(atProblem(sheet));
    case 'sheet-menu':
      return put(msg.to === 'take' ? taken(sheet) : msg.to === 'close' ? { ...sheet, menu: null } : moved(sheet, msg.to === 'next' ? 1 : -1));
    case 'sheet-editor':
      return updated(model, { effect: 'editor', scenario: lab.scenario, text: sheet.editor.text });
  }
}

/** A sheet for the command, with the text in it; the caret stands at its beginning, or behind what is already there. */
export function sheetFor(command: string | null, text: string, caret = 0): Sheet {
  const editor = edited(NO_TEXT, { edit: 'replace', text, caret });
  return { command, editor, original: editor.text, goal: null, menu: null, check: checked(command, editor.text), asked: false };
}

/** The lab with a sheet for what stands at the prompt: a heredoc is taken apart, an empty prompt begins `kubectl apply -f -`. */
export function opened(lab: Lab, typed: string): Lab {
  const open = (sheet: Sheet): Lab => ({ ...lab, sheet, editor: { ...NO_TEXT, killed: lab.editor.killed }, menu: null, search: null });
  const heredoc = heredocOf(typed);
  if (heredoc !== null) return open(sheetFor(heredoc.command, heredoc.body));
  if (typed.trim() === '' || /^\s*edit\s*$/.test(typed)) return open(sheetFor('kubectl apply -f -', ''));
  if (engine().asksToEdit(typed)) {
    const text = engine().objectToEdit(lab.attempt, typed);
    if (text !== null) return open(sheetFor(typed.trim(), text, text.indexOf('apiVersion')));
  }
  return open(readsInput(typed) ? sheetFor(typed.trim(), '') : sheetFor(null, typed, typed.length));
}

/** The sheet after its text was edited: what was offered and asked for the text before counts no more. */
export function written(sheet: Sheet, editor: Editor): Sheet {
  if (editor.text === sheet.editor.text) return { ...sheet, editor, goal: null, menu: null };
  return { ...sheet, editor, goal: null, menu: null, asked: false, check: checked(sheet.command, editor.text) };
}

/** The lab after its line was carried out: `kubectl edit` opens again what was refused, with the reasons on top. */
export function afterSheet(lab: Lab, result: { readonly code: number; readonly stderr: string }): Lab {
  const { sent } = lab;
  if (sent === null) return lab;
  if (result.code === 0 || sent.command === null || !engine().asksToEdit(sent.command)) return { ...lab, sent: null };
  const text = engine().editedAgain(sent.editor.text, result.stderr);
  return { ...lab, sent: null, sheet: sheetFor(sent.command, text, text.indexOf('apiVersion')) };
}

function checked(command: string | null, text: string): Sheet['check'] {
  return command === null || text.length > MOST_CHECKED ? null : engine().checkManifest(text);
}

function applied(model: Model, lab: Lab, sheet: Sheet): Updated {
  const { command, editor } = sheet;
  const check = command === null ? null : engine().checkManifest(editor.text);
  const [first] = check?.problems ?? [];
  if (check?.unreadable === true && first !== undefined && !sheet.asked) {
    const told = noticed(model, { text: T.unreadable, params: { row: first.line, col: first.col }, tone: 'wrong' });
    return updated(withLab(told.model, { ...lab, sheet: { ...atProblem({ ...sheet, check }), asked: true } }));
  }
  const closed: Lab = { ...lab, sheet: null, sent: sheet, editor: { ...NO_TEXT, killed: lab.editor.killed } };
  // A line that is not finished goes back to the prompt, where the rest of it can be typed.
  if (command === null)
    return runLines(model, lab, editor.text) ?? updated(withLab(model, { ...closed, sent: null, editor: { ...editor, caret: editor.text.length } }));
  return updated(withLab(model, closed), { effect: 'enter', scenario: lab.scenario, line: withHeredoc(command, editor.text) });
}

/** Esc runs nothing and loses nothing: what was written stands at the prompt as the heredoc that it would have been. */
function leftSheet(model: Model, lab: Lab, { command, editor, original }: Sheet): Updated {
  const untouched = editor.text === original;
  const text = command === null ? editor.text : untouched ? '' : withHeredoc(command, editor.text);
  const next = withLab(model, { ...lab, sheet: null, editor: edited(lab.editor, { edit: 'replace', text }) });
  return untouched ? updated(next) : noticed(next, { text: T.keptInPrompt, tone: 'info' });
}

function tabbed(model: Model, lab: Lab, sheet: Sheet): Updated {
  const put = (next: Sheet) => updated(withLab(model, { ...lab, sheet: next }));
  const { editor } = sheet;
  const { start, items } = engine().fieldsAt(editor.text, editor.caret);
  const [only] = items;
  if (only !== undefined && items.length === 1) return put(taken({ ...sheet, menu: { start, items, at: 0 } }));
  if (items.length > 0) return put({ ...sheet, menu: { start, items, at: 0 } });
  if (start < editor.caret) return noticed(model, { text: T.noFields, tone: 'info' });
  return put(written(sheet, edited(editor, { edit: 'insert', text: '  ' })));
}

function moved(sheet: Sheet, by: 1 | -1): Sheet {
  if (sheet.menu === null) return sheet;
  const { items, at } = sheet.menu;
  return { ...sheet, menu: { ...sheet.menu, at: (at + by + items.length) % items.length } };
}

function taken(sheet: Sheet): Sheet {
  const { menu, editor } = sheet;
  const item = menu?.items[menu.at];
  if (menu === null || item === undefined) return { ...sheet, menu: null };
  const text = editor.text.slice(0, menu.start) + item.insert + editor.text.slice(editor.caret);
  return written(sheet, edited(editor, { edit: 'replace', text, caret: menu.start + item.insert.length }));
}

/** The caret at the first problem behind it, or at the first of all. */
function atProblem(sheet: Sheet): Sheet {
  const { editor, check } = sheet;
  const row = editor.text.slice(0, editor.caret).split('\n').length;
  const problems = check?.problems ?? [];
  const next = problems.find((one) => one.line > row) ?? problems[0];
  if (next === undefined) return sheet;
  const rows = editor.text.split('\n');
  const before = rows.slice(0, next.line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const caret = Math.min(editor.text.length, before + Math.min(next.col - 1, rows[next.line - 1]?.length ?? 0));
  return { ...sheet, goal: null, menu: null, editor: edited(editor, { edit: 'replace', text: editor.text, caret }) };
}

function fromEditor(model: Model, lab: Lab, result: Edited): Updated {
  const sheet = lab.sheet ?? sheetFor('kubectl apply -f -', '');
  const kept = withLab(model, { ...lab, sheet });
  if (result.edited === 'none') return noticed(kept, { text: T.noEditor, tone: 'info' });
  if (result.edited === 'failed')
    return noticed(kept, { text: T.editorFailed, params: { editor: result.editor, status: result.status }, tone: 'wrong' });
  const editor = edited(sheet.editor, { edit: 'replace', text: result.text.replace(/\n$/, ''), caret: 0 });
  return noticed(withLab(model, { ...lab, sheet: written(sheet, editor) }), { text: T.fromEditor, tone: 'info' });
}
