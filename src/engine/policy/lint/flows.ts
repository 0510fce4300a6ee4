/** Flows that one side allows and the other does not, and the look-up of names that everyone forgets. */
import { keyOf } from '../../cluster/metadata.ts';
import type { Pod } from '../../cluster/pod.ts';
import { selectsLabels } from '../../cluster/selector.ts';
import { lookup, objectAt } from '../../store.ts';
import type { Text } from '../../text.ts';
import type { World } from '../../world.ts';
import type { PolicyProtocol } from '../flow.ts';
import { isPeer, isSubject } from '../matches.ts';
import { endOf } from '../pod-end.ts';
import { policiesAsWritten } from '../policies-in-force.ts';
import { mayReceive, maySend, policyMatrix } from '../policy-matrix.ts';
import type { PolicyRule } from '../policy-rules.ts';
import { about, type Check, rulesIn } from './finding.ts';

/** Pods whose egress is isolated and does not reach the cluster's DNS, which listens on UDP and TCP 53. */
export const dnsBlocked: Check = ({ world, policies, pods }) => {
  const servers = dnsPods(world);
  if (servers.length === 0) return [];
  const ends = [...pods, ...servers].map((pod) => endOf(world, pod));
  const rules = policiesAsWritten(world);
  const server = pods.length;
  const matrices = (['UDP', 'TCP'] as const).map((protocol) => ({ protocol, matrix: policyMatrix(rules, ends, { protocol, port: 53 }) }));
  const blocked = pods.flatMap((pod, at) => {
    if (pod.spec.hostNetwork === true || pod.spec.dnsPolicy === 'Default') return [];
    const lost = matrices.filter(({ matrix }) => !maySend(matrix, at, server)).map(({ protocol }) => protocol);
    return lost.length === 0 ? [] : [{ at, pod, lost }];
  });
  return policies.flatMap((linted) => {
    const own = blocked.filter(({ at }) => linted.rules.egress !== null && isSubject(linted.rules, ends[at] as ReturnType<typeof endOf>));
    const first = own[0];
    if (first === undefined) return [];
    const params = { pods: named(own.map(({ pod }) => pod)), protocols: [...new Set(own.flatMap(({ lost }) => lost))] };
    return [about('dns-blocked', linted, { at: 'spec.egress', what: DNS_BLOCKED, how: ALLOW_DNS, params })];
  });
};

/** The pods behind the Service `kube-dns`, which every pod's resolv.conf names. */
function dnsPods({ cluster }: World): Pod[] {
  const selector = objectAt(cluster.Service, 'kube-system/kube-dns')?.spec.selector;
  if (selector === undefined) return [];
  return lookup(cluster.Pod, 'byNamespace', 'kube-system').filter(({ metadata }) => selectsLabels(selector, metadata.labels));
}

/** A rule that lets a pod in or out whose own policies, or those of the other end, do not let it through. */
export const oneSided: Check = ({ world, policies, pods }) => {
  const ends = pods.map((pod) => endOf(world, pod));
  const rules = policiesAsWritten(world);
  const known = new Map<string, ReturnType<typeof policyMatrix>>();
  const matrixAt = (protocol: PolicyProtocol, port: number) => {
    const key = `${protocol} ${port}`;
    const found = known.get(key) ?? policyMatrix(rules, ends, { protocol, port });
    known.set(key, found);
    return found;
  };
  return policies.flatMap((linted) =>
    rulesIn(linted).flatMap(({ rule, direction, at }) => {
      const [port] = portsAsked(rule);
      if (rule.peers === null || port === undefined) return [];
      const matrix = matrixAt(port.protocol, port.port);
      const { members } = matrix.classes;
      const subjects = members.flatMap(([first]) => (first !== undefined && isSubject(linted.rules, ends[first] as never) ? [first] : []));
      const peers = members.flatMap(([first]) =>
        first !== undefined && rule.peers?.some((peer) => peer.kind === 'pods' && isPeer(peer, ends[first] as never)) ? [first] : [],
      );
      const may =
        direction === 'ingress'
          ? (subject: number, peer: number) => maySend(matrix, peer, subject)
          : (subject: number, peer: number) => mayReceive(matrix, subject, peer);
      for (const subject of subjects) {
        for (const peer of peers) {
          if (subject === peer || may(subject, peer)) continue;
          const [from, to] = direction === 'ingress' ? [peer, subject] : [subject, peer];
          const params = { from: keyOf((pods[from] as Pod).metadata), to: keyOf((pods[to] as Pod).metadata), port: `${port.protocol} ${port.port}` };
          return [
            about('one-sided', linted, {
              at,
              what: direction === 'ingress' ? NOT_SENT : NOT_RECEIVED,
              how: direction === 'ingress' ? ALLOW_EGRESS : ALLOW_INGRESS,
              params,
            }),
          ];
        }
      }
      return [];
    }),
  );
};

/** The numbers that a rule opens; without any, the port of the web. */
function portsAsked({ ports }: PolicyRule): { readonly protocol: PolicyProtocol; readonly port: number }[] {
  if (ports === null) return [{ protocol: 'TCP', port: 80 }];
  return ports.flatMap((range) => ('name' in range ? [] : [{ protocol: range.protocol, port: Math.max(1, range.from) }]));
}

function named(pods: readonly Pod[]): string[] {
  const names = pods.map(({ metadata }) => keyOf(metadata));
  return names.length <= 3 ? names : [...names.slice(0, 3), `+${names.length - 3}`];
}

const DNS_BLOCKED: Text = {
  ko: '{policy} 네트워크 정책이 아웃바운드를 격리한 파드({pods})가 클러스터 DNS의 {protocols} 53 포트로 나가지 못합니다. 서비스를 이름으로 부르지 못합니다.',
  en: 'Pods that network policy {policy} isolates for egress ({pods}) do not reach {protocols} port 53 of the cluster DNS. They cannot call a service by its name.',
};
const ALLOW_DNS: Text = {
  ko: '`kube-system`의 `k8s-app=kube-dns` 파드로 UDP와 TCP 53 포트를 허용하는 `egress` 규칙을 추가하세요.',
  en: 'Add an `egress` rule to UDP and TCP port 53 of pods `k8s-app=kube-dns` in `kube-system`.',
};
const NOT_SENT: Text = {
  ko: '{policy} 네트워크 정책은 {from}에서 {to:으로/로} {port} 포트로 들어오게 하지만, 보내는 파드의 아웃바운드 정책이 내보내지 않습니다.',
  en: 'Network policy {policy} lets {from} in at {port} of {to}, but the egress policies of the sender do not let it out.',
};
const ALLOW_EGRESS: Text = {
  ko: '보내는 파드를 고르는 정책에 `egress` 규칙을 추가하세요. 양쪽이 모두 허용해야 연결됩니다.',
  en: 'Add an `egress` rule to a policy that selects the sender. A connection needs both sides.',
};
const NOT_RECEIVED: Text = {
  ko: '{policy} 네트워크 정책은 {from}에서 {to:으로/로} {port} 포트로 나가게 하지만, 받는 파드의 인바운드 정책이 받지 않습니다.',
  en: 'Network policy {policy} lets {from} send to {port} of {to}, but the ingress policies of the receiver do not let it in.',
};
const ALLOW_INGRESS: Text = {
  ko: '받는 파드를 고르는 정책에 `ingress` 규칙을 추가하세요. 양쪽이 모두 허용해야 연결됩니다.',
  en: 'Add an `ingress` rule to a policy that selects the receiver. A connection needs both sides.',
};
