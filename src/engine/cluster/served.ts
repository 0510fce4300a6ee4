/** Which kinds the API server serves: its own always, custom ones while their definition is installed. */
import type { ClusterKind } from '../kind.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { type ClusterKinds, clusterKinds } from './kinds.ts';

type Named = Pick<ClusterKind<never>, 'kind' | 'plural' | 'group' | 'installedBy'>;

/** The name of the CustomResourceDefinition of a kind: `targetgroupbindings.elbv2.k8s.aws`. */
export function definitionName({ plural, group }: Pick<Named, 'plural' | 'group'>): string {
  return `${plural}.${group}`;
}

export function isServed(world: World, kind: Named): boolean {
  return kind.installedBy === undefined || objectAt(world.cluster.CustomResourceDefinition, definitionName(kind)) !== undefined;
}

/** The CustomResourceDefinition that makes the API server serve a kind, as its installer applies it; null for built-in kinds. */
export function definitionOf(name: keyof ClusterKinds): CrdManifest | null {
  const kind = clusterKinds[name] as unknown as ClusterKind<never>;
  if (kind.installedBy === undefined) return null;
  const { group, version, plural, singular, shortNames, categories, namespaced } = kind;
  const names = {
    kind: kind.kind,
    listKind: `${kind.kind}List`,
    plural,
    singular,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
  };
  const subresources = kind.subresources.includes('status') ? { subresources: { status: {} } } : {};
  const versions = [{ name: version, served: true, storage: true, ...subresources }];
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: definitionName(kind) },
    spec: { group, names, scope: namespaced ? 'Namespaced' : 'Cluster', versions },
  };
}

type CrdManifest = {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string };
  readonly spec: object;
};

/** The custom kinds that one installer brings: what EKS, the load balancer controller or the Gateway API release applies. */
export function definitionsBy(installer: NonNullable<Named['installedBy']>): readonly CrdManifest[] {
  return (Object.keys(clusterKinds) as (keyof ClusterKinds)[])
    .filter((name) => (clusterKinds[name] as unknown as Named).installedBy === installer)
    .flatMap((name) => definitionOf(name) ?? []);
}
