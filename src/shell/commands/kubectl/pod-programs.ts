/** Small programs inside a container: they read what the kubelet and the CNI plugin have put there. */

import type { Pod } from '../../../engine/cluster/pod.ts';
import { clusterIPsOf, type Service } from '../../../engine/cluster/service.ts';
import { readTimestamp } from '../../../engine/cluster/timestamp.ts';
import { atHost, atPod } from '../../../engine/dataplane/place.ts';
import { sandboxOf } from '../../../engine/hosts/host.ts';
import { hostNetns, type Netns, podNetns } from '../../../engine/hosts/netns.ts';
import { lookup } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import type { Invocation } from '../../command.ts';
import type { Output } from '../../output.ts';
import { output } from '../../print.ts';
import { ip as ipIn } from '../node/ip.ts';
import { arp as arpIn } from '../node/ip-neighbours.ts';
import { ss as ssAt } from '../node/ss.ts';
import { notSimulatedNote } from './call.ts';
import { nc } from './nc.ts';
import { resolvConfLines } from './resolv-conf-lines.ts';

type Program = (call: Invocation, pod: Pod) => Output;

export const podPrograms: { readonly [name: string]: Program } = {
  cat,
  env,
  printenv: env,
  hostname,
  ip,
  arp,
  ss,
  nc,
  true: succeed,
  sleep: succeed,
};

function read({ world }: Invocation, stdout: string): Output {
  return output(world, { kind: 'read', stdout });
}

function succeed(call: Invocation): Output {
  return read(call, '');
}

function hostNameOf(pod: Pod): string {
  return (pod.spec.hostNetwork === true ? pod.spec.nodeName : pod.spec.hostname) ?? pod.metadata.name;
}

function cat(call: Invocation, pod: Pod): Output {
  const [file] = call.words;
  switch (file?.text) {
    case undefined:
      return read(call, call.stdin);
    case '/etc/resolv.conf':
      return read(call, resolvConfLines(call.world, { from: 'pod', pod: `${pod.metadata.namespace}/${pod.metadata.name}` }));
    case '/etc/hostname':
      return read(call, `${hostNameOf(pod)}\n`);
    case '/etc/hosts':
      return read(call, hostsFile(pod));
    default:
      return output(call.world, { kind: 'refused', code: 1, notes: [notSimulatedNote(`cat ${file?.text}`, 'cat /etc/resolv.conf')] });
  }
}

/** https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kubelet_pods.go (managedHostsFileContent) */
function hostsFile(pod: Pod): string {
  const aliases = (pod.spec.hostAliases ?? []).map(({ ip: address, hostnames = [] }) => `${address}\t${hostnames.join('\t')}\n`);
  const lines = [
    '# Kubernetes-managed hosts file.',
    '127.0.0.1\tlocalhost',
    '::1\tlocalhost ip6-localhost ip6-loopback',
    'fe00::0\tip6-localnet',
    'fe00::0\tip6-mcastprefix',
    'fe00::1\tip6-allnodes',
    'fe00::2\tip6-allrouters',
    `${pod.status.podIP ?? ''}\t${hostNameOf(pod)}`,
  ];
  const extra = aliases.length === 0 ? '' : `\n# Entries added by HostAliases.\n${aliases.join('')}`;
  return `${lines.join('\n')}\n${extra}`;
}

function hostname(call: Invocation, pod: Pod): Output {
  const wantsAddress = call.words.some(({ text }) => text === '-i' || text === '-I');
  return read(call, `${wantsAddress ? pod.status.podIP : hostNameOf(pod)}\n`);
}

function env(call: Invocation, pod: Pod): Output {
  const [container] = pod.spec.containers;
  const own = (container?.env ?? []).flatMap(({ name, value, valueFrom }) => {
    const field = valueFrom?.fieldRef?.fieldPath;
    return [[name, value ?? (field === undefined ? '' : fieldOf(pod, field))] as const];
  });
  const variables = [
    ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'] as const,
    ['HOSTNAME', hostNameOf(pod)] as const,
    ...own,
    ...(pod.spec.enableServiceLinks === false ? [] : serviceLinks(call.world, pod)),
    ['HOME', '/root'] as const,
  ];
  const [wanted] = call.words;
  if (wanted !== undefined) {
    const found = variables.find(([name]) => name === wanted.text);
    return found === undefined ? output(call.world, { kind: 'read', code: 1 }) : read(call, `${found[1]}\n`);
  }
  return read(call, variables.map(([name, value]) => `${name}=${value}\n`).join(''));
}

function fieldOf(pod: Pod, path: string): string {
  const values: { readonly [path: string]: string | undefined } = {
    'metadata.name': pod.metadata.name,
    'metadata.namespace': pod.metadata.namespace,
    'metadata.uid': pod.metadata.uid,
    'spec.nodeName': pod.spec.nodeName,
    'spec.serviceAccountName': pod.spec.serviceAccountName,
    'status.podIP': pod.status.podIP,
    'status.hostIP': pod.status.hostIP,
  };
  return values[path] ?? '';
}

/** Variables for the Services that were there when the pod started: `FRONTEND_SERVICE_HOST` and the like. */
function serviceLinks(world: World, pod: Pod): (readonly [string, string])[] {
  const started = readTimestamp(pod.status.startTime) ?? world.now;
  const services = lookup(world.cluster.Service, 'byNamespace', pod.metadata.namespace ?? 'default');
  return services.filter((service) => (readTimestamp(service.metadata.creationTimestamp) ?? 0) <= started).flatMap(linksOf);
}

/** https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/envvars/envvars.go */
function linksOf(service: Service): (readonly [string, string])[] {
  const [address] = clusterIPsOf(service);
  const ports = service.spec.ports ?? [];
  const [first] = ports;
  if (address === undefined || first === undefined) return [];
  const name = service.metadata.name.toUpperCase().replaceAll('-', '_');
  const link = ({ port, protocol = 'TCP' }: (typeof ports)[number]) => `${protocol.toLowerCase()}://${address}:${port}`;
  return [
    [`${name}_SERVICE_HOST`, address],
    [`${name}_SERVICE_PORT`, String(first.port)],
    ...ports.flatMap((port) =>
      port.name ? [[`${name}_SERVICE_PORT_${port.name.toUpperCase().replaceAll('-', '_')}`, String(port.port)] as const] : [],
    ),
    [`${name}_PORT`, link(first)],
    ...ports.flatMap((port) => {
      const prefix = `${name}_PORT_${port.port}_${port.protocol ?? 'TCP'}`;
      return [
        [prefix, link(port)] as const,
        [`${prefix}_PROTO`, (port.protocol ?? 'TCP').toLowerCase()] as const,
        [`${prefix}_PORT`, String(port.port)] as const,
        [`${prefix}_ADDR`, address] as const,
      ];
    }),
  ];
}

/** Programs that look at the network namespace: the pod's own, or the node's for a pod of the host network. */
function ip(call: Invocation, pod: Pod): Output {
  const found = namespaceOf(call, pod);
  return found === null ? read(call, '') : ipIn({ world: call.world, netns: found, words: call.words.map(({ text }) => text) });
}

function arp(call: Invocation, pod: Pod): Output {
  const found = namespaceOf(call, pod);
  return found === null ? read(call, '') : arpIn({ world: call.world, netns: found, words: call.words.map(({ text }) => text) });
}

function ss(call: Invocation, pod: Pod): Output {
  const found = sandboxOf(call.world, `${pod.metadata.namespace}/${pod.metadata.name}`);
  const place = found?.sandbox.hostNetwork
    ? atHost('host-local', found.host.InstanceId)
    : atPod('pod-in', `${pod.metadata.namespace}/${pod.metadata.name}`);
  return ssAt({ world: call.world, place, words: call.words.map(({ text }) => text) });
}

function namespaceOf({ world }: Invocation, pod: Pod): Netns | null {
  const found = sandboxOf(world, `${pod.metadata.namespace}/${pod.metadata.name}`);
  if (found === undefined) return null;
  return found.sandbox.hostNetwork ? hostNetns(world, found.host.InstanceId) : podNetns(found.host, found.sandbox);
}
