import { describe, expect, it } from 'vitest';
import { accountWith, accountWithVpc } from './account.ts';

describe('CreateVpc', () => {
  it('makes the main route table, the default network ACL and the default security group with the VPC', () => {
    const { call, VpcId } = accountWithVpc();
    const filter = { Filters: [{ Name: 'vpc-id', Values: [VpcId] }] };
    const { RouteTables } = call('DescribeRouteTables', filter);
    expect(RouteTables).toHaveLength(1);
    expect(RouteTables[0].Associations).toMatchObject([{ Main: true, AssociationState: { State: 'associated' } }]);
    expect(RouteTables[0].Routes).toEqual([{ DestinationCidrBlock: '10.0.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' }]);
    const { NetworkAcls } = call('DescribeNetworkAcls', filter);
    expect(NetworkAcls).toMatchObject([{ IsDefault: true }]);
    expect(NetworkAcls[0].Entries.map((entry: { RuleNumber: number; RuleAction: string }) => [entry.RuleNumber, entry.RuleAction])).toEqual([
      [100, 'allow'],
      [32767, 'deny'],
      [100, 'allow'],
      [32767, 'deny'],
    ]);
    const { SecurityGroups } = call('DescribeSecurityGroups', filter);
    expect(SecurityGroups).toMatchObject([{ GroupName: 'default', Description: 'default VPC security group' }]);
    expect(SecurityGroups[0].IpPermissions[0].UserIdGroupPairs[0].GroupId).toBe(SecurityGroups[0].GroupId);
    expect(SecurityGroups[0].IpPermissionsEgress).toMatchObject([{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]);
  });

  it('turns name resolution on and DNS hostnames off', () => {
    const { call, VpcId } = accountWithVpc();
    expect(call('DescribeVpcAttribute', { VpcId, Attribute: 'enableDnsSupport' }).EnableDnsSupport).toEqual({ Value: true });
    expect(call('DescribeVpcAttribute', { VpcId, Attribute: 'enableDnsHostnames' }).EnableDnsHostnames).toEqual({ Value: false });
  });

  it('clears the host bits of the block', () => {
    expect(accountWith().call('CreateVpc', { CidrBlock: '100.68.0.18/18' }).Vpc.CidrBlock).toBe('100.68.0.0/18');
  });

  it.each(['10.0.0.0/15', '10.0.0.0/29'])('refuses %s, which is no /16 to /28', (CidrBlock) => {
    expect(accountWith().refusal('CreateVpc', { CidrBlock })).toBe(`InvalidVpc.Range: The CIDR '${CidrBlock}' is invalid.`);
  });

  it('refuses a sixth VPC of a Region', () => {
    const { call, refusal } = accountWith();
    for (let count = 0; count < 5; count += 1) call('CreateVpc', { CidrBlock: '10.0.0.0/16' });
    expect(refusal('CreateVpc', { CidrBlock: '10.0.0.0/16' })).toBe('VpcLimitExceeded: The maximum number of VPCs has been reached.');
  });

  it('with DryRun says that it would have succeeded, and does nothing', () => {
    const { refusal, world } = accountWith();
    expect(refusal('CreateVpc', { CidrBlock: '10.0.0.0/16', DryRun: true })).toBe(
      'DryRunOperation: Request would have succeeded, but DryRun flag is set.',
    );
    expect(world().aws.Vpc.entries).toBeNull();
  });

  it('needs no earlier call to give the same ids: they come from seed, input and order', () => {
    const ids = () => accountWithVpc().VpcId;
    expect(ids()).toBe(ids());
    expect(ids()).toMatch(/^vpc-0[0-9a-f]{16}$/);
  });
});

describe('DeleteVpc', () => {
  it('deletes with the VPC what came with it', () => {
    const { call, world, VpcId } = accountWithVpc();
    call('DeleteVpc', { VpcId });
    const { Vpc, RouteTable, NetworkAcl, SecurityGroup, SecurityGroupRule } = world().aws;
    for (const store of [Vpc, RouteTable, NetworkAcl, SecurityGroup, SecurityGroupRule]) {
      expect(store.entries).toBeNull();
      expect(Object.values(store.lookups).filter((values) => values !== null)).toEqual([]);
    }
  });

  it.each([
    ['a subnet', 'CreateSubnet', { CidrBlock: '10.0.0.0/24' }],
    ['a route table of its own', 'CreateRouteTable', {}],
    ['a security group of its own', 'CreateSecurityGroup', { GroupName: 'web', Description: 'web' }],
    ['a network ACL of its own', 'CreateNetworkAcl', {}],
  ])('is refused while the VPC has %s', (_what, operation, body) => {
    const { call, refusal, VpcId } = accountWithVpc();
    call(operation, { ...body, VpcId });
    expect(refusal('DeleteVpc', { VpcId })).toBe(`DependencyViolation: The vpc '${VpcId}' has dependencies and cannot be deleted.`);
  });
});

describe('ModifyVpcAttribute', () => {
  it('allows hostnames only where names are resolved, and one attribute at a time', () => {
    const { call, refusal, VpcId } = accountWithVpc();
    const on = { Value: true };
    expect(refusal('ModifyVpcAttribute', { VpcId, EnableDnsSupport: on, EnableDnsHostnames: on })).toMatch(/^InvalidParameterCombination/);
    call('ModifyVpcAttribute', { VpcId, EnableDnsSupport: { Value: false } });
    expect(refusal('ModifyVpcAttribute', { VpcId, EnableDnsHostnames: on })).toMatch(/^InvalidParameterValue/);
  });
});

describe('CreateSubnet', () => {
  it.each([
    ['10.0.0.0/17', 32763],
    ['10.0.0.0/20', 4091],
    ['10.0.0.0/24', 251],
    ['10.0.0.0/28', 11],
  ])('of %s has %i free addresses: five are reserved', (CidrBlock, free) => {
    const { call, VpcId } = accountWithVpc();
    expect(call('CreateSubnet', { VpcId, CidrBlock }).Subnet.AvailableIpAddressCount).toBe(free);
  });

  it('puts the subnet on the default network ACL and leaves it to the main route table', () => {
    const { call, VpcId } = accountWithVpc();
    const { SubnetId } = call('CreateSubnet', { VpcId, CidrBlock: '10.0.1.0/24' }).Subnet;
    const acls = call('DescribeNetworkAcls', { Filters: [{ Name: 'association.subnet-id', Values: [SubnetId] }] }).NetworkAcls;
    expect(acls).toMatchObject([{ IsDefault: true }]);
    expect(call('DescribeRouteTables', { Filters: [{ Name: 'association.subnet-id', Values: [SubnetId] }] }).RouteTables).toEqual([]);
  });

  it('names the zones of the Region when the one asked for is none of them', () => {
    const { refusal, VpcId } = accountWithVpc();
    expect(refusal('CreateSubnet', { VpcId, CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1z' })).toBe(
      'InvalidParameterValue: Value (us-east-1z) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f.',
    );
  });

  it('knows the id of a zone from its name: us-east-1e is use1-az3', () => {
    const { call, VpcId } = accountWithVpc();
    const { Subnet } = call('CreateSubnet', { VpcId, CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1e' });
    expect(Subnet.AvailabilityZoneId).toBe('use1-az3');
  });
});

describe('an internet gateway', () => {
  it('is detached only when no public address of the VPC is mapped any more', () => {
    const account = accountWith({
      Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16' }],
      Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24' }],
      InternetGateways: [{ InternetGatewayId: 'igw-1', Attachments: [{ VpcId: 'vpc-1' }] }],
      Instances: [{ InstanceId: 'i-00000000000000001', SubnetId: 'subnet-1', PublicIpAddress: '198.51.100.9' }],
    });
    expect(account.refusal('DetachInternetGateway', { InternetGatewayId: 'igw-1', VpcId: 'vpc-1' })).toMatch(
      /^DependencyViolation: Network vpc-1 has some mapped public address\(es\)/,
    );
  });

  it('leaves routes behind as blackholes when it is detached', () => {
    const { call, VpcId } = accountWithVpc();
    const { InternetGatewayId } = call('CreateInternetGateway').InternetGateway;
    call('AttachInternetGateway', { InternetGatewayId, VpcId });
    const { RouteTableId } = call('DescribeRouteTables').RouteTables[0];
    call('CreateRoute', { RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId });
    call('DetachInternetGateway', { InternetGatewayId, VpcId });
    const { Routes } = call('DescribeRouteTables').RouteTables[0];
    expect(Routes.map((route: { GatewayId: string; State: string }) => [route.GatewayId, route.State])).toEqual([
      ['local', 'active'],
      [InternetGatewayId, 'blackhole'],
    ]);
  });
});
