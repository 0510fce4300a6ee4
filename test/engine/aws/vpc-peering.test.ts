import { describe, expect, it } from 'vitest';
import { accountWith } from './account.ts';

function accountWithVpcs(...blocks: readonly string[]) {
  const account = accountWith();
  const ids = blocks.map((CidrBlock) => account.call('CreateVpc', { CidrBlock }).Vpc.VpcId as string);
  const request = () => account.call('CreateVpcPeeringConnection', { VpcId: ids[0], PeerVpcId: ids[1] }).VpcPeeringConnection.VpcPeeringConnectionId;
  const status = (id: string) =>
    account.call('DescribeVpcPeeringConnections', { VpcPeeringConnectionIds: [id] }).VpcPeeringConnections[0].Status.Code;
  return { ...account, ids, request, status };
}

/** https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-lifecycle */
describe('a VPC peering connection', () => {
  it('waits for acceptance, then is active, then deleted', () => {
    const account = accountWithVpcs('10.0.0.0/16', '10.1.0.0/16');
    const id = account.request();
    account.wait();
    expect(account.status(id)).toBe('pending-acceptance');
    account.call('AcceptVpcPeeringConnection', { VpcPeeringConnectionId: id });
    account.wait();
    expect(account.status(id)).toBe('active');
    expect(account.refusal('RejectVpcPeeringConnection', { VpcPeeringConnectionId: id })).toMatch(/^InvalidStateTransition/);
    account.call('DeleteVpcPeeringConnection', { VpcPeeringConnectionId: id });
    expect(account.status(id)).toBe('deleted');
  });

  it('expires after seven days without an answer', () => {
    const account = accountWithVpcs('10.0.0.0/16', '10.1.0.0/16');
    const id = account.request();
    account.wait(7 * 24 * 3600 - 1);
    expect(account.status(id)).toBe('pending-acceptance');
    account.wait(1);
    expect(account.status(id)).toBe('expired');
    expect(account.refusal('AcceptVpcPeeringConnection', { VpcPeeringConnectionId: id })).toMatch(/^InvalidStateTransition/);
  });

  it('fails where any two blocks overlap', () => {
    const account = accountWithVpcs('10.0.0.0/16', '10.1.0.0/16');
    for (const VpcId of account.ids) account.call('AssociateVpcCidrBlock', { VpcId, CidrBlock: '100.64.0.0/16' });
    const id = account.request();
    account.wait();
    expect(account.status(id)).toBe('failed');
  });

  it('is one between two VPCs, whoever asks', () => {
    const account = accountWithVpcs('10.0.0.0/16', '10.1.0.0/16');
    account.request();
    expect(account.refusal('CreateVpcPeeringConnection', { VpcId: account.ids[1], PeerVpcId: account.ids[0] })).toMatch(
      /^VpcPeeringConnectionAlreadyExists/,
    );
  });

  it('lets groups refer to each other while it is active', () => {
    const account = accountWithVpcs('10.0.0.0/16', '10.1.0.0/16');
    const [one, other] = account.ids.map((VpcId) => account.call('CreateSecurityGroup', { VpcId, GroupName: 'g', Description: 'd' }).GroupId);
    const rule = { GroupId: one, IpPermissions: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: [{ GroupId: other }] }] };
    expect(account.refusal('AuthorizeSecurityGroupIngress', rule)).toMatch(/^InvalidGroup.NotFound/);
    const id = account.request();
    account.wait();
    account.call('AcceptVpcPeeringConnection', { VpcPeeringConnectionId: id });
    account.wait();
    account.call('AuthorizeSecurityGroupIngress', rule);
    expect(account.call('DescribeSecurityGroupReferences', { GroupId: [other] }).SecurityGroupReferenceSet).toEqual([
      { GroupId: other, ReferencingVpcId: account.ids[0], VpcPeeringConnectionId: id },
    ]);
  });

  it('is a blackhole for routes until it is active', () => {
    const account = accountWithVpcs('10.0.0.0/16', '10.1.0.0/16');
    const [table] = account.call('DescribeRouteTables', { Filters: [{ Name: 'vpc-id', Values: [account.ids[0]] }] }).RouteTables;
    const id = account.request();
    account.wait();
    account.call('CreateRoute', { RouteTableId: table.RouteTableId, DestinationCidrBlock: '10.1.0.0/16', VpcPeeringConnectionId: id });
    const state = () => account.call('DescribeRouteTables', { RouteTableIds: [table.RouteTableId] }).RouteTables[0].Routes[1].State;
    expect(state()).toBe('blackhole');
    account.call('AcceptVpcPeeringConnection', { VpcPeeringConnectionId: id });
    account.wait();
    expect(state()).toBe('active');
  });
});
