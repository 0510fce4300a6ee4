/** Candidate writes that would give a packet a backend: each changes one field of one object. */
import type { Pod } from '../../cluster/pod.ts';
import type { Service } from '../../cluster/service.ts';
import { familyOf, showAddress } from '../../net/address.ts';
import { learner } from '../../principal.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { Param } from '../../text.ts';
import type { ClusterVerb } from '../../verb.ts';
import type { World } from '../../world.ts';
import type { Repair } from '../element.ts';
import type { Step } from '../step.ts';
import { sandboxAt } from './kernel.ts';

/** How many candidates of one sort are offered. */
const MOST = 6;

/** The Service's port moved to the one that was asked for, or another one beside it. */
export function clusterIpRepairs(world: World, step: Step): readonly Repair[] {
  const service = serviceOf(world, step.params.svc);
  if (service === undefined) return [];
  const ports = service.spec.ports ?? [];
  const moved = ports.map((_, index) => replace(world, service, `/spec/ports/${index}/port`, step.in.destinationPort));
  // Where there are several ports, each has to have a name.
  const [first] = ports;
  const name = `port-${step.in.destinationPort}`;
  const more = { name, port: step.in.destinationPort, protocol: step.in.protocol.toUpperCase(), targetPort: first?.targetPort };
  const added =
    first?.name === undefined ? [] : [{ ...patched(world, service, { op: 'add', path: '/spec/ports/-', value: more }), field: 'spec.ports' }];
  return [...moved.slice(0, MOST), ...added];
}

/** The node port of some NodePort or LoadBalancer Service moved to the one that was asked for. */
export function nodePortRepairs(world: World, step: Step): readonly Repair[] {
  const repairs: Repair[] = [];
  for (const service of objectsOf(world.cluster.Service)) {
    if (service.spec.type !== 'NodePort' && service.spec.type !== 'LoadBalancer') continue;
    for (const index of (service.spec.ports ?? []).keys()) {
      repairs.push(replace(world, service, `/spec/ports/${index}/nodePort`, step.in.destinationPort));
      if (repairs.length === MOST) return repairs;
    }
  }
  return repairs;
}

/** The selector set to what the pods of the namespace carry: for each distinct set of labels the fewest changed keys. */
export function selectorRepairs(world: World, step: Step): readonly Repair[] {
  const service = serviceOf(world, step.params.svc);
  if (service === undefined) return [];
  const selector = service.spec.selector ?? {};
  const candidates = new Map<string, { readonly [key: string]: string }>();
  for (const pod of podsOf(world, service)) {
    for (const labels of candidatesOf(selector, pod.metadata.labels ?? {})) candidates.set(JSON.stringify(labels), labels);
  }
  candidates.delete(JSON.stringify(selector));
  return [...candidates.values()].slice(0, MOST).map((labels) => replace(world, service, '/spec/selector', labels));
}

/** The traffic policy opened to the whole cluster. */
export function trafficPolicyRepairs(world: World, step: Step): readonly Repair[] {
  const service = serviceOf(world, step.params.svc);
  const field = step.params.field;
  if (service === undefined || typeof field !== 'string') return [];
  return [replace(world, service, `/spec/${field}`, 'Cluster')];
}

/** The target port of the Services that led to this pod's closed port, set to a port on which the pod listens. */
export function targetPortRepairs(world: World, step: Step): readonly Repair[] {
  if (step.place.of.kind !== 'Pod') return [];
  const pod = objectAt(world.cluster.Pod, step.place.of.key);
  if (pod === undefined) return [];
  const open = (sandboxAt(world, step.place.of.key)?.sandbox.containers ?? []).flatMap(({ listeners }) => listeners.map(({ port }) => port));
  const repairs: Repair[] = [];
  for (const service of lookup(world.cluster.Service, 'byNamespace', pod.metadata.namespace ?? 'default')) {
    if (!selects(service, pod)) continue;
    for (const [index, { port, targetPort }] of (service.spec.ports ?? []).entries()) {
      if ((typeof targetPort === 'number' ? targetPort : port) !== step.in.destinationPort && typeof targetPort !== 'string') continue;
      for (const candidate of new Set(open)) repairs.push(replace(world, service, `/spec/ports/${index}/targetPort`, candidate));
    }
  }
  return repairs.slice(0, MOST);
}

/** The target port that no pod has by that name, set to a port that the Service's pods do have. */
export function targetPortNameRepairs(world: World, step: Step): readonly Repair[] {
  const service = serviceOf(world, step.params.svc);
  if (service === undefined) return [];
  const pods = podsOf(world, service).filter((pod) => selects(service, pod));
  const known = new Set(pods.flatMap((pod) => portsOf(pod).map(({ name, containerPort }) => name ?? containerPort)));
  const wrong = [...(service.spec.ports ?? []).entries()].filter(([, { targetPort }]) => targetPort === step.params.target);
  return wrong.flatMap(([index]) => [...known].map((port) => replace(world, service, `/spec/ports/${index}/targetPort`, port))).slice(0, MOST);
}

/** The ports that the containers of a pod declare. */
export function portsOf({ spec }: Pod) {
  return spec.containers.flatMap(({ ports = [] }) => ports);
}

/** Whether the Service's selector matches the pod's labels; a Service without a selector selects nothing. */
export function selects(service: Service, pod: Pod): boolean {
  const wanted = Object.entries(service.spec.selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => pod.metadata.labels?.[key] === value);
}

/** The pods of the Service's namespace. */
export function podsOf(world: World, service: Service): readonly Pod[] {
  return lookup(world.cluster.Pod, 'byNamespace', service.metadata.namespace ?? 'default');
}

/** The Service that a reason's parameter names, `namespace/name`. */
export function serviceOf(world: World, key: Param | undefined): Service | undefined {
  return typeof key === 'string' ? objectAt(world.cluster.Service, key) : undefined;
}

/** Labels of the pod that a selector could ask for: the selector's own keys, else each label that is not a controller's. */
function candidatesOf(
  selector: { readonly [key: string]: string },
  labels: { readonly [key: string]: string },
): { readonly [key: string]: string }[] {
  const keys = Object.keys(selector);
  if (keys.length > 0 && keys.every((key) => key in labels)) return [Object.fromEntries(keys.map((key) => [key, labels[key] as string]))];
  const own = Object.entries(labels).filter(([key]) => key !== 'pod-template-hash' && key !== 'controller-revision-hash');
  return own.map(([key, value]) => ({ [key]: value }));
}

/** The ranges from which a load balancer lets clients in, with the client's own address. */
export function sourceRangeRepairs(world: World, step: Step): readonly Repair[] {
  const service = serviceOf(world, step.params.svc);
  const ranges = service?.spec.loadBalancerSourceRanges;
  if (service === undefined || ranges === undefined) return [];
  const own = `${showAddress(step.in.source)}/${familyOf(step.in.source) === 6 ? 128 : 32}`;
  return [{ ...patched(world, service, { op: 'add', path: '/spec/loadBalancerSourceRanges/-', value: own }), breadth: 'address' }];
}

function replace(world: World, service: Service, path: string, value: unknown): Repair {
  return patched(world, service, { op: 'replace', path, value });
}

type Operation = { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown };

function patched(world: World, { metadata }: Service, operation: Operation): Repair {
  const { name, namespace = 'default' } = metadata;
  const verb: ClusterVerb = {
    plane: 'cluster',
    kind: 'Service',
    namespace,
    name,
    manager: 'kubectl-patch',
    as: learner(world.account),
    verb: 'patch',
    patchType: 'json',
    body: [operation],
  };
  const field = operation.path
    .slice(1)
    .replaceAll(/\/(\d+|-)/g, '[$1]')
    .replaceAll('/', '.')
    .replace('[-]', '');
  return { verbs: [verb], object: { plane: 'cluster', kind: 'Service', key: `${namespace}/${name}` }, field };
}
