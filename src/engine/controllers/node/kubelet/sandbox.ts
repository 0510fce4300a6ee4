/** Starting and stopping a pod on its host: its network from ipamd, its containers from their images. */
import type { Container } from 'kubernetes-types/core/v1.d.ts';
import { hasIpv6Cluster, nodeAddress } from '../../../aws/eks/ip-family.ts';
import { keyOf } from '../../../cluster/metadata.ts';
import type { Pod } from '../../../cluster/pod.ts';
import { podEniOf, wantsPodEni } from '../../../cluster/pod-eni.ts';
import { type CniSettings, cniSettings, IPV6_MODE } from '../../../hosts/cni-env.ts';
import { V4_EGRESS } from '../../../hosts/cni-iptables.ts';
import { hostVethName, hostVethPrefix } from '../../../hosts/devices.ts';
import type { ContainerProcess, Host, Ipamd, Sandbox } from '../../../hosts/host.ts';
import { holds, isFree, pickAddress, withAssigned, withReleased } from '../../../hosts/ipamd-pool.ts';
import { ipv6AddressFor, isFreeIpv6 } from '../../../hosts/ipv6-pool.ts';
import { poolOf, settingsOf } from '../../../hosts/node-pool.ts';
import { endsOnTerm, listenersOf } from '../../../lab/image/index.ts';
import { addToAddress, showAddress } from '../../../net/address.ts';
import { addressAt, readCidr } from '../../../net/cidr.ts';
import { objectAt } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { timeOf } from '../../time.ts';
import { daemonRuns } from '../daemon.ts';

/** Why a pod gets no network, as the events of the kubelet say it. */
export type NoNetwork = 'not-initialized' | 'aws-node-not-running' | 'no-address';

/** The host with the pod running on it, or why its network could not be set up. */
export function startPod(world: World, host: Host, pod: Pod): Host | NoNetwork {
  if (pod.spec.hostNetwork === true) {
    return withSandbox(host, { ...sandboxBase(world, pod), address: nodeAddress(world, host.InstanceId) ?? '', hostVeth: null });
  }
  // aws-node writes the CNI configuration when it first runs; without it the runtime has no network at all.
  if (host.ipamd === null) return 'not-initialized';
  if (host.ipamdFailure !== undefined || !daemonRuns(world, host, 'aws-node')) return 'aws-node-not-running';
  if (wantsPodEni(pod)) return withBranch(world, host, pod) ?? 'no-address';
  const address = adoptableAddress(world, host, pod) ?? addressFor(world, host, keyOf(pod.metadata));
  if (address === null) return 'no-address';
  return withAddress(world, host, { pod, address });
}

function addressFor(world: World, host: Host, podKey: string): string | null {
  if (settingsOf(host.ipamd?.env ?? {}).ipv6) return ipv6AddressFor(world, host, podKey);
  return pickAddress(poolOf(world, host), podKey, world.now);
}

/** The host with a pod that runs already, at the address that its status names; without it when no ENI of the node holds the address. */
export function adoptPod(world: World, host: Host, pod: Pod): Host {
  if (pod.spec.hostNetwork === true)
    return withSandbox(host, { ...sandboxBase(world, pod), address: nodeAddress(world, host.InstanceId) ?? '', hostVeth: null });
  const env = hasIpv6Cluster(world) ? IPV6_MODE : {};
  const ipamd: Ipamd = host.ipamd ?? { assigned: {}, cooling: {}, interfaces: {}, exhaustedAt: null, shrunkAt: null, env };
  const attached = { ...host, ipamd };
  if (wantsPodEni(pod)) return withBranch(world, attached, pod) ?? host;
  return adoptableAddress(world, attached, pod) === null ? host : withAddress(world, attached, { pod, address: pod.status.podIP as string });
}

/** The host without the pod: its address rests before it is given out again. */
export function stopPod(host: Host, podKey: string, now: number): Host {
  const sandboxes = host.kubelet.sandboxes.filter((sandbox) => sandbox.pod !== podKey);
  const released = { ...host, kubelet: { sandboxes } };
  if (host.ipamd === null) return released;
  return { ...released, ipamd: withReleased(host.ipamd, podKey, now + settingsOf(host.ipamd.env).cooldown) };
}

/** How long the pod's processes take to end once they are told to, within the grace period, in milliseconds. */
export function stoppingTime(pod: Pod, graceMs: number): number {
  const times = pod.spec.containers.map((container) => {
    const ends = endsOnTerm(container.image ?? '', runOf(container));
    return ends ? preStopTime(container) : graceMs;
  });
  return Math.min(graceMs, Math.max(0, ...times));
}

/** The containers that stay: the main ones, and init containers that restart always (sidecars). */
export function containersOf(pod: Pod): readonly Container[] {
  const sidecars = (pod.spec.initContainers ?? []).filter((container) => (container as { restartPolicy?: string }).restartPolicy === 'Always');
  return [...pod.spec.containers, ...sidecars];
}

/** The environment of a container, as far as it is written in the pod. */
export function envOf(container: Container): { readonly [name: string]: string } {
  return Object.fromEntries((container.env ?? []).flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])));
}

/** What the container is told to run instead of what its image runs. */
export function runOf({ command = [], args = [] }: Container): { readonly command: readonly string[]; readonly args: readonly string[] } {
  return { command, args };
}

/** The host with a pod of a branch ENI, or null while its annotation is not there (pkg/ipamd/rpc_handler.go waits for it). */
function withBranch(world: World, host: Host, pod: Pod): Host | null {
  const details = podEniOf(pod);
  if (details === null || host.ipamd === null || objectAt(world.aws.NetworkInterface, details.eniId) === undefined) return null;
  const settings = cniSettings(host.ipamd.env);
  const { eniId, vlanId, ifAddress: mac, subnetCidr, privateIp, ipv6Addr } = details;
  const block = readCidr(subnetCidr);
  if (block === null) return null;
  const mode = settings.enforcingMode;
  const prefix = hostVethPrefix(settings.vethPrefix, mode);
  const hostVeth = hostVethName(prefix, pod.metadata.namespace ?? '', pod.metadata.name);
  const branch = { NetworkInterfaceId: eniId, vlanId, mac, gateway: showAddress(addToAddress(block.base, 1)), mode };
  const address = settings.ipv6 && ipv6Addr ? ipv6Addr : privateIp;
  return withSandbox(host, { ...sandboxBase(world, pod), ...linkOf(host, settings), address, hostVeth, branch });
}

/** What the settings in force give the new interfaces: their MTU, and in an IPv6 cluster the way out over IPv4. */
function linkOf(host: Host, settings: CniSettings): Pick<Sandbox, 'mtu' | 'egress'> {
  const mtu = settings.podMtu === 9001 ? {} : { mtu: settings.podMtu };
  return settings.ipv6 && settings.v4Egress ? { ...mtu, egress: freeEgress(host) } : mtu;
}

/** host-local gives out the addresses of 169.254.172.0/22 in turn; .1 is the node's own end (plugins/ipam/host-local). */
function freeEgress(host: Host): string {
  const taken = new Set(host.kubelet.sandboxes.map(({ egress }) => egress));
  let index = 2;
  while (taken.has(showAddress(addressAt(V4_EGRESS, index)))) index++;
  return showAddress(addressAt(V4_EGRESS, index));
}

type Given = { readonly pod: Pod; readonly address: string };

/** The host with the pod's network set up: the address taken from the pool, and a veth pair. */
function withAddress(world: World, host: Host, { pod, address }: Given): Host {
  if (host.ipamd === null) return host;
  const { namespace = '', name } = pod.metadata;
  const settings = cniSettings(host.ipamd.env);
  const hostVeth = hostVethName(settings.vethPrefix, namespace, name);
  const ipamd = withAssigned(host.ipamd, address, keyOf(pod.metadata));
  return withSandbox({ ...host, ipamd }, { ...sandboxBase(world, pod), ...linkOf(host, settings), address, hostVeth });
}

/** The address that the pod's status names, when an ENI of the node holds it and nobody else has it. */
function adoptableAddress(world: World, host: Host, { status: { podIP } }: Pod): string | null {
  if (!podIP) return null;
  if (settingsOf(host.ipamd?.env ?? {}).ipv6) return isFreeIpv6(world, host, podIP) ? podIP : null;
  const pool = poolOf(world, host);
  return holds(pool, podIP) && isFree(pool, podIP, world.now) ? podIP : null;
}

function sandboxBase(world: World, pod: Pod) {
  const startedAt = pod.status.phase === 'Running' ? timeOf(pod.status.startTime) || world.now : world.now;
  const containers = containersOf(pod).map((container): ContainerProcess => {
    const image = container.image ?? '';
    const readiness = container.readinessProbe === undefined ? null : { ready: wasReady(pod, container), contrary: 0, at: 0 };
    return {
      name: container.name,
      image,
      running: true,
      restarts: 0,
      startedAt,
      listeners: listenersOf(image, envOf(container), runOf(container)),
      readiness,
    };
  });
  return { pod: keyOf(pod.metadata), uid: pod.metadata.uid, hostNetwork: pod.spec.hostNetwork === true, containers: withoutCollisions(containers) };
}

/**
 * Containers of a pod share its ports: one that finds its port taken ends. "containers within the Pod ... must coordinate how
 * they use the shared network resources (such as ports)". https://kubernetes.io/docs/concepts/workloads/pods/#pod-networking
 */
function withoutCollisions(containers: readonly ContainerProcess[]): readonly ContainerProcess[] {
  const taken = new Set<string>();
  return containers.map((process) => {
    const sockets = process.listeners.map(({ protocol, port }) => `${protocol}/${port}`);
    if (sockets.some((socket) => taken.has(socket))) return { ...process, running: false, listeners: [] };
    for (const socket of sockets) taken.add(socket);
    return process;
  });
}

/** A kubelet that restarts takes the readiness of what runs already from the status that it wrote. */
function wasReady(pod: Pod, container: Container): boolean {
  const status = pod.status.containerStatuses?.find((candidate) => candidate.name === container.name);
  return pod.status.phase === 'Running' && (status?.ready ?? true);
}

function withSandbox(host: Host, sandbox: Sandbox): Host {
  return { ...host, kubelet: { sandboxes: [...host.kubelet.sandboxes, sandbox] } };
}

/** `sleep` in a preStop hook is the usual way to let load balancers notice before the process ends. */
function preStopTime({ lifecycle }: Container): number {
  const hook = lifecycle?.preStop as { readonly sleep?: { readonly seconds?: number }; readonly exec?: { readonly command?: string[] } } | undefined;
  const seconds = hook?.sleep?.seconds ?? Number(/\bsleep (\d+)/.exec((hook?.exec?.command ?? []).join(' '))?.[1] ?? 0);
  return seconds * 1000;
}
