/** What an edit changes, cell by cell: what opens, what closes, what fails for another reason. */
import stringWidth from 'string-width';
import { type CellChange, pairsDiff, tableDiff } from '../../engine/reach/diff.ts';
import type { Column, TableEnd } from '../../engine/reach/ends.ts';
import type { Cell, ReachTable } from '../../engine/reach/table.ts';
import { fill, type Lang, type Text } from '../../engine/text.ts';
import type { Answer } from './answer.ts';
import { countsText } from './list-text.ts';
import { columnName, legendOf, rowName, wrapped } from './table-text.ts';
import { cellValue, columnValue, rowValue } from './value.ts';
import { MARKS } from './words.ts';

type Tables = { readonly before: ReachTable; readonly after: ReachTable };
type Named = { readonly row: TableEnd | null; readonly column: Column | null };

/** The answer to what is different: `yes` when nothing is. */
export function diffOf(tables: Tables, { row, column }: Named): Answer {
  const changes = tableDiff(tables.before, tables.after).filter(
    (change) => (row === null || change.row.key === row.key) && (column === null || change.column.key === column.key),
  );
  return {
    text: (lang) => diffText(tables, changes, lang),
    value: () => ({
      changes: changes.map(({ row: from, column: to, before, after, way }) => ({
        from: rowValue(tables.after, from),
        to: columnValue(tables.after, to),
        way,
        before: before === null ? null : cellValue(before),
        after: after === null ? null : cellValue(after),
      })),
      pairs: pairsOf(tables),
    }),
    yes: changes.length === 0,
  };
}

/** Pairs of pods, where all are asked at one port. */
function pairsOf({ before, after }: Tables) {
  const { port } = after.question;
  if (port === null) return null;
  const { opened, closed } = pairsDiff(before.reachAt(port), after.reachAt(port));
  return { opened, closed };
}

const WAYS = ['opens', 'closes', 'differs'] as const;

/** The changes in lines, below a word for each way. */
export function diffText(tables: Tables, changes: readonly CellChange[], lang: Lang): string {
  if (changes.length === 0) return SAME[lang];
  const name = (change: CellChange) => `${rowName(change.row, lang)} → ${columnName(change.column, tables.after.question.protocol, lang)}`;
  const width = Math.min(58, Math.max(...changes.map((change) => stringWidth(name(change)))));
  const seen = new Set<Cell['says']>();
  const blocks = WAYS.flatMap((way) => {
    const of = changes.filter((change) => change.way === way);
    if (of.length === 0) return [];
    const lines = of.map((change) => {
      for (const cell of [change.before, change.after]) if (cell !== null) seen.add(cell.says);
      return `  ${name(change)}${' '.repeat(Math.max(0, width - stringWidth(name(change))))}  ${saysOf(change.before, lang)} → ${saysOf(change.after, lang)}`;
    });
    return [[fill(TITLES[way], lang, { n: of.length }), ...lines].join('\n')];
  });
  return [...blocks, wrapped('', legendOf(seen, lang))].join('\n\n');
}

function saysOf(cell: Cell | null, lang: Lang): string {
  if (cell === null) return ABSENT[lang];
  return cell.says === 'mixed' ? `${MARKS.mixed.mark} (${countsText(cell, lang)})` : MARKS[cell.says].mark;
}

const TITLES: { readonly [W in CellChange['way']]: Text } = {
  opens: { ko: '열림: {n}', en: 'Opens: {n}' },
  closes: { ko: '닫힘: {n}', en: 'Closes: {n}' },
  differs: { ko: '이유가 달라짐: {n}', en: 'Fails or passes otherwise: {n}' },
};
const SAME: Text = { ko: '달라지는 칸이 없습니다.', en: 'No cell changes.' };
const ABSENT: Text = { ko: '없음', en: 'absent' };
