/**
 * The connection tracking table of a kernel. It remembers every connection with its translations and undoes them on the way
 * back, so that the nat tables see only the first packet of a connection.
 * https://www.netfilter.org/documentation/HOWTO/NAT-HOWTO-6.html
 */

import { isMartian } from '../../hosts/route-lookup.ts';
import { showEndpoint } from '../../net/packet.ts';
import { element } from '../element.ts';
import { conntrackOf, entryAnswered, entryOf, first, hasPassed, track } from '../sessions.ts';
import { entryRow } from './conntrack-row.ts';
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
  CONNECTION_CAME_BY_ANOTHER_INTERFACE: {
    ko: '{node} 노드에서 VPC로 나간 패킷이 {dev} 인터페이스로 되돌아왔습니다. 이 노드의 다른 파드로 가는 길입니다.',
    en: 'The packet left node {node} for the VPC and is back through {dev}, on its way to another pod of the node.',
    concept: 'sgp-purpose',
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
    const kernel = kernelOf(world, place.of.key);
    const node = kernel.name;
    const reply = entryAnswered(sessions, holder, packet);
    if (reply !== undefined) {
      const { source, sourcePort } = reply.original;
      const answered = first(sessions, holder, reply, { ...reply, state: 'established' });
      if (source === packet.destination && sourcePort === packet.destinationPort) {
        return [{ verdict: 'forward', because: 'REPLY_OF_CONNECTION', params: { node }, object, sessions: answered }];
      }
      const params = { node, from: showEndpoint(packet.destination, packet.destinationPort), to: showEndpoint(source, sourcePort) };
      const out = { ...packet, destination: source, destinationPort: sourcePort };
      return [{ verdict: 'forward', because: 'REPLY_DESTINATION_RESTORED', params, object, row: () => entryRow(reply), out, sessions: answered }];
    }
    const known = entryOf(sessions, holder, packet);
    if (known?.state === 'established') {
      const out = { ...packet, destination: known.translated.destination, destinationPort: known.translated.destinationPort };
      return [
        { verdict: 'forward', because: 'CONNECTION_ESTABLISHED', params: { node }, object, out, sessions: first(sessions, holder, known, known) },
      ];
    }
    if (known === undefined && !hasPassed(sessions, holder, packet)) {
      return [{ verdict: 'forward', because: 'CONNECTION_NEW', params: { node }, object, sessions: track(sessions, holder, packet, place.device) }];
    }
    // What the VPC brings back by another interface, as it does between pods whose own groups are enforced, goes on.
    const asked = { ...packet, iif: place.device };
    if (known?.in === place.device || place.device === undefined || isMartian(kernel, asked)) {
      return [{ verdict: 'drop', because: 'FIRST_PACKET_CAME_BACK', params: { node }, object }];
    }
    const onward =
      known === undefined ? track(sessions, holder, packet, place.device) : first(sessions, holder, known, { ...known, in: place.device });
    return [{ verdict: 'forward', because: 'CONNECTION_CAME_BY_ANOTHER_INTERFACE', params: { node, dev: place.device }, object, sessions: onward }];
  },
});
