import { describe, it } from 'vitest';
import { expectTrace } from '../../support/expect-trace.ts';
import { at, awsWorld, id, natGateway, type TransitSaid, transitGateway, vpc } from '../../support/vpc-world.ts';

const TGW = { TransitGatewayId: id('tgw', 't') };
const ROUTES = { '10.0.0.0/8': TGW };

const HUB: TransitSaid = {
  attachments: { a: ['a1'], b: ['b1'] },
  tables: { main: { associated: ['a', 'b'], propagating: ['a', 'b'] } },
};

/** VPCs A and B with an instance in two zones each, attached to one transit gateway. */
function lab(said: TransitSaid = HUB, routes: { readonly a?: object; readonly b?: object } = {}) {
  const one = (name: string, octet: number, table: object) =>
    vpc(name, {
      block: `10.${octet}.0.0/16`,
      subnets: {
        [`${name}1`]: { block: `10.${octet}.1.0/24`, zone: 'us-west-2a', routes: table as never, hosts: [`10.${octet}.1.10`] },
        [`${name}2`]: { block: `10.${octet}.2.0/24`, zone: 'us-west-2b', routes: table as never, hosts: [`10.${octet}.2.10`] },
      },
    });
  return awsWorld([one('a', 1, routes.a ?? ROUTES), one('b', 2, routes.b ?? ROUTES), transitGateway('t', said)]);
}

describe('a transit gateway', () => {
  it('carries packets where VPC tables lead to it and its own table knows the way', () => {
    expectTrace(lab(), at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').answers().passes('transit-gateway').sees('10.1.1.10');
  });

  it('needs a route in the tables of both VPCs: propagation fills its own tables only', () => {
    expectTrace(lab(HUB, { a: {} }), at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').fails('timed-out', 'NO_ROUTE_TO_DESTINATION');
    expectTrace(lab(HUB, { b: {} }), at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').fails('timed-out', 'NO_ROUTE_TO_DESTINATION');
  });

  it('takes nothing from a zone in which the attachment has no subnet', () => {
    expectTrace(lab(), at('10.1.2.10'), 'ip:10.2.1.10', 'icmp').fails('timed-out', 'TGW_ROUTE_AZ_RESTRICTION');
  });

  it('reaches a zone without a subnet of its own on the way in, but gets no answer from there', () => {
    expectTrace(lab(), at('10.1.1.10'), 'ip:10.2.2.10', 'icmp').says('ECHO_ANSWERED').fails('timed-out', 'TGW_ROUTE_AZ_RESTRICTION');
  });

  it('routes by the table with which the attachment is associated', () => {
    const apart = { main: { associated: ['a'], propagating: ['a'] }, other: { associated: ['b'], propagating: ['a', 'b'] } };
    expectTrace(lab({ ...HUB, tables: apart }), at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').fails('timed-out', 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT');
    const alone = { main: { associated: ['b'], propagating: ['a', 'b'] } };
    expectTrace(lab({ ...HUB, tables: alone }), at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').fails('timed-out', 'TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION');
  });

  it('lets the longest prefix decide, and a static route before a propagated one', () => {
    const withFixed = (fixed: Readonly<Record<string, string | null>>) =>
      lab({ ...HUB, tables: { main: { associated: ['a', 'b'], propagating: ['a', 'b'], fixed } } });
    expectTrace(withFixed({ '10.2.1.0/24': null }), at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').fails('timed-out', 'TGW_RTB_BAD_STATE_ROUTE');
    expectTrace(withFixed({ '10.2.0.0/16': null }), at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').fails('timed-out', 'TGW_RTB_BAD_STATE_ROUTE');
    expectTrace(withFixed({ '10.0.0.0/8': null }), at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').answers();
  });

  it('ends a packet that tables send in a circle', () => {
    const back = { main: { associated: ['a', 'b'], propagating: ['a'], fixed: { '10.9.0.0/16': 'b' } } };
    expectTrace(lab({ ...HUB, tables: back }), at('10.1.1.10'), 'ip:10.9.0.1', 'icmp').fails('timed-out', 'MAX_HOPS_EXCEEDED');
  });

  it('keeps traffic in its zone, and in appliance mode both ways of a connection in one', () => {
    const wide: TransitSaid = { attachments: { a: ['a1', 'a2'], b: ['b1', 'b2'] }, tables: HUB.tables };
    expectTrace(lab(wide), at('10.1.2.10'), 'ip:10.2.1.10', 'icmp').answers().branches(1).says('LEAVES_SUBNET');
    expectTrace(lab({ ...wide, options: { ApplianceModeSupport: 'enable' } }), at('10.1.2.10'), 'ip:10.2.1.10', 'icmp')
      .answers()
      .branches(1);
  });

  it('chooses among the zones of the other side where it has none in common', () => {
    const crossed: TransitSaid = { attachments: { a: ['a1'], b: ['b2'] }, tables: HUB.tables };
    expectTrace(lab(crossed), at('10.1.1.10'), 'ip:10.2.2.10', 'icmp').answers();
  });

  it('takes a VPC without a way out to the NAT gateway of another, as a peering cannot', () => {
    const spoke = vpc('a', {
      block: '10.1.0.0/16',
      internet: false,
      subnets: { a1: { block: '10.1.1.0/24', routes: { '0.0.0.0/0': TGW }, hosts: ['10.1.1.10'] } },
    });
    const egress = vpc('b', {
      block: '10.2.0.0/16',
      subnets: {
        b1: { block: '10.2.1.0/24', routes: { '0.0.0.0/0': { NatGatewayId: id('nat', 'n') } } },
        b2: { block: '10.2.2.0/24', routes: { '0.0.0.0/0': { GatewayId: id('igw', 'b') }, '10.1.0.0/16': TGW } },
      },
    });
    const said: TransitSaid = { ...HUB, tables: { main: { associated: ['a', 'b'], propagating: ['a', 'b'], fixed: { '0.0.0.0/0': 'b' } } } };
    const world = awsWorld([spoke, egress, natGateway('n', 'b2', { PrivateIp: '10.2.2.5', PublicIp: '198.18.0.5' }), transitGateway('t', said)]);
    expectTrace(world, at('10.1.1.10'), 'ip:198.51.100.80:443')
      .answers()
      .passes('transit-gateway', 'nat-gateway', 'internet-gateway')
      .sees('198.18.0.5');
  });
});
