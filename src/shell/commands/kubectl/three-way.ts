/**
 * The patch that `kubectl apply` sends: what the manifest changes in the live object, and what the manifest had the last
 * time and has no longer. https://kubernetes.io/docs/tasks/manage-kubernetes-objects/declarative-config/#merge-patch-calculation
 */
import { same } from '../../../engine/canonical.ts';
import type { Schema } from '../../../engine/cluster/schema.ts';

type Members = { readonly [name: string]: unknown };
export type ThreeWay = { readonly last: unknown; readonly wanted: unknown; readonly live: unknown };

/** The strategic merge patch, `{}` when there is nothing to change. */
export function threeWayPatch(schema: Schema | undefined, { last, wanted, live }: ThreeWay): Members {
  const patch: { [name: string]: unknown } = {};
  const [before, after, now] = [membersOf(last), membersOf(wanted), membersOf(live)];
  for (const [name, value] of Object.entries(after)) {
    if (value === null || value === undefined) {
      if (now[name] !== undefined) patch[name] = null;
      continue;
    }
    const part = partOf(memberSchema(schema, name), { last: before[name], wanted: value, live: now[name] });
    if (part !== undefined) patch[name] = part;
  }
  for (const name of Object.keys(before)) if (!(name in after) && now[name] !== undefined) patch[name] = null;
  return patch;
}

function partOf(schema: Schema | undefined, { last, wanted, live }: ThreeWay): unknown {
  if (live === undefined) return wanted;
  if (isMembers(wanted) && isMembers(live)) {
    const patch = threeWayPatch(schema, { last, wanted, live });
    return Object.keys(patch).length === 0 ? undefined : patch;
  }
  if (Array.isArray(wanted) && Array.isArray(live) && schema?.is === 'list' && schema.merge.strategy === 'merge') {
    return listPatch(schema, { last: Array.isArray(last) ? last : [], wanted, live }, schema.merge.key);
  }
  return same(wanted, live) ? undefined : wanted;
}

type Lists = { readonly last: readonly unknown[]; readonly wanted: readonly unknown[]; readonly live: readonly unknown[] };

function listPatch(schema: Schema & { readonly is: 'list' }, { last, wanted, live }: Lists, key: string): unknown {
  const find = (list: readonly unknown[], item: unknown) => list.find((other) => same(membersOf(other)[key], membersOf(item)[key]));
  const items: unknown[] = [];
  for (const item of wanted) {
    const current = find(live, item);
    if (current === undefined) items.push(item);
    else {
      const patch = threeWayPatch(schema.of, { last: find(last, item), wanted: item, live: current });
      if (Object.keys(patch).length > 0) items.push({ ...patch, [key]: membersOf(item)[key] });
    }
  }
  for (const item of last) {
    if (find(wanted, item) === undefined && find(live, item) !== undefined) items.push({ $patch: 'delete', [key]: membersOf(item)[key] });
  }
  return items.length === 0 ? undefined : items;
}

function memberSchema(schema: Schema | undefined, name: string): Schema | undefined {
  if (schema?.is === 'object') return schema.fields[name];
  return schema?.is === 'map' ? schema.of : undefined;
}

function isMembers(value: unknown): value is Members {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function membersOf(value: unknown): Members {
  return isMembers(value) ? value : {};
}
