/** The objects of the cluster plane as manifests, as `kubectl get -o yaml` prints them. */
import { objectsOf, type Store } from '../store.ts';
import type { World } from '../world.ts';
import { type ClusterKinds, clusterKinds } from './kinds.ts';
import type { Metadata } from './metadata.ts';

type Manifest = { readonly apiVersion: string; readonly kind: string; readonly metadata: Metadata };

/** All objects with their identity and status; without what only a server's own store means something to. */
export function manifestsOf(world: World): readonly object[] {
  return (Object.keys(clusterKinds) as (keyof ClusterKinds)[]).flatMap((kind) =>
    objectsOf(world.cluster[kind] as unknown as Store<Manifest>).map(({ metadata, ...object }) => {
      const { managedFields: _fields, ...kept } = metadata as Metadata & { readonly managedFields?: unknown };
      const { apiVersion, kind: name, ...rest } = object;
      return { apiVersion, kind: name, metadata: kept, ...rest };
    }),
  );
}
