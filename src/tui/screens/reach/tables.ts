/** The tables behind the screen, one for each world and question: a cell is worked out when it is first seen, and kept. */
import type { Attempt } from '../../../course/attempt-state.ts';
import type { Column, TableEnd } from '../../../engine/reach/ends.ts';
import type { Pair } from '../../../engine/reach/pair.ts';
import type { Cell, ReachTable } from '../../../engine/reach/table.ts';
import type { World } from '../../../engine/world.ts';
import { nameOfEnd } from '../../../shell/reach/words.ts';
import { engine } from '../../engine.ts';
import type { ReachScreen } from './state.ts';

type Asked = Pick<ReachScreen, 'view' | 'protocol' | 'port' | 'policyOnly'>;

/** The table of a world. */
export function tableOf(world: World, { view, protocol, port, policyOnly }: Asked): ReachTable {
  return engine().knownTable(world, { view, protocol, port, policyOnly });
}

/** The table that is shown, the one that it is compared with, and the ends that the filter leaves. */
export type Shown = {
  readonly now: ReachTable;
  readonly before: ReachTable | null;
  readonly rows: readonly TableEnd[];
  readonly columns: readonly Column[];
};

/** What the screen shows of the attempt: an edit that is tried against the world as it is, else that against the world before the last change. */
export function shownOf(screen: ReachScreen, attempt: Attempt): Shown {
  const now = tableOf(screen.tried?.world ?? attempt.world, screen);
  const base = screen.tried === null ? lastChange(attempt) : attempt.world;
  const { from, to, both } = filterOf(screen.filter);
  const [rows, columns] = [now.rows.filter((row) => named(row, from)), now.columns.filter((column) => named(column, to))];
  // One word that fits rows only, or columns only, leaves the others as they are.
  return {
    now,
    before: base === null ? null : tableOf(base, screen),
    rows: both && rows.length === 0 ? now.rows : rows,
    columns: both && columns.length === 0 ? now.columns : columns,
  };
}

function lastChange({ transcript }: Attempt): World | null {
  return transcript.findLast(({ output }) => output.kind === 'write' || output.kind === 'wait')?.before ?? null;
}

function filterOf(text: string): { readonly from: string; readonly to: string; readonly both: boolean } {
  const [from = '', to] = text.split('>').map((part) => part.trim().toLowerCase());
  return { from, to: to ?? from, both: to === undefined };
}

function named(end: TableEnd, part: string): boolean {
  const { ko, en } = nameOfEnd(end);
  return end.key.toLowerCase().includes(part) || ko.includes(part) || en.includes(part);
}

/** Whether the cell says something else than it did; an end that was not there before is told by its own row. */
export function hasChanged({ now, before }: Shown, row: TableEnd, column: Column): boolean {
  if (before === null) return false;
  const from = before.rows.find(({ key }) => key === row.key);
  const to = before.columns.find(({ key }) => key === column.key);
  return from !== undefined && to !== undefined && !engine().sameCell(before.cell(from, to), now.cell(row, column));
}

const PAIRS = new WeakMap<Cell, readonly Pair[]>();

/** The pairs behind a cell, explained: one for each verdict. */
export function pairsAt(table: ReachTable, row: TableEnd, column: Column): readonly Pair[] {
  const cell = table.cell(row, column);
  const known = PAIRS.get(cell);
  if (known !== undefined) return known;
  const pairs = engine()
    .cellPairs(table, row, column)
    .flatMap(({ question }) => engine().explainPair(table.world, question) ?? []);
  PAIRS.set(cell, pairs);
  return pairs;
}
