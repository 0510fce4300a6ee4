/** What is wrong with files, as every command prints it. */
import { type FileProblem, inOrder, showProblem } from '../course/problem.ts';
import type { Call } from './call.ts';

/** Prints all problems at once, each as `path:line:col`, what, how. */
export function printProblems({ io, lang }: Pick<Call, 'io' | 'lang'>, problems: readonly FileProblem[]): null {
  for (const problem of inOrder(problems)) io.stderr.write(`${showProblem(problem, lang)}\n`);
  return null;
}
