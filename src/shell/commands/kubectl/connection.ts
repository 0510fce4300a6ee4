/**
 * Whether kubectl gets through to the API server from where the shell runs, and what it says when it does not.
 * https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
 */
import { clusterInterfaces, endpointHost, kubernetesCluster } from '../../../engine/aws/eks/endpoint.ts';
import { connect } from '../../../engine/connect.ts';
import type { Connection } from '../../../engine/connection.ts';
import { dialError } from '../../../engine/dial-error.ts';
import { remembered } from '../../../engine/remembered.ts';
import { advance } from '../../../engine/settle.ts';
import type { Invocation } from '../../command.ts';
import { connectionNotes } from '../trace-note.ts';
import type { Done } from './call.ts';

/** Verbs that ask no server. */
const LOCAL = ['config', 'version'];
/** client-go gives up a connection after 30 seconds (net.Dialer of rest.Config). */
const DIAL_TIMEOUT = 30_000;

/** Null when the API server answers, else what kubectl prints. */
export function unreachable({ world, origin }: Invocation, verb: string): Done | null {
  if (LOCAL.includes(verb)) return null;
  const cluster = kubernetesCluster(world);
  if (cluster === undefined) {
    // A world may state what is in a cluster without stating the cluster.
    if (Object.values(world.cluster).some(({ entries }) => entries !== null)) return null;
    const stderr = 'The connection to the server localhost:8080 was refused - did you specify the right host or port?\n';
    return { kind: 'refused', stderr, code: 1 };
  }
  const { endpointPublicAccess } = cluster.resourcesVpcConfig;
  // A world that states a private cluster without its interfaces says nothing of the way to it.
  if (!endpointPublicAccess && clusterInterfaces(world, cluster).length === 0) return null;
  const host = endpointHost(cluster);
  const dialed = () => connect(world, { from: origin, to: { host, port: 443, protocol: 'tcp' } }).connection;
  // One command after the other calls the same server.
  const why = remembered(world, `kubectl ${Object.values(origin).join(' ')} ${host}`, () => dialError(dialed(), host));
  if (why === null) return null;
  const connection = dialed();
  const stderr = refusedBy(connection)
    ? `The connection to the server ${host} was refused - did you specify the right host or port?\n`
    : `Unable to connect to the server: ${why}\n`;
  const waited = connection.outcome.outcome === 'timed-out' ? advance(world, DIAL_TIMEOUT) : world;
  return { kind: 'refused', stderr, code: 1, notes: connectionNotes(connection), connections: [connection], world: waited };
}

function refusedBy({ outcome }: Connection): boolean {
  return outcome.outcome === 'refused';
}
