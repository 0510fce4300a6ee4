/** A bar and its figures: `███░░░░░░░░░  4/14`. */
import { type Line, span } from './line.ts';

/** The bar in so many cells; a bar that is not empty shows at least one block, one that is not full lacks at least one. */
export function progressBar(done: number, all: number, width: number): Line {
  const exact = all === 0 ? 0 : (done / all) * width;
  const least = done > 0 ? 1 : 0;
  const most = done < all ? width - 1 : width;
  const full = all === 0 ? 0 : Math.min(most, Math.max(least, Math.round(exact)));
  return [span('█'.repeat(full), done === all && all > 0 ? 'good' : 'accent'), span('░'.repeat(width - full), 'dim')];
}
