/** Manifests that name an owner which is not among them: part of a cluster, as `kubectl get pods -o yaml` alone gives it. */
import type { Effect } from '../change.ts';
import { clusterKinds } from '../cluster/kinds.ts';
import type { Metadata } from '../cluster/metadata.ts';
import { fillBoth, type Text } from '../text.ts';
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
        what: fillBoth(NO_OWNER, { kind: object.kind, name: object.metadata.name, ownerKind: owner.kind, owner: owner.name }),
        how: fillBoth(ADD_OWNER, { ownerKind: owner.kind }),
        missing: { kind: owner.kind, id: owner.uid },
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

const NO_OWNER: Text = {
  ko: '{kind} {name} 오브젝트의 소유자인 {ownerKind} {owner} 오브젝트가 매니페스트에 없습니다.',
  en: '{kind} {name} is owned by {ownerKind} {owner}, which is not in the manifests.',
};
const ADD_OWNER: Text = {
  ko: '소유자 없이 두었습니다. {ownerKind} 오브젝트를 uid와 함께 더하거나 참조를 지우세요.',
  en: 'It stands without that owner. Add the {ownerKind} with its uid, or remove the reference.',
};
