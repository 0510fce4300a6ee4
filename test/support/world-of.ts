/** Worlds in tests: made from parts that must have no problem, and changed as the learner changes them. */
import { expect } from 'vitest';
import { type Change, changesSince, commit, type Effect } from '../../src/engine/change.ts';
import type { ClusterKinds } from '../../src/engine/cluster/kinds.ts';
import type { Pod } from '../../src/engine/cluster/pod.ts';
import { beginInput } from '../../src/engine/input.ts';
import { type Fault, faultKey } from '../../src/engine/lab/kinds.ts';
import { learner } from '../../src/engine/principal.ts';
import { settle } from '../../src/engine/settle.ts';
import { lookup, objectAt, objectsOf, type Store } from '../../src/engine/store.ts';
import type { AwsVerb, ClusterVerb, Verb } from '../../src/engine/verb.ts';
import type { World } from '../../src/engine/world.ts';
import { type WorldParts, worldOf } from '../../src/engine/world-of.ts';
import { write } from '../../src/engine/write.ts';
import { courseParts } from './course-world.ts';

/** The world of the parts, settled; fails the test when anything is wrong with them. */
export function standing(parts: WorldParts): World {
  const { world, problems } = worldOf(parts);
  expect(problems).toEqual([]);
  return world;
}

/** The worked example of the course, settled. */
export function courseWorld(more: readonly object[] = []): World {
  const parts = courseParts();
  return standing({ ...parts, cluster: [...(parts.cluster ?? []), ...more] });
}

type Unsigned<V> = V extends unknown ? Omit<V, 'as' | 'manager'> : never;
export type LearnerVerb = Unsigned<ClusterVerb> | Unsigned<AwsVerb>;

/** The world after the learner's verbs, each an input of its own and settled; fails the test on a refusal. */
export function typed(start: World, ...verbs: readonly LearnerVerb[]): World {
  return verbs.reduce((world, verb) => {
    const written = unsettled(beginInput(world), verb);
    return settle(written, world.revision);
  }, start);
}

/** The world in which the verb is carried out and no controller has had its say yet. */
export function unsettled(world: World, verb: LearnerVerb): World {
  const signed = { ...verb, as: learner(world.account), ...(verb.plane === 'cluster' ? { manager: 'kubectl' } : {}) } as Verb;
  const { world: next, answer } = write(world, signed);
  if (!answer.ok) throw new Error(`${verb.verb} ${verb.kind} was refused: ${answer.error.message}`);
  return next;
}

/** The world in which the faults are in force. */
export function withFaults(world: World, ...faults: readonly Fault[]): World {
  return faulty(
    world,
    faults.map((fault) => ({ ref: { plane: 'lab', kind: 'Fault', key: faultKey(fault) }, object: fault })),
  );
}

/** The world in which the faults are over. */
export function withoutFaults(world: World, ...faults: readonly Fault[]): World {
  return faulty(
    world,
    faults.map((fault) => ({ ref: { plane: 'lab', kind: 'Fault', key: faultKey(fault) }, object: null })),
  );
}

function faulty(world: World, effects: readonly Effect[]): World {
  const begun = beginInput(world);
  return settle(commit(begun, { by: 'lab', verb: 'fault', because: null }, effects).world, world.revision);
}

/** A merge patch of an object, as `kubectl patch --type=merge` sends it. */
export function patch(kind: keyof ClusterKinds, key: string, body: object): LearnerVerb {
  return { plane: 'cluster', verb: 'patch', patchType: 'merge', kind, ...place(key), body };
}

/** A strategic merge patch, as `kubectl patch` and `kubectl set` send it. */
export function strategic(kind: keyof ClusterKinds, key: string, body: object): LearnerVerb {
  return { plane: 'cluster', verb: 'patch', patchType: 'strategic', kind, ...place(key), body };
}

export function scale(key: string, replicas: number): LearnerVerb {
  return patch('Deployment', key, { spec: { replicas } });
}

export function remove(
  kind: keyof ClusterKinds,
  key: string,
  options: { propagation?: 'Background' | 'Foreground' | 'Orphan'; gracePeriodSeconds?: number } = {},
): LearnerVerb {
  return { plane: 'cluster', verb: 'delete', kind, ...place(key), ...options };
}

export function create(kind: keyof ClusterKinds, body: { readonly metadata: { readonly name: string; readonly namespace?: string } }): LearnerVerb {
  return { plane: 'cluster', verb: 'create', kind, namespace: body.metadata.namespace, name: body.metadata.name, body };
}

function place(key: string): { readonly namespace: string | undefined; readonly name: string } {
  const slash = key.indexOf('/');
  return slash < 0 ? { namespace: undefined, name: key } : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

/** The object at the key; fails the test when it is not there. */
export function at<K extends keyof ClusterKinds>(world: World, kind: K, key: string): ClusterKinds[K] {
  const object = objectAt(world.cluster[kind] as unknown as Store<ClusterKinds[K]>, key);
  if (object === undefined) throw new Error(`There is no ${kind} ${key}`);
  return object;
}

/** The pods of the app in the namespace, in ascending order of name. */
export function podsOf(world: World, app: string, namespace = 'default'): readonly Pod[] {
  return lookup(world.cluster.Pod, 'byLabel', `${namespace}/app=${app}`);
}

/** The messages of the events with the reason, in order of the objects' names. */
export function eventsOf(world: World, reason: string): string[] {
  return objectsOf(world.cluster.Event).flatMap((event) => (event.reason === reason ? [event.message ?? ''] : []));
}

/** What has changed since the other world. */
export function changesBetween(before: World, now: World): readonly Change[] {
  return changesSince(now, before.revision) ?? [];
}

/** A pod that stands alone. */
export function bare(name: string, spec: object, labels: Readonly<Record<string, string>> = {}): { metadata: { name: string; namespace: string } } {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', labels }, spec } as {
    metadata: { name: string; namespace: string };
  };
}
