/** The questions of a lesson: options have letters, answers are typed. */
import type { Course, Lesson, Option, Question } from '../../course/content.ts';
import { misconceptionOf, mistakenAbout } from '../../course/mistaken.ts';
import { type Grade, grade, misconceptionsIn, renderedFor, shownOptions } from '../../course/quiz.ts';
import { fill, type Lang, type Text } from '../../engine/text.ts';
import { plain } from './lesson.ts';
import { type Around, type Spot, type Step, stay } from './spot.ts';

type QuizSpot = Extract<Spot, { at: 'quiz' }>;

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The question with its options. */
export function quizText({ lesson, question: index }: QuizSpot, around: Around): string {
  const { lang, seed } = around;
  const question = asked(lesson, index, around);
  if (question === undefined) return EMPTY[lang];
  const title = `${lesson.title[lang]}, ${questionOf(index + 1, lesson.quiz.length)[lang]}`;
  const items = question.items.map(({ text }, place) => `  ${place + 1}. ${plain(text[lang])}`);
  const options = shownOptions(question, seed).map(({ text }, place) => `  ${LETTERS[place]}) ${plain(text[lang])}`);
  return `${[title, plain(question.stem[lang]), ...lists(items, options), HOW[question.kind][lang]].join('\n\n')}\n`;
}

/** A question that was answered before comes with other numbers, where it has some. */
function asked(lesson: Lesson, index: number, { seed, progress }: Around): Question | undefined {
  const question = lesson.quiz[index];
  return question === undefined ? undefined : renderedFor(question, `${seed} ${progress.answers[`${lesson.id}/${question.id}`]?.at ?? ''}`);
}

function lists(...parts: readonly (readonly string[])[]): string[] {
  return parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
}

/** An answer, Enter for the next question, or `back`. */
export function quizStep(spot: QuizSpot, line: string, around: Around): Step {
  const { lesson, question: index } = spot;
  const { lang, seed } = around;
  const question = asked(lesson, index, around);
  if (question === undefined || line === 'back')
    return index === 0 || question === undefined ? stay(spot, '') : stay({ ...spot, question: index - 1 }, '');
  if (line === '' || line === 'next')
    return index + 1 < lesson.quiz.length
      ? stay({ ...spot, question: index + 1 }, '')
      : stay(spot, `${lists(frequent(spot, around), [LAST[lang]]).join('\n\n')}\n`);
  const options = shownOptions(question, seed);
  const given = readAnswer(question, options, line);
  if (given === null) return stay(spot, `${HOW[question.kind][lang]}\n`);
  const graded = grade(question, given);
  const body = { k: 'answer', b: { question: `${lesson.id}/${question.id}`, given, verdict: graded.verdict } } as const;
  const mistaken = misconceptionsIn(question, given).flatMap((code) => mistakenText(misconceptionOf(around.course.misconceptions, code), lang));
  return { said: gradeText(graded, { options, mistaken }, lang), events: [{ attempt: '', body }], spot };
}

/** The ids that the letters stand for, or the value; null when a letter stands for nothing. */
function readAnswer(question: Question, options: readonly Option[], line: string): string[] | null {
  if (question.kind === 'number' || question.kind === 'address') return [line];
  const letters = line
    .toLowerCase()
    .split(/[\s,]+/)
    .flatMap((word) => [...word]);
  const ids = letters.map((letter) => options[LETTERS.indexOf(letter)]?.id);
  return ids.every((id) => id !== undefined) ? ids : null;
}

/** The belief behind a wrong answer, what holds instead, and where that shows. */
function mistakenText(misconception: Course['misconceptions'][string] | undefined, lang: Lang): string[] {
  if (misconception === undefined) return [];
  const { name, refutation, shows } = misconception;
  return [`${MISTAKEN[lang]}: ${plain(name[lang])}`, `  ${plain(refutation[lang])}`, `  ${SHOWS[lang]}: ${plain(shows[lang])}`];
}

/** So many are named at the end. */
const NAMED = 3;

function frequent({ lesson }: QuizSpot, { course, progress, lang }: Around): string[] {
  const named = mistakenAbout([lesson], progress.missed)
    .slice(0, NAMED)
    .flatMap(({ code, times }) => {
      const misconception = misconceptionOf(course.misconceptions, code);
      return misconception === undefined
        ? []
        : [`  ${fill(TIMES, lang, { name: plain(misconception.name[lang]), times })}`, `    ${plain(misconception.refutation[lang])}`];
    });
  return named.length === 0 ? [] : [`${FREQUENT[lang]}:`, ...named];
}

type Shown = { readonly options: readonly Option[]; readonly mistaken: readonly string[] };

function gradeText({ verdict, right, of, key, why }: Grade, { options, mistaken }: Shown, lang: Lang): string {
  const letterOf = (id: string): string => LETTERS[options.findIndex((option) => option.id === id)] ?? id;
  const reasons = why.map(({ option, text }) => (option === null ? `  ${plain(text[lang])}` : `  ${letterOf(option)}) ${plain(text[lang])}`));
  const answer = verdict === 'pass' ? [] : [`${ANSWER[lang]}: ${key.map(letterOf).join(' ')}`];
  const head = verdict === 'partial' ? `${VERDICT.partial[lang]} (${right}/${of})` : VERDICT[verdict][lang];
  return `${[head, ...answer, ...reasons, ...(mistaken.length > 0 ? ['', ...mistaken] : []), '', AGAIN[lang]].join('\n')}\n`;
}

function questionOf(index: number, all: number): Text {
  return { ko: `${all}문제 중 ${index}번`, en: `question ${index} of ${all}` };
}

const HOW: { readonly [K in Question['kind']]: Text } = {
  single: { ko: '답의 글자를 하나 입력하세요. 예: b', en: 'Type the letter of the answer, for instance b.' },
  multiple: { ko: '맞는 답의 글자를 모두 입력하세요. 예: a c', en: 'Type the letters of all right answers, for instance a c.' },
  order: { ko: '글자를 순서대로 입력하세요. 예: c a b', en: 'Type the letters in order, for instance c a b.' },
  match: {
    ko: '항목마다 글자를 하나씩, 항목 순서대로 입력하세요. 예: b a a',
    en: 'Type one letter for each item, in the order of the items, for instance b a a.',
  },
  number: { ko: '수를 입력하세요.', en: 'Type the number.' },
  address: { ko: '주소나 CIDR 블록을 입력하세요.', en: 'Type the address or the CIDR block.' },
};
const VERDICT = {
  pass: { ko: '맞았습니다.', en: 'Right.' },
  partial: { ko: '일부만 맞았습니다.', en: 'Right in part.' },
  fail: { ko: '틀렸습니다.', en: 'Wrong.' },
} satisfies { readonly [V in Grade['verdict']]: Text };
const MISTAKEN: Text = { ko: '오해', en: 'Mistaken belief' };
const SHOWS: Text = { ko: '보이는 곳', en: 'Where it shows' };
const FREQUENT: Text = { ko: '답에서 자주 드러난 오해', en: 'Most frequent mistaken beliefs' };
const TIMES: Text = { ko: '{name} ({times}번)', en: '{name} (times: {times})' };
const ANSWER: Text = { ko: '답', en: 'Answer' };
const AGAIN: Text = { ko: 'Enter: 다음 문제. back: 앞 문제. home: 과정.', en: 'Enter: next question. back: question before. home: course.' };
const LAST: Text = { ko: '마지막 문제입니다. home으로 과정에 돌아가세요.', en: 'This is the last question. Go back to the course with home.' };
const EMPTY: Text = { ko: '이 레슨에는 문제가 없습니다.\n', en: 'This lesson has no questions.\n' };
