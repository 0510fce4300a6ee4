/**
 * Who controls whom, and which objects a controller takes in or lets go.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/controller_ref_manager.go
 */
import type { LabelSelector, OwnerReference } from 'kubernetes-types/meta/v1.d.ts';
import type { Change } from '../change.ts';
import type { ClusterKinds } from '../cluster/kinds.ts';
import type { Metadata } from '../cluster/metadata.ts';
import type { Pod } from '../cluster/pod.ts';
import { lookup, type Store } from '../store.ts';
import type { World } from '../world.ts';
import { mergePatch } from './acts.ts';
import type { Act } from './controller.ts';
import { matchesSelector } from './label-selector.ts';

type Owned = { readonly metadata: Metadata };
export type Owner = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec: { readonly selector: LabelSelector };
};

/** The reference by which a new dependent names its controller. */
export function controllerRef({ apiVersion, kind, metadata }: Omit<Owner, 'spec'>): OwnerReference {
  return { apiVersion, kind, name: metadata.name, uid: metadata.uid, controller: true, blockOwnerDeletion: true };
}

/** The reference to the object's controller, or undefined. */
export function controllerOf({ metadata }: Owned): OwnerReference | undefined {
  return metadata.ownerReferences?.find((reference) => reference.controller === true);
}

/** Who controls a pod that has changed, or might: who is found for it as it was and as it is. Its metadata alone decides. */
export function ownersOfPod({ before, after }: Change, ownersOf: (pod: Pod) => readonly string[]): readonly string[] {
  const [old, young] = [before as Pod | null, after as Pod | null];
  const now = young === null ? [] : ownersOf(young);
  return old === null || old.metadata === young?.metadata ? now : [...ownersOf(old), ...now];
}

/** The objects that the owner controls now, and what has to be written because labels and selector have come apart. */
export function claim<K extends 'Pod' | 'ReplicaSet'>(
  world: World,
  kind: K,
  owner: Owner,
): { readonly owned: ClusterKinds[K][]; readonly acts: Act[] } {
  type Claimed = ClusterKinds[K] & Owned;
  const store = world.cluster[kind] as unknown as Store<Claimed>;
  const { selector } = owner.spec;
  const owned: Claimed[] = [];
  const acts: Act[] = [];
  for (const object of lookup(store, 'byOwner', owner.metadata.uid)) {
    if (matchesSelector(selector, object.metadata.labels ?? {})) owned.push(object);
    else if (owner.metadata.deletionTimestamp === undefined) acts.push(letGo(kind, object, owner));
  }
  if (owner.metadata.deletionTimestamp !== undefined) return { owned, acts };
  for (const object of candidates(store, owner)) {
    const orphan = controllerOf(object) === undefined && object.metadata.deletionTimestamp === undefined;
    if (!orphan || !matchesSelector(selector, object.metadata.labels ?? {})) continue;
    acts.push(mergePatch(kind, object, { metadata: { ownerReferences: [...(object.metadata.ownerReferences ?? []), controllerRef(owner)] } }));
  }
  return { owned, acts };
}

function letGo(kind: 'Pod' | 'ReplicaSet', object: Owned, owner: Owner): Act {
  const ownerReferences = (object.metadata.ownerReferences ?? []).filter((reference) => reference.uid !== owner.metadata.uid);
  return mergePatch(kind, object, { metadata: { ownerReferences } });
}

/** What carries the first label that the selector asks for; all of the namespace when it asks for none. */
function candidates<T>(store: Store<T>, { metadata, spec }: Owner): readonly T[] {
  const [first] = Object.entries(spec.selector.matchLabels ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  const namespace = metadata.namespace ?? '';
  return first === undefined ? lookup(store, 'byNamespace', namespace) : lookup(store, 'byLabel', `${namespace}/${first[0]}=${first[1]}`);
}
