/** What a terminal sends, as the names of keys: `a`, `enter`, `ctrl-k`, `shift-tab`. */
import type { Key } from 'ink';

export type Stroke =
  /** A named key, or one character. */
  | { readonly stroke: 'key'; readonly name: string }
  /** Text that came at once, typed fast or pasted without brackets. */
  | { readonly stroke: 'text'; readonly text: string };

const NAMED: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'page-up'],
  ['pageDown', 'page-down'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/** The strokes of one input event: several keys can arrive in one. */
export function strokesOf(input: string, key: Key): Stroke[] {
  for (const [flag, name] of NAMED) if (key[flag] === true) return [named(modified(name, key))];
  if (key.ctrl) return input === '' ? [] : [named(`ctrl-${input.toLowerCase()}`)];
  if (key.meta) return input === '' ? [] : [named(`alt-${input}`)];
  return textStrokes(input);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: Backspace is one of them.
const PIECES = /(\r\n|[\u0001-\u001a\u007f])/;

/** Text with line ends and other keys in it, as the keys that would have given it. */
function textStrokes(input: string): Stroke[] {
  const strokes: Stroke[] = [];
  for (const piece of input.split(PIECES)) {
    if (piece === '') continue;
    if (/^[\r\n]+$/.test(piece)) strokes.push(named('enter'));
    else if (piece === '\t') strokes.push(named('tab'));
    else if (piece === '\u007f' || piece === '\u0008') strokes.push(named('backspace'));
    // Keys with Ctrl that came in one read with the characters before them: 1 is Ctrl-A, 26 Ctrl-Z.
    else if (piece < ' ') strokes.push(named(`ctrl-${String.fromCharCode(piece.charCodeAt(0) + 96)}`));
    else if ([...piece].length === 1) strokes.push(named(piece));
    else strokes.push({ stroke: 'text', text: piece });
  }
  return strokes;
}

/**
 * Whether rows that arrived in one read were pasted, by a terminal that does not mark pastes: they bring their own indentation,
 * or are more rows than a slow line gathers from somebody's typing.
 */
export function isPasted(input: string): boolean {
  const rows = input.split(/\r\n|[\r\n]/);
  return rows.filter((row) => row.trim() !== '').length > 2 || rows.slice(1).some((row) => /^\s+\S/.test(row));
}

function modified(name: string, key: Key): string {
  if (key.ctrl && name !== 'enter') return `ctrl-${name}`;
  if (key.shift && name !== 'enter') return `shift-${name}`;
  return key.meta && name !== 'esc' ? `alt-${name}` : name;
}

function named(name: string): Stroke {
  return { stroke: 'key', name };
}
