/** A question with its options; once it is answered, with what is right and why. */
import type { Course, Lesson, Option, Question } from '../../../course/content.ts';
import { type Mistaken, misconceptionOf, mistakenAbout } from '../../../course/mistaken.ts';
import { misconceptionsIn } from '../../../course/quiz.ts';
import { fill, type Lang, type Params, type Text } from '../../../engine/text.ts';
import type { Progress } from '../../../progress/fold.ts';
import type { Quiz } from '../../model.ts';
import { MEASURE } from '../../parts/blocks.ts';
import { type Frame, framed, inside } from '../../parts/frame.ts';
import { inline } from '../../parts/inline.ts';
import { cells, EMPTY, type Line, line, span } from '../../parts/line.ts';
import { optionAt } from '../../parts/ordering.ts';
import { clampScroll, moreMark } from '../../parts/window.ts';
import { wrap } from '../../parts/wrap.ts';
import type { Answered } from '../../services.ts';
import { questionKey, rightOf } from '../home/rows.ts';
import { askTexts, quizTexts as T } from './texts.ts';

export type QuizProps = {
  readonly quiz: Quiz;
  readonly lesson: Lesson;
  readonly misconceptions: Course['misconceptions'];
  readonly learned: Progress;
  readonly lang: Lang;
  readonly width: number;
  readonly height: number;
};

type Say = (text: Text, params?: Params) => string;

/** The row and cell of the frame where the typed answer stands. */
export type Caret = { readonly x: number; readonly y: number } | null;

/** The question in its frame, and where the caret of a typed answer is. */
export function quizPane(props: QuizProps): { readonly lines: readonly Line[]; readonly caret: Caret } {
  const { quiz, lesson, lang } = props;
  const say: Say = (text, params = {}) => fill(text, lang, params);
  const question = lesson.quiz[quiz.at];
  const count = question === undefined ? '' : say(T.count, { at: quiz.at + 1, all: lesson.quiz.length });
  const frame: Frame = {
    title: line(span(say(T.title), 'strong'), span(count === '' ? '' : `  ${count}`, 'dim')),
    width: props.width,
    height: props.height,
    focused: false,
  };
  const room = inside(frame);
  const width = Math.min(room.width, MEASURE);
  const drawn = question === undefined ? { lines: endLines(props, say, width), at: null } : questionLines(props, question, say, width);
  const marked = drawn.at ?? 0;
  const least = Math.max(0, marked - room.height + 2);
  const scroll = clampScroll(Math.max(quiz.scroll, least), drawn.lines.length, room.height);
  const note = line(span(moreMark(scroll, drawn.lines.length, room.height), 'accent'));
  const lines = framed({ ...frame, note }, drawn.lines.slice(scroll, scroll + room.height));
  return { lines, caret: typedCaret(props, question, drawn, scroll) };
}

type Drawn = { readonly lines: readonly Line[] /** The row that has to be seen. */; readonly at: number | null };

function questionLines(props: QuizProps, question: Question, say: Say, width: number): Drawn {
  const answer = props.quiz.answered[question.id];
  const stem = wrap(inline(say(question.stem), 'strong'), width);
  const ask = answer === undefined ? wrap([span(say(askTexts[question.kind]), 'dim')], width) : wrap(verdictLine(answer, say), width);
  const head = [...stem, EMPTY, ...ask, EMPTY];
  const body =
    answer === undefined
      ? openLines(props.quiz, question, say, width)
      : { lines: gradedLines(props, { question, answer }, { say, width }), at: null };
  return { lines: [...head, ...body.lines], at: body.at === null ? null : head.length + body.at };
}

function openLines(quiz: Quiz, question: Question, say: Say, width: number): Drawn {
  switch (question.kind) {
    case 'single':
    case 'multiple':
      return choiceLines(quiz, question, say, width);
    case 'order':
      return orderLines(quiz, question, say, width);
    case 'match':
      return matchLines(quiz, question, say, width);
    case 'number':
    case 'address':
      return { lines: [line(span('› ', 'accent'), span(quiz.editor.text))], at: 0 };
  }
}

function choiceLines(quiz: Quiz, question: Question, say: Say, width: number): Drawn {
  const lines: Line[] = [];
  let seen = 0;
  for (const [at, option] of question.options.entries()) {
    const here = at === quiz.cursor;
    const on = quiz.marked.includes(option.id);
    const box = question.kind === 'single' ? (on ? '(●)' : '( )') : on ? '[✓]' : '[ ]';
    lines.push(
      ...wrap(
        [
          span(here ? '▸ ' : '  ', 'accent'),
          span(`${box} `, on ? 'accent' : 'plain'),
          ...inline(`${at + 1} ${say(option.text)}`, here ? 'strong' : 'plain'),
        ],
        width,
        { hang: 8 },
      ),
    );
    if (here) seen = lines.length - 1;
  }
  return { lines, at: seen };
}

function orderLines(quiz: Quiz, question: Question, say: Say, width: number): Drawn {
  const byId = new Map(question.options.map((option) => [option.id, option]));
  const here = optionAt(quiz.ordering);
  const lines: Line[] = [line(span(say(T.taken), 'dim'))];
  let seen = 0;
  const row = (id: string, mark: string) => {
    const on = id === here;
    lines.push(
      ...wrap(
        [span(on ? '▸ ' : '  ', 'accent'), span(`${mark} `, 'accent'), ...inline(say((byId.get(id) as Option).text), on ? 'strong' : 'plain')],
        width,
        { hang: 6 },
      ),
    );
    if (on) seen = lines.length - 1;
  };
  for (const [at, id] of quiz.ordering.taken.entries()) row(id, String(at + 1).padStart(2));
  if (quiz.ordering.taken.length === 0) lines.push(line(span('   –', 'dim')));
  lines.push(EMPTY, line(span(say(T.rest), 'dim')));
  for (const id of quiz.ordering.rest) row(id, ' ·');
  return { lines, at: seen };
}

function matchLines(quiz: Quiz, question: Question, say: Say, width: number): Drawn {
  const lines: Line[] = [];
  let seen = 0;
  for (const [at, item] of question.items.entries()) {
    const here = at === quiz.cursor;
    const chosen = question.options.findIndex((option) => option.id === quiz.marked[at]);
    const option = question.options[chosen];
    lines.push(...wrap([span(here ? '▸ ' : '  ', 'accent'), ...inline(say(item.text), here ? 'strong' : 'plain')], width, { hang: 2 }));
    const answer = option === undefined ? [span(`– ${say(T.unset)}`, 'dim')] : inline(`${chosen + 1} ${say(option.text)}`, 'accent');
    lines.push(...wrap([span('    → '), ...answer], width, { hang: 6 }));
    if (here) seen = lines.length - 1;
  }
  lines.push(EMPTY, line(span(say(T.options), 'dim')));
  for (const [at, option] of question.options.entries())
    lines.push(...wrap([span(`  ${at + 1} `, 'accent'), ...inline(say(option.text))], width, { hang: 4 }));
  return { lines, at: seen };
}

function gradedLines(
  { misconceptions }: QuizProps,
  { question, answer }: { readonly question: Question; readonly answer: Answered },
  { say, width }: { readonly say: Say; readonly width: number },
): Line[] {
  const typed = question.kind === 'number' || question.kind === 'address';
  const named = (id: string) => {
    const option = question.options.find((one) => one.id === id);
    return option === undefined ? id : say(option.text);
  };
  const keys =
    question.kind === 'match' ? question.items.map((item, at) => `${say(item.text)} → ${named(answer.key[at] ?? '')}`) : answer.key.map(named);
  const lists = question.kind === 'order' || question.kind === 'match' || typed;
  const joint = question.kind === 'order' ? ' → ' : ', ';
  const head = lists
    ? [
        ...wrap(inline(say(T.yours, { given: answer.given.map(named).join(joint) })), width, { hang: 2 }),
        ...(typed ? [] : wrap(inline(say(T.key, { key: keys.join(joint) }), 'strong'), width, { hang: 2 })),
      ]
    : [];
  const whys = typed ? [] : question.options.flatMap((option) => whyLines(question, option, answer, say, width));
  const mistaken = misconceptionsIn(question, answer.given).flatMap((code) => mistakenLines(misconceptionOf(misconceptions, code), say, width));
  const because = answer.why.filter((one) => one.option === null).flatMap((one) => wrap(inline(say(one.text)), width));
  const source =
    question.source === null
      ? []
      : [...wrap(inline(say(question.source.why)), width), ...wrap([span(say(T.source, { url: question.source.url }), 'dim')], width)];
  const parts = [head, whys, mistaken, because, source].filter((part) => part.length > 0);
  return parts.flatMap((part, at) => (at === 0 ? part : [EMPTY, ...part]));
}

function whyLines(question: Question, option: Option, answer: Answered, say: Say, width: number): Line[] {
  const right = answer.key.includes(option.id);
  const given = answer.given.includes(option.id);
  const shows = question.kind === 'single' || question.kind === 'multiple';
  const good = right === given;
  const mark = shows ? span(right ? '✓ ' : '✗ ', good ? (right ? 'good' : 'dim') : 'bad') : span(right ? '✓ ' : '– ', right ? 'good' : 'dim');
  const chosen = shows && given ? span('▸ ', 'accent') : span('  ');
  return [
    ...wrap([chosen, mark, ...inline(say(option.text), given ? 'strong' : 'plain')], width, { hang: 4 }),
    ...wrap([span('    '), ...inline(say(option.why), 'dim')], width, { hang: 4 }),
  ];
}

/** The belief behind the wrong answer, what holds instead, and where that shows. */
function mistakenLines(misconception: Course['misconceptions'][string] | undefined, say: Say, width: number): Line[] {
  if (misconception === undefined) return [];
  return [
    ...wrap([span(`${say(T.mistaken)}: `, 'warn'), ...inline(say(misconception.name), 'strong')], width, { hang: 2 }),
    ...wrap([span('  '), ...inline(say(misconception.refutation))], width, { hang: 2 }),
    ...wrap([span(`  ${say(T.shows)}: `, 'accent'), ...inline(say(misconception.shows))], width, { hang: 4 }),
  ];
}

function verdictLine(answer: Answered, say: Say): Line {
  if (answer.verdict === 'pass') return [span(`✓ ${say(T.right)}`, 'good')];
  return answer.verdict === 'partial' ? [span(`✗ ${say(T.partial)}`, 'warn')] : [span(`✗ ${say(T.wrong)}`, 'bad')];
}

function endLines({ lesson, learned, misconceptions }: QuizProps, say: Say, width: number): Line[] {
  const right = rightOf(learned, lesson);
  const all = lesson.quiz.length;
  const open = lesson.quiz.filter((question) => learned.answers[questionKey(lesson.id, question.id)]?.verdict !== 'pass');
  const list = open.flatMap((question) => wrap([span('· ', 'accent'), ...inline(say(question.stem))], width, { hang: 2 }));
  const result = wrap([span(right === all ? '✓ ' : '', 'good'), span(say(right === all ? T.allRight : T.result, { right, all }), 'strong')], width);
  return [
    ...result,
    EMPTY,
    ...(list.length > 0 ? [line(span(say(T.open), 'dim')), ...list, EMPTY] : []),
    ...frequentLines(mistakenAbout([lesson], learned.missed), misconceptions, { say, width }),
    ...wrap([span(say(T.again), 'dim')], width),
  ];
}

/** So many are named: more would be a list of everything that went wrong. */
const NAMED = 3;

function frequentLines(
  mistaken: readonly Mistaken[],
  misconceptions: Course['misconceptions'],
  { say, width }: { readonly say: Say; readonly width: number },
): Line[] {
  const lines = mistaken.slice(0, NAMED).flatMap(({ code, times }) => {
    const misconception = misconceptionOf(misconceptions, code);
    if (misconception === undefined) return [];
    return [
      ...wrap([span('· ', 'accent'), ...inline(say(misconception.name), 'strong'), span(` ${say(T.times, { times })}`, 'dim')], width, { hang: 2 }),
      ...wrap([span('  '), ...inline(say(misconception.refutation), 'dim')], width, { hang: 2 }),
    ];
  });
  return lines.length === 0 ? [] : [line(span(say(T.frequent), 'dim')), ...lines, EMPTY];
}

function typedCaret({ quiz }: QuizProps, question: Question | undefined, drawn: Drawn, scroll: number): Caret {
  const typed = question !== undefined && (question.kind === 'number' || question.kind === 'address');
  if (!typed || quiz.answered[question.id] !== undefined || drawn.at === null) return null;
  return { x: 2 + 2 + cells(quiz.editor.text.slice(0, quiz.editor.caret)), y: 1 + drawn.at - scroll };
}
