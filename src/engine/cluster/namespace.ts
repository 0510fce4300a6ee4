import type { Namespace as Model } from 'kubernetes-types/core/v1.d.ts';
import type { Metadata } from './metadata.ts';

/** A Namespace as kube-apiserver stores it. */
export type Namespace = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'Namespace';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};
