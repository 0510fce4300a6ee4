/** The parts of the settings screen that are plain lines. */
import { showProblem } from '../../../course/problem.ts';
import { fill, type Lang } from '../../../engine/text.ts';
import type { Model } from '../../model.ts';
import { inline } from '../../parts/inline.ts';
import { EMPTY, type Line, line, span } from '../../parts/line.ts';
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
    case 'width':
      return { group: fill(T.width, lang), name: fill(setting.to === 'wide' ? T.wide : T.narrow, lang) };
  }
}

/** So many symbols stand in a row of the ruler: drawn twice as wide they still fit the smallest window. */
const SYMBOLS = 16;

/** Symbols of ours whose width Unicode leaves open. */
const AMBIGUOUS = '─│▶●→…█■◆○·';

/**
 * The ruler: numbers, then symbols with a mark where it belongs if each takes one cell (A) or two (B). One of the two marks
 * stands right below that of the numbers, and which one only the eye can tell.
 */
export function rulerRows(lang: Lang): readonly string[] {
  const symbols = Array.from({ length: SYMBOLS }, (_, at) => [...AMBIGUOUS][at % [...AMBIGUOUS].length]).join('');
  const numbers = Array.from({ length: SYMBOLS * 2 }, (_, at) => String((at + 1) % 10)).join('');
  const label = (text: string) => text.padEnd(lang === 'ko' ? 2 : 3);
  return [`   ${numbers}|`, `${label(fill(T.rowA, lang))}${symbols}${' '.repeat(SYMBOLS)}|`, `${label(fill(T.rowB, lang))}${symbols}|`];
}

/** The question above the ruler. */
export function questionLines(lang: Lang, width: number): Line[] {
  return [EMPTY, ...wrap([span(`${fill(T.ruler, lang)}  `, 'strong'), ...inline(fill(T.rulerHelp, lang))], width)];
}

/** Where things lie, and what is wrong with the settings file. */
export function fileLines({ folder, problems, lang }: Pick<Model, 'folder' | 'problems' | 'lang'>, width: number): Line[] {
  const bad = problems.length === 0 ? [] : wrap([span('✗ ', 'bad'), span(fill(T.fileBad, lang), 'bad')], width, { hang: 2 });
  return [
    EMPTY,
    ...bad,
    ...problems.flatMap((problem) => wrap([span('  '), span(showProblem(problem, lang))], width, { hang: 4 })),
    ...wrap([span(`${fill(T.file, lang)}  `, 'dim'), span(`${folder}/settings.yaml`)], width, { hang: 2 }),
    ...wrap(inline(fill(T.fileHow, lang), 'dim'), width),
    ...wrap([...line(span(`${fill(T.folder, lang)}  `, 'dim'), span(folder)), span('  '), ...inline(fill(T.move, lang), 'dim')], width, { hang: 2 }),
  ];
}
