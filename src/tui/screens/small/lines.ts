/** What a window shows that is too small for anything else: in both languages, since no key may help to switch. */

import { LEAST, type Size } from '../../model.ts';
import { cells, type Line, span } from '../../parts/line.ts';
import { wrap } from '../../parts/wrap.ts';

/** The lines, as many as fit. */
export function smallLines(size: Size): Line[] {
  const now = `${size.columns}×${size.rows}`;
  const least = `${LEAST.columns}×${LEAST.rows}`;
  const texts = [
    `창을 ${least} 이상으로 키우세요. 지금은 ${now}입니다. 하던 일은 그대로 있습니다.`,
    `Enlarge the window to at least ${least}. It is ${now} now. Your work is kept.`,
    'Ctrl-D: 끝내기 / quit',
  ];
  return texts
    .flatMap((text) => wrap([span(text)], Math.max(1, size.columns)))
    .slice(0, size.rows)
    .filter((one) => one.every((part) => cells(part.text) <= size.columns));
}
