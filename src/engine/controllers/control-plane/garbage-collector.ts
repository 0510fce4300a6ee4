/**
 * The garbage collector: what happens to dependents when their owners are deleted, by propagation policy.
 * https://kubernetes.io/docs/concepts/architecture/garbage-collection/
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/garbagecollector/garbagecollector.go
 */
import type { OwnerReference } from 'kubernetes-types/meta/v1.d.ts';
import type { Change } from '../../change.ts';
import { type ClusterKinds, clusterKinds } from '../../cluster/kinds.ts';
import { keyOf, type Metadata } from '../../cluster/metadata.ts';
import { lookup, objectAt, type Store } from '../../store.ts';
import type { World } from '../../world.ts';
import { mergePatch, remove } from '../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { controllerManager } from '../identities.ts';

type KindName = keyof ClusterKinds;
type Named = { readonly metadata: Metadata };
type Found = { readonly kind: KindName; readonly object: Named };

// Events are left out (graph_builder.go, DefaultIgnoredResources).
const KINDS = (Object.keys(clusterKinds) as KindName[]).filter((kind) => kind !== 'Event');
const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';

/** Keys: `Kind key`. */
export const garbageCollector: Controller = {
  name: 'garbage-collector',
  identity: controllerManager('generic-garbage-collector'),
  manager: 'kube-controller-manager',
  watches: { cluster: Object.fromEntries(KINDS.map((kind) => [kind, affected] as const)) },
  reconcile: (world, key) => {
    const [kind, name] = key.split(' ') as [KindName, string];
    const object = at(world, kind, name);
    return object === undefined ? NOTHING : collect(world, { kind, object });
  },
};

function collect(world: World, found: Found): Reconcile {
  const { metadata } = found.object;
  const finalizers = metadata.finalizers ?? [];
  if (metadata.deletionTimestamp !== undefined && finalizers.includes(ORPHAN)) return orphan(world, found);
  if (metadata.deletionTimestamp !== undefined && finalizers.includes(FOREGROUND)) return foreground(world, found);
  const owners = metadata.ownerReferences ?? [];
  if (owners.length === 0 || metadata.deletionTimestamp !== undefined) return NOTHING;
  const states = owners.map((owner) => stateOf(world, owner, metadata.namespace));
  if (states.every((state) => state === 'absent'))
    return {
      acts: [remove(found.kind, found.object)],
      because: { ko: '소유자가 하나도 남지 않았습니다.', en: 'None of its owners exists any longer.' },
    };
  if (states.includes('present') || !states.includes('waiting')) return NOTHING;
  return {
    acts: [remove(found.kind, found.object, { propagation: 'Foreground' })],
    because: { ko: '소유자가 종속 오브젝트의 삭제를 먼저 기다립니다.', en: 'Its owner waits for its dependents to be deleted first.' },
  };
}

/** The owner goes when no dependent that blocks it is left. */
function foreground(world: World, { kind, object }: Found): Reconcile {
  const blocking = dependents(world, object.metadata.uid).filter(({ object: dependent }) =>
    (dependent.metadata.ownerReferences ?? []).some((owner) => owner.uid === object.metadata.uid && owner.blockOwnerDeletion === true),
  );
  return blocking.length > 0
    ? NOTHING
    : {
        acts: [withoutFinalizer({ kind, object }, FOREGROUND)],
        because: { ko: '종속 오브젝트가 모두 없어졌습니다.', en: 'All its dependents are gone.' },
      };
}

/** The dependents forget their owner; then it goes alone. */
function orphan(world: World, { kind, object }: Found): Reconcile {
  const released = dependents(world, object.metadata.uid).map(({ kind: of, object: dependent }) => {
    const ownerReferences = (dependent.metadata.ownerReferences ?? []).filter((owner) => owner.uid !== object.metadata.uid);
    return mergePatch(of, dependent, { metadata: { ownerReferences } });
  });
  return {
    acts: [...released, withoutFinalizer({ kind, object }, ORPHAN)],
    because: { ko: '종속 오브젝트는 남겨 둡니다.', en: 'Its dependents are to stay.' },
  };
}

function withoutFinalizer({ kind, object }: Found, finalizer: string): Act {
  return mergePatch(kind, object, { metadata: { finalizers: (object.metadata.finalizers ?? []).filter((name) => name !== finalizer) } });
}

/** Owners of kinds that the lab does not have are taken to exist: nothing here could know better. */
function stateOf(world: World, owner: OwnerReference, namespace: string | undefined): 'present' | 'absent' | 'waiting' {
  if (!(owner.kind in clusterKinds)) return 'present';
  const kind = owner.kind as KindName;
  const key = keyOf({ ...(clusterKinds[kind].namespaced && namespace !== undefined ? { namespace } : {}), name: owner.name });
  const object = at(world, kind, key);
  if (object === undefined || object.metadata.uid !== owner.uid) return 'absent';
  const waiting = object.metadata.deletionTimestamp !== undefined && (object.metadata.finalizers ?? []).includes(FOREGROUND);
  return waiting && owner.blockOwnerDeletion === true ? 'waiting' : 'present';
}

/** Whoever may have to go: the object itself, its dependents when it goes, its owners when it was in their way. */
function affected({ ref, before, after }: Change, world: World): string[] {
  const [old, young] = [before as Named | null, after as Named | null];
  if (old !== null && old.metadata === young?.metadata) return [];
  const self = `${ref.kind} ${ref.key}`;
  const gone = young === null || (young.metadata.deletionTimestamp !== undefined && old?.metadata.deletionTimestamp === undefined);
  const uid = (young ?? old)?.metadata.uid ?? '';
  const below = gone ? dependents(world, uid).map(({ kind, object }) => `${kind} ${keyOf(object.metadata)}`) : [];
  const above = young === null ? ownersOf(old as Named) : [];
  const changes = young !== null && related(young) && (old === null || relations(old) !== relations(young));
  return [...(changes ? [self] : []), ...below, ...above];
}

/** Without owners nothing takes it along, and without a time of deletion it takes nothing along. */
function related({ metadata }: Named): boolean {
  return (metadata.ownerReferences ?? []).length > 0 || metadata.deletionTimestamp !== undefined;
}

function relations({ metadata: { ownerReferences, finalizers, deletionTimestamp } }: Named): string {
  return JSON.stringify([ownerReferences, finalizers, deletionTimestamp]);
}

function ownersOf({ metadata }: Named): string[] {
  return (metadata.ownerReferences ?? []).flatMap((owner) => {
    if (!(owner.kind in clusterKinds)) return [];
    const namespaced = clusterKinds[owner.kind as KindName].namespaced && metadata.namespace !== undefined;
    return [`${owner.kind} ${namespaced ? `${metadata.namespace}/` : ''}${owner.name}`];
  });
}

function dependents(world: World, uid: string): Found[] {
  return KINDS.flatMap((kind) => lookup(world.cluster[kind] as unknown as Store<Named>, 'byDependency', uid).map((object) => ({ kind, object })));
}

function at(world: World, kind: KindName, key: string): Named | undefined {
  return objectAt(world.cluster[kind] as unknown as Store<Named>, key);
}
