import { describe, expect, it } from 'vitest';
import { startOf } from '../../../src/engine/dataplane/origin.ts';
import type { Session } from '../../../src/engine/dataplane/step.ts';
import { trace } from '../../../src/engine/dataplane/trace.ts';
import { CONNECTIONS_PER_DESTINATION } from '../../../src/engine/dataplane/vpc/nat-gateway.ts';
import { parseAddress } from '../../../src/engine/net/address.ts';
import type { Packet } from '../../../src/engine/net/packet.ts';
import { expectTrace } from '../../support/expect-trace.ts';
import { at, awsWorld, id, natGateway, peering, type SubnetSaid, vpc } from '../../support/vpc-world.ts';

const NAT = { NatGatewayId: id('nat', 'n') };
const IGW = { GatewayId: id('igw', 'a') };
const ALLOW_ALL = { RuleNumber: 100, Egress: true, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0' };

/** An instance in a private subnet, a NAT gateway in a public one. */
function lab(change: { readonly publicSubnet?: Partial<SubnetSaid>; readonly addresses?: { PrivateIp: string; PublicIp?: string } } = {}) {
  const subnets = {
    private: { block: '10.1.1.0/24', routes: { '0.0.0.0/0': NAT }, hosts: ['10.1.1.10'] },
    public: { block: '10.1.250.0/24', routes: { '0.0.0.0/0': IGW }, hosts: ['10.1.250.20/18.216.129.140'], ...change.publicSubnet },
  };
  const addresses = change.addresses ?? { PrivateIp: '10.1.250.210', PublicIp: '3.135.127.225' };
  return awsWorld([vpc('a', { block: '10.1.0.0/16', subnets }), natGateway('n', 'public', addresses)]);
}

describe('a public NAT gateway', () => {
  it('shows its Elastic IP address to the internet and brings the reply back', () => {
    expectTrace(lab(), at('10.1.1.10'), 'ip:198.51.100.80:443').answers().sees('3.135.127.225').passes('nat-gateway', 'internet-gateway');
  });

  it('has no security group: the network ACL of its subnet is what stands before it', () => {
    expectTrace(lab(), at('10.1.1.10'), 'ip:198.51.100.80:443').says('ENI_HAS_NO_GROUPS');
    const closed = lab({ publicSubnet: { acl: [ALLOW_ALL, { ...ALLOW_ALL, Egress: false, CidrBlock: '10.1.0.0/16' }] } });
    expectTrace(closed, at('10.1.1.10'), 'ip:198.51.100.80:443').fails('timed-out', 'SUBNET_ACL_RESTRICTS_REPLY');
  });

  it('takes nothing that begins outside, nor what is addressed to itself', () => {
    expectTrace(lab(), 'internet', 'ip:3.135.127.225:443').fails('timed-out', 'NAT_GATEWAY_HAS_NO_SESSION');
    expectTrace(lab(), at('10.1.250.20'), 'ip:10.1.250.210:443').fails('timed-out', 'NAT_GATEWAY_HAS_NO_SESSION');
  });

  it('leads nowhere from a subnet without a route to an internet gateway', () => {
    expectTrace(lab({ publicSubnet: { routes: {} } }), at('10.1.1.10'), 'ip:198.51.100.80:443').fails('timed-out', 'NO_ROUTE_TO_DESTINATION');
    const circle = lab({ publicSubnet: { routes: { '0.0.0.0/0': NAT } } });
    expectTrace(circle, at('10.1.1.10'), 'ip:198.51.100.80:443').fails('timed-out', 'NAT_GATEWAY_ROUTES_TO_ITSELF');
  });

  it('is a blackhole for the route when it is gone', () => {
    const gone = awsWorld([
      vpc('a', { block: '10.1.0.0/16', subnets: { p: { block: '10.1.1.0/24', routes: { '0.0.0.0/0': NAT }, hosts: ['10.1.1.10'] } } }),
    ]);
    expectTrace(gone, at('10.1.1.10'), 'ip:198.51.100.80:443').fails('timed-out', 'BAD_STATE_ROUTE');
  });

  it('holds 55,000 connections to each destination, and others beside them', () => {
    const world = lab();
    const destination = { address: parseAddress('198.51.100.80'), port: 443, protocol: 'tcp' } as const;
    const start = startOf(world, { from: 'instance', InstanceId: id('i', '10.1.1.10') }, destination);
    const source = parseAddress('10.1.250.210');
    const held = (destinationPort: number) =>
      Array.from({ length: CONNECTIONS_PER_DESTINATION }, (_, index): Session => {
        const packet: Packet = { ...start.packet, source: parseAddress('10.1.1.11'), sourcePort: 1024 + index, destinationPort };
        return { original: packet, translated: { ...packet, source }, mark: 0, state: 'established' };
      });
    const full = trace(world, start, { [`nat ${id('nat', 'n')}`]: held(443) })[0];
    expect(full?.request.at(-1)).toMatchObject({ because: 'NAT_GATEWAY_ERROR_PORT_ALLOCATION', params: { limit: 55_000 } });
    expect(trace(world, start, { [`nat ${id('nat', 'n')}`]: held(80) })[0]?.verdict).toBe('answered');
  });

  it('gives two clients with the same port different ports to one server', () => {
    const world = lab();
    const start = startOf(
      world,
      { from: 'instance', InstanceId: id('i', '10.1.1.10') },
      { address: parseAddress('198.51.100.80'), port: 443, protocol: 'tcp' },
    );
    const other = { ...start.packet, source: parseAddress('10.1.1.11') };
    const translated = { ...other, source: parseAddress('10.1.250.210') };
    const branch = trace(world, start, { [`nat ${id('nat', 'n')}`]: [{ original: other, translated, mark: 0, state: 'established' }] })[0];
    expect(branch?.verdict).toBe('answered');
    expect(branch?.delivered?.saw.port).not.toBe(start.packet.sourcePort);
  });
});

describe('a private NAT gateway', () => {
  it('is dropped by the internet gateway, having no Elastic IP address', () => {
    const world = lab({ addresses: { PrivateIp: '10.1.250.210' } });
    expectTrace(world, at('10.1.1.10'), 'ip:198.51.100.80:443').fails('timed-out', 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS');
  });

  it('lets overlapping ranges reach another VPC under its own address, one way', () => {
    const pcx = { VpcPeeringConnectionId: id('pcx', 'ab') };
    const near = {
      pods: { block: '100.64.0.0/24', routes: { '10.2.0.0/16': NAT }, hosts: ['100.64.0.10'] },
      routable: { block: '10.1.1.0/24', routes: { '10.2.0.0/16': pcx } },
    };
    const far = { far: { block: '10.2.1.0/24', routes: { '10.1.0.0/16': pcx }, hosts: ['10.2.1.10'] } };
    const world = awsWorld([
      vpc('a', { block: '10.1.0.0/16', more: ['100.64.0.0/16'], subnets: near }),
      vpc('b', { block: '10.2.0.0/16', subnets: far }),
      peering('ab', 'a', 'b'),
      natGateway('n', 'routable', { PrivateIp: '10.1.1.210' }),
    ]);
    expectTrace(world, at('100.64.0.10'), 'ip:10.2.1.10', 'icmp').answers().sees('10.1.1.210');
    expectTrace(world, at('10.2.1.10'), 'ip:10.1.1.210', 'icmp').fails('timed-out', 'NAT_GATEWAY_HAS_NO_SESSION');
  });
});
