/** `kubectl taint`. https://github.com/kubernetes/kubectl/blob/master/pkg/cmd/taint/taint.go */
import type { Taint } from 'kubernetes-types/core/v1.d.ts';
import { labelValue, qualifiedName } from '../../../engine/cluster/name-rules.ts';
import type { Node } from '../../../engine/cluster/node.ts';
import { dryRunOf, dryRunSuffix } from './apply.ts';
import { type Call, type Done, failed, type Verb } from './call.ts';
import { carryOut, finish, type Progress, say, start } from './client.ts';
import { completeObjects } from './complete-objects.ts';
import { type Target, targetsOf } from './edit-fields.ts';
import { isSet } from './flags.ts';
import { dryRun, everything, fieldManager, overwrite, selectorFlag } from './standard-flags.ts';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export const taint: Verb = {
  name: 'taint',
  about: 'Update the taints on one or more nodes.',
  usage: ['kubectl taint NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N [options]'],
  examples: ['kubectl taint nodes node0 dedicated=ingress:NoSchedule', 'kubectl taint nodes node0 dedicated:NoSchedule-'],
  flags: [selectorFlag, everything, overwrite, dryRun, fieldManager],
  complete: completeObjects,
  run,
};

type Wanted = { readonly added: readonly Taint[]; readonly removed: readonly { readonly key: string; readonly effect: string }[] };

function run(call: Call): Done {
  const first = call.args.findIndex((arg, index) => index > 0 && (arg.includes('=') || arg.includes(':') || arg.endsWith('-')));
  const wanted = readTaints(first < 0 ? [] : call.args.slice(first));
  if ('message' in wanted) return failed(wanted.message);
  const targets = targetsOf(call, first < 0 ? call.args : call.args.slice(0, first));
  if ('done' in targets) return targets.done;
  const other = targets.found.find(({ kind }) => kind.kind !== 'Node');
  if (other !== undefined) return failed(`invalid resource type ${other.kind.plural}, only node is supported`);
  let progress: Progress = say(start(call.world), { stderr: targets.missing, failed: targets.missing !== '' });
  for (const target of targets.found) progress = taintOne(progress, call, { target, wanted });
  return finish(dryRunOf(call) === 'none' ? progress : { ...progress, world: call.world });
}

/** `key=value:Effect`, `key:Effect`; with `-` behind it to remove, then the effect may be left out. */
function readTaints(specs: readonly string[]): Wanted | { readonly message: string } {
  if (specs.length === 0) return { message: 'at least one taint update is required' };
  const added: Taint[] = [];
  const removed: { key: string; effect: string }[] = [];
  for (const spec of specs) {
    const removing = spec.endsWith('-');
    const match = /^([^=:]+)(?:=([^:]*))?(?::(.*))?$/.exec(removing ? spec.slice(0, -1) : spec);
    const [key = '', value = '', effect = ''] = match?.slice(1) ?? [];
    if (match === null || (!removing && effect === '')) return { message: `invalid taint spec: ${spec}` };
    const wrong = [...qualifiedName(key), ...labelValue(value)][0];
    if (wrong !== undefined) return { message: `invalid taint spec: ${spec}, ${wrong}` };
    if (effect !== '' && !EFFECTS.includes(effect)) return { message: `invalid taint effect: ${effect}, unsupported taint effect` };
    if (removing) removed.push({ key, effect });
    else added.push({ key, ...(value === '' ? {} : { value }), effect });
  }
  return { added, removed };
}

type Asked = { readonly target: Target; readonly wanted: Wanted };

function taintOne(progress: Progress, call: Call, { target: { kind, object }, wanted: { added, removed } }: Asked): Progress {
  const { name } = object.metadata;
  const { taints: had = [] } = (object as unknown as Node).spec;
  const same = (one: Taint, other: { readonly key: string; readonly effect: string }) =>
    one.key === other.key && (other.effect === '' || one.effect === other.effect);
  const present = added.filter((taint) => had.some((other) => same(other, taint)));
  if (present.length > 0 && !isSet(call.flags, 'overwrite')) {
    const keys = [...new Set(present.map(({ key }) => key))].join(',');
    return say(progress, { stderr: `error: node ${name} already has ${keys} taint(s) with same effect(s) and --overwrite is false\n`, failed: true });
  }
  const unknown = removed.filter((gone) => !had.some((taint) => same(taint, gone)));
  if (unknown.length > 0) {
    const texts = unknown.map(({ key, effect }) => `taint "${key}${effect === '' ? '' : `:${effect}`}" not found`);
    return say(progress, { stderr: `error: ${texts.join('\n')}\n`, failed: true });
  }
  const kept = had.filter(
    (taint) => !removed.some((gone) => same(taint, gone)) && !added.some((given) => same(taint, given as { key: string; effect: string })),
  );
  const word = added.length === 0 ? 'untainted' : removed.length === 0 ? 'tainted' : 'modified';
  const body = { spec: { taints: [...added, ...kept] } };
  const request = { kind, namespace: '', name, verb: 'patch', patchType: 'merge', body, manager: 'kubectl-taint' } as const;
  return carryOut(progress, request, { line: `node/${name} ${word}${dryRunSuffix(call)}\n`, about: { kind: 'Node', name } });
}
