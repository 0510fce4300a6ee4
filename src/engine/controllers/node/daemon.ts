/** The daemons of a node that run as pods of a DaemonSet: whether they run, and who has to look when that may have changed. */
import type { Change } from '../../change.ts';
import type { Pod } from '../../cluster/pod.ts';
import type { Host } from '../../hosts/host.ts';
import { hostOfNode } from '../../hosts/host.ts';
import { type Fault, faultKey } from '../../lab/kinds.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { controllerOf } from '../ownership.ts';

export type Daemon = 'aws-node' | 'kube-proxy';

/** Whether the daemon runs on the host: its pod has a running container there, and no fault has stopped it. */
export function daemonRuns(world: World, host: Host, daemon: Daemon): boolean {
  if (host.nodeName === null || isStopped(world, host.nodeName, daemon)) return false;
  return daemonPod(world, host, daemon) !== undefined;
}

/** The pod by which the daemon runs on the host, or undefined. */
export function daemonPod(world: World, host: Host, daemon: Daemon): Pod | undefined {
  for (const sandbox of sandboxesOf(host, daemon)) {
    const pod = objectAt(world.cluster.Pod, sandbox.pod);
    if (pod !== undefined && isOf(pod, daemon) && sandbox.containers.some((container) => container.running)) return pod;
  }
  return undefined;
}

/** The sandboxes on the host that may be the daemon's, by their names. */
export function sandboxesOf({ kubelet: { sandboxes } }: Host, daemon: Daemon): Host['kubelet']['sandboxes'] {
  const prefix = PREFIX[daemon];
  return sandboxes.filter(({ pod }) => pod.startsWith(prefix));
}

const PREFIX: { readonly [D in Daemon]: string } = { 'aws-node': 'kube-system/aws-node', 'kube-proxy': 'kube-system/kube-proxy' };

/** The instances that a changed pod of the daemon runs on. */
export function instancesOfPod(world: World, { before, after }: Change, daemon: Daemon): string[] {
  return [before, after].flatMap((object) => {
    const pod = object as Pod | null;
    if (pod === null || !pod.spec.nodeName || !isOf(pod, daemon)) return [];
    const host = hostOfNode(world, pod.spec.nodeName);
    return host === undefined ? [] : [host.InstanceId];
  });
}

/** The instance whose daemon a fault stops, or lets run again. */
export function instancesOfFault(world: World, { before, after }: Change, daemon: Daemon): string[] {
  const fault = (after ?? before) as Fault;
  if (fault.fault !== 'process-stopped' || fault.process !== daemon) return [];
  const host = hostOfNode(world, fault.node);
  return host === undefined ? [] : [host.InstanceId];
}

function isStopped(world: World, node: string, daemon: Daemon): boolean {
  return objectAt(world.lab.Fault, faultKey({ fault: 'process-stopped', process: daemon, node })) !== undefined;
}

function isOf(pod: Pod, daemon: Daemon): boolean {
  const owner = controllerOf(pod);
  return pod.metadata.namespace === 'kube-system' && owner?.kind === 'DaemonSet' && owner.name === daemon;
}
