/** A lesson, page by page. */
import type { Block, Question } from '../../course/content.ts';
import type { Lang, Text } from '../../engine/text.ts';
import { type Around, type Spot, type Step, stay } from './spot.ts';

type LessonSpot = Extract<Spot, { at: 'lesson' }>;

/** The page with its blocks as text. */
export function lessonText({ lesson, page }: LessonSpot, { lang, course }: Around): string {
  const shown = lesson.pages[page];
  if (shown === undefined) return EMPTY[lang];
  const title = `${lesson.title[lang]}, ${pageOf(page + 1, lesson.pages.length)[lang]}: ${shown.heading[lang]}`;
  const blocks = shown.body[lang].map((block) => blockText(block, lesson.quiz, lang));
  const last = page === lesson.pages.length - 1;
  const labs = course.scenarios.filter(({ module }) => module === lesson.id).map(({ id }) => `lab ${id}`);
  const next = last ? [END[lang], ...[`quiz ${lesson.id}`, ...labs].map((word) => `  ${word}`)].join('\n') : NEXT[lang];
  return `${[title, ...blocks, next].join('\n\n')}\n`;
}

/** Enter goes on, `back` goes back. */
export function lessonStep(spot: LessonSpot, line: string, { lang }: Around): Step {
  const turn = { '': 1, next: 1, back: -1 }[line];
  if (turn === undefined) return stay(spot, `${NEXT[lang]}\n`);
  const page = spot.page + turn;
  if (page < 0) return stay(spot, `${FIRST[lang]}\n`);
  if (page >= spot.lesson.pages.length) return stay(spot, `${LAST[lang]}\n`);
  return stay({ ...spot, page }, '');
}

function blockText(block: Block, questions: readonly Question[], lang: Lang): string {
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
    case 'predict': {
      const question = questions.find(({ id }) => id === block.question);
      return question === undefined ? '' : `${THINK[lang]}: ${plain(question.stem[lang])}`;
    }
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
const END: Text = { ko: '레슨의 끝입니다. 이어서 할 수 있는 것:', en: 'This is the end of the lesson. What to do next:' };
const FIRST: Text = { ko: '첫 쪽입니다.', en: 'This is the first page.' };
const LAST: Text = { ko: '마지막 쪽입니다. home으로 과정에 돌아가세요.', en: 'This is the last page. Go back to the course with home.' };
