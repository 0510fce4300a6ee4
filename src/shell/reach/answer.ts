/** What `reach` answers: a text in both languages and a value for programs, of one world or of two. */

import { policiesAsWritten } from '../../engine/policy/policies-in-force.ts';
import { cellPairs } from '../../engine/reach/cell-pairs.ts';
import type { Column, TableEnd } from '../../engine/reach/ends.ts';
import { explainPair, type Pair } from '../../engine/reach/pair.ts';
import { knownTable, notIsolated, type ReachTable, reachTable } from '../../engine/reach/table.ts';
import type { Lang, Text } from '../../engine/text.ts';
import type { World } from '../../engine/world.ts';
import { diffOf } from './diff-text.ts';
import { columnNamed, type NotFound, rowNamed } from './ends.ts';
import { lintAnswer } from './lint-text.ts';
import { type Listed, listText } from './list-text.ts';
import { pairText } from './pair-text.ts';
import type { ReachRequest } from './request.ts';
import { tableText } from './table-text.ts';
import { cellValue, columnValue, pairValue, rowValue } from './value.ts';

/** `yes`: what was asked about holds: the pair connects, nothing changes, nothing was found. */
export type Answer = { readonly text: (lang: Lang) => string; readonly value: (lang: Lang) => object; readonly yes: boolean };

/** The answer, or which end is not there. */
export function answerOf(world: World, request: ReachRequest): Answer | NotFound {
  const table = reachTable(world, request);
  if (request.lint) return lintAnswer(world);
  if (request.open) return openAnswer(table);
  const { row, column } = endsOf(table, request);
  if (row !== null && 'wrong' in row) return row;
  if (column !== null && 'wrong' in column) return column;
  if (row !== null && column !== null) return pairAnswer(table, row, column);
  if (row !== null || column !== null) return listAnswer(table, row, column);
  return {
    text: (lang) => tableText(table, lang),
    value: () => tableValue(table, table.rows, table.columns),
    yes: true,
  };
}

/** What is different in the second world, or which end is in neither. */
export function diffAnswer(worlds: { readonly before: World; readonly after: World }, request: ReachRequest): Answer | NotFound {
  const [before, after] = [knownTable(worlds.before, request), knownTable(worlds.after, request)];
  const { row, column } = endsOf(after, request);
  if (row !== null && 'wrong' in row) return row;
  if (column !== null && 'wrong' in column) return column;
  return diffOf({ before, after }, { row, column });
}

function endsOf(table: ReachTable, { from, to, protocol }: ReachRequest) {
  return { row: from === null ? null : rowNamed(table, from), column: to === null ? null : columnNamed(table, to, protocol) };
}

function pairAnswer(table: ReachTable, row: TableEnd, column: Column): Answer {
  const pairs = cellPairs(table, row, column).flatMap(({ question }): Pair[] => {
    const pair = explainPair(table.world, question);
    return pair === null ? [] : [pair];
  });
  return {
    text: (lang) => (pairs.length === 0 ? NOTHING[lang] : pairs.map((pair) => pairText(pair, lang)).join('\n\n')),
    value: (lang) => ({ pairs: pairs.map((pair) => pairValue(pair, lang)) }),
    yes: pairs.length > 0 && pairs.every(({ verdict }) => verdict === 'open'),
  };
}

function listAnswer(table: ReachTable, row: TableEnd | null, column: Column | null): Answer {
  const rows = row === null ? table.rows : [row];
  const columns = column === null ? table.columns : [column];
  const listed = rows.flatMap((from) => columns.map((to): Listed => ({ row: from, column: to, cell: table.cell(from, to) })));
  return {
    text: (lang) => listText(table, { listed, side: row === null ? 'to' : 'from' }, lang),
    value: () => tableValue(table, rows, columns),
    yes: listed.some(({ cell }) => (cell.counts.open ?? 0) > 0),
  };
}

function openAnswer(table: ReachTable): Answer {
  const found = notIsolated(
    table,
    policiesAsWritten(table.world).filter(({ ranked }) => ranked === undefined),
  );
  const line = ({ workload, pods, ingress, egress }: (typeof found)[number], lang: Lang) => {
    const ways = [...(ingress ? [INGRESS[lang]] : []), ...(egress ? [EGRESS[lang]] : [])].join(', ');
    return `${workload.slice(workload.indexOf('/') + 1)} (${pods.length}): ${ways}`;
  };
  return {
    text: (lang) => (found.length === 0 ? ALL_ISOLATED[lang] : [OPEN[lang], ...found.map((one) => `  ${line(one, lang)}`)].join('\n')),
    value: () => ({ notIsolated: found }),
    yes: found.length === 0,
  };
}

function tableValue(table: ReachTable, rows: readonly TableEnd[], columns: readonly Column[]) {
  const { protocol, port, policyOnly = false, view = 'combined' } = table.question;
  return {
    protocol,
    port,
    view,
    policyOnly,
    rows: rows.map((row) => rowValue(table, row)),
    columns: columns.map((column) => columnValue(table, column)),
    cells: rows.map((row) => columns.map((column) => cellValue(table.cell(row, column)))),
  };
}

const NOTHING: Text = {
  ko: '이 두 끝 사이에는 물어볼 연결이 없습니다. 자기 자신이거나, 밖에 공개되지 않았습니다.',
  en: 'There is no connection to ask about between these two: it is the same pod, or nothing is published to the outside.',
};
const ALL_ISOLATED: Text = { ko: '모든 파드가 양방향으로 격리되어 있습니다.', en: 'Every pod is isolated in both directions.' };
const OPEN: Text = { ko: '격리하는 네트워크 정책이 없는 파드와 방향:', en: 'Pods that no network policy isolates, and in which direction:' };
const INGRESS: Text = { ko: '인바운드 열림', en: 'open for ingress' };
const EGRESS: Text = { ko: '아웃바운드 열림', en: 'open for egress' };
