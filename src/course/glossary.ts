/** The terms of the course: what a word means, in either language, also by a word that the course does not use for it. */
import type { Lang } from '../engine/text.ts';
import type { Term } from './content.ts';
import { positionOf } from './search.ts';

/** The term that the word names: by its name, its form at first mention, its acronym, or a word that it replaces; null without one. */
export function lookUp(glossary: readonly Term[], word: string): Term | null {
  const wanted = folded(word);
  return glossary.find((term) => namesOf(term).some((name) => folded(name) === wanted)) ?? null;
}

/** The terms that the words fit, the one that they name first: by a part of any of its names, Hangul by initial consonants too; all for no words. */
export function foundTerms(glossary: readonly Term[], query: string, lang: Lang): readonly Term[] {
  const wanted = folded(query);
  const all = inAlphabet(glossary, lang);
  if (wanted === '') return all;
  const rank = (term: Term): number => {
    const places = namesOf(term).map((name) => positionOf(folded(name), wanted));
    if (namesOf(term).some((name) => folded(name) === wanted)) return 0;
    return places.some((at) => at === 0) ? 1 : places.some((at) => at > 0) ? 2 : 3;
  };
  const ranked = all.map((term) => ({ term, at: rank(term) })).filter(({ at }) => at < 3);
  return ranked.sort((one, other) => one.at - other.at).map(({ term }) => term);
}

/** The terms in the order of the language's alphabet; words in Latin letters first. */
export function inAlphabet(glossary: readonly Term[], lang: Lang): readonly Term[] {
  return glossary.toSorted((one, other) => (folded(one.name[lang]) < folded(other.name[lang]) ? -1 : 1));
}

function namesOf({ id, name, first, insteadOf }: Term): readonly string[] {
  const acronym = first === null ? null : /\(([^()]+)\)$/.exec(first)?.[1];
  return [name.ko, name.en, id, ...(first === null ? [] : [first]), ...(acronym === null || acronym === undefined ? [] : [acronym]), ...insteadOf];
}

function folded(word: string): string {
  return word.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');
}
