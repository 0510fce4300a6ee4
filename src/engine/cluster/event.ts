import type { Event as Model } from 'kubernetes-types/core/v1.d.ts';
import type { Metadata } from './metadata.ts';

/** A Event as kube-apiserver stores it. */
export type Event = Omit<Model, 'apiVersion' | 'kind' | 'metadata'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'Event';
  readonly metadata: Metadata;
};
