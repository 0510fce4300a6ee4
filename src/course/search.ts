/** Search over lessons, scenarios, concepts, commands and reasons, in both languages; Hangul also by initial consonants. */
import { elements } from '../engine/dataplane/elements.ts';
import type { Lang, Text } from '../engine/text.ts';
import { commandTable } from '../shell/commands/index.ts';
import type { Block, Course } from './content.ts';

export type Found = {
  readonly kind: 'concept' | 'term' | 'page' | 'scenario' | 'command' | 'reason';
  readonly id: string;
  readonly title: Text;
  /** What is said about it. */
  readonly body: Text;
  /** The lesson that it belongs to, or the concept that it explains; null where there is none. */
  readonly lesson: string | null;
  readonly concept: string | null;
};

/** Everything that can be found. */
export function searchIndex(course: Course): readonly Found[] {
  return [...termsOf(course), ...conceptsOf(course), ...pagesOf(course), ...scenariosOf(course), ...commandsOf(), ...reasonsOf()];
}

/** What fits the words, best first: where a title begins with them, then titles that hold them, then texts that do. */
export function search(index: readonly Found[], query: string, lang: Lang): readonly Found[] {
  const words = query.normalize('NFC').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const other: Lang = lang === 'ko' ? 'en' : 'ko';
  const ranked = index.flatMap((found) => {
    const rank = Math.min(rankIn(found, words, lang), rankIn(found, words, other) + 0.5);
    return rank < NOT_FOUND ? [{ found, rank }] : [];
  });
  return ranked.sort((one, next) => one.rank - next.rank).map(({ found }) => found);
}

const NOT_FOUND = 9;

function rankIn({ id, title, body }: Found, words: readonly string[], lang: Lang): number {
  const [head, text] = [title[lang].toLowerCase(), body[lang].toLowerCase()];
  if (words.every((word) => positionOf(head, word) >= 0 || positionOf(id, word) >= 0)) return positionOf(head, words[0] ?? '') === 0 ? 0 : 1;
  return words.every((word) => positionOf(head, word) >= 0 || positionOf(text, word) >= 0) ? 3 : NOT_FOUND;
}

/** Where the text first holds the word, a lone consonant standing for any syllable that begins with it; -1 where it does not. */
export function positionOf(text: string, word: string): number {
  if (!/[ㄱ-ㅎ]/.test(word)) return text.indexOf(word);
  const [letters, wanted] = [[...text], [...word]];
  return letters.findIndex((_, at) => wanted.every((letter, index) => fits(letters[at + index], letter)));
}

const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];

function fits(letter: string | undefined, wanted: string): boolean {
  if (letter === undefined || letter === wanted) return letter === wanted;
  const code = letter.charCodeAt(0) - 0xac00;
  return code >= 0 && code < 11_172 && INITIALS[Math.floor(code / 588)] === wanted;
}

function conceptsOf({ concepts, modules }: Course): Found[] {
  return Object.entries(concepts).map(([id, title]) => {
    const lesson = modules.find((one) => one.concepts.includes(id));
    const page = lesson?.pages.find((one) => one.concepts.includes(id));
    const body = page === undefined ? title : { ko: firstOf(page.body.ko), en: firstOf(page.body.en) };
    return { kind: 'concept', id, title, body, lesson: lesson?.id ?? null, concept: id };
  });
}

function termsOf({ glossary }: Course): Found[] {
  return glossary.map(({ id, name, first, definition, insteadOf }) => ({
    kind: 'term',
    id,
    title: name,
    body: { ko: [definition.ko, ...(first === null ? [] : [first]), ...insteadOf].join('\n'), en: definition.en },
    lesson: null,
    concept: null,
  }));
}

function pagesOf({ modules }: Course): Found[] {
  return modules.flatMap((lesson) =>
    lesson.pages.map(
      (page): Found => ({
        kind: 'page',
        id: page.id,
        title: page.heading,
        body: { ko: textOf(page.body.ko), en: textOf(page.body.en) },
        lesson: lesson.id,
        concept: null,
      }),
    ),
  );
}

function scenariosOf({ scenarios }: Course): Found[] {
  return scenarios.map(({ id, title, story, module }) => ({ kind: 'scenario', id, title, body: story, lesson: module, concept: null }));
}

function commandsOf(): Found[] {
  return [...commandTable([]).values()].map(({ name, summary, usage }) => ({
    kind: 'command',
    id: name,
    title: { ko: name, en: name },
    body: { ko: [summary.ko, ...usage].join('\n'), en: [summary.en, ...usage].join('\n') },
    lesson: null,
    concept: null,
  }));
}

function reasonsOf(): Found[] {
  return Object.entries(elements).flatMap(([element, { title, reasons }]) =>
    Object.entries(reasons).map(
      ([because, { ko, en, concept }]): Found => ({
        kind: 'reason',
        id: `${element} ${because}`,
        title: { ko: `${title.ko}: ${because}`, en: `${title.en}: ${because}` },
        body: { ko: withoutHoles(ko), en: withoutHoles(en) },
        lesson: null,
        concept,
      }),
    ),
  );
}

/** A reason before it has happened: what would stand in a hole is not known. */
function withoutHoles(template: string): string {
  return template.replace(/\{([A-Za-z]+)(?::[^}]*)?\}/g, '<$1>');
}

function textOf(blocks: readonly Block[]): string {
  return blocks.flatMap((block) => ('text' in block ? [block.text] : block.block === 'list' ? block.items : [])).join('\n');
}

function firstOf(blocks: readonly Block[]): string {
  const [first] = blocks.flatMap((block) => ('text' in block ? [block.text] : []));
  return first ?? '';
}
