/** Which part of a long list is shown: never more rows than fit. */

/** The first row to show, so that the row `at` is seen and the window moves no more than it must. */
export function windowStart(rows: { readonly count: number; readonly height: number; readonly at: number; readonly from: number }): number {
  const last = Math.max(0, rows.count - rows.height);
  const kept = Math.min(Math.max(rows.from, 0), last);
  if (rows.at < kept) return Math.max(0, rows.at);
  if (rows.at >= kept + rows.height) return Math.min(last, rows.at - rows.height + 1);
  return kept;
}

/** The window around the row `at`, with a third of it above: for lists that keep no scroll position of their own. */
export function windowAround(count: number, height: number, at: number): number {
  return Math.max(0, Math.min(count - height, at - Math.floor(height / 3)));
}

/** A scroll position that stays within the list. */
export function clampScroll(scroll: number, count: number, height: number): number {
  return Math.max(0, Math.min(scroll, Math.max(0, count - height)));
}

/** How much is above and below what is shown: `↑3 ↓12`, or '' when all is shown. */
export function moreMark(from: number, count: number, height: number): string {
  const below = Math.max(0, count - from - height);
  const marks = [from > 0 ? `↑${from}` : '', below > 0 ? `↓${below}` : ''];
  return marks.filter((mark) => mark !== '').join(' ');
}
