/** `kubectl delete`: asks for deletion, then waits until the objects are gone. */
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import { keyOf } from '../../../engine/cluster/metadata.ts';
import { storedAt } from '../../../engine/cluster/request.ts';
import { dryRunOf, dryRunSuffix } from './apply.ts';
import { type Call, type Done, failed, type Verb } from './call.ts';
import { carryOut, finish, type Progress, say, start } from './client.ts';
import { completeObjects } from './complete-objects.ts';
import { showStatusError } from './errors.ts';
import { flag, isSet } from './flags.ts';
import { readManifests } from './manifests.ts';
import { getObject, isError, listObjects, type Stored } from './objects.ts';
import { readTargets } from './resources.ts';
import { parseFieldSelector, parseLabelSelector } from './selectors.ts';
import { allNamespaces, dryRun, everything, fieldSelector, filenameFlag, outputFlag, recursive, selectorFlag, wait } from './standard-flags.ts';
import { waitUntil } from './time-passing.ts';

/** Longer than any grace period that a lesson uses; a real kubectl would wait for ever. */
const LIMIT = 600_000;

export const remove: Verb = {
  name: 'delete',
  about: 'Delete resources by file names, stdin, resources and names, or by resources and label selector.',
  usage: ['kubectl delete ([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)]) [options]'],
  examples: ['kubectl delete pod webapp-7d9c6b8f5d-4kq2s', 'kubectl delete svc frontend', 'kubectl delete pods -l app=webapp'],
  flags: [
    filenameFlag,
    recursive,
    selectorFlag,
    fieldSelector,
    everything,
    allNamespaces,
    dryRun,
    outputFlag,
    wait,
    { name: 'grace-period', takes: 'number', about: 'Period of time in seconds given to the resource to terminate gracefully.', fallback: '-1' },
    { name: 'now', takes: 'nothing', about: 'If true, resources are signaled for immediate shutdown (same as --grace-period=1).', fallback: 'false' },
    { name: 'force', takes: 'nothing', about: 'If true, immediately remove resources from API and bypass graceful deletion.', fallback: 'false' },
    { name: 'ignore-not-found', takes: 'nothing', about: 'Treat "resource not found" as a successful delete.', fallback: 'false' },
    { name: 'cascade', takes: 'optional', about: 'Must be "background", "orphan", or "foreground".', fallback: "'background'" },
    { name: 'timeout', takes: 'text', about: 'The length of time to wait before giving up on a delete.', fallback: '0s' },
  ],
  run,
  complete: completeObjects,
};

type Target = { readonly kind: AnyKind; readonly namespace: string; readonly name: string };
type Chosen = { readonly targets: readonly Target[]; readonly missing: readonly string[]; readonly listed: boolean } | { readonly done: Done };

function run(call: Call): Done {
  const { flags } = call;
  if (isSet(flags, 'force') && Number(flag(flags, 'grace-period') ?? 0) > 0)
    return failed('--force and --grace-period greater than 0 cannot be specified together');
  const format = flag(flags, 'output');
  if (format !== undefined && format !== 'name') return failed(`unexpected -o output mode: ${format}. We only support '-o name'`);
  const cascade = flag(flags, 'cascade') ?? 'background';
  if (!['background', 'foreground', 'orphan', 'true', 'false', 'unchanged'].includes(cascade)) {
    return failed(`Invalid cascade value (${cascade}). Must be "background", "foreground", or "orphan".`);
  }
  const chosen = choose(call);
  if ('done' in chosen) return chosen.done;
  let progress: Progress = start(call.world);
  for (const error of chosen.missing) progress = say(progress, { stderr: error, failed: true });
  if (chosen.targets.length === 0 && chosen.missing.length === 0) return { kind: 'read', stdout: 'No resources found\n' };
  if (isSet(flags, 'force'))
    progress = say(progress, {
      stderr:
        'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
    });
  for (const target of chosen.targets) progress = deleteOne(progress, call, target);
  if (dryRunOf(call) !== 'none') return finish({ ...progress, world: call.world });
  return isSet({ wait: ['true'], ...flags }, 'wait') ? waitForAll(progress, call, chosen.targets) : finish(progress);
}

function choose(call: Call): Chosen {
  const { flags, args } = call;
  if (flags.filename !== undefined) return fromManifests(call);
  if (args.length === 0)
    return {
      done: failed(
        "You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'",
      ),
    };
  const read = readTargets(call.world, args);
  if (!read.ok) return read;
  const { names, kinds } = read.targets;
  const selecting = isSet(flags, 'all') || flag(flags, 'selector') !== undefined || flag(flags, 'field-selector') !== undefined;
  if (names.length > 0) {
    if (selecting) return { done: failed('name cannot be provided when a selector is specified') };
    return fromNames(call, names);
  }
  if (!selecting) return { done: failed('resource(s) were provided, but no name was specified') };
  const labels = parseLabelSelector(flag(flags, 'selector') ?? '');
  const fields = parseFieldSelector(flag(flags, 'field-selector') ?? '');
  if (!labels.ok) return { done: failed(labels.message) };
  if (!fields.ok) return { done: failed(fields.message) };
  const namespace = isSet(flags, 'all-namespaces') ? null : call.namespace;
  const targets = kinds.flatMap((kind) =>
    listObjects(call.world, kind, { namespace, labels: labels.requirements, fields: fields.requirements }).map((object) =>
      targetOf(call, kind, object),
    ),
  );
  return { targets, missing: [], listed: true };
}

function fromNames(call: Call, names: readonly { readonly kind: AnyKind; readonly name: string }[]): Chosen {
  const targets: Target[] = [];
  const missing: string[] = [];
  for (const { kind, name } of names) {
    const found = getObject(call.world, kind, { namespace: call.namespace, name });
    if (!isError(found)) targets.push(targetOf(call, kind, found));
    else if (!isSet(call.flags, 'ignore-not-found')) missing.push(showStatusError(found));
  }
  return { targets, missing, listed: false };
}

function fromManifests(call: Call): Chosen {
  const read = readManifests(call);
  if (!read.ok) return read;
  const targets: Target[] = [];
  const missing: string[] = [];
  for (const document of read.documents) {
    if ('wrong' in document) {
      missing.push(document.wrong.stderr);
      continue;
    }
    const { kind, namespace, name } = document.manifest;
    const found = getObject(call.world, kind, { namespace, name });
    if (!isError(found)) targets.push({ kind, namespace, name });
    else if (!isSet(call.flags, 'ignore-not-found')) missing.push(showStatusError(found, null, 'error when deleting "STDIN": '));
  }
  return { targets, missing, listed: false };
}

function targetOf(call: Call, kind: AnyKind, { metadata }: Stored): Target {
  return { kind, namespace: metadata.namespace ?? call.namespace, name: metadata.name };
}

function deleteOne(progress: Progress, call: Call, { kind, namespace, name }: Target): Progress {
  const { flags } = call;
  const force = isSet(flags, 'force');
  const asked = Number(flag(flags, 'grace-period') ?? -1);
  const grace = isSet(flags, 'now') ? 1 : force && asked < 0 ? 0 : asked;
  const cascade = flag(flags, 'cascade') ?? 'background';
  const propagation = cascade === 'orphan' || cascade === 'false' ? 'Orphan' : cascade === 'foreground' ? 'Foreground' : 'Background';
  const line = deletedLine(call, { kind, namespace, name }, force);
  if (dryRunOf(call) === 'client') return say(progress, { stdout: line, wrote: true });
  const request = {
    kind,
    namespace,
    name,
    verb: 'delete',
    propagation,
    manager: 'kubectl',
    ...(grace < 0 ? {} : { gracePeriodSeconds: grace }),
  } as const;
  return carryOut(progress, request, { line, about: { kind: kind.kind, name } });
}

/** https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/delete/delete.go (PrintObj) */
function deletedLine(call: Call, { kind, namespace, name }: Target, force: boolean): string {
  const shown = kind.group === '' ? kind.singular : `${kind.singular}.${kind.group}`;
  if (flag(call.flags, 'output') === 'name') return `${shown}/${name}\n`;
  const place = kind.namespaced ? ` from ${namespace} namespace` : '';
  return `${shown} "${name}" ${force ? 'force deleted' : 'deleted'}${place}${dryRunSuffix(call)}\n`;
}

function waitForAll(progress: Progress, call: Call, targets: readonly Target[]): Done {
  const uids = targets.map((target) => ({ ...target, key: keyOf(target.kind.namespaced ? target : { name: target.name }) }));
  const left = uids.flatMap((target) => {
    const object = storedAt(progress.world, target.kind, target.key);
    // What the server refused to delete is not waited for.
    return object?.metadata.deletionTimestamp === undefined ? [] : [{ ...target, uid: object.metadata.uid }];
  });
  if (left.length === 0) return finish(progress);
  const gone = (world: Call['world']) => left.every(({ kind, key, uid }) => storedAt(world, kind, key)?.metadata.uid !== uid);
  const waited = waitUntil(progress.world, { since: call.world.revision, limit: LIMIT, holds: gone });
  const done = finish({ ...progress, world: waited.world });
  if (waited.met) return done;
  const text = {
    ko: '오브젝트가 아직 남아 있어서 10분 뒤에 기다리기를 멈췄습니다.',
    en: 'The objects are still there: waiting stopped after ten minutes.',
  };
  return { ...done, notes: [...(done.notes ?? []), { mark: 'info', text }] };
}
