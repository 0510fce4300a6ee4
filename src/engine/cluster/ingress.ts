import type { Ingress as Model } from 'kubernetes-types/networking/v1.d.ts';
import type { ClusterKind } from '../kind.ts';
import { objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { ageOf } from './duration.ts';
import { byDependency, byLabel, byNamespace, byOwner } from './indices.ts';
import { validateIngress } from './ingress-validation.ts';
import { isDefaultClass } from './ingressclass.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { ingressFields } from './networking-schema.ts';

/** An Ingress as kube-apiserver stores it. */
export type Ingress = Omit<Model, 'apiVersion' | 'kind' | 'metadata' | 'spec' | 'status'> & {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'Ingress';
  readonly metadata: Metadata;
  readonly spec: NonNullable<Model['spec']>;
  readonly status: NonNullable<Model['status']>;
};

export const ingress: ClusterKind<Ingress> = {
  plane: 'cluster',
  kind: 'Ingress',
  group: 'networking.k8s.io',
  version: 'v1',
  plural: 'ingresses',
  singular: 'ingress',
  shortNames: ['ing'],
  categories: [],
  namespaced: true,
  verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
  subresources: ['status'],
  // https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go (printIngress)
  columns: [
    { name: 'NAME', of: ({ metadata }) => metadata.name },
    { name: 'CLASS', of: ({ spec }) => spec?.ingressClassName ?? '<none>' },
    { name: 'HOSTS', of: hostsOf },
    { name: 'ADDRESS', of: addressOf },
    { name: 'PORTS', of: ({ spec }) => ((spec?.tls ?? []).length > 0 ? '80, 443' : '80') },
    { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) },
  ],
  selectable: {},
  schema: topLevel('Ingress', ingressFields),
  indices: { byNamespace, byOwner, byDependency, byLabel },
  defaults: (object) => ({ ...object, spec: object.spec ?? {} }),
  validate: validateIngress,
  prepare: (world, object, before) => ({ object: before === null ? withDefaultClass(world, object) : object }),
};

/** The first three hosts of the rules and how many rules more there are; a rule without a host is for all of them. */
function hostsOf({ spec }: Ingress): string {
  const hosts: string[] = [];
  let more = false;
  const rules = spec?.rules ?? [];
  for (const { host } of rules) {
    if (hosts.length === 3) more = true;
    if (!more && host) hosts.push(host);
  }
  if (hosts.length === 0) return '*';
  return more ? `${hosts.join(',')} + ${rules.length - 3} more...` : hosts.join(',');
}

/** The addresses of the load balancers, which stand once each. */
export function addressOf({ status }: Ingress): string {
  const balancers = (status?.loadBalancer?.ingress ?? []).flatMap(({ ip, hostname }) => ip || hostname || []);
  return [...new Set(balancers)].join(',');
}

/**
 * The DefaultIngressClass admission plugin: an Ingress that names no class gets the default one, the newest if there are several.
 * https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/network/defaultingressclass/admission.go
 */
function withDefaultClass(world: World, object: Ingress): Ingress {
  if (object.spec.ingressClassName !== undefined || object.metadata.annotations?.['kubernetes.io/ingress.class'] !== undefined) return object;
  const age = (name: { readonly metadata: Metadata }) => name.metadata.creationTimestamp;
  const defaults = objectsOf(world.cluster.IngressClass).filter(isDefaultClass);
  const [newest] = defaults.sort((one, other) =>
    age(one) < age(other) ? 1 : age(one) > age(other) ? -1 : one.metadata.name < other.metadata.name ? -1 : 1,
  );
  return newest === undefined ? object : { ...object, spec: { ...object.spec, ingressClassName: newest.metadata.name } };
}
