/** Refusals of the API server as kubectl prints them. https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/util/helpers.go */
import { showFieldError } from '../../../engine/cluster/status.ts';
import type { StatusError } from '../../../engine/verb.ts';
import type { Done } from './call.ts';

/** `kind` is the object's, for the one text that names it. */
export type About = { readonly kind: string; readonly name: string };

/** The text on standard error. `prefix` is what kubectl puts before the message: `error when creating "STDIN": `. */
export function showStatusError(error: StatusError, about: About | null = null, prefix = ''): string {
  if (error.reason === 'Invalid') {
    if (about === null || error.causes.length === 0) return `The request is invalid: ${error.message}\n`;
    const causes = error.causes.map(showFieldError);
    const start = `The ${about.kind} ${JSON.stringify(about.name)} is invalid: `;
    return causes.length === 1 ? `${start}${causes[0]}\n` : `${start}\n${causes.map((cause) => `* ${cause}`).join('\n')}\n`;
  }
  const message = prefix + error.message;
  return error.reason === 'Unknown' ? `Error from server: ${message}\n` : `Error from server (${error.reason}): ${message}\n`;
}

/** A verb that the server refused. */
export function refusedByServer(error: StatusError, about: About | null = null): Done {
  return { kind: 'refused', stderr: showStatusError(error, about), code: 1 };
}
