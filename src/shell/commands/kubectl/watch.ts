/**
 * `kubectl get --watch`: the list, then a row for each change. A real watch never ends; here simulated time passes until only routine
 * work is left, and the watch ends with it.
 */
import { type Change, changesSince } from '../../../engine/change.ts';
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import { advance, nextDue, settle } from '../../../engine/settle.ts';
import type { World } from '../../../engine/world.ts';
import type { Stored } from './objects.ts';

/** The longest that a watch lasts, in simulated milliseconds. */
const LIMIT = 600_000;

export type Seen = { readonly object: Stored; readonly world: World };

/** What a watch of one kind would have shown, oldest first, and the world at its end. */
export function watchKind(
  start: World,
  kind: AnyKind,
  chosen: (object: Stored) => boolean,
): { readonly seen: readonly Seen[]; readonly world: World } {
  const end = start.now + LIMIT;
  const seen: Seen[] = [];
  let since = start.revision;
  const look = (world: World): World => {
    for (const change of changesSince(world, since) ?? []) {
      const object = objectOf(change);
      if (isOf(change, kind) && object !== null && chosen(object)) seen.push({ object, world });
    }
    since = world.revision;
    return world;
  };
  let next = look(settle(start, start.revision));
  for (let due = nextDue(next, 'not-periodic'); due !== null && due <= end; due = nextDue(next, 'not-periodic')) {
    next = look(advance(next, Math.max(0, due - next.now)));
  }
  return { seen, world: next };
}

function isOf({ ref }: Change, kind: AnyKind): boolean {
  return ref.plane === 'cluster' && ref.kind === kind.kind;
}

/** The object after the change; one that is gone is shown as it was. */
function objectOf({ before, after }: Change): Stored | null {
  return (after ?? before) as Stored | null;
}
