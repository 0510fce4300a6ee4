/**
 * An egress-only internet gateway: IPv6 connections out of a VPC, and replies to them.
 * https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
 */
import { familyOf, showAddress } from '../../net/address.ts';
import { element } from '../element.ts';
import { atOutside } from '../place.ts';
import { egressOf, remember, replySession, requestSession } from '../sessions.ts';

const reasons = {
  EIGW_LETS_OUT: {
    ko: '{eigw} 송신 전용 인터넷 게이트웨이가 {src} 주소에서 시작한 연결을 내보내고 기억합니다. 주소는 바꾸지 않습니다.',
    en: 'Egress-only internet gateway {eigw} lets the connection from {src} out and remembers it. It changes no address.',
    concept: 'egress-only-igw',
  },
  EIGW_LETS_REPLY_IN: {
    ko: '{eigw} 송신 전용 인터넷 게이트웨이가 기억하던 연결의 응답이어서 들여보냈습니다.',
    en: 'Egress-only internet gateway {eigw} remembers this connection, so its reply comes in.',
    concept: 'egress-only-igw',
  },
  EIGW_REJECTS_UNSOLICITED: {
    ko: '{eigw} 송신 전용 인터넷 게이트웨이는 밖에서 시작한 연결을 받지 않습니다. {src} 주소에서 온 패킷을 버렸습니다.',
    en: 'Egress-only internet gateway {eigw} takes no connections that begin outside, so the packet from {src} is dropped.',
    concept: 'egress-only-igw',
  },
  EIGW_IS_IPV6_ONLY: {
    ko: '{eigw} 송신 전용 인터넷 게이트웨이는 IPv6만 다룹니다. {src} 주소에서 온 IPv4 패킷을 버렸습니다.',
    en: 'Egress-only internet gateway {eigw} handles IPv6 only, so the IPv4 packet from {src} is dropped.',
    concept: 'egress-only-igw',
  },
};

export const egressOnlyInternetGateway = element({
  name: 'egress-only-internet-gateway',
  title: { ko: '송신 전용 인터넷 게이트웨이', en: 'egress-only internet gateway' },
  reasons,
  pass: ({ place, sessions }, packet) => {
    const object = { plane: 'aws', kind: 'EgressOnlyInternetGateway', key: place.of.key } as const;
    const params = { eigw: place.of.key, src: showAddress(packet.source) };
    const holder = egressOf(place);
    if (familyOf(packet.destination) === 4) return [{ verdict: 'drop', because: 'EIGW_IS_IPV6_ONLY', params, object }];
    if (place.name === 'egress-only-gateway-in') {
      const known = replySession(sessions, holder, packet) !== undefined;
      return [
        known
          ? { verdict: 'forward', because: 'EIGW_LETS_REPLY_IN', params, object }
          : { verdict: 'drop', because: 'EIGW_REJECTS_UNSOLICITED', params, object },
      ];
    }
    const next = atOutside('internet', packet.destination);
    const kept = requestSession(sessions, holder, packet) === undefined ? remember(sessions, holder, packet) : sessions;
    return [{ verdict: 'forward', because: 'EIGW_LETS_OUT', params, object, sessions: kept, next }];
  },
});
