/** What texts promise: the same in both languages, no wider than their place, written as we write. */
import stringWidth from 'string-width';
import type { Text } from '../../engine/text.ts';
import { holesOf } from '../../engine/text.ts';
import type { FolderDetails, Loaded, WrittenText } from '../loaded.ts';
import type { MarkdownPage } from '../markdown.ts';
import { say } from '../say.ts';
import { lint, replacedWords } from '../writing/lint.ts';
import { MAX_CELLS } from '../writing/rules.ts';
import type { Finding, Gate } from './gate.ts';

export const parity: Gate = {
  name: 'parity',
  promise: { ko: '두 언어가 같은 것을 말합니다.', en: 'both languages say the same' },
  run: (loaded) => loaded.details.flatMap((details) => [...pageParity(details), ...pairParity(details)]),
};

export const width: Gate = {
  name: 'width',
  promise: { ko: '80열에 들어갑니다.', en: 'everything fits in 80 columns' },
  run: ({ details }: Loaded, { langs }) =>
    details.flatMap((one) =>
      one.texts.flatMap((written): readonly Finding[] => {
        if (!langs.includes(written.lang)) return [];
        const most = (MAX_CELLS as { readonly [form: string]: number })[written.form] ?? Number.POSITIVE_INFINITY;
        const cells = stringWidth(written.text);
        if (cells > most) return [finding(one, written, say(WIDE, { cells, most }))];
        const word = written.form === 'diagram' ? undefined : written.text.split(/\s+/).find((part) => stringWidth(part) > MAX_CELLS.word);
        return word === undefined ? [] : [finding(one, written, say(LONG_WORD, { word, most: MAX_CELLS.word }))];
      }),
    ),
};

export const writing: Gate = {
  name: 'writing',
  promise: { ko: '글쓰기 규칙에 맞습니다.', en: 'it is written as we write' },
  run: ({ details, course }: Loaded, { langs }) => {
    const words = replacedWords(course.glossary);
    return details.flatMap((one) =>
      one.texts
        .filter((written) => langs.includes(written.lang))
        .flatMap((written) => lint(written, { quotes: one.quotes, words }).map(({ index, text }) => finding(one, written, text, index))),
    );
  },
};

function finding({ content }: FolderDetails, { place, text }: WrittenText, detail: Text, index = 0): Finding {
  return { content, place: { ...place, col: place.col + [...text.slice(0, index)].length }, detail };
}

function pageParity(details: FolderDetails): readonly Finding[] {
  const { ko, en } = details.pages;
  const ids = { ko: ko.map((page) => page.id), en: en.map((page) => page.id) };
  if (ids.ko.join() !== ids.en.join()) {
    const stray = en.find((page) => !ids.ko.includes(page.id)) ?? ko.find((page) => !ids.en.includes(page.id)) ?? en[0];
    const lang = stray !== undefined && en.includes(stray) ? 'en' : 'ko';
    const place = { path: details.place.path.replace(/[^/]+$/, `${lang}.md`), line: stray?.line ?? 1, col: 1 };
    return [{ content: details.content, place, detail: say(PAGES, { ko: ids.ko, en: ids.en }) }];
  }
  return ko.flatMap((page, index) => {
    const other = en[index];
    return other === undefined ? [] : samePage(details, page, other);
  });
}

function samePage(details: FolderDetails, ko: MarkdownPage, en: MarkdownPage): readonly Finding[] {
  const place = { path: details.place.path.replace(/[^/]+$/, 'en.md'), line: en.line, col: 1 };
  const [one, other] = [pageText(ko), pageText(en)];
  const differences = compare(one, other);
  if (consoleOf(ko) !== consoleOf(en)) differences.push(CONSOLES);
  return differences.map((detail) => ({ content: details.content, place, detail }));
}

function pairParity(details: FolderDetails): readonly Finding[] {
  const yaml = details.texts.filter((written) => written.place.path.endsWith('.yaml'));
  return yaml.flatMap((ko, index) => {
    const en = yaml[index + 1];
    if (ko.lang !== 'ko' || en === undefined || en.lang !== 'en') return [];
    return compare(ko.text, en.text).map((detail) => finding(details, ko, detail));
  });
}

/** Facts that do not depend on the language: holes, typed words, numbers. */
function compare(ko: string, en: string): Text[] {
  const differences: Text[] = [];
  for (const [name, read] of [
    [HOLES, holesOf],
    [CODES, codesOf],
    [NUMBERS, numbersOf],
  ] as const) {
    const [one, other] = [read(ko), read(en)];
    const [only, alsoOnly] = [one.filter((fact) => !other.includes(fact)), other.filter((fact) => !one.includes(fact))];
    if (only.length + alsoOnly.length > 0)
      differences.push(say(name, { ko: only.length > 0 ? only : '-', en: alsoOnly.length > 0 ? alsoOnly : '-' }));
  }
  return differences;
}

function codesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] as string))].sort();
}

/**
 * Numbers outside code that stand as digits in both: addresses, ports, sizes. Not those inside a name (IPv4, node0), and
 * not the small ones, which either language may write as a word.
 */
function numbersOf(text: string): string[] {
  const plain = text.replace(/`[^`]*`/g, ' ').replace(/\{[^}]*\}/g, ' ');
  const found = [...plain.matchAll(/(?<![A-Za-z0-9.]|[A-Za-z]-)\d+(?:[.,]\d+)*/g)].map((match) => match[0]);
  return [...new Set(found.filter((number) => !/^\d$|^10$/.test(number)))].sort();
}

function pageText(page: MarkdownPage): string {
  return [
    page.heading,
    ...page.blocks.map(({ block }) =>
      'text' in block ? block.text : 'items' in block ? block.items.join(' ') : 'question' in block ? block.question : '',
    ),
  ].join(' ');
}

function consoleOf(page: MarkdownPage): string {
  return page.blocks.flatMap(({ block }) => (block.block === 'console' ? block.lines.map((line) => line.command) : [])).join('\n');
}

const PAGES: Text = { ko: '페이지가 다릅니다. 한국어: {ko}. 영어: {en}', en: 'the pages differ. Korean: {ko}. English: {en}' };
const CONSOLES: Text = { ko: '콘솔 블록의 명령이 다릅니다.', en: 'the console blocks type different lines' };
const HOLES: Text = { ko: '자리가 다릅니다. 한국어에만: {ko}. 영어에만: {en}', en: 'placeholders differ. Korean only: {ko}. English only: {en}' };
const CODES: Text = { ko: '코드가 다릅니다. 한국어에만: {ko}. 영어에만: {en}', en: 'typed words differ. Korean only: {ko}. English only: {en}' };
const NUMBERS: Text = { ko: '숫자가 다릅니다. 한국어에만: {ko}. 영어에만: {en}', en: 'numbers differ. Korean only: {ko}. English only: {en}' };
const WIDE: Text = { ko: '{cells}칸입니다. {most}칸에 맞추세요.', en: '{cells} cells wide, at most {most}' };
const LONG_WORD: Text = { ko: '{word} 낱말이 {most}칸보다 깁니다.', en: '{word} is longer than {most} cells' };
