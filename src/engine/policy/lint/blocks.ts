/** Address blocks and rules that let in more than they seem to. */
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1.d.ts';
import { hasHostBits, parseCidr, showCidr } from '../../net/cidr.ts';
import type { Text } from '../../text.ts';
import type { Peer } from '../policy-rules.ts';
import { showPort } from '../rule-text.ts';
import { about, type Check, type Linted, rulesIn } from './finding.ts';

/** A block whose address is not that of the block: it means the block around it. */
export const hostBits: Check = ({ policies }) =>
  policies.flatMap((linted) =>
    blocksIn(linted).flatMap(({ text, at }) => {
      if (!hasHostBits(text)) return [];
      const block = parseCidr(text);
      const meant = showCidr(block);
      return [
        about('host-bits', linted, {
          at,
          what: HOST_BITS,
          how: WRITE_BLOCK,
          params: { text, meant, single: text.replace(/\/\d+$/, typeof block.base === 'number' ? '/32' : '/128') },
        }),
      ];
    }),
  );

function blocksIn({ policy }: Linted): { readonly text: string; readonly at: string }[] {
  const { ingress = [], egress = [] } = policy.spec;
  const of = (peers: readonly NetworkPolicyPeer[] | undefined, at: string) =>
    (peers ?? []).flatMap(({ ipBlock }, index) =>
      ipBlock === undefined
        ? []
        : [
            { text: ipBlock.cidr, at: `${at}[${index}].ipBlock.cidr` },
            ...(ipBlock.except ?? []).map((text, one) => ({ text, at: `${at}[${index}].ipBlock.except[${one}]` })),
          ],
    );
  return [
    ...ingress.flatMap(({ from }, index) => of(from, `spec.ingress[${index}].from`)),
    ...egress.flatMap(({ to }, index) => of(to, `spec.egress[${index}].to`)),
  ];
}

/** A rule that restricts no peer, or by a block that is everything. */
export const wideOpen: Check = ({ policies }) =>
  policies.flatMap((linted) =>
    rulesIn(linted).flatMap(({ rule, direction, at }) => {
      if (rule.peers !== null && !rule.peers.some(isEveryone)) return [];
      const ports = rule.ports === null ? null : rule.ports.map(showPort);
      const what = direction === 'ingress' ? (ports === null ? IN_ALL : IN_PORTS) : ports === null ? OUT_ALL : OUT_PORTS;
      return [about('wide-open', linted, { at, what, how: NARROW, params: { ports: ports ?? [] } })];
    }),
  );

function isEveryone(peer: Peer): boolean {
  return peer.kind === 'block' && peer.cidr.prefix === 0 && peer.except.length === 0;
}

const HOST_BITS: Text = {
  ko: '{policy} 네트워크 정책의 {text} 블록에는 호스트 비트가 있습니다. {meant} 전체를 뜻합니다.',
  en: 'Block {text} of network policy {policy} has host bits. It means all of {meant}.',
};
const WRITE_BLOCK: Text = {
  ko: '블록 전체를 뜻하면 {meant:으로/로}, 주소 하나를 뜻하면 {single:으로/로} 쓰세요.',
  en: 'Write {meant} if the block is meant, or {single} for the one address.',
};
const IN_ALL: Text = {
  ko: '{policy} 네트워크 정책의 이 규칙은 누구에게서든 모든 포트로 들어오게 합니다.',
  en: 'This rule of network policy {policy} lets anyone in at every port.',
};
const IN_PORTS: Text = {
  ko: '{policy} 네트워크 정책의 이 규칙은 {ports} 포트를 누구에게나 엽니다. 클러스터 밖도 포함합니다.',
  en: 'This rule of network policy {policy} opens {ports} to anyone, also from outside the cluster.',
};
const OUT_ALL: Text = {
  ko: '{policy} 네트워크 정책의 이 규칙은 어디로든 모든 포트로 나가게 합니다.',
  en: 'This rule of network policy {policy} lets its pods send anywhere at every port.',
};
const OUT_PORTS: Text = {
  ko: '{policy} 네트워크 정책의 이 규칙은 {ports} 포트로 어디든 나가게 합니다. 인터넷도 포함합니다.',
  en: 'This rule of network policy {policy} lets its pods send to {ports} of any address, the internet too.',
};
const NARROW: Text = {
  ko: '밖에서 들어와야 하는 파드라면 그대로 두세요. 아니면 상대를 레이블이나 블록으로 좁히세요.',
  en: 'Keep it where the outside is meant. Otherwise narrow the peers by labels or by a block.',
};
