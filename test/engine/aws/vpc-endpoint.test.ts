import { describe, expect, it } from 'vitest';
import { accountWithVpc } from './account.ts';

const service = (name: string) => `com.amazonaws.us-east-1.${name}`;

function accountWithSubnets() {
  const account = accountWithVpc();
  const subnet = (CidrBlock: string, AvailabilityZone: string) =>
    account.call('CreateSubnet', { VpcId: account.VpcId, CidrBlock, AvailabilityZone }).Subnet.SubnetId as string;
  return {
    ...account,
    one: subnet('10.0.1.0/24', 'us-east-1a'),
    other: subnet('10.0.2.0/24', 'us-east-1b'),
    same: subnet('10.0.3.0/24', 'us-east-1a'),
  };
}

describe('an interface endpoint', () => {
  const request = (account: ReturnType<typeof accountWithSubnets>, SubnetIds: readonly string[], PrivateDnsEnabled: boolean) => {
    return { VpcId: account.VpcId, ServiceName: service('ecr.api'), VpcEndpointType: 'Interface', SubnetIds, PrivateDnsEnabled };
  };

  it('has an interface in each subnet, with its groups', () => {
    const account = accountWithSubnets();
    const endpoint = account.call('CreateVpcEndpoint', request(account, [account.one, account.other], false)).VpcEndpoint;
    expect(endpoint.State).toBe('pending');
    account.wait(300);
    const [shown] = account.call('DescribeVpcEndpoints', { VpcEndpointIds: [endpoint.VpcEndpointId] }).VpcEndpoints;
    expect(shown).toMatchObject({ State: 'available', SubnetIds: [account.one, account.other] });
    const enis = account.call('DescribeNetworkInterfaces', { NetworkInterfaceIds: shown.NetworkInterfaceIds }).NetworkInterfaces;
    for (const eni of enis) expect(eni).toMatchObject({ InterfaceType: 'vpc_endpoint', RequesterManaged: true, Groups: [{ GroupName: 'default' }] });
    expect(account.refusal('DeleteNetworkInterface', { NetworkInterfaceId: shown.NetworkInterfaceIds[0] })).toMatch(/currently in use/);
  });

  it('takes one subnet of each zone', () => {
    const account = accountWithSubnets();
    expect(account.refusal('CreateVpcEndpoint', request(account, [account.one, account.same], false))).toMatch(/^DuplicateSubnetsInSameZone/);
  });

  it('answers the public name of the service when private DNS is on, once in a VPC', () => {
    const account = accountWithSubnets();
    expect(account.refusal('CreateVpcEndpoint', request(account, [account.one], true))).toContain('Enabling private DNS requires both');
    account.call('ModifyVpcAttribute', { VpcId: account.VpcId, EnableDnsHostnames: { Value: true } });
    const { DnsEntries } = account.call('CreateVpcEndpoint', request(account, [account.one], true)).VpcEndpoint;
    const { VpcEndpointId } = account.call('DescribeVpcEndpoints').VpcEndpoints[0];
    const [shown] = account.call('DescribeVpcEndpoints', { VpcEndpointIds: [VpcEndpointId] }).VpcEndpoints;
    expect(DnsEntries.length).toBeGreaterThan(0);
    expect(shown.DnsEntries.at(-1)).toEqual({ DnsName: 'api.ecr.us-east-1.amazonaws.com' });
    expect(account.refusal('CreateVpcEndpoint', request(account, [account.other], true))).toContain('conflicting DNS domain');
  });

  it('gives its subnets back when it is deleted', () => {
    const account = accountWithSubnets();
    const { VpcEndpointId } = account.call('CreateVpcEndpoint', request(account, [account.one], false)).VpcEndpoint;
    account.call('DeleteVpcEndpoints', { VpcEndpointIds: [VpcEndpointId] });
    expect(account.refusal('DeleteSubnet', { SubnetId: account.one })).toMatch(/^DependencyViolation/);
    account.wait(300);
    account.call('DeleteSubnet', { SubnetId: account.one });
  });
});

describe('a gateway endpoint', () => {
  it('stands in route tables, whose route to it cannot be changed by hand', () => {
    const account = accountWithSubnets();
    const { RouteTableId } = account.call('CreateRouteTable', { VpcId: account.VpcId }).RouteTable;
    const request = { VpcId: account.VpcId, ServiceName: service('s3'), RouteTableIds: [RouteTableId] };
    const { VpcEndpointId } = account.call('CreateVpcEndpoint', request).VpcEndpoint;
    const [table] = account.call('DescribeRouteTables', { RouteTableIds: [RouteTableId] }).RouteTables;
    const route = table.Routes[1];
    expect(route).toMatchObject({ GatewayId: VpcEndpointId, State: 'active' });
    const DestinationPrefixListId = route.DestinationPrefixListId as string;
    expect(account.call('DescribePrefixLists', { PrefixListIds: [DestinationPrefixListId] }).PrefixLists[0].PrefixListName).toBe(service('s3'));
    expect(account.refusal('DeleteRoute', { RouteTableId, DestinationPrefixListId })).toContain('cannot remove VPC endpoint route');
    expect(account.refusal('CreateVpcEndpoint', request)).toMatch(/^RouteAlreadyExists/);
    account.call('ModifyVpcEndpoint', { VpcEndpointId, RemoveRouteTableIds: [RouteTableId] });
    expect(account.call('DescribeRouteTables', { RouteTableIds: [RouteTableId] }).RouteTables[0].Routes).toHaveLength(1);
  });
});

describe('a prefix list', () => {
  it('counts as its maximum number of entries in a group, and stays while a rule refers to it', () => {
    const account = accountWithSubnets();
    const list = account.call('CreateManagedPrefixList', { PrefixListName: 'x', MaxEntries: 59, AddressFamily: 'IPv4' }).PrefixList;
    const { GroupId } = account.call('CreateSecurityGroup', { VpcId: account.VpcId, GroupName: 'g', Description: 'd' });
    const rule = (port: number, peer: object) => ({ GroupId, IpPermissions: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...peer }] });
    account.call('AuthorizeSecurityGroupIngress', rule(80, { PrefixListIds: [{ PrefixListId: list.PrefixListId }] }));
    account.call('AuthorizeSecurityGroupIngress', rule(81, { IpRanges: [{ CidrIp: '10.0.0.0/8' }] }));
    expect(account.refusal('AuthorizeSecurityGroupIngress', rule(82, { IpRanges: [{ CidrIp: '10.0.0.0/8' }] }))).toMatch(
      /^RulesPerSecurityGroupLimitExceeded/,
    );
    expect(account.refusal('DeleteManagedPrefixList', { PrefixListId: list.PrefixListId })).toMatch(/^DependencyViolation/);
  });

  it('of AWS itself is listed and cannot be changed', () => {
    const account = accountWithSubnets();
    const lists = account.call('DescribeManagedPrefixLists').PrefixLists;
    expect(lists.map((list: { PrefixListName: string }) => list.PrefixListName).sort()).toEqual(
      ['dynamodb', 'ipv6.vpc-lattice', 's3', 'vpc-lattice'].map(service),
    );
    expect(account.refusal('DeleteManagedPrefixList', { PrefixListId: lists[0].PrefixListId })).toMatch(/^UnauthorizedOperation/);
  });
});
