/**
 * `--output table`: nested tables in an ASCII frame.
 * https://github.com/aws/aws-cli/blob/v2/awscli/table.py and formatter.py (TableFormatter), for a terminal of 80 columns.
 */
import stringWidth from 'string-width';
import { scalar } from './text-format.ts';

type Section = { title: string; headers: string[]; rows: string[][]; readonly indent: number };
type Structure = Readonly<Record<string, unknown>>;

const TERMINAL = 80;
const PADDING = 4;

/** The value as tables below a title, usually the operation's name. */
export function formatTable(title: string, value: unknown): string {
  const sections: Section[] = [];
  if (!build(sections, { title, value, indent: 0 })) return '';
  if (widthOf(sections) > TERMINAL) for (const section of sections) turn(section);
  const width = widthOf(sections);
  return [`${'-'.repeat(width)}`, ...sections.flatMap((section) => render(section, width))].map((line) => `${line}\n`).join('');
}

type Part = { readonly title: string | null; readonly value: unknown; readonly indent: number };

function build(sections: Section[], { title, value, indent }: Part): boolean {
  if (value === null || value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)) return false;
  if (title !== null) sections.push(sectionOf(title, indent));
  if (Array.isArray(value)) {
    if (isStructure(value[0])) buildList(sections, value as Structure[], { title: title ?? '', indent });
    else for (const item of value) buildItem(sections, item);
  } else if (isStructure(value)) buildStructure(sections, value, indent);
  return true;
}

function buildItem(sections: Section[], item: unknown): void {
  if (!Array.isArray(item) && !isStructure(item)) last(sections).rows.push([scalar(item)]);
  else if (Array.isArray(item) && item.every((cell) => typeof cell !== 'object' || cell === null)) last(sections).rows.push(item.map(scalar));
  else build(sections, { title: null, value: item, indent: 0 });
}

function buildStructure(sections: Section[], value: Structure, indent: number): void {
  const { headers, more } = split([value]);
  const section = last(sections);
  if (headers.length === 1) section.rows.push([headers[0] as string, scalar(value[headers[0] as string])]);
  else if (headers.length > 1) {
    section.headers = headers;
    section.rows.push(headers.map((key) => scalar(value[key])));
  }
  for (const key of more) build(sections, { title: key, value: value[key], indent: indent + 1 });
}

function buildList(sections: Section[], list: readonly Structure[], { title, indent }: { readonly title: string; readonly indent: number }): void {
  const { headers, more } = split(list);
  last(sections).headers = headers;
  for (const [index, item] of list.entries()) {
    if (index > 0 && more.length > 0) sections.push({ ...sectionOf(title, indent), headers });
    last(sections).rows.push(headers.map((key) => (key in item ? scalar(item[key]) : '')));
    for (const key of more) if (key in item) build(sections, { title: key, value: item[key], indent: indent + 1 });
  }
}

function split(list: readonly Structure[]): { readonly headers: string[]; readonly more: string[] } {
  const nested = (value: unknown) => typeof value === 'object' && value !== null;
  const all = list.flatMap((item) => Object.keys(item).map((key) => [key, nested(item[key])] as const));
  const named = (wanted: boolean) => [...new Set(all.filter(([, is]) => is === wanted).map(([key]) => key))].sort();
  return { headers: named(false), more: named(true) };
}

/** A section with one row is shown upright when the table is wider than the terminal. */
function turn(section: Section): void {
  if (section.rows.length !== 1 || section.headers.length === 0) return;
  const [row] = section.rows as [string[]];
  section.rows = section.headers.map((header, index) => [header, row[index] ?? '']);
  section.headers = [];
}

function render(section: Section, width: number): string[] {
  const inner = width - section.indent * 2;
  const edge = '|'.repeat(section.indent);
  return [...titleLines(section, inner), ...headerLines(section, inner), ...rowLines(section, inner)].map((line) => `${edge}${line}${edge}`);
}

function titleLines(section: Section, width: number): string[] {
  if (section.title === '') return [];
  const bare = section.headers.length === 0 && section.rows.length === 0;
  return [centered(section.title, width, '|'), ...(bare ? [`+${'-'.repeat(width - 2)}+`] : [])];
}

function headerLines(section: Section, width: number): string[] {
  if (section.headers.length === 0) return [];
  const widths = columnsOf(section, width);
  return [breakLine(widths), section.headers.map((header, index) => centered(header, widths[index] as number, index === 0 ? '|' : '')).join('')];
}

function rowLines(section: Section, width: number): string[] {
  const widths = columnsOf(section, width);
  if (section.rows.length === 0 || widths.length === 0) return [];
  const lines = section.rows.map((row) => row.map((cell, index) => leftAligned(cell, widths[index] as number, index === 0 ? '|' : '')).join(''));
  return [breakLine(widths), ...lines, breakLine(widths)];
}

function breakLine(widths: readonly number[]): string {
  return widths.map((width, index) => (index === 0 ? `+${'-'.repeat(Math.max(0, width - 2))}+` : `${'-'.repeat(Math.max(0, width - 1))}+`)).join('');
}

function centered(text: string, width: number, left: string): string {
  const start = Math.max(0, Math.floor(width / 2) - Math.floor(stringWidth(text) / 2) - 1);
  const rest = Math.max(0, width - 1 - left.length - start - stringWidth(text));
  return `${left}${' '.repeat(start)}${text}${' '.repeat(rest)}|`;
}

function leftAligned(text: string, width: number, left: string): string {
  const room = width - stringWidth(text) - left.length - 1;
  const padding = room >= 2 ? 2 : 0;
  return `${left}${' '.repeat(padding)}${text}${' '.repeat(Math.max(0, room - padding))}|`;
}

/** The widest cell of each column with padding, scaled so that the columns fill the table. */
function columnsOf(section: Section, width: number): number[] {
  const natural = naturalWidths(section).map((each) => each + PADDING);
  if (natural.length === 0) return [];
  const scale = width / natural.reduce((sum, each) => sum + each, 0);
  const scaled = natural.map((each) => roundHalfEven(scale * each));
  let off = scaled.reduce((sum, each) => sum + each, 0) - width;
  while (off !== 0) {
    const order = [...scaled.keys()];
    if (off < 0) order.reverse();
    for (const index of order) {
      if (off === 0) break;
      scaled[index] = (scaled[index] as number) + (off > 0 ? -1 : 1);
      off += off > 0 ? -1 : 1;
    }
  }
  return scaled;
}

/** Python's `round`: halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value);
}

function naturalWidths(section: Section): number[] {
  const widths: number[] = [];
  for (const row of [section.headers, ...section.rows]) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell));
  }
  return widths;
}

function widthOf(sections: readonly Section[]): number {
  return Math.max(
    ...sections.map((section) => {
      const columns = naturalWidths(section).reduce((sum, each) => sum + each + PADDING, 0);
      return Math.max(stringWidth(section.title) + 2, columns + 2) + section.indent * 2;
    }),
  );
}

function sectionOf(title: string, indent: number): Section {
  return { title, headers: [], rows: [], indent };
}

function last(sections: readonly Section[]): Section {
  return sections[sections.length - 1] as Section;
}

function isStructure(value: unknown): value is Structure {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
