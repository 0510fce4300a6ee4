/**
 * A cache of the fold: how far each stream was read and what it amounted to. The journal is the truth; a snapshot that
 * does not fit it, or that cannot be read or written, is left aside without a word.
 */
import { readFileSync } from 'node:fs';
import writeFileAtomic from 'write-file-atomic';
import type { Progress } from './fold.ts';

/** Grows whenever the shape of `Progress` or what the fold makes of an event changes. */
const VERSION = 4;

/** How far a stream was read: the bytes, the last number among them, and a hash of the last of these bytes. */
export type Mark = { readonly bytes: number; readonly seq: number; readonly hash: string };

export type Snapshot = {
  readonly streams: { readonly [stream: string]: Mark };
  /** The time of the latest event, as `merge` orders it: what comes before it cannot be put on top. */
  readonly at: string;
  readonly progress: Progress;
};

/** The snapshot in the file, or null. */
export function readSnapshot(path: string): Snapshot | null {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Snapshot & { readonly version?: unknown };
    return value.version === VERSION ? value : null;
  } catch {
    return null;
  }
}

/** Replaces the file in one step: a reader finds the old snapshot or the new one, never half of one. */
export function writeSnapshot(path: string, snapshot: Snapshot): void {
  try {
    writeFileAtomic.sync(path, `${JSON.stringify({ version: VERSION, ...snapshot })}\n`);
  } catch {
    // It is a cache: the next start reads the journal.
  }
}
