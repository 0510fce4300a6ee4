/** A lesson, page by page. */
import type { Block } from '../../course/content.ts';
import type { Lang, Text } from '../../engine/text.ts';
import { type Around, type Spot, type Step, stay } from './spot.ts';

type LessonSpot = Extract<Spot, { at: 'lesson' }>;

/** The page up to its first question, or all of it. */
export function lessonText(spot: LessonSpot, around: Around): string {
  const { lesson, page } = spot;
  const { lang } = around;
  const shown = lesson.pages[page];
  if (shown === undefined) return EMPTY[lang];
  const title = `${lesson.title[lang]}, ${pageOf(page + 1, lesson.pages.length)[lang]}: ${shown.heading[lang]}`;
  return `${title}\n\n${partText(spot, around)}`;
}

/** Enter goes on, `back` goes back. */
export function lessonStep(spot: LessonSpot, line: string, around: Around): Step {
  const { lang } = around;
  const turn = { '': 1, next: 1, back: -1 }[line];
  if (turn === undefined) return stay(spot, `${NEXT[lang]}\n`);
  if (turn === 1 && spot.part + 1 < partsOf(spot, lang).length) {
    const next = { ...spot, part: spot.part + 1 };
    return stay(next, `\n${partText(next, around)}`);
  }
  const page = spot.page + turn;
  if (page < 0) return stay(spot, `${FIRST[lang]}\n`);
  if (page >= spot.lesson.pages.length) return stay(spot, `${LAST[lang]}\n`);
  return stay({ ...spot, page, part: 0 }, '');
}

function partText(spot: LessonSpot, { lang, course }: Around): string {
  const { lesson, page, part } = spot;
  const parts = partsOf(spot, lang);
  const blocks = (parts[part] ?? []).map((block) => blockText(block, lang));
  const labs = course.scenarios.filter(({ module }) => module === lesson.id).map(({ id }) => `lab ${id}`);
  const end = [END[lang], ...[`quiz ${lesson.id}`, ...labs].map((word) => `  ${word}`)].join('\n');
  const last = page === lesson.pages.length - 1;
  const next = part + 1 < parts.length ? REVEAL[lang] : last ? end : NEXT[lang];
  return `${[...blocks, next].join('\n\n')}\n`;
}

/** The blocks of the page, cut behind each question. */
function partsOf({ lesson, page }: LessonSpot, lang: Lang): Block[][] {
  const parts: Block[][] = [[]];
  for (const block of lesson.pages[page]?.body[lang] ?? []) {
    parts.at(-1)?.push(block);
    if (block.block === 'predict') parts.push([]);
  }
  return parts.filter((blocks) => blocks.length > 0);
}

function blockText(block: Block, lang: Lang): string {
  switch (block.block) {
    case 'paragraph':
      return plain(block.text);
    case 'list':
      return block.items.map((item) => `- ${plain(item)}`).join('\n');
    case 'note':
      return `${NOTE[lang]}: ${plain(block.text)}`;
    case 'diagram':
      return block.lines.map((line) => `  ${line}`).join('\n');
    case 'console':
      return block.lines.map(({ command, output }) => `  $ ${command}\n${indented(output)}`).join('\n');
    case 'predict':
      return `${THINK[lang]}: ${plain(block.question)}`;
  }
}

/** Without the stars of an emphasis; what is typed keeps its backticks. */
export function plain(text: string): string {
  return text.replace(/\*+([^*\s](?:[^*]*[^*\s])?)\*+/g, '$1');
}

function indented(text: string): string {
  return text.replace(/\n$/, '').replace(/^/gm, '  ');
}

function pageOf(page: number, all: number): Text {
  return { ko: `${all}쪽 중 ${page}쪽`, en: `page ${page} of ${all}` };
}

const EMPTY: Text = { ko: '이 레슨에는 쪽이 없습니다.\n', en: 'This lesson has no pages.\n' };
const NOTE: Text = { ko: '참고', en: 'Note' };
const THINK: Text = { ko: '생각해 보세요', en: 'Think first' };
const NEXT: Text = { ko: 'Enter: 다음 쪽. back: 앞쪽. home: 과정.', en: 'Enter: next page. back: page before. home: course.' };
const REVEAL: Text = { ko: 'Enter: 이어서.', en: 'Enter: go on.' };
const END: Text = { ko: '레슨의 끝입니다. 이어서 할 수 있는 것:', en: 'This is the end of the lesson. What to do next:' };
const FIRST: Text = { ko: '첫 쪽입니다.', en: 'This is the first page.' };
const LAST: Text = { ko: '마지막 쪽입니다. home으로 과정에 돌아가세요.', en: 'This is the last page. Go back to the course with home.' };
