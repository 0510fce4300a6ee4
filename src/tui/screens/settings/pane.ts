/** The parts of the settings screen that are plain lines. */
import { fill, type Lang } from '../../../engine/text.ts';
import { GLYPHS } from '../../parts/glyphs.ts';
import { inline } from '../../parts/inline.ts';
import { cells, EMPTY, graphemes, type Line, line, span } from '../../parts/line.ts';
import { wrap } from '../../parts/wrap.ts';
import { colourTexts, settingsTexts as T } from './texts.ts';
import type { Setting } from './update.ts';

/** What a setting is called: its group on its first row, then what it is. */
export function settingLabel(setting: Setting, lang: Lang): { readonly group: string; readonly name: string } {
  switch (setting.set) {
    case 'lang':
      return { group: fill(T.lang, lang), name: setting.to === 'ko' ? '한국어' : 'English' };
    case 'colours':
      return { group: fill(T.colours, lang), name: fill(colourTexts[setting.to], lang) };
    case 'glyphs':
      return { group: fill(T.glyphs, lang), name: fill(setting.to === 'ascii' ? T.ascii : T.unicode, lang) };
  }
}

/** The lines below the list: the folder, and rows that show whether the terminal draws our symbols one cell wide. */
export function settingsLines(folder: string, lang: Lang, width: number): Line[] {
  const most = Math.min(width - 2, 72);
  const symbols = ruler(GLYPHS, most);
  const hangul = ruler('가나다라마바사아자차카타파하', most);
  return [
    EMPTY,
    ...wrap([span(`${fill(T.folder, lang)}  `, 'dim'), span(folder)], width, { hang: 2 }),
    ...wrap(inline(fill(T.move, lang), 'dim'), width),
    EMPTY,
    line(span(fill(T.ruler, lang), 'dim')),
    ...wrap(inline(fill(T.rulerHelp, lang), 'dim'), width),
    line(span(symbols), span('|', 'accent')),
    line(span(hangul), span('|', 'accent')),
  ];
}

/** The pattern repeated to so many cells. */
function ruler(pattern: string, width: number): string {
  let row = '';
  for (let at = 0; ; at++) {
    const all = graphemes(pattern);
    const next = all[at % all.length] as string;
    if (cells(row) + cells(next) > width) break;
    row += next;
  }
  return row + ' '.repeat(width - cells(row));
}
