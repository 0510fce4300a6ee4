/** How Events are listed (printEvent of kube-apiserver's printers). */
import type { Column } from '../kind.ts';
import { ageOf } from './duration.ts';
import type { Event } from './event.ts';

export const eventColumns: readonly Column<Event>[] = [
  { name: 'LAST SEEN', of: (event, world) => ageOf(event.lastTimestamp ?? event.eventTime, world) },
  { name: 'TYPE', of: ({ type }) => type ?? '' },
  { name: 'REASON', of: ({ reason }) => reason ?? '' },
  { name: 'OBJECT', of: ({ involvedObject: about }) => `${(about.kind ?? '').toLowerCase()}/${about.name}` },
  { name: 'SUBOBJECT', wide: true, of: ({ involvedObject }) => involvedObject.fieldPath ?? '' },
  { name: 'SOURCE', wide: true, of: eventSource },
  { name: 'MESSAGE', of: ({ message }) => (message ?? '').trim() },
  { name: 'FIRST SEEN', wide: true, of: (event, world) => ageOf(event.firstTimestamp ?? event.eventTime, world) },
  { name: 'COUNT', wide: true, of: ({ count }) => String(count || 1) },
  { name: 'NAME', wide: true, of: ({ metadata }) => metadata.name },
];

/** Who reported it: `kubelet, ip-192-168-0-5.us-west-2.compute.internal`. */
export function eventSource({ source, reportingComponent, reportingInstance }: Event): string {
  const component = source?.component || reportingComponent || '';
  const host = source?.host || reportingInstance;
  return host ? `${component}, ${host}` : component;
}
