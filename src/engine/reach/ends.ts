/**
 * The rows and columns of a reachability table: workloads, and what they talk to that is no pod. Everything but workloads
 * is asked by connecting, as a client there would.
 */
import { endpointNames } from '../aws/vpc-endpoint-names.ts';
import { selectsLabels } from '../cluster/selector.ts';
import type { Service } from '../cluster/service.ts';
import type { Origin } from '../connection.ts';
import { sandboxAt } from '../dataplane/host/kernel.ts';
import { outsidePlace } from '../dataplane/outside.ts';
import { parseAddress } from '../net/address.ts';
import type { TransportProtocol } from '../net/packet.ts';
import { lookup, objectAt, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { workloadOf } from './workload.ts';

/** A host of the internet, in a documentation range (RFC 5737): whoever has no name here. */
export const SOMEWHERE = '203.0.113.9';

export type EndKind = 'workload' | 'service' | 'nodes' | 'internet' | 'endpoint' | 'host';

export type TableEnd = {
  /** `deployment/web/nginx`, `svc/web/nginx`, `nodes`, `internet`, `endpoint/vpce-0a1`. */
  readonly key: string;
  readonly kind: EndKind;
  /** Of a workload its pods, by their place among the pods of the matrix; else empty. */
  readonly pods: readonly number[];
  /** Of a host that was named: what connections from it start at, and the address that others connect to. */
  readonly origin?: Origin;
  readonly host?: string;
};

/** An end as a destination, at the port at which it is asked. */
export type Column = TableEnd & { readonly port: number };

export type EndsQuestion = {
  readonly protocol: TransportProtocol;
  /** null: each destination at the port that it serves. */
  readonly port: number | null;
  /** Only what policies speak about: pods, and addresses beyond the cluster. */
  readonly policyOnly?: boolean;
};

/** The ends that connections start from. `pods` are the names of those that run, as a matrix has them. */
export function rowsOf(world: World, pods: readonly string[]): TableEnd[] {
  const nodes = objectsOf(world.cluster.Node).length === 0 ? [] : [{ key: 'nodes', kind: 'nodes', pods: [] } as const];
  return [...workloads(world, pods), ...nodes, { key: 'internet', kind: 'internet', pods: [] }];
}

/** The ends that connections go to. */
export function columnsOf(world: World, pods: readonly string[], question: EndsQuestion): Column[] {
  const { protocol, port, policyOnly = false } = question;
  const ofPods = workloads(world, pods).map((end) => ({ ...end, port: port ?? servedPort(world, pods, { end, protocol }) }));
  const internet: Column = { key: 'internet', kind: 'internet', pods: [], port: port ?? outsidePort(world, protocol) };
  if (policyOnly) return [...ofPods, internet];
  const nodes = objectsOf(world.cluster.Node).length === 0 ? [] : [{ key: 'nodes', kind: 'nodes', pods: [], port: port ?? KUBELET } as const];
  return [...ofPods, ...services(world, question), ...nodes, ...(protocol === 'tcp' ? endpoints(world, port) : []), internet];
}

/** The kubelet's API (https://kubernetes.io/docs/reference/networking/ports-and-protocols/). */
const KUBELET = 10250;
const HTTPS = 443;

function workloads(world: World, pods: readonly string[]): TableEnd[] {
  const found = new Map<string, number[]>();
  for (const [index, name] of pods.entries()) {
    const pod = objectAt(world.cluster.Pod, name);
    if (pod === undefined) continue;
    const key = workloadOf(world, pod);
    const known = found.get(key);
    if (known === undefined) found.set(key, [index]);
    else known.push(index);
  }
  const ends = [...found].map(([key, members]): TableEnd => ({ key, kind: 'workload', pods: members }));
  return ends.sort((one, other) => (sortKey(one.key) < sortKey(other.key) ? -1 : 1));
}

/** By namespace, then by name; what the system brings along comes last. */
function sortKey(key: string): string {
  const [kind, namespace = '', name = ''] = key.split('/');
  return [namespace.startsWith('kube-') ? '1' : '0', namespace, name, kind].join('\0');
}

/** The port that a Service leads to, else one that a container names and listens on, else any that it listens on. */
export function servedPort(
  world: World,
  pods: readonly string[],
  { end, protocol }: { readonly end: TableEnd; readonly protocol: TransportProtocol },
): number {
  const name = pods[end.pods[0] as number] as string;
  const pod = objectAt(world.cluster.Pod, name);
  const open = (sandboxAt(world, name)?.sandbox.containers ?? []).flatMap(({ listeners }) => listeners).filter((one) => one.protocol === protocol);
  const named = (pod?.spec.containers ?? []).flatMap(({ ports = [] }) => ports);
  const number = (target: number | string) => (typeof target === 'number' ? target : named.find(({ name: own }) => own === target)?.containerPort);
  const served = lookup(world.cluster.Service, 'byNamespace', pod?.metadata.namespace ?? 'default')
    .filter(({ spec }) => spec.selector !== undefined && selectsLabels(spec.selector, pod?.metadata.labels))
    .flatMap(({ spec }) => portsOf(spec, protocol).flatMap(({ port, targetPort }) => number((targetPort ?? port) as number | string) ?? []));
  const declared = named.filter((one) => (one.protocol ?? 'TCP').toLowerCase() === protocol).map(({ containerPort }) => containerPort);
  const candidates = [...served, ...declared];
  return candidates.find((one) => open.some(({ port }) => port === one)) ?? candidates[0] ?? open[0]?.port ?? 80;
}

function portsOf({ ports = [] }: Service['spec'], protocol: TransportProtocol) {
  return ports.filter((one) => (one.protocol ?? 'TCP').toLowerCase() === protocol);
}

function services(world: World, { protocol, port }: EndsQuestion): Column[] {
  return objectsOf(world.cluster.Service).flatMap(({ metadata, spec }) => {
    const ports = portsOf(spec, protocol).map((one) => one.port);
    const [asked] = port === null ? ports : ports.filter((one) => one === port);
    return asked === undefined ? [] : [{ key: `svc/${metadata.namespace}/${metadata.name}`, kind: 'service', pods: [], port: asked } as const];
  });
}

function endpoints(world: World, port: number | null): Column[] {
  if (port !== null && port !== HTTPS) return [];
  return objectsOf(world.aws.VpcEndpoint)
    .filter(({ State }) => State === 'available')
    .map(({ VpcEndpointId }) => ({ key: `endpoint/${VpcEndpointId}`, kind: 'endpoint', pods: [], port: HTTPS }));
}

function outsidePort(world: World, protocol: TransportProtocol): number {
  const served = internetHosts(world)
    .flatMap(({ listeners }) => listeners)
    .filter((one) => one.protocol === protocol);
  return served[0]?.port ?? (protocol === 'tcp' ? HTTPS : 53);
}

function internetHosts(world: World) {
  return world.outside.hosts.filter(({ address }) => outsidePlace(world, parseAddress(address)).name === 'internet');
}

/** A host of the internet to ask at the port: one that listens there if there is one. */
export function internetHost(world: World, { protocol, port }: { readonly protocol: TransportProtocol; readonly port: number }): string {
  const hosts = internetHosts(world);
  const listening = hosts.find(({ listeners }) => listeners.some((one) => one.protocol === protocol && one.port === port));
  return (listening ?? hosts[0])?.address ?? SOMEWHERE;
}

/** Where connections start that stand for the end; those of a workload are its pods. */
export function originsOf(world: World, end: TableEnd): Origin[] {
  if (end.kind === 'nodes') return objectsOf(world.cluster.Node).map(({ metadata }) => ({ from: 'node', node: metadata.name }));
  return [end.origin ?? { from: 'outside', address: SOMEWHERE }];
}

export type Asked = { readonly host: string; readonly port: number };

/** The hosts and ports that a client at the origin would connect to; none where the end offers it nothing. */
export function targetsOf(
  world: World,
  column: Column,
  { origin, protocol }: { readonly origin: Origin; readonly protocol: TransportProtocol },
): Asked[] {
  const { port } = column;
  const outside = origin.from === 'outside';
  switch (column.kind) {
    case 'service':
      return outside ? published(world, column) : inCluster(world, column, origin);
    case 'nodes':
      return objectsOf(world.cluster.Node).flatMap(({ metadata }) => nodeAddress(world, metadata.name, outside).map((host) => ({ host, port })));
    case 'endpoint':
      return outside ? [] : endpointHost(world, column).map((host) => ({ host, port }));
    case 'internet':
      return outside ? [] : [{ host: internetHost(world, { protocol, port }), port }];
    case 'host':
      return column.host === undefined ? [] : [{ host: column.host, port }];
    case 'workload':
      return [];
  }
}

function serviceOf(world: World, { key }: TableEnd): Service | undefined {
  return objectAt(world.cluster.Service, key.slice('svc/'.length));
}

/** Pods call a Service by its name, nodes by its address. */
function inCluster(world: World, column: Column, origin: Origin): Asked[] {
  const service = serviceOf(world, column);
  const { namespace, name } = service?.metadata ?? {};
  if (origin.from === 'pod') return [{ host: `${name}.${namespace}.svc.cluster.local`, port: column.port }];
  const address = service?.spec.clusterIP;
  return address === undefined || address === 'None' || address === '' ? [] : [{ host: address, port: column.port }];
}

/** From outside a Service is called at its load balancer, else at its node port on every node that has a public address. */
function published(world: World, column: Column): Asked[] {
  const service = serviceOf(world, column);
  const [balancer] = service?.status?.loadBalancer?.ingress ?? [];
  const host = balancer?.hostname ?? balancer?.ip;
  if (host !== undefined) return [{ host, port: column.port }];
  const nodePort = service?.spec.ports?.find(({ port }) => port === column.port)?.nodePort;
  if (nodePort === undefined) return [];
  return objectsOf(world.cluster.Node).flatMap(({ metadata }) =>
    nodeAddress(world, metadata.name, true).map((address) => ({ host: address, port: nodePort })),
  );
}

/** A node's own address, or the public one that the internet gateway maps to it. */
function nodeAddress(world: World, node: string, outside: boolean): string[] {
  const [host] = lookup(world.hosts.Host, 'byNode', node);
  if (host === undefined) return [];
  const primary = lookup(world.aws.NetworkInterface, 'byInstance', host.InstanceId).find(({ Attachment }) => Attachment?.DeviceIndex === 0);
  const [first] = primary?.PrivateIpAddresses ?? [];
  const address = outside ? first?.Association?.PublicIp : first?.PrivateIpAddress;
  return address === undefined ? [] : [address];
}

/** The name by which a client calls the AWS service behind the endpoint. */
function endpointHost(world: World, { key }: TableEnd): string[] {
  const endpoint = objectAt(world.aws.VpcEndpoint, key.slice('endpoint/'.length));
  if (endpoint === undefined) return [];
  if (endpoint.VpcEndpointType === 'Interface') return endpointNames(world, endpoint).slice(0, 1);
  return [`${endpoint.ServiceName.split('.').at(-1)}.${world.region}.amazonaws.com`];
}
