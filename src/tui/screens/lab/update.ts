/** What keys do in a lab. */

import type { Output } from '../../../shell/output.ts';
import { viewWord } from '../../../shell/view-word.ts';
import type { Effect } from '../../effect.ts';
import { engine } from '../../engine.ts';
import { front, type Lab, type LabTab, labAt, type Model } from '../../model.ts';
import { edited, NO_TEXT } from '../../parts/editor.ts';
import { found, newer, older, remembered } from '../../parts/history.ts';
import { readsInput, withHeredoc } from '../../parts/statements.ts';
import { left, noticed, type Updated, updated, withLab } from '../../updated.ts';
import { openGlossary } from '../glossary/update.ts';
import { updateSearch } from '../search/update.ts';
import { openTrace } from '../trace/update.ts';
import { found as foundIn } from './find.ts';
import { guided } from './guided.ts';
import { menuMoved, menuTaken } from './menu.ts';
import type { LabMsg } from './msg.ts';
import { transcriptLimit } from './pane.ts';
import { updatePrediction } from './prediction.ts';
import { runLines } from './run-lines.ts';
import { scrolledTo } from './scroll.ts';
import { afterSheet, opened, written } from './sheet-update.ts';
import { labTexts } from './texts.ts';

/** The model after a key in a lab. */
export function updateLab(model: Model, msg: LabMsg): Updated {
  const screen = front(model);
  if (screen.screen !== 'lab') return updated(model);
  const lab = labAt(model, screen.scenario);
  const put = (next: Partial<Lab>) => updated(withLab(model, { ...lab, ...next }));
  switch (msg.msg) {
    case 'lab-edit':
      if (lab.sheet !== null) return put({ sheet: written(lab.sheet, edited(lab.sheet.editor, msg.edit)) });
      return put({ editor: edited(lab.editor, msg.edit), menu: null, scroll: { ...lab.scroll, terminal: 0 } });
    case 'lab-enter':
      return entered(model, lab);
    case 'lab-try':
      return tried(model, lab);
    case 'lab-tab':
      return lab.editor.text.trim() === '' ? updateLab(model, { msg: 'lab-focus', to: 'next' }) : updated(model, completionOf(lab));
    case 'lab-history':
      return put(recalled(lab, msg.by));
    case 'lab-menu':
      return put(msg.to === 'close' ? { menu: null } : msg.to === 'take' ? menuTaken(lab) : menuMoved(lab, msg.to === 'next' ? 1 : -1));
    case 'lab-search':
    case 'lab-search-type':
      return put(searched(lab, msg));
    case 'lab-find':
    case 'lab-find-type':
      return updated(withLab(model, foundIn(lab, msg, model)));
    case 'lab-zoom':
      return put({ zoomed: !lab.zoomed });
    case 'lab-focus':
      return put(focused(model, lab, msg.to));
    case 'lab-scroll':
      return put(scrolledTo(model, lab, msg.by));
    case 'lab-transcript':
      return put({
        scroll: { ...lab.scroll, terminal: Math.max(0, Math.min(transcriptLimit(lab, model.lang, model.size), lab.scroll.terminal + msg.by)) },
      });
    case 'lab-type':
      return updated(withLab(model, { ...lab, asking: null }), { effect: 'enter', scenario: lab.scenario, line: msg.line });
    case 'lab-ask':
      return asked(model, lab, msg.what);
    case 'lab-trace':
      return traced(model, lab);
    case 'lab-predict':
      return updatePrediction(model, lab, msg.to);
  }
}

type Carried = { readonly line: string; readonly attempt: Lab['attempt']; readonly output: Output; readonly heldBack: boolean };

/** The model after a line was carried out. A line that waits for the prediction opens it, and runs once it is given. */
export function afterLine(model: Model, before: Lab, { line, attempt, output, heldBack }: Carried): Updated {
  const lab: Lab = guided(before.attempt, {
    ...afterSheet(before, output),
    attempt,
    shown: [...before.shown, { line, output }],
    history: remembered(before.history, line),
    scroll: { ...before.scroll, terminal: 0, log: 0 },
  });
  if (heldBack) return updatePrediction(model, { ...lab, held: line }, 'open');
  if (attempt.prediction.state !== 'given') return updated(withLab(model, lab));
  const fresh = before.attempt.prediction.state === 'asked' && attempt.prediction.given.length > 0;
  const next = withLab(model, { ...lab, held: null, comparing: lab.comparing || fresh });
  return lab.held === null ? updated(next) : updated(next, { effect: 'enter', scenario: lab.scenario, line: lab.held });
}

/** Text that was pasted: a manifest after `kubectl apply -f -` becomes its heredoc, as if it had been typed there. */
export function pastedInto(lab: Lab, text: string): Lab {
  const whole = text.replace(/\r\n?/g, '\n');
  const command = lab.editor.text;
  if (lab.sheet !== null) return { ...lab, sheet: written(lab.sheet, edited(lab.sheet.editor, { edit: 'insert', text: whole })) };
  if (whole.includes('\n') && readsInput(command)) {
    return { ...lab, editor: edited(lab.editor, { edit: 'replace', text: withHeredoc(command, whole) }), menu: null };
  }
  // A line end at the very end would only leave an empty row below a finished command.
  const kept = whole.trimEnd().includes('\n') ? whole : whole.trimEnd();
  return { ...lab, editor: edited(lab.editor, { edit: 'insert', text: kept }), menu: null };
}

function entered(model: Model, lab: Lab): Updated {
  const { text } = lab.editor;
  const broken = (next: Partial<Lab>) =>
    updated(withLab(model, { ...lab, menu: null, editor: edited(lab.editor, { edit: 'insert', text: '\n' }), ...next }));
  if (text.trim() === '') {
    const calm: Lab = { ...lab, editor: NO_TEXT, menu: null };
    return lab.held === null ? updated(withLab(model, calm)) : updatePrediction(model, calm, 'open');
  }
  // Typed without hops the word asks for the choices: here they are put in order by hand.
  if (/^\s*predict(\s+again)?\s*$/.test(text) && lab.attempt.prediction.state === 'asked')
    return updatePrediction(model, { ...lab, editor: NO_TEXT, menu: null }, 'open');
  if (readsInput(text)) return updated(withLab(model, opened(lab, text)));
  if (engine().asksToEdit(text) && engine().objectToEdit(lab.attempt, text) !== null) return updated(withLab(model, opened(lab, text)));
  if (/^\s*edit\s*$/.test(text)) return updated(withLab(model, opened(lab, '')), { effect: 'editor', scenario: lab.scenario, text: '' });
  const wanted = /^\s*search\s+(.+)$/.exec(text)?.[1];
  if (wanted !== undefined) return updateSearch(withLab(model, { ...lab, editor: NO_TEXT, menu: null }), { msg: 'search-open', query: wanted });
  const term = /^\s*(?:term\s+|\?\s*)(.+)$/.exec(text)?.[1];
  if (term !== undefined) return openGlossary(withLab(model, { ...lab, editor: NO_TEXT, menu: null }), term.trim());
  const word = viewWord(text);
  if (word === 'clear') return updated(withLab(model, { ...lab, editor: NO_TEXT, menu: null, shown: [] }));
  if (word === 'exit') return left(withLab(model, { ...lab, editor: NO_TEXT, menu: null }));
  return runLines(model, lab, text) ?? broken({ editor: edited({ ...lab.editor, caret: text.length }, { edit: 'insert', text: '\n' }) });
}

/** The line as a what-if. Pressed on an empty line it carries out what was tried, or says how to try. */
function tried(model: Model, lab: Lab): Updated {
  const text = lab.editor.text.trim();
  if (text === '' && lab.attempt.trial === null) return noticed(model, { text: labTexts.tryHow, tone: 'info' });
  const line = text === '' ? 'keep' : /^(try\b|keep$|drop$)/.test(text) ? text : `try ${text}`;
  return updated(withLab(model, { ...lab, editor: { ...NO_TEXT, killed: lab.editor.killed }, menu: null }), {
    effect: 'enter',
    scenario: lab.scenario,
    line,
  });
}

function completionOf(lab: Lab): Effect {
  return { effect: 'complete', scenario: lab.scenario, text: lab.editor.text, caret: lab.editor.caret };
}

function recalled(lab: Lab, by: -1 | 1): Partial<Lab> {
  const next = by === -1 ? older(lab.history, lab.editor.text) : newer(lab.history);
  return next === null ? {} : { history: next.history, editor: edited(lab.editor, { edit: 'replace', text: next.text }), menu: null };
}

function searched(lab: Lab, msg: Extract<LabMsg, { msg: 'lab-search' | 'lab-search-type' }>): Partial<Lab> {
  const { history } = lab;
  const words = lab.search?.words ?? '';
  const hit = (next: string, before?: number) => ({ words: next, at: found(history, next, before)?.at ?? null });
  if (msg.msg === 'lab-search-type') return { search: hit((words + msg.text).normalize('NFC')) };
  switch (msg.to) {
    case 'start':
      return { search: { words: '', at: null }, menu: null };
    case 'next':
      return { search: hit(words, lab.search?.at ?? undefined) };
    case 'shorter':
      return { search: hit([...words].slice(0, -1).join('')) };
    case 'close':
      return { search: null };
    case 'take': {
      const at = lab.search?.at ?? null;
      const text = at === null ? lab.editor.text : (history.lines[at] as string);
      return { search: null, editor: edited(lab.editor, { edit: 'replace', text }) };
    }
  }
}

function focused(model: Model, lab: Lab, to: 'prompt' | LabTab | 'next' | 'previous'): Partial<Lab> {
  const wide = model.size.columns >= 100;
  const right = lab.tab === 'task' ? 'map' : lab.tab;
  const ring: readonly Lab['focus'][] = wide ? ['prompt', 'task', right] : ['prompt', lab.tab];
  const at = ring.indexOf(lab.focus);
  const step = to === 'next' ? 1 : -1;
  const focus = to === 'next' || to === 'previous' ? (ring[(Math.max(0, at) + step + ring.length) % ring.length] as Lab['focus']) : to;
  return { focus, menu: null, search: null, asking: null, tab: focus === 'prompt' || (wide && focus === 'task') ? lab.tab : focus };
}

function asked(model: Model, lab: Lab, what: 'reset' | 'solution'): Updated {
  if (lab.asking === what) return updated(withLab(model, { ...lab, asking: null }), { effect: 'enter', scenario: lab.scenario, line: what });
  return noticed(withLab(model, { ...lab, asking: what }), { text: what === 'reset' ? labTexts.askReset : labTexts.askSolution, tone: 'info' });
}

/** The witness of the marked line where the task has the focus, else the last connection; the prediction comes first. */
function traced(model: Model, lab: Lab): Updated {
  const witness = lab.focus === 'task' ? (lab.attempt.accept[lab.line]?.witness ?? null) : null;
  const { prediction } = lab.attempt;
  const predicted = prediction.state === 'given' ? prediction.connection : undefined;
  const connection =
    witness ??
    lab.attempt.trial?.states.at(-1)?.recent[0] ??
    lab.attempt.recent[0] ??
    predicted ??
    lab.attempt.accept.find((result) => result.verdict !== 'pass' && result.witness !== null)?.witness;
  if (lab.attempt.prediction.state === 'asked') return updatePrediction(model, lab, 'open');
  if (connection === undefined || connection === null) return noticed(model, { text: labTexts.noConnection, tone: 'info' });
  return openTrace(model, lab.scenario, connection);
}
