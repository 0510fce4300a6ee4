/** `kubectl patch` and `kubectl edit`. */
import { load, YAMLException } from 'js-yaml';
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import { dryRunOf, dryRunSuffix, writtenLine } from './apply.ts';
import { type Call, type Done, failed, notSimulatedNote, type Verb } from './call.ts';
import { carryOut, finish, type Progress, say, start } from './client.ts';
import { completeObjects } from './complete-objects.ts';
import { targetsOf } from './edit-fields.ts';
import { flag } from './flags.ts';
import { isObjectFormat } from './formats.ts';
import type { Stored } from './objects.ts';
import { printedName } from './resources.ts';
import { dryRun, fieldManager, outputFlag } from './standard-flags.ts';

export const patch: Verb = {
  name: 'patch',
  about: 'Update fields of a resource using strategic merge patch, a JSON merge patch, or a JSON patch.',
  usage: ['kubectl patch (-f FILENAME | TYPE NAME) [-p PATCH|--patch-file FILE] [options]'],
  examples: [
    `kubectl patch svc frontend -p '{"spec":{"selector":{"app":"webapp"}}}'`,
    `kubectl patch svc frontend --type=json -p '[{"op":"replace","path":"/spec/ports/0/targetPort","value":9376}]'`,
  ],
  flags: [
    { name: 'patch', short: 'p', takes: 'text', about: 'The patch to be applied to the resource JSON file.', fallback: "''" },
    { name: 'type', takes: 'text', about: 'The type of patch being provided; one of [json merge strategic]', fallback: "'strategic'" },
    { name: 'subresource', takes: 'text', about: 'If specified, patch will operate on the subresource of the requested object.', fallback: "''" },
    dryRun,
    outputFlag,
    fieldManager,
  ],
  complete: completeObjects,
  run: runPatch,
};

function runPatch(call: Call): Done {
  const text = flag(call.flags, 'patch');
  if (text === undefined) return failed('must specify --patch or --patch-file containing the contents of the patch');
  const type = (flag(call.flags, 'type') ?? 'strategic').toLowerCase();
  if (type !== 'strategic' && type !== 'merge' && type !== 'json') return failed(`--type must be one of [json merge strategic], not "${type}"`);
  const read = readBody(text);
  if ('message' in read) return failed(`unable to parse "${text}": ${read.message}`);
  const targets = targetsOf(call, call.args);
  if ('done' in targets) return targets.done;
  let progress: Progress = say(start(call.world), { stderr: targets.missing, failed: targets.missing !== '' });
  for (const { kind, object } of targets.found) progress = patchOne(progress, call, { kind, object, type, body: read.body });
  return finish(dryRunOf(call) === 'none' ? progress : { ...progress, world: call.world });
}

type Patch = { readonly kind: AnyKind; readonly object: Stored; readonly type: 'strategic' | 'merge' | 'json'; readonly body: object };

function patchOne(progress: Progress, call: Call, { kind, object, type, body }: Patch): Progress {
  const { name, namespace = call.namespace } = object.metadata;
  const subresource = flag(call.flags, 'subresource');
  const part = subresource === 'status' || subresource === 'scale' ? ({ subresource } as const) : {};
  const request = {
    kind,
    namespace,
    name,
    verb: 'patch',
    patchType: type,
    body,
    manager: 'kubectl-patch',
    ...part,
  } as const;
  const shown = isObjectFormat(flag(call.flags, 'output')) ? writtenLine(call, { kind, word: 'patched' }) : null;
  const line = (output: Stored, changed: boolean) =>
    shown?.(output) ?? `${printedName(kind, name)} patched${changed ? '' : ' (no change)'}${dryRunSuffix(call)}\n`;
  return carryOut(progress, request, { line, about: { kind: kind.kind, name } });
}

function readBody(text: string): { readonly body: object } | { readonly message: string } {
  try {
    const body = load(text);
    return body !== null && typeof body === 'object'
      ? { body }
      : { message: 'json: cannot unmarshal string into Go value of type map[string]interface {}' };
  } catch (error) {
    if (error instanceof YAMLException) return { message: `yaml: line ${(error.mark?.line ?? 0) + 1}: ${error.reason}` };
    throw error;
  }
}

/** An editor cannot run here: the edited text comes as a heredoc. */
export const edit: Verb = {
  name: 'edit',
  about: 'Edit a resource from the default editor.',
  usage: ['kubectl edit (RESOURCE/NAME | -f FILENAME) [options]'],
  examples: ['kubectl edit svc frontend <<EOF'],
  flags: [outputFlag, fieldManager],
  complete: completeObjects,
  run: (call) => {
    const targets = targetsOf(call, call.args);
    if ('done' in targets) return targets.done;
    const [target] = targets.found;
    if (target === undefined) return { kind: 'refused', code: 1, stderr: targets.missing };
    const { kind, object } = target;
    const { name, namespace = call.namespace } = object.metadata;
    if (call.stdin.trim() === '') {
      const near = `kubectl patch ${kind.singular} ${name} -p '{…}'`;
      return { kind: 'refused', code: 1, notes: [notSimulatedNote({ ko: '편집기', en: 'an editor' }, near)] };
    }
    const read = readBody(call.stdin);
    if ('message' in read) return failed(`error parsing edited-file: error converting YAML to JSON: ${read.message}`);
    const line = (_output: Stored, changed: boolean) => (changed ? `${printedName(kind, name)} edited\n` : 'Edit cancelled, no changes made.\n');
    const request = { kind, namespace, name, verb: 'update', body: read.body, manager: 'kubectl-edit', fieldValidation: 'Strict' } as const;
    return finish(carryOut(start(call.world), request, { line, about: { kind: kind.kind, name } }));
  },
};
