/** The search in sentences: what was found, with the word that opens it. */
import { type Found, search, searchIndex } from '../../course/search.ts';
import type { Text } from '../../engine/text.ts';
import { lessonOfConcept } from '../../tui/places.ts';
import type { Around } from './spot.ts';

const MOST = 12;

/** The finds, best first, each with what is said of it. */
export function searchText(query: string, around: Around): string {
  const { course, lang } = around;
  const found = search(searchIndex(course), query, lang);
  if (found.length === 0) return `${NOTHING[lang]}\n`;
  const lines = found.slice(0, MOST).map((one) => {
    const [about = ''] = one.body[lang].split('\n');
    return `${one.title[lang]} (${opener(one, around)})\n  ${about}`;
  });
  const more = found.length > MOST ? [MORE[lang].replace('{count}', String(found.length - MOST))] : [];
  return `${[...lines, ...more].join('\n')}\n`;
}

/** What to type to get there. */
function opener({ kind, id, lesson, concept }: Found, { course, lang }: Around): string {
  if (kind === 'scenario') return `lab ${id}`;
  if (kind === 'command') return COMMAND[lang];
  if (kind === 'term') return TERM[lang];
  const taught = lesson ?? (concept === null ? null : lessonOfConcept(course, concept)?.lesson.id) ?? null;
  return taught === null ? NO_LESSON[lang] : `lesson ${taught}`;
}

const NOTHING: Text = { ko: '찾은 것이 없습니다. 한글은 초성으로도 찾습니다. 예: `search ㅅㅂㄴ`', en: 'Nothing found. Fewer letters find more.' };
const MORE: Text = { ko: '이 밖에 {count}개가 더 있습니다.', en: 'And {count} more.' };
const COMMAND: Text = { ko: '실습의 명령', en: 'a command of labs' };
const TERM: Text = { ko: '용어', en: 'term' };
const NO_LESSON: Text = { ko: '가르치는 레슨 없음', en: 'no lesson yet' };
