/** What a line changed: for the marks of the map and for the log. */
import type { Entry } from '../../course/attempt-state.ts';
import type { Change } from '../../engine/change.ts';
import { engine } from '../engine.ts';
import { litKey } from './trace-model.ts';

const KNOWN = new WeakMap<Entry, readonly Change[] | null>();

/** The changes that a line led to, oldest first; null when the log no longer reaches back so far. */
export function changesOf(entry: Entry): readonly Change[] | null {
  const known = KNOWN.get(entry);
  if (known !== undefined) return known;
  const changes = engine().changesSince(entry.output.world, entry.before.revision);
  KNOWN.set(entry, changes);
  return changes;
}

/** `Kind/key` of everything that a line changed. */
export function changedBy(entry: Entry | undefined): ReadonlySet<string> {
  const changes = entry === undefined ? null : changesOf(entry);
  return new Set((changes ?? []).flatMap(keysOf));
}

/** A rule belongs to its security group: with the rule the group is another. */
function keysOf({ ref, before, after }: Change): string[] {
  const own = litKey(ref.kind, ref.key);
  const group = ref.kind === 'SecurityGroupRule' ? (after ?? before) : null;
  return group !== null && 'GroupId' in group ? [own, litKey('SecurityGroup', String(group.GroupId))] : [own];
}
