/** `kubectl describe networkpolicy`. https://github.com/kubernetes/kubectl/blob/master/pkg/describe/describe.go (describeNetworkPolicy) */
import type { NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1.d.ts';
import type { NetworkPolicy } from '../../../engine/cluster/networkpolicy.ts';
import { showSelector } from '../../../engine/cluster/selector-text.ts';
import type { World } from '../../../engine/world.ts';
import { annotationLines, goTime, type Line, multiline } from './describe-writer.ts';

export function describeNetworkPolicy(_world: World, { metadata, spec }: NetworkPolicy): Line[] {
  const { podSelector = {}, policyTypes = [] } = spec;
  const all = Object.keys(podSelector.matchLabels ?? {}).length + (podSelector.matchExpressions ?? []).length === 0;
  const selected = all ? '<none> (Allowing the specific traffic to all pods in this namespace)' : showSelector(podSelector);
  const [ingress, egress] = [policyTypes.includes('Ingress'), policyTypes.includes('Egress')];
  return [
    [0, `Name:\t${metadata.name}`],
    [0, `Namespace:\t${metadata.namespace ?? 'default'}`],
    [0, `Created on:\t${goTime(metadata.creationTimestamp)}`],
    ...multiline('Labels', metadata.labels),
    ...annotationLines('Annotations', metadata.annotations),
    [0, 'Spec:'],
    [1, `PodSelector:     ${selected}`],
    ...(ingress
      ? [
          line(1, 'Allowing ingress traffic:'),
          ...rulesLines(
            FROM,
            (spec.ingress ?? []).map(({ ports, from }) => ({ ports, peers: from })),
          ),
        ]
      : [line(1, 'Not affecting ingress traffic')]),
    ...(egress
      ? [
          line(1, 'Allowing egress traffic:'),
          ...rulesLines(
            TO,
            (spec.egress ?? []).map(({ ports, to }) => ({ ports, peers: to })),
          ),
        ]
      : [line(1, 'Not affecting egress traffic')]),
    [1, `Policy Types: ${policyTypes.join(', ') || '<none>'}`],
  ];
}

type Rule = { readonly ports: readonly NetworkPolicyPort[] | undefined; readonly peers: readonly NetworkPolicyPeer[] | undefined };
type Direction = { readonly peer: 'From' | 'To'; readonly isolated: 'ingress' | 'egress'; readonly restricted: 'source' | 'destination' };

const FROM: Direction = { peer: 'From', isolated: 'ingress', restricted: 'source' };
const TO: Direction = { peer: 'To', isolated: 'egress', restricted: 'destination' };

function line(depth: number, text: string): Line {
  return [depth, text];
}

function rulesLines({ peer, isolated, restricted }: Direction, rules: readonly Rule[]): Line[] {
  if (rules.length === 0) return [[2, `<none> (Selected pods are isolated for ${isolated} connectivity)`]];
  return rules.flatMap(({ ports = [], peers = [] }, index) => [
    ...(ports.length === 0 ? [line(2, 'To Port: <any> (traffic allowed to all ports)')] : ports.map((port) => line(2, portText(port)))),
    ...(peers.length === 0
      ? [line(2, `${peer}: <any> (traffic not restricted by ${restricted})`)]
      : peers.flatMap((one) => [line(2, `${peer}:`), ...peerLines(one)])),
    ...(index < rules.length - 1 ? [line(2, '----------')] : []),
  ]);
}

/** A port that is not stated is Go's word for nothing. */
function portText({ port = '<nil>', endPort, protocol = 'TCP' }: NetworkPolicyPort): string {
  return endPort === undefined ? `To Port: ${port}/${protocol}` : `To Port Range: ${port}-${endPort}/${protocol}`;
}

function peerLines({ podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer): Line[] {
  if (podSelector === undefined && namespaceSelector === undefined) {
    const { cidr = '', except = [] } = ipBlock ?? {};
    return ipBlock === undefined
      ? []
      : [
          [3, 'IPBlock:'],
          [4, `CIDR: ${cidr}`],
          [4, `Except: ${except.join(', ')}`],
        ];
  }
  return [
    ...(namespaceSelector === undefined ? [] : [line(3, `NamespaceSelector: ${showSelector(namespaceSelector)}`)]),
    ...(podSelector === undefined ? [] : [line(3, `PodSelector: ${showSelector(podSelector)}`)]),
  ];
}
