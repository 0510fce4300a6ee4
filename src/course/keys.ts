/** Answer keys: computed by asking a world, typed only with a source. */
import type { Text } from '../engine/text.ts';
import type { World } from '../engine/world.ts';
import type { Asked } from './asks/definition.ts';
import { askers } from './asks/index.ts';
import { evaluate } from './checks/index.ts';
import type { Condition } from './content.ts';
import type { QuestionFile } from './format/quiz.ts';
import { say } from './say.ts';
import { typeLines } from './start.ts';
import { fillVars } from './vars.ts';

/** The key of a question in its lesson's world, or why it has none. */
export function keyOf(question: QuestionFile, lesson: World | null): Asked {
  if (question.typed !== undefined) return typedKey(question);
  if (lesson === null) return refused(NO_WORLD);
  const ready = typeLines(lesson, question.setup ?? []);
  const failure = ready.failures[0];
  if (failure !== undefined) return { ok: false, why: failure.what };
  const broken = (question.options ?? []).flatMap(({ setup = [] }) => typeLines(ready.world, setup).failures)[0];
  if (broken !== undefined) return { ok: false, why: broken.what };
  if (question.ask !== undefined) return ask(question, ready.world);
  if (question.kind === 'single' || question.kind === 'multiple') return rightOptions(question, ready.world);
  return question.kind === 'match' ? matches(question, ready.world) : refused(NO_ASK);
}

/** Whether a condition holds in the world. */
export function holds(condition: Condition, world: World): boolean {
  if ('all' in condition) return condition.all.every((one) => holds(one, world));
  if ('any' in condition) return condition.any.some((one) => holds(one, world));
  if ('not' in condition) return !holds(condition.not, world);
  return evaluate(condition, { world, start: world, recent: [], prediction: { state: 'none' } }).verdict === 'pass';
}

function typedKey({ typed, options, kind }: QuestionFile): Asked {
  const key = typed?.key ?? [];
  const ids = (options ?? []).map((option) => option.id);
  const wrong = kind === 'number' || kind === 'address' ? undefined : key.find((one) => !ids.includes(one));
  return wrong === undefined ? { ok: true, key } : refused(NO_OPTION, { id: wrong });
}

function ask(question: QuestionFile, world: World): Asked {
  const asker = askers.find((one) => one.name === question.ask?.name);
  if (asker === undefined) throw new Error(`There is no asker ${question.ask?.name}`);
  if (!asker.kinds.includes(question.kind)) return refused(WRONG_ASKER, { name: asker.name, kind: question.kind });
  return asker.answer(question.ask?.args, { world, question });
}

function rightOptions(question: QuestionFile, world: World): Asked {
  const options = question.options ?? [];
  const open = options.find((option) => option.if === undefined);
  if (open !== undefined) return refused(NO_IF, { id: open.id });
  const right = options.filter((option) => option.if !== undefined && holds(option.if, worldOfOption(option, world))).map((option) => option.id);
  if (right.length === options.length) return refused(ALL_RIGHT);
  if (question.kind === 'single' && right.length !== 1) return refused(NOT_ONE, { n: right.length });
  return right.length === 0 ? refused(NONE_RIGHT) : { ok: true, key: right };
}

function matches(question: QuestionFile, world: World): Asked {
  const options = question.options ?? [];
  const key: string[] = [];
  for (const item of question.items ?? []) {
    const fits = options.filter((option) => option.if !== undefined && holds(fillVars(option.if, item.with ?? {}), worldOfOption(option, world)));
    const [only] = fits;
    if (only === undefined || fits.length > 1) return refused(ITEM_FITS, { id: item.id, n: fits.length });
    key.push(only.id);
  }
  return key.length === 0 ? refused(NO_ITEMS) : { ok: true, key };
}

function worldOfOption(option: { readonly setup?: readonly string[] }, world: World): World {
  return option.setup === undefined ? world : typeLines(world, option.setup).world;
}

function refused(why: Text, params: { readonly [name: string]: string | number } = {}): Asked {
  return { ok: false, why: say(why, params) };
}

const NO_WORLD: Text = { ko: '물어볼 월드가 없습니다.', en: 'there is no world to ask.' };
const NO_ASK: Text = { ko: '정답을 구할 ask가 없습니다.', en: 'nothing says how the key is found.' };
const NO_OPTION: Text = { ko: '정답 {id} 보기가 없습니다.', en: 'there is no option {id}.' };
const WRONG_ASKER: Text = { ko: '{name} 방법으로는 {kind} 문제의 답을 구하지 못합니다.', en: '{name} does not answer a question of kind {kind}.' };
const NO_IF: Text = { ko: '{id} 보기에 if가 없습니다.', en: 'option {id} has no `if`.' };
const ALL_RIGHT: Text = { ko: '모든 보기가 정답입니다.', en: 'every option is right.' };
const NOT_ONE: Text = { ko: '정답이 {n}개입니다.', en: 'right options: {n}, needed: 1.' };
const NONE_RIGHT: Text = { ko: '정답이 없습니다.', en: 'no option is right.' };
const ITEM_FITS: Text = { ko: '{id} 항목에 맞는 보기가 {n}개입니다.', en: 'options that fit item {id}: {n}, needed: 1.' };
const NO_ITEMS: Text = { ko: '항목이 없습니다.', en: 'there are no items.' };
