/** Selectors and port names that mean nobody: accepted by the API server, since what they mean may come later. */

import type { Pod } from '../../cluster/pod.ts';
import { selects } from '../../cluster/selector.ts';
import type { Text } from '../../text.ts';
import type { World } from '../../world.ts';
import type { PodEnd } from '../flow.ts';
import { isPeer } from '../matches.ts';
import { endOf } from '../pod-end.ts';
import { showPeer } from '../rule-text.ts';
import { about, type Check, rulesIn } from './finding.ts';

/** A policy whose podSelector selects no pod of its namespace. */
export const selectsNothing: Check = ({ policies }) =>
  policies.flatMap((linted) => {
    if (linted.subjects.length > 0) return [];
    const { namespace } = linted.rules;
    return [about('selects-nothing', linted, { at: 'spec.podSelector', what: SELECTS_NOTHING, how: CHECK_LABELS, params: { namespace } })];
  });

/** A peer by labels that means no pod of the cluster. */
export const peerMatchesNothing: Check = ({ world, policies, pods }) => {
  const ends = podEnds(world, pods);
  return policies.flatMap((linted) =>
    rulesIn(linted).flatMap(({ rule, direction, at }) =>
      (rule.peers ?? []).flatMap((peer, index) => {
        if (peer.kind === 'block' || ends.some((end) => isPeer(peer, end))) return [];
        const where = `${at}.${direction === 'ingress' ? 'from' : 'to'}[${index}]`;
        return [about('peer-matches-nothing', linted, { at: where, what: PEER_NOTHING, how: CHECK_PEER, params: { peer: showPeer(peer) } })];
      }),
    ),
  );
};

/** A port by a name that no destination has: the rule's own pods for ingress, its peers for egress. */
export const portNobodyNames: Check = ({ world, policies, pods }) => {
  const ends = podEnds(world, pods);
  return policies.flatMap((linted) =>
    rulesIn(linted).flatMap(({ rule, direction, at }) => {
      const isTarget = (end: PodEnd) =>
        direction === 'ingress'
          ? end.namespace === linted.rules.namespace && selects(linted.rules.subject, end.labels)
          : rule.peers === null || rule.peers.some((peer) => isPeer(peer, end));
      const targets = ends.filter(isTarget);
      return (rule.ports ?? []).flatMap((range, index) => {
        if (!('name' in range)) return [];
        const named = targets.some(({ ports }) => ports.some(({ name, protocol }) => name === range.name && protocol === range.protocol));
        if (named || targets.length === 0) return [];
        const params = { name: range.name, protocol: range.protocol };
        return [about('port-nobody-names', linted, { at: `${at}.ports[${index}]`, what: NO_SUCH_PORT, how: NAME_PORT, params })];
      });
    }),
  );
};

/** A policy over pods in their node's network, which policies do not govern. */
export const hostNetworkSubject: Check = ({ policies }) =>
  policies.flatMap((linted) => {
    const hosted = linted.subjects.filter(({ spec }) => spec.hostNetwork === true).map(({ metadata }) => metadata.name);
    if (hosted.length === 0) return [];
    return [about('host-network-subject', linted, { at: 'spec.podSelector', what: HOSTED, how: USE_GROUPS, params: { pods: hosted } })];
  });

/** The pods that policies know by their labels. */
export function podEnds(world: World, pods: readonly Pod[]): PodEnd[] {
  return pods.flatMap((pod) => {
    const end = endOf(world, pod);
    return end.kind === 'pod' ? [end] : [];
  });
}

const SELECTS_NOTHING: Text = {
  ko: '{policy} 네트워크 정책이 고르는 파드가 {namespace} 네임스페이스에 없습니다. 아무것도 막거나 허용하지 않습니다.',
  en: 'Network policy {policy} selects no pod of namespace {namespace}, so it neither stops nor allows anything.',
};
const CHECK_LABELS: Text = {
  ko: '`podSelector`와 파드의 레이블, 정책의 네임스페이스를 비교하세요. 정책은 자기 네임스페이스의 파드만 고릅니다.',
  en: 'Compare `podSelector` with the labels of the pods, and the namespace: a policy selects pods of its own namespace only.',
};
const PEER_NOTHING: Text = {
  ko: '{policy} 네트워크 정책의 상대 {peer}에 맞는 파드가 없습니다. 이 항목은 아무도 허용하지 않습니다.',
  en: 'No pod matches peer {peer} of network policy {policy}. This entry lets nobody through.',
};
const CHECK_PEER: Text = {
  ko: '`namespaceSelector` 없는 `podSelector`는 정책의 네임스페이스 안만 봅니다. 네임스페이스와 파드의 레이블을 확인하세요.',
  en: 'A `podSelector` without a `namespaceSelector` looks only into the namespace of the policy. Check the labels of namespaces and pods.',
};
const NO_SUCH_PORT: Text = {
  ko: '{policy} 네트워크 정책이 말하는 {protocol} 포트 이름 {name:을/를} 가진 파드가 없습니다. 이 포트는 아무것도 허용하지 않습니다.',
  en: 'Network policy {policy} means {protocol} port {name}, and no destination pod has a port of that name. It allows nothing.',
};
const NAME_PORT: Text = {
  ko: '컨테이너의 `ports[].name`과 프로토콜을 맞추거나 번호로 쓰세요.',
  en: 'Match `ports[].name` and the protocol of the container, or write the number.',
};
const HOSTED: Text = {
  ko: '{policy} 네트워크 정책이 고른 파드 가운데 노드의 네트워크를 쓰는 파드({pods})에는 정책이 적용되지 않습니다.',
  en: 'Network policy {policy} selects pods in the network of their node ({pods}), where it does not apply.',
};
const USE_GROUPS: Text = {
  ko: '노드의 네트워크를 쓰는 파드는 노드의 보안 그룹으로 제한하세요.',
  en: 'Restrict pods in the network of their node by the security groups of the node.',
};
