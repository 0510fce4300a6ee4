/**
 * The way of the API server to a kubelet: `exec` and `logs` go through the interfaces that EKS has in the VPC to port
 * 10250 of the node. https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/#apiserver-to-kubelet
 */
import { clusterInterfaces, kubernetesCluster } from '../../../engine/aws/eks/endpoint.ts';
import type { Pod } from '../../../engine/cluster/pod.ts';
import { connect } from '../../../engine/connect.ts';
import { dialError } from '../../../engine/dial-error.ts';
import { advance } from '../../../engine/settle.ts';
import { objectAt } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import { connectionNotes } from '../trace-note.ts';
import type { Done } from './call.ts';

const KUBELET = 10250;
/** The API server gives a dial up after 30 seconds (net.Dialer of k8s.io/apimachinery, util/net). */
const DIAL_TIMEOUT = 30_000;

/** What the API server answers when it cannot reach the kubelet of the pod's node; null when it can, or where no such interfaces are. */
export function unreachableKubelet(world: World, { spec }: Pod): Done | null {
  const cluster = kubernetesCluster(world);
  const interfaces = cluster === undefined ? [] : clusterInterfaces(world, cluster);
  const address = addressOf(world, spec.nodeName ?? '');
  // Which API server has the request, and so which interface it leaves by, changes from request to request.
  const chosen = interfaces[world.counters.connection % Math.max(1, interfaces.length)];
  if (chosen === undefined || address === undefined) return null;
  const from = { from: 'interface', NetworkInterfaceId: chosen.NetworkInterfaceId } as const;
  const { connection } = connect(world, { from, to: { host: address, port: KUBELET, protocol: 'tcp' } });
  const why = dialError(connection, address);
  if (why === null) return null;
  const waited = connection.outcome.outcome === 'timed-out' ? advance(world, DIAL_TIMEOUT) : world;
  const stderr = `Error from server: error dialing backend: ${why}\n`;
  return { kind: 'refused', code: 1, stderr, notes: connectionNotes(connection), connections: [connection], world: waited };
}

function addressOf(world: World, node: string): string | undefined {
  return objectAt(world.cluster.Node, node)?.status.addresses?.find(({ type }) => type === 'InternalIP')?.address;
}
