import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAws } from '../../../src/engine/aws/read.ts';
import { courseAws } from '../../support/course-aws.ts';
import { emptyWorld } from '../../support/empty-world.ts';
import { type Account, accountWith, accountWithVpc, courseAccount, describedKinds } from './account.ts';

type Lists = Parameters<typeof readAws>[1];

/** Everything that the describe operations print, as one set of lists. */
function described(account: Account): Lists {
  const lists: Record<string, readonly object[]> = {};
  for (const { describe: shape } of describedKinds) lists[shape.listMember] = account.call(shape.operation)[shape.listMember];
  const names: string[] = account.call('ListClusters').clusters;
  return { ...lists, clusters: names.map((name) => account.call('DescribeCluster', { name }).cluster) };
}

/** `describe-vpcs` says nothing of the DNS attributes: whoever saves a VPC has to ask for them. */
function withAttributes(account: Account, lists: Lists): Lists {
  const value = (VpcId: string, Attribute: string) =>
    Object.values(account.call('DescribeVpcAttribute', { VpcId, Attribute }))[0] as { Value: boolean };
  const Vpcs = (lists.Vpcs ?? []).map((vpc) => {
    const { VpcId } = vpc as { VpcId: string };
    return { ...vpc, EnableDnsSupport: value(VpcId, 'enableDnsSupport').Value, EnableDnsHostnames: value(VpcId, 'enableDnsHostnames').Value };
  });
  return { ...lists, Vpcs };
}

describe('what is described and read again', () => {
  it('is described the same', () => {
    const account = courseAccount();
    const lists = described(account);
    expect(described(accountWith(withAttributes(account, lists)))).toEqual(lists);
  });

  it('is described the same after any changes', () => {
    const change = fc.constantFrom<(account: Account, VpcId: string, count: number) => void>(
      (account, VpcId, count) => account.call('CreateSubnet', { VpcId, CidrBlock: `10.0.${count}.0/24` }),
      (account, VpcId) => account.call('CreateRouteTable', { VpcId }),
      (account, VpcId) => account.call('CreateNetworkAcl', { VpcId }),
      (account) =>
        account.call('CreateInternetGateway', { TagSpecifications: [{ ResourceType: 'internet-gateway', Tags: [{ Key: 'Name', Value: 'x' }] }] }),
      (account, VpcId, count) => account.call('CreateSecurityGroup', { VpcId, GroupName: `g${count}`, Description: 'd' }),
      (account) => {
        const [subnet] = account.call('DescribeSubnets').Subnets;
        if (subnet !== undefined) account.call('CreateNetworkInterface', { SubnetId: subnet.SubnetId, SecondaryPrivateIpAddressCount: 2 });
      },
      (account, _VpcId, count) => {
        const [group] = account.call('DescribeSecurityGroups').SecurityGroups;
        const IpPermissions = [{ IpProtocol: 'tcp', FromPort: count, ToPort: count, IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'x' }] }];
        account.call('AuthorizeSecurityGroupIngress', { GroupId: group.GroupId, IpPermissions });
      },
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), (changes) => {
        const account = accountWithVpc();
        for (const [index, each] of changes.entries()) each(account, account.VpcId, index);
        const lists = described(account);
        expect(described(accountWith(lists))).toEqual(lists);
      }),
      { numRuns: 25 },
    );
  });
});

describe('what the lists leave out', () => {
  it('is filled in as AWS would have it: a VPC by its block alone is whole', () => {
    const account = accountWith({ Vpcs: [{ CidrBlock: '10.0.0.0/16' }], Subnets: [] });
    expect(account.call('DescribeVpcs').Vpcs).toMatchObject([{ CidrBlock: '10.0.0.0/16', IsDefault: false, State: 'available' }]);
    expect(account.call('DescribeRouteTables').RouteTables).toMatchObject([{ Routes: [{ GatewayId: 'local' }], Associations: [{ Main: true }] }]);
    expect(account.call('DescribeNetworkAcls').NetworkAcls).toMatchObject([{ IsDefault: true }]);
    expect(account.call('DescribeSecurityGroups').SecurityGroups).toMatchObject([{ GroupName: 'default' }]);
  });

  it('an instance by its subnet and address gets a primary interface with its groups and its public address', () => {
    const account = accountWith({
      Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16' }],
      Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24' }],
      SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web', VpcId: 'vpc-1', IpPermissions: [], IpPermissionsEgress: [] }],
      Reservations: [
        {
          Instances: [
            {
              InstanceId: 'i-00000000000000001',
              SubnetId: 'subnet-1',
              PrivateIpAddress: '10.0.1.9',
              PublicIpAddress: '198.51.100.9',
              SecurityGroups: [{ GroupId: 'sg-1' }],
            },
          ],
        },
      ],
    });
    expect(account.call('DescribeNetworkInterfaces').NetworkInterfaces).toMatchObject([
      {
        PrivateIpAddress: '10.0.1.9',
        Association: { PublicIp: '198.51.100.9' },
        Groups: [{ GroupId: 'sg-1', GroupName: 'web' }],
        Attachment: { InstanceId: 'i-00000000000000001', DeviceIndex: 0 },
        Status: 'in-use',
      },
    ]);
    expect(account.call('DescribeSecurityGroups', { GroupIds: ['sg-1'] }).SecurityGroups[0]).toMatchObject({
      IpPermissions: [],
      IpPermissionsEgress: [],
    });
  });

  it('a route may point to a gateway that is not there, and is a blackhole then', () => {
    const account = accountWith({
      Vpcs: [{ VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16' }],
      RouteTables: [{ RouteTableId: 'rtb-1', VpcId: 'vpc-1', Routes: [{ DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-gone' }] }],
    });
    const [table] = account.call('DescribeRouteTables', { RouteTableIds: ['rtb-1'] }).RouteTables;
    expect(table.Routes).toMatchObject([
      { GatewayId: 'local', State: 'active' },
      { GatewayId: 'igw-gone', State: 'blackhole' },
    ]);
  });

  it('a service CIDR is one of the two of EKS that the VPC does not use', () => {
    const cluster = (CidrBlock: string) =>
      accountWith({
        Vpcs: [{ VpcId: 'vpc-1', CidrBlock }],
        Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', CidrBlock: CidrBlock.replace('/16', '/24') }],
        clusters: [{ name: 'lab' }],
      }).call('DescribeCluster', { name: 'lab' }).cluster;
    expect(cluster('192.168.0.0/16').kubernetesNetworkConfig.serviceIpv4Cidr).toBe('10.100.0.0/16');
    expect(cluster('10.0.0.0/16').kubernetesNetworkConfig.serviceIpv4Cidr).toBe('172.20.0.0/16');
  });
});

describe('what is wrong with the lists', () => {
  const problemsOf = (lists: Lists) => readAws(emptyWorld(), lists).problems.map(({ path, what, how }) => `${path.join('.')}: ${what.en} ${how.en}`);

  it('is told all at once, each with its place and what to do', () => {
    expect(
      problemsOf({
        Vpc: [],
        Vpcs: [
          { VpcId: 'vpc-1', CidrBlok: '10.0.0.0/16' },
          { VpcId: 'vpc-2', CidrBlock: '10.0.0.0/33' },
          { VpcId: 'vpc-3', CidrBlock: '10.3.0.0/16' },
        ],
        Subnets: [
          { SubnetId: 'subnet-1', VpcId: 'vpc-4', CidrBlock: '10.3.0.0/24' },
          { VpcId: 'vpc-3', CidrBlock: '10.4.0.0/24' },
        ],
      }),
    ).toEqual([
      'Vpc: there is no list Vpc. Did you mean Vpcs?',
      'Vpcs.0.CidrBlok: there is no member CidrBlok. Did you mean CidrBlock?',
      'Vpcs.0: CidrBlock is missing. Add CidrBlock.',
      'Vpcs.1.CidrBlock: 10.0.0.0/33 is not a CIDR block. Write an address and a prefix length, for instance 10.0.0.0/16.',
      'Subnets.0.VpcId: vpc-4 does not exist. Did you mean vpc-3?',
      'Subnets.1.CidrBlock: 10.4.0.0/24 lies in no block of vpc-3. Choose a part of 10.3.0.0/16.',
    ]);
  });

  it('does not include what AWS knows and this lab has not: that is told apart', () => {
    const read = readAws(emptyWorld(), { ...courseAws(), FlowLogs: [], LocalGateways: [] });
    expect(read.problems).toEqual([]);
    expect(read.notSimulated.map((each) => each.path)).toEqual([['FlowLogs'], ['LocalGateways']]);
  });

  it('an instance in no subnet, or a group that is not there, is a problem', () => {
    const lists = courseAws();
    expect(problemsOf({ Instances: [{ InstanceId: 'i-00000000000000001' }] })[0]).toMatch(/^Instances\.0: i-00000000000000001 is in no subnet/);
    const [eni] = lists.NetworkInterfaces as [object];
    expect(problemsOf({ ...lists, NetworkInterfaces: [{ ...eni, Groups: [{ GroupId: 'sg-none' }] }] })[0]).toMatch(
      /^NetworkInterfaces\.0\.Groups\.0\.GroupId: sg-none does not exist/,
    );
  });
});
