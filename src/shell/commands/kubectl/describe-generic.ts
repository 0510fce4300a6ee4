/**
 * `kubectl describe` of kinds that kubectl has no words of its own for: all members in order of their names.
 * https://github.com/kubernetes/kubectl/blob/master/pkg/describe/describe.go (genericDescriber, printUnstructuredContent)
 */
import type { World } from '../../../engine/world.ts';
import { annotationLines, eventLines, type Line, multiline } from './describe-writer.ts';
import type { Stored } from './objects.ts';

const SKIPPED: ReadonlySet<string> = new Set(['managedFields', 'name', 'namespace', 'labels', 'annotations'].map((name) => `.metadata.${name}`));
const ACRONYMS: ReadonlySet<string> = new Set(['API', 'URL', 'UID', 'OSB', 'GUID']);

export function describeGeneric(world: World, object: Stored): Line[] {
  const { metadata } = object;
  return [
    [0, `Name:\t${metadata.name}`],
    [0, `Namespace:\t${metadata.namespace ?? ''}`],
    ...multiline('Labels', metadata.labels),
    ...annotationLines('Annotations', metadata.annotations),
    ...contentLines(object as unknown as Members, { depth: 0, path: '' }),
    ...eventLines(world, object),
  ];
}

type Members = { readonly [name: string]: unknown };
type At = { readonly depth: number; readonly path: string };

function contentLines(content: Members, { depth, path }: At): Line[] {
  const names = Object.keys(content)
    .filter((name) => content[name] !== undefined)
    .sort();
  return names.flatMap((name): Line[] => {
    const value = content[name];
    const at: At = { depth: depth + 1, path: `${path}.${name}` };
    if (SKIPPED.has(at.path)) return [];
    if (Array.isArray(value)) return [[depth, `${labelFor(name)}:`], ...value.flatMap((item) => itemLines(item, at))];
    if (value !== null && typeof value === 'object') return [[depth, `${labelFor(name)}:`], ...contentLines(value as Members, at)];
    return [[depth, `${labelFor(name)}:\t${String(value)}`]];
  });
}

function itemLines(item: unknown, at: At): Line[] {
  if (item !== null && typeof item === 'object' && !Array.isArray(item)) return contentLines(item as Members, at);
  return [[at.depth, String(item)]];
}

/** `targetGroupARN` is `Target Group ARN`; a name with digits or dots stays as it is (smartLabelFor). */
function labelFor(field: string): string {
  if (!/^[\p{L}-]*$/u.test(field)) return field;
  const parts = field.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|-+/gu) ?? [field];
  return parts.map((part) => (ACRONYMS.has(part.toUpperCase()) ? part.toUpperCase() : part[0]?.toUpperCase() + part.slice(1))).join(' ');
}
