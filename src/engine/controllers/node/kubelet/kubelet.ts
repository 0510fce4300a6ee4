/**
 * The kubelet: it runs the pods that are bound to its node and reports how they are.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet.go (SyncPod, SyncTerminatingPod)
 */
import { nodeAddress } from '../../../aws/eks/ip-family.ts';
import type { NetworkInterface } from '../../../aws/network-interface.ts';
import { same } from '../../../canonical.ts';
import { keyOf } from '../../../cluster/metadata.ts';
import type { Pod } from '../../../cluster/pod.ts';
import { type Host, hostOfNode, isCutOff, sandboxOf } from '../../../hosts/host.ts';
import type { Fault } from '../../../lab/kinds.ts';
import { lookup, objectAt } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { remove, update } from '../../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../../controller.ts';
import { kubeletOf } from '../../identities.ts';
import { timeOf } from '../../time.ts';
import { backOffEvent, crashLoops } from './crash-loop.ts';
import { pullImages, waitingFor } from './image-pull.ts';
import { collisionEvents, imageNotices, killingEvents, networkEvent, pullEvents, startEvents, unhealthyEvent } from './messages.ts';
import { runningStatus, waitingStatus } from './pod-status.ts';
import { probeReadiness } from './readiness.ts';
import { containersOf, startPod, stopPod, stoppingTime } from './sandbox.ts';

/** Keys: pods, `namespace/name`. */
export const kubelet: Controller = {
  name: 'kubelet',
  identity: (world, key) => kubeletOf(objectAt(world.cluster.Pod, key)?.spec.nodeName ?? ''),
  manager: 'kubelet',
  watches: {
    cluster: { Pod: ({ ref, by, before, after }) => (isOwnReport(by, before as Pod | null, after as Pod | null) ? [] : [ref.key]) },
    aws: {
      NetworkInterface: ({ after }, world) => waitingOn(world, (after as NetworkInterface | null)?.Attachment?.InstanceId),
    },
    hosts: {
      Host: ({ ref, before, after }, world) => [
        ...sandboxChanges(before as Host | null, after as Host | null),
        ...(opensPool(before as Host | null, after as Host | null) ? waitingOn(world, ref.key) : []),
        ...networkPods(before as Host | null, after as Host | null),
        ...(isBack(before as Host | null, after as Host | null) ? podsOn(world, after as Host) : []),
      ],
    },
    lab: { Fault: ({ before, after }, world) => podsOfFault(world, (after ?? before) as Fault) },
  },
  reconcile: (world, key) => {
    const pod = objectAt(world.cluster.Pod, key);
    const running = sandboxOf(world, key);
    // Cut off from the API server it hears of no change and can report none; what runs goes on running.
    if (running !== undefined && isCutOff(running.host)) return NOTHING;
    if (running !== undefined && (pod === undefined || pod.metadata.uid !== running.sandbox.uid || pod.spec.nodeName !== running.host.nodeName)) {
      return {
        acts: [writeHost(stopPod(running.host, key, world.now), 'remove-sandbox')],
        because: { ko: '이 샌드박스의 파드가 이제 없습니다.', en: 'The pod of this sandbox no longer exists.' },
      };
    }
    if (pod === undefined || !pod.spec.nodeName || pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return NOTHING;
    const host = hostOfNode(world, pod.spec.nodeName);
    if (host === undefined || isCutOff(host)) return NOTHING;
    if (pod.metadata.deletionTimestamp !== undefined) return terminate(world, host, pod);
    return running === undefined ? start(world, host, pod) : observe(world, running.host, pod);
  },
};

function start(world: World, host: Host, pod: Pod): Reconcile {
  const started = startPod(world, host, pod);
  const hostIP = hostAddress(world, host);
  if (typeof started === 'string') {
    const status = waitingStatus(pod, { hostIP, now: world.now });
    const coolest = Math.min(...Object.values(host.ipamd?.cooling ?? {}).filter((until) => until > world.now));
    return {
      acts: [...report(pod, status), ...networkEvent(world, pod, started)],
      because: { ko: '파드에 아직 네트워크가 없습니다.', en: 'The pod has no network yet.' },
      ...(started === 'no-address' && Number.isFinite(coolest) ? { dueAt: coolest } : {}),
    };
  }
  const { host: pulled, fresh, failed, missing } = pullImages(world, host, pod);
  if (missing !== null) {
    const waiting = waitingFor(world, missing);
    const noted = pulled === host ? [] : [writeHost(pulled, 'pull-image')];
    const status = waitingStatus(pod, { hostIP, now: world.now, waiting: { ...waiting, image: missing.image } });
    const { dueAt, periodic } = waiting;
    return {
      acts: [...noted, ...report(pod, status), ...pullEvents(world, pod, { failed, missing })],
      because: { ko: `${missing.image} 이미지를 가져오지 못합니다.`, en: `Image ${missing.image} cannot be pulled.` },
      dueAt,
      periodic,
    };
  }
  const { images } = pulled;
  const running = images === undefined ? started : { ...started, images };
  const { pulls: _failed, ...done } = running;
  const ready = pulled.pulls === undefined ? done : { ...done, pulls: pulled.pulls };
  const sandbox = ready.kubelet.sandboxes.find((one) => one.pod === keyOf(pod.metadata));
  const collisions = sandbox === undefined ? [] : collisionEvents(world, pod, sandbox);
  const events = pod.status.phase === 'Running' ? [] : [...startEvents(world, pod, fresh), ...collisions];
  return {
    acts: [writeHost(ready, 'run-sandbox'), ...events, ...imageNotices(world, pod)],
    because: { ko: '파드가 이 노드에 배정되었습니다.', en: 'The pod is bound to this node.' },
  };
}

/** Probes the containers and reports what has changed. */
function observe(world: World, host: Host, pod: Pod): Reconcile {
  const key = keyOf(pod.metadata);
  const sandbox = host.kubelet.sandboxes.find((candidate) => candidate.pod === key);
  if (sandbox === undefined) return NOTHING;
  const specs = containersOf(pod);
  const loops = crashLoops(host, pod, { sandbox, now: world.now });
  const events: Act[] = loops.flatMap((loop) => backOffEvent(world, pod, loop));
  let dueAt: number | null = null;
  let routineAt: number | null = null;
  const containers = sandbox.containers.map((process) => {
    const container = specs.find((candidate) => candidate.name === process.name);
    if (container?.readinessProbe === undefined || loops.some((loop) => loop.container === process.name)) return process;
    const probed = probeReadiness(world, { host, pod, sandbox, container, process });
    if (probed.dueAt !== null) dueAt = dueAt === null ? probed.dueAt : Math.min(dueAt, probed.dueAt);
    if (probed.routineAt !== null) routineAt = Math.min(routineAt ?? probed.routineAt, probed.routineAt);
    if (probed.failure !== null) events.push(...unhealthyEvent(world, pod, probed.failure, probed.readiness !== process.readiness));
    return probed.readiness === process.readiness ? process : { ...process, readiness: probed.readiness };
  });
  const changed = containers.some((process, index) => process !== sandbox.containers[index]);
  const seen = changed ? { ...sandbox, containers } : sandbox;
  const sandboxes = host.kubelet.sandboxes.map((candidate) => (candidate === sandbox ? seen : candidate));
  const status = runningStatus(pod, seen, { hostIP: hostAddress(world, host), now: world.now, loops });
  const routines = [...loops.map((loop) => loop.endedAt + loop.backOff), ...(routineAt === null ? [] : [routineAt])];
  const again = routines.length === 0 ? null : Math.min(...routines);
  return {
    acts: [...(changed ? [writeHost({ ...host, kubelet: { sandboxes } }, 'probe')] : []), ...events, ...report(pod, status)],
    because: { ko: 'kubelet이 노드에서 실행 중인 것을 알립니다.', en: 'The kubelet reports what its node runs.' },
    ...(dueAt === null ? (again === null ? {} : { dueAt: again, periodic: true }) : { dueAt: Math.min(dueAt, again ?? dueAt) }),
  };
}

/** The processes get their time to end; then the sandbox goes, and with it the pod. */
function terminate(world: World, host: Host, pod: Pod): Reconcile {
  const grace = (pod.metadata.deletionGracePeriodSeconds ?? 0) * 1000;
  const asked = timeOf(pod.metadata.deletionTimestamp) - grace;
  const endsAt = asked + stoppingTime(pod, grace);
  const runs = sandboxOf(world, keyOf(pod.metadata)) !== undefined;
  const killing = killingEvents(world, pod);
  if (runs && world.now < endsAt)
    return { acts: killing, because: { ko: '파드를 삭제하는 중입니다.', en: 'The pod is being deleted.' }, dueAt: endsAt };
  const stop = runs ? [...killing, writeHost(stopPod(host, keyOf(pod.metadata), world.now), 'remove-sandbox')] : [];
  return {
    acts: [...stop, remove('Pod', pod, { gracePeriodSeconds: 0 })],
    because: { ko: '파드의 컨테이너가 모두 끝났습니다.', en: 'The containers of the pod have ended.' },
  };
}

/** What the kubelet itself has just reported it need not look at again, nor a pod that has no node yet. */
function isOwnReport(by: string, before: Pod | null, after: Pod | null): boolean {
  if (after === null) return false;
  if (before === null) return !after.spec.nodeName;
  return by.startsWith('system:node:') && before.metadata === after.metadata && before.spec === after.spec;
}

function report(pod: Pod, status: Pod['status']): Act[] {
  return same(status, pod.status) ? [] : [update('Pod', { ...pod, status }, 'status')];
}

function writeHost(host: Host, verb: string): Act {
  return { plane: 'hosts', ref: { plane: 'hosts', kind: 'Host', key: host.InstanceId }, object: host, verb };
}

function hostAddress(world: World, host: Host): string {
  return nodeAddress(world, host.InstanceId) ?? '';
}

/** The pods whose sandbox was started, stopped or changed. */
function sandboxChanges(before: Host | null, after: Host | null): string[] {
  const [old, young] = [before?.kubelet.sandboxes ?? [], after?.kubelet.sandboxes ?? []];
  if (old === young) return [];
  const same = new Set(old);
  const changed = young.filter((sandbox) => !same.has(sandbox));
  const kept = new Set(young);
  return [...changed, ...old.filter((sandbox) => !kept.has(sandbox))].map((sandbox) => sandbox.pod);
}

/** The pods of aws-node when ipamd begins to answer, or ends: their probes ask it. */
function networkPods(before: Host | null, after: Host | null): string[] {
  if (before === null || after === null) return [];
  if ((before.ipamd === null) === (after.ipamd === null) && before.ipamdFailure === after.ipamdFailure) return [];
  return networkAgents(after);
}

function networkAgents(host: Host | null): string[] {
  return (host?.kubelet.sandboxes ?? []).map(({ pod }) => pod).filter((pod) => pod.startsWith('kube-system/aws-node'));
}

/** Whether an address may have become available: aws-node has started, took in an ENI, or an address has rested enough. */
function opensPool(before: Host | null, after: Host | null): boolean {
  if (after === null) return false;
  return (
    before?.nodeName !== after.nodeName ||
    (before.kubelet.sandboxes !== after.kubelet.sandboxes && networkAgents(after).some((pod) => !networkAgents(before).includes(pod))) ||
    before.ipamdFailure !== after.ipamdFailure ||
    before.ipamd?.interfaces !== after.ipamd?.interfaces ||
    before?.ipamd?.cooling !== after.ipamd?.cooling
  );
}

/** The pods that are bound to the node of this instance and do not run there yet. */
function waitingOn(world: World, InstanceId: string | undefined): string[] {
  const host = InstanceId === undefined ? undefined : objectAt(world.hosts.Host, InstanceId);
  if (host === undefined || host.nodeName === null) return [];
  const running = new Set(host.kubelet.sandboxes.map((sandbox) => sandbox.pod));
  const bound = lookup(world.cluster.Pod, 'byNode', host.nodeName).map((pod) => keyOf(pod.metadata));
  return bound.filter((key) => !running.has(key));
}

function isBack(before: Host | null, after: Host | null): boolean {
  return before !== null && after !== null && isCutOff(before) && !isCutOff(after);
}

/** What the node runs and what it should run. */
function podsOn(world: World, { nodeName, kubelet: { sandboxes } }: Host): string[] {
  const bound = lookup(world.cluster.Pod, 'byNode', nodeName ?? '').map((pod) => keyOf(pod.metadata));
  return [...new Set([...sandboxes.map(({ pod }) => pod), ...bound])];
}

function podsOfFault(world: World, fault: Fault): string[] {
  if (fault.fault === 'not-ready') return [fault.pod];
  if (fault.fault === 'zone-down') return [];
  return fault.process === 'aws-node' ? waitingOn(world, hostOfNode(world, fault.node)?.InstanceId) : [];
}
