/** Rules of policies in few words, as a learner would write them: `from app=nginx; TCP 80`. */
import { showSelector } from '../cluster/selector-text.ts';
import { showCidr } from '../net/cidr.ts';
import type { Direction, Peer, PolicyRule, PortRange } from './policy-rules.ts';

/** One rule: whom it lets in or out, at which ports. Words of manifests, so the same in every language. */
export function showRule(direction: Direction, { peers, ports }: PolicyRule): string {
  const word = direction === 'ingress' ? 'from' : 'to';
  return `${word} ${peers === null ? '*' : peers.map(showPeer).join(' | ')}; ${ports === null ? '*' : ports.map(showPort).join(', ')}`;
}

/** `namespaceSelector team=red podSelector app=web`, `10.0.0.0/8 except 10.1.0.0/16`. */
export function showPeer(peer: Peer): string {
  if (peer.kind === 'block') {
    const except = peer.except.length === 0 ? '' : ` except ${peer.except.map(showCidr).join(', ')}`;
    return `${showCidr(peer.cidr)}${except}`;
  }
  const pods = isEmpty(peer.pods) ? '*' : showSelector(peer.pods);
  if ('only' in peer.namespaces) return `podSelector ${pods}`;
  return `namespaceSelector ${isEmpty(peer.namespaces) ? '*' : showSelector(peer.namespaces)} podSelector ${pods}`;
}

/** `TCP 80`, `TCP 8000-8080`, `UDP dns`, `TCP *`. */
export function showPort(range: PortRange): string {
  if ('name' in range) return `${range.protocol} ${range.name}`;
  if (range.from === 0 && range.to === 65535) return `${range.protocol} *`;
  return `${range.protocol} ${range.from === range.to ? range.from : `${range.from}-${range.to}`}`;
}

function isEmpty({ matchLabels = {}, matchExpressions = [] }: Parameters<typeof showSelector>[0] & object): boolean {
  return Object.keys(matchLabels).length + matchExpressions.length === 0;
}
