/** `kubectl rollout history|undo|pause|resume`: the templates that a workload had. https://github.com/kubernetes/kubectl/tree/master/pkg/polymorphichelpers */
import type { PodTemplateSpec } from 'kubernetes-types/core/v1.d.ts';
import type { ControllerRevision } from '../../../engine/cluster/controllerrevision.ts';
import type { ReplicaSet } from '../../../engine/cluster/replicaset.ts';
import { lookup } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import { dryRunOf, writtenLine } from './apply.ts';
import { type Call, type Done, failed } from './call.ts';
import { carryOut, finish, type Progress, say, start } from './client.ts';
import { templateLines } from './describe-pod.ts';
import { annotationLines, type Line, render } from './describe-writer.ts';
import { patchEach, type Target, targetsOf } from './edit-fields.ts';
import { flag } from './flags.ts';
import { printedName } from './resources.ts';
import { align, TABLE } from './tabwriter.ts';

const WITH_HISTORY = ['Deployment', 'DaemonSet', 'StatefulSet'];
const CAUSE = 'kubernetes.io/change-cause';
const HASHES = ['pod-template-hash', 'controller-revision-hash'];

type Revision = { readonly number: number; readonly cause: string | undefined; readonly template: PodTemplateSpec };

/** The revisions of a workload, oldest first: its ReplicaSets, or its ControllerRevisions. */
function revisionsOf(world: World, { kind, object }: Target): Revision[] {
  const { uid } = object.metadata;
  const found =
    kind.kind === 'Deployment'
      ? lookup(world.cluster.ReplicaSet, 'byOwner', uid).map(ofReplicaSet)
      : lookup(world.cluster.ControllerRevision, 'byOwner', uid).map(ofRevision);
  return found.filter(({ number }) => number > 0).sort((one, other) => one.number - other.number);
}

function ofReplicaSet({ metadata, spec }: ReplicaSet): Revision {
  const number = Number(metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
  return { number, cause: metadata.annotations?.[CAUSE], template: spec.template ?? {} };
}

function ofRevision({ metadata, revision, data }: ControllerRevision): Revision {
  const { template } = (data as { readonly spec: { readonly template: PodTemplateSpec & { readonly $patch?: string } } }).spec;
  const { $patch: _replace, ...plain } = template;
  return { number: revision, cause: metadata.annotations?.[CAUSE], template: plain };
}

/** `kubectl rollout history [--revision=N]`. */
export function history(call: Call, args: readonly string[]): Done {
  const targets = targetsOf(call, args);
  if ('done' in targets) return targets.done;
  const texts = targets.found.map((target) => historyOf(call, target));
  const wrong = texts.find((text) => 'message' in text);
  if (wrong !== undefined && 'message' in wrong) return failed(wrong.message);
  const stdout = texts.map((text) => ('text' in text ? text.text : '')).join('');
  return { kind: stdout === '' ? 'refused' : 'read', stdout, stderr: targets.missing, code: targets.missing === '' ? 0 : 1 };
}

function historyOf(call: Call, target: Target): { readonly text: string } | { readonly message: string } {
  const { kind, object } = target;
  if (!WITH_HISTORY.includes(kind.kind)) return { message: `no history viewer has been implemented for "${kind.kind}"` };
  const revisions = revisionsOf(call.world, target);
  const title = printedName(kind, object.metadata.name);
  const asked = Number(flag(call.flags, 'revision') ?? 0);
  if (asked < 0) return { message: `revision must be a positive integer: ${asked}` };
  if (asked === 0) {
    const rows = [['REVISION', 'CHANGE-CAUSE'], ...revisions.map(({ number, cause }) => [String(number), cause || '<none>'])];
    return { text: `${title} \n${align(rows.map((row) => row.join('\t')).join('\n'), { ...TABLE, minWidth: 0, padding: 2 })}\n\n` };
  }
  const found = revisions.find(({ number }) => number === asked);
  if (found === undefined) return { message: `unable to find the specified revision` };
  const cause: Line[] = found.cause === undefined ? [] : annotationLines('Annotations', { [CAUSE]: found.cause }).map(([, text]): Line => [1, text]);
  const [head, ...rest] = templateLines(found.template);
  const lines = [...(head === undefined ? [] : [[0, 'Pod Template:'] as Line]), ...cause, ...rest];
  return { text: `${title} with revision #${asked}\n${render(lines)}\n` };
}

/** `kubectl rollout undo [--to-revision=N]`: the template of that revision, or of the one before the last, comes back. */
export function undo(call: Call, args: readonly string[]): Done {
  const targets = targetsOf(call, args);
  if ('done' in targets) return targets.done;
  let progress: Progress = say(start(call.world), { stderr: targets.missing, failed: targets.missing !== '' });
  for (const target of targets.found) progress = undoOne(progress, call, target);
  return finish(dryRunOf(call) === 'none' ? progress : { ...progress, world: call.world });
}

function undoOne(progress: Progress, call: Call, target: Target): Progress {
  const { kind, object } = target;
  const refuse = (message: string) => say(progress, { stderr: `error: ${message}\n`, failed: true });
  if (!WITH_HISTORY.includes(kind.kind)) return refuse(`no rollbacker has been implemented for "${kind.kind}"`);
  const { paused } = object.spec as { readonly paused?: boolean };
  const { name, namespace = call.namespace } = object.metadata;
  if (paused === true) {
    return refuse(`you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume deployment/${name}' and try again`);
  }
  const revisions = revisionsOf(progress.world, target);
  const asked = Number(flag(call.flags, 'to-revision') ?? 0);
  const to = asked === 0 ? revisions.at(-2) : revisions.find(({ number }) => number === asked);
  if (to === undefined)
    return refuse(asked === 0 ? `no rollout history found for ${kind.singular} "${name}"` : `unable to find specified revision ${asked} in history`);
  const { template: now } = object.spec as { readonly template?: PodTemplateSpec };
  const template = withoutHashes(to.template);
  if (JSON.stringify(template) === JSON.stringify(now)) {
    const skipped = `skipped rollback (current template already matches revision ${to.number})`;
    return say(progress, { stdout: `${printedName(kind, name)} ${skipped}\n`, wrote: true });
  }
  const line = writtenLine(call, { kind, word: 'rolled back' });
  const body = [{ op: 'replace', path: '/spec/template', value: template }];
  const request = { kind, namespace, name, verb: 'patch', patchType: 'json', body, manager: 'kubectl-rollout' } as const;
  return carryOut(progress, request, { line, about: { kind: kind.kind, name } });
}

function withoutHashes(template: PodTemplateSpec): PodTemplateSpec {
  const labels = Object.fromEntries(Object.entries(template.metadata?.labels ?? {}).filter(([key]) => !HASHES.includes(key)));
  return { ...template, metadata: { ...template.metadata, labels } };
}

/** `kubectl rollout pause` and `resume`: only Deployments can be paused. */
export function pauseOrResume(call: Call, args: readonly string[], pausing: boolean): Done {
  const targets = targetsOf(call, args);
  if ('done' in targets) return targets.done;
  const word = pausing ? 'paus' : 'resum';
  const wrong = targets.found.find(({ kind }) => kind.kind !== 'Deployment');
  if (wrong !== undefined) return failed(`${wrong.kind.plural}.${wrong.kind.group} "${wrong.object.metadata.name}" ${word}ing is not supported`);
  const same = targets.found.find(({ object }) => Boolean((object.spec as { readonly paused?: boolean }).paused) === pausing);
  if (same !== undefined) return failed(`deployments.apps "${same.object.metadata.name}" is ${pausing ? 'already' : 'not'} paused`);
  return patchEach(call, targets, { body: () => ({ spec: { paused: pausing ? true : null } }), word: `${word}ed`, manager: 'kubectl-rollout' });
}
