import { describe, expect, it } from 'vitest';
import { accountWith, accountWithVpc } from '../account.ts';

// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html
const OWNER = '999988887777';
const SUBNET = 'subnet-0aaaaaaaaaaaaaaa0';
const VPC = 'vpc-0a1b2c3d4e5f60718';
const ARN = `arn:aws:ec2:us-east-1:${OWNER}:subnet/${SUBNET}`;

/** The account 111122223333, with which another account shares a subnet. */
function participant() {
  return accountWith({
    Vpcs: [{ VpcId: VPC, OwnerId: OWNER, CidrBlock: '10.0.0.0/16' }],
    Subnets: [{ SubnetId: SUBNET, VpcId: VPC, OwnerId: OWNER, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-1a' }],
    SecurityGroups: [{ GroupId: 'sg-0123456789abcdef0', GroupName: 'central', VpcId: VPC, OwnerId: OWNER }],
    resourceShares: [
      {
        resourceShareArn: `arn:aws:ram:us-east-1:${OWNER}:resource-share/1`,
        name: 'network',
        owningAccountId: OWNER,
        resourceArns: [ARN],
        principals: ['111122223333'],
      },
    ],
  });
}

describe('the account that a subnet is shared with', () => {
  it('sees the subnet as the property of its owner, and the share as one of another account', () => {
    const account = participant();
    expect(account.call('DescribeSubnets').Subnets).toMatchObject([{ SubnetId: SUBNET, OwnerId: OWNER }]);
    expect(account.call('GetResourceShares', { resourceOwner: 'OTHER-ACCOUNTS' }).resourceShares).toMatchObject([{ name: 'network' }]);
    expect(account.call('GetResourceShares', { resourceOwner: 'SELF' }).resourceShares).toEqual([]);
    expect(account.call('ListResources', { resourceOwner: 'OTHER-ACCOUNTS' }).resources).toMatchObject([{ arn: ARN, type: 'ec2:Subnet' }]);
  });

  it('puts things of its own there: a security group, an interface', () => {
    const account = participant();
    const { GroupId } = account.call('CreateSecurityGroup', { VpcId: VPC, GroupName: 'mine', Description: 'mine' });
    const { NetworkInterface } = account.call('CreateNetworkInterface', { SubnetId: SUBNET, Groups: [GroupId] });
    expect(NetworkInterface).toMatchObject({ OwnerId: '111122223333', SubnetId: SUBNET });
  });

  it('does not count the VPC of the owner among its own five', () => {
    const account = participant();
    for (const octet of [1, 2, 3, 4, 5]) account.call('CreateVpc', { CidrBlock: `10.${octet}.0.0/16` });
    expect(account.refusal('CreateVpc', { CidrBlock: '10.6.0.0/16' })).toMatch(/^VpcLimitExceeded: /);
  });

  it('changes neither the subnet nor its VPC nor their route tables', () => {
    const account = participant();
    const [table] = account.call('DescribeRouteTables').RouteTables;
    const refused = /^UnauthorizedOperation: You are not authorized to perform this operation\. User: arn:aws:iam::111122223333:user\/learner /;
    expect(account.refusal('DeleteSubnet', { SubnetId: SUBNET })).toMatch(refused);
    expect(account.refusal('ModifySubnetAttribute', { SubnetId: SUBNET, MapPublicIpOnLaunch: { Value: true } })).toMatch(refused);
    expect(account.refusal('CreateSubnet', { VpcId: VPC, CidrBlock: '10.0.9.0/24' })).toMatch(refused);
    const endpoint = { VpcId: VPC, VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.us-east-1.ecr.api', SubnetIds: [SUBNET] };
    expect(account.refusal('CreateVpcEndpoint', endpoint)).toBe('UnauthorizedOperation: This operation does not support shared VPCs.');
    expect(account.refusal('DeleteRoute', { RouteTableId: table.RouteTableId, DestinationCidrBlock: '0.0.0.0/0' })).toMatch(refused);
  });

  it('has no use of the groups of the owner, the default group among them, but refers to them in rules', () => {
    const account = participant();
    expect(account.refusal('CreateNetworkInterface', { SubnetId: SUBNET })).toBe(
      `InvalidGroup.NotFound: The security group 'default' does not exist in VPC '${VPC}'`,
    );
    expect(account.refusal('CreateNetworkInterface', { SubnetId: SUBNET, Groups: ['sg-0123456789abcdef0'] })).toMatch(/^InvalidGroup\.NotFound: /);
    const { GroupId } = account.call('CreateSecurityGroup', { VpcId: VPC, GroupName: 'mine', Description: 'mine' });
    const UserIdGroupPairs = [{ GroupId: 'sg-0123456789abcdef0', UserId: OWNER }];
    account.call('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, UserIdGroupPairs }] });
  });
});

describe('the account that owns a subnet', () => {
  it('shares it with accounts, and takes it back', () => {
    const account = accountWithVpc();
    const { SubnetArn } = account.call('CreateSubnet', { VpcId: account.VpcId, CidrBlock: '10.0.0.0/24' }).Subnet;
    const share = { name: 'network', resourceArns: [SubnetArn], principals: [OWNER] };
    const { resourceShareArn } = account.call('CreateResourceShare', share).resourceShare;
    expect(resourceShareArn).toMatch(/^arn:aws:ram:us-east-1:111122223333:resource-share\/[0-9a-f-]{36}$/);
    expect(account.call('ListPrincipals', { resourceOwner: 'SELF' }).principals).toMatchObject([{ id: OWNER }]);
    account.call('DisassociateResourceShare', { resourceShareArn, principals: [OWNER] });
    expect(account.call('ListPrincipals', { resourceOwner: 'SELF' }).principals).toEqual([]);
    expect(account.call('DeleteResourceShare', { resourceShareArn })).toEqual({ returnValue: true });
  });

  it('shares only what there is', () => {
    const account = accountWithVpc();
    expect(account.refusal('CreateResourceShare', { name: 'x', resourceArns: ['abc'] })).toMatch(/^MalformedArnException: /);
    expect(account.refusal('CreateResourceShare', { name: 'x', resourceArns: [ARN] })).toMatch(/^UnknownResourceException: /);
    expect(account.refusal('CreateResourceShare', { name: 'x', principals: ['someone'] })).toMatch(/^InvalidParameterException: /);
  });
});
