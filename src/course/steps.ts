/** What a line led to, step by step: each change with who made it, why, and which fields differ. */
import { type Change, changesSince } from '../engine/change.ts';
import type { Entry } from './attempt-state.ts';

export type FieldChange = { readonly path: string; readonly before: string | null; readonly after: string | null };
export type ChangeStep = { readonly change: Change; readonly fields: readonly FieldChange[] };

/** The changes in the order in which they were made; null when the log no longer reaches back so far. */
export function stepsOf({ before, output }: Entry): readonly ChangeStep[] | null {
  const changes = changesSince(output.world, before.revision);
  return changes === null ? null : changes.map((change) => ({ change, fields: fieldsOf(change) }));
}

/** The fields that differ; of an object that was made or deleted none, since all of them do. */
function fieldsOf({ before, after }: Change): readonly FieldChange[] {
  if (before === null || after === null) return [];
  return differing(before, after, '').filter(({ path }) => !BOOKKEEPING.test(path));
}

/** What every write touches says nothing about this one. */
const BOOKKEEPING = /^metadata\.(resourceVersion|generation|managedFields)/;

function differing(before: unknown, after: unknown, path: string): FieldChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isTree(before) || !isTree(after)) return [{ path, before: shown(before), after: shown(after) }];
  if (Array.isArray(before) && Array.isArray(after)) return differingItems(before, after, path);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => differing(before[key], after[key], path === '' ? key : `${path}.${key}`));
}

/** Of lists what came and what went: positions shift, and say nothing. A list whose items stay in number is compared item by item. */
function differingItems(before: readonly unknown[], after: readonly unknown[], path: string): FieldChange[] {
  if (before.length === after.length) return after.flatMap((item, index) => differing(before[index], item, `${path}[${index}]`));
  const texts = (items: readonly unknown[]) => items.map((item) => JSON.stringify(item));
  const [old, young] = [texts(before), texts(after)];
  return [
    ...before.filter((_, index) => !young.includes(old[index] as string)).map((item) => ({ path: `${path}[]`, before: shown(item), after: null })),
    ...after.filter((_, index) => !old.includes(young[index] as string)).map((item) => ({ path: `${path}[]`, before: null, after: shown(item) })),
  ];
}

/** Who made a change, without the path of its service account. */
export function makerOf({ by }: Change): string {
  return by.replace(/^system:serviceaccount:[^:]+:/, '');
}

type Tree = { readonly [key: string]: unknown };

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string | null {
  if (value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
