/** Manifests that name an owner which is not among them: part of a cluster, as `kubectl get pods -o yaml` alone gives it. */
import type { Effect } from '../change.ts';
import { clusterKinds } from '../cluster/kinds.ts';
import type { Metadata } from '../cluster/metadata.ts';
import type { Problem } from '../world-of.ts';

type Named = { readonly kind: string; readonly metadata: Metadata };

/** The effects without such references: the garbage collector would take every object that bears one. */
export function withoutDanglingOwners(effects: readonly Effect[], manifests: readonly object[]): { effects: Effect[]; problems: Problem[] } {
  const uids = new Set(effects.map(({ object }) => (object as Named).metadata.uid));
  const problems: Problem[] = [];
  const kept = effects.map((effect): Effect => {
    const object = effect.object as Named;
    const references = object.metadata.ownerReferences ?? [];
    const present = references.filter((owner) => uids.has(owner.uid) || !(owner.kind in clusterKinds));
    if (present.length === references.length) return effect;
    for (const owner of references.filter((candidate) => !present.includes(candidate))) {
      problems.push({
        path: [...pathOf(object, manifests), 'metadata', 'ownerReferences'],
        what: `${object.kind} ${object.metadata.name} is owned by ${owner.kind} ${owner.name}, which is not in the manifests`,
        how: `It stands without that owner. Add the ${owner.kind} with its uid, or remove the reference.`,
      });
    }
    return { ...effect, object: { ...object, metadata: { ...object.metadata, ownerReferences: present } } } as Effect;
  });
  return { effects: kept, problems };
}

function pathOf({ kind, metadata }: Named, manifests: readonly object[]): (string | number)[] {
  const index = manifests.findIndex((body) => {
    const other = body as Partial<Named>;
    return (
      other.kind === kind && other.metadata?.name === metadata.name && (other.metadata?.namespace ?? 'default') === (metadata.namespace ?? 'default')
    );
  });
  return index < 0 ? [] : [index];
}
