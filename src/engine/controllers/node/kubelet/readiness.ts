/**
 * Readiness probes. A probe is made at each beat of its period; while its result is what is known already there is nothing to
 * count, so nothing is scheduled either.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/prober/worker.go
 */
import type { Container, Probe } from 'kubernetes-types/core/v1.d.ts';
import { keyOf } from '../../../cluster/metadata.ts';
import type { Pod } from '../../../cluster/pod.ts';
import { timestamp } from '../../../cluster/timestamp.ts';
import { connect } from '../../../connect.ts';
import { type ContainerProcess, type Host, type Readiness, type Sandbox, sandboxOf } from '../../../hosts/host.ts';
import { serve } from '../../../lab/image/index.ts';
import { faultKey } from '../../../lab/kinds.ts';
import { objectAt } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { envOf, runOf } from './sandbox.ts';

export type Probed = {
  readonly readiness: Readiness;
  /** When the next probe has to be counted, or null while the results agree with what is known. */
  readonly dueAt: number | null;
  /** When to probe again although they agree: what lies between the kubelet and the pod may change. Null where nothing does. */
  readonly routineAt: number | null;
  /** What the event says about a probe that fails. */
  readonly failure: string | null;
};

type Probing = {
  readonly host: Host;
  readonly pod: Pod;
  readonly sandbox: Sandbox;
  readonly container: Container;
  readonly process: ContainerProcess;
};

/** What the prober knows after the probe that falls on this moment, if one does. Only for containers with a readiness probe. */
export function probeReadiness(world: World, probing: Probing): Probed {
  const { container, process } = probing;
  const probe = container.readinessProbe ?? {};
  const before = process.readiness ?? { ready: false, contrary: 0, at: 0 };
  const failure = probeFailure(world, probing, probe);
  const period = (probe.periodSeconds ?? 10) * 1000;
  const first = process.startedAt + (probe.initialDelaySeconds ?? 0) * 1000;
  if ((failure === null) === before.ready) {
    const agrees = before.contrary === 0 ? before : { ...before, contrary: 0 };
    if (world.now < first) return { readiness: agrees, dueAt: first, routineAt: null, failure: null };
    return { readiness: agrees, dueAt: null, routineAt: leavesTheNode(probing) ? nextBeat(world.now, first, period) : null, failure };
  }
  const counted = before.at === world.now;
  const onBeat = world.now >= first && (world.now - first) % period === 0;
  if (!onBeat || counted) return { readiness: before, dueAt: nextBeat(world.now, first, period), routineAt: null, failure: null };
  const contrary = before.contrary + 1;
  const threshold = failure === null ? (probe.successThreshold ?? 1) : (probe.failureThreshold ?? 3);
  const next = world.now + period;
  if (contrary < threshold) return { readiness: { ready: before.ready, contrary, at: world.now }, dueAt: next, routineAt: null, failure };
  const turned = { ready: !before.ready, contrary: 0, at: world.now };
  return { readiness: turned, dueAt: null, routineAt: leavesTheNode(probing) ? next : null, failure };
}

function nextBeat(now: number, first: number, period: number): number {
  return now < first ? first : first + (Math.floor((now - first) / period) + 1) * period;
}

/** Why the probe fails now, in the words of the kubelet's event, or null when it succeeds. */
function probeFailure(world: World, probing: Probing, probe: Probe): string | null {
  const { pod } = probing;
  if (objectAt(world.lab.Fault, faultKey({ fault: 'not-ready', pod: keyOf(pod.metadata) })) !== undefined) {
    return 'Readiness probe failed: HTTP probe failed with statuscode: 503';
  }
  if (probe.httpGet !== undefined) return httpFailure(world, probing, probe.httpGet);
  if (probe.tcpSocket !== undefined) return tcpFailure(world, probing, probe.tcpSocket.port);
  if (probe.exec?.command?.some((word) => word.includes('grpc-health-probe')) === true) return ipamdFailure(world, probing);
  // What any other command in the container would say is not simulated: it is taken to succeed.
  return null;
}

/**
 * aws-node's probe asks ipamd by gRPC, which it serves once it has taken in the ENIs of its node.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/config/master/aws-k8s-cni.yaml
 */
function ipamdFailure(world: World, { pod }: Probing): string | null {
  const host = sandboxOf(world, keyOf(pod.metadata))?.host;
  if (host === undefined || (host.ipamd !== null && host.ipamdFailure === undefined)) return null;
  const said = {
    level: 'info',
    ts: timestamp(world.now),
    caller: 'runtime/proc.go:285',
    msg: 'timeout: failed to connect service ":50051" within 5s',
  };
  return `Readiness probe failed: ${JSON.stringify(said)}`;
}

/**
 * To a pod behind a branch ENI in strict mode even its own kubelet goes through the VPC, and so through the pod's security
 * groups. To all others it goes through the veth, where nothing may hold it back.
 * https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html#security-groups-pods-considerations
 */
function leavesTheNode({ sandbox }: Probing): boolean {
  return sandbox.branch?.mode === 'strict';
}

function isHeldBack(world: World, probing: Probing, port: number): boolean {
  if (!leavesTheNode(probing)) return false;
  const { InstanceId } = probing.host;
  const { connection } = connect(world, { from: { from: 'instance', InstanceId }, to: { host: probing.sandbox.address, port, protocol: 'tcp' } });
  return connection.outcome.outcome === 'timed-out';
}

function httpFailure(world: World, probing: Probing, { path = '/', port, scheme = 'HTTP' }: NonNullable<Probe['httpGet']>): string | null {
  const { sandbox, pod, container } = probing;
  const number = portNumber(container, port);
  const url = `${scheme.toLowerCase()}://${sandbox.address}:${number}${path.startsWith('/') ? path : `/${path}`}`;
  if (isHeldBack(world, probing, number)) {
    return `Readiness probe failed: Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
  }
  const listener = listening(sandbox, number);
  if (listener === undefined) return `Readiness probe failed: Get "${url}": dial tcp ${sandbox.address}:${number}: connect: connection refused`;
  if (listener.serves !== 'http' || scheme === 'HTTPS') return `Readiness probe failed: Get "${url}": EOF`;
  const answering = answeringContainer(probing, number);
  const request = { port: number, method: 'GET', path, hostname: pod.metadata.name, client: pod.status.hostIP ?? '' };
  const { status } = serve(answering.image ?? '', request, envOf(answering), runOf(answering));
  return status >= 200 && status < 400 ? null : `Readiness probe failed: HTTP probe failed with statuscode: ${status}`;
}

function tcpFailure(world: World, probing: Probing, port: number | string): string | null {
  const { sandbox, container } = probing;
  const number = portNumber(container, port);
  if (isHeldBack(world, probing, number)) return `Readiness probe failed: dial tcp ${sandbox.address}:${number}: i/o timeout`;
  return listening(sandbox, number) === undefined
    ? `Readiness probe failed: dial tcp ${sandbox.address}:${number}: connect: connection refused`
    : null;
}

/** The containers of a pod share its network namespace: whichever of them listens takes the connection. */
function listening(sandbox: Sandbox, port: number) {
  const listeners = sandbox.containers.filter((process) => process.running).flatMap((process) => process.listeners);
  return listeners.find((listener) => listener.protocol === 'tcp' && listener.port === port);
}

function answeringContainer({ sandbox, pod, container }: Probing, port: number): Container {
  const holder = sandbox.containers.find((process) => process.listeners.some((listener) => listener.port === port));
  return pod.spec.containers.find((candidate) => candidate.name === holder?.name) ?? container;
}

function portNumber(container: Container, port: number | string): number {
  if (typeof port === 'number') return port;
  return container.ports?.find((candidate) => candidate.name === port)?.containerPort ?? (Number(port) || 0);
}
