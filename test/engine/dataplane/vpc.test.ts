import { describe, it } from 'vitest';
import { expectTrace } from '../../support/expect-trace.ts';
import { afterLines } from '../../support/lines.ts';
import { courseWorld } from '../../support/world-of.ts';

const world = courseWorld();
const ACL = 'acl-0aaaaaaaaaaaaaaaa';
const CROSSING = ['pod/default/toolbox', 'ip:192.168.64.7:9376'] as const;

describe('a network ACL', () => {
  it('forgets connections: an inbound rule alone loses the reply', () => {
    const oneWay = afterLines(
      world,
      `aws ec2 create-network-acl-entry --network-acl-id ${ACL} --rule-number 50 --protocol tcp --port-range From=32768,To=60999 --egress --rule-action deny --cidr-block 0.0.0.0/0`,
    );
    expectTrace(oneWay, 'internet', 'node/node0:32001').toBackend('192.168.0.41:9376').fails('timed-out', 'SUBNET_ACL_RESTRICTS_REPLY');
  });

  it('decides by the smallest number that matches', () => {
    const denied = afterLines(
      world,
      `aws ec2 create-network-acl-entry --network-acl-id ${ACL} --rule-number 90 --protocol tcp --port-range From=32001,To=32001 --ingress --rule-action deny --cidr-block 203.0.113.0/24`,
    );
    expectTrace(denied, 'internet', 'node/node0:32001').fails('timed-out', 'SUBNET_ACL_RESTRICTION');
    expectTrace(denied, 'internet:198.18.0.1', 'node/node0:32001').answers();
  });

  it('does not stand between two hosts of one subnet', () => {
    expectTrace(world, 'pod/default/toolbox', 'ip:192.168.0.41:9376').avoids('network-acl');
  });
});

describe('a security group', () => {
  it('lets replies pass whatever the other direction says', () => {
    const mute = afterLines(world, 'aws ec2 revoke-security-group-egress --group-id sg-0c1057e4000000001 --protocol=-1 --cidr 0.0.0.0/0');
    expectTrace(mute, 'internet', 'node/node0:32001').toBackend('192.168.0.41:9376').answers().says('SG_REMEMBERS_CONNECTION');
    expectTrace(mute, ...CROSSING).fails('timed-out', 'ENI_SG_EGRESS_RULES_MISMATCH');
  });

  it('admits members of a group that its rule names, and nobody else', () => {
    const alone = afterLines(
      world,
      'aws ec2 revoke-security-group-ingress --group-id sg-0c1057e4000000001 --protocol=-1 --source-group sg-0c1057e4000000001',
    );
    expectTrace(world, ...CROSSING).answers();
    expectTrace(alone, ...CROSSING).fails('timed-out', 'ENI_SG_RULES_MISMATCH');
  });

  it('does not filter the Amazon DNS server', () => {
    const mute = afterLines(world, 'aws ec2 revoke-security-group-egress --group-id sg-0c1057e4000000001 --protocol=-1 --cidr 0.0.0.0/0');
    expectTrace(mute, 'node/node0', 'ip:192.168.0.2:53', 'udp').answers().says('SG_DOES_NOT_FILTER_RESOLVER');
  });
});

describe('an internet gateway', () => {
  it('lets nothing out or in without a public address', () => {
    expectTrace(world, 'internet', 'ip:192.168.0.6:32001').fails('timed-out', 'PRIVATE_ADDRESS_ON_INTERNET');
  });

  it('finds no host at an address that nobody uses', () => {
    expectTrace(world, 'node/node0', 'ip:198.18.5.5:80').fails('timed-out', 'NO_HOST_HAS_ADDRESS');
  });
});

describe('an address of the VPC', () => {
  it('leads nowhere when it lies in no subnet', () => {
    expectTrace(world, 'node/node0', 'ip:192.168.200.1:80').fails('timed-out', 'NO_POSSIBLE_DESTINATION');
  });

  it('leads nowhere when no interface holds it', () => {
    expectTrace(world, 'node/node0', 'ip:192.168.0.200:80').fails('timed-out', 'NO_INTERFACE_HAS_ADDRESS');
    expectTrace(world, 'node/node0', 'ip:192.168.64.200:80').fails('timed-out', 'NO_INTERFACE_HAS_ADDRESS');
  });
});
