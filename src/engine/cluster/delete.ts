/** Deleting an object: at once, after its grace period, or when its finalizers are gone. */
import type { ClusterVerb } from '../verb.ts';
import type { World } from '../world.ts';
import type { AnyKind, Handled } from './api-server.ts';
import { keyOf } from './metadata.ts';
import type { Namespace } from './namespace.ts';
import type { Pod } from './pod.ts';
import { namespaceOf, refOf, type Stored, storedAt } from './request.ts';
import { forbidden, notFound } from './status.ts';
import { timestamp } from './timestamp.ts';

type Delete = ClusterVerb & { readonly verb: 'delete' };

/** Namespaces that the NamespaceLifecycle plugin protects. */
const IMMORTAL = ['default', 'kube-system', 'kube-public'];

export function deleteObject(world: World, verb: Delete, kind: AnyKind): Handled {
  const namespace = namespaceOf(verb, kind);
  const key = keyOf({ ...(namespace === undefined ? {} : { namespace }), name: verb.name });
  if (kind.kind === 'Namespace' && IMMORTAL.includes(verb.name)) return { error: forbidden(kind, verb.name, 'this namespace may not be deleted') };
  const before = storedAt(world, kind, key);
  if (before === undefined) return { error: notFound(kind, verb.name) };
  const object = remains(world, verb, before);
  return { world, ref: refOf(kind, key), object, output: object ?? before, warnings: [], notSimulated: [] };
}

/** What is left of the object after the request: null when it goes at once. */
function remains(world: World, verb: Delete, before: Stored): Stored | null {
  const finalizers = [...(before.metadata.finalizers ?? []), ...asked(verb).filter((name) => !before.metadata.finalizers?.includes(name))];
  const grace = before.kind === 'Pod' ? podGrace(before as unknown as Pod, verb.gracePeriodSeconds) : 0;
  if (before.kind === 'Namespace') return terminating(world, before as unknown as Namespace);
  if (grace === 0 && finalizers.length === 0) return null;
  const { deletionTimestamp, deletionGracePeriodSeconds, generation } = before.metadata;
  // A second request can only shorten the grace period. https://github.com/kubernetes/apiserver/blob/master/pkg/registry/rest/delete.go
  if (deletionTimestamp !== undefined && grace >= (deletionGracePeriodSeconds ?? 0)) return before;
  return {
    ...before,
    metadata: {
      ...before.metadata,
      ...(finalizers.length > 0 ? { finalizers } : {}),
      ...(generation === undefined || deletionTimestamp !== undefined ? {} : { generation: generation + 1 }),
      deletionTimestamp: timestamp(world.now + grace * 1000),
      deletionGracePeriodSeconds: grace,
    },
  };
}

function asked({ propagation }: Delete): readonly string[] {
  if (propagation === 'Orphan') return ['orphan'];
  return propagation === 'Foreground' ? ['foregroundDeletion'] : [];
}

/**
 * A pod that no kubelet runs, or that has ended, needs no grace period.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/pod/strategy.go (CheckGracefulDelete)
 */
function podGrace({ spec, status }: Pod, wanted: number | undefined): number {
  if (!spec.nodeName || status.phase === 'Failed' || status.phase === 'Succeeded') return 0;
  const period = wanted ?? spec.terminationGracePeriodSeconds ?? 30;
  return period < 0 ? 1 : period;
}

/** A namespace stays, Terminating, until its content is gone and the namespace controller has finalized it. */
function terminating(world: World, before: Namespace): Stored | null {
  const { finalizers = [] } = before.spec;
  if (finalizers.length === 0 && (before.metadata.finalizers ?? []).length === 0) return null;
  if (before.metadata.deletionTimestamp !== undefined) return before;
  const metadata = { ...before.metadata, deletionTimestamp: timestamp(world.now) };
  return { ...before, metadata, status: { ...before.status, phase: 'Terminating' } };
}
