import type { EndpointSlice as Model } from 'kubernetes-types/discovery/v1.d.ts';
import type { Metadata } from './metadata.ts';

/** A EndpointSlice as kube-apiserver stores it. */
export type EndpointSlice = Omit<Model, 'apiVersion' | 'kind' | 'metadata'> & {
  readonly apiVersion: 'discovery.k8s.io/v1';
  readonly kind: 'EndpointSlice';
  readonly metadata: Metadata;
};
