/** Verbs that change a field or two of objects that exist: label, annotate, scale, set. */
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import { qualifiedName } from '../../../engine/cluster/name-rules.ts';
import { dryRunOf, writtenLine } from './apply.ts';
import { type Call, type Done, failed, type Verb } from './call.ts';
import { carryOut, finish, type Progress, say, start } from './client.ts';
import { completeObjects } from './complete-objects.ts';
import { showStatusError } from './errors.ts';
import { flag, isSet } from './flags.ts';
import { getObject, isError, listObjects, type Stored } from './objects.ts';
import { readTargets } from './resources.ts';
import { parseLabelSelector } from './selectors.ts';
import { allNamespaces, dryRun, everything, fieldManager, outputFlag, overwrite, selectorFlag } from './standard-flags.ts';

export const label: Verb = metadataVerb('label', 'labels');
export const annotate: Verb = metadataVerb('annotate', 'annotations');

export type Target = { readonly kind: AnyKind; readonly object: Stored };
type Targets = { readonly found: readonly Target[]; readonly missing: string } | { readonly done: Done };

/** The objects that the arguments name, or that a selector or `--all` chooses. */
export function targetsOf(call: Call, args: readonly string[]): Targets {
  if (args.length === 0) return { done: failed('one or more resources must be specified as <resource> <name> or <resource>/<name>') };
  const read = readTargets(call.world, args);
  if (!read.ok) return read;
  const { names, kinds } = read.targets;
  if (names.length > 0) {
    const results = names.map(({ kind, name }) => ({ kind, object: getObject(call.world, kind, { namespace: call.namespace, name }) }));
    const missing = results.flatMap(({ object }) => (isError(object) ? [showStatusError(object)] : []));
    return { found: results.flatMap(({ kind, object }) => (isError(object) ? [] : [{ kind, object }])), missing: missing.join('') };
  }
  const selector = flag(call.flags, 'selector');
  if (selector === undefined && !isSet(call.flags, 'all')) return { done: failed('resource(s) were provided, but no name was specified') };
  const parsed = parseLabelSelector(selector ?? '');
  if (!parsed.ok) return { done: failed(parsed.message) };
  const namespace = isSet(call.flags, 'all-namespaces') ? null : call.namespace;
  const found = kinds.flatMap((kind) =>
    listObjects(call.world, kind, { namespace, labels: parsed.requirements }).map((object) => ({ kind, object })),
  );
  return { found, missing: '' };
}

/** Patches each target in turn and prints a line for each. */
export function patchEach(
  call: Call,
  targets: { readonly found: readonly Target[]; readonly missing: string },
  edit: {
    readonly body: (target: Target) => object;
    readonly word: string | ((changed: boolean) => string);
    readonly manager: string;
    readonly subresource?: 'scale';
  },
): Done {
  let progress: Progress = say(start(call.world), { stderr: targets.missing, failed: targets.missing !== '' });
  for (const target of targets.found) {
    const { kind, object } = target;
    const { name, namespace = call.namespace } = object.metadata;
    const word = (changed: boolean) => (typeof edit.word === 'string' ? edit.word : edit.word(changed));
    const line = (output: Stored, changed: boolean) => writtenLine(call, { kind, word: word(changed) })(output);
    const request = {
      kind,
      namespace,
      name,
      verb: 'patch',
      patchType: 'merge',
      body: edit.body(target),
      manager: edit.manager,
      ...(edit.subresource === undefined ? {} : { subresource: edit.subresource }),
    } as const;
    progress = carryOut(progress, request, { line, about: { kind: kind.kind, name } });
  }
  return finish(dryRunOf(call) === 'none' ? progress : { ...progress, world: call.world });
}

/** Splits `pod web app=x tier-` into what is named and what is to be set or removed. */
function splitPairs(args: readonly string[]): {
  readonly targets: readonly string[];
  readonly set: Readonly<Record<string, string>>;
  readonly removed: readonly string[];
} {
  const isPair = (arg: string) => /^[^=]+=/.test(arg) || /^[^=]+-$/.test(arg);
  const first = args.findIndex((arg, index) => index > 0 && isPair(arg));
  const pairs = first < 0 ? [] : args.slice(first);
  const set = pairs
    .filter((pair) => pair.includes('='))
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const);
  return {
    targets: first < 0 ? args : args.slice(0, first),
    set: Object.fromEntries(set),
    removed: pairs.filter((pair) => !pair.includes('=')).map((pair) => pair.slice(0, -1)),
  };
}

function metadataVerb(name: 'label' | 'annotate', member: 'labels' | 'annotations'): Verb {
  const singular = name === 'label' ? 'label' : 'annotation';
  const past = name === 'label' ? 'labeled' : 'annotated';
  return {
    name,
    about: `Update the ${member} on a resource.`,
    usage: [`kubectl ${name} [--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [options]`],
    examples: [
      name === 'label' ? 'kubectl label pod web app=webapp --overwrite' : 'kubectl annotate svc frontend owner=team-a',
      `kubectl ${name} pod web app-`,
    ],
    flags: [
      overwrite,
      everything,
      allNamespaces,
      selectorFlag,
      dryRun,
      outputFlag,
      fieldManager,
      { name: 'list', takes: 'nothing', about: `If true, display the ${member} for a given resource.`, fallback: 'false' },
    ],
    complete: (call) => {
      const keys = [...new Set(Object.keys((call.args.length > 2 ? targetLabels(call) : undefined) ?? {}))];
      return call.args.length > 2 ? keys.flatMap((key) => [`${key}=`, `${key}-`]).map((text) => ({ text, about: null })) : completeObjects(call);
    },
    run: (call) => {
      const { targets: args, set, removed } = splitPairs(call.args);
      if (args.length === 0) return failed('one or more resources must be specified as <resource> <name> or <resource>/<name>');
      if (isSet(call.flags, 'list')) return listMetadata(call, args, member);
      if (Object.keys(set).length === 0 && removed.length === 0) return failed(`at least one ${singular} update is required`);
      const badKey = Object.keys(set).find((key) => qualifiedName(member === 'annotations' ? key.toLowerCase() : key).length > 0);
      if (badKey !== undefined && member === 'labels') return failed(`invalid label spec: ${badKey}=${set[badKey]}: ${qualifiedName(badKey)[0]}`);
      const targets = targetsOf(call, args);
      if ('done' in targets) return targets.done;
      const clash = isSet(call.flags, 'overwrite')
        ? undefined
        : targets.found.flatMap(({ object }) =>
            Object.entries(set).flatMap(([key, value]) => {
              const had = object.metadata[member]?.[key];
              return had !== undefined && had !== value ? [{ key, had }] : [];
            }),
          )[0];
      if (clash !== undefined) {
        return name === 'label'
          ? failed(`'${clash.key}' already has a value (${clash.had}), and --overwrite is false`)
          : failed(`--overwrite is false but found the following declared annotation(s): '${clash.key}' already has a value (${clash.had})`);
      }
      const absent = targets.found.length === 1 ? removed.filter((key) => targets.found[0]?.object.metadata[member]?.[key] === undefined) : [];
      const done = patchEach(call, targets, {
        body: () => ({ metadata: { [member]: { ...set, ...Object.fromEntries(removed.map((key) => [key, null])) } } }),
        word: (changed) =>
          name === 'label' && !changed ? 'not labeled' : removed.length > 0 && Object.keys(set).length === 0 && name === 'label' ? 'unlabeled' : past,
        manager: `kubectl-${name}`,
      });
      return absent.length === 0
        ? done
        : { ...done, stdout: `${absent.map((key) => `${singular} "${key}" not found.\n`).join('')}${done.stdout ?? ''}` };
    },
  };
}

function targetLabels(call: Call): { readonly [key: string]: string } | undefined {
  const targets = targetsOf(call, call.args.slice(0, 2));
  return 'done' in targets ? undefined : targets.found[0]?.object.metadata.labels;
}

function listMetadata(call: Call, args: readonly string[], member: 'labels' | 'annotations'): Done {
  const targets = targetsOf(call, args);
  if ('done' in targets) return targets.done;
  const lines = targets.found.flatMap(({ object }) => Object.entries(object.metadata[member] ?? {}).map(([key, value]) => `${key}=${value}\n`));
  return { kind: 'read', stdout: lines.sort().join(''), stderr: targets.missing, code: targets.missing === '' ? 0 : 1 };
}
