/** What keys do in the reachability matrix. */

import { readAsked } from '../../../shell/reach/request.ts';
import { VIEW_ORDER } from '../../../shell/reach/words.ts';
import { engine } from '../../engine.ts';
import { front, labAt, type Model } from '../../model.ts';
import { type Edit, edited, NO_TEXT } from '../../parts/editor.ts';
import { readsInput, withHeredoc } from '../../parts/statements.ts';
import { entered, noticed, type Updated, updated, withFront } from '../../updated.ts';
import { menuMoved, menuOpened, menuTaken } from '../lab/menu.ts';
import { labTexts } from '../lab/texts.ts';
import { openTrace } from '../trace/update.ts';
import { firstReach, type ReachScreen, type ReachTyping } from './state.ts';
import { pairsAt, shownOf } from './tables.ts';
import { reachTexts as T } from './texts.ts';

export type ReachMsg =
  | { readonly msg: 'reach-open'; readonly scenario: string }
  | { readonly msg: 'reach-move'; readonly rows: number; readonly columns: number }
  | { readonly msg: 'reach-view' }
  | { readonly msg: 'reach-policy-only' }
  | { readonly msg: 'reach-type'; readonly what: ReachTyping['what'] }
  | { readonly msg: 'reach-edit'; readonly edit: Edit }
  | { readonly msg: 'reach-typed'; readonly take: boolean }
  /** The candidates for the word being typed, or the next of them. */
  | { readonly msg: 'reach-complete'; readonly by: -1 | 1 }
  /** The edit that was tried is carried out, or forgotten. */
  | { readonly msg: 'reach-keep'; readonly keep: boolean }
  | { readonly msg: 'reach-trace' }
  | { readonly msg: 'reach-scroll'; readonly by: number };

/** The model after a key in the matrix. */
export function updateReach(model: Model, msg: ReachMsg): Updated {
  if (msg.msg === 'reach-open') return entered(model, firstReach(msg.scenario));
  const screen = front(model);
  if (screen.screen !== 'reach') return updated(model);
  const put = (next: Partial<ReachScreen>) => updated(withFront(model, { ...screen, ...next }));
  switch (msg.msg) {
    case 'reach-move':
      return put(moved(model, screen, msg));
    case 'reach-view':
      return put({ view: VIEW_ORDER[(VIEW_ORDER.indexOf(screen.view) + 1) % VIEW_ORDER.length] ?? 'combined', scroll: 0 });
    case 'reach-policy-only':
      return put({ policyOnly: !screen.policyOnly, column: 0, scroll: 0 });
    case 'reach-type':
      return put({
        typing: { what: msg.what, editor: msg.what === 'filter' ? edited(NO_TEXT, { edit: 'insert', text: screen.filter }) : NO_TEXT, menu: null },
      });
    case 'reach-edit':
      return screen.typing === null
        ? updated(model)
        : put({ typing: { ...screen.typing, menu: null, editor: edited(screen.typing.editor, msg.edit) } });
    case 'reach-complete':
      return screen.typing === null ? updated(model) : put({ typing: completed(model, screen, screen.typing, msg.by) });
    case 'reach-typed':
      if (screen.typing !== null && screen.typing.menu !== null)
        return put({ typing: { ...screen.typing, ...(msg.take ? menuTaken(screen.typing) : { menu: null }) } });
      return msg.take && screen.typing !== null ? taken(model, screen, screen.typing) : put({ typing: null });
    case 'reach-keep': {
      const { model: next } = put({ tried: null, scroll: 0 });
      const lines = msg.keep ? (screen.tried?.lines ?? []) : [];
      return updated(next, ...lines.map((line) => ({ effect: 'enter' as const, scenario: screen.scenario, line })));
    }
    case 'reach-trace':
      return traced(model, screen);
    case 'reach-scroll':
      return put({ scroll: Math.max(0, screen.scroll + msg.by) });
  }
}

/** Text that was pasted: a manifest behind `kubectl apply -f -` becomes its heredoc. */
export function pastedIntoReach(screen: ReachScreen, text: string): ReachScreen {
  if (screen.typing === null) return screen;
  const { what, editor } = screen.typing;
  const whole = text.replace(/\r\n?/g, '\n');
  const fed = what === 'what-if' && whole.includes('\n') && readsInput(editor.text);
  const edit: Edit = fed
    ? { edit: 'replace', text: withHeredoc(editor.text, whole) }
    : { edit: 'insert', text: what === 'what-if' ? whole.trimEnd() : whole.trim() };
  return { ...screen, typing: { what, editor: edited(editor, edit), menu: null } };
}

type Move = Extract<ReachMsg, { msg: 'reach-move' }>;

function moved(model: Model, screen: ReachScreen, { rows: down, columns: right }: Move): Partial<ReachScreen> {
  const { rows, columns } = shownOf(screen, labAt(model, screen.scenario).attempt);
  const within = (at: number, count: number) => Math.max(0, Math.min(count - 1, at));
  return { row: within(screen.row + down, rows.length), column: within(screen.column + right, columns.length), scroll: 0 };
}

/** Commands are completed as at the prompt of the lab; a filter or a port is short enough. */
function completed(model: Model, { scenario, tried }: ReachScreen, typing: ReachTyping, by: -1 | 1): ReachTyping {
  if (typing.what !== 'what-if') return typing;
  if (typing.menu !== null) return { ...typing, ...menuMoved(typing, by) };
  const { text, caret } = typing.editor;
  return menuOpened(typing, { text, ...engine().completeIn(labAt(model, scenario).attempt, text, caret, tried) });
}

function taken(model: Model, screen: ReachScreen, { what, editor }: ReachTyping): Updated {
  const calm: ReachScreen = { ...screen, typing: null, scroll: 0 };
  if (what === 'filter') return updated(withFront(model, { ...calm, filter: editor.text.trim(), row: 0, column: 0 }));
  if (what === 'port') {
    const asked = readAsked(editor.text);
    return asked === null ? noticed(model, { text: T.wrongPort, tone: 'wrong' }) : updated(withFront(model, { ...calm, ...asked }));
  }
  if (editor.text.trim() === '') return updated(withFront(model, calm));
  const done = engine().whatIf(labAt(model, screen.scenario).attempt, screen.tried, editor.text);
  if ('wrong' in done) return noticed(model, { text: done.wrong, tone: 'wrong' });
  return updated(withFront(model, { ...calm, tried: done.tried }));
}

/** The stepper over the connection of the marked cell. */
function traced(model: Model, screen: ReachScreen): Updated {
  const { attempt } = labAt(model, screen.scenario);
  // The path that is to be predicted first must not be shown here either.
  if (attempt.prediction.state === 'asked') return noticed(model, { text: labTexts.predictAsk, tone: 'info' });
  const { now, rows, columns } = shownOf(screen, attempt);
  const [row, column] = [rows[screen.row], columns[screen.column]];
  const [pair] = row === undefined || column === undefined ? [] : pairsAt(now, row, column);
  return pair === undefined ? noticed(model, { text: T.nothing, tone: 'info' }) : openTrace(model, screen.scenario, pair.connection);
}
