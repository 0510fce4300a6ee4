/** `kubectl apply -f`, `create -f`, `replace -f`. */
import { canonical } from '../../../engine/canonical.ts';
import { type Call, type Done, failed, notSimulated, type Verb } from './call.ts';
import { carryOut, finish, type Progress, say, start } from './client.ts';
import { flag, isSet } from './flags.ts';
import { isObjectFormat, printItems } from './formats.ts';
import { type Manifest, readManifests } from './manifests.ts';
import { asSent, getObject, isError, type Stored } from './objects.ts';
import { printedName } from './resources.ts';
import { dryRun, fieldManager, filenameFlag, outputFlag, recursive, selectorFlag } from './standard-flags.ts';
import { threeWayPatch } from './three-way.ts';

const LAST = 'kubectl.kubernetes.io/last-applied-configuration';

const validate = {
  name: 'validate',
  takes: 'optional',
  about: 'Must be one of: strict (or true), warn, ignore (or false).',
  fallback: "'strict'",
} as const;

export const apply: Verb = {
  name: 'apply',
  about: 'Apply a configuration to a resource by file name or stdin.',
  usage: ['kubectl apply (-f FILENAME | -k DIRECTORY) [options]'],
  examples: ['kubectl apply -f - <<EOF'],
  flags: [
    filenameFlag,
    recursive,
    dryRun,
    outputFlag,
    selectorFlag,
    validate,
    fieldManager,
    { name: 'server-side', takes: 'nothing', about: 'If true, apply runs in the server instead of the client.', fallback: 'false' },
    { name: 'force', takes: 'nothing', about: 'If true, immediately remove resources from API and bypass graceful deletion.', fallback: 'false' },
    { name: 'prune', takes: 'nothing', about: 'Automatically delete resource objects that do not appear in the configs.', fallback: 'false' },
    { name: 'kustomize', short: 'k', takes: 'text', about: 'Process a kustomization directory.', fallback: "''" },
  ],
  run: (call) => {
    if (isSet(call.flags, 'server-side')) return notSimulated('kubectl apply --server-side', 'kubectl apply -f -');
    if (isSet(call.flags, 'prune')) return notSimulated('kubectl apply --prune', 'kubectl delete');
    if (flag(call.flags, 'kustomize') !== undefined) return notSimulated('kubectl apply -k', 'kubectl apply -f -');
    if (call.flags.filename === undefined) return failed('must specify one of -f and -k');
    return eachManifest(call, applyManifest);
  },
};

/** `kubectl replace -f`. */
export const replace: Verb = {
  name: 'replace',
  about: 'Replace a resource by file name or stdin.',
  usage: ['kubectl replace -f FILENAME [options]'],
  examples: ['kubectl replace -f - <<EOF'],
  flags: [
    filenameFlag,
    recursive,
    dryRun,
    outputFlag,
    validate,
    fieldManager,
    { name: 'force', takes: 'nothing', about: 'Delete and re-create.', fallback: 'false' },
  ],
  run: (call) => (call.flags.filename === undefined ? failed('must specify one of -f and -k') : eachManifest(call, replaceOne)),
};

/** `kubectl create -f`. */
export function createFromManifests(call: Call): Done {
  return eachManifest(call, createOne);
}

function eachManifest(call: Call, step: (progress: Progress, call: Call, manifest: Manifest) => Progress): Done {
  const read = readManifests(call);
  if (!read.ok) return read.done;
  const unknownDryRun = dryRunOf(call);
  if (unknownDryRun === 'invalid') return failed(`Invalid dry-run value (${flag(call.flags, 'dry-run')}). Must be "none", "server", or "client".`);
  let progress = start(call.world);
  for (const document of read.documents) {
    if ('manifest' in document) progress = step(progress, call, document.manifest);
    else progress = { ...say(progress, { stderr: document.wrong.stderr, failed: true }), notes: [...progress.notes, ...document.wrong.notes] };
  }
  if (read.documents.length === 0) return failed(`no objects passed to ${call.invocation.words[0]?.text ?? ''}`);
  return finish(dryRunOf(call) === 'none' ? progress : { ...progress, world: call.world });
}

/** `--dry-run` alone is `client`, as old kubectl has it. */
export function dryRunOf(call: Call): 'none' | 'client' | 'server' | 'invalid' {
  const value = flag(call.flags, 'dry-run');
  if (value === undefined || value === 'none' || value === 'false') return 'none';
  if (value === 'unchanged' || value === 'client' || value === 'true') return 'client';
  return value === 'server' ? 'server' : 'invalid';
}

/** What stands behind `created` when nothing was: ` (dry run)`. */
export function dryRunSuffix(call: Call): string {
  const mode = dryRunOf(call);
  return mode === 'client' ? ' (dry run)' : mode === 'server' ? ' (server dry run)' : '';
}

/** The line for a written object, or the object itself with `-o`. */
export function writtenLine(
  call: Call,
  { kind, word, local = false }: { readonly kind: Manifest['kind']; readonly word: string; readonly local?: boolean },
) {
  return (object: Stored): string => {
    const format = flag(call.flags, 'output');
    if (isObjectFormat(format)) {
      const printed = printItems([{ kind, object: local ? object : asSent(call.world, kind, object) }], format, { single: true });
      return printed.ok ? printed.text : `error: ${printed.message}\n`;
    }
    return `${printedName(kind, object.metadata.name)} ${word}${dryRunSuffix(call)}\n`;
  };
}

function fieldValidationOf(call: Call): 'Strict' | 'Warn' | 'Ignore' {
  const value = flag(call.flags, 'validate') ?? 'strict';
  if (value === 'warn') return 'Warn';
  return value === 'ignore' || value === 'false' ? 'Ignore' : 'Strict';
}

/** One manifest, applied: created, or patched with what it changes. */
export function applyManifest(progress: Progress, call: Call, manifest: Manifest): Progress {
  const { kind, namespace, name } = manifest;
  if (name === '') return say(progress, { stderr: 'error: from : cannot use generate name with apply\n', failed: true });
  const wanted = withLastApplied(manifest);
  const live = getObject(progress.world, kind, { namespace, name });
  const common = { kind, namespace, name, fieldValidation: fieldValidationOf(call), manager: 'kubectl-client-side-apply' } as const;
  const about = { kind: kind.kind, name };
  if (isError(live)) {
    const line = writtenLine(call, { kind, word: 'created' });
    return carryOut(progress, { ...common, verb: 'create', body: wanted }, { line, about, prefix: creating });
  }
  const annotation = live.metadata.annotations?.[LAST];
  const warned =
    annotation === undefined
      ? say(progress, {
          stderr: `Warning: resource ${kind.plural}/${name} is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`,
        })
      : progress;
  const last = annotation === undefined ? undefined : JSON.parse(annotation);
  // "only a subset of patch types is supported for custom resources": a JSON merge patch, which replaces lists as a whole.
  const custom = kind.installedBy !== undefined;
  const patch = threeWayPatch(custom ? undefined : kind.schema, { last, wanted, live });
  if (Object.keys(patch).length === 0) return say(warned, { stdout: writtenLine(call, { kind, word: 'unchanged' })(live), wrote: true });
  const line = writtenLine(call, { kind, word: 'configured' });
  return carryOut(
    warned,
    { ...common, verb: 'patch', patchType: custom ? 'merge' : 'strategic', body: patch },
    { line, about, prefix: patching(manifest, patch) },
  );
}

/** The manifest with itself as an annotation: what the next apply compares with. */
function withLastApplied({ body, namespace, kind }: Manifest): object {
  const given = body as { readonly metadata?: { readonly annotations?: { readonly [key: string]: string } } };
  const { [LAST]: _old, ...annotations } = given.metadata?.annotations ?? {};
  const metadata = { ...given.metadata, annotations, ...(kind.namespaced ? { namespace } : {}) };
  const plain = { ...body, metadata };
  return { ...plain, metadata: { ...metadata, annotations: { ...annotations, [LAST]: `${canonical(plain)}\n` } } };
}

function createOne(progress: Progress, call: Call, manifest: Manifest): Progress {
  const { kind, namespace, name } = manifest;
  const body = isSet(call.flags, 'save-config') ? withLastApplied(manifest) : manifest.body;
  const request = { kind, namespace, name, verb: 'create', body, fieldValidation: fieldValidationOf(call), manager: 'kubectl-create' } as const;
  const line = writtenLine(call, { kind, word: 'created' });
  return carryOut(progress, request, { line, about: { kind: kind.kind, name }, prefix: creating });
}

function replaceOne(progress: Progress, call: Call, manifest: Manifest): Progress {
  const { kind, namespace, name, body } = manifest;
  const request = { kind, namespace, name, verb: 'update', body, fieldValidation: fieldValidationOf(call), manager: 'kubectl-replace' } as const;
  const line = writtenLine(call, { kind, word: 'replaced' });
  return carryOut(progress, request, { line, about: { kind: kind.kind, name }, prefix: 'error when replacing "STDIN": ' });
}

const creating = 'error when creating "STDIN": ';

function patching({ kind, namespace, name, source }: Manifest, patch: object): string {
  const group = kind.group === '' ? '/' : `${kind.group}/`;
  const resource = `Resource: "${group}${kind.version}, Resource=${kind.plural}", GroupVersionKind: "${group}${kind.version}, Kind=${kind.kind}"`;
  const place = `Name: "${name}", Namespace: "${kind.namespaced ? namespace : ''}"`;
  return `error when applying patch:\n${JSON.stringify(patch)}\nto:\n${resource}\n${place}\nfor: "${source}": error when patching "${source}": `;
}
