import type { Verb } from '../engine/verb.ts';
import { awsLine } from './commands/aws-line.ts';
import { kubectlLine } from './commands/kubectl-line.ts';

/** The line that a learner would type for a write. */
export function commandLine(verb: Verb): string {
  return verb.plane === 'aws' ? awsLine(verb) : kubectlLine(verb);
}
