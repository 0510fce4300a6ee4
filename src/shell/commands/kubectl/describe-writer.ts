/** Texts of `kubectl describe`: indented lines of aligned cells, and the parts that several kinds share. */
import { revisionOf } from '../../../engine/change.ts';
import { ageOf } from '../../../engine/cluster/duration.ts';
import type { Event } from '../../../engine/cluster/event.ts';
import { eventSource } from '../../../engine/cluster/event-columns.ts';
import { keyOf } from '../../../engine/cluster/metadata.ts';
import { readTimestamp } from '../../../engine/cluster/timestamp.ts';
import { lookup } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import type { Stored } from './objects.ts';
import { align, DESCRIPTION } from './tabwriter.ts';

/** Lines of a description: how deep, and the text with tabs between cells. */
export type Line = readonly [depth: number, text: string];

export function render(lines: readonly Line[]): string {
  return `${align(lines.map(([depth, text]) => '  '.repeat(depth) + text).join('\n'), DESCRIPTION)}\n`;
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** `Labels:` and the like: one pair a line, the first beside the title. */
export function multiline(title: string, pairs: { readonly [key: string]: string } | undefined, separator = '='): Line[] {
  const entries = Object.entries(pairs ?? {})
    .filter(([key]) => key !== LAST_APPLIED)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  if (entries.length === 0) return [[0, `${title}:\t<none>`]];
  return entries.map(([key, value], index) => [0, `${index === 0 ? `${title}:` : ''}\t${key}${separator}${shorten(value)}`]);
}

/** Annotations stand with a colon, long ones on a line of their own. */
export function annotationLines(title: string, pairs: { readonly [key: string]: string } | undefined): Line[] {
  const entries = Object.entries(pairs ?? {})
    .filter(([key]) => key !== LAST_APPLIED)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  if (entries.length === 0) return [[0, `${title}:\t<none>`]];
  return entries.map(([key, value], index) => [0, `${index === 0 ? `${title}:` : ''}\t${key}: ${shorten(value)}`]);
}

/** Name, namespace, labels and annotations: how most descriptions begin. */
export function head({ metadata }: Stored, { namespaced }: { readonly namespaced: boolean }): Line[] {
  return [
    [0, `Name:\t${metadata.name}`],
    ...(namespaced ? ([[0, `Namespace:\t${metadata.namespace ?? 'default'}`]] as Line[]) : []),
    ...multiline('Labels', metadata.labels),
    ...annotationLines('Annotations', metadata.annotations),
  ];
}

function shorten(value: string): string {
  const line = value.replace(/\n$/, '');
  return line.length > 140 ? `${line.slice(0, 140)}...` : line;
}

/** The events about the object, oldest first, as the last part of a description. */
export function eventLines(world: World, object: Stored): Line[] {
  const { uid, name, namespace } = object.metadata;
  const byUid = uid === undefined ? [] : lookup(world.cluster.Event, 'byObject', uid);
  const events = byUid.length > 0 ? byUid : lookup(world.cluster.Event, 'byObject', `${object.kind}/${namespace ?? ''}/${name}`);
  if (events.length === 0) return [[0, 'Events:\t<none>']];
  const revision = ({ metadata }: Event) => revisionOf(world, { plane: 'cluster', kind: 'Event', key: keyOf(metadata) }) ?? 0;
  const last = (event: Event) => readTimestamp(event.lastTimestamp ?? event.eventTime) ?? 0;
  const sorted = [...events].sort((one, other) => last(one) - last(other) || revision(one) - revision(other));
  return [
    [0, 'Events:'],
    [1, 'Type\tReason\tAge\tFrom\tMessage'],
    [1, '----\t------\t----\t----\t-------'],
    ...sorted.map(
      (event): Line => [1, `${event.type}\t${event.reason}\t${eventAge(event, world)}\t${sourceOf(event)}\t${(event.message ?? '').trim()}`],
    ),
  ];
}

function eventAge(event: Event, world: World): string {
  const first = ageOf(event.eventTime ?? event.firstTimestamp, world);
  if (event.series !== undefined) return `${ageOf(event.series.lastObservedTime, world)} (x${event.series.count ?? 0} over ${first})`;
  return (event.count ?? 1) > 1 ? `${ageOf(event.lastTimestamp, world)} (x${event.count} over ${first})` : first;
}

/** Descriptions name the component alone. */
function sourceOf(event: Event): string {
  return eventSource(event).split(', ')[0] as string;
}

/** `Mon, 02 Mar 2026 09:00:00 +0000`, as Go's RFC1123Z prints a time of the API. */
export function longTime(text: string | undefined): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/.exec(text ?? '');
  if (match === null) return '<unknown>';
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${weekday(year, month, day)}, ${match[3]} ${months[month - 1]} ${year} ${match[4]} +0000`;
}

/** `2026-03-02 09:00:00 +0000 UTC`, as Go prints a time without being told how; kubectl runs in UTC here. */
export function goTime(text: string | undefined): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)/.exec(text ?? '');
  return match === null ? '0001-01-01 00:00:00 +0000 UTC' : `${match[1]} ${match[2]} +0000 UTC`;
}

/** Sakamoto's method. */
function weekday(year: number, month: number, day: number): string {
  const shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] as number;
  const years = month < 3 ? year - 1 : year;
  const index = (years + Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400) + shift + day) % 7;
  return ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][index] as string;
}
