/** Waiting: kubectl returns when something has come about, and simulated time passes until then. */
import { advance, nextDue, settle } from '../../../engine/settle.ts';
import type { World } from '../../../engine/world.ts';

/** The world when the condition holds, or at the end of the time allowed (milliseconds). */
export function waitUntil(
  world: World,
  { since, limit, holds }: { readonly since: number; readonly limit: number; readonly holds: (world: World) => boolean },
): { readonly world: World; readonly met: boolean } {
  const end = world.now + limit;
  let next = settle(world, since);
  while (!holds(next)) {
    const due = nextDue(next);
    if (due === null || due > end) return { world: due === null ? next : advance(next, end - next.now), met: false };
    next = advance(next, Math.max(due - next.now, 0));
  }
  return { world: next, met: true };
}

/** A duration as Go writes it: `30s`, `2m`, `1h30m`. Null for anything else. */
export function readDuration(text: string): number | null {
  if (/^-?\d+$/.test(text)) return Number(text) * 1000;
  const units: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map((part) => part[0]).join('') !== text) return null;
  return parts.reduce((sum, part) => sum + Number(part[1]) * (units[part[2] as string] as number), 0);
}
