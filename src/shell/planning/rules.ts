/** The rules by which the published calculator departs from AWS, with the names that they are called by. */
import { QUIRKS } from '../../engine/planning/subnet-calculator.ts';
import type { Lang } from '../../engine/text.ts';

/** All of them, a row each. */
export function rulesText(lang: Lang): string {
  return QUIRKS.map((quirk) => `- ${quirk.id}: ${quirk[lang]}`).join('\n');
}
