import type { DaemonSet as Model } from 'kubernetes-types/apps/v1.d.ts';
import type { Metadata } from './metadata.ts';

/** A DaemonSet as kube-apiserver stores it. */
export type DaemonSet = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'apps/v1';
  readonly kind: 'DaemonSet';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};
