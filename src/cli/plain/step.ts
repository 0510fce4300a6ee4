/** Plain mode as a value: a place, a line, and what comes of it. The words that are the same everywhere are here. */
import { tourOf } from '../../course/tour.ts';
import type { Lang, Text } from '../../engine/text.ts';
import { LESSON, named, SCENARIO } from '../course.ts';
import { homeText } from './home.ts';
import { labStep, labText } from './lab.ts';
import { lessonStep, lessonText } from './lesson.ts';
import { planningText } from './planning.ts';
import { quizStep, quizText } from './quiz.ts';
import { searchText } from './search.ts';
import { type Around, type Spot, type Step, stay } from './spot.ts';
import { termText } from './term.ts';

/** What a place says when it is entered. */
export function spotText(spot: Spot, around: Around): string {
  switch (spot.at) {
    case 'home':
      return homeText(around);
    case 'lesson':
      return lessonText(spot, around);
    case 'quiz':
      return quizText(spot, around);
    case 'lab':
      return labText(spot, around);
  }
}

/** What comes of a line at a place; null when it ends the program. */
export function plainStep(spot: Spot, line: string, around: Around): Step | null {
  const typed = line.trim();
  const [word, name, ...rest] = typed.split(/\s+/);
  if (word === 'search') return stay(spot, searchText(typed.slice('search'.length), around));
  const term = /^(?:term(?=\s|$)|\?)\s*(.*)$/.exec(typed)?.[1];
  if (term !== undefined && typed !== '?') return stay(spot, termText(term, around));
  if (typed === 'quit') return null;
  if (typed === 'exit') return spot.at === 'home' ? null : stay({ at: 'home' }, '');
  if (typed === 'tour' && spot.at !== 'lab') return tourStep(spot, around);
  if (typed === 'home') return stay({ at: 'home' }, '');
  if (word === 'lang' && rest.length === 0) return languageStep(spot, name, around);
  if (name !== undefined && rest.length === 0 && (word === 'lesson' || word === 'quiz' || word === 'lab')) return open(spot, { word, name }, around);
  if (spot.at === 'lab') return labStep(spot, line, around);
  const planned = planningText(typed, around.lang);
  if (planned !== null) return stay(spot, planned);
  if (typed === 'help' || typed === '?') return stay(spot, `${HELP[around.lang]}\n`);
  if (spot.at === 'lesson') return lessonStep(spot, typed, around);
  if (spot.at === 'quiz') return quizStep(spot, typed, around);
  const numbered = around.course.modules.find(({ number }) => String(number) === typed);
  return numbered === undefined
    ? stay(spot, typed === '' ? '' : `${HELP[around.lang]}\n`)
    : stay({ at: 'lesson', lesson: numbered, page: 0, part: 0 }, '');
}

type Wanted = { readonly word: 'lesson' | 'quiz' | 'lab'; readonly name: string };

/** The place that a word and a name open, or why not. */
export function open(spot: Spot, { word, name }: Wanted, around: Around): Step {
  const { course, lang, progress } = around;
  if (word === 'lab') {
    const scenario = named(course.scenarios, name, SCENARIO);
    if ('unknown' in scenario) return stay(spot, `${scenario.unknown[lang]}\n`);
    return stay({ at: 'lab', scenario, ...around.open(scenario) }, '');
  }
  const lesson = named(course.modules, name, LESSON);
  if ('unknown' in lesson) return stay(spot, `${lesson.unknown[lang]}\n`);
  if (word === 'lesson') {
    const last = lesson.pages.findIndex(({ id }) => id === progress.lessons[lesson.id]?.page);
    return stay({ at: 'lesson', lesson, page: Math.max(0, last), part: 0 }, '');
  }
  const unanswered = lesson.quiz.findIndex(({ id }) => progress.answers[`${lesson.id}/${id}`] === undefined);
  return stay({ at: 'quiz', lesson, question: Math.max(0, unanswered) }, '');
}

function tourStep(spot: Spot, around: Around): Step {
  const tour = tourOf(around.course);
  return tour === null ? stay(spot, '') : open(spot, { word: 'lab', name: tour.id }, around);
}

function languageStep(spot: Spot, name: string | undefined, { lang }: Around): Step {
  if (name !== 'ko' && name !== 'en') return stay(spot, `${LANGS_TEXT[lang]}\n`);
  return { said: `${CHOSEN[name]}\n`, events: [{ attempt: '', body: { k: 'note', b: { lang: name } } }], spot };
}

const HELP: Text = {
  ko: 'home: 과정. tour: 2분 둘러보기. lesson 이름, quiz 이름, lab 이름: 열기. plan, cidr, max-pods, subnet-calc: 주소 계획(plan --help). search 낱말: 찾기. term 낱말: 용어. back, Enter: 앞뒤로. lang ko, lang en: 언어. quit: 끝내기.',
  en: 'home: the course. tour: two minutes around. lesson NAME, quiz NAME, lab NAME: open. plan, cidr, max-pods, subnet-calc: plan addresses (plan --help). search WORDS: find. term WORD: what a term means. back, Enter: turn. lang ko, lang en: language. quit: leave.',
};
const LANGS_TEXT: Text = { ko: '`lang ko` 또는 `lang en`을 입력하세요.', en: 'Type `lang ko` or `lang en`.' };
const CHOSEN: { readonly [L in Lang]: string } = { ko: '한국어로 바꿨습니다.', en: 'The language is English now.' };
