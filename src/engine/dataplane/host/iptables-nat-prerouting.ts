/**
 * nat PREROUTING of a node: kube-proxy's KUBE-SERVICES first, then AWS-CONNMARK-CHAIN of aws-node, which marks what pods
 * send out of the VPC so that it leaves by the primary ENI.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/networkutils/iptables_connmark.go
 */
import { marked as connmarked, ruleText } from '../../hosts/iptables-rule.ts';
import type { Packet } from '../../net/packet.ts';
import { element, type Pass, type Where } from '../element.ts';
import { amend, conntrackOf, requestSession } from '../sessions.ts';
import { metBy } from './iptables-walk.ts';
import { type Kernel, kernelOf } from './kernel.ts';
import { serviceReasons } from './service-reasons.ts';
import { translateService } from './service-translation.ts';

const reasons = {
  ...serviceReasons,
  OUTBOUND_CONNECTION_MARKED: {
    ko: '{dst} 목적지가 VPC 대역 밖이어서 {node} 노드가 연결에 {mark} 표시를 붙였습니다. 표시된 패킷은 기본 ENI로 나갑니다.',
    en: 'Destination {dst} is outside the VPC, so node {node} marks the connection with {mark}. Marked packets leave by the primary ENI.',
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
  const met = metBy(kernel, { table: 'nat', chain: 'PREROUTING' }, { place, packet, isNew: true });
  const holder = conntrackOf(place);
  const session = requestSession(sessions, holder, packet);
  const set = met.find(({ target }) => target.kind === 'set-connection-mark');
  if (set === undefined || session === undefined) return pass;
  const after = connmarked(met, { packet: packet.mark, connection: session.mark });
  const out = { ...packet, mark: after.packet };
  const remembered = amend(sessions, holder, session, { ...session, mark: after.connection });
  if (pass.because !== 'NO_SERVICE_MATCHES') return { ...pass, out, sessions: remembered };
  const row = () => ({ table: `nat ${set.chain}`, text: ruleText(set) });
  const params = { ...pass.params, mark: `0x${after.connection.toString(16)}` };
  return { ...pass, because: 'OUTBOUND_CONNECTION_MARKED', params, row, out, sessions: remembered };
}
