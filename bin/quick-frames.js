/**
 * What Ink works out for every frame although it depends on a text alone is kept from frame to frame, and of string-width
 * what takes long to set up waits until a text needs it. Neither changes a result: only when it is computed.
 */
import { readFileSync } from 'node:fs';

/** As many different rows are remembered: some screens full of them. */
const REMEMBERED = 4000;

/** The esbuild plugin. It stops the build where Ink or string-width no longer reads as it expects. */
export const quickFrames = {
  name: 'quick-frames',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]ink[\\/]build[\\/]output\.js$/ }, ({ path }) => ({ contents: withRowsKept(readFileSync(path, 'utf8')) }));
    onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, ({ path }) => ({ contents: withShortWays(readFileSync(path, 'utf8')) }));
  },
};

/**
 * Rows that nothing clips and on which only one-line texts stand do not depend on each other: each is made by Ink's own
 * code once, and again only when a text on it is another.
 */
function withRowsKept(source) {
  const rows = `
let lastingCaches = new OutputCaches();
function cachesOfFrame() {
  if (lastingCaches.styledChars.size > ${REMEMBERED}) lastingCaches = new OutputCaches();
  return lastingCaches;
}
const rowsKept = new Map();
export default class RowsOutput extends Output {
  get() {
    if (this.operations.some(({ type, text }) => type !== 'write' || text.includes('\\n'))) return super.get();
    const rows = Array.from({ length: this.height }, () => []);
    for (const operation of this.operations) rows[operation.y]?.push(operation);
    return { output: rows.map((operations) => this.row(operations)).join('\\n'), height: this.height };
  }
  row(operations) {
    const key = this.width + operations.map(({ x, text, transformers }) => '\\n' + x + ' ' + transformers.reduce((styled, transform) => transform(styled, 0), text)).join('');
    const known = rowsKept.get(key);
    if (known !== undefined) return known;
    const alone = new Output({ width: this.width, height: 1 });
    for (const { x, text, transformers } of operations) alone.write(x, 0, text, { transformers });
    const { output } = alone.get();
    if (rowsKept.size > ${REMEMBERED}) rowsKept.clear();
    rowsKept.set(key, output);
    return output;
  }
}`;
  const lasting = replaced(source, 'caches = new OutputCaches();', 'caches = cachesOfFrame();');
  return replaced(lasting, 'export default class Output {', 'class Output {') + rows;
}

/**
 * Printable ASCII, box drawing and the symbols of our screens are one cell, Hangul syllables two (Unicode, East Asian Width:
 * Na, N or A, and W; string-width counts ambiguous ones as one). A text with anything else in it is looked at in full.
 */
function withShortWays(source) {
  const short = `
const simple = /^[\\x20-\\x7e\\u00b7\\u2013\\u2026\\u203a\\u2190-\\u2193\\u21c4\\u2206\\u2500-\\u257f\\u2588\\u2591\\u25a1\\u25b6\\u25b8\\u25c0\\u25c6\\u25cb\\u25cf\\u2713\\u2717\\uac00-\\ud7a3]*$/;
const known = new Map();
export default function stringWidth(input, options) {
  if (typeof input !== 'string' || options !== undefined) return stringWidthInFull(input, options);
  const before = known.get(input);
  if (before !== undefined) return before;
  const bare = input.includes('\\u001b') || input.includes('\\u009b') ? stripAnsi(input) : input;
  let width = 0;
  if (simple.test(bare)) for (let at = 0; at < bare.length; at++) width += bare.charCodeAt(at) >= 0xac00 ? 2 : 1;
  else width = stringWidthInFull(bare);
  if (known.size > ${REMEMBERED}) known.clear();
  known.set(input, width);
  return width;
}`;
  const late = 'let rgiEmoji; const rgiEmojiRegex = {test: (text) => (rgiEmoji ??= /^\\p{RGI_Emoji}$/v).test(text)};';
  const lazy = replaced(source, 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;', late);
  return replaced(lazy, 'export default function stringWidth(', 'function stringWidthInFull(') + short;
}

function replaced(source, from, to) {
  if (source.split(from).length !== 2) throw new Error(`Expected the dependency to hold \`${from}\` once`);
  return source.replace(from, () => to);
}
