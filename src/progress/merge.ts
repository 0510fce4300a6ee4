/** Streams put together: two terminals, two machines, one learner. */
import type { JournalEvent } from './event.ts';

/**
 * All events in one order, by time, stream and number. Within a stream the numbers rule: a clock that was set back never
 * puts an event before one that the same terminal had written earlier.
 */
export function merge(streams: readonly (readonly JournalEvent[])[]): JournalEvent[] {
  const timed = streams.flatMap((events) => {
    let latest = '';
    return events.map((event) => {
      latest = later(latest, event.at);
      return { event, at: latest };
    });
  });
  timed.sort((one, other) => order(one.at, other.at) || order(one.event.stream, other.event.stream) || one.event.seq - other.event.seq);
  return timed.map(({ event }) => event);
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
