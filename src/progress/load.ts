/** The journal folder, read: all streams, from the snapshot on where it fits, from their beginning where it does not. */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readdirSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Text } from '../engine/text.ts';
import type { JournalEvent } from './event.ts';
import { after, type Progress, progressOf } from './fold.ts';
import { merge } from './merge.ts';
import { type Mark, readSnapshot, type Snapshot } from './snapshot.ts';
import { readStream, type Stream } from './stream.ts';

export type Loaded = {
  readonly progress: Progress;
  readonly marks: { readonly [stream: string]: Mark };
  /** The time of the latest event. */
  readonly at: string;
  readonly notices: readonly Text[];
};

export const SUFFIX = '.ndjson';
/** So many bytes before a mark are hashed: a stream that was replaced by another is noticed. */
const HASHED = 4096;

/** What the folder holds. Throws JournalError when a newer program wrote one of its streams. */
export function load(dir: string): Loaded {
  const snapshot = readSnapshot(snapshotPath(dir));
  const fitting = snapshot !== null && fits(dir, snapshot) ? snapshot : null;
  const tails = readAll(dir, fitting?.streams ?? {});
  const events = merge(tails.map(({ stream }) => stream.events));
  const notices = tails.flatMap(({ name, stream }) => quarantine(dir, name, stream.unreadable));
  const marks = Object.fromEntries(tails.map(({ name, mark }) => [name, mark]));
  // An event that belongs before what the snapshot holds cannot be put on top of it.
  const onTop = fitting !== null && events.every((event) => event.at > fitting.at);
  if (!onTop && fitting !== null) return { ...fromStart(eventsUpTo(dir, marks)), marks, notices };
  const progress = fitting === null ? progressOf(events) : events.reduce(after, fitting.progress);
  return { progress, marks, at: latest(events, fitting?.at ?? ''), notices };
}

/** All events up to the marks, in the order of `merge`. */
export function eventsUpTo(dir: string, marks: Loaded['marks']): JournalEvent[] {
  return merge(Object.entries(marks).map(([name, { bytes }]) => readStream(name, readRange(streamPath(dir, name), 0, bytes)).events));
}

export function streamPath(dir: string, stream: string): string {
  return join(dir, 'journal', `${stream}${SUFFIX}`);
}

export function snapshotPath(dir: string): string {
  return join(dir, 'snapshot.json');
}

/** The mark at so many bytes of the file. */
export function markAt(path: string, { bytes, seq }: { readonly bytes: number; readonly seq: number }): Mark {
  const last = readRange(path, Math.max(0, bytes - HASHED), bytes);
  return { bytes, seq, hash: createHash('sha256').update(last).digest('hex').slice(0, 16) };
}

function fromStart(events: readonly JournalEvent[]): { readonly progress: Progress; readonly at: string } {
  return { progress: progressOf(events), at: latest(events, '') };
}

function latest(events: readonly JournalEvent[], before: string): string {
  return events.reduce((newest, { at }) => (at > newest ? at : newest), before);
}

function fits(dir: string, snapshot: Snapshot): boolean {
  return Object.entries(snapshot.streams).every(([stream, mark]) => {
    const path = streamPath(dir, stream);
    return existsSync(path) && sizeOf(path) >= mark.bytes && markAt(path, mark).hash === mark.hash;
  });
}

type Read = { readonly name: string; readonly stream: Stream; readonly mark: Mark };

function readAll(dir: string, from: { readonly [stream: string]: Mark }): Read[] {
  return namesIn(dir).map((name) => {
    const path = streamPath(dir, name);
    const start = from[name]?.bytes ?? 0;
    const stream = readStream(name, readRange(path, start, sizeOf(path)), from[name]?.seq ?? 0);
    const seq = stream.events.at(-1)?.seq ?? from[name]?.seq ?? 0;
    return { name, stream, mark: markAt(path, { bytes: start + stream.wholeBytes, seq }) };
  });
}

function namesIn(dir: string): string[] {
  const names = readdirSync(join(dir, 'journal')).filter((file) => file.endsWith(SUFFIX));
  return names.map((file) => file.slice(0, -SUFFIX.length)).sort();
}

/** Copies what cannot be read to a place of its own; the journal itself stays as it is. Says so the first time only. */
function quarantine(dir: string, stream: string, lines: readonly Uint8Array[]): Text[] {
  if (lines.length === 0) return [];
  const bytes = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
  const name = `${stream}-${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}${SUFFIX}`;
  const path = join(dir, 'quarantine', name);
  if (existsSync(path)) return [];
  mkdirSync(join(dir, 'quarantine'), { recursive: true });
  writeFileSync(path, bytes);
  const count = lines.length;
  return [
    {
      ko: `학습 기록에서 읽지 못한 줄 ${count}개를 ${path} 파일에 복사해 두었습니다. 나머지 기록은 그대로 씁니다.`,
      en: `Lines of the journal that could not be read: ${count}. A copy is in ${path}. The rest of the journal is in use.`,
    },
  ];
}

function sizeOf(path: string): number {
  const file = openSync(path, 'r');
  try {
    return fstatSync(file).size;
  } finally {
    closeSync(file);
  }
}

function readRange(path: string, start: number, end: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(end - start);
    let filled = 0;
    for (let count = -1; filled < bytes.length && count !== 0; filled += count)
      count = readSync(file, bytes, filled, bytes.length - filled, start + filled);
    return bytes.subarray(0, filled);
  } finally {
    closeSync(file);
  }
}
