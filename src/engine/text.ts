/**
 * A text that a user reads, in both languages: neither is a translation of the other, and neither can be left out.
 *
 * A hole is `{name}`. In Korean a hole may carry a particle pair, `{name:을/를}`, which `fill` resolves by the sound of
 * the value (see `particle.ts`).
 */
import { type ParticlePair, particle } from './particle.ts';

export type Lang = 'ko' | 'en';
export const LANGS: readonly Lang[] = ['ko', 'en'];

export type Text = { readonly ko: string; readonly en: string };

/** What a hole of a text can hold. A list is joined with `, `. */
export type Param = string | number | readonly (string | number)[];
export type Params = Readonly<Record<string, Param>>;

const HOLE = /\{([A-Za-z][A-Za-z0-9]*)(?::([^}]+))?\}/g;

/** The names of the holes of a template, sorted, without repeats: what the two languages must share. */
export function holesOf(template: string): string[] {
  return [...new Set([...template.matchAll(HOLE)].map((match) => match[1] as string))].sort();
}

/**
 * The text in one language with its holes filled in. Without values it has no holes: what is shown in braces was typed by
 * somebody (`{app: web}` in a manifest) and stands as it is.
 * Throws when a hole has no value: a text and its values are written side by side, so that is a broken invariant.
 */
export function fill(text: Text, lang: Lang, params?: Params): string {
  return params === undefined ? text[lang] : fillTemplate(text[lang], params);
}

/** The text with its holes filled in, in both languages at once. */
export function fillBoth(text: Text, params: Params = {}): Text {
  return { ko: fillTemplate(text.ko, params), en: fillTemplate(text.en, params) };
}

/** One template with its holes filled in; see `fill`. */
export function fillTemplate(template: string, params: Params): string {
  return template.replace(HOLE, (_hole, name: string, pair: string | undefined) => {
    const value = params[name];
    if (value === undefined) throw new Error(`The text "${template}" has a hole {${name}} without a value`);
    const shown = typeof value === 'object' ? value.join(', ') : String(value);
    return pair === undefined ? shown : shown + particle(shown, pair as ParticlePair);
  });
}
