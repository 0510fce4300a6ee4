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

/** Gates that need worlds to stand: each looks at one folder at a time, so folders can be looked at side by side. The others read texts. */
export const WORLD_GATES: readonly string[] = [files, keys, start, solution, steps, nearMisses, alternates, reset, hints, consoleBlocks].map(
  (gate) => gate.name,
);
const TEXT_GATES: readonly string[] = gates.map((gate) => gate.name).filter((name) => name === files.name || !WORLD_GATES.includes(name));

/** What the gates say of a course that was read without worlds, and of its folders by themselves: as if all had been looked at at once. */
export function proveWith(texts: Loaded, folders: readonly GateResult[]): readonly GateResult[] {
  const order = texts.details.map((details) => details.content);
  const said = [...prove(texts, { only: TEXT_GATES }), ...folders];
  const position = ({ content }: GateResult): number => (order.includes(content) ? order.indexOf(content) : order.length);
  return gates.flatMap(({ name }) => {
    const own = said.filter((result) => result.gate === name).toSorted((one, other) => position(one) - position(other));
    const found = own.filter((result) => !result.ok);
    const broken = new Set(found.map((result) => result.content));
    const held = own.filter((result) => result.ok && !broken.has(result.content));
    return [...once(held, (result) => result.content), ...once(found, (result) => `${result.where} ${result.detail.en}`)];
  });
}

function once(results: readonly GateResult[], by: (result: GateResult) => string): readonly GateResult[] {
  return [...new Map(results.map((result) => [by(result), result])).values()];
}

/** What each gate says of each folder. `lang` looks at the texts of one language only, `only` at these gates. */
export function prove(loaded: Loaded, { lang, only }: { readonly lang?: Lang; readonly only?: readonly string[] } = {}): readonly GateResult[] {
  const langs = lang === undefined ? LANGS : [lang];
  const asked = gates.filter((gate) => only === undefined || only.includes(gate.name));
  // What belongs to the course as a whole is text: it has no world to hold a promise about.
  return asked.flatMap((gate) =>
    resultsOf(gate, loaded, langs).filter(({ ok, content }) => !ok || content !== 'course' || TEXT_GATES.includes(gate.name)),
  );
}
