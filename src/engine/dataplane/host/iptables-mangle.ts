/**
 * mangle PREROUTING of a node, written by aws-node: connections that came in by the primary ENI for the host itself keep
 * a mark, so that the replies of pods on secondary ENIs leave by the primary one too.
 * https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md (AWS_VPC_CNI_NODE_PORT_SUPPORT)
 */
import { marked, ruleText } from '../../hosts/iptables-rule.ts';
import { element } from '../element.ts';
import { amend, conntrackOf, replySession, requestSession } from '../sessions.ts';
import { metBy } from './iptables-walk.ts';
import { kernelOf } from './kernel.ts';

const reasons = {
  NODE_PORT_CONNECTION_MARKED: {
    ko: '{node} 노드의 기본 ENI로 들어와 노드 자신에게 온 연결입니다. 응답도 기본 ENI로 나가도록 연결에 {mark} 표시를 붙였습니다.',
    en: 'The connection came to node {node} itself through its primary ENI. It is marked {mark}, so that replies leave by that ENI too.',
    concept: 'avoid-asymmetric-routing',
  },
  CONNECTION_MARK_RESTORED: {
    ko: '{node} 노드가 연결에 붙여 둔 {mark} 표시를 패킷에 옮겼습니다. 이 패킷은 기본 ENI로 나갑니다.',
    en: 'Node {node} copies the mark {mark} of the connection to the packet, which will leave by the primary ENI.',
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
    const nothing = { verdict: 'forward', because: 'NOTHING_TO_MARK', params, object } as const;
    if (session === undefined) return [nothing];
    const met = metBy(kernel, { table: 'mangle', chain: 'PREROUTING' }, { place, packet, isNew: session.state === 'new' });
    const after = marked(met, { packet: packet.mark, connection: session.mark });
    const decisive = met.find(
      ({ target }) => target.kind === (after.connection === session.mark ? 'restore-connection-mark' : 'set-connection-mark'),
    );
    if (decisive === undefined || (after.connection === session.mark && after.packet === packet.mark)) return [nothing];
    const named = { ...params, mark: `0x${(after.connection | after.packet).toString(16)}` };
    const row = () => ({ table: 'mangle PREROUTING', text: ruleText(decisive) });
    const out = { ...packet, mark: after.packet };
    const marks = amend(sessions, holder, session, { ...session, mark: after.connection });
    const because = after.connection === session.mark ? 'CONNECTION_MARK_RESTORED' : 'NODE_PORT_CONNECTION_MARKED';
    return [{ verdict: 'forward', because, params: named, object, row, out, sessions: marks }];
  },
});
