/** Judges a folder of upstream cases, file by file, and tells failures from those that a source disputes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter, Judgement } from './adapter.ts';
import { adapters } from './index.ts';

export type FileReport = {
  /** `services/kube-proxy.json`. */
  readonly name: string;
  readonly passed: number;
  /** Failures, without the disputed ones. */
  readonly failed: readonly Judgement[];
  readonly disputed: readonly Judgement[];
  /** Why the file could not be judged, or null. */
  readonly unjudged: 'no-adapter' | { readonly broken: string } | null;
};

/** A case that is wrong in our eyes, and the source that contradicts it. */
export type Dispute = { readonly file: string; readonly id: string; readonly reason: string; readonly source: string };

/** One report per JSON file of the folder's areas, in ascending order of name. */
export function runConformance(dir: string, disputes: readonly Dispute[], known: readonly Adapter[] = adapters): FileReport[] {
  return filesOf(dir).map((name) => {
    const adapter = known.find(({ area, file }) => `${area}/${file}` === name);
    return adapter === undefined ? unjudged(name, 'no-adapter') : judged(dir, { name, adapter, disputes });
  });
}

/** The disputes of a file. Throws when one lacks its reason or its source: without them it is a failure. */
export function readDisputes(path: string): Dispute[] {
  if (!existsSync(path)) return [];
  const disputes = JSON.parse(readFileSync(path, 'utf8')) as Dispute[];
  for (const { file, id, reason, source } of disputes) {
    if (!reason || !/^https?:\/\//.test(source ?? '')) throw new Error(`${path}: the dispute of ${file} ${id} needs a reason and a source`);
  }
  return disputes;
}

function filesOf(dir: string): string[] {
  const areas = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = areas.flatMap(({ name }) => readdirSync(join(dir, name)).map((file) => `${name}/${file}`));
  return names.filter((name) => name.endsWith('.json')).sort();
}

type Given = { readonly name: string; readonly adapter: Adapter; readonly disputes: readonly Dispute[] };

function judged(dir: string, { name, adapter, disputes }: Given): FileReport {
  try {
    const judgements = adapter.judge(JSON.parse(readFileSync(join(dir, name), 'utf8')));
    const disputed = new Set(disputes.filter(({ file }) => file === name).map(({ id }) => id));
    const failures = judgements.filter(({ ok }) => !ok);
    return {
      name,
      passed: judgements.length - failures.length,
      failed: failures.filter(({ id }) => !disputed.has(id)),
      disputed: failures.filter(({ id }) => disputed.has(id)),
      unjudged: null,
    };
  } catch (error) {
    return unjudged(name, { broken: error instanceof Error ? error.message : String(error) });
  }
}

function unjudged(name: string, why: FileReport['unjudged']): FileReport {
  return { name, passed: 0, failed: [], disputed: [], unjudged: why };
}
