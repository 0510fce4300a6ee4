/**
 * The status of a pod as its kubelet reports it.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/status/generate.go
 */
import type { ContainerStatus, PodCondition } from 'kubernetes-types/core/v1.d.ts';
import type { Pod } from '../../../cluster/pod.ts';
import { timestamp } from '../../../cluster/timestamp.ts';
import type { ContainerProcess, Sandbox } from '../../../hosts/host.ts';
import { sha1 } from '../../../sha1.ts';
import { podCondition } from '../../pod-condition.ts';
import { type CrashLoop, goSeconds } from './crash-loop.ts';
import { containersOf } from './sandbox.ts';

type Status = Pod['status'];
type Facts = { readonly hostIP: string; readonly now: number };
type Runs = Facts & { /** The containers that end as soon as they are started. */ readonly loops: readonly CrashLoop[] };
type Waits = Facts & { readonly waiting?: { readonly image: string; readonly reason: string; readonly message: string } };

/** The status of a pod that runs. */
export function runningStatus(pod: Pod, sandbox: Sandbox, { hostIP, now, loops }: Runs): Status {
  const loopOf = (process: ContainerProcess) => loops.find(({ container }) => container === process.name);
  const containerStatuses = sandbox.containers.filter(isMain(pod)).map((process) => {
    const loop = loopOf(process);
    return loop === undefined ? runningContainer(pod, process) : crashingContainer(pod, process, loop);
  });
  const unready = sandbox.containers.filter((process) => loopOf(process) !== undefined || !isReady(process)).map((process) => process.name);
  return {
    ...pod.status,
    phase: 'Running',
    conditions: conditions(pod, { unready, networked: true }, now),
    hostIP,
    ...hostIPs(hostIP),
    podIP: sandbox.address,
    podIPs: [{ ip: sandbox.address }],
    startTime: pod.status.startTime ?? timestamp(now),
    containerStatuses,
  };
}

/** The status of a pod that its kubelet has taken on but cannot start yet. */
export function waitingStatus(pod: Pod, { hostIP, now, waiting }: Waits): Status {
  const names = containersOf(pod).map((container) => container.name);
  const { podIP: _podIP, podIPs: _podIPs, ...status } = pod.status;
  return {
    ...status,
    phase: 'Pending',
    conditions: conditions(pod, { unready: names, networked: false }, now),
    hostIP,
    ...hostIPs(hostIP),
    startTime: pod.status.startTime ?? timestamp(now),
    containerStatuses: pod.spec.containers.map(({ name, image = '' }) => ({
      name,
      image,
      imageID: '',
      ready: false,
      restartCount: 0,
      started: false,
      state: { waiting: waiting?.image === image ? { reason: waiting.reason, message: waiting.message } : { reason: 'ContainerCreating' } },
    })),
  };
}

/** Whether the container counts as ready: without a probe as soon as it runs. */
export function isReady(process: ContainerProcess): boolean {
  return process.running && (process.readiness === null || process.readiness.ready);
}

type Progress = { readonly unready: readonly string[]; readonly networked: boolean };

function conditions(pod: Pod, { unready, networked }: Progress, now: number): PodCondition[] {
  const waiting = { reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` };
  const gate = unready.length === 0 ? failingGate(pod) : null;
  const wanted: Omit<PodCondition, 'lastTransitionTime'>[] = [
    { type: 'PodReadyToStartContainers', status: networked ? 'True' : 'False' },
    { type: 'Initialized', status: 'True' },
    { type: 'Ready', status: unready.length === 0 && gate === null ? 'True' : 'False', ...(unready.length > 0 ? waiting : (gate ?? {})) },
    { type: 'ContainersReady', status: unready.length === 0 ? 'True' : 'False', ...(unready.length > 0 ? waiting : {}) },
    { type: 'PodScheduled', status: 'True' },
  ];
  const own = wanted.map((condition) => {
    const before = podCondition(pod, condition.type);
    const since = before?.status === condition.status ? before.lastTransitionTime : undefined;
    return { ...condition, lastTransitionTime: since ?? timestamp(now) };
  });
  const others = (pod.status.conditions ?? []).filter((condition) => !own.some((mine) => mine.type === condition.type));
  return [...own, ...others];
}

/** https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/status/generate.go (GeneratePodReadyCondition) */
function failingGate(pod: Pod): { readonly reason: string; readonly message: string } | null {
  const messages = (pod.spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const condition = podCondition(pod, conditionType);
    if (condition?.status === 'True') return [];
    return [`the status of pod readiness gate "${conditionType}" is not "True", but ${condition?.status ?? 'False'}`];
  });
  return messages.length === 0 ? null : { reason: 'ReadinessGatesNotReady', message: messages.join(', ') };
}

function runningContainer(pod: Pod, process: ContainerProcess): ContainerStatus {
  const { name, image } = process;
  return {
    name,
    image,
    imageID: `${image.split(/[@:](?!.*\/)/)[0]}@sha256:${digits(image)}`,
    containerID: `containerd://${digits(`${pod.metadata.uid} ${name}`)}`,
    ready: isReady(process),
    restartCount: process.restarts,
    started: true,
    state: { running: { startedAt: timestamp(process.startedAt) } },
  };
}

/** The kubelet waits before it starts it again. */
function crashingContainer(pod: Pod, process: ContainerProcess, { restarts, endedAt, backOff }: CrashLoop): ContainerStatus {
  const { name, namespace = 'default', uid } = pod.metadata;
  const message = `back-off ${goSeconds(backOff)} restarting failed container=${process.name} pod=${name}_${namespace}(${uid})`;
  const { containerID = '', ...running } = runningContainer(pod, process);
  const at = timestamp(endedAt);
  return {
    ...running,
    containerID,
    ready: false,
    started: false,
    restartCount: restarts,
    state: { waiting: { reason: 'CrashLoopBackOff', message } },
    lastState: { terminated: { exitCode: 1, reason: 'Error', startedAt: at, finishedAt: at, containerID } },
  };
}

/** 64 hexadecimal digits, as a SHA-256 has. A pod is reported more than once, and all of its kind have one image. */
export function digits(text: string): string {
  let found = known.get(text);
  if (found === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    found = sha1(text) + sha1(`${text}\0`).slice(0, 24);
    known.set(text, found);
  }
  return found;
}

const known = new Map<string, string>();
const MOST_KNOWN = 5_000;

function isMain(pod: Pod): (process: ContainerProcess) => boolean {
  const names = pod.spec.containers.map((container) => container.name);
  return (process) => names.includes(process.name);
}

/** The generated types are older than `hostIPs`. */
function hostIPs(hostIP: string): object {
  return { hostIPs: [{ ip: hostIP }] };
}
