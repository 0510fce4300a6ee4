import type { Node as Model } from 'kubernetes-types/core/v1.d.ts';
import type { Metadata } from './metadata.ts';

/** A Node as kube-apiserver stores it. */
export type Node = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'v1';
  readonly kind: 'Node';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};
