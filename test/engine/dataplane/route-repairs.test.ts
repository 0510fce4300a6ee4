import { describe, expect, it } from 'vitest';
import { failingStepOf, repairsOf } from '../../../src/engine/explain.ts';
import { advance } from '../../../src/engine/settle.ts';
import type { World } from '../../../src/engine/world.ts';
import { connectionOf, expectTrace } from '../../support/expect-trace.ts';
import { at, awsWorld, id, natGateway, peering, transitGateway, vpc } from '../../support/vpc-world.ts';
import { typed } from '../../support/world-of.ts';

type Ends = readonly [from: string, to: string, protocol?: 'tcp' | 'icmp'];

/** The world after the first of the repairs that mends the connection, or null when none does; states get a minute to settle. */
function mended(world: World, ...[from, to, protocol = 'icmp']: Ends): World | null {
  const branch = connectionOf(world, from, to, protocol).legs.at(-1)?.branches[0];
  const step = branch === undefined ? null : failingStepOf(branch);
  for (const { verbs } of step === null ? [] : repairsOf(world, step)) {
    const repaired = tried(world, verbs as never);
    const after = repaired === null ? null : connectionOf(repaired, from, to, protocol).legs.at(-1)?.branches;
    if (after?.every(({ verdict }) => verdict === 'answered')) return repaired;
  }
  return null;
}

function tried(world: World, verbs: Parameters<typeof typed>[1][]): World | null {
  try {
    return advance(typed(world, ...verbs), 600_000);
  } catch {
    return null;
  }
}

const pcx = { VpcPeeringConnectionId: id('pcx', 'ab') };
const one = (name: string, octet: number, routes: object = {}) =>
  vpc(name, {
    block: `10.${octet}.0.0/16`,
    subnets: { [`${name}1`]: { block: `10.${octet}.1.0/24`, routes: routes as never, hosts: [`10.${octet}.1.10`] } },
  });

describe('a repair', () => {
  it('adds the route that one side of a peering lacks', () => {
    const world = awsWorld([one('a', 1, { '10.2.0.0/16': pcx }), one('b', 2), peering('ab', 'a', 'b')]);
    expect(mended(world, at('10.1.1.10'), 'ip:10.2.1.10')).not.toBeNull();
  });

  it('puts a subnet of the zone into the attachment to a transit gateway', () => {
    const tgw = { '10.0.0.0/8': { TransitGatewayId: id('tgw', 't') } };
    const a = vpc('a', {
      block: '10.1.0.0/16',
      subnets: { a1: { block: '10.1.1.0/24', routes: tgw }, a2: { block: '10.1.2.0/24', zone: 'us-west-2b', routes: tgw, hosts: ['10.1.2.10'] } },
    });
    const hub = transitGateway('t', { attachments: { a: ['a1'], b: ['b1'] }, tables: { main: { associated: ['a', 'b'], propagating: ['a', 'b'] } } });
    expect(mended(awsWorld([a, one('b', 2, tgw), hub]), at('10.1.2.10'), 'ip:10.2.1.10')).not.toBeNull();
  });

  it('lets an attachment propagate to the table that does not know it', () => {
    const tgw = { '10.0.0.0/8': { TransitGatewayId: id('tgw', 't') } };
    const hub = transitGateway('t', { attachments: { a: ['a1'], b: ['b1'] }, tables: { main: { associated: ['a', 'b'], propagating: ['a'] } } });
    expect(mended(awsWorld([one('a', 1, tgw), one('b', 2, tgw), hub]), at('10.1.1.10'), 'ip:10.2.1.10')).not.toBeNull();
  });

  it('sends a subnet without public addresses out by the NAT gateway', () => {
    const igw = { '0.0.0.0/0': { GatewayId: id('igw', 'a') } };
    const subnets = { a1: { block: '10.1.1.0/24', routes: igw, hosts: ['10.1.1.10'] }, a2: { block: '10.1.2.0/24', routes: igw } };
    const world = awsWorld([vpc('a', { block: '10.1.0.0/16', subnets }), natGateway('n', 'a2', { PrivateIp: '10.1.2.5', PublicIp: '198.18.0.5' })]);
    const better = mended(world, at('10.1.1.10'), 'ip:198.51.100.80:443', 'tcp');
    expect(better).not.toBeNull();
    if (better !== null) expectTrace(better, at('10.1.1.10'), 'ip:198.51.100.80:443').sees('198.18.0.5');
  });

  it('gives the subnet of a NAT gateway its way to the internet', () => {
    const nat = { '0.0.0.0/0': { NatGatewayId: id('nat', 'n') } };
    const subnets = { a1: { block: '10.1.1.0/24', routes: nat, hosts: ['10.1.1.10'] }, a2: { block: '10.1.2.0/24', routes: nat } };
    const world = awsWorld([vpc('a', { block: '10.1.0.0/16', subnets }), natGateway('n', 'a2', { PrivateIp: '10.1.2.5', PublicIp: '198.18.0.5' })]);
    expect(mended(world, at('10.1.1.10'), 'ip:198.51.100.80:443', 'tcp')).not.toBeNull();
  });
});
