import { describe, expect, it } from 'vitest';
import { type Account, accountWithVpc } from './account.ts';

type Route = { readonly DestinationCidrBlock: string; readonly State: string; readonly GatewayId?: string; readonly NetworkInterfaceId?: string };

function mainTable(account: Account): string {
  return account.call('DescribeRouteTables', { Filters: [{ Name: 'association.main', Values: ['true'] }] }).RouteTables[0].RouteTableId;
}

function routesOf(account: Account, RouteTableId: string): Route[] {
  return account.call('DescribeRouteTables', { RouteTableIds: [RouteTableId] }).RouteTables[0].Routes;
}

/** A VPC 10.0.0.0/16 with a subnet 10.0.1.0/24, an attached internet gateway, and an interface that is attached to nothing. */
function network() {
  const account = accountWithVpc();
  const { VpcId } = account;
  const { SubnetId } = account.call('CreateSubnet', { VpcId, CidrBlock: '10.0.1.0/24' }).Subnet;
  const { InternetGatewayId } = account.call('CreateInternetGateway').InternetGateway;
  account.call('AttachInternetGateway', { InternetGatewayId, VpcId });
  const { NetworkInterfaceId } = account.call('CreateNetworkInterface', { SubnetId }).NetworkInterface;
  return { account, VpcId, SubnetId, InternetGatewayId, NetworkInterfaceId, RouteTableId: mainTable(account) };
}

describe('CreateRoute', () => {
  it('adds a row that is active while its target is there', () => {
    const { account, RouteTableId, InternetGatewayId: GatewayId } = network();
    expect(account.call('CreateRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId })).toEqual({ Return: true });
    expect(routesOf(account, RouteTableId)[1]).toEqual({ DestinationCidrBlock: '0.0.0.0/0', GatewayId, Origin: 'CreateRoute', State: 'active' });
  });

  it('is refused for a destination that the table has', () => {
    const { account, RouteTableId, InternetGatewayId: GatewayId } = network();
    account.call('CreateRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId });
    expect(account.refusal('CreateRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId })).toBe(
      'RouteAlreadyExists: The route identified by 0.0.0.0/0 already exists.',
    );
  });

  it('inside the VPC leads only to an interface, and only for the block of a whole subnet', () => {
    const { account, RouteTableId, InternetGatewayId: GatewayId, NetworkInterfaceId } = network();
    const inside = "The destination CIDR block 10.0.1.0/24 is equal to or more specific than one of this VPC's CIDR blocks.";
    expect(account.refusal('CreateRoute', { RouteTableId, DestinationCidrBlock: '10.0.1.0/24', GatewayId })).toBe(
      `InvalidParameterValue: ${inside} This route can target only an interface or an instance.`,
    );
    expect(account.refusal('CreateRoute', { RouteTableId, DestinationCidrBlock: '10.0.1.0/25', NetworkInterfaceId })).toMatch(
      /^InvalidParameterValue/,
    );
    account.call('CreateRoute', { RouteTableId, DestinationCidrBlock: '10.0.1.0/24', NetworkInterfaceId });
    expect(routesOf(account, RouteTableId)[1]).toMatchObject({ NetworkInterfaceId, State: 'blackhole' });
  });

  it.each([
    ['NatGatewayId', 'nat-0123456789abcdef0', 'InvalidNatGatewayID.NotFound'],
    ['TransitGatewayId', 'tgw-0123456789abcdef0', 'InvalidTransitGatewayID.NotFound'],
    ['EgressOnlyInternetGatewayId', 'eigw-0123456789abcdef0', 'InvalidGatewayID.NotFound'],
    ['VpcPeeringConnectionId', 'pcx-0123456789abcdef0', 'InvalidVpcPeeringConnectionID.NotFound'],
    ['NetworkInterfaceId', 'eni-0123456789abcdef0', 'InvalidNetworkInterfaceID.NotFound'],
  ])('to an unknown %s is refused as that kind of target is', (member, id, code) => {
    const { account, RouteTableId } = network();
    expect(account.refusal('CreateRoute', { RouteTableId, DestinationCidrBlock: '192.168.0.0/24', [member]: id })).toMatch(new RegExp(`^${code}: `));
  });

  it.each(['169.254.168.0/22', '169.254.169.254/32'])('to %s is refused: it is kept for link-local services', (DestinationCidrBlock) => {
    const { account, RouteTableId, InternetGatewayId: GatewayId } = network();
    expect(account.refusal('CreateRoute', { RouteTableId, DestinationCidrBlock, GatewayId })).toMatch(/^InvalidParameterValue/);
  });
});

describe('ReplaceRoute', () => {
  it('gives a route another target and leaves its place', () => {
    const { account, RouteTableId, InternetGatewayId: GatewayId, NetworkInterfaceId } = network();
    account.call('CreateRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId });
    account.call('ReplaceRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', NetworkInterfaceId });
    expect(routesOf(account, RouteTableId).map((route) => route.NetworkInterfaceId)).toEqual([undefined, NetworkInterfaceId]);
  });

  it('takes the local route to an interface and back', () => {
    const { account, RouteTableId, NetworkInterfaceId } = network();
    account.call('ReplaceRoute', { RouteTableId, DestinationCidrBlock: '10.0.0.0/16', NetworkInterfaceId });
    expect(routesOf(account, RouteTableId)[0]).toMatchObject({ NetworkInterfaceId });
    account.call('ReplaceRoute', { RouteTableId, DestinationCidrBlock: '10.0.0.0/16', LocalTarget: true });
    expect(routesOf(account, RouteTableId)[0]).toMatchObject({ GatewayId: 'local', State: 'active' });
  });

  it('points to CreateRoute where there is no such route', () => {
    const { account, RouteTableId, InternetGatewayId: GatewayId } = network();
    expect(account.refusal('ReplaceRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId })).toBe(
      "InvalidParameterValue: There is no route defined for '0.0.0.0/0' in the route table. Use CreateRoute instead.",
    );
  });
});

describe('DeleteRoute', () => {
  it('never removes the local route', () => {
    const { account, RouteTableId } = network();
    expect(account.refusal('DeleteRoute', { RouteTableId, DestinationCidrBlock: '10.0.0.0/16' })).toBe(
      `InvalidParameterValue: cannot remove local route 10.0.0.0/16 in route table ${RouteTableId}`,
    );
  });

  it('says which route a table does not have', () => {
    const { account, RouteTableId } = network();
    expect(account.refusal('DeleteRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0' })).toBe(
      `InvalidRoute.NotFound: no route with destination-cidr-block 0.0.0.0/0 in route table ${RouteTableId}`,
    );
  });
});

describe('associations of route tables', () => {
  it('move a subnet from the main table to another and back', () => {
    const { account, VpcId, SubnetId } = network();
    const { RouteTableId } = account.call('CreateRouteTable', { VpcId }).RouteTable;
    const { AssociationId } = account.call('AssociateRouteTable', { RouteTableId, SubnetId });
    expect(account.refusal('DeleteRouteTable', { RouteTableId })).toMatch(/^DependencyViolation/);
    account.call('DisassociateRouteTable', { AssociationId });
    account.call('DeleteRouteTable', { RouteTableId });
  });

  it('make another table the main one by replacing the main association, which cannot be ended', () => {
    const { account, VpcId, RouteTableId } = network();
    const main = account.call('DescribeRouteTables', { RouteTableIds: [RouteTableId] }).RouteTables[0].Associations[0].RouteTableAssociationId;
    expect(account.refusal('DisassociateRouteTable', { AssociationId: main })).toBe(
      `InvalidParameterValue: cannot disassociate the main route table association ${main}`,
    );
    const other = account.call('CreateRouteTable', { VpcId }).RouteTable.RouteTableId;
    account.call('ReplaceRouteTableAssociation', { AssociationId: main, RouteTableId: other });
    expect(mainTable(account)).toBe(other);
    account.call('DeleteRouteTable', { RouteTableId });
  });
});
