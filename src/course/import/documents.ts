/** The documents of a file that a tool printed: JSON values one after the other, or a stream of YAML. */
import { type FileProblem, problemAt, type Source } from '../problem.ts';
import { MAX_PRINTED_BYTES, parseYamlStream, unreadableText, type YamlNode } from '../yaml.ts';
import { parseJson } from './json.ts';

/** A value and the file in which it stands. */
export type Placed = { readonly source: Source; readonly node: YamlNode };

/** The documents, with what keeps the file from being read. */
export function documentsOf(source: Source): { readonly documents: readonly Placed[]; readonly problems: readonly FileProblem[] } {
  const placed = (roots: readonly YamlNode[]) => roots.map((node) => ({ source, node }));
  if (!/^\s*[[{]/.test(source.text)) {
    const { roots, problems } = parseYamlStream(source, MAX_PRINTED_BYTES);
    return { documents: placed(roots), problems };
  }
  const unreadable = unreadableText(source, MAX_PRINTED_BYTES);
  if (unreadable.length > 0) return { documents: [], problems: unreadable };
  const json = parseJson(source);
  // A mapping in braces may be YAML still, when its keys are not quoted.
  if (json.problems.length === 0 || !/^[\s[]*\{\s*[^\s"}]/.test(source.text)) return { documents: placed(json.roots), problems: json.problems };
  const yaml = parseYamlStream(source, MAX_PRINTED_BYTES);
  return yaml.problems.length === 0 ? { documents: placed(yaml.roots), problems: [] } : { documents: [], problems: json.problems };
}

/** The problem at a node's place. */
export function problemOf({ source }: Placed, offset: number, what: Parameters<typeof problemAt>[2]): FileProblem {
  return problemAt(source, offset, what);
}
