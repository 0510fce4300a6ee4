/** Answering questions: how options are shown, what was given, what it is worth and why. */
import { readAddress, showAddress } from '../engine/net/address.ts';
import { readCidr, showCidr } from '../engine/net/cidr.ts';
import type { Text } from '../engine/text.ts';
import type { Option, Question } from './content.ts';
import { say } from './say.ts';
import { numberFrom, shuffled } from './seeded.ts';

export type Grade = {
  readonly verdict: 'pass' | 'partial' | 'fail';
  /** How many parts of the answer are right, and of how many. */
  readonly right: number;
  readonly of: number;
  /** The right answer as it is shown. */
  readonly key: readonly string[];
  /** Why: of the question, then of each option that was chosen wrongly, missed or rightly taken. */
  readonly why: readonly Why[];
};
export type Why = { readonly option: string | null; readonly right: boolean; readonly text: Text; readonly misconception: string | null };

/** The question as this seed gives it: with variables one of its renderings, the others behind it. */
export function renderedFor(question: Question, seed: string): Question {
  const all = renderingsOf(question);
  const at = numberFrom([question.id, seed, 'rendering'], all.length);
  return joined([...all.slice(at), ...all.slice(0, at)], question);
}

/** The same question once more, with other values of its variables; options stay in their order. */
export function nextRendering(question: Question): Question {
  const [now, ...others] = renderingsOf(question);
  return now === undefined || others.length === 0 ? question : joined([...others, now], question);
}

function renderingsOf({ renderings = [], ...first }: Question): readonly Question[] {
  return [first, ...renderings];
}

function joined([first, ...others]: readonly Question[], question: Question): Question {
  if (first === undefined || others.length === 0) return question;
  const order = question.options.map(({ id }) => id);
  const options = first.options.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
  return { ...first, options, renderings: others };
}

/** The options in the order in which a learner with this seed sees them. */
export function shownOptions(question: Question, seed: string): readonly Option[] {
  return shuffled(question.options, [question.id, seed]);
}

/** What an answer is worth. `given` is the ids of options (in order, for `order`; one for each item, for `match`) or the typed value. */
export function grade(question: Question, given: readonly string[]): Grade {
  const parts = partsRight(question, given);
  const verdict = parts.right === parts.of && !parts.extra ? 'pass' : parts.right > 0 && question.kind !== 'single' ? 'partial' : 'fail';
  return { verdict, right: parts.right, of: parts.of, key: question.key, why: whyOf(question, given) };
}

type Parts = { readonly right: number; readonly of: number; readonly extra: boolean };

function partsRight(question: Question, given: readonly string[]): Parts {
  const { key, kind } = question;
  switch (kind) {
    case 'single':
      return { right: given.length === 1 && given[0] === key[0] ? 1 : 0, of: 1, extra: given.length > 1 };
    case 'multiple': {
      // Each option is a part: taken when it should be, left when it should not. Taking all is worth nothing.
      const chosen = new Set(given);
      const hits = key.filter((id) => chosen.has(id)).length;
      const wrong = [...chosen].filter((id) => !key.includes(id)).length;
      return { right: Math.max(0, hits - wrong), of: key.length, extra: wrong > 0 };
    }
    case 'order':
      return { right: longestInOrder(key, given), of: key.length, extra: given.length !== key.length };
    case 'match':
      return { right: key.filter((id, index) => given[index] === id).length, of: key.length, extra: given.length > key.length };
    case 'number':
      return { right: sameNumber(given[0], key[0]) ? 1 : 0, of: 1, extra: given.length > 1 };
    case 'address':
      return { right: sameAddress(given[0], key[0]) ? 1 : 0, of: 1, extra: given.length > 1 };
  }
}

/** How many are in their right order, whatever stands between. */
export function longestInOrder(key: readonly string[], given: readonly string[]): number {
  return inOrder(key, given).length;
}

/** Those of the given ones that are in their right order: the longest common subsequence. */
export function inOrder(key: readonly string[], given: readonly string[]): readonly string[] {
  // best[at] is the longest one of the key so far with the first `at` of the given.
  let best: (readonly string[])[] = Array.from({ length: given.length + 1 }, () => []);
  for (const wanted of key) {
    const row: (readonly string[])[] = [[]];
    for (const [index, one] of given.entries()) {
      const [before = [], above = [], beside = []] = [best[index], best[index + 1], row[index]];
      row.push(one === wanted ? [...before, one] : above.length >= beside.length ? above : beside);
    }
    best = row;
  }
  return best.at(-1) ?? [];
}

function whyOf(question: Question, given: readonly string[]): readonly Why[] {
  const { options, key, kind } = question;
  const general: Why[] = question.why === null ? [] : [{ option: null, right: true, text: question.why, misconception: null }];
  if (kind === 'number' || kind === 'address') return [...general, { option: null, right: true, text: say(KEY, { key }), misconception: null }];
  const concerned = options.filter((option) => given.includes(option.id) || key.includes(option.id));
  return [...general, ...concerned.map(({ id, why, misconception }) => ({ option: id, right: key.includes(id), text: why, misconception }))];
}

/** What the answer is mistaken about: the codes of its wrong options, each once. */
export function misconceptionsIn({ kind, key, options }: Question, given: readonly string[]): readonly string[] {
  const wrong = given.filter((id, index) => (kind === 'match' ? id !== key[index] : !key.includes(id)));
  return [...new Set(options.flatMap(({ id, misconception }) => (misconception !== null && wrong.includes(id) ? [misconception] : [])))];
}

/** Numbers as people write them: `65,536`, ` 3 `. */
function sameNumber(given: string | undefined, key: string | undefined): boolean {
  const plain = given?.replace(/[,_\s]/g, '') ?? '';
  return plain !== '' && Number(plain) === Number(key);
}

function sameAddress(given: string | undefined, key: string | undefined): boolean {
  const [one, other] = [canonicalAddress(given ?? ''), canonicalAddress(key ?? '')];
  return one !== null && one === other;
}

function canonicalAddress(text: string): string | null {
  const plain = text.trim();
  if (plain.includes('/')) {
    const block = readCidr(plain);
    return block === null ? null : showCidr(block);
  }
  const address = readAddress(plain);
  return address === null ? null : showAddress(address);
}

const KEY: Text = { ko: '답은 {key}입니다.', en: 'The answer is {key}.' };
