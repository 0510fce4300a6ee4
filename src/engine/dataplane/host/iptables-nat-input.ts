/**
 * nat INPUT of a node: what comes back to one of the host's own processes gets the source that the process sent to.
 * https://wiki.nftables.org/wiki-nftables/index.php/Netfilter_hooks
 */
import { showEndpoint } from '../../net/packet.ts';
import { element } from '../element.ts';
import { conntrackOf, replySession } from '../sessions.ts';
import { kernelOf } from './kernel.ts';

const reasons = {
  REPLY_SOURCE_RESTORED: {
    ko: '{node} 노드가 응답의 출발지를 {from}에서 노드의 프로세스가 접속한 {to:으로/로} 되돌렸습니다.',
    en: 'Node {node} puts the source of the reply back from {from} to {to}, the address that its process connected to.',
    concept: 'clusterip-name-then-nat',
  },
  NOTHING_TO_TRANSLATE: {
    ko: '{node} 노드가 이 연결의 주소를 바꾼 적이 없습니다. 패킷을 그대로 소켓에 넘겼습니다.',
    en: 'Node {node} has translated no address of this connection, so the packet goes to the socket as it is.',
    concept: 'kernel-dnat-load-balancing',
  },
};

export const iptablesNatInput = element({
  name: 'iptables-nat-input',
  title: { ko: 'iptables nat INPUT', en: 'iptables nat INPUT' },
  reasons,
  pass: ({ world, place, sessions }, packet) => {
    const node = kernelOf(world, place.of.key).name;
    const object = { plane: 'hosts', kind: 'Host', key: place.of.key } as const;
    const original = replySession(sessions, conntrackOf(place), packet)?.original;
    if (original === undefined || (original.destination === packet.source && original.destinationPort === packet.sourcePort)) {
      return [{ verdict: 'forward', because: 'NOTHING_TO_TRANSLATE', params: { node }, object }];
    }
    const from = showEndpoint(packet.source, packet.sourcePort);
    const to = showEndpoint(original.destination, original.destinationPort);
    const out = { ...packet, source: original.destination, sourcePort: original.destinationPort };
    return [{ verdict: 'forward', because: 'REPLY_SOURCE_RESTORED', params: { node, from, to }, object, out }];
  },
});
