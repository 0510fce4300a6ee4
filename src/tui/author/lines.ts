/** The rows around the learner's screen: the state of the proof, its first finding, and the list of all. */
import { fill, type Lang, type Text } from '../../engine/text.ts';
import { framed, inside } from '../parts/frame.ts';
import { ends, type Line, line, type Span, span } from '../parts/line.ts';
import { clampScroll, moreMark } from '../parts/window.ts';
import { wrap } from '../parts/wrap.ts';
import { type Author, type Finding, findingsOf, reportOf } from './state.ts';

/** The first finding takes no more rows than this of the learner's screen. */
const MOST_ROWS = 2;

/** What covers the lowest rows of the learner's screen: the first finding, where something is broken, and the state. */
export function coverLines(author: Author, lang: Lang): readonly Line[] {
  const { columns } = author.size;
  const [first] = findingsOf(author).filter(({ ok }) => !ok);
  const finding = first === undefined ? [] : wrap(findingLine(first, lang), columns - 2, { hang: 2 }).slice(0, MOST_ROWS);
  return [
    ...finding.map((row): Line => ends([span(' '), ...row], [], columns)),
    ends([span(' '), ...stateSpans(author, lang)], keySpans(author, lang), columns),
  ];
}

/** The whole screen: every finding, and below them what holds. */
export function listLines(author: Author, lang: Lang): readonly Line[] {
  const { columns: width, rows } = author.size;
  const height = rows - 1;
  const room = inside({ width, height });
  const lines = wholeList(author, lang, room.width);
  const from = clampScroll(author.scroll, lines.length, room.height);
  const title = line(span(fill(T.title, lang), 'strong'), ...(author.folder === null ? [] : [` ${author.folder}`]));
  const note = line(span(moreMark(from, lines.length, room.height), 'accent'));
  return [
    ...framed({ title, note, width, height, focused: true }, lines.slice(from, from + room.height)),
    ends([span(' '), ...stateSpans(author, lang)], keySpans(author, lang), width),
  ];
}

/** How far the list can be scrolled. */
export function listLimit(author: Author, lang: Lang): number {
  const room = inside({ width: author.size.columns, height: author.size.rows - 1 });
  return Math.max(0, wholeList(author, lang, room.width).length - room.height);
}

function wholeList(author: Author, lang: Lang, width: number): Line[] {
  const stale = reportOf(author).problems.length > 0 && author.preview !== null ? [...wrap([span(fill(T.stale, lang), 'warn')], width), []] : [];
  if (author.folder === null) return wrap([span(fill(T.waiting, lang), 'dim')], width);
  return [...stale, ...findingsOf(author).flatMap((finding) => wrap(findingLine(finding, lang), width, { hang: 2 }))];
}

function findingLine({ ok, where, text }: Finding, lang: Lang): Line {
  if (ok) return [span('✓ ', 'good'), span(text[lang], 'dim')];
  return [span('✗ ', 'bad'), ...(where === null ? [] : [span(`${where}: `, 'bad')]), span(text[lang])];
}

function stateSpans(author: Author, lang: Lang): Span[] {
  const { folder, reports, preview } = author;
  const { problems } = reportOf(author);
  if (folder === null) return [span(fill(T.waitingShort, lang), 'dim')];
  if (problems.length > 0) return [span(fill(preview === null ? T.unread : T.unreadKept, lang, { n: problems.length }), 'bad')];
  const proving = Object.entries(reports).findLast(([, { results }]) => results === null);
  if (proving !== undefined) return [span(fill(T.proving, lang, { folder: nameOf(proving[0]) }), 'accent')];
  const results = findingsOf(author);
  const broken = results.filter(({ ok }) => !ok).length;
  if (broken > 0) return [span(fill(T.broken, lang, { n: broken }), 'bad')];
  return [span(fill(T.held, lang, { n: results.length }), 'good')];
}

function keySpans({ listed, preview }: Author, lang: Lang): Span[] {
  const item = (key: string, label: Text): Span[] => [span(` ${key} `, 'accent'), span(fill(label, lang))];
  return [
    ...(preview === null ? [] : item('^]', listed ? T.screen : T.title)),
    ...item('^L', T.other),
    ...(listed || preview === null ? item('^C', T.end) : []),
    span(' '),
  ];
}

function nameOf(folder: string): string {
  return folder.split(/[\\/]/).at(-1) ?? folder;
}

const T = {
  title: { ko: '증명', en: 'proof' },
  screen: { ko: '화면', en: 'screen' },
  other: { ko: 'English', en: '한국어' },
  end: { ko: '끝내기', en: 'quit' },
  waiting: {
    ko: '파일이 바뀌기를 기다립니다. 레슨이나 시나리오의 파일을 저장하면 학습자가 보는 화면이 나옵니다.',
    en: 'Waiting for files to change. Save a file of a lesson or a scenario to see the screen that a learner gets.',
  },
  waitingShort: { ko: '기다리는 중', en: 'waiting' },
  proving: { ko: '증명하는 중: {folder}', en: 'proving {folder}' },
  held: { ko: '✓ 약속 {n}개를 모두 지킵니다.', en: '✓ promises held: {n}, broken: 0' },
  broken: { ko: '✗ 깨진 약속 {n}개', en: '✗ promises broken: {n}' },
  unread: { ko: '✗ 파일의 문제 {n}개', en: '✗ problems in the files: {n}' },
  unreadKept: { ko: '✗ 파일의 문제 {n}개, 화면은 그 전의 것', en: '✗ problems in the files: {n}, screen as before' },
  stale: {
    ko: '파일을 읽을 수 없어 화면은 마지막으로 읽은 것을 보여 줍니다.',
    en: 'The files cannot be read: the screen shows them as they last could.',
  },
} satisfies Readonly<Record<string, Text>>;
