/**
 * The journal: the learner's truth. Append-only, one line per event, on disk before the call returns. Each program that
 * runs writes a stream of its own, so that two terminals, and the folders of two machines, merge without a conflict.
 */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import type { Text } from '../engine/text.ts';
import type { Body, JournalEvent } from './event.ts';
import { after, type Progress } from './fold.ts';
import { eventsUpTo, type Loaded, load, markAt, snapshotPath, streamPath } from './load.ts';
import { takeLock } from './lock.ts';
import { isBody } from './read-event.ts';
import { writeSnapshot } from './snapshot.ts';
import { headerOf, JournalError, lineOf } from './stream.ts';

export type Journal = {
  readonly dir: string;
  /** The stream that this program writes. */
  readonly stream: string;
  /** All events of all streams as they were when the journal was opened, and what was appended since. */
  readonly events: () => readonly JournalEvent[];
  /** What the events amount to. */
  readonly progress: () => Progress;
  /**
   * Puts an event on disk. A full disk does not throw: the event stays in memory, is written with the next one, and a notice
   * says so. Throws RangeError on a body that may not stand in a journal, for instance an input with control characters.
   */
  readonly append: (attempt: string, body: Body) => JournalEvent;
  /**
   * Whether this program may go on with the attempt: false while another one that is running does. An attempt has one writer
   * at a time, so that replaying its inputs gives what that writer saw.
   */
  readonly claim: (attempt: string) => boolean;
  /** What the learner should know about the journal itself; grows while it is in use. */
  readonly notices: readonly Text[];
  readonly close: () => void;
};

export type JournalOptions = {
  readonly dir: string;
  /** The stream to write; without it the first free one of this machine. */
  readonly stream?: string;
  /** The learner's clock, in milliseconds since 1970. */
  readonly now: () => number;
};

/** Opens the journal of a data folder, which is made when it is missing. Throws JournalError where that is impossible. */
export function openJournal(options: JournalOptions): Journal {
  try {
    mkdirSync(join(options.dir, 'journal'), { recursive: true });
    return open(options);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw error instanceof JournalError || code === undefined ? error : new JournalError(unusable(options.dir, code));
  }
}

/** The mutable rest of an open journal. */
type Writer = { readonly file: number; bytes: number; seq: number; at: string; unwritten: string };

function open({ dir, stream: asked, now }: JournalOptions): Journal {
  const { stream, release } = lockStream(dir, asked);
  try {
    return journalOf({ dir, stream, release, now, loaded: load(dir) });
  } catch (error) {
    release();
    throw error;
  }
}

type Opened = { readonly dir: string; readonly stream: string; readonly release: () => void; readonly now: () => number; readonly loaded: Loaded };

function journalOf({ dir, stream, release, now, loaded }: Opened): Journal {
  const notices: Text[] = [...loaded.notices];
  const path = streamPath(dir, stream);
  const mark = loaded.marks[stream];
  const writer: Writer = { file: openSync(path, 'a'), bytes: mark?.bytes ?? 0, seq: mark?.seq ?? 0, at: loaded.at, unwritten: '' };
  // Behind the last whole line stands at most a torn one, which was never accepted.
  ftruncateSync(writer.file, writer.bytes);
  if (writer.bytes === 0) flush(writer, headerOf(stream));
  let progress = loaded.progress;
  const before = memo(() => eventsUpTo(dir, loaded.marks));
  const appended: JournalEvent[] = [];
  const claims = new Map<string, () => void>();
  return {
    dir,
    stream,
    notices,
    events: () => [...before(), ...appended],
    progress: () => progress,
    append(attempt, body) {
      if (!isBody(body)) throw new RangeError(`The journal does not take ${JSON.stringify(body)}`);
      writer.at = later(now(), writer.at);
      writer.seq += 1;
      const event: JournalEvent = { stream, seq: writer.seq, a: attempt, at: writer.at, ...body };
      const problem = flush(writer, lineOf(event));
      if (problem !== null) notices.push(unsaved(dir, problem));
      appended.push(event);
      progress = after(progress, event);
      return event;
    },
    claim(attempt) {
      if (claims.has(attempt)) return true;
      const taken = takeClaim(dir, attempt);
      if (taken !== null) claims.set(attempt, taken);
      return taken !== null;
    },
    close() {
      for (const letGo of claims.values()) letGo();
      claims.clear();
      if (flush(writer, '') === null) {
        const own = markAt(path, { bytes: writer.bytes, seq: writer.seq });
        writeSnapshot(snapshotPath(dir), { streams: { ...loaded.marks, [stream]: own }, at: writer.at, progress });
      }
      closeSync(writer.file);
      release();
    },
  };
}

/** The claim on an attempt is a lock of its own: it goes with the process that holds it, however that ends. */
function takeClaim(dir: string, attempt: string): (() => void) | null {
  mkdirSync(join(dir, 'claims'), { recursive: true });
  return takeLock(join(dir, 'claims', `${createHash('sha256').update(attempt).digest('hex').slice(0, 16)}.lock`));
}

/** Writes what is not written yet and the line, in one write, and waits for the disk. Gives the error's code, or null. */
function flush(writer: Writer, line: string): string | null {
  writer.unwritten += line;
  if (writer.unwritten === '') return null;
  const bytes = Buffer.from(writer.unwritten);
  try {
    if (writeSync(writer.file, bytes) !== bytes.length) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    fsyncSync(writer.file);
  } catch (error) {
    takeBack(writer);
    return (error as NodeJS.ErrnoException).code ?? 'EIO';
  }
  writer.bytes += bytes.length;
  writer.unwritten = '';
  return null;
}

/** What was half written is no line; should even this fail, the next reader sets it aside. */
function takeBack(writer: Writer): void {
  try {
    ftruncateSync(writer.file, writer.bytes);
  } catch {
    writer.unwritten = `\n${writer.unwritten}`;
  }
}

/** The clock, but never at or before what this program has seen: what is done after something is sorted after it. */
function later(now: number, seen: string): string {
  const least = seen === '' ? now : Math.max(now, Date.parse(seen) + 1);
  return new Date(least).toISOString();
}

function lockStream(dir: string, asked: string | undefined): { readonly stream: string; readonly release: () => void } {
  // A stream belongs to one user of one machine: folders that are copied together never hold two streams of one name.
  const machine = createHash('sha256').update(`${hostname()}\0${homedir()}`).digest('hex').slice(0, 8);
  for (let number = 1; ; number += 1) {
    const stream = asked ?? `${machine}-${number}`;
    const release = takeLock(`${streamPath(dir, stream)}.lock`);
    if (release !== null) return { stream, release };
    if (asked !== undefined) throw new JournalError(taken(asked));
  }
}

function memo<T>(compute: () => T): () => T {
  let value: { readonly is: T } | null = null;
  return () => {
    value ??= { is: compute() };
    return value.is;
  };
}

function unusable(dir: string, code: string): Text {
  return {
    ko: `학습 기록 폴더 ${dir}에 쓰지 못합니다(${code}). \`--data\`로 쓸 수 있는 폴더를 지정하세요.`,
    en: `The data folder ${dir} cannot be written (${code}). Name a folder that can with \`--data\`.`,
  };
}

function unsaved(dir: string, code: string): Text {
  return {
    ko: `진행 상황을 ${dir} 폴더에 저장하지 못했습니다(${code}). 디스크에 공간을 만드세요. 다음 입력 때 다시 저장합니다.`,
    en: `Progress was not saved in ${dir} (${code}). Make room on the disk. It is tried again with the next input.`,
  };
}

function taken(stream: string): Text {
  return {
    ko: `다른 프로그램이 학습 기록 ${stream} 파일에 쓰고 있습니다. 그 프로그램을 끝내세요.`,
    en: `Another program writes the journal file ${stream}. End that program first.`,
  };
}
