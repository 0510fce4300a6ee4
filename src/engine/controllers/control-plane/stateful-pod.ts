/**
 * The pods of a StatefulSet: a name from the set and a number, the same name as host name, the set's Service as subdomain.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/statefulset/stateful_set_utils.go
 */
import type { Pod } from '../../cluster/pod.ts';
import type { StatefulSet } from '../../cluster/statefulset.ts';
import type { World } from '../../world.ts';
import { create } from '../acts.ts';
import type { Act } from '../controller.ts';
import { record } from '../event-recorder.ts';
import { controllerRef } from '../ownership.ts';
import { REVISION_HASH, revisionName, revisionsOf, templateOf } from './history.ts';

/** The number of the pod in the set, or null for a pod of another name. */
export function ordinalOf({ metadata: { name } }: StatefulSet, pod: Pod): number | null {
  const match = /^(.*)-([0-9]+)$/.exec(pod.metadata.name);
  return match?.[1] === name ? Number(match[2]) : null;
}

type Wanted = { readonly ordinal: number; readonly revision: string };

/** Makes the pod of that number, from the template of that revision. */
export function createOrdinal(world: World, set: StatefulSet, { ordinal, revision }: Wanted): Act[] {
  const { name: setName, namespace } = set.metadata;
  const name = `${setName}-${ordinal}`;
  const older = revision === revisionName(set) ? undefined : revisionsOf(world, set).find(({ metadata }) => metadata.name === revision);
  const { metadata = {}, spec } = older === undefined ? set.spec.template : templateOf(older);
  const identity = { 'apps.kubernetes.io/pod-index': String(ordinal), 'statefulset.kubernetes.io/pod-name': name };
  const body = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `${setName}-`,
      namespace: namespace as string,
      labels: { ...metadata.labels, ...identity, [REVISION_HASH]: older === undefined ? revisionName(set) : revision },
      ...(metadata.annotations === undefined ? {} : { annotations: metadata.annotations }),
      ownerReferences: [controllerRef(set)],
    },
    spec: { ...spec, hostname: name, ...(set.spec.serviceName ? { subdomain: set.spec.serviceName } : {}) },
  };
  const message = `create Pod ${name} in StatefulSet ${setName} successful`;
  return [create('Pod', body), ...record(world, set, { type: 'Normal', reason: 'SuccessfulCreate', message, component: 'statefulset-controller' })];
}
