/** From the words of the tree to the words of a command: variables, substitutions and field splitting (Bash Reference Manual, 3.5). */
import type { Word } from './command.ts';
import type { Variables } from './output.ts';
import type { Piece, RawWord, Script } from './syntax.ts';

/** What an expansion may look up: variables, and what a substituted script prints. */
export type Scope = { readonly variables: Variables; readonly substitute: (script: Script) => string };

/** The words that one word of the tree becomes: none, one, or several where an unquoted value holds blanks. */
export function expandWord(word: RawWord, scope: Scope): Word[] {
  const fields: { text: string; exists: boolean }[] = [{ text: '', exists: false }];
  for (const piece of word.pieces) {
    const value = valueOfPiece(piece, scope);
    const last = fields.at(-1) as { text: string; exists: boolean };
    if (piece.piece === 'text' || piece.quoted) {
      last.text += value;
      last.exists = true;
    } else splitInto(fields, value);
  }
  return fields.filter((field) => field.exists).map(({ text }) => ({ text, start: word.start, end: word.end }));
}

/** The one text that a word becomes where nothing is split: an assignment's value, a heredoc's body. */
export function expandText(word: RawWord, scope: Scope): string {
  return word.pieces.map((piece) => valueOfPiece(piece, scope)).join('');
}

function valueOfPiece(piece: Piece, scope: Scope): string {
  if (piece.piece === 'text') return piece.text;
  if (piece.piece === 'variable') return scope.variables[piece.name] ?? '';
  return scope.substitute(piece.script).replace(/\n+$/, '');
}

function splitInto(fields: { text: string; exists: boolean }[], value: string): void {
  const parts = value.split(/[ \t\n]+/);
  parts.forEach((part, index) => {
    if (index > 0) fields.push({ text: '', exists: false });
    if (part === '') return;
    const last = fields.at(-1) as { text: string; exists: boolean };
    last.text += part;
    last.exists = true;
  });
}
