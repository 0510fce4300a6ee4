/** Who reaches one end, or what one end reaches: a line for each other end, what decided behind it. */
import stringWidth from 'string-width';
import { cellPairs } from '../../engine/reach/cell-pairs.ts';
import type { Column, TableEnd } from '../../engine/reach/ends.ts';
import { explainPair, type Pair } from '../../engine/reach/pair.ts';
import type { Cell, ReachTable, TableVerdict } from '../../engine/reach/table.ts';
import { fill, type Lang, type Text } from '../../engine/text.ts';
import { columnName, rowName } from './table-text.ts';
import { MARKS, VERDICTS } from './words.ts';

export type Listed = { readonly row: TableEnd; readonly column: Column; readonly cell: Cell };

type Asked = { readonly listed: readonly Listed[]; readonly side: 'from' | 'to' };

/** The list, what connects first; cells in which nothing can be asked are left out. */
export function listText(table: ReachTable, { listed, side }: Asked, lang: Lang): string {
  const [first] = listed;
  if (first === undefined) return '';
  const { protocol } = table.question;
  const name = side === 'to' ? columnName(first.column, protocol, lang) : rowName(first.row, lang);
  const head = fill(side === 'to' ? WHO : WHAT, lang, { name, protocol });
  const other = ({ row, column }: Listed) => (side === 'to' ? rowName(row, lang) : columnName(column, protocol, lang));
  const shown = listed.filter(({ cell }) => cell.says !== 'none');
  const width = Math.min(40, Math.max(0, ...shown.map((one) => stringWidth(other(one)))));
  const lines = shown
    .map((one) => ({ one, at: rank(one.cell) }))
    .sort((one, two) => one.at - two.at)
    .map(({ one }) => {
      const text = other(one);
      return `  ${MARKS[one.cell.says].mark} ${text}${' '.repeat(Math.max(0, width - stringWidth(text)))}  ${saysText(table, one, lang)}`;
    });
  return [head, ...lines].join('\n');
}

function rank({ says, counts }: Cell): number {
  const at = VERDICTS.indexOf(says as TableVerdict);
  return says === 'mixed' ? ((counts.open ?? 0) > 0 ? 0.5 : 5) : at;
}

/** What the cell says, and of what fails who decided it. */
function saysText(table: ReachTable, { row, column, cell }: Listed, lang: Lang): string {
  const word = cell.says === 'mixed' ? countsText(cell, lang) : MARKS[cell.says].word[lang];
  if ((table.question.view ?? 'combined') !== 'combined' || cell.says === 'open' || cell.says === 'closed') return word;
  const [worst] = cellPairs(table, row, column);
  const pair = worst === undefined ? null : explainPair(table.world, worst.question);
  const by = pair === null ? '' : decidedBy(pair, lang);
  return by === '' ? word : `${word}: ${by}`;
}

/** `✓ 2, ✗ 4`. */
export function countsText({ counts }: Cell, _lang: Lang): string {
  return VERDICTS.flatMap((verdict) => (counts[verdict] === undefined ? [] : [`${MARKS[verdict].mark} ${counts[verdict]}`])).join(', ');
}

/** Which policies, or which code of the path, decided that the pair does not connect. */
export function decidedBy({ verdict, egress, ingress, path }: Pair, lang: Lang): string {
  if (verdict === 'path') return path.failing?.because ?? '';
  const said = [
    ...(egress !== null && !egress.enforced.allowed ? [`${EGRESS[lang]} ${egress.matters.map(({ policy }) => policy).join(', ')}`] : []),
    ...(ingress !== null && !ingress.enforced.allowed && !ingress.ownNode
      ? [`${INGRESS[lang]} ${ingress.matters.map(({ policy }) => policy).join(', ')}`]
      : []),
  ];
  return said.join('; ');
}

const EGRESS: Text = { ko: '아웃바운드', en: 'egress' };
const INGRESS: Text = { ko: '인바운드', en: 'ingress' };
const WHO: Text = { ko: '{name} {protocol}에 접속하는 곳', en: 'Who reaches {name} {protocol}' };
const WHAT: Text = { ko: '{name}에서 {protocol}로 접속하는 곳', en: 'What {name} reaches by {protocol}' };
