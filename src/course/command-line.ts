import type { Verb } from '../engine/verb.ts';
import { kubectlLine } from '../shell/commands/kubectl-line.ts';

/** The line that a learner would type for a write, or null where no line of the shell does it. */
export function commandLine(verb: Verb): string | null {
  return verb.plane === 'cluster' ? kubectlLine(verb) : null;
}
