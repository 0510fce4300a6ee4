import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NODES } from '../../support/course-facts.ts';
import { accountWithVpc, courseAccount, nodeRole } from './account.ts';

function withSubnet(CidrBlock = '10.0.1.0/24') {
  const account = accountWithVpc();
  const { SubnetId } = account.call('CreateSubnet', { VpcId: account.VpcId, CidrBlock }).Subnet;
  return { account, SubnetId: SubnetId as string };
}

describe('CreateNetworkInterface', () => {
  it('takes a free address of the subnet and the default group where none is named', () => {
    const { account, SubnetId } = withSubnet();
    const { NetworkInterface } = account.call('CreateNetworkInterface', { SubnetId });
    expect(NetworkInterface).toMatchObject({ Status: 'pending', Groups: [{ GroupName: 'default' }], SourceDestCheck: true });
    expect(NetworkInterface.PrivateIpAddress).toMatch(/^10\.0\.1\.\d+$/);
    expect(account.call('DescribeSubnets', { SubnetIds: [SubnetId] }).Subnets[0].AvailableIpAddressCount).toBe(250);
  });

  it.each([
    ['10.0.1.1', "InvalidParameterValue: Address 10.0.1.1 is in subnet's reserved address range"],
    ['10.0.1.255', "InvalidParameterValue: Address 10.0.1.255 is in subnet's reserved address range"],
    ['10.0.2.9', "InvalidParameterValue: Address 10.0.2.9 does not fall within the subnet's address range"],
    ['10.0.1.9', 'InvalidIPAddress.InUse: Address 10.0.1.9 is in use.'],
  ])('is refused the address %s', (PrivateIpAddress, refusal) => {
    const { account, SubnetId } = withSubnet();
    account.call('CreateNetworkInterface', { SubnetId, PrivateIpAddress: '10.0.1.9' });
    expect(account.refusal('CreateNetworkInterface', { SubnetId, PrivateIpAddress })).toBe(refusal);
  });

  it('gives every address of a subnet out once, and then says that none is left', () => {
    const { account, SubnetId } = withSubnet('10.0.1.0/28');
    const given = Array.from({ length: 11 }, () => account.call('CreateNetworkInterface', { SubnetId }).NetworkInterface.PrivateIpAddress);
    expect(new Set(given)).toEqual(new Set(Array.from({ length: 11 }, (_, index) => `10.0.1.${index + 4}`)));
    expect(account.refusal('CreateNetworkInterface', { SubnetId })).toBe(
      'InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free addresses to satisfy the request.',
    );
  });
});

describe('attaching and detaching', () => {
  it('respects zone, device index and the limit of the instance type', () => {
    const account = courseAccount();
    const [first, second] = NODES as unknown as [(typeof NODES)[0], (typeof NODES)[0]];
    const make = (SubnetId: string) => account.call('CreateNetworkInterface', { SubnetId }).NetworkInterface.NetworkInterfaceId as string;
    const here = make(first.subnet);
    const attach = (NetworkInterfaceId: string, DeviceIndex: number) => ({ NetworkInterfaceId, InstanceId: first.instance, DeviceIndex });
    expect(account.refusal('AttachNetworkInterface', attach(make(second.subnet), 5))).toBe(
      'InvalidParameterCombination: You may not attach a network interface to an instance if they are not in the same availability zone',
    );
    expect(account.refusal('AttachNetworkInterface', attach(here, 0))).toBe(
      `InvalidParameterValue: Instance '${first.instance}' already has an interface attached at device index '0'.`,
    );
    // An m5.large takes three interfaces.
    for (let index = first.interfaces.length; index < 3; index += 1) account.call('AttachNetworkInterface', attach(make(first.subnet), index));
    expect(account.refusal('AttachNetworkInterface', attach(here, 3))).toBe(
      'AttachmentLimitExceeded: Interface count 4 exceeds the limit for m5.large',
    );
  });

  it('never detaches the primary interface, nor deletes one in use', () => {
    const account = courseAccount();
    const [primary] = account.call('DescribeNetworkInterfaces', { Filters: [{ Name: 'attachment.device-index', Values: ['0'] }] }).NetworkInterfaces;
    expect(account.refusal('DetachNetworkInterface', { AttachmentId: primary.Attachment.AttachmentId })).toBe(
      'OperationNotPermitted: The network interface at device index 0 cannot be detached.',
    );
    expect(account.refusal('DeleteNetworkInterface', { NetworkInterfaceId: primary.NetworkInterfaceId })).toBe(
      `InvalidParameterValue: Network interface '${primary.NetworkInterfaceId}' is currently in use.`,
    );
  });
});

describe('secondary private addresses', () => {
  it('are assigned by count up to the limit of the instance type, asked with the role of the node', () => {
    const account = courseAccount();
    const node = NODES[0] as (typeof NODES)[0];
    const role = nodeRole(account.world().account, node.instance);
    const NetworkInterfaceId = node.interfaces[0]?.id as string;
    const [eni] = account.call('DescribeNetworkInterfaces', { NetworkInterfaceIds: [NetworkInterfaceId] }, role).NetworkInterfaces;
    const free = 10 - eni.PrivateIpAddresses.length;
    expect(account.refusal('AssignPrivateIpAddresses', { NetworkInterfaceId, SecondaryPrivateIpAddressCount: free + 1 }, role)).toBe(
      'PrivateIpAddressLimitExceeded: Number of private addresses will exceed limit.',
    );
    const { PrivateIpAddress } = eni.PrivateIpAddresses.at(-1);
    account.call('UnassignPrivateIpAddresses', { NetworkInterfaceId, PrivateIpAddresses: [PrivateIpAddress] }, role);
    const { AssignedPrivateIpAddresses } = account.call('AssignPrivateIpAddresses', { NetworkInterfaceId, SecondaryPrivateIpAddressCount: 1 }, role);
    expect(AssignedPrivateIpAddresses).toHaveLength(1);
  });

  it('move to another interface only with AllowReassignment', () => {
    const { account, SubnetId } = withSubnet();
    const make = () => account.call('CreateNetworkInterface', { SubnetId, SecondaryPrivateIpAddressCount: 1 }).NetworkInterface;
    const [from, to] = [make(), make()];
    const moved = from.PrivateIpAddresses[1].PrivateIpAddress;
    const body = { NetworkInterfaceId: to.NetworkInterfaceId, PrivateIpAddresses: [moved] };
    expect(account.refusal('AssignPrivateIpAddresses', body)).toBe(`InvalidIPAddress.InUse: Address ${moved} is in use.`);
    account.call('AssignPrivateIpAddresses', { ...body, AllowReassignment: true });
    const [left] = account.call('DescribeNetworkInterfaces', { NetworkInterfaceIds: [from.NetworkInterfaceId] }).NetworkInterfaces;
    expect(left.PrivateIpAddresses).toHaveLength(1);
  });

  it('are never unassigned when they are primary or of another interface', () => {
    const { account, SubnetId } = withSubnet();
    const { NetworkInterfaceId, PrivateIpAddress } = account.call('CreateNetworkInterface', { SubnetId }).NetworkInterface;
    expect(account.refusal('UnassignPrivateIpAddresses', { NetworkInterfaceId, PrivateIpAddresses: [PrivateIpAddress] })).toMatch(
      /^InvalidParameterValue/,
    );
    expect(account.refusal('UnassignPrivateIpAddresses', { NetworkInterfaceId, PrivateIpAddresses: ['10.0.1.250'] })).toBe(
      `InvalidParameterValue: Some of the specified addresses are not assigned to interface ${NetworkInterfaceId}`,
    );
  });
});

describe('the count of free addresses', () => {
  it('is the size of the subnet less five and less what its interfaces hold, whatever was assigned and taken away', () => {
    const step = fc.oneof(fc.record({ make: fc.integer({ min: 0, max: 3 }) }), fc.record({ remove: fc.nat() }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { account, SubnetId } = withSubnet('10.0.1.0/26');
        const made: string[] = [];
        let held = 0;
        const sizes = new Map<string, number>();
        for (const each of steps) {
          if ('make' in each) {
            const { NetworkInterfaceId } = account.call('CreateNetworkInterface', {
              SubnetId,
              SecondaryPrivateIpAddressCount: each.make,
            }).NetworkInterface;
            made.push(NetworkInterfaceId);
            sizes.set(NetworkInterfaceId, each.make + 1);
            held += each.make + 1;
          } else if (made.length > 0) {
            const [gone] = made.splice(each.remove % made.length, 1) as [string];
            account.call('DeleteNetworkInterface', { NetworkInterfaceId: gone });
            held -= sizes.get(gone) ?? 0;
          }
        }
        expect(account.call('DescribeSubnets', { SubnetIds: [SubnetId] }).Subnets[0].AvailableIpAddressCount).toBe(64 - 5 - held);
      }),
      { numRuns: 25 },
    );
  });
});

describe('ModifyInstanceAttribute', () => {
  it('is refused for an instance with several interfaces, which have groups of their own', () => {
    const account = courseAccount();
    const several = NODES.find((node) => node.interfaces.length > 1);
    const InstanceId = several?.instance ?? '';
    expect(account.refusal('ModifyInstanceAttribute', { InstanceId, Groups: ['sg-0c1057e4000000001'] })).toBe(
      `InvalidInstanceID: There are multiple interfaces attached to instance '${InstanceId}'. Please specify an interface ID for the operation instead.`,
    );
  });

  it('gives a lone interface other groups, but none of another VPC', () => {
    const account = courseAccount();
    const [eni] = account.call('DescribeNetworkInterfaces').NetworkInterfaces;
    const other = account.call('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc.VpcId;
    const far = account.call('CreateSecurityGroup', { GroupName: 'far', Description: 'far', VpcId: other }).GroupId;
    expect(account.refusal('ModifyNetworkInterfaceAttribute', { NetworkInterfaceId: eni.NetworkInterfaceId, Groups: [far] })).toBe(
      `InvalidParameter: Security group ${far} and subnet ${eni.SubnetId} belong to different networks.`,
    );
  });
});

describe('prefixes', () => {
  it('are whole /28 blocks that nobody has a part of, and go back', () => {
    const account = accountWithVpc();
    const { SubnetId } = account.call('CreateSubnet', { VpcId: account.VpcId, CidrBlock: '10.0.1.0/26' }).Subnet;
    const { NetworkInterfaceId } = account.call('CreateNetworkInterface', { SubnetId, PrivateIpAddress: '10.0.1.20' }).NetworkInterface;
    const free = () => account.call('DescribeSubnets', { SubnetIds: [SubnetId] }).Subnets[0].AvailableIpAddressCount;
    const before = free();
    // Of the four blocks the first and the last hold reserved addresses, and the second the interface's own.
    const given = account.call('AssignPrivateIpAddresses', { NetworkInterfaceId, Ipv4PrefixCount: 1 }).AssignedIpv4Prefixes;
    expect(given).toEqual([{ Ipv4Prefix: '10.0.1.32/28' }]);
    expect(free()).toBe(before - 16);
    expect(account.refusal('AssignPrivateIpAddresses', { NetworkInterfaceId, Ipv4PrefixCount: 1 })).toMatch(/^InsufficientCidrBlocks/);
    expect(account.refusal('AssignPrivateIpAddresses', { NetworkInterfaceId, Ipv4Prefixes: ['10.0.1.16/28'] })).toMatch(/^InvalidIPAddress.InUse/);
    account.call('UnassignPrivateIpAddresses', { NetworkInterfaceId, Ipv4Prefixes: ['10.0.1.32/28'] });
    expect(free()).toBe(before);
  });
});
