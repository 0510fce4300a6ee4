import { describe, expect, it } from 'vitest';
import { HOURS_PER_MONTH, hourlyCost } from '../../../../src/engine/aws/cost/hourly-cost.ts';
import { instancePrice } from '../../../../src/engine/aws/cost/instance-prices.ts';
import { type Priced, priceOf } from '../../../../src/engine/aws/cost/prices.ts';
import type { World } from '../../../../src/engine/world.ts';
import { emptyWorld } from '../../../support/empty-world.ts';
import { clusterIn, labIn, MINUTES, networkIn, nodegroupIn, openToInternet } from '../../eks/lab.ts';

const line = (world: World, item: string) => hourlyCost(world).lines.find((each) => each.item === item);

describe('the price table', () => {
  const items: readonly Priced[] = ['eks-cluster', 'nat-gateway', 'public-ipv4', 'interface-endpoint', 'application-load-balancer'];

  it.each(['us-east-1', 'us-west-2', 'ap-northeast-2'])('gives each price of %s a day and a page of AWS', (region) => {
    for (const item of items) {
      expect(priceOf(region, item)?.date).toMatch(/^2026-\d\d-\d\d$/);
      expect(priceOf(region, item)?.source).toMatch(/^https:\/\/aws\.amazon\.com\/.*pricing\/$/);
    }
  });

  it('has the prices that AWS publishes', () => {
    expect([priceOf('us-east-1', 'nat-gateway')?.usd, priceOf('ap-northeast-2', 'nat-gateway')?.usd]).toEqual([0.045, 0.059]);
    expect([instancePrice('us-east-1', 'm5.large')?.usd, instancePrice('us-west-2', 't3.medium')?.usd]).toEqual([0.096, 0.0416]);
    expect(instancePrice('ap-northeast-2', 't3.medium')?.usd).toBe(0.052);
  });

  it('says where it takes the price of another Region, and has none for what it does not know', () => {
    expect(instancePrice('us-west-2', 'm5.xlarge')?.borrowedFrom).toBe('us-east-1');
    expect(instancePrice('us-west-2', 't3.medium')?.borrowedFrom).toBeUndefined();
    expect([instancePrice('ap-northeast-2', 'm5.xlarge'), priceOf('eu-west-1', 'nat-gateway')]).toEqual([undefined, undefined]);
  });
});

describe('the cost of an hour', () => {
  it('of nothing is nothing', () => {
    expect(hourlyCost(emptyWorld())).toEqual({ lines: [], usd: 0, unpriced: [] });
  });

  it('of a control plane for a month is 73 dollars in standard and 438 in extended support', () => {
    const monthly = (version: string, now: string) => {
      const lab = labIn({ ...emptyWorld(), now: Date.parse(now) });
      clusterIn(lab, networkIn(lab), {}, { version });
      return hourlyCost(lab.world()).usd * HOURS_PER_MONTH;
    };
    expect(monthly('1.33', '2026-01-15T00:00:00Z')).toBeCloseTo(73);
    expect(monthly('1.33', '2026-11-15T00:00:00Z')).toBeCloseTo(438);
  });

  it('counts nodes and their public addresses', () => {
    const lab = labIn({ ...emptyWorld(), now: Date.parse('2026-01-15T00:00:00Z') });
    const network = networkIn(lab);
    openToInternet(lab, network);
    clusterIn(lab, network);
    nodegroupIn(lab, network);
    lab.wait(10 * MINUTES);
    // 0.10 + 2 × 0.0416 + 2 × 0.005
    expect(hourlyCost(lab.world()).usd).toBeCloseTo(0.1932);
    expect(line(lab.world(), 'instance')).toMatchObject({ type: 't3.medium', count: 2, usd: 0.0832 });
  });

  it('counts an interface endpoint once in each zone, and a gateway endpoint not at all', () => {
    const lab = labIn();
    const { VpcId, subnets, table } = networkIn(lab);
    const service = (name: string) => `com.amazonaws.us-west-2.${name}`;
    lab.call('CreateVpcEndpoint', { VpcId, ServiceName: service('ec2'), VpcEndpointType: 'Interface', SubnetIds: subnets });
    lab.call('CreateVpcEndpoint', { VpcId, ServiceName: service('s3'), VpcEndpointType: 'Gateway', RouteTableIds: [table] });
    lab.wait(5 * MINUTES);
    expect(line(lab.world(), 'interface-endpoint')).toMatchObject({ count: 2, usd: 0.02 });
    expect(hourlyCost(lab.world()).lines).toHaveLength(1);
  });

  it('counts a NAT gateway and its address, and an Elastic IP that nobody uses', () => {
    const lab = labIn();
    const network = networkIn(lab);
    openToInternet(lab, network);
    const { AllocationId } = lab.call('AllocateAddress', { Domain: 'vpc' });
    lab.call('CreateNatGateway', { SubnetId: network.subnets[0], AllocationId });
    lab.call('AllocateAddress', { Domain: 'vpc' });
    lab.wait(5 * MINUTES);
    expect(line(lab.world(), 'nat-gateway')?.usd).toBe(0.045);
    expect(line(lab.world(), 'public-ipv4')).toMatchObject({ count: 2, usd: 0.01 });
  });

  it('tells of what it has no price for', () => {
    const lab = labIn({ ...emptyWorld(), region: 'eu-west-3' });
    lab.call('AllocateAddress', { Domain: 'vpc' });
    const { lines, usd, unpriced } = hourlyCost(lab.world());
    expect([lines, usd, unpriced.map(({ what }) => what)]).toEqual([[], 0, ['public-ipv4']]);
  });
});
