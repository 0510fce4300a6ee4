/** How tests of the cluster plane ask kube-apiserver: requests in few words, refusals as their texts. */
import { callApiServer } from '../../../src/engine/cluster/api-server.ts';
import type { ClusterKinds } from '../../../src/engine/cluster/kinds.ts';
import { learner, type Principal } from '../../../src/engine/principal.ts';
import { objectAt, type Store } from '../../../src/engine/store.ts';
import type { Answer, ClusterVerb } from '../../../src/engine/verb.ts';
import type { World } from '../../../src/engine/world.ts';
import { worldOf } from '../../../src/engine/world-of.ts';

/** A manifest of whatever kind. */
export type Manifest = {
  readonly metadata: { readonly name?: string; readonly namespace?: string; readonly [member: string]: unknown };
  readonly [member: string]: unknown;
};

/** A cluster with the namespaces that every cluster has, and whatever manifests are given. */
export function clusterOf(...manifests: readonly object[]): World {
  const { world, problems } = worldOf({ cluster: manifests }, { settle: false });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return world;
}

type Common = 'plane' | 'as' | 'manager' | 'namespace';
type Asked = ClusterVerb extends infer V
  ? V extends unknown
    ? Omit<V, Common> & { readonly namespace?: string; readonly as?: Principal }
    : never
  : never;

export function ask(world: World, asked: Asked): { readonly world: World; readonly answer: Answer } {
  const namespaced = asked.kind !== 'Namespace' && asked.kind !== 'Node';
  const place = { namespace: namespaced ? (asked.namespace ?? 'default') : undefined };
  return callApiServer(world, { as: learner(world.account), manager: 'test', plane: 'cluster', ...asked, ...place } as ClusterVerb, null);
}

/** The world after requests that are all carried out. */
export function after(world: World, ...requests: readonly Asked[]): World {
  let next = world;
  for (const request of requests) {
    const written = ask(next, request);
    if (!written.answer.ok) throw new Error(written.answer.error.message);
    next = written.world;
  }
  return next;
}

/** The text of a refusal; throws when the request was carried out. */
export function refusal(world: World, asked: Asked): string {
  const { answer } = ask(world, asked);
  if (answer.ok) throw new Error('The request was carried out.');
  return answer.error.message;
}

/** The stored object; throws when there is none. */
export function stored<K extends keyof ClusterKinds>(world: World, kind: K, key: string): ClusterKinds[K] {
  const object = objectAt(world.cluster[kind] as unknown as Store<ClusterKinds[K]>, key);
  if (object === undefined) throw new Error(`There is no ${kind} ${key}.`);
  return object;
}

export function create(kind: keyof ClusterKinds, body: Manifest): Asked {
  return { verb: 'create', kind, name: body.metadata.name ?? '', namespace: body.metadata.namespace ?? 'default', body };
}

export function service(name: string, spec: object = {}): Manifest {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name }, spec: { selector: { app: name }, ports: [{ port: 80 }], ...spec } };
}

export function pod(name: string, spec: object = {}): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: { containers: [{ name: 'main', image: 'nginx:1.27' }], ...spec },
  };
}

export function deployment(name: string, spec: object = {}): Manifest {
  const labels = { app: name };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'nginx' }] } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { selector: { matchLabels: labels }, template, ...spec } };
}
