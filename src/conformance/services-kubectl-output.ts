/** Tables and descriptions that kubectl prints. */
import { readTimestamp, timestamp } from '../engine/cluster/timestamp.ts';
import { worldOf } from '../engine/world-of.ts';
import { kubectl } from '../shell/commands/kubectl.ts';
import type { Adapter, Judgement } from './adapter.ts';

type Table = { readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] };
type Case = {
  readonly id: string;
  readonly objects: readonly object[];
  readonly now: string;
  readonly command: string;
  readonly expectedTable?: Table;
  readonly expectedText?: string;
};

export const adapter: Adapter = {
  area: 'services',
  file: 'kubectl-output.json',
  judge: (cases) => (cases as { readonly cases: readonly Case[] }).cases.map(judgeOne),
};

function judgeOne({ id, objects, now, command, expectedTable, expectedText }: Case): Judgement {
  const { world, problems } = worldOf({ now: readTimestamp(now) ?? 0, cluster: objects.map(bare) }, { admit: false, settle: false });
  if (problems.length > 0) return { id, ok: false, detail: problems.map(({ what }) => what.en).join('; ') };
  const words = command
    .split(/\s+/)
    .slice(1)
    .map((text) => ({ text, start: 0, end: 0 }));
  const printed = kubectl.run({ world, origin: { from: 'outside', address: '203.0.113.9' }, words, stdin: '', recent: [] });
  if (printed.code !== 0) return { id, ok: false, detail: printed.stderr || printed.notes.map(({ text }) => text.en).join(' ') };
  if (expectedText !== undefined) {
    const [found, wanted] = [printed.stdout, expectedText].map((text) => inUtc(trimmed(text)));
    return { id, ok: found === wanted, detail: found === wanted ? '' : `expected\n${wanted}\nfound\n${found}` };
  }
  const found = cut(printed.stdout, expectedTable?.headers ?? []);
  const expected = [expectedTable?.headers ?? [], ...(expectedTable?.rows ?? [])];
  const ok = JSON.stringify(found) === JSON.stringify(expected);
  return { id, ok, detail: ok ? '' : `expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}` };
}

/** An object as a store would hold it that was never told the time: what the case leaves out stays out. */
function bare(object: object): object {
  const { metadata } = object as { readonly metadata: { readonly creationTimestamp?: string } };
  return { ...object, metadata: { ...metadata, creationTimestamp: metadata.creationTimestamp ?? '' } };
}

function trimmed(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}

/** The case was written down in another time zone than ours: times with an offset are compared as instants. */
function inUtc(text: string): string {
  return text.replace(/(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d\d)(\d\d) [A-Z]+/g, (_all, day, clock, hours, minutes) => {
    return timestamp(readTimestamp(`${day}T${clock}${hours}:${minutes}`) ?? 0);
  });
}

/** The cells of a printed table, cut where its headers start; without headers, where three blanks or more separate them. */
function cut(text: string, headers: readonly string[]): readonly (readonly string[])[] {
  const lines = text.split('\n').filter((line) => line !== '');
  const [first = ''] = lines;
  if (!first.startsWith(headers[0] ?? '')) return [headers, ...lines.map((line) => line.trimEnd().split(/ {3,}/))];
  let from = 0;
  const starts = headers.map((header) => {
    const start = first.indexOf(header, from);
    from = start + header.length;
    return start;
  });
  return lines.map((line) => starts.map((start, index) => line.slice(start, starts[index + 1]).trim()));
}
