/** Tabs on one row: `[1 Task] 2 Map  3 Trace`. */
import { type Line, type Span, span } from './line.ts';

/** The tabs with the chosen one in brackets. */
export function tabLine(tabs: readonly { readonly key: string; readonly label: string; readonly on: boolean }[]): Line {
  return tabs.map(({ key, label, on }): Span => (on ? span(`[${key} ${label}]`, 'accent') : span(` ${key} ${label} `, 'dim')));
}
