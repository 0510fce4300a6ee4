import { describe, expect, it } from 'vitest';
import { accountWith } from '../account.ts';

function network() {
  const account = accountWith();
  const { VpcId } = account.call('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc;
  const subnet = (CidrBlock: string, AvailabilityZone: string) =>
    account.call('CreateSubnet', { VpcId, CidrBlock, AvailabilityZone }).Subnet.SubnetId as string;
  const subnets = [subnet('10.0.0.0/24', 'us-east-1a'), subnet('10.0.1.0/24', 'us-east-1b')] as const;
  const GroupId = account.call('CreateSecurityGroup', { VpcId, GroupName: 'dns', Description: 'dns' }).GroupId as string;
  const wanted = (Direction: string, IpAddresses: readonly object[] = subnets.map((SubnetId) => ({ SubnetId }))) => ({
    CreatorRequestId: Direction,
    Direction,
    SecurityGroupIds: [GroupId],
    IpAddresses,
  });
  return { ...account, VpcId, subnets, wanted };
}

// The codes and texts are those of https://github.com/getmoto/moto/blob/master/moto/route53resolver/models.py.
describe('a resolver endpoint', () => {
  it('has an interface for each address, and becomes operational', () => {
    const { call, wanted, wait, VpcId } = network();
    const made = call('CreateResolverEndpoint', wanted('INBOUND')).ResolverEndpoint;
    expect(made).toMatchObject({ Direction: 'INBOUND', Status: 'CREATING', IpAddressCount: 2, HostVPCId: VpcId });
    expect(made.Id).toMatch(/^rslvr-in-[0-9a-f]{17}$/);
    const filters = [{ Name: 'description', Values: [`Route 53 Resolver: ${made.Id}:rni-*`] }];
    expect(call('DescribeNetworkInterfaces', { Filters: filters }).NetworkInterfaces).toHaveLength(2);
    wait(180);
    expect(call('GetResolverEndpoint', { ResolverEndpointId: made.Id }).ResolverEndpoint.Status).toBe('OPERATIONAL');
    expect(call('ListResolverEndpointIpAddresses', { ResolverEndpointId: made.Id }).IpAddresses).toMatchObject([
      { Status: 'ATTACHED' },
      { Status: 'ATTACHED' },
    ]);
    call('DeleteResolverEndpoint', { ResolverEndpointId: made.Id });
    wait(120);
    expect(call('DescribeNetworkInterfaces').NetworkInterfaces).toEqual([]);
  });

  it('needs two addresses, each free and in its subnet', () => {
    const { refusal, wanted, subnets } = network();
    const [one, other] = subnets;
    expect(refusal('CreateResolverEndpoint', wanted('INBOUND', [{ SubnetId: one }]))).toBe(
      'InvalidRequestException: Resolver endpoint needs to have at least 2 IP addresses',
    );
    expect(refusal('CreateResolverEndpoint', wanted('INBOUND', [{ SubnetId: one, Ip: '10.0.0.2' }, { SubnetId: other }]))).toBe(
      `InvalidRequestException: IP address '10.0.0.2' is either not in subnet '${one}' CIDR range or is reserved`,
    );
    const twice = [one, one].map((SubnetId) => ({ SubnetId, Ip: '10.0.0.9' }));
    expect(refusal('CreateResolverEndpoint', wanted('INBOUND', twice))).toBe(
      `ResourceExistsException: The IP address '10.0.0.9' in subnet '${one}' is already in use`,
    );
    expect(refusal('CreateResolverEndpoint', { ...wanted('INBOUND'), SecurityGroupIds: ['sg-0123456789abcdef0'] })).toBe(
      "ResourceNotFoundException: The security group 'sg-0123456789abcdef0' does not exist",
    );
  });

  it('stays while a rule uses it, and the rule while a VPC has it', () => {
    const { call, refusal, wanted, VpcId, wait } = network();
    const { Id: ResolverEndpointId } = call('CreateResolverEndpoint', wanted('OUTBOUND')).ResolverEndpoint;
    const forward = {
      CreatorRequestId: 'r',
      RuleType: 'FORWARD',
      DomainName: 'corp.example',
      TargetIps: [{ Ip: '172.20.0.53' }],
      ResolverEndpointId,
    };
    const rule = call('CreateResolverRule', forward).ResolverRule;
    expect(rule).toMatchObject({ DomainName: 'corp.example.', Status: 'COMPLETE', TargetIps: [{ Ip: '172.20.0.53', Port: 53 }] });
    expect(refusal('DeleteResolverEndpoint', { ResolverEndpointId })).toMatch(/^InvalidRequestException: Cannot delete resolver endpoint unless/);
    call('AssociateResolverRule', { ResolverRuleId: rule.Id, VPCId: VpcId });
    expect(refusal('AssociateResolverRule', { ResolverRuleId: rule.Id, VPCId: VpcId })).toBe(
      `InvalidRequestException: Cannot associate rules with same domain name with same VPC. Conflict with resolver rule '${rule.Id}'`,
    );
    expect(refusal('DeleteResolverRule', { ResolverRuleId: rule.Id })).toBe(
      'ResourceInUseException: Please disassociate this resolver rule from VPC first before deleting',
    );
    call('DisassociateResolverRule', { ResolverRuleId: rule.Id, VPCId: VpcId });
    wait(60);
    expect(call('DeleteResolverRule', { ResolverRuleId: rule.Id }).ResolverRule.Status).toBe('DELETING');
  });

  it('is listed by filters in both of their spellings', () => {
    const { call, refusal, wanted } = network();
    call('CreateResolverEndpoint', wanted('INBOUND'));
    const count = (Name: string, value: string) => call('ListResolverEndpoints', { Filters: [{ Name, Values: [value] }] }).ResolverEndpoints.length;
    expect([count('Direction', 'INBOUND'), count('DIRECTION', 'OUTBOUND'), count('IP_ADDRESS_COUNT', '2')]).toEqual([1, 0, 1]);
    expect(refusal('ListResolverEndpoints', { Filters: [{ Name: 'Colour', Values: ['red'] }] })).toBe(
      "InvalidParameterException: The filter 'Colour' is invalid",
    );
  });
});
