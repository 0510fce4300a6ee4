/** What the lab says below a look-up: the questions in their order, and where it failed. */
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

/** The questions in their order, where there was more than one: the search list at work, and what a DNS server asked on. */
export function wayNotes(steps: readonly LookupStep[]): readonly Note[] {
  if (steps.length < 2) return [];
  const asked = steps.map(
    ({ query, server, rcode, asker }) => `${asker === undefined ? '' : `${asker}: `}${query.name} ${query.type} @${server} → ${rcode}`,
  );
  const list = asked.map((line) => `\n  ${line}`).join('');
  return [{ mark: 'info', text: { ko: `물은 순서:${list}`, en: `Asked in this order:${list}` } }];
}
