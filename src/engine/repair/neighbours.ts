/** What else goes on around a connection: the connections that a repair of it must leave as they are. */
import type { Service } from '../cluster/service.ts';
import { connect } from '../connect.ts';
import type { Connection, Origin, Target } from '../connection.ts';
import { objectAt, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import type { Attempted } from './flow-sight.ts';

/** So many others are looked at on either side. */
const MOST = 12;

/** One pod of every other workload to the same target, and the same origin to every other Service. */
export function neighboursOf(world: World, { origin, target }: Pick<Connection, 'origin' | 'target'>): readonly Attempted[] {
  const others = otherOrigins(world, origin).map((from): Attempted => to(from, target));
  const elsewhere = otherTargets(world, origin, target).map((other): Attempted => to(origin, other));
  return [...others, ...elsewhere];
}

function to(from: Origin, target: Target): Attempted {
  return (world) => (stands(world, from) ? connect(world, { from, to: target }).connection : null);
}

/** Pods may be replaced by an edit of their workload; then another one stands for them. */
function stands(world: World, origin: Origin): boolean {
  return origin.from !== 'pod' || objectAt(world.cluster.Pod, origin.pod) !== undefined;
}

function otherOrigins(world: World, origin: Origin): Origin[] {
  const own = origin.from === 'pod' ? workloadOf(world, origin.pod) : null;
  const first = new Map<string, Origin>();
  for (const { metadata, status } of objectsOf(world.cluster.Pod)) {
    const pod = `${metadata.namespace}/${metadata.name}`;
    const workload = workloadOf(world, pod);
    if (status.phase === 'Running' && workload !== own && !first.has(workload)) first.set(workload, { from: 'pod', pod });
  }
  return [...first.values()].slice(0, MOST);
}

/** The controller of the pod, or the pod itself where it stands alone. */
function workloadOf(world: World, pod: string): string {
  const metadata = objectAt(world.cluster.Pod, pod)?.metadata;
  return metadata?.ownerReferences?.find(({ controller }) => controller === true)?.uid ?? pod;
}

function otherTargets(world: World, origin: Origin, target: Target): Target[] {
  const targets = objectsOf(world.cluster.Service).flatMap((service) => targetsOf(service, { origin, target }));
  return targets.slice(0, MOST);
}

/** The other ports of the Service that is asked about count as well: a port that is moved is missed by someone. */
function targetsOf({ metadata, spec }: Service, { origin, target }: Pick<Connection, 'origin' | 'target'>): Target[] {
  const { clusterIP = '', ports = [] } = spec;
  if (clusterIP === '' || clusterIP === 'None') return [];
  const name = `${metadata.name}.${metadata.namespace}.svc.cluster.local`;
  const isAsked = target.host === clusterIP || target.host === name;
  const others = ports.filter(({ port, protocol = 'TCP' }) => protocol === 'TCP' && !(isAsked && port === target.port));
  return others.map(({ port }) => ({ host: origin.from === 'pod' ? name : clusterIP, port, protocol: 'tcp' }));
}
