/** What an edit changes: the cells of two tables that say different things, and the pairs of pods behind them. */
import type { Column, TableEnd } from './ends.ts';
import { pairCounts } from './pair-counts.ts';
import type { CellVerdict, Reach } from './reach.ts';
import type { Cell, ReachTable } from './table.ts';

export type CellChange = {
  readonly row: TableEnd;
  readonly column: Column;
  /** null: the row or the column was not there before, or is not there any more. */
  readonly before: Cell | null;
  readonly after: Cell | null;
  /** More connects than before · less does · something else about it is different. */
  readonly way: 'opens' | 'closes' | 'differs';
};

/** The cells that differ, in the order of the table after. */
export function tableDiff(before: ReachTable, after: ReachTable): CellChange[] {
  const rows = union(before.rows, after.rows);
  const columns = union(before.columns, after.columns);
  return rows.flatMap((row) =>
    columns.flatMap((column): CellChange[] => {
      const cells = { before: cellIn(before, row.was, column.was), after: cellIn(after, row.is, column.is) };
      return sameCell(cells.before, cells.after) ? [] : [{ row: row.now, column: column.now, ...cells, way: wayOf(cells.before, cells.after) }];
    }),
  );
}

/** An end as it is after, or as it was where it is gone. */
type Both<E> = { readonly now: E; readonly was: E | null; readonly is: E | null };

function union<E extends TableEnd>(before: readonly E[], after: readonly E[]): Both<E>[] {
  const old = new Map(before.map((end) => [end.key, end]));
  const kept = after.map((end): Both<E> => ({ now: end, was: old.get(end.key) ?? null, is: end }));
  const present = new Set(after.map(({ key }) => key));
  return [...kept, ...before.filter(({ key }) => !present.has(key)).map((end): Both<E> => ({ now: end, was: end, is: null }))];
}

function cellIn(table: ReachTable, row: TableEnd | null, column: Column | null): Cell | null {
  return row === null || column === null ? null : table.cell(row, column);
}

/** Cells of many pods differ when their verdicts do: that a workload grows is no change of who reaches whom. */
export function sameCell(before: Cell | null, after: Cell | null): boolean {
  if (before === null || after === null) return (before ?? after)?.says === 'none' || before === after;
  if (before.says !== after.says) return false;
  if (before.says !== 'mixed') return true;
  const verdicts = new Set([...Object.keys(before.counts), ...Object.keys(after.counts)]) as Set<keyof Cell['counts']>;
  return [...verdicts].every((verdict) => before.counts[verdict] === after.counts[verdict]);
}

function wayOf(before: Cell | null, after: Cell | null): CellChange['way'] {
  const [was, is] = [openness(before), openness(after)];
  return is > was ? 'opens' : is < was ? 'closes' : 'differs';
}

/** The share of the pairs that get through; what is refused there has got through too. */
function openness(cell: Cell | null): number {
  if (cell === null) return 0;
  const { open = 0, closed = 0, sometimes = 0, allowed = 0, unisolated = 0 } = cell.counts;
  const all = Object.values(cell.counts).reduce((sum, count) => sum + count, 0);
  return all === 0 ? 0 : (open + closed + sometimes / 2 + allowed + unisolated) / all;
}

export type PairsDiff = {
  /** Ordered pairs of pods that connect after and did not before; of a pod that was not there, all that connect. */
  readonly opened: number;
  /** Those that connected before and do not after. */
  readonly closed: number;
  /** How many pairs went from one verdict to another; `absent` where one of the pods is not there. */
  readonly changes: readonly Transition[];
};

export type Transition = {
  readonly from: CellVerdict | 'absent';
  readonly to: CellVerdict | 'absent';
  readonly pairs: number;
  readonly witness: { readonly from: string; readonly to: string };
};

/** The difference of two matrices pair by pair, counted by what tells pods apart in either of them. */
export function pairsDiff(before: Reach, after: Reach): PairsDiff {
  const pods = [...new Set([...before.pods, ...after.pods])].sort();
  const [was, is] = [placesIn(before, pods), placesIn(after, pods)];
  const says = (made: Reach, at: readonly number[], [source, destination]: readonly [number, number]): CellVerdict | 'absent' => {
    const [from, to] = [at[source] as number, at[destination] as number];
    return from < 0 || to < 0 ? 'absent' : made.cell(from, to);
  };
  const cell = (source: number, destination: number) => `${says(before, was, [source, destination])} ${says(after, is, [source, destination])}`;
  const node = ({ nodes }: Reach, at: readonly number[], pod: number) => nodes[at[pod] as number];
  const homes = pods.map((_, pod) => [node(before, was, pod) ?? node(after, is, pod), node(after, is, pod) ?? node(before, was, pod)]);
  // Where a pod came back on another node, who shares a node with whom differs: then pods are told apart by their nodes too.
  const moved = homes.some(([one, other]) => one !== other);
  const nodes = homes.map((home) => home.join('\0'));
  const keys = pods.map((_, pod) => [keyIn(before, was, pod), keyIn(after, is, pod), ...(moved ? [nodes[pod]] : [])].join('\0\0'));
  const counting = { keys, nodes, cell };
  const changes = pairCounts(counting).flatMap(({ verdict, pairs, witness }): Transition[] => {
    const [from, to] = verdict.split(' ') as [Transition['from'], Transition['to']];
    return from === to ? [] : [{ from, to, pairs, witness: { from: pods[witness[0]] as string, to: pods[witness[1]] as string } }];
  });
  const sum = (of: readonly Transition[]) => of.reduce((all, { pairs }) => all + pairs, 0);
  return {
    opened: sum(changes.filter(({ to }) => to === 'open')),
    closed: sum(changes.filter(({ from }) => from === 'open')),
    changes,
  };
}

function placesIn({ pods }: Reach, all: readonly string[]): number[] {
  const places = new Map(pods.map((pod, index) => [pod, index]));
  return all.map((pod) => places.get(pod) ?? -1);
}

function keyIn({ keys }: Reach, at: readonly number[], pod: number): string {
  return keys[at[pod] as number] ?? '';
}
