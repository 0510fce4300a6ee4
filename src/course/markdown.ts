/**
 * The Markdown of lessons: a title, pages, and the few blocks that a terminal page is made of. Each block keeps its line,
 * so that a gate can say where a sentence or a console line stands.
 */
import type { Block } from './content.ts';
import { type Complaint, complaint, type FileProblem, type Source } from './problem.ts';

export type PlacedBlock = { readonly line: number; readonly block: Block };
export type MarkdownPage = { readonly id: string; readonly heading: string; readonly line: number; readonly blocks: readonly PlacedBlock[] };
export type Markdown = { readonly title: string; readonly titleLine: number; readonly pages: readonly MarkdownPage[] };

type Row = { readonly number: number; readonly text: string };
type Reading = { readonly rows: readonly Row[]; next: number; readonly complain: (line: number, what: Complaint) => void };

/** The pages of one language, with everything that is wrong with the file. */
export function parseMarkdown(source: Source): { readonly markdown: Markdown; readonly problems: readonly FileProblem[] } {
  const problems: FileProblem[] = [];
  const rows = source.text.split(/\r?\n/).map((text, index) => ({ number: index + 1, text }));
  const reading: Reading = { rows, next: 0, complain: (line, { what, how }) => problems.push({ path: source.path, line, col: 1, what, how }) };
  const title = readTitle(reading);
  const pages: MarkdownPage[] = [];
  const seen = new Set<string>();
  for (let row = here(reading); row !== undefined; row = here(reading)) {
    const page = readPage(reading, row);
    if (page === null) continue;
    if (seen.has(page.id)) reading.complain(page.line, complaint(TWICE_WHAT, TWICE_HOW, { id: page.id }));
    seen.add(page.id);
    pages.push(page);
  }
  if (pages.length === 0) reading.complain(1, NO_PAGES);
  return { markdown: { ...title, pages }, problems };
}

function readTitle(reading: Reading): Pick<Markdown, 'title' | 'titleLine'> {
  skipBlank(reading);
  const row = here(reading);
  const title = /^# +(.+?) *$/.exec(row?.text ?? '')?.[1];
  if (row === undefined || title === undefined) {
    reading.complain(row?.number ?? 1, NO_TITLE);
    return { title: '', titleLine: 1 };
  }
  reading.next += 1;
  return { title, titleLine: row.number };
}

function readPage(reading: Reading, row: Row): MarkdownPage | null {
  if (row.text.trim() === '') {
    reading.next += 1;
    return null;
  }
  const heading = /^## +(.+?) *\{#([a-z0-9]+(?:-[a-z0-9]+)*)\} *$/.exec(row.text);
  reading.next += heading === null && !row.text.startsWith('##') ? 0 : 1;
  if (heading === null) reading.complain(row.number, row.text.startsWith('#') ? BAD_HEADING : OUTSIDE);
  const blocks: PlacedBlock[] = [];
  for (let line = here(reading); line !== undefined && !/^##? /.test(line.text); line = here(reading)) {
    const block = readBlock(reading, line);
    if (block !== null) blocks.push({ line: line.number, block });
  }
  if (here(reading)?.text.startsWith('# ')) {
    reading.complain(here(reading)?.number ?? 1, SECOND_TITLE);
    reading.next += 1;
  }
  return heading === null ? null : { heading: heading[1] as string, id: heading[2] as string, line: row.number, blocks };
}

function readBlock(reading: Reading, row: Row): Block | null {
  if (row.text.trim() === '') {
    reading.next += 1;
    return null;
  }
  const fence = /^```(.*)$/.exec(row.text);
  if (fence !== null) return readFence(reading, (fence[1] as string).trim());
  if (row.text.startsWith('- ')) return readList(reading);
  if (row.text.startsWith('> '))
    return { block: 'note', text: joined(takeWhile(reading, (text) => text.startsWith('>')).map((one) => one.text.slice(1))) };
  if (row.text.startsWith('? ')) {
    reading.next += 1;
    const more = takeWhile(reading, plain).map((one) => one.text);
    return { block: 'predict', question: joined([row.text.slice(2), ...more]) };
  }
  if (UNKNOWN_BLOCK.test(row.text)) {
    reading.complain(row.number, NOT_IN_SUBSET);
    reading.next += 1;
    return null;
  }
  return { block: 'paragraph', text: joined(takeWhile(reading, plain).map((one) => one.text)) };
}

function readList(reading: Reading): Block {
  const items: string[] = [];
  for (let row = here(reading); row?.text.startsWith('- '); row = here(reading)) {
    reading.next += 1;
    const more = takeWhile(reading, (text) => /^ {2,}[^ -]/.test(text)).map((one) => one.text);
    items.push(joined([row.text.slice(2), ...more]));
    if (/^ +- /.test(here(reading)?.text ?? '')) {
      reading.complain(here(reading)?.number ?? 1, NESTED);
      reading.next += 1;
    }
  }
  return { block: 'list', items };
}

function readFence(reading: Reading, language: string): Block | null {
  const opened = here(reading)?.number ?? 1;
  reading.next += 1;
  const rows = takeWhile(reading, (text) => !text.startsWith('```'));
  if (here(reading) === undefined) reading.complain(opened, UNCLOSED);
  reading.next += 1;
  if (language === 'text') return { block: 'diagram', lines: rows.map((row) => row.text) };
  if (language === 'console') return { block: 'console', lines: consoleLines(rows, (line) => reading.complain(line, NO_PROMPT)) };
  reading.complain(opened, complaint(FENCE_WHAT, FENCE_HOW, { language: language === '' ? '```' : language }));
  return null;
}

function consoleLines(rows: readonly Row[], noPrompt: (line: number) => void): { readonly command: string; readonly output: string }[] {
  const lines: { command: string; output: string[] }[] = [];
  let end: string | null = null;
  for (const row of rows) {
    const last = lines.at(-1);
    if (end !== null && last !== undefined) {
      last.command += `\n${row.text}`;
      if (row.text.trim() === end || end === '') end = row.text.endsWith('\\') ? '' : null;
    } else if (row.text.startsWith('$ ')) {
      lines.push({ command: row.text.slice(2), output: [] });
      end = row.text.endsWith('\\') ? '' : (HEREDOC.exec(row.text)?.[1] ?? null);
    } else if (last === undefined) noPrompt(row.number);
    else last.output.push(row.text);
  }
  return lines.map(({ command, output }) => ({ command, output: output.join('\n') }));
}

function takeWhile(reading: Reading, accepts: (text: string) => boolean): Row[] {
  const taken: Row[] = [];
  for (let row = here(reading); row !== undefined && accepts(row.text); row = here(reading)) {
    taken.push(row);
    reading.next += 1;
  }
  return taken;
}

function here(reading: Reading): Row | undefined {
  return reading.rows[reading.next];
}

function skipBlank(reading: Reading): void {
  while (here(reading)?.text.trim() === '') reading.next += 1;
}

function plain(text: string): boolean {
  return text.trim() !== '' && !/^(#|```|- |> |\? )/.test(text);
}

function joined(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .join(' ')
    .trim();
}

/** The end word of a heredoc that a line opens. */
const HEREDOC = /<<-?\s*['"]?(\w+)['"]?/;
/** Tables, numbered lists, images, links by reference, HTML, deeper headings, rules. */
const UNKNOWN_BLOCK = /^(\||\d+\. |!\[|\[[^\]]+\]:|<|#|\* |\+ |---|===|~~~|\t)/;

const NO_TITLE = complaint(
  { ko: '제목이 없습니다.', en: 'the title is missing.' },
  { ko: '첫 줄에 `# 제목`을 쓰세요.', en: 'Write `# Title` on the first line.' },
);
const SECOND_TITLE = complaint(
  { ko: '제목이 두 번 나옵니다.', en: 'there is a second title.' },
  { ko: '페이지는 `## 제목 {#id}`로 시작하세요.', en: 'Start a page with `## Heading {#id}`.' },
);
const NO_PAGES = complaint(
  { ko: '페이지가 없습니다.', en: 'there is no page.' },
  { ko: '`## 제목 {#id}`로 페이지를 시작하세요.', en: 'Start one with `## Heading {#id}`.' },
);
const BAD_HEADING = complaint(
  { ko: '페이지 제목의 형식이 다릅니다.', en: 'the heading does not have the right form.' },
  { ko: '`## 제목 {#one-name}`처럼 쓰세요.', en: 'Write it like `## Heading {#one-name}`.' },
);
const OUTSIDE = complaint(
  { ko: '페이지 밖에 글이 있습니다.', en: 'there is text before the first page.' },
  { ko: '`## 제목 {#id}` 아래로 옮기세요.', en: 'Move it below a `## Heading {#id}`.' },
);
const NESTED = complaint(
  { ko: '목록 안에 목록이 있습니다.', en: 'there is a list inside a list.' },
  { ko: '목록은 한 단계로 쓰세요.', en: 'Keep lists one level deep.' },
);
const UNCLOSED = complaint({ ko: '닫히지 않은 블록입니다.', en: 'the fence is not closed.' }, { ko: '끝에 ```을 쓰세요.', en: 'Close it with ```.' });
const NO_PROMPT = complaint(
  { ko: '콘솔 블록이 명령으로 시작하지 않습니다.', en: 'the console block does not start with a command.' },
  { ko: '명령 앞에 `$ `를 쓰세요.', en: 'Put `$ ` before the command.' },
);
const NOT_IN_SUBSET = complaint(
  { ko: '레슨에 없는 마크다운 형식입니다.', en: 'lessons do not have this form of Markdown.' },
  {
    ko: '문단, `- ` 목록, `> ` 메모, `? ` 질문, ```text, ```console만 쓰세요.',
    en: 'Use paragraphs, `- ` lists, `> ` notes, `? ` questions, ```text and ```console.',
  },
);
const FENCE_WHAT = { ko: '{language} 블록은 없습니다.', en: 'there is no block {language}.' };
const FENCE_HOW = { ko: '```text나 ```console로 여세요.', en: 'Open it with ```text or ```console.' };
const TWICE_WHAT = { ko: '{id} 페이지가 두 번 나옵니다.', en: 'page {id} stands here twice.' };
const TWICE_HOW = { ko: '다른 id를 쓰세요.', en: 'Give it another id.' };
