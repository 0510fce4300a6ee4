import type { Event as Model } from 'kubernetes-types/core/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { eventFields } from './core-schema.ts';
import { eventColumns } from './event-columns.ts';
import { validateEvent } from './event-validation.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';

/** An Event as kube-apiserver stores it. */
export type Event = Omit<Model, 'apiVersion' | 'kind' | 'metadata'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'Event';
  readonly metadata: Metadata;
};

export const event: ClusterKind<Event> = {
  plane: 'cluster',
  kind: 'Event',
  group: '',
  version: 'v1',
  plural: 'events',
  singular: 'event',
  shortNames: ['ev'],
  categories: [],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: [],
  columns: eventColumns,
  selectable: {
    'involvedObject.kind': (object) => object.involvedObject.kind ?? '',
    'involvedObject.namespace': (object) => object.involvedObject.namespace ?? '',
    'involvedObject.name': (object) => object.involvedObject.name ?? '',
    'involvedObject.uid': (object) => object.involvedObject.uid ?? '',
    'involvedObject.apiVersion': (object) => object.involvedObject.apiVersion ?? '',
    'involvedObject.fieldPath': (object) => object.involvedObject.fieldPath ?? '',
    'involvedObject.resourceVersion': (object) => object.involvedObject.resourceVersion ?? '',
    reason: (object) => object.reason ?? '',
    reportingComponent: (object) => object.reportingComponent ?? object.source?.component ?? '',
    source: (object) => object.source?.component ?? '',
    type: (object) => object.type ?? '',
  },
  schema: topLevel('Event', eventFields),
  indices: {
    byObject: ({ involvedObject: about }) => [...(about.uid ? [about.uid] : []), `${about.kind}/${about.namespace ?? ''}/${about.name}`],
  },
  defaults: (object) => object,
  validate: validateEvent,
};
