import { describe, expect, it } from 'vitest';
import { accountWithVpc } from './account.ts';

function accountWithSubnet() {
  const account = accountWithVpc();
  const { SubnetId } = account.call('CreateSubnet', { VpcId: account.VpcId, CidrBlock: '10.0.1.0/24' }).Subnet;
  const attachGateway = () => {
    const { InternetGatewayId } = account.call('CreateInternetGateway').InternetGateway;
    account.call('AttachInternetGateway', { InternetGatewayId, VpcId: account.VpcId });
    return InternetGatewayId as string;
  };
  const state = (id: string) => account.call('DescribeNatGateways', { NatGatewayIds: [id] }).NatGateways[0];
  return { ...account, SubnetId: SubnetId as string, attachGateway, state };
}

describe('a public NAT gateway', () => {
  it('is pending, then available with an interface of its subnet and its Elastic IP address', () => {
    const account = accountWithSubnet();
    account.attachGateway();
    const { AllocationId, PublicIp } = account.call('AllocateAddress');
    const { NatGatewayId, State } = account.call('CreateNatGateway', { SubnetId: account.SubnetId, AllocationId }).NatGateway;
    expect(State).toBe('pending');
    account.wait(600);
    const { NatGatewayAddresses, ...gateway } = account.state(NatGatewayId);
    expect(gateway.State).toBe('available');
    expect(NatGatewayAddresses[0]).toMatchObject({ AllocationId, PublicIp, PrivateIp: expect.stringMatching(/^10\.0\.1\./) });
    const [eni] = account.call('DescribeNetworkInterfaces', { NetworkInterfaceIds: [NatGatewayAddresses[0].NetworkInterfaceId] }).NetworkInterfaces;
    expect(eni).toMatchObject({ InterfaceType: 'nat_gateway', RequesterManaged: true, SourceDestCheck: false, Groups: [], Status: 'in-use' });
  });

  it.each([
    ['Gateway.NotAttached', 'has no Internet gateway attached', () => undefined],
    ['InvalidAllocationID.NotFound', 'could not be associated', () => 'eipalloc-0123456789abcdef0'],
  ])('fails later with %s', (code, message, allocation) => {
    const account = accountWithSubnet();
    const AllocationId = allocation() ?? account.call('AllocateAddress').AllocationId;
    const { NatGatewayId } = account.call('CreateNatGateway', { SubnetId: account.SubnetId, AllocationId }).NatGateway;
    account.wait();
    expect(account.state(NatGatewayId)).toMatchObject({ State: 'failed', FailureCode: code, FailureMessage: expect.stringContaining(message) });
  });

  it('fails where its address is already used, and where the subnet is full', () => {
    const account = accountWithSubnet();
    account.attachGateway();
    const { AllocationId } = account.call('AllocateAddress');
    account.call('CreateNatGateway', { SubnetId: account.SubnetId, AllocationId });
    account.wait();
    const second = account.call('CreateNatGateway', { SubnetId: account.SubnetId, AllocationId }).NatGateway.NatGatewayId;
    account.wait();
    expect(account.state(second).FailureCode).toBe('Resource.AlreadyAssociated');
    const tiny = account.call('CreateSubnet', { VpcId: account.VpcId, CidrBlock: '10.0.2.0/28' }).Subnet.SubnetId;
    for (let index = 0; index < 11; index += 1) account.call('CreateNetworkInterface', { SubnetId: tiny });
    const { NatGatewayId } = account.call('CreateNatGateway', { SubnetId: tiny, ConnectivityType: 'private' }).NatGateway;
    account.wait();
    expect(account.state(NatGatewayId).FailureCode).toBe('InsufficientFreeAddressesInSubnet');
  });

  it('gives interface and address back when it is deleted, and is listed for an hour', () => {
    const account = accountWithSubnet();
    account.attachGateway();
    const { AllocationId } = account.call('AllocateAddress');
    const { NatGatewayId } = account.call('CreateNatGateway', { SubnetId: account.SubnetId, AllocationId }).NatGateway;
    account.wait(600);
    expect(account.refusal('DeleteSubnet', { SubnetId: account.SubnetId })).toMatch(/^DependencyViolation/);
    expect(account.refusal('ReleaseAddress', { AllocationId })).toMatch(/^InvalidIPAddress.InUse/);
    account.call('DeleteNatGateway', { NatGatewayId });
    expect(account.state(NatGatewayId).State).toBe('deleting');
    account.wait(300);
    expect(account.state(NatGatewayId).State).toBe('deleted');
    account.call('ReleaseAddress', { AllocationId });
    account.call('DeleteSubnet', { SubnetId: account.SubnetId });
    account.wait(2 * 3600);
    expect(account.refusal('DescribeNatGateways', { NatGatewayIds: [NatGatewayId] })).toBe(
      `NatGatewayNotFound: NatGateway ${NatGatewayId} was not found`,
    );
  });

  it('is counted in its zone, live ones only', () => {
    const account = accountWithSubnet();
    const make = () => account.call('CreateNatGateway', { SubnetId: account.SubnetId, ConnectivityType: 'private' }).NatGateway.NatGatewayId;
    const [first] = [make(), make(), make(), make(), make()];
    expect(account.refusal('CreateNatGateway', { SubnetId: account.SubnetId, ConnectivityType: 'private' })).toMatch(/^NatGatewayLimitExceeded/);
    account.call('DeleteNatGateway', { NatGatewayId: first });
    account.wait(300);
    make();
  });

  it('cannot be driven from outside', () => {
    const account = accountWithSubnet();
    const { NatGatewayId } = account.call('CreateNatGateway', { SubnetId: account.SubnetId, ConnectivityType: 'private' }).NatGateway;
    expect(account.refusal('AdvanceNatGateway', { NatGatewayId })).toMatch(/^InvalidAction/);
  });
});
