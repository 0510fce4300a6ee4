/** The prompt of a guided scenario: the line of the next step stands ready, so that Enter is all it takes. */
import type { Attempt } from '../../../course/attempt-state.ts';
import { engine } from '../../engine.ts';
import type { Lab } from '../../model.ts';
import { edited } from '../../parts/editor.ts';

/** The lab with the guide's line at its empty prompt, once at each step: what the learner deletes stays deleted. */
export function guided(before: Attempt | null, lab: Lab): Lab {
  const guidance = engine().guidanceOf(lab.attempt);
  if (guidance === null || guidance.line === null || lab.editor.text !== '') return lab;
  if (before !== null && engine().guidanceOf(before)?.step === guidance.step) return lab;
  return { ...lab, editor: edited(lab.editor, { edit: 'replace', text: guidance.line }) };
}
