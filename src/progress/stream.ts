/**
 * One stream: one NDJSON file, one line per event, `seq` without gaps. Reading is pure, from bytes to values: a torn last
 * line was never accepted and is dropped, what does not parse is set apart, everything else is kept.
 */
import type { Text } from '../engine/text.ts';
import type { JournalEvent } from './event.ts';
import { readEvent } from './read-event.ts';

/** The version of the file's shape; its first line says it. */
export const FORMAT = 1;

export type Stream = {
  readonly events: readonly JournalEvent[];
  /** The lines that are not events of this stream, as they stood. */
  readonly unreadable: readonly Uint8Array[];
  /** Where the last whole line ends: behind it stands at most a torn one. */
  readonly wholeBytes: number;
};

/** Thrown when the journal cannot be used; says what and what to do. */
export class JournalError extends Error {
  readonly text: Text;
  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

const NEWLINE = 0x0a;

/** The first line of a new stream. */
export function headerOf(stream: string): string {
  return `${JSON.stringify({ format: FORMAT, stream })}\n`;
}

/** One event as it stands in the file. */
export function lineOf(event: JournalEvent): string {
  return `${JSON.stringify(event)}\n`;
}

/** What the bytes of a stream hold, from a line's beginning on. Throws JournalError when a newer program wrote it. */
export function readStream(stream: string, bytes: Uint8Array, afterSeq = 0): Stream {
  const events: JournalEvent[] = [];
  const unreadable: Uint8Array[] = [];
  let [start, seq] = [0, afterSeq];
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
    const line = bytes.subarray(start, end);
    start = end + 1;
    if (line.length === 0 || isHeader(stream, line)) continue;
    const text = decoded(line);
    const event = text === null ? null : readEvent(text);
    if (event === null || event.stream !== stream || event.seq <= seq) {
      unreadable.push(line);
      continue;
    }
    seq = event.seq;
    events.push(event);
  }
  return { events, unreadable, wholeBytes: start };
}

function isHeader(stream: string, line: Uint8Array): boolean {
  const text = decoded(line);
  if (text === null || !text.startsWith('{"format":')) return false;
  const format = formatOf(text);
  if (format === null) return false;
  if (format > FORMAT) throw new JournalError(newer(stream, format));
  return true;
}

function formatOf(text: string): number | null {
  try {
    const { format } = JSON.parse(text) as { readonly format?: unknown };
    return typeof format === 'number' ? format : null;
  } catch {
    return null;
  }
}

function decoded(line: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(line);
  } catch {
    return null;
  }
}

function newer(stream: string, format: number): Text {
  return {
    ko: `학습 기록 ${stream} 파일의 형식은 ${format}입니다. 이 프로그램은 ${FORMAT}까지 읽습니다. 프로그램을 새 버전으로 올리거나 \`--data\`로 다른 폴더를 지정하세요.`,
    en: `The journal file ${stream} has format ${format}, and this program reads up to ${FORMAT}. Update the program, or name another folder with \`--data\`.`,
  };
}
