/** The targets that a TargetGroupBinding wants, as the cluster has them now. */
import type { EndpointSlice } from '../../../cluster/endpointslice.ts';
import { instanceIdOf, type Node } from '../../../cluster/node.ts';
import type { Service } from '../../../cluster/service.ts';
import type { TargetGroupBinding } from '../../../cluster/targetgroupbinding.ts';
import { lookup, objectAt, objectsOf } from '../../../store.ts';
import type { World } from '../../../world.ts';
import { matchesSelector } from '../../label-selector.ts';
import { podCondition } from '../../pod-condition.ts';
import type { ControllerOptions } from './controller-options.ts';
import { type EndpointList, isTrafficProxy, type NodeEndpoint, nodeTargets, podTargets, type Readiness, type Resolved } from './endpoint-targets.ts';
import { fail } from './model-error.ts';
import { servicePort } from './service-port.ts';

/** Targets by id and port. Fails with the controller's text. */
export function targetsOf(world: World, binding: TargetGroupBinding, options: ControllerOptions): readonly Resolved[] {
  const { serviceRef, targetType, nodeSelector } = binding.spec;
  const key = `${binding.metadata.namespace}/${serviceRef.name}`;
  const service = objectAt(world.cluster.Service, key) ?? fail(`Service "${serviceRef.name}" not found`);
  const failOpen = options.featureGates.EndpointsFailOpen;
  if (targetType === 'ip') return podTargets(service, serviceRef.port, { lists: listsOf(world, key), failOpen });
  const nodes = objectsOf(world.cluster.Node).flatMap((node) => nodeEndpoint(node) ?? []);
  const selects = (labels: Readonly<Record<string, string>>) => nodeSelector === undefined || matchesSelector(nodeSelector, labels);
  return nodeTargets(service, serviceRef.port, { nodes, selects, failOpen });
}

function listsOf(world: World, service: string): readonly EndpointList[] {
  return lookup(world.cluster.EndpointSlice, 'byService', service).map((slice) => ({
    ports: (slice.ports ?? []).map(({ name, port }) => ({ name, port })),
    endpoints: (slice.endpoints ?? []).flatMap((endpoint) => endpointOf(world, slice, endpoint) ?? []),
  }));
}

function endpointOf(world: World, slice: EndpointSlice, { addresses, conditions, targetRef }: NonNullable<EndpointSlice['endpoints']>[number]) {
  const [ip] = addresses;
  if (ip === undefined || targetRef?.kind !== 'Pod') return undefined;
  const pod = objectAt(world.cluster.Pod, `${slice.metadata.namespace}/${targetRef.name}`);
  const node = objectAt(world.cluster.Node, pod?.spec.nodeName ?? '');
  const known =
    pod === undefined
      ? {}
      : {
          pod: {
            containersReady: podCondition(pod, 'ContainersReady')?.status === 'True',
            nodeReady: node === undefined ? ('False' as const) : (readinessOf(node) ?? 'False'),
          },
        };
  return { ip, ready: conditions?.ready === true, terminating: conditions?.terminating === true, ...known };
}

function readinessOf({ status }: Node): Readiness | undefined {
  return status.conditions?.find(({ type }) => type === 'Ready')?.status as Readiness | undefined;
}

function nodeEndpoint(node: Node): NodeEndpoint | undefined {
  const instanceId = instanceIdOf(node);
  if (instanceId === undefined) return undefined;
  const labels = node.metadata.labels ?? {};
  const suitable = isTrafficProxy({ labels, taints: node.spec.taints ?? [], unschedulable: node.spec.unschedulable ?? false });
  return { instanceId, labels, ready: readinessOf(node), suitable };
}

/** The port that a rule means for one target: a name is that of a container port of the Service's targets. */
export function portOf(
  service: Service | undefined,
  binding: TargetGroupBinding,
  port: number | string,
  targets: readonly Resolved[],
): readonly number[] {
  if (typeof port === 'number') return [port];
  const named = service === undefined ? undefined : servicePort(service, binding.spec.serviceRef.port).targetPort;
  return named === port ? [...new Set(targets.map((target) => target.port))] : [];
}
