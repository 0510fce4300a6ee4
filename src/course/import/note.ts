/** What an import says beside its result: nothing is wrong, and something is not in the world as it was in the files. */
import { fillBoth, type Lang, type Params, type Text } from '../../engine/text.ts';
import { type FilePlace, placeAt, showPlace } from '../problem.ts';
import { nodeAt } from '../yaml.ts';
import type { Placed } from './documents.ts';

export type Note = FilePlace & { readonly text: Text };

/** A note at a path below a document or an item of it. */
export function noteAt({ source, node }: Placed, path: readonly (string | number)[], text: Text, params: Params = {}): Note {
  return { ...placeAt(source, nodeAt(node, path).start), text: fillBoth(text, params) };
}

/** `path:line:col: text`, in one line. */
export function showNote(note: Note, lang: Lang): string {
  return `${showPlace(note)}: ${note.text[lang]}`;
}
