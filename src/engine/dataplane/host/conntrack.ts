/**
 * The connection tracking table of a kernel. It remembers every connection with its translations and undoes them on the way
 * back, so that the nat tables see only the first packet of a connection.
 * https://www.netfilter.org/documentation/HOWTO/NAT-HOWTO-6.html
 */
import { showEndpoint } from '../../net/packet.ts';
import { element } from '../element.ts';
import { amend, conntrackOf, remember, replySession, requestSession } from '../sessions.ts';
import { kernelOf } from './kernel.ts';

const reasons = {
  CONNECTION_NEW: {
    ko: '{node} 노드의 연결 추적에 없던 연결입니다. 새 연결로 기록하고 nat 테이블에 넘겼습니다.',
    en: 'Node {node} has not seen this connection before. It is tracked as new and meets the nat tables.',
    concept: 'kernel-dnat-load-balancing',
  },
  CONNECTION_ESTABLISHED: {
    ko: '{node} 노드가 이미 추적하는 연결입니다. 처음 정한 주소 변환을 그대로 씁니다.',
    en: 'Node {node} already tracks this connection, so the translation chosen at first still holds.',
    concept: 'kernel-dnat-load-balancing',
  },
  FIRST_PACKET_CAME_BACK: {
    ko: '{node} 노드에서 나간 첫 패킷이 그대로 {node} 노드로 되돌아왔습니다. 맴돌기만 하는 패킷이어서 버려집니다.',
    en: 'The first packet left node {node} and has come back to it unchanged. It would only go in circles, so it is dropped.',
    concept: 'avoid-asymmetric-routing',
  },
  REPLY_OF_CONNECTION: {
    ko: '{node} 노드가 추적하는 연결의 응답입니다. nat 테이블을 다시 보지 않습니다.',
    en: 'This is a reply of a connection that node {node} tracks. The nat tables are not asked again.',
    concept: 'kernel-dnat-load-balancing',
  },
  REPLY_DESTINATION_RESTORED: {
    ko: '{node} 노드가 추적하는 연결의 응답입니다. 목적지를 {from}에서 원래 출발지 {to:으로/로} 되돌렸습니다.',
    en: 'Node {node} recognizes the reply and puts the destination back from {from} to the original source {to}.',
    concept: 'nodeport-two-step-translation',
  },
};

export const conntrack = element({
  name: 'conntrack',
  title: { ko: '연결 추적', en: 'connection tracking' },
  reasons,
  pass: ({ world, place, sessions }, packet) => {
    const object = { plane: 'hosts', kind: 'Host', key: place.of.key } as const;
    const holder = conntrackOf(place);
    const node = kernelOf(world, place.of.key).name;
    const reply = replySession(sessions, holder, packet);
    if (reply !== undefined) {
      const { source, sourcePort } = reply.original;
      const answered = amend(sessions, holder, reply, { ...reply, state: 'established' });
      if (source === packet.destination && sourcePort === packet.destinationPort) {
        return [{ verdict: 'forward', because: 'REPLY_OF_CONNECTION', params: { node }, object, sessions: answered }];
      }
      const params = { node, from: showEndpoint(packet.destination, packet.destinationPort), to: showEndpoint(source, sourcePort) };
      const out = { ...packet, destination: source, destinationPort: sourcePort };
      return [{ verdict: 'forward', because: 'REPLY_DESTINATION_RESTORED', params, object, out, sessions: answered }];
    }
    const known = requestSession(sessions, holder, packet);
    if (known?.state === 'established') {
      const out = { ...packet, destination: known.translated.destination, destinationPort: known.translated.destinationPort };
      return [{ verdict: 'forward', because: 'CONNECTION_ESTABLISHED', params: { node }, object, out }];
    }
    // The kernel drops it as a martian, or its TTL runs out (https://www.kernel.org/doc/Documentation/networking/ip-sysctl.rst, log_martians).
    if (known !== undefined) return [{ verdict: 'drop', because: 'FIRST_PACKET_CAME_BACK', params: { node }, object }];
    return [{ verdict: 'forward', because: 'CONNECTION_NEW', params: { node }, object, sessions: remember(sessions, holder, packet) }];
  },
});
