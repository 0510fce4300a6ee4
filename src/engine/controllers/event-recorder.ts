/**
 * Events about objects, as client-go's recorder writes them: the same event again counts up.
 * https://github.com/kubernetes/client-go/blob/master/tools/record/event.go
 */

import type { ClusterKinds } from '../cluster/kinds.ts';
import type { Metadata } from '../cluster/metadata.ts';
import { timestamp } from '../cluster/timestamp.ts';
import { sha1 } from '../sha1.ts';
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { create, mergePatch } from './acts.ts';
import type { Act } from './controller.ts';

export type Happening = {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** Who says it: `kubelet`, `default-scheduler`, `replicaset-controller`. */
  readonly component: string;
  /** The node that it happened on, where the component runs on nodes. */
  readonly host?: string;
};

type About = { readonly kind: keyof ClusterKinds; readonly apiVersion: string; readonly metadata: Metadata };

/** Writes the event. It belongs to an action of its own: the same action again counts as once more. */
export function record(world: World, about: About, happening: Happening): Act[] {
  const name = eventName(about, happening);
  const namespace = about.metadata.namespace ?? 'default';
  const known = objectAt(world.cluster.Event, `${namespace}/${name}`);
  if (known === undefined) return [create('Event', newEvent(world, about, { ...happening, name }))];
  return [mergePatch('Event', known, { count: (known.count ?? 1) + 1, lastTimestamp: timestamp(world.now) })];
}

/** Writes the event unless it has been said already: for what is so, rather than for what was done. */
export function recordOnce(world: World, about: About, happening: Happening): Act[] {
  const name = eventName(about, happening);
  const key = `${about.metadata.namespace ?? 'default'}/${name}`;
  return objectAt(world.cluster.Event, key) === undefined ? [create('Event', newEvent(world, about, { ...happening, name }))] : [];
}

function newEvent(world: World, about: About, { type, reason, message, component, host, name: own }: Happening & { readonly name: string }) {
  const { name, namespace, uid } = about.metadata;
  const at = timestamp(world.now);
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: own, namespace: namespace ?? 'default' },
    involvedObject: { kind: about.kind, ...(namespace === undefined ? {} : { namespace }), name, uid, apiVersion: about.apiVersion },
    reason,
    message,
    type,
    source: { component, ...(host === undefined ? {} : { host }) },
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
    reportingComponent: component,
    reportingInstance: host ?? '',
  };
}

/** The real suffix is the time in nanoseconds, in hexadecimal; here it is what the event says, so that a repetition finds it. */
function eventName({ metadata }: About, { reason, message, component }: Happening): string {
  return `${metadata.name}.${sha1(`${metadata.uid}\0${component}\0${reason}\0${message}`).slice(0, 16)}`;
}
