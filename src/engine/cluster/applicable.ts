/** The objects of the cluster plane that `kubectl apply` would make again: what somebody stated, not what controllers and servers made of it. */
import type { World } from '../world.ts';
import { manifestsOf } from './manifests-of.ts';
import type { Metadata } from './metadata.ts';
import { definitionsBy } from './served.ts';

type Manifest = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec?: object;
  readonly [field: string]: unknown;
};

/** Kinds that nodes and controllers make: they come by themselves. */
const MADE: ReadonlySet<string> = new Set([
  'Node',
  'Event',
  'Lease',
  'EndpointSlice',
  'Endpoints',
  'ControllerRevision',
  'CNINode',
  'PolicyEndpoint',
  'ClusterPolicyEndpoint',
]);

/** The definitions that EKS itself puts into every cluster. */
const DEFINED_BY_EKS: ReadonlySet<string> = new Set(definitionsBy('eks').map(({ metadata }) => metadata.name));

/** Names that every cluster has from its beginning. */
const SYSTEM_NAMESPACES: ReadonlySet<string> = new Set(['default', 'kube-node-lease', 'kube-public', 'kube-system']);

/** Manifests without owner, status and what the API server has filled in about the object itself; namespaces first. */
export function applicableManifests(world: World): readonly object[] {
  const all = (manifestsOf(world) as readonly Manifest[]).filter(isStated).map(applicable);
  return [...all.filter(({ kind }) => kind === 'Namespace'), ...all.filter(({ kind }) => kind !== 'Namespace')];
}

function isStated({ apiVersion, kind, metadata }: Manifest): boolean {
  if (MADE.has(kind) || (metadata.ownerReferences ?? []).length > 0) return false;
  if (kind === 'Namespace') return !SYSTEM_NAMESPACES.has(metadata.name);
  if (kind === 'CustomResourceDefinition') return !DEFINED_BY_EKS.has(metadata.name);
  if (kind === 'ConfigMap') return metadata.name !== 'kube-root-ca.crt';
  if (kind === 'ServiceAccount') return metadata.name !== 'default';
  // The Service of the API server itself.
  return !(apiVersion === 'v1' && kind === 'Service' && metadata.namespace === 'default' && metadata.name === 'kubernetes');
}

function applicable({ metadata, spec, status: _status, ...rest }: Manifest): Manifest {
  const { name, namespace, labels, annotations } = metadata;
  const { 'kubernetes.io/metadata.name': _own, ...chosen } = labels ?? {};
  const kept = {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(Object.keys(chosen).length === 0 ? {} : { labels: chosen }),
    ...(Object.keys(annotations ?? {}).length === 0 ? {} : { annotations }),
  } as Metadata;
  const { apiVersion, kind, ...others } = rest;
  const stated = kind === 'Pod' ? withoutAdmitted((spec ?? {}) as PodSpec) : kind === 'Namespace' ? {} : (spec ?? {});
  return { apiVersion, kind, metadata: kept, ...(Object.keys(stated).length === 0 ? {} : { spec: stated }), ...others };
}

type Named = { readonly name?: string };
type PodSpec = Readonly<Record<string, unknown>> & {
  readonly volumes?: readonly Named[];
  readonly containers?: readonly (Named & { readonly volumeMounts?: readonly Named[] })[];
  readonly tolerations?: readonly { readonly key?: string; readonly tolerationSeconds?: number }[];
};

/**
 * The spec without what scheduler and admission have put into it: the node, the priority, the token of its service account and
 * the tolerations that every pod gets. https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
 */
function withoutAdmitted(spec: PodSpec): object {
  const { nodeName: _node, priority: _priority, preemptionPolicy: _policy, volumes = [], containers = [], tolerations = [], ...rest } = spec;
  const own = volumes.filter(({ name }) => !name?.startsWith(TOKEN));
  const tolerated = tolerations.filter(({ key, tolerationSeconds }) => tolerationSeconds !== 300 || !ADMITTED.has(key ?? ''));
  return {
    ...rest,
    containers: containers.map(({ volumeMounts = [], ...container }) => {
      const mounts = volumeMounts.filter(({ name }) => !name?.startsWith(TOKEN));
      return { ...container, ...(mounts.length === 0 ? {} : { volumeMounts: mounts }) };
    }),
    ...(own.length === 0 ? {} : { volumes: own }),
    ...(tolerated.length === 0 ? {} : { tolerations: tolerated }),
  };
}

const TOKEN = 'kube-api-access-';
const ADMITTED: ReadonlySet<string> = new Set(['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable']);
