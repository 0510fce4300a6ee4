/** How pods are listed. https://github.com/kubernetes/kubernetes/blob/master/pkg/printers/internalversion/printers.go (printPod) */
import type { ContainerStatus } from 'kubernetes-types/core/v1.d.ts';
import type { Column } from '../kind.ts';
import type { World } from '../world.ts';
import { ageOf, humanDuration } from './duration.ts';
import type { Pod } from './pod.ts';
import { readTimestamp } from './timestamp.ts';

export const podColumns: readonly Column<Pod>[] = [
  { name: 'NAME', of: (pod) => pod.metadata.name },
  { name: 'READY', of: (pod) => `${summaryOf(pod).ready}/${summaryOf(pod).total}` },
  { name: 'STATUS', of: (pod) => summaryOf(pod).status },
  { name: 'RESTARTS', of: showRestarts },
  { name: 'AGE', of: (pod, world) => ageOf(pod.metadata.creationTimestamp, world) },
  { name: 'IP', wide: true, of: (pod) => pod.status?.podIPs?.[0]?.ip || pod.status?.podIP || '<none>' },
  { name: 'NODE', wide: true, of: (pod) => pod.spec.nodeName || '<none>' },
  { name: 'NOMINATED NODE', wide: true, of: (pod) => pod.status?.nominatedNodeName || '<none>' },
  { name: 'READINESS GATES', wide: true, of: showGates },
];

/** What `kubectl get pods` says of a pod in one word: its phase, or the reason why it is not there yet or no longer. */
export function podStatusOf(pod: Pod): string {
  return summaryOf(pod).status;
}

type Summary = {
  readonly status: string;
  readonly ready: number;
  readonly total: number;
  readonly restarts: number;
  readonly restartedAt: number | null;
};

function summaryOf(pod: Pod): Summary {
  const status = pod.status ?? {};
  const gated = status.conditions?.some(({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated');
  const start = gated ? 'SchedulingGated' : status.reason || status.phase || '';
  const init = initSummary(pod, start);
  const initialized = status.conditions?.some((condition) => condition.type === 'Initialized' && condition.status === 'True');
  const summary = init.done || initialized ? runSummary(pod, init) : { ...init, restarts: init.restarts, restartedAt: init.restartedAt };
  const ended = status.phase === 'Succeeded' || status.phase === 'Failed';
  const leaving = pod.metadata.deletionTimestamp !== undefined;
  const word = leaving && status.reason === 'NodeLost' ? 'Unknown' : leaving && !ended ? 'Terminating' : summary.status;
  return { status: word, ready: summary.ready, total: init.total, restarts: summary.restarts, restartedAt: summary.restartedAt };
}

type Init = Summary & { readonly done: boolean; readonly sidecars: { readonly restarts: number; readonly restartedAt: number | null } };

/** Init containers run one after the other; one with restartPolicy Always is a sidecar and counts among the containers. */
function initSummary(pod: Pod, start: string): Init {
  const declared = pod.spec.initContainers ?? [];
  const isSidecar = (name: string) => declared.some((container) => container.name === name && container.restartPolicy === 'Always');
  const total = (pod.spec.containers?.length ?? 0) + declared.filter(({ name }) => isSidecar(name)).length;
  let [ready, restarts] = [0, 0];
  let restartedAt: number | null = null;
  let sidecars: Init['sidecars'] = { restarts: 0, restartedAt: null };
  for (const [index, container] of (pod.status?.initContainerStatuses ?? []).entries()) {
    restarts += container.restartCount ?? 0;
    restartedAt = later(restartedAt, container);
    if (isSidecar(container.name)) {
      sidecars = { restarts: sidecars.restarts + (container.restartCount ?? 0), restartedAt: later(sidecars.restartedAt, container) };
    }
    if (container.state?.terminated?.exitCode === 0) continue;
    if (isSidecar(container.name) && container.started === true) {
      if (container.ready) ready += 1;
      continue;
    }
    return { status: initWord(container, { index, of: declared.length }), ready, total, restarts, restartedAt, sidecars, done: false };
  }
  return { status: start, ready, total, restarts, restartedAt, sidecars, done: true };
}

function initWord({ state }: ContainerStatus, { index, of }: { readonly index: number; readonly of: number }): string {
  if (state?.terminated !== undefined) return `Init:${endWord(state.terminated)}`;
  const waiting = state?.waiting?.reason;
  return waiting && waiting !== 'PodInitializing' ? `Init:${waiting}` : `Init:${index}/${of}`;
}

function runSummary(pod: Pod, init: Init): Omit<Summary, 'total'> {
  let { status, ready } = { ...init, status: init.done ? init.status : pod.status?.phase || '' };
  let { restarts, restartedAt } = init.sidecars;
  let running = false;
  for (const container of [...(pod.status?.containerStatuses ?? [])].reverse()) {
    restarts += container.restartCount ?? 0;
    restartedAt = later(restartedAt, container);
    const { waiting, terminated, running: isRunning } = container.state ?? {};
    if (waiting?.reason) status = waiting.reason;
    else if (terminated !== undefined) status = endWord(terminated);
    else if (container.ready && isRunning !== undefined) {
      running = true;
      ready += 1;
    }
  }
  if (status === 'Completed' && running) {
    const isReady = pod.status?.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True');
    status = isReady ? 'Running' : 'NotReady';
  }
  return { status, ready, restarts, restartedAt };
}

function endWord({ reason, signal, exitCode }: { readonly reason?: string; readonly signal?: number; readonly exitCode?: number }): string {
  return reason || (signal ? `Signal:${signal}` : `ExitCode:${exitCode ?? 0}`);
}

function later(time: number | null, container: ContainerStatus): number | null {
  const ended = readTimestamp(container.lastState?.terminated?.finishedAt);
  return ended !== null && (time === null || ended > time) ? ended : time;
}

function showRestarts(pod: Pod, world: World): string {
  const { restarts, restartedAt } = summaryOf(pod);
  return restarts === 0 || restartedAt === null ? String(restarts) : `${restarts} (${humanDuration(world.now - restartedAt)} ago)`;
}

function showGates({ spec, status }: Pod): string {
  const gates = spec.readinessGates ?? [];
  if (gates.length === 0) return '<none>';
  const open = gates.filter(({ conditionType }) => status?.conditions?.some(({ type, status: value }) => type === conditionType && value === 'True'));
  return `${open.length}/${gates.length}`;
}
