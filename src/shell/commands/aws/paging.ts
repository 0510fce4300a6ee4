/**
 * Pages as the command line makes them of a list: `--max-items` and `--starting-token`.
 * https://github.com/boto/botocore/blob/develop/botocore/paginate.py
 */
import { unsendable, type Wrong } from './usage.ts';

/** The answer with its list cut, and the token of what is left. */
export function cutPage(answer: object, list: string | undefined, globals: ReadonlyMap<string, string>): object | Wrong {
  const most = globals.get('max-items');
  const token = globals.get('starting-token');
  if (list === undefined || (most === undefined && token === undefined)) return answer;
  const items = (answer as Readonly<Record<string, readonly unknown[]>>)[list] ?? [];
  const start = token === undefined ? 0 : startOf(token);
  if (typeof start !== 'number') return start;
  const count = most === undefined ? items.length : Number(most);
  if (!Number.isInteger(count)) return unsendable(`invalid literal for int() with base 10: '${most}'`, 255);
  const end = start + count;
  return { ...answer, [list]: items.slice(start, end), ...(end < items.length ? { NextToken: tokenAt(end) } : {}) };
}

function tokenAt(start: number): string {
  return btoa(`{"NextToken": null, "boto_truncate_amount": ${start}}`);
}

function startOf(token: string): number | Wrong {
  try {
    const amount = (JSON.parse(atob(token)) as { readonly boto_truncate_amount?: unknown }).boto_truncate_amount;
    if (typeof amount === 'number') return amount;
  } catch {
    // Not a token of ours: the same answer as for one that says nothing.
  }
  return unsendable(`Bad starting token: ${token}`, 255);
}
