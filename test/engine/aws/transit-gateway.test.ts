import { describe, expect, it } from 'vitest';
import { accountWith } from './account.ts';

/** A transit gateway with VPCs attached to it, each by one subnet. */
function accountWithAttachments(...blocks: readonly string[]) {
  const account = accountWith();
  const { TransitGatewayId } = account.call('CreateTransitGateway').TransitGateway;
  account.wait(300);
  const attached = blocks.map((CidrBlock) => {
    const { VpcId } = account.call('CreateVpc', { CidrBlock }).Vpc;
    const { SubnetId } = account.call('CreateSubnet', { VpcId, CidrBlock: CidrBlock.replace('/16', '/24') }).Subnet;
    const input = { TransitGatewayId, VpcId, SubnetIds: [SubnetId] };
    const id = account.call('CreateTransitGatewayVpcAttachment', input).TransitGatewayVpcAttachment.TransitGatewayAttachmentId as string;
    return { VpcId: VpcId as string, SubnetId: SubnetId as string, id };
  });
  account.wait(300);
  const TransitGatewayRouteTableId = account.call('DescribeTransitGatewayRouteTables').TransitGatewayRouteTables[0]
    .TransitGatewayRouteTableId as string;
  const routes = () => {
    const Filters = [{ Name: 'state', Values: ['active', 'blackhole'] }];
    const found = account.call('SearchTransitGatewayRoutes', { TransitGatewayRouteTableId, Filters }).Routes;
    return found.map(
      (route: { DestinationCidrBlock: string; Type: string; State: string }) => `${route.DestinationCidrBlock} ${route.Type} ${route.State}`,
    );
  };
  return { ...account, TransitGatewayId: TransitGatewayId as string, TransitGatewayRouteTableId, attached, routes };
}

describe('a transit gateway', () => {
  it('associates new attachments with its default table and lets them propagate to it', () => {
    const account = accountWithAttachments('10.0.0.0/16', '10.1.0.0/16');
    expect(account.routes()).toEqual(['10.0.0.0/16 propagated active', '10.1.0.0/16 propagated active']);
    const shown = account.call('DescribeTransitGatewayAttachments').TransitGatewayAttachments;
    expect(shown.map((each: { Association: { State: string } }) => each.Association.State)).toEqual(['associated', 'associated']);
  });

  it('does not propagate a block that overlaps that of an earlier attachment', () => {
    const account = accountWithAttachments('10.0.0.0/16', '10.0.0.0/16');
    expect(account.routes()).toEqual(['10.0.0.0/16 propagated active']);
  });

  it('prefers a static route for the same destination', () => {
    const account = accountWithAttachments('10.0.0.0/16', '10.1.0.0/16');
    const { TransitGatewayRouteTableId } = account;
    account.call('CreateTransitGatewayRoute', { TransitGatewayRouteTableId, DestinationCidrBlock: '10.1.0.0/16', Blackhole: true });
    expect(account.routes()).toEqual(['10.0.0.0/16 propagated active', '10.1.0.0/16 static blackhole']);
    account.call('DeleteTransitGatewayRoute', { TransitGatewayRouteTableId, DestinationCidrBlock: '10.1.0.0/16' });
    expect(account.routes()).toEqual(['10.0.0.0/16 propagated active', '10.1.0.0/16 propagated active']);
  });

  it('routes an attachment by one table at a time', () => {
    const account = accountWithAttachments('10.0.0.0/16');
    const [first] = account.attached;
    if (first === undefined) throw new Error('nothing is attached');
    const { id } = first;
    const made = account.call('CreateTransitGatewayRouteTable', { TransitGatewayId: account.TransitGatewayId }).TransitGatewayRouteTable;
    const other = { TransitGatewayRouteTableId: made.TransitGatewayRouteTableId, TransitGatewayAttachmentId: id };
    expect(account.refusal('AssociateTransitGatewayRouteTable', other)).toMatch(/^Resource.AlreadyAssociated/);
    account.call('DisassociateTransitGatewayRouteTable', { ...other, TransitGatewayRouteTableId: account.TransitGatewayRouteTableId });
    account.call('AssociateTransitGatewayRouteTable', other);
    account.call('EnableTransitGatewayRouteTablePropagation', other);
    expect(account.refusal('EnableTransitGatewayRouteTablePropagation', other)).toMatch(/^TransitGatewayRouteTablePropagation.Duplicate/);
    expect(account.refusal('DeleteTransitGatewayRouteTable', { TransitGatewayRouteTableId: other.TransitGatewayRouteTableId })).toMatch(
      /^IncorrectState/,
    );
  });

  it('cannot go before its attachments, and a route to it is a blackhole when they are gone', () => {
    const account = accountWithAttachments('10.0.0.0/16');
    const [first] = account.attached;
    if (first === undefined) throw new Error('nothing is attached');
    const { id, VpcId, SubnetId } = first;
    const [table] = account.call('DescribeRouteTables').RouteTables;
    const { TransitGatewayId } = account;
    account.call('CreateRoute', { RouteTableId: table.RouteTableId, DestinationCidrBlock: '10.1.0.0/16', TransitGatewayId });
    expect(account.refusal('DeleteTransitGateway', { TransitGatewayId })).toMatch(/^IncorrectState/);
    expect(account.refusal('DeleteSubnet', { SubnetId })).toMatch(/^DependencyViolation/);
    account.call('DeleteTransitGatewayVpcAttachment', { TransitGatewayAttachmentId: id });
    account.wait(300);
    expect(account.call('DescribeRouteTables', { Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }).RouteTables[0].Routes[1].State).toBe('blackhole');
    account.call('DeleteSubnet', { SubnetId });
    account.call('DeleteTransitGateway', { TransitGatewayId });
    account.wait(2 * 3600);
    expect(account.call('DescribeTransitGateways').TransitGateways).toEqual([]);
  });
});
