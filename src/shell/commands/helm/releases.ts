/**
 * What helm remembers of its releases: one ConfigMap for each revision, as with HELM_DRIVER=configmap. (By default it writes Secrets,
 * which this cluster does not have.) https://helm.sh/docs/topics/advanced/#configmap-storage-backend
 */
import type { ConfigMap } from '../../../engine/cluster/configmap.ts';
import { objectsOf } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';

export type Stored = {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly chart: string;
  readonly appVersion: string;
  /** What the learner set, as YAML. */
  readonly values: string;
  readonly manifest: string;
  readonly at: number;
};

/** The last revision of each release, in ascending order of name. */
export function releasesOf(world: World, namespace: string | null): readonly Stored[] {
  const last = new Map<string, Stored>();
  for (const stored of objectsOf(world.cluster.ConfigMap).flatMap(readStored)) {
    const key = `${stored.namespace}/${stored.name}`;
    if ((last.get(key)?.revision ?? 0) < stored.revision && (namespace === null || stored.namespace === namespace)) last.set(key, stored);
  }
  return [...last.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** The names of the ConfigMaps that hold the revisions of a release. */
export function recordsOf(world: World, { name, namespace }: Pick<Stored, 'name' | 'namespace'>): string[] {
  const maps = objectsOf(world.cluster.ConfigMap).filter(({ metadata }) => metadata.namespace === namespace && metadata.labels?.owner === 'helm');
  return maps.filter(({ metadata }) => metadata.labels?.name === name).map(({ metadata }) => metadata.name);
}

/** The ConfigMap of one revision. */
export function recordOf(stored: Stored): object {
  const { name, namespace, revision } = stored;
  const labels = { name, owner: 'helm', status: 'deployed', version: String(revision) };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `sh.helm.release.v1.${name}.v${revision}`, namespace, labels },
    data: { release: JSON.stringify(stored) },
  };
}

function readStored({ metadata, data }: ConfigMap): Stored[] {
  return metadata.labels?.owner === 'helm' && data?.release !== undefined ? [JSON.parse(data.release) as Stored] : [];
}
