/** The course as a list: modules, what is done of each, and the words that open their parts. */
import type { Course, Lesson, Scenario } from '../../course/content.ts';
import { tourOf } from '../../course/tour.ts';
import type { Lang, Text } from '../../engine/text.ts';
import type { Progress } from '../../progress/fold.ts';
import type { Around } from './spot.ts';

/** The whole course with its progress. */
export function homeText({ course, lang, progress }: Around): string {
  const modules = course.modules.map((lesson) => moduleText(lesson, course, { lang, progress }));
  const fresh = progress.attempts.length === 0 && tourOf(course) !== null;
  return `${[TITLE[lang], ...(fresh ? [TOUR[lang]] : []), ...modules, WORDS[lang]].join('\n\n')}\n`;
}

function moduleText(lesson: Lesson, course: Course, { lang, progress }: { readonly lang: Lang; readonly progress: Progress }): string {
  const seen = lesson.pages.filter(({ id }) => progress.lessons[lesson.id]?.seen.includes(id)).length;
  const right = lesson.quiz.filter(({ id }) => progress.answers[`${lesson.id}/${id}`]?.verdict === 'pass').length;
  const scenarios = course.scenarios.filter(({ module }) => module === lesson.id);
  const parts = [
    ...(lesson.pages.length === 0 ? [] : [`  lesson ${lesson.id}   ${read(seen, lesson.pages.length)[lang]}`]),
    ...(lesson.quiz.length === 0 ? [] : [`  quiz ${lesson.id}   ${answered(right, lesson.quiz.length)[lang]}`]),
    ...scenarios.map((scenario) =>
      scenario.kind === 'sandbox'
        ? `  lab ${scenario.id}   ${scenario.title[lang]}`
        : `  lab ${scenario.id}   ${scenario.title[lang]}, ${minutes(scenario.minutes)[lang]}, ${statusOf(scenario, progress)[lang]}`,
    ),
  ];
  return [`${lesson.number === 0 ? '' : `${lesson.number}. `}${lesson.title[lang]}`, ...parts].join('\n');
}

function statusOf({ id }: Scenario, { attempts }: Progress): Text {
  const own = attempts.filter(({ content }) => content === id);
  if (own.some(({ solved, assisted }) => solved && !assisted)) return { ko: '해결함', en: 'solved' };
  if (own.some(({ solved }) => solved)) return { ko: '도움을 받아 해결함', en: 'solved with help' };
  return own.some(({ inputs }) => inputs.length > 0) ? { ko: '진행 중', en: 'begun' } : { ko: '시작 전', en: 'not begun' };
}

function read(seen: number, all: number): Text {
  return { ko: `${all}쪽 중 ${seen}쪽 읽음`, en: `pages read: ${seen} of ${all}` };
}

function answered(right: number, all: number): Text {
  return { ko: `${all}문제 중 ${right}문제 맞힘`, en: `answered right: ${right} of ${all}` };
}

function minutes(count: number): Text {
  return { ko: `${count}분`, en: `${count} min` };
}

const TITLE: Text = { ko: 'ekslab 과정', en: 'ekslab course' };
const TOUR: Text = {
  ko: '처음이면 `tour`를 입력하세요. 2분이면 첫 패킷을 보내고 고쳐 봅니다.',
  en: 'New here? Type `tour`: two minutes, a first packet and a first repair.',
};
const WORDS: Text = {
  ko: '위에 있는 대로 입력하세요. 예: `lesson services`. 다른 명령: home, lang en, help, quit.',
  en: 'Type one of the words above, for instance `lesson services`. Other words: home, lang ko, help, quit.',
};
