/**
 * nat PREROUTING of a node: kube-proxy's KUBE-SERVICES first, then AWS-CONNMARK-CHAIN of aws-node, which marks what pods
 * send out of the VPC so that it leaves by the primary ENI.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/iptables_connmark.go
 */
import { PRIMARY_MARK } from '../../hosts/ip-rules.ts';
import { contains } from '../../net/cidr.ts';
import type { Packet } from '../../net/packet.ts';
import { element, type Pass, type Where } from '../element.ts';
import { amend, conntrackOf, requestSession } from '../sessions.ts';
import { type Kernel, kernelOf } from './kernel.ts';
import { serviceReasons } from './service-reasons.ts';
import { translateService } from './service-translation.ts';

const reasons = {
  ...serviceReasons,
  OUTBOUND_CONNECTION_MARKED: {
    ko: '{dst} 목적지가 VPC 대역 밖이어서 {node} 노드가 연결에 0x80 표시를 붙였습니다. 표시된 패킷은 기본 ENI로 나갑니다.',
    en: 'Destination {dst} is outside the VPC, so node {node} marks the connection with 0x80. Marked packets leave by the primary ENI.',
    concept: 'avoid-asymmetric-routing',
  },
} as const;

export const iptablesNatPrerouting = element({
  name: 'iptables-nat-prerouting',
  title: { ko: 'iptables nat PREROUTING', en: 'iptables nat PREROUTING' },
  reasons,
  pass: (where, packet) => {
    const kernel = kernelOf(where.world, where.place.of.key);
    const passes = translateService(where, packet, { kernel, element: 'iptables-nat-prerouting' });
    const only = passes[0];
    if (passes.length !== 1 || only === undefined || !UNMATCHED.has(only.because)) return passes;
    return [marked(where, packet, { kernel, pass: only })];
  },
});

/** A rule that translates ends the walk through the table; only what no Service matched comes to the rules behind. */
const UNMATCHED = new Set(['NO_SERVICE_MATCHES', 'SERVICE_PORT_NOT_FOUND', 'CLUSTER_IP_NOT_ALLOCATED', 'KUBE_PROXY_RULES_ABSENT', 'HOST_IS_NO_NODE']);

function marked(where: Where, packet: Packet, { kernel, pass }: { kernel: Kernel; pass: Pass<typeof reasons> }): Pass<typeof reasons> {
  const { place, sessions } = where;
  if (!kernel.veths.has(place.device ?? '')) return pass;
  const chain = kernel.marks.filter((rule) => rule.chain === 'AWS-CONNMARK-CHAIN-0');
  const rule = chain.find(({ destination }) => destination === null || contains(destination, packet.destination));
  if (rule?.target !== 'set-connection-mark') return pass;
  // The rule behind the chain restores the connection mark to the packet.
  const out = { ...packet, mark: packet.mark | PRIMARY_MARK };
  const holder = conntrackOf(place);
  const session = requestSession(sessions, holder, packet);
  const remembered = session === undefined ? sessions : amend(sessions, holder, session, { ...session, mark: session.mark | PRIMARY_MARK });
  if (pass.because !== 'NO_SERVICE_MATCHES') return { ...pass, out, sessions: remembered };
  const row = { table: 'nat AWS-CONNMARK-CHAIN-0', text: rule.text };
  return { ...pass, because: 'OUTBOUND_CONNECTION_MARKED', row, out, sessions: remembered };
}
