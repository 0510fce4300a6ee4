/** `kubectl rollout` and `kubectl wait`. */
import type { Deployment } from '../../../engine/cluster/deployment.ts';
import type { StatefulSet } from '../../../engine/cluster/statefulset.ts';
import { timestamp } from '../../../engine/cluster/timestamp.ts';
import type { World } from '../../../engine/world.ts';
import { type Call, type Done, failed, type Verb } from './call.ts';
import { completeObjects } from './complete-objects.ts';
import { patchEach, type Target, targetsOf } from './edit-fields.ts';
import { flag } from './flags.ts';
import { findJsonPath } from './jsonpath.ts';
import { getObject, isError, type Stored } from './objects.ts';
import { printedName } from './resources.ts';
import { history, pauseOrResume, undo } from './rollout-history.ts';
import { allNamespaces, dryRun, everything, fieldSelector, outputFlag, selectorFlag } from './standard-flags.ts';
import { readDuration, waitUntil } from './time-passing.ts';

export const rollout: Verb = {
  name: 'rollout',
  about: 'Manage the rollout of one or many resources.',
  usage: ['kubectl rollout SUBCOMMAND [options]', 'kubectl rollout status|history|undo|restart|pause|resume (TYPE NAME | TYPE/NAME) [flags]'],
  examples: [
    'kubectl rollout status deployment/webapp',
    'kubectl rollout restart deployment/webapp',
    'kubectl rollout undo deployment/webapp --to-revision=1',
  ],
  flags: [
    selectorFlag,
    dryRun,
    outputFlag,
    { name: 'revision', takes: 'number', about: 'See the details, including podTemplate of the revision specified.', fallback: '0' },
    { name: 'to-revision', takes: 'number', about: 'The revision to rollback to. Default to 0 (last revision).', fallback: '0' },
    { name: 'timeout', takes: 'text', about: 'The length of time to wait before ending watch, zero means never.', fallback: '0s' },
    { name: 'watch', short: 'w', takes: 'nothing', about: "Watch the status of the rollout until it's done.", fallback: 'true' },
  ],
  complete: (call) =>
    call.args.length <= 1
      ? ['status', 'history', 'undo', 'restart', 'pause', 'resume'].map((text) => ({ text, about: null }))
      : completeObjects({ ...call, args: call.args.slice(1) }),
  run: (call) => {
    const [what, ...args] = call.args;
    if (what === 'status') return status(call, args);
    if (what === 'restart') return restart(call, args);
    if (what === 'history') return history(call, args);
    if (what === 'undo') return undo(call, args);
    if (what === 'pause' || what === 'resume') return pauseOrResume(call, args, what === 'pause');
    return {
      kind: 'refused',
      code: 1,
      stderr: `error: unknown command "${what ?? ''}" for "kubectl rollout"\nSee 'kubectl rollout -h' for help and examples\n`,
    };
  },
};

function restart(call: Call, args: readonly string[]): Done {
  const targets = targetsOf(call, args);
  if ('done' in targets) return targets.done;
  const wrong = targets.found.find(({ kind }) => !WITH_STATUS.includes(kind.kind));
  if (wrong !== undefined) return failed(`${wrong.kind.plural} "${wrong.object.metadata.name}" restarting is not supported`);
  const annotations = { 'kubectl.kubernetes.io/restartedAt': timestamp(call.world.now) };
  return patchEach(call, targets, {
    body: () => ({ spec: { template: { metadata: { annotations } } } }),
    word: 'restarted',
    manager: 'kubectl-rollout',
  });
}

const WITH_STATUS = ['Deployment', 'DaemonSet', 'StatefulSet'];

/** Half an hour is more than any rollout of a lesson takes. */
const LIMIT = 1_800_000;

function status(call: Call, args: readonly string[]): Done {
  const targets = targetsOf(call, args);
  if ('done' in targets) return targets.done;
  const [target] = targets.found;
  if (target === undefined) return { kind: 'refused', stderr: targets.missing, code: 1 };
  if (!WITH_STATUS.includes(target.kind.kind)) return failed(`no status viewer has been implemented for ${target.kind.kind}`);
  const lines: string[] = [];
  let problem: string | null = null;
  const limit = readDuration(flag(call.flags, 'timeout') ?? '0s') || LIMIT;
  const holds = (world: World) => {
    const step = rolloutStep(world, target, call.namespace);
    if (step.line !== lines.at(-1)) lines.push(step.line);
    problem = step.problem;
    return step.done || step.problem !== null || flag(call.flags, 'watch') === 'false';
  };
  const waited = waitUntil(call.world, { since: call.world.revision, limit, holds });
  const stdout = lines.join('');
  if (problem !== null) return { kind: 'read', stdout, stderr: `error: ${problem}\n`, code: 1, world: waited.world };
  return waited.met
    ? { kind: 'read', stdout, world: waited.world }
    : { kind: 'read', stdout, stderr: 'error: timed out waiting for the condition\n', code: 1, world: waited.world };
}

type Step = { readonly line: string; readonly done: boolean; readonly problem: string | null };

/** https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go */
function rolloutStep(world: World, { kind, object }: Target, namespace: string): Step {
  const { name } = object.metadata;
  const found = getObject(world, kind, { namespace, name });
  if (isError(found)) return { line: '', done: false, problem: 'object has been deleted' };
  if (kind.kind === 'Deployment') return deploymentStep(found as unknown as Deployment);
  return kind.kind === 'StatefulSet' ? statefulSetStep(found as unknown as StatefulSet) : daemonSetStep(found);
}

function deploymentStep({ metadata: { name, generation = 0 }, spec, status }: Deployment): Step {
  const waiting = (text: string): Step => ({ line: `Waiting for deployment "${name}" rollout to finish: ${text}\n`, done: false, problem: null });
  if (generation > (status.observedGeneration ?? 0))
    return { line: 'Waiting for deployment spec update to be observed...\n', done: false, problem: null };
  if (status.conditions?.some(({ type, reason }) => type === 'Progressing' && reason === 'ProgressDeadlineExceeded')) {
    return { line: '', done: false, problem: `deployment "${name}" exceeded its progress deadline` };
  }
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  if (updatedReplicas < (spec.replicas ?? 1)) return waiting(`${updatedReplicas} out of ${spec.replicas} new replicas have been updated...`);
  if (replicas > updatedReplicas) return waiting(`${replicas - updatedReplicas} old replicas are pending termination...`);
  if (availableReplicas < updatedReplicas) return waiting(`${availableReplicas} of ${updatedReplicas} updated replicas are available...`);
  return { line: `deployment "${name}" successfully rolled out\n`, done: true, problem: null };
}

function statefulSetStep({ metadata: { generation = 0 }, spec, status }: StatefulSet): Step {
  const line = (text: string, done = false): Step => ({ line: `${text}\n`, done, problem: null });
  if (spec.updateStrategy?.type !== 'RollingUpdate')
    return { line: '', done: false, problem: 'rollout status is only available for RollingUpdate strategy type' };
  if ((status.observedGeneration ?? 0) < generation) return line('Waiting for statefulset spec update to be observed...');
  const { replicas = 1 } = spec;
  const { readyReplicas = 0, updatedReplicas = 0, currentRevision = '', updateRevision = '' } = status;
  if (readyReplicas < replicas) return line(`Waiting for ${replicas - readyReplicas} pods to be ready...`);
  const { partition = 0 } = spec.updateStrategy.rollingUpdate ?? {};
  if (partition > 0) {
    const wanted = replicas - partition;
    if (updatedReplicas < wanted)
      return line(`Waiting for partitioned roll out to finish: ${updatedReplicas} out of ${wanted} new pods have been updated...`);
    return line(`partitioned roll out complete: ${updatedReplicas} new pods have been updated...`, true);
  }
  if (updateRevision !== currentRevision)
    return line(`waiting for statefulset rolling update to complete ${updatedReplicas} pods at revision ${updateRevision}...`);
  return line(`statefulset rolling update complete ${status.currentReplicas ?? 0} pods at revision ${currentRevision}...`, true);
}

function daemonSetStep({ metadata: { name, generation = 0 }, status }: Stored): Step {
  const counts = (status ?? {}) as {
    readonly observedGeneration?: number;
    readonly updatedNumberScheduled?: number;
    readonly desiredNumberScheduled?: number;
    readonly numberAvailable?: number;
  };
  const { observedGeneration = 0, updatedNumberScheduled: updated = 0, desiredNumberScheduled: desired = 0, numberAvailable: available = 0 } = counts;
  const waiting = (text: string): Step => ({ line: `Waiting for daemon set "${name}" rollout to finish: ${text}\n`, done: false, problem: null });
  if (generation > observedGeneration) return { line: 'Waiting for daemon set spec update to be observed...\n', done: false, problem: null };
  if (updated < desired) return waiting(`${updated} out of ${desired} new pods have been updated...`);
  if (available < desired) return waiting(`${available} of ${desired} updated pods are available...`);
  return { line: `daemon set "${name}" successfully rolled out\n`, done: true, problem: null };
}

export const waitFor: Verb = {
  name: 'wait',
  about: 'Wait for a specific condition on one or many resources.',
  usage: [
    "kubectl wait ([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]] [options]",
  ],
  examples: ['kubectl wait --for=condition=Ready pod -l app=webapp --timeout=60s'],
  flags: [
    selectorFlag,
    fieldSelector,
    everything,
    allNamespaces,
    { name: 'for', takes: 'text', about: 'The condition to wait on.', fallback: "''" },
    { name: 'timeout', takes: 'text', about: 'The length of time to wait before giving up.', fallback: '30s' },
  ],
  complete: completeObjects,
  run: (call) => {
    const condition = flag(call.flags, 'for');
    const timeout = readDuration(flag(call.flags, 'timeout') ?? '30s');
    if (timeout === null)
      return failed(
        `invalid argument "${flag(call.flags, 'timeout')}" for "--timeout" flag: time: invalid duration "${flag(call.flags, 'timeout')}"`,
      );
    const wanted = condition === undefined ? null : readCondition(condition);
    if (wanted === null) return failed(`unrecognized condition: "${condition ?? ''}"`);
    const targets = targetsOf(call, call.args);
    if ('done' in targets) return targets.done;
    if (targets.missing !== '') return { kind: 'refused', stderr: targets.missing, code: 1 };
    if (targets.found.length === 0) return failed('no matching resources found');
    return waitForEach(call, targets.found, { wanted, timeout });
  },
};

type Condition = { readonly type: string; readonly status: string } | { readonly path: string; readonly value: string | null } | 'delete' | 'create';

function readCondition(text: string): Condition | null {
  if (text === 'delete') return 'delete';
  if (text === 'create') return 'create';
  const path = /^jsonpath=(\{[^}]*\}|[^=]+)(?:=(.*))?$/.exec(text);
  if (path !== null) return { path: path[1] as string, value: path[2] ?? null };
  const match = /^condition=([^=]+)(?:=(.*))?$/.exec(text);
  return match === null ? null : { type: (match[1] as string).toLowerCase(), status: (match[2] ?? 'true').toLowerCase() };
}

function waitForEach(call: Call, found: readonly Target[], { wanted, timeout }: { readonly wanted: Condition; readonly timeout: number }): Done {
  let world = call.world;
  let since = call.world.revision;
  let [stdout, stderr] = ['', ''];
  for (const { kind, object } of found) {
    const { name, namespace = call.namespace } = object.metadata;
    const holds = (now: World) => {
      const current = getObject(now, kind, { namespace, name });
      if (wanted === 'delete') return isError(current) || current.metadata.uid !== object.metadata.uid;
      if (isError(current) || wanted === 'create') return !isError(current);
      if ('path' in wanted) return meetsPath(current, wanted);
      return conditionsOf(current).some(({ type, status }) => type.toLowerCase() === wanted.type && status.toLowerCase() === wanted.status);
    };
    const waited = waitUntil(world, { since, limit: timeout, holds });
    [world, since] = [waited.world, waited.world.revision];
    if (waited.met) stdout += `${printedName(kind, name)} condition met\n`;
    else stderr += `error: timed out waiting for the condition on ${kind.plural}${kind.group === '' ? '' : `.${kind.group}`}/${name}\n`;
  }
  return { kind: 'wait', stdout, stderr, code: stderr === '' ? 0 : 1, world };
}

/** Whether the path finds the value, or any value when none is stated. */
function meetsPath(object: Stored, { path, value }: { readonly path: string; readonly value: string | null }): boolean {
  const found = findJsonPath(path, object);
  return value === null ? found.length > 0 : found.length === 1 && String(found[0]) === value.replace(/^(['"])(.*)\1$/, '$2');
}

function conditionsOf({ status }: Stored): readonly { readonly type: string; readonly status: string }[] {
  return (status as { readonly conditions?: readonly { readonly type: string; readonly status: string }[] } | undefined)?.conditions ?? [];
}
