/**
 * The namespace controller: it empties a namespace that is being deleted, and then lets it go.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/namespace/deletion/namespaced_resources_deleter.go
 */
import type { Change } from '../../change.ts';
import { type ClusterKinds, clusterKinds } from '../../cluster/kinds.ts';
import type { Metadata } from '../../cluster/metadata.ts';
import { objectAt, objectsUnder, type Store } from '../../store.ts';
import type { World } from '../../world.ts';
import { remove, update } from '../acts.ts';
import { type Controller, NOTHING } from '../controller.ts';
import { controllerManager } from '../identities.ts';

type Named = { readonly metadata: Metadata };
const CONTENT = (Object.keys(clusterKinds) as (keyof ClusterKinds)[]).filter((kind) => clusterKinds[kind].namespaced);

/** Keys: names of Namespaces. */
export const namespaceController: Controller = {
  name: 'namespace-controller',
  identity: controllerManager('namespace-controller'),
  manager: 'kube-controller-manager',
  watches: {
    cluster: {
      Namespace: ({ ref }) => [ref.key],
      ...Object.fromEntries(CONTENT.map((kind) => [kind, leaving] as const)),
    },
  },
  reconcile: (world, key) => {
    const namespace = objectAt(world.cluster.Namespace, key);
    if (namespace?.metadata.deletionTimestamp === undefined) return NOTHING;
    const content = CONTENT.map((kind) => ({ kind, objects: contentOf(world, kind, key) }));
    const acts = content.flatMap(({ kind, objects }) =>
      objects.filter(({ metadata }) => metadata.deletionTimestamp === undefined).map((object) => remove(kind, object)),
    );
    if (acts.length > 0)
      return {
        acts,
        because: { ko: '네임스페이스를 안에 있는 것과 함께 삭제합니다.', en: 'The namespace is being deleted, with all that is in it.' },
      };
    if (content.some(({ objects }) => objects.length > 0) || (namespace.spec.finalizers ?? []).length === 0) return NOTHING;
    const empty = { ...namespace, spec: { ...namespace.spec, finalizers: [] } };
    return {
      acts: [update('Namespace', empty, 'finalize')],
      because: { ko: '네임스페이스에 남은 것이 없습니다.', en: 'Nothing is left in the namespace.' },
    };
  },
};

/** A change of content matters only while its namespace is on its way out. */
function leaving({ before, after }: Change, world: World): string[] {
  const name = ((after ?? before) as Named).metadata.namespace;
  return name !== undefined && objectAt(world.cluster.Namespace, name)?.metadata.deletionTimestamp !== undefined ? [name] : [];
}

function contentOf(world: World, kind: keyof ClusterKinds, namespace: string): Named[] {
  return objectsUnder(world.cluster[kind] as unknown as Store<Named>, `${namespace}/`);
}
