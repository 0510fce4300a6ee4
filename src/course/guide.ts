/** The guide of a scenario for newcomers: what to do next, with the line that does it. */
import type { Text } from '../engine/text.ts';
import type { Attempt } from './attempt-state.ts';
import { fillPlaceholders } from './placeholder.ts';

export type Guidance = { readonly text: Text; readonly line: string | null; readonly step: number };

/** The step of the guide that the attempt stands at, its line filled in for this world; null when there is none or all are done. */
export function guidanceOf({ scenario, accept, world, status }: Attempt): Guidance | null {
  if (status !== 'open') return null;
  const step = (scenario.guide ?? []).findIndex(({ until }) => accept.find((result) => result.id === until)?.verdict !== 'pass');
  const found = scenario.guide?.[step];
  if (found === undefined) return null;
  const filled = found.line === null ? null : fillPlaceholders(world, found.line);
  return { text: found.text, line: filled?.ok === true ? filled.text : null, step };
}
