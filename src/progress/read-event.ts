/** From a line of a journal back to its event; what is not one gives null and is never guessed at. */
import type { Body, JournalEvent, Verdict } from './event.ts';

/** Characters that no input may hold; tabs and newlines belong to manifests. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

const VERDICTS: readonly Verdict[] = ['pass', 'fail', 'partial', '?'];

type Member = (value: unknown) => boolean;

/** The members of each kind's body. `note` is open: any names, texts only. */
const BODIES: { readonly [K in Exclude<Body['k'], 'note'>]: { readonly [member: string]: Member } } = {
  open: { content: isText, revision: isText, engine: isText, seed: isText },
  input: { line: isText },
  verdict: { line: isText, verdict: isVerdict },
  answer: { question: isText, given: (value) => Array.isArray(value) && value.every(isText), verdict: isVerdict },
  hint: { line: isText, tier: (value) => value === 1 || value === 2 || value === 3 || value === 4 },
};

/** The event of one line, or null when it is not one. */
export function readEvent(line: string): JournalEvent | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  return isEvent(value) ? value : null;
}

/** Whether the body may stand in a journal: a closed list of kinds, and no control characters anywhere. */
export function isBody(value: unknown): value is Body {
  if (!isRecord(value) || !isRecord(value.b)) return false;
  const body = value.b;
  if (value.k === 'note') return Object.values(body).every(isText);
  const members = (BODIES as { readonly [kind: string]: { readonly [member: string]: Member } | undefined })[String(value.k)];
  return members !== undefined && Object.entries(members).every(([name, fits]) => fits(body[name]));
}

function isEvent(value: unknown): value is JournalEvent {
  if (!isRecord(value) || !isBody(value)) return false;
  const { stream, seq, a, at } = value as { readonly [member: string]: unknown };
  return isText(stream) && Number.isSafeInteger(seq) && (seq as number) > 0 && isText(a) && isInstant(at);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && !CONTROL.test(value);
}

/** ISO 8601 in the one form that sorts by time when it is sorted as text. */
function isInstant(value: unknown): boolean {
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return !Number.isNaN(ms) && new Date(ms).toISOString() === value;
}

function isVerdict(value: unknown): boolean {
  return VERDICTS.includes(value as Verdict);
}

function isRecord(value: unknown): value is { readonly [member: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
