/**
 * mangle PREROUTING of a node, written by aws-node: connections that came in by the primary ENI for the host itself keep
 * a mark, so that the replies of pods on secondary ENIs leave by the primary one too.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md (AWS_VPC_CNI_NODE_PORT_SUPPORT)
 */
import type { MarkRule } from '../../hosts/cni-iptables.ts';
import { PRIMARY_MARK } from '../../hosts/ip-rules.ts';
import type { Packet } from '../../net/packet.ts';
import { element } from '../element.ts';
import { amend, conntrackOf, replySession, requestSession } from '../sessions.ts';
import type { Place } from '../step.ts';
import { isLocal, type Kernel, kernelOf } from './kernel.ts';

const reasons = {
  NODE_PORT_CONNECTION_MARKED: {
    ko: '{node} 노드의 기본 ENI로 들어와 노드 자신에게 온 연결입니다. 응답도 기본 ENI로 나가도록 연결에 0x80 표시를 붙였습니다.',
    en: 'The connection came to node {node} itself through its primary ENI. It is marked 0x80, so that replies leave by that ENI too.',
    concept: 'avoid-asymmetric-routing',
  },
  CONNECTION_MARK_RESTORED: {
    ko: '{node} 노드가 연결에 붙여 둔 0x80 표시를 패킷에 옮겼습니다. 이 패킷은 기본 ENI로 나갑니다.',
    en: 'Node {node} copies the mark 0x80 of the connection to the packet, which will leave by the primary ENI.',
    concept: 'avoid-asymmetric-routing',
  },
  NOTHING_TO_MARK: {
    ko: '{node} 노드의 mangle 테이블에 이 패킷과 맞는 규칙이 없습니다.',
    en: 'No rule in the mangle table of node {node} matches this packet.',
    concept: 'aws-node-daemonset',
  },
};

export const iptablesMangle = element({
  name: 'iptables-mangle',
  title: { ko: 'iptables mangle', en: 'iptables mangle' },
  reasons,
  pass: ({ world, place, sessions }, packet) => {
    const kernel = kernelOf(world, place.of.key);
    const object = { plane: 'hosts', kind: 'Host', key: kernel.InstanceId } as const;
    const params = { node: kernel.name };
    const holder = conntrackOf(place);
    const session = replySession(sessions, holder, packet) ?? requestSession(sessions, holder, packet);
    const rule = session === undefined ? undefined : ruleFor({ kernel, place, packet });
    if (session === undefined || rule === undefined) return [{ verdict: 'forward', because: 'NOTHING_TO_MARK', params, object }];
    const row = { table: 'mangle PREROUTING', text: rule.text };
    if (rule.target === 'set-connection-mark') {
      const marked = amend(sessions, holder, session, { ...session, mark: session.mark | PRIMARY_MARK });
      return [{ verdict: 'forward', because: 'NODE_PORT_CONNECTION_MARKED', params, object, row, sessions: marked }];
    }
    if ((session.mark & PRIMARY_MARK) === 0) return [{ verdict: 'forward', because: 'NOTHING_TO_MARK', params, object }];
    const out = { ...packet, mark: packet.mark | PRIMARY_MARK };
    return [{ verdict: 'forward', because: 'CONNECTION_MARK_RESTORED', params, object, row, out }];
  },
});

type Asked = { readonly kernel: Kernel; readonly place: Place; readonly packet: Packet };

function ruleFor({ kernel, place, packet }: Asked): MarkRule | undefined {
  const device = place.device ?? '';
  return kernel.marks.find((rule) => {
    if (rule.table !== 'mangle' || (rule.toLocal && !isLocal(kernel, packet.destination))) return false;
    return rule.in === 'primary' ? device === kernel.interfaces[0]?.device : rule.in === 'any' || kernel.veths.has(device);
  });
}
