/** `kubectl diff -f`: what an apply would change. https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/diff/diff.go */

import { keyOf } from '../../../engine/cluster/metadata.ts';
import { storedAt } from '../../../engine/cluster/request.ts';
import { applyManifest } from './apply.ts';
import { type Call, type Done, failed, type Verb } from './call.ts';
import { start } from './client.ts';
import { readManifests } from './manifests.ts';
import { asSent, getObject, isError } from './objects.ts';
import { fieldManager, filenameFlag, recursive, selectorFlag } from './standard-flags.ts';
import { unifiedDiff } from './unified-diff.ts';
import { toYaml } from './yaml.ts';

export const diff: Verb = {
  name: 'diff',
  about:
    'Diff configurations specified by file name or stdin between the current online configuration, and the configuration as it would be if applied.',
  usage: ['kubectl diff -f FILENAME [options]'],
  examples: ['kubectl diff -f - <<EOF'],
  flags: [filenameFlag, recursive, selectorFlag, fieldManager],
  run,
};

function run(call: Call): Done {
  if (call.flags.filename === undefined) return failed('must specify one of -f and -k');
  const read = readManifests(call);
  if (!read.ok) return read.done;
  let [stdout, stderr] = ['', ''];
  for (const document of read.documents) {
    if ('wrong' in document) {
      stderr += document.wrong.stderr;
      continue;
    }
    const { kind, namespace, name } = document.manifest;
    const live = getObject(call.world, kind, { namespace, name });
    const applied = applyManifest(start(call.world), call, document.manifest);
    if (applied.failed) {
      stderr += applied.stderr;
      continue;
    }
    const merged = storedAt(applied.world, kind, keyOf(kind.namespaced ? { namespace, name } : { name }));
    const lines = (object: object | null) => (object === null ? [] : toYaml(withoutLastApplied(object)).trimEnd().split('\n'));
    const before = isError(live) ? null : asSent(call.world, kind, live);
    const after = merged === undefined ? null : { ...merged, metadata: { ...merged.metadata, ...versionOf(before) } };
    const hunks = unifiedDiff(lines(before), lines(after));
    if (hunks === '') continue;
    const file = `${kind.group === '' ? '' : `${kind.group}.`}${kind.version}.${kind.kind}.${kind.namespaced ? namespace : ''}.${name}`;
    stdout += `diff -u -N /tmp/LIVE/${file} /tmp/MERGED/${file}\n--- /tmp/LIVE/${file}\n+++ /tmp/MERGED/${file}\n${hunks}`;
  }
  if (stderr !== '') return { kind: 'read', stdout, stderr, code: 2 };
  return { kind: 'read', stdout, code: stdout === '' ? 0 : 1 };
}

/** A dry run of the server gives the object no new version. */
function versionOf(before: object | null): object {
  const version = (before as { readonly metadata?: { readonly resourceVersion?: string } } | null)?.metadata?.resourceVersion;
  return version === undefined ? {} : { resourceVersion: version };
}

/** The annotation that apply itself writes is no difference that anybody asked for. */
function withoutLastApplied(object: object): object {
  const { metadata, ...rest } = object as { readonly metadata: { readonly annotations?: { readonly [key: string]: string } } };
  const { 'kubectl.kubernetes.io/last-applied-configuration': _last, ...annotations } = metadata.annotations ?? {};
  const { annotations: _all, ...others } = metadata;
  return { ...rest, metadata: { ...others, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) } };
}
