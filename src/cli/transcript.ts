/** What a line printed, as a transcript shows it: the real tool's text as it is, what the lab adds indented below. */
import type { Lang } from '../engine/text.ts';
import type { Note, Output } from '../shell/output.ts';

/** What the lab says below an output, indented; '' when it says nothing. */
export function notesOf(notes: readonly Note[], lang: Lang): string {
  return notes.map((note) => indented(note.text[lang])).join('');
}

/** The line behind its prompt, and all that it printed. */
export function transcriptOf(line: string, output: Output, lang: Lang): string {
  return `$ ${line.replaceAll('\n', '\n> ')}\n${ended(output.stdout)}${ended(output.stderr)}${notesOf(output.notes, lang)}`;
}

/** The same for programs. */
export function transcriptValue(line: string, { kind, code, stdout, stderr, notes }: Output, lang: Lang) {
  return { line, kind, code, stdout, stderr, notes: notes.map(({ mark, text }) => ({ mark, text: text[lang] })) };
}

/** The text with a newline at its end, as a terminal would go on. */
export function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '\n' : `  ${line}\n`))
    .join('');
}
