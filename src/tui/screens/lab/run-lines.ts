/** What stands at the prompt becomes lines of the shell, carried out one after the other. */
import type { Effect } from '../../effect.ts';
import type { Lab, Model } from '../../model.ts';
import { NO_TEXT } from '../../parts/editor.ts';
import { statements } from '../../parts/statements.ts';
import { noticed, type Updated, withLab } from '../../updated.ts';
import { labTexts } from './texts.ts';

/** More at once are a paste that went wrong: each line settles the world and is judged. */
const MOST_LINES = 500;

/** The model with the lines on their way; null where the last one is not finished. */
export function runLines(model: Model, lab: Lab, text: string): Updated | null {
  const { lines, unfinished } = statements(text);
  if (unfinished) return null;
  if (lines.length > MOST_LINES)
    return noticed(withLab(model, lab), { text: labTexts.tooManyLines, params: { n: lines.length, most: MOST_LINES }, tone: 'wrong' });
  const run: Effect[] = lines.map((line) => ({ effect: 'enter', scenario: lab.scenario, line }));
  return { model: withLab(model, { ...lab, sheet: null, editor: { ...NO_TEXT, killed: lab.editor.killed }, menu: null }), effects: run };
}
