/** Searching what the terminal has shown: the words, which match is marked, and where the transcript has to be scrolled to. */
import type { Lang } from '../../../engine/text.ts';
import type { Lab, Size } from '../../model.ts';
import { type Match, matchesIn } from '../../parts/find.ts';
import { inside } from '../../parts/frame.ts';
import { clampScroll } from '../../parts/window.ts';
import { labLayout } from './layout.ts';
import type { LabMsg } from './msg.ts';
import { terminalLines } from './terminal-lines.ts';

type Look = { readonly lang: Lang; readonly size: Size };

/** The rows that the search takes below the transcript. */
export const FIND_ROWS = 1;

const KNOWN = new WeakMap<Lab['shown'], { readonly key: string; readonly matches: readonly Match[] }>();

/** All matches of the lab's search, in a terminal of so many cells. */
export function matchesOf(lab: Lab, { lang, width }: { readonly lang: Lang; readonly width: number }): readonly Match[] {
  const words = lab.find?.words ?? '';
  const key = `${lang} ${width} ${lab.attempt.undone.length} ${words}`;
  const known = KNOWN.get(lab.shown);
  if (known?.key === key) return known.matches;
  const matches = matchesIn(terminalLines(lab, { lang, width }), words, width);
  KNOWN.set(lab.shown, { key, matches });
  return matches;
}

/** The lab after a key of the search. The newest match is met first: what was printed last is what is looked for. */
export function found(lab: Lab, msg: Extract<LabMsg, { msg: 'lab-find' | 'lab-find-type' }>, look: Look): Lab {
  const { find } = lab;
  if (msg.msg === 'lab-find-type') return sought(lab, (find?.words ?? '') + msg.text, look);
  switch (msg.to) {
    case 'start':
      return { ...lab, focus: 'prompt', menu: null, find: { words: find?.words ?? '', typing: true, at: find?.at ?? null } };
    case 'shorter':
      return sought(lab, [...(find?.words ?? '')].slice(0, -1).join(''), look);
    case 'take':
      return { ...lab, find: find === null || find.words === '' ? null : { ...find, typing: false } };
    case 'close':
      return { ...lab, find: null };
    case 'older':
    case 'newer':
      return stepped(lab, msg.to === 'older' ? -1 : 1, look);
  }
}

function sought(lab: Lab, words: string, look: Look): Lab {
  const next: Lab = { ...lab, find: { words: words.normalize('NFC'), typing: true, at: null } };
  const { matches } = seen(next, look);
  return matches.length === 0 ? next : shownAt(next, matches.length - 1, look);
}

/** The next match that way, round and round. */
function stepped(lab: Lab, by: 1 | -1, look: Look): Lab {
  const { matches } = seen(lab, look);
  if (lab.find === null || matches.length === 0) return lab;
  return shownAt(lab, ((lab.find.at ?? 0) + by + matches.length) % matches.length, look);
}

function shownAt(lab: Lab, at: number, look: Look): Lab {
  if (lab.find === null) return lab;
  const { matches, count, height } = seen(lab, look);
  const next: Lab = { ...lab, find: { ...lab.find, at } };
  const row = matches[at]?.[0]?.row;
  if (row === undefined) return next;
  const last = Math.max(0, count - height);
  const from = Math.max(0, last - lab.scroll.terminal);
  // Moved no more than it must be, and then to the middle.
  if (row >= from && row < from + height) return next;
  return { ...next, scroll: { ...lab.scroll, terminal: last - clampScroll(row - (height >> 1), count, height) } };
}

function seen(lab: Lab, { lang, size }: Look): { readonly matches: readonly Match[]; readonly count: number; readonly height: number } {
  const area = labLayout(size, { ...lab, focus: 'prompt' }).terminal;
  if (area === null) return { matches: [], count: 0, height: 1 };
  const { width, height } = inside(area);
  return { matches: matchesOf(lab, { lang, width }), count: terminalLines(lab, { lang, width }).length, height: Math.max(1, height - FIND_ROWS) };
}
