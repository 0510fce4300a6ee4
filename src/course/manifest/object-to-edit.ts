/** What `kubectl edit` opens: the object as the API server holds it, below kubectl's own words. */
import { runLine } from '../../shell/run.ts';
import { LEARNER_ORIGIN } from '../../shell/session.ts';
import type { Attempt } from '../attempt-state.ts';

const EDITS = /^(\s*kubectl\s+(?:(?:-n|--namespace)[= ]\S+\s+)?)edit(\s+[^|<>;&\n]+)$/;

/** https://github.com/kubernetes/kubectl/blob/v0.34.1/pkg/cmd/util/editor/editoptions.go, `cmdutil.ManualStrip` and `writeTo`. */
const HEADER = `# Please edit the object below. Lines beginning with a '#' will be ignored,
# and an empty file will abort the edit. If an error occurs while saving this file will be
# reopened with the relevant failures.
#
`;

/** Whether a line is a `kubectl edit` that waits for an editor. */
export function asksToEdit(line: string): boolean {
  return EDITS.test(line) && !/\s(?:-h|--help)(?:\s|$)/.test(line);
}

/** The text to be edited; null where the line names no single object, so that kubectl itself says why. */
export function objectToEdit({ world, recent, variables }: Attempt, line: string): string | null {
  const [, before, after] = EDITS.exec(line) ?? [];
  if (before === undefined || after === undefined) return null;
  const { stdout, code } = runLine({ world, recent, variables, origin: LEARNER_ORIGIN }, `${before}get${after} -o yaml`);
  return code === 0 && !/^kind: List$/m.test(stdout) && stdout !== '' ? HEADER + stdout : null;
}

/** The text as kubectl opens it again after a refusal: with what was wrong on top. */
export function editedAgain(text: string, errors: string): string {
  const body = text.replace(/^(?:#.*\n)+/, '');
  const told = errors.trimEnd().split('\n');
  return `${HEADER}${told.map((line) => `# ${line}\n`).join('')}#\n${body}`;
}
