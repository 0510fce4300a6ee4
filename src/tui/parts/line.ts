/** What a pane is drawn from: lines of spans, measured in cells. Everything here is plain values; `rows.tsx` draws them. */
import stringWidth from 'string-width';

/** What a span means, never which colour it has: the theme decides that. */
export type Tone =
  | 'plain'
  | 'dim'
  | 'strong'
  | 'good'
  | 'bad'
  | 'warn'
  | 'accent'
  | 'code'
  | 'emphasis'
  | 'selected'
  | 'border'
  | 'focus'
  | 'lab'
  | 'lit'
  | 'changed'
  /** A match of a search; the one in hand is `selected`. */
  | 'found';

export type Span = { readonly text: string; readonly tone: Tone };
export type Line = readonly Span[];

/** A line with nothing on it. */
export const EMPTY: Line = [];

/** A span; plain unless it is given a tone. */
export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** A line of spans and plain texts. */
export function line(...parts: readonly (string | Span)[]): Line {
  return parts.filter((part) => part !== '').map((part) => (typeof part === 'string' ? span(part) : part));
}

const ASCII = /^[\x20-\x7e]*$/;
const WIDTHS = new Map<string, number>();

/** How many terminal cells a text takes: Hangul and other wide characters take two. */
export function cells(text: string): number {
  if (ASCII.test(text)) return text.length;
  const known = WIDTHS.get(text);
  if (known !== undefined) return known;
  const width = stringWidth(text);
  if (WIDTHS.size > 20_000) WIDTHS.clear();
  WIDTHS.set(text, width);
  return width;
}

/** How many cells a line takes. */
export function widthOf(one: Line): number {
  return one.reduce((sum, part) => sum + cells(part.text), 0);
}

const SEGMENTER = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Each of these is a character of its own, whatever stands beside it: asking the segmenter would take a hundred times as long. */
const SIMPLE = /^[\x20-\x7e\uac00-\ud7a3]*$/;

/** The characters of a text as its reader sees them. */
export function graphemes(text: string): string[] {
  if (SIMPLE.test(text)) return [...text];
  return Array.from(SEGMENTER.segment(text), (part) => part.segment);
}

/** The longest start of a text that fits into so many cells. */
export function cut(text: string, width: number): string {
  if (cells(text) <= width) return text;
  let kept = '';
  let taken = 0;
  for (const grapheme of graphemes(text)) {
    taken += cells(grapheme);
    if (taken > width) break;
    kept += grapheme;
  }
  return kept;
}

/** The line in exactly so many cells: cut with an ellipsis, or filled up with spaces. */
export function fitted(one: Line, width: number): Line {
  if (width <= 0) return EMPTY;
  const taken = widthOf(one);
  if (taken === width) return one;
  if (taken < width) return [...one, span(' '.repeat(width - taken))];
  return fitted(clip(one, width - 1), width);
}

function clip(one: Line, width: number): Line {
  const kept: Span[] = [];
  let left = width;
  for (const part of one) {
    const text = cut(part.text, left);
    if (text !== '') kept.push({ ...part, text });
    left -= cells(text);
    if (text !== part.text) break;
  }
  return [...kept, span('…', kept.at(-1)?.tone ?? 'plain')];
}

/** Two lines side by side in exactly so many cells, the second at the right edge; the first gives way. */
export function ends(left: Line, right: Line, width: number): Line {
  const room = Math.max(0, width - widthOf(right));
  return [...fitted(left, room), ...fitted(right, width - room)];
}

/** The line without tones of its own, in the given one: a selected row, for instance. */
export function toned(one: Line, tone: Tone): Line {
  return one.map((part) => ({ ...part, tone }));
}

/** Whether two lines look the same. */
export function sameLine(one: Line, other: Line): boolean {
  if (one === other) return true;
  return one.length === other.length && one.every((part, at) => part.text === other[at]?.text && part.tone === other[at]?.tone);
}

/** Tones that show on a space too. */
const SEEN_ON_SPACES: readonly Tone[] = ['selected', 'changed', 'found'];

/** The line in as few spans as say the same: neighbours of one tone are one, and spaces take the tone before them. */
export function joined(one: Line): Line {
  const spans: Span[] = [];
  for (const part of one) {
    const last = spans.at(-1);
    const blank = /^ *$/.test(part.text) && !SEEN_ON_SPACES.includes(part.tone);
    if (last !== undefined && (last.tone === part.tone || (blank && !SEEN_ON_SPACES.includes(last.tone)))) {
      spans[spans.length - 1] = { ...last, text: last.text + part.text };
    } else spans.push(blank ? { ...part, tone: 'plain' } : part);
  }
  return spans;
}

/** The text of a line without its tones. */
export function plain(one: Line): string {
  return one.map((part) => part.text).join('');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminal escapes in an output must not reach the screen.
const ESCAPES = /\u001b\[[0-9;?]*[ -/]*[@-~]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: nor may other control characters; tabs are widened.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Characters that take no cell and join others: terminals do not agree on how wide the outcome is (U+200B..U+200F, word joiners, selectors). */
const JOINERS = /[\u200b-\u200f\u2060-\u2064\ufeff]|[\ufe00-\ufe0f]/gu;

/** The text without characters that nobody sees; of a joined emoji its parts are left. */
export function withoutJoiners(text: string): string {
  return text.replace(JOINERS, '');
}

/** A text without tabs and control characters: what may stand in a row. */
export function printable(text: string): string {
  const bare = withoutJoiners(text.replace(ESCAPES, '').replace(CONTROL, ''));
  if (!bare.includes('\t')) return bare;
  let out = '';
  for (const piece of bare.split(/(\t)/)) out += piece === '\t' ? ' '.repeat(8 - (cells(out) % 8)) : piece;
  return out;
}
