/** The language of the program: what was asked, what the learner chose last, what the locale says. */
import type { Lang } from '../engine/text.ts';

/** The language of the locale, by the variables' order of precedence (POSIX, Environment Variables 8.2): Korean, or English. */
export function langOfLocale(env: Readonly<Record<string, string | undefined>>): Lang {
  return /^ko(_|-|\.|$)/i.test(localeOf(env)) ? 'ko' : 'en';
}

/** Whether the locale names one of our languages: of `C`, or of none, nothing is known. */
export function hasLocale(env: Readonly<Record<string, string | undefined>>): boolean {
  return /^(ko|en)(_|-|\.|$)/i.test(localeOf(env));
}

function localeOf(env: Readonly<Record<string, string | undefined>>): string {
  return [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((value) => value !== undefined && value !== '') ?? '';
}

/** The text as a language, or null. */
export function readLang(text: string): Lang | null {
  return text === 'ko' || text === 'en' ? text : null;
}
