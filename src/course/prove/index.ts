/** The course proves itself: every gate, over every folder. */
import { LANGS, type Lang } from '../../engine/text.ts';
import type { Loaded } from '../loaded.ts';
import { consoleBlocks } from './console.ts';
import { concepts, files, hints, keys, misconceptions } from './content-gates.ts';
import { type Gate, type GateResult, resultsOf } from './gate.ts';
import { alternates, nearMisses, reset, solution, start, steps } from './scenario-gates.ts';
import { parity, width, writing } from './text-gates.ts';
import { translations } from './translations.ts';

export { updatedConsole } from './console.ts';
export { type Coverage, coverageOf, isCovered } from './coverage.ts';
export type { GateResult } from './gate.ts';
export { updatedTranslations } from './translations.ts';

/** All gates, in the order in which they are told. */
export const gates: readonly Gate[] = [
  files,
  keys,
  start,
  solution,
  steps,
  nearMisses,
  alternates,
  reset,
  hints,
  consoleBlocks,
  parity,
  translations,
  width,
  writing,
  concepts,
  misconceptions,
];

/** What each gate says of each folder. `lang` looks at the texts of one language only, `only` at these gates. */
export function prove(loaded: Loaded, { lang, only }: { readonly lang?: Lang; readonly only?: readonly string[] } = {}): readonly GateResult[] {
  const langs = lang === undefined ? LANGS : [lang];
  return gates.filter((gate) => only === undefined || only.includes(gate.name)).flatMap((gate) => resultsOf(gate, loaded, langs));
}
