/** Looks for what the rules of writing refuse in one text; says where in it, what, and the better form. */
import type { Text } from '../../engine/text.ts';
import type { Term } from '../content.ts';
import type { Form, WrittenText } from '../loaded.ts';
import { say } from '../say.ts';
import { ENGLISH, FORBIDDEN, FORM, GLOSSARY, MAX_SENTENCE, type Pattern, REGISTER_EVERYWHERE, REGISTER_LABEL, REGISTER_SENTENCE } from './rules.ts';

export type Finding = { readonly index: number; readonly text: Text };

/** Words that must not stand in a Korean text, and the word for each. */
export type Replaced = ReadonlyMap<string, string>;

const HOUSE_WORDS: Replaced = new Map(Object.entries(GLOSSARY).flatMap(([word, replaced]) => replaced.map((wrong) => [wrong, word] as const)));

/** The words that the house rules and a course's glossary replace. */
export function replacedWords(glossary: readonly Term[]): Replaced {
  const terms = glossary.flatMap(({ name, insteadOf }) => insteadOf.map((wrong) => [wrong, name.ko] as const));
  return new Map([...terms, ...HOUSE_WORDS]);
}

/** Everything that is wrong with the form of the text. `quotes` may occur although a rule refuses them. */
export function lint(
  written: WrittenText,
  { quotes = [], words = HOUSE_WORDS }: { readonly quotes?: readonly string[]; readonly words?: Replaced } = {},
): readonly Finding[] {
  if (written.form === 'diagram') return [];
  const text = withoutCode(withoutQuotes(written.text, quotes));
  const common = written.text === written.text.normalize('NFC') ? [] : [{ index: 0, text: NOT_NFC }];
  return [...common, ...(written.lang === 'ko' ? korean(text, written.form, words) : english(text, written.form)), ...endings(text, written)];
}

/** Titles, acceptance lines and options are labels: no period, a noun or a plain ending. */
export function isLabel(form: Form): boolean {
  return form === 'title' || form === 'heading' || form === 'accept' || form === 'option' || form === 'name';
}

function korean(text: string, form: Form, words: Replaced): Finding[] {
  const found = [...FORBIDDEN, ...REGISTER_EVERYWHERE, ...FORM].flatMap((pattern) => findings(text, pattern));
  if (!isLabel(form)) found.push(...findings(text, REGISTER_SENTENCE));
  for (const [wrong, word] of words) {
    // Another's word may stand once in brackets behind ours: 컨트롤 플레인(제어 영역).
    const index = text.includes(wrong) ? text.replaceAll(`${word}(${wrong})`, (both) => 'x'.repeat(both.length)).indexOf(wrong) : -1;
    if (index !== -1) found.push({ index, text: say(WORD, { wrong, word }) });
  }
  const long = isLabel(form) ? undefined : sentences(text).find((sentence) => syllables(sentence) > MAX_SENTENCE.ko);
  if (long !== undefined) found.push({ index: text.indexOf(long), text: say(LONG_KO, { n: syllables(long), most: MAX_SENTENCE.ko }) });
  return found;
}

function english(text: string, form: Form): Finding[] {
  const found = ENGLISH.flatMap((pattern) => findings(text, pattern));
  const long = isLabel(form) ? undefined : sentences(text).find((sentence) => sentence.split(/\s+/).length > MAX_SENTENCE.en);
  if (long !== undefined) found.push({ index: text.indexOf(long), text: say(LONG_EN, { n: long.split(/\s+/).length, most: MAX_SENTENCE.en }) });
  return found;
}

function endings(text: string, { form, lang }: WrittenText): Finding[] {
  const end = text.trimEnd();
  if (isLabel(form)) {
    const found = /[.。]$/.test(end) ? [{ index: end.length - 1, text: PERIOD }] : [];
    return lang === 'ko' ? [...found, ...findings(end, REGISTER_LABEL)] : found;
  }
  if ((form === 'stem' || form === 'question') && !end.endsWith('?')) return [{ index: end.length, text: NO_QUESTION }];
  if ((form === 'prose' || form === 'story' || form === 'why' || form === 'hint' || form === 'note') && !/[.?!)`]$/.test(end))
    return [{ index: end.length, text: NO_END }];
  return [];
}

function findings(text: string, { pattern, better }: Pattern): Finding[] {
  const match = pattern.exec(text);
  return match === null ? [] : [{ index: match.index, text: say(REFUSED, { match: match[0].trim() === '' ? '␠␠' : match[0], better }) }];
}

/** Code keeps its length, so that places stay true, and becomes a word that no rule knows. */
function withoutCode(text: string): string {
  return text.replace(/`[^`]*`/g, (code) => `\`${'x'.repeat(code.length - 2)}\``);
}

function withoutQuotes(text: string, quotes: readonly string[]): string {
  return quotes.reduce((rest, quote) => rest.replaceAll(quote, 'x'.repeat(quote.length)), text);
}

function sentences(text: string): readonly string[] {
  return text.split(/(?<=[.?!])\s+/);
}

/** Syllables of Hangul, and one for each other character that is read. */
function syllables(text: string): number {
  return [...text.replace(/`[^`]*`/g, 'xx')].filter((char) => /[\p{L}\p{N}]/u.test(char)).length;
}

const REFUSED: Text = { ko: '`{match}` 대신 {better}', en: '`{match}`: better {better}' };
const WORD: Text = { ko: '`{wrong}` 대신 {word}', en: '`{wrong}`: the word here is {word}' };
const LONG_KO: Text = { ko: '문장이 {n}자입니다. {most}자를 넘지 않게 나누세요.', en: 'sentence of {n} syllables: split it at {most}' };
const LONG_EN: Text = { ko: '영어 문장이 {n}단어입니다. {most}단어를 넘지 않게 나누세요.', en: 'sentence of {n} words: split it at {most}' };
const PERIOD: Text = { ko: '제목과 조건, 보기에는 마침표가 없습니다.', en: 'titles, acceptance lines and options have no period' };
const NO_QUESTION: Text = { ko: '질문은 물음표로 끝납니다.', en: 'a question ends in a question mark' };
const NO_END: Text = { ko: '문장은 마침표로 끝납니다.', en: 'a sentence ends in a period' };
const NOT_NFC: Text = { ko: 'NFC 형식이 아닙니다.', en: 'not in Unicode form NFC' };
