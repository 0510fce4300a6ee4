/** The sockets of a network namespace: who takes a packet. `containerPort` opens nothing; what a program listens on does. */

import { publicServiceAt } from '../../aws/public-service.ts';
import type { Sandbox } from '../../hosts/host.ts';
import { familyOf, parseAddress, showAddress } from '../../net/address.ts';
import type { Protocol } from '../../net/packet.ts';
import { objectAt } from '../../store.ts';
import type { Listener, World } from '../../world.ts';
import { element } from '../element.ts';
import { atEni } from '../place.ts';
import { replySession, socketsOf } from '../sessions.ts';
import type { Place } from '../step.ts';
import { healthCheckPorts } from './health-check-port.ts';
import { kernelOf, sandboxAt } from './kernel.ts';
import { targetPortRepairs } from './service-repairs.ts';

/** A socket that listens, and the pod and container that it belongs to; null for a program of the host itself. */
export type Listening = {
  readonly listener: Listener;
  readonly container: { readonly pod: string; readonly name: string; readonly image: string } | null;
};

const reasons = {
  LISTENER_FOUND: {
    ko: '{who}에서 {protocol} {port} 포트를 듣고 있는 프로그램이 패킷을 받았습니다.',
    en: 'A program that listens on {protocol} port {port} of {who} takes the packet.',
    concept: 'inbound-port-picks-container',
  },
  REPLY_TAKEN_BY_CLIENT: {
    ko: '응답이 연결을 시작한 {who:으로/로} 돌아왔습니다. 클라이언트의 소켓이 패킷을 받았습니다.',
    en: 'The reply is back at {who}, where the connection began. The socket of the client takes it.',
    concept: 'pod-behaves-like-vm',
  },
  REFUSAL_TAKEN_BY_CLIENT: {
    ko: 'ICMP 포트 도달 불가 메시지가 연결을 시작한 {who:으로/로} 돌아왔습니다. 클라이언트에는 연결 거부로 보입니다.',
    en: 'The ICMP message "port unreachable" is back at {who}, where the connection began. The client sees the connection refused.',
    concept: 'pod-behaves-like-vm',
  },
  ECHO_ANSWERED: {
    ko: '{who}의 커널이 ICMP 에코 요청에 응답합니다.',
    en: 'The kernel of {who} answers the ICMP echo request.',
    concept: 'pod-behaves-like-vm',
  },
  NO_LISTENER: {
    ko: '{who}에서 {protocol} {port} 포트를 듣는 프로그램이 없어 연결을 거부했습니다. 열린 포트는 {open}입니다.',
    en: 'No program listens on {protocol} port {port} of {who}, so the connection is refused. Open ports: {open}.',
    concept: 'targetport-matches-containerport',
    repairs: targetPortRepairs,
  },
  REPLY_OF_NO_CONNECTION: {
    ko: '{src}에서 온 응답과 맞는 연결이 {who}에 없어 버렸습니다. 클라이언트가 접속한 주소와 응답의 출발지가 다릅니다.',
    en: 'Nothing at {who} waits for a reply from {src}, so it is dropped. The client connected to another address.',
    concept: 'avoid-asymmetric-routing',
  },
};

const TLS: Listener = { protocol: 'tcp', port: 443, serves: 'https' };

export const listener = element({
  name: 'listener',
  title: { ko: '소켓', en: 'socket' },
  reasons,
  pass: ({ world, place, sessions, direction }, packet) => {
    const port = packet.destinationPort;
    const who = whoOf(world, place);
    const params = { who, node: who, port, protocol: packet.protocol.toUpperCase() };
    const object = place.of.plane === 'outside' ? null : place.of;
    // What a resolver endpoint asks further on, it asks from its interface.
    const own = place.of.kind === 'ResolverEndpoint' && place.device !== undefined ? atEni('eni-out', place.device) : place;
    if (replySession(sessions, socketsOf(own), packet) !== undefined)
      return [{ verdict: 'deliver', because: packet.error === undefined ? 'REPLY_TAKEN_BY_CLIENT' : 'REFUSAL_TAKEN_BY_CLIENT', params, object }];
    if (direction === 'reply') {
      return [{ verdict: 'drop', because: 'REPLY_OF_NO_CONNECTION', params: { ...params, src: showAddress(packet.source) }, object }];
    }
    if (packet.protocol === 'icmp') return [{ verdict: 'deliver', because: 'ECHO_ANSWERED', params, object }];
    const all = listeningAt(world, place);
    const found = all.find(({ listener: socket }) => socket.protocol === packet.protocol && socket.port === port);
    if (found === undefined)
      return [{ verdict: 'reject', because: 'NO_LISTENER', params: { ...params, open: openPorts(all, packet.protocol) }, object }];
    const row = () => ({ table: 'ss -ln', text: `${packet.protocol} LISTEN ${familyOf(packet.destination) === 6 ? '[::]' : '0.0.0.0'}:${port}` });
    return [{ verdict: 'deliver', because: 'LISTENER_FOUND', params, object, row }];
  },
});

/** What listens at the place. */
export function listeningAt(world: World, place: Place): readonly Listening[] {
  const { of } = place;
  if (of.plane === 'outside') {
    const named = hostOf(world, of.key)?.listeners ?? [];
    const served = named.length === 0 && publicServiceAt(world, parseAddress(of.key)) !== undefined ? [TLS] : [];
    return [...named, ...served].map((socket) => ({ listener: socket, container: null }));
  }
  if (of.kind === 'Pod') {
    const sandbox = sandboxAt(world, of.key)?.sandbox;
    return sandbox === undefined ? [] : listeningIn(sandbox);
  }
  if (of.kind === 'Vpc')
    return [
      { listener: { protocol: 'udp', port: 53, serves: 'dns' }, container: null },
      { listener: { protocol: 'tcp', port: 53, serves: 'dns' }, container: null },
    ];
  // The services of AWS answer over TLS; those behind gateway endpoints over plain HTTP too.
  if (of.kind === 'VpcEndpoint')
    return [TLS, ...(place.device === undefined ? [{ ...TLS, port: 80, serves: 'nothing' } as const] : [])].map((socket) => ({
      listener: socket,
      container: null,
    }));
  // kube-apiserver behind the endpoint of a cluster.
  if (of.kind === 'EksCluster') return [{ listener: TLS, container: null }];
  if (of.kind === 'ResolverEndpoint') {
    const endpoint = objectAt(world.aws.ResolverEndpoint, of.key);
    if (endpoint?.Direction !== 'INBOUND' || endpoint.Status !== 'OPERATIONAL') return [];
    return (['udp', 'tcp'] as const).map((protocol) => ({ listener: { protocol, port: 53, serves: 'dns' }, container: null }));
  }
  if (of.kind === 'DBInstance') {
    const database = objectAt(world.aws.DBInstance, of.key);
    if (database?.DBInstanceStatus !== 'available') return [];
    return [{ listener: { protocol: 'tcp', port: database.Port, serves: 'nothing' }, container: null }];
  }
  if (of.kind !== 'Host') return [];
  const kernel = kernelOf(world, of.key);
  if (kernel.host === undefined) return [];
  const health = healthCheckPorts(world, kernel).map((port) => ({ protocol: 'tcp', port, serves: 'http' }) as const);
  const own = [...kernel.host.listeners, ...health].map((socket) => ({ listener: socket, container: null }));
  return [...own, ...kernel.host.kubelet.sandboxes.filter(({ hostNetwork }) => hostNetwork).flatMap(listeningIn)];
}

function listeningIn(sandbox: Sandbox): Listening[] {
  const running = sandbox.containers.filter((container) => container.running);
  return running.flatMap(({ name, image, listeners }) =>
    listeners.map((socket) => ({ listener: socket, container: { pod: sandbox.pod, name, image } })),
  );
}

function hostOf(world: World, address: string) {
  return world.outside.hosts.find((host) => host.address === address);
}

function openPorts(all: readonly Listening[], protocol: Protocol): string {
  const ports = all.filter((socket) => socket.listener.protocol === protocol).map((socket) => socket.listener.port);
  return ports.length === 0 ? '-' : [...new Set(ports)].sort((one, other) => one - other).join(', ');
}

function whoOf(world: World, { of }: Place): string {
  if (of.plane === 'outside') return hostOf(world, of.key)?.name ?? publicServiceAt(world, parseAddress(of.key)) ?? of.key;
  if (of.kind === 'Host') return kernelOf(world, of.key).name;
  if (of.kind === 'VpcEndpoint') return objectAt(world.aws.VpcEndpoint, of.key)?.ServiceName ?? of.key;
  if (of.kind === 'EksCluster') return `kube-apiserver (${of.key})`;
  return of.key;
}
