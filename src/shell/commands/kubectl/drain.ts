/** `kubectl drain`. https://github.com/kubernetes/kubectl/blob/master/pkg/drain/filters.go and pkg/cmd/drain/drain.go */
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import { keyOf } from '../../../engine/cluster/metadata.ts';
import type { Pod } from '../../../engine/cluster/pod.ts';
import { lookup, objectAt } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import { type Call, failed, type Verb } from './call.ts';
import { carryOut, finish, type Progress, say, start } from './client.ts';
import { namesOf, plain } from './complete-objects.ts';
import { targetsOf } from './edit-fields.ts';
import { flag, isSet } from './flags.ts';
import { kindNamed } from './resources.ts';
import { matchesLabels, parseLabelSelector } from './selectors.ts';
import { dryRun, selectorFlag } from './standard-flags.ts';
import { readDuration, waitUntil } from './time-passing.ts';

/** A drain without a time-out waits for ever; nothing of a lesson takes longer than this. */
const LIMIT = 600_000;

export const drain: Verb = {
  name: 'drain',
  about: 'Drain node in preparation for maintenance.',
  usage: ['kubectl drain NODE [options]'],
  examples: ['kubectl drain node0 --ignore-daemonsets', 'kubectl drain node0 --ignore-daemonsets --delete-emptydir-data --force'],
  flags: [
    selectorFlag,
    dryRun,
    { name: 'ignore-daemonsets', takes: 'nothing', about: 'Ignore DaemonSet-managed pods.', fallback: 'false' },
    { name: 'delete-emptydir-data', takes: 'nothing', about: 'Continue even if there are pods using emptyDir.', fallback: 'false' },
    { name: 'force', takes: 'nothing', about: 'Continue even if there are pods that do not declare a controller.', fallback: 'false' },
    { name: 'grace-period', takes: 'number', about: 'Period of time in seconds given to each pod to terminate gracefully.', fallback: '-1' },
    { name: 'timeout', takes: 'text', about: 'The length of time to wait before giving up, zero means infinite.', fallback: '0s' },
    { name: 'pod-selector', takes: 'text', about: 'Label selector to filter pods on the node.', fallback: "''" },
    { name: 'disable-eviction', takes: 'nothing', about: 'Force drain to use delete, even if eviction is supported.', fallback: 'false' },
  ],
  complete: (call) => namesOf(call, kindNamed('nodes') as AnyKind).map(plain),
  run: (call) => {
    if (call.args.length === 0 && flag(call.flags, 'selector') === undefined) {
      return failed("USAGE: drain NODE [flags]\nSee 'kubectl drain -h' for help and examples");
    }
    const targets = targetsOf(call, ['nodes', ...call.args]);
    if ('done' in targets) return targets.done;
    let progress: Progress = say(start(call.world), { stderr: targets.missing, failed: targets.missing !== '' });
    const names = targets.found.map(({ object }) => object.metadata.name);
    for (const name of names) progress = cordonNode(progress, name);
    return finish(drainAll(progress, call, names));
  },
};

function cordonNode(progress: Progress, name: string): Progress {
  const kind = kindNamed('nodes') as AnyKind;
  const body = { spec: { unschedulable: true } };
  const request = { kind, namespace: '', name, verb: 'patch', patchType: 'strategic', body, manager: 'kubectl-drain' } as const;
  const line = (_node: object, changed: boolean) => `node/${name} ${changed ? 'cordoned' : 'already cordoned'}\n`;
  return carryOut(progress, request, { line, about: { kind: 'Node', name } });
}

function drainAll(begun: Progress, call: Call, names: readonly string[]): Progress {
  let progress = begun;
  const pending: string[] = [];
  const fatal: string[] = [];
  for (const name of names) {
    const { errors, warnings, doomed } = sortPods(progress.world, call, name);
    if (errors.length === 0) {
      const warned = warnings.length === 0 ? progress : say(progress, { stderr: `Warning: ${warnings.join('; ')}\n` });
      progress = evictAll(warned, call, doomed);
      if (!progress.failed) progress = say(progress, { stdout: `node/${name} drained\n` });
      continue;
    }
    const list = errors.length === 1 ? errors[0] : `[${errors.join(', ')}]`;
    progress = say(progress, { stderr: `error: unable to drain node "${name}" due to error: ${list}, continuing command...\n`, failed: true });
    pending.push(name);
    fatal.push(...errors);
  }
  if (pending.length === 0) return progress;
  const last = fatal.length === 1 ? `error: ${fatal[0]}\n` : fatal.map((error) => `${error}\n`).join('');
  return say(progress, { stderr: `There are pending nodes to be drained:\n${pending.map((name) => ` ${name}\n`).join('')}${last}` });
}

type Sorted = { readonly errors: readonly string[]; readonly warnings: readonly string[]; readonly doomed: readonly Pod[] };

/** Which pods of the node go, which stay, and which may not be touched unless a flag says so. */
function sortPods(world: World, { flags }: Call, node: string): Sorted {
  const errors = new Map<string, string[]>();
  const warnings = new Map<string, string[]>();
  const note = (list: Map<string, string[]>, text: string, { metadata }: Pod) => list.set(text, [...(list.get(text) ?? []), keyOf(metadata)]);
  const selector = parseLabelSelector(flag(flags, 'pod-selector') ?? '');
  const requirements = selector.ok ? selector.requirements : [];
  const doomed = lookup(world.cluster.Pod, 'byNode', node).filter((pod) => {
    if (!matchesLabels(requirements, pod.metadata.labels)) return false;
    const ended = pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
    const owner = (pod.metadata.ownerReferences ?? []).find(({ controller }) => controller === true);
    if (owner?.kind === 'DaemonSet' && !ended) {
      if (isSet(flags, 'ignore-daemonsets')) note(warnings, 'ignoring DaemonSet-managed Pods', pod);
      else note(errors, 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)', pod);
      return false;
    }
    if ((pod.spec.volumes ?? []).some(({ emptyDir }) => emptyDir !== undefined) && !ended) {
      if (isSet(flags, 'delete-emptydir-data')) note(warnings, 'deleting Pods with local storage', pod);
      else note(errors, 'Pods with local storage (use --delete-emptydir-data to override)', pod);
    }
    if (owner === undefined && !ended) {
      if (isSet(flags, 'force')) note(warnings, 'deleting Pods that declare no controller', pod);
      else note(errors, 'Pods that declare no controller (use --force to override)', pod);
    }
    return true;
  });
  const shown = (list: Map<string, string[]>) => [...list].map(([text, pods]) => `${text}: ${pods.join(', ')}`);
  return { errors: shown(errors).map((text) => `cannot delete ${text}`), warnings: shown(warnings), doomed };
}

function evictAll(begun: Progress, call: Call, pods: readonly Pod[]): Progress {
  const grace = Number(flag(call.flags, 'grace-period') ?? -1);
  const kind = kindNamed('pods') as AnyKind;
  const deleting = isSet(call.flags, 'disable-eviction');
  let progress = begun;
  for (const { metadata } of pods) {
    const { name, namespace = 'default' } = metadata;
    const common = { kind, namespace, name, manager: 'kubectl-drain' } as const;
    const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
    const about = { line: deleting ? '' : `evicting pod ${namespace}/${name}\n`, about: { kind: 'Pod', name } };
    const period = grace < 0 ? {} : { gracePeriodSeconds: grace };
    progress = deleting
      ? carryOut(progress, { ...common, verb: 'delete', ...period }, about)
      : carryOut(progress, { ...common, verb: 'create', subresource: 'eviction', body }, about);
  }
  const gone = (world: World) => pods.every(({ metadata }) => objectAt(world.cluster.Pod, keyOf(metadata))?.metadata.uid !== metadata.uid);
  const limit = readDuration(flag(call.flags, 'timeout') ?? '0s') || LIMIT;
  const waited = waitUntil(progress.world, { since: call.world.revision, limit, holds: gone });
  const word = deleting ? 'deleted' : 'evicted';
  if (waited.met) return say({ ...progress, world: waited.world }, { stdout: pods.map(({ metadata }) => `pod/${metadata.name} ${word}\n`).join('') });
  const left = pods.filter(({ metadata }) => objectAt(waited.world.cluster.Pod, keyOf(metadata))?.metadata.uid === metadata.uid);
  const timedOut = left.map(
    ({ metadata }) =>
      `error when waiting for pod "${metadata.name}" in namespace "${metadata.namespace}" to terminate: global timeout reached: ${flag(call.flags, 'timeout') ?? '10m0s'}\n`,
  );
  return say({ ...progress, world: waited.world }, { stderr: timedOut.join(''), failed: true });
}
