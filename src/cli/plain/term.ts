/** The glossary in sentences: what a term means, and which lesson introduces it. */
import type { Term } from '../../course/content.ts';
import { foundTerms, lookUp } from '../../course/glossary.ts';
import { pagesOfTerm } from '../../course/term-pages.ts';
import type { Lang, Text } from '../../engine/text.ts';
import type { Around } from './spot.ts';

/** Names are listed where no word, or more than so many terms, are asked about. */
const MOST = 3;

/** What the terms mean that the word fits; the names of all for no word. */
export function termText(word: string, around: Around): string {
  const { course, lang } = around;
  const found = foundTerms(course.glossary, word, lang);
  if (found.length === 0) return `${NONE[lang]}\n`;
  const named = lookUp(course.glossary, word);
  const exact = named === null ? found : [named];
  if (exact.length > MOST) return `${exact.map(({ name }) => name[lang]).join(', ')}\n${WHICH[lang]}\n`;
  return `${exact.map((term) => told(term, around)).join('\n')}\n`;
}

function told(term: Term, { course, lang }: Around): string {
  const other: Lang = lang === 'ko' ? 'en' : 'ko';
  const pages = pagesOfTerm(course, term).slice(0, 2);
  const at = pages.map(
    ({ lesson, page }) => `  ${LESSON[lang]}: ${lesson.title[lang]}, ${lesson.pages[page]?.heading[lang] ?? ''} (lesson ${lesson.id})`,
  );
  return [`${term.name[lang]} (${term.name[other]})`, `  ${term.definition[lang]}`, ...at].join('\n');
}

const NONE: Text = {
  ko: '맞는 용어가 없습니다. 더 짧게 쓰거나 초성으로 찾아보세요. 예: `term ㅅㅂㄴ`',
  en: 'No term fits. Fewer letters find more.',
};
const WHICH: Text = { ko: '`term 낱말`로 뜻을 보세요.', en: 'See what one means with `term WORD`.' };
const LESSON: Text = { ko: '레슨', en: 'lesson' };
