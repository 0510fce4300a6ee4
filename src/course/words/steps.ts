/** Controllers seen at work: every change that a line led to, in order, with who made it and why. */
import type { Lang, Text } from '../../engine/text.ts';
import { refused, said } from '../../shell/print.ts';
import type { Entry } from '../attempt-state.ts';
import { changes } from '../mark.ts';
import { plain, say } from '../say.ts';
import { type ChangeStep, makerOf, stepsOf } from '../steps.ts';
import { argumentsOf, done, type LabWord } from './definition.ts';

const MOST = 60;
const FIELDS = 4;

export const steps: LabWord = {
  name: 'steps',
  summary: {
    ko: '명령 하나가 일으킨 변경을 컨트롤러마다 차례로 보여 줍니다. on이면 명령마다 보여 줍니다.',
    en: 'Shows what a line led to, controller by controller. With on, after every line.',
  },
  usage: ['steps', 'steps NUMBER', 'steps on', 'steps off'],
  examples: ['steps', 'steps 2', 'steps on'],
  complete: () => ['on', 'off'].map((text) => ({ text, about: null })),
  enter(attempt, line) {
    const [which] = argumentsOf(line);
    if (which === 'on' || which === 'off') {
      return done({ ...attempt, stepping: which === 'on' }, said(attempt.world, which === 'on' ? ON : OFF));
    }
    const entry = which === undefined ? attempt.transcript.findLast(changes) : attempt.transcript[Number(which) - 1];
    if (entry === undefined) return done(attempt, refused(attempt.world, which === undefined ? NOTHING : say(NO_LINE, { which })));
    return done(attempt, said(attempt.world, plain(`$ ${entry.line.split('\n')[0]}`), ...stepTexts(entry)));
  },
};

/** The steps of a line as sentences. */
export function stepTexts(entry: Entry): readonly Text[] {
  const all = stepsOf(entry);
  if (all === null) return [GONE];
  if (all.length === 0) return [UNCHANGED];
  const more = all.length > MOST ? [say(MORE, { count: all.length - MOST })] : [];
  return [...all.slice(0, MOST).map((step, index) => stepText(step, index + 1)), ...more];
}

function stepText({ change, fields }: ChangeStep, number: number): Text {
  const { verb, ref, because, before, after } = change;
  const mark = before === null ? '+' : after === null ? '-' : '∆';
  const listed = fields.slice(0, FIELDS).map((field) => `      ${field.path}: ${field.before ?? '-'} → ${field.after ?? '-'}`);
  const rest = fields.length > FIELDS ? [`      +${fields.length - FIELDS}`] : [];
  const head = `${String(number).padStart(3)} ${mark} ${makerOf(change)}: ${verb} ${ref.kind} ${ref.key}`;
  const told = (lang: Lang) => [head, ...(because === null ? [] : [`      ${because[lang]}`]), ...listed, ...rest].join('\n');
  return { ko: told('ko'), en: told('en') };
}

const ON: Text = {
  ko: '이제 명령마다 컨트롤러가 한 일을 보여 줍니다. `steps off`로 끕니다.',
  en: 'From now on every line shows what the controllers did. `steps off` ends it.',
};
const OFF: Text = { ko: '명령마다 보여 주지 않습니다. `steps`는 마지막 명령을 보여 줍니다.', en: 'Off. `steps` shows the last line.' };
const NOTHING: Text = { ko: '아직 무언가를 바꾼 명령이 없습니다.', en: 'No line has changed anything yet.' };
const NO_LINE: Text = {
  ko: '{which}번 줄은 없습니다. `timeline`이 번호를 보여 줍니다.',
  en: 'There is no line {which}. `timeline` lists the numbers.',
};
const GONE: Text = { ko: '이 명령의 기록은 보관 기간이 지났습니다.', en: 'The record of this line is no longer kept.' };
const UNCHANGED: Text = { ko: '바뀐 것이 없습니다.', en: 'Nothing changed.' };
const MORE: Text = { ko: '변경이 {count}개 더 있습니다.', en: 'More changes: {count}.' };
