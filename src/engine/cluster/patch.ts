/**
 * Patches: strategic merge, JSON merge (RFC 7386) and JSON patch (RFC 6902), as kube-apiserver applies them.
 * https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
import { same } from '../canonical.ts';
import type { Schema } from './schema.ts';

type Json = unknown;
type Members = { readonly [name: string]: Json };

/** A patch that cannot be applied. */
export type PatchRefusal = { readonly refusal: string };

/** The object with a JSON merge patch applied: null deletes, objects merge, everything else replaces. */
export function mergePatch(target: Json, patch: Json): Json {
  if (!isMembers(patch)) return patch;
  const merged: { [name: string]: Json } = isMembers(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

/** The object with a strategic merge patch applied: lists merge as their structure says. */
export function strategicPatch(schema: Schema | undefined, target: Json, patch: Json): Json {
  if (!isMembers(patch)) return Array.isArray(patch) && schema?.is === 'list' ? strategicList(schema, target, patch) : patch;
  if (patch.$patch === 'replace') return without(patch, '$patch');
  if (patch.$patch === 'delete') return {};
  const merged: { [name: string]: Json } = isMembers(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith('$deleteFromPrimitiveList/')) {
      const list = name.slice('$deleteFromPrimitiveList/'.length);
      merged[list] = asList(merged[list]).filter((item) => !asList(value).some((gone) => same(gone, item)));
    } else if (name === '$retainKeys') {
      for (const key of Object.keys(merged)) if (!asList(value).includes(key)) delete merged[key];
    } else if (name.startsWith('$')) {
      // $setElementOrder only orders what the rest of the patch merges.
    } else if (value === null) delete merged[name];
    else merged[name] = strategicPatch(memberSchema(schema, name), merged[name], value);
  }
  return merged;
}

/** The object with the operations of a JSON patch applied one after the other. */
export function jsonPatch(target: Json, operations: Json): { readonly object: Json } | PatchRefusal {
  if (!Array.isArray(operations)) return { refusal: 'json: cannot unmarshal object into Go value of type jsonpatch.Patch' };
  let object = target;
  for (const operation of operations) {
    const done = isMembers(operation) ? operate(object, operation) : { refusal: 'Unexpected kind: unknown' };
    if ('refusal' in done) return done;
    object = done.object;
  }
  return { object };
}

function strategicList(schema: Schema & { readonly is: 'list' }, target: Json, patch: readonly Json[]): Json {
  const { merge, of } = schema;
  if (patch.some((item) => isMembers(item) && item.$patch === 'replace'))
    return patch.filter((item) => !(isMembers(item) && item.$patch === 'replace'));
  if (merge.strategy === 'atomic') return patch;
  const list = [...asList(target)];
  if (merge.strategy === 'set') return [...list, ...patch.filter((item) => !list.some((had) => same(had, item)))];
  for (const item of patch) {
    if (!isMembers(item)) continue;
    const index = list.findIndex((had) => isMembers(had) && same(had[merge.key], item[merge.key]));
    if (item.$patch === 'delete') {
      if (index >= 0) list.splice(index, 1);
    } else if (index < 0) list.push(strategicPatch(of, {}, item));
    else list[index] = strategicPatch(of, list[index], item);
  }
  return list;
}

function memberSchema(schema: Schema | undefined, name: string): Schema | undefined {
  if (schema?.is === 'object') return schema.fields[name];
  return schema?.is === 'map' ? schema.of : undefined;
}

type Outcome = { readonly object: Json } | PatchRefusal;

function operate(object: Json, operation: Members): Outcome {
  const path = pointer(operation.path);
  if (path === null) return { refusal: `error in ${String(operation.op)} for path: '${String(operation.path)}': invalid path` };
  switch (operation.op) {
    case 'add':
      return edit(object, path, { op: 'add', value: operation.value });
    case 'replace':
      return edit(object, path, { op: 'replace', value: operation.value });
    case 'remove':
      return edit(object, path, { op: 'remove' });
    case 'test':
      return same(valueAt(object, path), operation.value) ? { object } : { refusal: `testing value ${String(operation.path)} failed: test failed` };
    case 'copy':
    case 'move': {
      const from = pointer(operation.from) ?? [];
      const value = valueAt(object, from);
      if (value === undefined) return { refusal: missing(String(operation.op), String(operation.from)) };
      const source = operation.op === 'move' ? edit(object, from, { op: 'remove' }) : { object };
      return 'refusal' in source ? source : edit(source.object, path, { op: 'add', value });
    }
    default:
      return { refusal: `Unexpected kind: ${String(operation.op)}` };
  }
}

type Edit = { readonly op: 'add' | 'replace'; readonly value: Json } | { readonly op: 'remove' };

function edit(object: Json, path: readonly string[], change: Edit, whole = path): Outcome {
  const [head, ...rest] = path;
  if (head === undefined) return change.op === 'remove' ? { object: null } : { object: change.value };
  const text = `/${whole.join('/')}`;
  if (Array.isArray(object)) return editList(object, { head, rest, whole }, change);
  if (!isMembers(object)) return { refusal: missing(change.op, text) };
  if (rest.length === 0) {
    if (change.op === 'add') return { object: { ...object, [head]: change.value } };
    if (!(head in object)) return { refusal: missing(change.op, text) };
    return { object: change.op === 'replace' ? { ...object, [head]: change.value } : without(object, head) };
  }
  const inner = edit(object[head], rest, change, whole);
  return 'refusal' in inner ? inner : { object: { ...object, [head]: inner.object } };
}

type Step = { readonly head: string; readonly rest: readonly string[]; readonly whole: readonly string[] };

function editList(list: readonly Json[], { head, rest, whole }: Step, change: Edit): Outcome {
  const index = head === '-' ? list.length : Number(head);
  const last = change.op === 'add' && rest.length === 0 ? list.length : list.length - 1;
  if (!Number.isInteger(index) || index < 0 || index > last) return { refusal: missing(change.op, `/${whole.join('/')}`) };
  const copy = [...list];
  if (rest.length > 0) {
    const inner = edit(list[index], rest, change, whole);
    if ('refusal' in inner) return inner;
    copy[index] = inner.object;
  } else if (change.op === 'add') copy.splice(index, 0, change.value);
  else if (change.op === 'replace') copy[index] = change.value;
  else copy.splice(index, 1);
  return { object: copy };
}

function missing(op: string, path: string): string {
  return op === 'remove'
    ? `remove operation does not apply: doc is missing path: "${path}": missing value`
    : `${op} operation does not apply: doc is missing path: ${path}: missing value`;
}

function valueAt(object: Json, path: readonly string[]): Json {
  let value = object;
  for (const step of path) value = Array.isArray(value) ? value[Number(step)] : isMembers(value) ? value[step] : undefined;
  return value;
}

function pointer(path: Json): string[] | null {
  if (path === '') return [];
  if (typeof path !== 'string' || !path.startsWith('/')) return null;
  return path
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function isMembers(value: Json): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function asList(value: Json): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function without(members: Members, name: string): Members {
  const { [name]: _gone, ...rest } = members;
  return rest;
}
