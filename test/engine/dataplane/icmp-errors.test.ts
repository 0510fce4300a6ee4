import { describe, expect, it } from 'vitest';
import { showPacket } from '../../../src/engine/net/packet.ts';
import { expectTrace } from '../../support/expect-trace.ts';
import { afterLines } from '../../support/lines.ts';
import { courseWorld } from '../../support/world-of.ts';

const ACL = 'acl-0aaaaaaaaaaaaaaaa';
const TO_NODE_PORT = ['internet', 'node/node0:32001'] as const;
/** The Service has lost its pods: kube-proxy has a REJECT for it. */
const rejecting = afterLines(courseWorld(), 'kubectl scale deployment webapp --replicas=0', 'wait');
const OUT = (rule: string) => `aws ec2 create-network-acl-entry --network-acl-id ${ACL} --egress --cidr-block 0.0.0.0/0 ${rule}`;
const NO_ICMP_OUT = OUT('--rule-number 40 --protocol icmp --icmp-type-code Type=-1,Code=-1 --rule-action deny');

describe('REJECT of iptables', () => {
  it('comes back as an ICMP error about the connection, which the client sees as refused', () => {
    const [branch] = expectTrace(rejecting, ...TO_NODE_PORT)
      .says('SERVICE_HAS_NO_READY_ENDPOINTS')
      .says('REFUSAL_TAKEN_BY_CLIENT').all;
    expect(branch?.verdict).toBe('refused');
    expect(branch?.reply.map((step) => showPacket(step.in)).at(-1)).toMatch(/^198\.51\.100\.6 → 203\.0\.113\.9 icmp port-unreachable$/);
  });

  it('does not pass a network ACL that lets out TCP only: the client times out', () => {
    const deaf = afterLines(rejecting, NO_ICMP_OUT);
    const [branch] = expectTrace(deaf, ...TO_NODE_PORT).says('SUBNET_ACL_RESTRICTS_REPLY').all;
    expect(branch?.verdict).toBe('timed-out');
    expect(branch?.reply.at(-1)?.params).toMatchObject({ acl: ACL, protocol: 'ICMP', port: 'port-unreachable', rule: 40 });
  });

  it('passes an entry for ICMP type 3, code 3', () => {
    const open = afterLines(rejecting, NO_ICMP_OUT, OUT('--rule-number 30 --protocol icmp --icmp-type-code Type=3,Code=3 --rule-action allow'));
    expectTrace(open, ...TO_NODE_PORT).says('REFUSAL_TAKEN_BY_CLIENT');
  });

  it('passes security groups as part of the connection that they remember', () => {
    expectTrace(rejecting, ...TO_NODE_PORT).says('SG_REMEMBERS_CONNECTION');
  });
});

describe('a port on which nobody listens', () => {
  const deaf = afterLines(courseWorld(), NO_ICMP_OUT);

  it('refuses TCP with a reset, which is TCP and needs no entry for ICMP', () => {
    const [branch] = expectTrace(deaf, 'internet', 'node/node0:32002').says('NO_LISTENER').says('REPLY_TAKEN_BY_CLIENT').all;
    expect(branch?.verdict).toBe('refused');
  });
});
