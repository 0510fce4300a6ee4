/** The parts of a world as the text of a world file, and manifests as kubectl reads them. */
import { dump } from 'js-yaml';
import type { WorldParts } from '../engine/world-of.ts';

/** A world file in YAML or JSON that reads as these parts. */
export function worldText({ now, ...parts }: WorldParts, format: 'yaml' | 'json'): string {
  const { account, region, seed, ...lists } = parts;
  const scalars = { account, region, seed, now: now === undefined ? undefined : new Date(now).toISOString() };
  const file = { format: 1, ...Object.fromEntries(Object.entries({ ...scalars, ...lists }).filter(([, value]) => value !== undefined)) };
  return format === 'json' ? `${JSON.stringify(file, null, 2)}\n` : dump(file, { lineWidth: -1, noRefs: true });
}

/** A stream of documents, or a List in JSON, as `kubectl apply -f` reads it. */
export function manifestsText(manifests: readonly object[], format: 'yaml' | 'json'): string {
  if (format === 'json') return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }, null, 2)}\n`;
  return manifests.map((manifest) => `---\n${dump(manifest, { lineWidth: -1, noRefs: true })}`).join('');
}
