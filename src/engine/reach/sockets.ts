/** The sockets behind which a pod answers. */
import { sandboxAt } from '../dataplane/host/kernel.ts';
import { listeningAt } from '../dataplane/host/listener.ts';
import { startOf } from '../dataplane/origin.ts';
import { atPod } from '../dataplane/place.ts';
import { parseAddress } from '../net/address.ts';
import type { Listener, World } from '../world.ts';

const NOWHERE = { address: parseAddress('192.0.2.1'), port: 1, protocol: 'tcp' } as const;

/** The sockets that packets to the pod reach: those of the node for a pod in its network. */
export function socketsOf(world: World, pod: string): Listener[] {
  const place = sandboxAt(world, pod)?.sandbox.hostNetwork ? startOf(world, { from: 'pod', pod }, NOWHERE).place : atPod('pod-in', pod);
  return listeningAt(world, place).map(({ listener }) => listener);
}
