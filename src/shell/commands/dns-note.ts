/** What the lab says below a look-up that failed: the names that were tried, or where the query was lost. */
import type { LookupStep } from '../../engine/connection.ts';
import { endOf, failingStepOf } from '../../engine/explain.ts';
import type { Note } from '../output.ts';
import { lookupText, stopped } from './trace-note.ts';

/** The notes of a failed look-up. */
export function dnsNotes(name: string, steps: readonly LookupStep[]): readonly Note[] {
  const lost = steps.filter(({ rcode }) => rcode === 'TIMEOUT').flatMap(({ branches }) => branches);
  for (const branch of lost) {
    const [cause, end] = [failingStepOf(branch), endOf(branch)];
    if (cause !== null && end !== null) return [{ mark: 'trace', text: stopped(cause, end) }];
  }
  const text = lookupText({ name, steps, addresses: [] });
  return text === null ? [] : [{ mark: 'trace', text }];
}
