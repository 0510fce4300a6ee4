import { describe, expect, it } from 'vitest';
import { type Account, accountWithVpc } from './account.ts';

function withGroup() {
  const account = accountWithVpc();
  const { GroupId } = account.call('CreateSecurityGroup', { GroupName: 'web', Description: 'web', VpcId: account.VpcId });
  return { account, GroupId: GroupId as string };
}

function groupOf(account: Account, GroupId: string) {
  return account.call('DescribeSecurityGroups', { GroupIds: [GroupId] }).SecurityGroups[0];
}

const http = (CidrIp: string) => [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp }] }];

describe('rules of security groups', () => {
  it('are one resource for each peer, and are described together for each port range', () => {
    const { account, GroupId } = withGroup();
    const IpPermissions = [
      { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '10.0.0.0/8' }, { CidrIp: '192.0.2.0/24', Description: 'office' }] },
    ];
    const { SecurityGroupRules } = account.call('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions });
    expect(SecurityGroupRules).toHaveLength(2);
    const [permission, ...others] = groupOf(account, GroupId).IpPermissions;
    expect(others).toEqual([]);
    expect(permission).toMatchObject({ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, UserIdGroupPairs: [], Ipv6Ranges: [], PrefixListIds: [] });
    expect(permission.IpRanges).toHaveLength(2);
    expect(permission.IpRanges).toContainEqual({ Description: 'office', CidrIp: '192.0.2.0/24' });
  });

  it('are the same whichever host bits their block was written with', () => {
    const { account, GroupId } = withGroup();
    account.call('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: http('100.68.0.18/18') });
    expect(account.refusal('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: http('100.68.0.0/18') })).toBe(
      'InvalidPermission.Duplicate: the specified rule "peer: 100.68.0.0/18, TCP, from port: 80, to port: 80, ALLOW" already exists',
    );
  });

  it.each([
    ['a block without a prefix length', http('203.0.113.7'), 'InvalidParameterValue: CIDR block 203.0.113.7 is malformed'],
    [
      'TCP without ports',
      [{ IpProtocol: 'tcp', IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
      "InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
    ],
    [
      'a port range that ends before it begins',
      [{ IpProtocol: 'tcp', FromPort: 90, ToPort: 80, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
      'InvalidParameterValue: Invalid TCP/UDP port range (90:80)',
    ],
    [
      'an unknown protocol',
      [{ IpProtocol: 'http', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
      "InvalidParameterValue: Invalid value 'http' for IP protocol. Unknown protocol.",
    ],
  ])('are refused with %s', (_what, IpPermissions, refusal) => {
    const { account, GroupId } = withGroup();
    expect(account.refusal('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions })).toBe(refusal);
  });

  it('name groups of the same VPC only', () => {
    const { account, GroupId } = withGroup();
    const other = account.call('CreateVpc', { CidrBlock: '10.1.0.0/16' }).Vpc.VpcId;
    const far = account.call('CreateSecurityGroup', { GroupName: 'db', Description: 'db', VpcId: other }).GroupId;
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [{ GroupId: far }] }];
    expect(account.refusal('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions })).toBe(
      'InvalidGroup.NotFound: You have specified two resources that belong to different networks.',
    );
  });

  it('are at most sixty in each direction', () => {
    const { account, GroupId } = withGroup();
    const ports = (count: number, first: number) =>
      Array.from({ length: count }, (_, index) => ({
        IpProtocol: 'tcp',
        FromPort: first + index,
        ToPort: first + index,
        IpRanges: [{ CidrIp: '10.0.0.0/8' }],
      }));
    account.call('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: ports(60, 1000) });
    expect(account.refusal('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: ports(1, 2000) })).toMatch(
      /^RulesPerSecurityGroupLimitExceeded/,
    );
    account.call('AuthorizeSecurityGroupEgress', { GroupId, IpPermissions: ports(59, 1000) });
  });

  it('are revoked by what they say, all of them or none', () => {
    const { account, GroupId } = withGroup();
    account.call('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: http('10.0.0.0/8') });
    expect(account.refusal('RevokeSecurityGroupIngress', { GroupId, IpPermissions: [...http('10.0.0.0/8'), ...http('10.0.0.0/9')] })).toBe(
      'InvalidPermission.NotFound: The specified rule does not exist in this security group.',
    );
    expect(account.call('RevokeSecurityGroupIngress', { GroupId, IpPermissions: http('10.0.0.0/8') }).Return).toBe(true);
    expect(groupOf(account, GroupId).IpPermissions).toEqual([]);
  });

  it('are revoked by id', () => {
    const { account, GroupId } = withGroup();
    const { SecurityGroupRuleId } = account.call('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: http('10.0.0.0/8') })
      .SecurityGroupRules[0];
    const { RevokedSecurityGroupRules } = account.call('RevokeSecurityGroupIngress', { GroupId, SecurityGroupRuleIds: [SecurityGroupRuleId] });
    expect(RevokedSecurityGroupRules).toMatchObject([{ SecurityGroupRuleId, CidrIpv4: '10.0.0.0/8' }]);
    expect(account.refusal('RevokeSecurityGroupIngress', { GroupId, SecurityGroupRuleIds: [SecurityGroupRuleId] })).toMatch(
      /^InvalidSecurityGroupRuleId.NotFound/,
    );
  });
});

describe('DeleteSecurityGroup', () => {
  it('is refused while another group refers to it, and takes its own rules along', () => {
    const { account, GroupId } = withGroup();
    const other = account.call('CreateSecurityGroup', { GroupName: 'db', Description: 'db', VpcId: account.VpcId }).GroupId;
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [{ GroupId }] }];
    account.call('AuthorizeSecurityGroupIngress', { GroupId: other, IpPermissions });
    expect(account.refusal('DeleteSecurityGroup', { GroupId })).toBe(`DependencyViolation: resource ${GroupId} has a dependent object`);
    account.call('DeleteSecurityGroup', { GroupId: other });
    account.call('DeleteSecurityGroup', { GroupId });
    expect(account.call('DescribeSecurityGroupRules', { Filters: [{ Name: 'group-id', Values: [GroupId, other] }] }).SecurityGroupRules).toEqual([]);
  });

  it('never deletes the default group', () => {
    const { account } = withGroup();
    const { GroupId } = account.call('DescribeSecurityGroups', { Filters: [{ Name: 'group-name', Values: ['default'] }] }).SecurityGroups[0];
    expect(account.refusal('DeleteSecurityGroup', { GroupId })).toBe(
      `CannotDelete: the specified group: "${GroupId}" name: "default" cannot be deleted by a user`,
    );
  });
});
