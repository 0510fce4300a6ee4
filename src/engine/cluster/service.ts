import type { Service as Model } from 'kubernetes-types/core/v1.d.ts';
import type { Metadata } from './metadata.ts';

/** A Service as kube-apiserver stores it. */
export type Service = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};
