/** Endpoints as commands, content and the command line write them: `pod/NS/NAME`, `svc/NS/NAME:PORT`, `internet`, … */

import { addressInCluster } from '../engine/aws/eks/ip-family.ts';
import type { HttpRequest, Origin, Target } from '../engine/connection.ts';
import { ownFamilies } from '../engine/dataplane/origin.ts';
import { instanceNamed } from '../engine/name-of.ts';
import { readAddress } from '../engine/net/address.ts';
import type { Protocol } from '../engine/net/packet.ts';
import { lookup, objectAt } from '../engine/store.ts';
import type { World } from '../engine/world.ts';
import { LEARNER_ORIGIN } from './session.ts';

export type Endpoint =
  | { readonly end: 'pod' | 'svc'; readonly key: string; readonly port: number | null }
  | { readonly end: 'node' | 'instance' | 'eni' | 'ip'; readonly key: string; readonly port: number | null }
  | { readonly end: 'internet'; readonly key: string; readonly port: null }
  | { readonly end: 'url'; readonly key: string; readonly port: number; readonly path: string };

/** What an endpoint is called from or by, or what of it does not exist. */
export type Resolved<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly missing: string };

/** The endpoint that a text names, or null when it has no such form. */
export function parseEndpoint(text: string): Endpoint | null {
  if (text.startsWith('url:')) return parseUrl(text.slice(4));
  const internet = /^internet(?::(.+))?$/.exec(text);
  if (internet !== null) return internetAt(internet[1]);
  const ip = /^ip:(.+?)(?::(\d+))?$/.exec(text);
  if (ip !== null) return { end: 'ip', key: ip[1] as string, port: portOf(ip[2]) };
  const [, end, path, port] = /^(pod|svc|service|node|instance|eni)\/([^:]+?)(?::(\d+))?$/.exec(text) ?? [];
  if (end === undefined || path === undefined) return null;
  if (end === 'node' || end === 'instance' || end === 'eni') return path.includes('/') ? null : { end, key: path, port: portOf(port) };
  const parts = path.split('/');
  if (parts.length > 2 || parts.includes('')) return null;
  return { end: end === 'pod' ? 'pod' : 'svc', key: parts.length === 2 ? path : `default/${path}`, port: portOf(port) };
}

/** Where a connection from the endpoint starts. */
export function originOf(world: World, endpoint: Endpoint): Resolved<Origin> {
  switch (endpoint.end) {
    case 'pod':
      return known(objectAt(world.cluster.Pod, endpoint.key) !== undefined, `pod/${endpoint.key}`, { from: 'pod', pod: endpoint.key });
    case 'node':
      return known(objectAt(world.cluster.Node, endpoint.key) !== undefined, `node/${endpoint.key}`, { from: 'node', node: endpoint.key });
    case 'instance':
      return instanceOrigin(instanceNamed(world, endpoint.key), endpoint.key);
    case 'eni':
      return interfaceOrigin(world, endpoint.key);
    case 'internet':
      return { ok: true, value: { from: 'outside', address: endpoint.key } };
    case 'ip':
      return { ok: true, value: { from: 'outside', address: endpoint.key } };
    default:
      return { ok: false, missing: endpoint.key };
  }
}

function instanceOrigin(InstanceId: string | undefined, missing: string): Resolved<Origin> {
  return InstanceId === undefined ? { ok: false, missing } : { ok: true, value: { from: 'instance', InstanceId } };
}

/** From an interface sends whoever it belongs to: an instance, or a service of AWS such as the API servers behind an X-ENI. */
function interfaceOrigin(world: World, NetworkInterfaceId: string): Resolved<Origin> {
  const InstanceId = objectAt(world.aws.NetworkInterface, NetworkInterfaceId)?.Attachment?.InstanceId;
  if (InstanceId !== undefined && objectAt(world.aws.Instance, InstanceId) !== undefined)
    return { ok: true, value: { from: 'instance', InstanceId } };
  return known(objectAt(world.aws.NetworkInterface, NetworkInterfaceId) !== undefined, NetworkInterfaceId, { from: 'interface', NetworkInterfaceId });
}

/** What a connection to the endpoint is made to; how a Service or a node is called depends on where one calls from. */
export function targetOf(world: World, endpoint: Endpoint, how: { readonly origin: Origin; readonly protocol: Protocol }): Resolved<Target> {
  const host = hostOf(world, endpoint, how.origin);
  const port = how.protocol === 'icmp' ? 0 : (endpoint.port ?? DEFAULT_PORT);
  return host.ok ? { ok: true, value: { host: host.value, port, protocol: how.protocol } } : host;
}

/** The HTTP request that a connection to the endpoint carries. */
export function requestOf(endpoint: Endpoint, target: Target): HttpRequest {
  return { method: 'GET', path: endpoint.end === 'url' ? endpoint.path : '/', host: target.host };
}

/** The EC2 instance that a node runs on. */
export function instanceOfNode(world: World, node: string): string | null {
  const host = lookup(world.hosts.Host, 'byNode', node)[0];
  return host?.InstanceId ?? objectAt(world.cluster.Node, node)?.spec.providerID?.split('/').at(-1) ?? null;
}

/** The primary interface of an instance. */
export function primaryInterface(world: World, InstanceId: string) {
  return lookup(world.aws.NetworkInterface, 'byInstance', InstanceId).find((eni) => eni.Attachment?.DeviceIndex === 0);
}

const DEFAULT_PORT = 80;

function hostOf(world: World, endpoint: Endpoint, origin: Origin): Resolved<string> {
  switch (endpoint.end) {
    case 'pod':
      return found(objectAt(world.cluster.Pod, endpoint.key)?.status.podIP, `pod/${endpoint.key}`);
    case 'svc':
      return serviceHost(world, endpoint.key, origin);
    case 'node':
      return interfaceHost(world, instanceOfNode(world, endpoint.key), { origin, name: `node/${endpoint.key}` });
    case 'instance':
      return interfaceHost(world, instanceNamed(world, endpoint.key) ?? null, { origin, name: endpoint.key });
    case 'eni':
      return found(objectAt(world.aws.NetworkInterface, endpoint.key)?.PrivateIpAddresses[0]?.PrivateIpAddress, endpoint.key);
    default:
      return { ok: true, value: endpoint.key };
  }
}

function serviceHost(world: World, key: string, origin: Origin): Resolved<string> {
  const service = objectAt(world.cluster.Service, key);
  if (service === undefined) return { ok: false, missing: `service/${key}` };
  const [namespace, name] = key.split('/');
  if (origin.from === 'pod') return { ok: true, value: `${name}.${namespace}.svc.cluster.local` };
  return found(service.spec.clusterIP, `service/${key}`);
}

function interfaceHost(
  world: World,
  InstanceId: string | null,
  { origin, name }: { readonly origin: Origin; readonly name: string },
): Resolved<string> {
  const primary = InstanceId === null ? undefined : primaryInterface(world, InstanceId);
  const address = primary?.PrivateIpAddresses.find((one) => one.Primary);
  const fromOutside = origin.from === 'outside' && readAddress(origin.address) !== null;
  // Without a public address there is nothing to call from outside but the private one, which leads nowhere: as in reality.
  const shown = ownFamilies(world, origin).includes(6) ? addressInCluster(world, primary) : address?.PrivateIpAddress;
  return found((fromOutside ? address?.Association?.PublicIp : undefined) ?? shown, name);
}

function parseUrl(text: string): Endpoint | null {
  const [, scheme, host, port, path] = /^(https?):\/\/([^/:\s]+)(?::(\d+))?(\/\S*)?$/.exec(text) ?? [];
  if (scheme === undefined || host === undefined) return null;
  return { end: 'url', key: host, port: portOf(port) ?? (scheme === 'https' ? 443 : 80), path: path ?? '/' };
}

function internetAt(address: string | undefined): Endpoint | null {
  if (address !== undefined && readAddress(address) === null) return null;
  return { end: 'internet', key: address ?? (LEARNER_ORIGIN.from === 'outside' ? LEARNER_ORIGIN.address : ''), port: null };
}

function portOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function known<T>(exists: boolean, missing: string, value: T): Resolved<T> {
  return exists ? { ok: true, value } : { ok: false, missing };
}

function found(value: string | undefined, missing: string): Resolved<string> {
  return value === undefined || value === '' || value === 'None' ? { ok: false, missing } : { ok: true, value };
}
