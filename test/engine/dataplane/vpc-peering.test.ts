import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plus, WHOLE } from '../../../src/engine/dataplane/share.ts';
import { replyTo } from '../../../src/engine/net/packet.ts';
import { expectTrace } from '../../support/expect-trace.ts';
import { at, awsWorld, id, natGateway, peering, transitGateway, vpc } from '../../support/vpc-world.ts';

const by = (name: string) => ({ VpcPeeringConnectionId: id('pcx', name) });

/** A peered with B, and B with C; every table has whatever routes it is given. */
function chain(routes: { readonly a: object; readonly b?: object; readonly c?: object }, code = 'active') {
  const one = (name: string, octet: number, table: object = {}) =>
    vpc(name, {
      block: `10.${octet}.0.0/16`,
      subnets: { [`${name}1`]: { block: `10.${octet}.1.0/24`, routes: table as never, hosts: [`10.${octet}.1.10`] } },
    });
  return awsWorld([one('a', 1, routes.a), one('b', 2, routes.b), one('c', 3, routes.c), peering('ab', 'a', 'b', code), peering('bc', 'b', 'c')]);
}

describe('a peering connection', () => {
  it('needs a route on both sides', () => {
    const both = chain({ a: { '10.2.0.0/16': by('ab') }, b: { '10.1.0.0/16': by('ab') } });
    expectTrace(both, at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').answers().passes('vpc-peering').sees('10.1.1.10');
    const oneWay = chain({ a: { '10.2.0.0/16': by('ab') } });
    expectTrace(oneWay, at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').fails('timed-out', 'NO_ROUTE_TO_DESTINATION');
  });

  it('carries nothing until it is accepted', () => {
    const pending = chain({ a: { '10.2.0.0/16': by('ab') } }, 'pending-acceptance');
    expectTrace(pending, at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').fails('timed-out', 'BAD_STATE_ROUTE');
  });

  it('does not lead on to a third VPC', () => {
    const all = { '10.1.0.0/16': by('ab'), '10.3.0.0/16': by('bc') };
    const world = chain({ a: { '10.3.0.0/16': by('ab') }, b: all, c: { '10.1.0.0/16': by('bc') } });
    expectTrace(world, at('10.1.1.10'), 'ip:10.3.1.10', 'icmp').fails('timed-out', 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR');
  });

  it('gives no use of the internet gateway or NAT gateway of the peer', () => {
    const world = awsWorld([
      vpc('a', {
        block: '10.1.0.0/16',
        internet: false,
        subnets: { a1: { block: '10.1.1.0/24', routes: { '0.0.0.0/0': by('ab') }, hosts: ['10.1.1.10'] } },
      }),
      vpc('b', {
        block: '10.2.0.0/16',
        subnets: { b1: { block: '10.2.1.0/24', routes: { '0.0.0.0/0': { GatewayId: id('igw', 'b') }, '10.1.0.0/16': by('ab') } } },
      }),
      natGateway('n', 'b1', { PrivateIp: '10.2.1.200', PublicIp: '198.18.0.7' }),
      peering('ab', 'a', 'b'),
    ]);
    expectTrace(world, at('10.1.1.10'), 'ip:198.51.100.80:443').fails('timed-out', 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR');
  });

  it('does not reach the resolver of the peer', () => {
    const world = awsWorld([
      vpc('a', { block: '10.1.0.0/16', subnets: { a1: { block: '10.1.1.0/24', routes: { '10.2.0.0/16': by('ab') }, hosts: ['10.1.1.10'] } } }),
      vpc('b', { block: '10.2.0.0/16', subnets: { b1: { block: '10.2.0.0/24', routes: { '10.1.0.0/16': by('ab') } } } }),
      peering('ab', 'a', 'b'),
    ]);
    expectTrace(world, at('10.1.1.10'), 'ip:10.2.0.2:53', 'udp').fails('timed-out', 'RESOLVER_SERVES_ITS_VPC');
  });

  it('tells the groups of the other side to rules that name them, as a transit gateway does only where it is enabled', () => {
    const tgw = { TransitGatewayId: id('tgw', 't') };
    const lab = (link: object, ...parts: Parameters<typeof awsWorld>[0]) => {
      const one = (name: string, octet: number, other: number) =>
        vpc(name, {
          block: `10.${octet}.0.0/16`,
          subnets: { [`${name}1`]: { block: `10.${octet}.1.0/24`, routes: { [`10.${other}.0.0/16`]: link as never }, hosts: [`10.${octet}.1.10`] } },
        });
      const far = one('b', 2, 1);
      const fromA = [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: id('sg', 'a') }] }];
      const SecurityGroups = (far.SecurityGroups ?? []).map((group) => ({ ...group, IpPermissions: fromA }));
      return awsWorld([one('a', 1, 2), { ...far, SecurityGroups }, ...parts]);
    };
    const hub = transitGateway('t', { attachments: { a: ['a1'], b: ['b1'] }, tables: { main: { associated: ['a', 'b'], propagating: ['a', 'b'] } } });
    const telling = { ...hub, TransitGateways: [{ ...hub.TransitGateways?.[0], Options: { SecurityGroupReferencingSupport: 'enable' } }] };
    expectTrace(lab(by('ab'), peering('ab', 'a', 'b')), at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').answers();
    expectTrace(lab(tgw, telling), at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').answers();
    const [untold] = expectTrace(lab(tgw, hub), at('10.1.1.10'), 'ip:10.2.1.10', 'icmp').fails('timed-out', 'ENI_SG_RULES_MISMATCH').all;
    expect(untold?.request.at(-1)?.lost.map(({ because }) => because)).toEqual(['SG_REFERENCES_NOT_PRESERVED']);
  });
});

describe('peerings among random VPCs', () => {
  /** Up to five VPCs, any pairs of them peered, every table with a route to every VPC over every peering that it could use. */
  const worlds = fc.record({
    count: fc.integer({ min: 3, max: 5 }),
    pairs: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), { maxLength: 6 }),
  });

  it('carry packets between two VPCs exactly where these two are peered', () => {
    fc.assert(
      fc.property(worlds, ({ count, pairs }) => {
        const links = [...new Set(pairs.filter(([one, other]) => one < other && other < count).map(([one, other]) => `${one}-${other}`))];
        const linked = (one: number, other: number) => links.includes(`${Math.min(one, other)}-${Math.max(one, other)}`);
        const indices = Array.from({ length: count }, (_, index) => index);
        const routesOf = (own: number) => {
          const mine = links.filter((link) => link.split('-').includes(String(own)));
          // To a VPC that is no peer the route leads over some peering, as one who hopes for a way through would write it.
          const over = (to: number) => (linked(own, to) ? `${Math.min(own, to)}-${Math.max(own, to)}` : mine[to % Math.max(mine.length, 1)]);
          const rows = indices.filter((to) => to !== own && over(to) !== undefined).map((to) => [`10.${to}.0.0/16`, by(over(to) as string)] as const);
          return Object.fromEntries(rows);
        };
        const vpcs = indices.map((own) =>
          vpc(`v${own}`, {
            block: `10.${own}.0.0/16`,
            subnets: { [`s${own}`]: { block: `10.${own}.1.0/24`, routes: routesOf(own), hosts: [`10.${own}.1.10`] } },
          }),
        );
        const world = awsWorld([...vpcs, ...links.map((link) => peering(link, `v${link[0]}`, `v${link[2]}`))]);
        for (const one of indices) {
          for (const other of indices.filter((to) => to !== one)) {
            const [branch] = expectTrace(world, at(`10.${one}.1.10`), `ip:10.${other}.1.10`, 'icmp').all;
            expect(branch?.verdict === 'answered').toBe(linked(one, other));
            if (branch?.verdict !== 'answered') continue;
            expect({ ...branch.reply[0]?.in, mark: 0 }).toEqual(replyTo(branch.delivered?.packet as never));
            expect([branch.share].reduce(plus)).toEqual(WHOLE);
          }
        }
      }),
      { numRuns: 12 },
    );
  }, 20_000);
});
