import { describe, expect, it } from 'vitest';
import { type Account, accountWithVpc } from './account.ts';

type Entry = { readonly RuleNumber: number; readonly Egress: boolean; readonly RuleAction: string; readonly Protocol: string };

const WEB = { RuleNumber: 110, Protocol: '6', RuleAction: 'allow', Egress: false, CidrBlock: '0.0.0.0/0', PortRange: { From: 80, To: 80 } };

function withAcl() {
  const account = accountWithVpc();
  return { account, NetworkAclId: account.call('CreateNetworkAcl', { VpcId: account.VpcId }).NetworkAcl.NetworkAclId as string };
}

function entriesOf(account: Account, NetworkAclId: string): Entry[] {
  return account.call('DescribeNetworkAcls', { NetworkAclIds: [NetworkAclId] }).NetworkAcls[0].Entries;
}

describe('a new network ACL', () => {
  it('denies everything both ways', () => {
    const { account, NetworkAclId } = withAcl();
    expect(entriesOf(account, NetworkAclId).map((entry) => [entry.Egress, entry.RuleNumber, entry.RuleAction])).toEqual([
      [true, 32767, 'deny'],
      [false, 32767, 'deny'],
    ]);
  });

  it('is described in the order in which its rules are tried', () => {
    const { account, NetworkAclId } = withAcl();
    for (const RuleNumber of [120, 100, 110]) account.call('CreateNetworkAclEntry', { ...WEB, NetworkAclId, RuleNumber });
    const inbound = entriesOf(account, NetworkAclId).filter((entry) => !entry.Egress);
    expect(inbound.map((entry) => entry.RuleNumber)).toEqual([100, 110, 120, 32767]);
  });
});

describe('rows', () => {
  it('are numbered apart in each direction', () => {
    const { account, NetworkAclId } = withAcl();
    account.call('CreateNetworkAclEntry', { ...WEB, NetworkAclId });
    account.call('CreateNetworkAclEntry', { ...WEB, NetworkAclId, Egress: true });
    expect(account.refusal('CreateNetworkAclEntry', { ...WEB, NetworkAclId })).toBe(
      'NetworkAclEntryAlreadyExists: The network acl entry identified by 110 already exists.',
    );
  });

  it('are replaced and deleted by number', () => {
    const { account, NetworkAclId } = withAcl();
    expect(account.refusal('ReplaceNetworkAclEntry', { ...WEB, NetworkAclId })).toBe(
      'InvalidNetworkAclEntry.NotFound: The network acl entry identified by 110 does not exist',
    );
    account.call('CreateNetworkAclEntry', { ...WEB, NetworkAclId });
    account.call('ReplaceNetworkAclEntry', { ...WEB, NetworkAclId, RuleAction: 'deny' });
    expect(entriesOf(account, NetworkAclId).find((entry) => entry.RuleNumber === 110)?.RuleAction).toBe('deny');
    account.call('DeleteNetworkAclEntry', { NetworkAclId, RuleNumber: 110, Egress: false });
    expect(entriesOf(account, NetworkAclId)).toHaveLength(2);
  });

  it('the final deny is not to be deleted, and no row comes behind it', () => {
    const { account, NetworkAclId } = withAcl();
    expect(account.refusal('DeleteNetworkAclEntry', { NetworkAclId, RuleNumber: 32767, Egress: false })).toMatch(/^InvalidNetworkAclEntry/);
    expect(account.refusal('CreateNetworkAclEntry', { ...WEB, NetworkAclId, RuleNumber: 32767 })).toMatch(/^InvalidParameterValue/);
  });

  it('are at most twenty in each direction, the final deny not counted', () => {
    const { account, NetworkAclId } = withAcl();
    for (let RuleNumber = 1; RuleNumber <= 20; RuleNumber += 1) account.call('CreateNetworkAclEntry', { ...WEB, NetworkAclId, RuleNumber });
    expect(account.refusal('CreateNetworkAclEntry', { ...WEB, NetworkAclId, RuleNumber: 21 })).toMatch(/^NetworkAclEntryLimitExceeded/);
  });

  it('need ports for TCP and UDP and have none for other protocols', () => {
    const { account, NetworkAclId } = withAcl();
    const { PortRange: _ports, ...bare } = WEB;
    expect(account.refusal('CreateNetworkAclEntry', { ...bare, NetworkAclId })).toMatch(/^MissingParameter/);
    account.call('CreateNetworkAclEntry', { ...WEB, NetworkAclId, Protocol: '-1' });
    expect(entriesOf(account, NetworkAclId).find((entry) => entry.RuleNumber === 110)).not.toHaveProperty('PortRange');
  });
});

describe('the network ACL of a subnet', () => {
  it('is always exactly one: replacing an association moves the subnet', () => {
    const { account, NetworkAclId } = withAcl();
    const { SubnetId } = account.call('CreateSubnet', { VpcId: account.VpcId, CidrBlock: '10.0.1.0/24' }).Subnet;
    const of = () => account.call('DescribeNetworkAcls', { Filters: [{ Name: 'association.subnet-id', Values: [SubnetId] }] }).NetworkAcls;
    const [before] = of();
    const { NetworkAclAssociationId } = before.Associations[0];
    account.call('ReplaceNetworkAclAssociation', { AssociationId: NetworkAclAssociationId, NetworkAclId });
    expect(of()).toMatchObject([{ NetworkAclId }]);
    expect(account.refusal('DeleteNetworkAcl', { NetworkAclId })).toMatch(/^DependencyViolation/);
  });
});
