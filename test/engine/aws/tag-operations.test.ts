import { describe, expect, it } from 'vitest';
import { accountWithVpc } from './account.ts';

describe('tags', () => {
  it('are put on any kind by its id, and shown sorted by key', () => {
    const { call, VpcId } = accountWithVpc();
    const { SubnetId } = call('CreateSubnet', { VpcId, CidrBlock: '10.0.1.0/24' }).Subnet;
    const { NetworkInterfaceId } = call('CreateNetworkInterface', { SubnetId }).NetworkInterface;
    const Tags = [
      { Key: 'role', Value: 'web' },
      { Key: 'Name', Value: 'a' },
    ];
    call('CreateTags', { Resources: [SubnetId, NetworkInterfaceId], Tags });
    const wanted = [
      { Key: 'Name', Value: 'a' },
      { Key: 'role', Value: 'web' },
    ];
    expect(call('DescribeSubnets').Subnets[0].Tags).toEqual(wanted);
    expect(call('DescribeNetworkInterfaces').NetworkInterfaces[0].TagSet).toEqual(wanted);
  });

  it('are taken off by key, or by key and value', () => {
    const { call, VpcId } = accountWithVpc();
    const Tags = ['a', 'b', 'c'].map((Key) => ({ Key, Value: '1' }));
    call('CreateTags', { Resources: [VpcId], Tags });
    call('DeleteTags', { Resources: [VpcId], Tags: [{ Key: 'a' }, { Key: 'b', Value: '2' }] });
    expect(call('DescribeVpcs').Vpcs[0].Tags.map((tag: { Key: string }) => tag.Key)).toEqual(['b', 'c']);
    call('DeleteTags', { Resources: [VpcId] });
    expect(call('DescribeVpcs').Vpcs[0]).not.toHaveProperty('Tags');
  });

  it.each([
    [{ Resources: ['nonsense'], Tags: [{ Key: 'a' }] }, "InvalidID: The ID 'nonsense' is not valid"],
    [{ Resources: ['vpc-0123456789abcdef0'], Tags: [{ Key: 'a' }] }, "InvalidVpcID.NotFound: The vpc ID 'vpc-0123456789abcdef0' does not exist"],
    [
      { Resources: ['vpc-0123456789abcdef0'], Tags: [{ Key: 'aws:x' }] },
      "InvalidParameterValue: Tag keys starting with 'aws:' are reserved for internal use",
    ],
  ])('%j is refused', (body, refusal) => {
    expect(accountWithVpc().refusal('CreateTags', body)).toBe(refusal);
  });

  it('of a creation name the resource that is created', () => {
    const { refusal } = accountWithVpc();
    const TagSpecifications = [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: 'x' }] }];
    expect(refusal('CreateInternetGateway', { TagSpecifications })).toBe(
      "InvalidParameterValue: 'vpc' is not a valid taggable resource type for this operation.",
    );
  });
});
