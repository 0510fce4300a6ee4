/** Times as Kubernetes objects spell them. */
import { readTimestamp } from '../cluster/timestamp.ts';

/** The text as milliseconds since 1970; 0 where there is none. */
export function timeOf(text: string | undefined): number {
  return readTimestamp(text) ?? 0;
}
