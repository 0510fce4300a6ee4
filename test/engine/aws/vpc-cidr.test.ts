import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest } from '../../../src/engine/digest.ts';
import { accountWith, accountWithVpc } from './account.ts';

const RESTRICTED = 'is restricted. Use a CIDR from the same private address range';

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions, row by row. */
describe('a secondary block', () => {
  it.each([
    ['10.0.0.0/24', '10.0.8.0/24', false],
    ['10.0.0.0/24', '10.1.0.0/24', true],
    ['10.2.0.0/16', '10.0.0.0/24', true],
    ['10.2.0.0/16', '172.16.0.0/24', false],
    ['10.2.0.0/16', '192.168.0.0/24', false],
    ['10.2.0.0/16', '198.19.0.0/24', false],
    ['172.16.0.0/16', '172.17.0.0/16', true],
    ['172.16.0.0/16', '172.31.0.0/24', false],
    ['172.16.0.0/16', '10.0.0.0/24', false],
    ['192.168.0.0/24', '192.168.1.0/24', true],
    ['192.168.0.0/24', '172.16.0.0/24', false],
    ['198.19.0.0/24', '198.19.1.0/24', true],
    ['198.19.0.0/24', '192.168.0.0/24', false],
    ['100.64.0.0/16', '100.65.0.0/16', true],
    ['100.64.0.0/16', '10.0.0.0/16', false],
    ['100.64.0.0/16', '198.19.0.0/24', false],
    ['203.0.113.0/24', '198.51.100.0/24', true],
    ['203.0.113.0/24', '198.19.0.0/24', false],
    ['192.168.0.0/24', '100.64.0.0/16', true],
    ['192.168.0.0/24', '203.0.113.0/24', true],
  ])('of a VPC with %s: %s may be added: %s', (CidrBlock, added, allowed) => {
    const account = accountWith();
    const { VpcId } = account.call('CreateVpc', { CidrBlock }).Vpc;
    if (allowed) account.call('AssociateVpcCidrBlock', { VpcId, CidrBlock: added });
    else expect(account.refusal('AssociateVpcCidrBlock', { VpcId, CidrBlock: added })).toContain(RESTRICTED);
  });

  it('gives every table a local route, and takes it away again', () => {
    const account = accountWithVpc();
    account.call('CreateRouteTable', { VpcId: account.VpcId });
    const before = account.call('DescribeRouteTables').RouteTables;
    const { CidrBlockAssociation } = account.call('AssociateVpcCidrBlock', { VpcId: account.VpcId, CidrBlock: '100.64.0.0/16' });
    for (const { Routes } of account.call('DescribeRouteTables').RouteTables) {
      expect(Routes).toContainEqual({ DestinationCidrBlock: '100.64.0.0/16', GatewayId: 'local', Origin: 'CreateRouteTable', State: 'active' });
    }
    account.call('DisassociateVpcCidrBlock', { AssociationId: CidrBlockAssociation.AssociationId });
    expect(account.call('DescribeRouteTables').RouteTables).toEqual(before);
  });

  it('stays while a subnet lies in it', () => {
    const account = accountWithVpc();
    const { AssociationId } = account.call('AssociateVpcCidrBlock', { VpcId: account.VpcId, CidrBlock: '10.1.0.0/16' }).CidrBlockAssociation;
    account.call('CreateSubnet', { VpcId: account.VpcId, CidrBlock: '10.1.1.0/24' });
    expect(account.refusal('DisassociateVpcCidrBlock', { AssociationId })).toMatch(/^InvalidCidrBlock.InUse/);
  });
});

describe('IPv6', () => {
  it('comes as a /56 with local routes and with rules that let it through', () => {
    const account = accountWithVpc();
    const { Ipv6CidrBlock } = account.call('AssociateVpcCidrBlock', {
      VpcId: account.VpcId,
      AmazonProvidedIpv6CidrBlock: true,
    }).Ipv6CidrBlockAssociation;
    expect(Ipv6CidrBlock).toMatch(/^2600:1f.*::\/56$/);
    expect(account.call('DescribeNetworkAcls').NetworkAcls[0].Entries.map((entry: { RuleNumber: number }) => entry.RuleNumber)).toEqual([
      100, 101, 32767, 32768, 100, 101, 32767, 32768,
    ]);
    const { GroupId } = account.call('CreateSecurityGroup', { VpcId: account.VpcId, GroupName: 'g', Description: 'd' });
    const [group] = account.call('DescribeSecurityGroups', { GroupIds: [GroupId] }).SecurityGroups;
    expect(group.IpPermissionsEgress[0]).toMatchObject({ IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] });
  });

  it('is given to interfaces from the block of their subnet', () => {
    const account = accountWithVpc();
    const { Ipv6CidrBlock } = account.call('AssociateVpcCidrBlock', {
      VpcId: account.VpcId,
      AmazonProvidedIpv6CidrBlock: true,
    }).Ipv6CidrBlockAssociation;
    const subnetBlock = Ipv6CidrBlock.replace('/56', '/64');
    const { SubnetId } = account.call('CreateSubnet', { VpcId: account.VpcId, CidrBlock: '10.0.1.0/24', Ipv6CidrBlock: subnetBlock }).Subnet;
    account.call('ModifySubnetAttribute', { SubnetId, AssignIpv6AddressOnCreation: { Value: true } });
    const eni = account.call('CreateNetworkInterface', { SubnetId }).NetworkInterface;
    expect(eni.Ipv6Addresses).toHaveLength(1);
    expect(account.refusal('AssignIpv6Addresses', { NetworkInterfaceId: eni.NetworkInterfaceId, Ipv6Addresses: ['2001:db8::5'] })).toMatch(
      /^InvalidParameterValue/,
    );
  });
});

describe('what is made and deleted again', () => {
  const steps: readonly (readonly [name: string, make: (account: ReturnType<typeof accountWithVpc>) => () => void])[] = [
    [
      'an Elastic IP address',
      (account) => {
        const { AllocationId } = account.call('AllocateAddress');
        return () => account.call('ReleaseAddress', { AllocationId });
      },
    ],
    [
      'an egress-only internet gateway',
      (account) => {
        const id = account.call('CreateEgressOnlyInternetGateway', { VpcId: account.VpcId }).EgressOnlyInternetGateway.EgressOnlyInternetGatewayId;
        return () => account.call('DeleteEgressOnlyInternetGateway', { EgressOnlyInternetGatewayId: id });
      },
    ],
    [
      'a gateway endpoint',
      (account) => {
        const [{ RouteTableId }] = account.call('DescribeRouteTables').RouteTables;
        const ServiceName = 'com.amazonaws.us-east-1.s3';
        const id = account.call('CreateVpcEndpoint', { VpcId: account.VpcId, ServiceName, RouteTableIds: [RouteTableId] }).VpcEndpoint.VpcEndpointId;
        return () => account.call('DeleteVpcEndpoints', { VpcEndpointIds: [id] });
      },
    ],
    [
      'a prefix list',
      (account) => {
        const input = { PrefixListName: 'x', MaxEntries: 2, AddressFamily: 'IPv4', Entries: [{ Cidr: '10.9.0.0/16' }] };
        const { PrefixListId } = account.call('CreateManagedPrefixList', input).PrefixList;
        return () => account.call('DeleteManagedPrefixList', { PrefixListId });
      },
    ],
    [
      'a set of DHCP options',
      (account) => {
        const DhcpConfigurations = [{ Key: 'domain-name-servers', Values: ['10.0.0.9'] }];
        const { DhcpOptionsId } = account.call('CreateDhcpOptions', { DhcpConfigurations }).DhcpOptions;
        return () => account.call('DeleteDhcpOptions', { DhcpOptionsId });
      },
    ],
    [
      'a secondary block',
      (account) => {
        const { AssociationId } = account.call('AssociateVpcCidrBlock', { VpcId: account.VpcId, CidrBlock: '100.64.0.0/16' }).CidrBlockAssociation;
        return () => account.call('DisassociateVpcCidrBlock', { AssociationId });
      },
    ],
  ];

  it('leaves nothing behind, in whatever order it goes', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...steps.keys()]), fc.infiniteStream(fc.nat(5)), (chosen, order) => {
        const account = accountWithVpc();
        const bare = (world: ReturnType<typeof account.world>) => digest({ ...world, counters: { ...world.counters, input: 0, minted: null } });
        const before = bare(account.world());
        const undo = chosen.map((index) => (steps[index] as (typeof steps)[number])[1](account));
        while (undo.length > 0) (undo.splice((order.next().value as number) % undo.length, 1)[0] as () => void)();
        expect(bare(account.world())).toBe(before);
      }),
      { numRuns: 40 },
    );
  });
});
