import type { Pod as Model } from 'kubernetes-types/core/v1.d.ts';
import type { Metadata } from './metadata.ts';

/** A Pod as kube-apiserver stores it. */
export type Pod = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};
