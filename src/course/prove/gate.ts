/** What a gate is: one promise about the content, looked at for every folder. */
import type { Lang, Text } from '../../engine/text.ts';
import type { FolderDetails, Loaded } from '../loaded.ts';
import { type FilePlace, showPlace } from '../problem.ts';

export type GateResult = {
  readonly gate: string;
  /** `lesson/services`, `scenario/one-port`, or `course`. */
  readonly content: string;
  readonly ok: boolean;
  readonly detail: Text;
  /** `path:line:col`, null where the promise holds. */
  readonly where: string | null;
};

export type Gate = {
  readonly name: string;
  readonly promise: Text;
  readonly run: (loaded: Loaded, options: { readonly langs: readonly Lang[] }) => readonly Finding[];
};

/** One thing that breaks a promise. */
export type Finding = { readonly content: string; readonly place: FilePlace; readonly detail: Text };

/** A finding at a named place of a folder, or at the folder's own when that place is not known. */
export function at(details: FolderDetails, name: string, detail: Text): Finding {
  return { content: details.content, place: details.places[name] ?? details.place, detail };
}

/** The results of a gate: each finding, and each folder without any as one that holds. */
export function resultsOf(gate: Gate, loaded: Loaded, langs: readonly Lang[]): readonly GateResult[] {
  const found = gate.run(loaded, { langs });
  const broken = new Set(found.map((finding) => finding.content));
  const held = loaded.details.filter((details) => !broken.has(details.content));
  return [
    ...held.map(({ content }) => ({ gate: gate.name, content, ok: true, detail: gate.promise, where: null })),
    ...found.map(({ content, place, detail }) => ({ gate: gate.name, content, ok: false, detail, where: showPlace(place) })),
  ];
}
