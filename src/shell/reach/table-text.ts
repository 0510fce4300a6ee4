/** A reachability table in 80 columns of text: numbered columns, one mark a cell, and what the marks mean. */
import stringWidth from 'string-width';
import type { TransportProtocol } from '../../engine/net/packet.ts';
import type { Column, TableEnd } from '../../engine/reach/ends.ts';
import type { Cell, ReachTable, TableQuestion } from '../../engine/reach/table.ts';
import type { Lang, Text } from '../../engine/text.ts';
import { MARKS, nameOfEnd, VIEW_NAMES } from './words.ts';

const WIDTH = 80;
/** Cells of the widest name of a row; longer ones are cut. */
const NAME = 34;
/** A table with more cells than this is told by its counts alone. */
export const MOST_CELLS = 10_000;

export function tableText(table: ReachTable, lang: Lang): string {
  const { rows, columns, question } = table;
  const head = headOf(table, lang);
  if (rows.length * columns.length > MOST_CELLS) return [head, countsText(table, lang), TOO_MANY[lang]].join('\n');
  const name = Math.min(NAME, Math.max(...rows.map((row) => stringWidth(rowName(row, lang)))));
  const digits = String(Math.max(rows.length, columns.length)).length;
  const left = digits + 1 + name + 1;
  const most = Math.max(1, Math.floor((WIDTH - left) / (digits + 1)));
  const seen = new Set<Cell['says']>();
  const blocks: string[] = [];
  for (let from = 0; from < columns.length; from += most) {
    const shown = columns.slice(from, from + most);
    const numbers = shown.map((_, at) => String(from + at + 1).padStart(digits + 1)).join('');
    const lines = rows.map((row, at) => {
      const marks = shown.map((column) => {
        const { says } = table.cell(row, column);
        seen.add(says);
        return MARKS[says].mark.padStart(digits + 1);
      });
      return `${String(at + 1).padStart(digits)} ${padded(rowName(row, lang), name)} ${marks.join('')}`;
    });
    blocks.push([`${' '.repeat(left)}${numbers}`, ...lines].join('\n'));
  }
  const legend = columns.map((column, at) => `${at + 1} ${columnName(column, question.protocol, lang)}`);
  return [head, ...blocks, wrapped(TO[lang], legend), wrapped('', legendOf(seen, lang))].join('\n\n');
}

function headOf({ question, pods, rows }: ReachTable, lang: Lang): string {
  const { protocol, port, policyOnly = false, view = 'combined' }: TableQuestion = question;
  const at: Text = port === null ? { ko: '각자 서비스하는 포트', en: 'each at the port that it serves' } : { ko: `포트 ${port}`, en: `port ${port}` };
  const only: Text = policyOnly ? { ko: ', 명세대로의 네트워크 정책만', en: ', network policies alone, by the specification' } : { ko: '', en: '' };
  const workloads = rows.filter(({ kind }) => kind === 'workload').length;
  const size: Text = { ko: `워크로드 ${workloads}개, 파드 ${pods.length}개`, en: `workloads: ${workloads}, pods: ${pods.length}` };
  return `${VIEW_NAMES[view][lang]}, ${protocol}, ${at[lang]}${only[lang]} (${size[lang]})`;
}

function countsText({ reachAt, question }: ReachTable, lang: Lang): string {
  const counts = reachAt(question.port ?? 80).counts();
  return (['open', 'closed', 'policy', 'path'] as const)
    .map((verdict) => `${MARKS[verdict].mark} ${MARKS[verdict].word[lang]}: ${counts[verdict]}`)
    .join('\n');
}

/** `web/nginx (2)`. */
export function rowName(end: TableEnd, lang: Lang): string {
  const name = nameOfEnd(end)[lang];
  return end.pods.length > 1 ? `${name} (${end.pods.length})` : name;
}

/** `web/nginx:80`. */
export function columnName(column: Column, _protocol: TransportProtocol, lang: Lang): string {
  return `${nameOfEnd(column)[lang]}:${column.port}`;
}

function padded(text: string, width: number): string {
  const cut = stringWidth(text) <= width ? text : `${[...text].slice(0, width - 1).join('')}…`;
  return cut + ' '.repeat(Math.max(0, width - stringWidth(cut)));
}

/** What the marks that were shown mean. */
export function legendOf(seen: ReadonlySet<Cell['says']>, lang: Lang): string[] {
  return (Object.keys(MARKS) as Cell['says'][]).filter((says) => seen.has(says)).map((says) => `${MARKS[says].mark} ${MARKS[says].word[lang]}`);
}

/** Items one after the other, as many on a line as fit, behind a word that stands on the first. */
export function wrapped(word: string, items: readonly string[]): string {
  const indent = ' '.repeat(stringWidth(word) + (word === '' ? 0 : 1));
  const lines: string[] = [];
  let line = word === '' ? '' : `${word} `;
  for (const item of items) {
    const fresh = line.trim() === word.trim() || line.trim() === '';
    const next = fresh ? line + item : `${line}  ${item}`;
    if (stringWidth(next) > WIDTH - 1 && !fresh) {
      lines.push(line);
      line = indent + item;
    } else line = next;
  }
  return [...lines, line].join('\n');
}

const TO: Text = { ko: '목적지:', en: 'To:' };
const TOO_MANY: Text = {
  ko: '표가 너무 커서 쌍의 수만 셌습니다. `--from`이나 `--to`로 한쪽을 정하세요.',
  en: 'The table is too large to print, so its pairs are counted. Name one side with `--from` or `--to`.',
};
