/** Every rule of a VPC's network: who decides, by which code of Reachability Analyzer, and that both languages name what decided. */
import { describe, expect, it } from 'vitest';
import type { Step } from '../../../src/engine/dataplane/step.ts';
import { explainStep, failingStepOf } from '../../../src/engine/explain.ts';
import type { Protocol } from '../../../src/engine/net/packet.ts';
import type { World } from '../../../src/engine/world.ts';
import { expectTrace } from '../../support/expect-trace.ts';
import { at, awsWorld, id, natGateway, peering, type SubnetSaid, transitGateway, vpc } from '../../support/vpc-world.ts';

const WEB = 'ip:198.51.100.80:443';
const IGW = { GatewayId: id('igw', 'a') };
const NAT = { NatGatewayId: id('nat', 'n') };
const PCX = { VpcPeeringConnectionId: id('pcx', 'ab') };
const TGW = { TransitGatewayId: id('tgw', 't') };
const HUB = transitGateway('t', { attachments: { a: ['a1'], b: ['b1'] }, tables: { main: { associated: ['a', 'b'], propagating: ['a', 'b'] } } });
const rule = (Egress: boolean, more: object) => ({ RuleNumber: 100, Egress, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0', ...more });
const EGRESS_ONLY = { EgressOnlyInternetGateways: [{ EgressOnlyInternetGatewayId: id('eigw', 'e'), Attachments: [{ VpcId: id('vpc', 'a') }] }] };

/** VPC A, 10.1.0.0/16, with one subnet in zone a unless more are told. */
const a = (subnet: Partial<SubnetSaid>, more: { readonly [name: string]: SubnetSaid } = {}, rest: object = {}) =>
  vpc('a', { block: '10.1.0.0/16', ...rest, subnets: { a1: { block: '10.1.1.0/24', hosts: ['10.1.1.10'], ...subnet }, ...more } });
const b = (subnet: Partial<SubnetSaid> = {}) =>
  vpc('b', { block: '10.2.0.0/16', subnets: { b1: { block: '10.2.1.0/24', hosts: ['10.2.1.10'], ...subnet } } });

type Denied = {
  readonly rule: string;
  readonly world: () => World;
  readonly from?: string;
  readonly to: string;
  readonly protocol?: Protocol;
  readonly code: string;
  /** What decided, as a sentence has to name it. */
  readonly names: readonly string[];
};

const DENIED: readonly Denied[] = [
  {
    rule: 'no route at all',
    world: () => awsWorld([a({})]),
    to: WEB,
    code: 'NO_ROUTE_TO_DESTINATION',
    names: [id('rtb', 'a1'), '198.51.100.80'],
  },
  {
    rule: 'a longer prefix wins though its target is gone',
    world: () => awsWorld([a({ routes: { '0.0.0.0/0': IGW, '198.51.100.0/24': NAT }, hosts: ['10.1.1.10/198.18.0.9'] })]),
    to: WEB,
    code: 'BAD_STATE_ROUTE',
    names: [id('rtb', 'a1'), '198.51.100.0/24', id('nat', 'n')],
  },
  {
    rule: 'a route more specific than local, to an appliance that checks sources and destinations',
    world: () =>
      awsWorld([
        a(
          { routes: { '10.1.3.0/24': { NetworkInterfaceId: id('eni', '10.1.2.20') } } },
          {
            a2: { block: '10.1.2.0/24', hosts: ['10.1.2.20'] },
            a3: { block: '10.1.3.0/24', hosts: ['10.1.3.30'] },
          },
        ),
      ]),
    to: 'ip:10.1.3.30',
    protocol: 'icmp',
    code: 'ENI_SOURCE_DEST_CHECK_RESTRICTION',
    names: [],
  },
  {
    rule: 'the local route covers what no subnet has: an overlapping range of another VPC is out of reach',
    world: () =>
      awsWorld([
        a({ routes: { '10.0.0.0/8': TGW } }),
        vpc('b', { block: '10.1.0.0/16', subnets: { b1: { block: '10.1.9.0/24', hosts: ['10.1.9.9'] } } }),
        HUB,
      ]),
    to: 'ip:10.1.9.9',
    protocol: 'icmp',
    code: 'NO_POSSIBLE_DESTINATION',
    names: ['10.1.9.9'],
  },
  {
    rule: 'an internet gateway lets out only who has a public address',
    world: () => awsWorld([a({ routes: { '0.0.0.0/0': IGW } })]),
    to: WEB,
    code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    names: ['10.1.1.10'],
  },
  {
    rule: 'a VPC without an internet gateway is not entered by a public address',
    world: () => awsWorld([a({ hosts: ['10.1.1.10/198.18.0.9'] }, {}, { internet: false })]),
    from: 'internet',
    to: 'ip:198.18.0.9',
    protocol: 'icmp',
    code: 'VPC_HAS_NO_INTERNET_GATEWAY',
    names: [id('vpc', 'a'), '198.18.0.9'],
  },
  {
    rule: 'a NAT gateway takes nothing that begins outside',
    world: () =>
      awsWorld([
        a({ routes: { '0.0.0.0/0': NAT } }, { p: { block: '10.1.250.0/24', routes: { '0.0.0.0/0': IGW } } }),
        natGateway('n', 'p', { PrivateIp: '10.1.250.210', PublicIp: '198.18.0.7' }),
      ]),
    from: 'internet',
    to: 'ip:198.18.0.7:443',
    code: 'NAT_GATEWAY_HAS_NO_SESSION',
    names: [id('nat', 'n')],
  },
  {
    rule: 'a private NAT gateway has no public address, and the internet gateway drops what it sends',
    world: () =>
      awsWorld([
        a({ routes: { '0.0.0.0/0': NAT } }, { p: { block: '10.1.250.0/24', routes: { '0.0.0.0/0': IGW } } }),
        natGateway('n', 'p', { PrivateIp: '10.1.250.210' }),
      ]),
    to: WEB,
    code: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS',
    names: ['10.1.250.210'],
  },
  {
    rule: 'a network ACL without an entry inbound',
    world: () =>
      awsWorld([a({}, { a2: { block: '10.1.2.0/24', hosts: ['10.1.2.20'], acl: [rule(true, {}), rule(false, { CidrBlock: '10.9.0.0/16' })] } })]),
    to: 'ip:10.1.2.20',
    protocol: 'icmp',
    code: 'SUBNET_ACL_RESTRICTION',
    names: [id('acl', 'a2'), id('subnet', 'a2')],
  },
  {
    rule: 'a network ACL that lets the request out and not the reply in, at its ephemeral port',
    world: () =>
      awsWorld([
        a({
          routes: { '0.0.0.0/0': IGW },
          hosts: ['10.1.1.10/198.18.0.9'],
          acl: [rule(true, {}), rule(false, { Protocol: '6', PortRange: { From: 1, To: 1024 } })],
        }),
      ]),
    to: WEB,
    code: 'SUBNET_ACL_RESTRICTS_REPLY',
    names: [id('acl', 'a1'), 'TCP'],
  },
  {
    rule: 'a security group without a rule inbound',
    world: () => {
      const far = b({ routes: { '10.1.0.0/16': PCX } });
      const closed = { ...far, SecurityGroups: (far.SecurityGroups ?? []).map((group) => ({ ...group, IpPermissions: [] })) };
      return awsWorld([a({ routes: { '10.2.0.0/16': PCX } }), closed, peering('ab', 'a', 'b')]);
    },
    to: 'ip:10.2.1.10',
    protocol: 'icmp',
    code: 'ENI_SG_RULES_MISMATCH',
    names: [id('sg', 'b'), '10.1.1.10'],
  },
  {
    rule: 'a peering leads into the peer and no further',
    world: () => awsWorld([a({ routes: { '0.0.0.0/0': PCX } }), b({ routes: { '10.1.0.0/16': PCX } }), peering('ab', 'a', 'b')]),
    to: WEB,
    code: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR',
    names: [id('pcx', 'ab'), '198.51.100.80'],
  },
  {
    rule: 'a peering that is not accepted yet is a blackhole',
    world: () => awsWorld([a({ routes: { '10.2.0.0/16': PCX } }), b(), peering('ab', 'a', 'b', 'pending-acceptance')]),
    to: 'ip:10.2.1.10',
    protocol: 'icmp',
    code: 'BAD_STATE_ROUTE',
    names: [id('rtb', 'a1'), id('pcx', 'ab')],
  },
  {
    rule: 'a transit gateway takes nothing from a zone without a subnet of the attachment',
    world: () =>
      awsWorld([a({}, { z: { block: '10.1.2.0/24', zone: 'us-west-2b', routes: { '10.2.0.0/16': TGW }, hosts: ['10.1.2.20'] } }), b(), HUB]),
    from: at('10.1.2.20'),
    to: 'ip:10.2.1.10',
    protocol: 'icmp',
    code: 'TGW_ROUTE_AZ_RESTRICTION',
    names: [id('tgw', 't'), 'us-west-2b', id('subnet', 'z')],
  },
  {
    rule: 'a transit gateway whose table knows no attachment for the address',
    world: () => awsWorld([a({ routes: { '10.0.0.0/8': TGW } }), b(), HUB]),
    to: 'ip:10.7.1.1',
    protocol: 'icmp',
    code: 'TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT',
    names: [id('tgw-rtb', 'main'), '10.7.1.1'],
  },
  {
    rule: 'an egress-only internet gateway takes nothing that begins outside',
    world: () =>
      awsWorld([
        a(
          {
            ipv6: '2600:1f14:1:1::/64',
            routes: { '::/0': { EgressOnlyInternetGatewayId: id('eigw', 'e') } },
            hosts: ['10.1.1.10/2600:1f14:1:1::10'],
          },
          {},
          { ipv6: '2600:1f14:1::/56' },
        ),
        EGRESS_ONLY,
      ]),
    from: 'internet:2001:db8:ffff::80',
    to: 'ip:[2600:1f14:1:1::10]',
    protocol: 'icmp',
    code: 'EIGW_REJECTS_UNSOLICITED',
    names: [id('eigw', 'e')],
  },
  {
    rule: 'a VPC without DNS resolution has no resolver',
    world: () => {
      const off = a({});
      return awsWorld([{ ...off, Vpcs: (off.Vpcs ?? []).map((each) => ({ ...each, EnableDnsSupport: false })) }]);
    },
    to: 'ip:10.1.0.2:53',
    protocol: 'udp',
    code: 'RESOLVER_IS_OFF',
    names: [id('vpc', 'a')],
  },
];

function failing(world: World, { from = at('10.1.1.10'), to, protocol = 'tcp', code }: Denied): Step {
  const [branch] = expectTrace(world, from, to, protocol).fails('timed-out', code).all;
  const step = branch === undefined ? null : failingStepOf(branch);
  if (step === null) throw new Error('Expected the connection to fail at a step');
  return step;
}

describe('what stops a packet is told by a code and in both languages', () => {
  it.each(DENIED)('$rule: $code', (denied) => {
    const told = explainStep(failing(denied.world(), denied));
    expect(told.ko).toMatch(/[가-힣]/);
    expect(told.en).not.toMatch(/[가-힣]/);
    for (const name of denied.names) {
      expect(told.en).toContain(name);
      expect(told.ko).toContain(name);
    }
  });
});

describe('what carries a packet', () => {
  it('is the longest prefix of those that match; the shorter ones are shown with why they lost', () => {
    const world = awsWorld([a({ routes: { '0.0.0.0/0': NAT, '198.51.100.0/24': IGW }, hosts: ['10.1.1.10/198.18.0.9'] })]);
    const [branch] = expectTrace(world, at('10.1.1.10'), WEB).answers().all;
    const step = branch?.request.find(({ element }) => element === 'route-table');
    expect(step?.params).toMatchObject({ route: '198.51.100.0/24', target: id('igw', 'a') });
    expect(step?.lost.map(({ because }) => because)).toContain('ROUTE_IS_SHORTER');
  });

  it('is the local route inside a VPC, whatever the default route is', () => {
    const world = awsWorld([a({ routes: { '0.0.0.0/0': IGW } }, { a2: { block: '10.1.2.0/24', hosts: ['10.1.2.20'] } })]);
    expectTrace(world, at('10.1.1.10'), 'ip:10.1.2.20', 'icmp').answers().avoids('internet-gateway').sees('10.1.1.10');
  });

  it('is the NAT gateway of its own zone where each zone has one', () => {
    const zone = (letter: string, octet: number) => ({
      [`n${letter}`]: {
        block: `10.1.${octet}.0/24`,
        zone: `us-west-2${letter}`,
        routes: { '0.0.0.0/0': { NatGatewayId: id('nat', letter) } },
        hosts: [`10.1.${octet}.10`],
      },
      [`p${letter}`]: { block: `10.1.${octet + 100}.0/24`, zone: `us-west-2${letter}`, routes: { '0.0.0.0/0': IGW } },
    });
    const world = awsWorld([
      vpc('a', { block: '10.1.0.0/16', subnets: { ...zone('a', 1), ...zone('b', 2) } }),
      natGateway('a', 'pa', { PrivateIp: '10.1.101.5', PublicIp: '198.18.0.1' }),
      natGateway('b', 'pb', { PrivateIp: '10.1.102.5', PublicIp: '198.18.0.2' }),
    ]);
    expectTrace(world, at('10.1.1.10'), WEB).answers().sees('198.18.0.1');
    expectTrace(world, at('10.1.2.10'), WEB).answers().sees('198.18.0.2');
  });
});
