import { describe, expect, it } from 'vitest';
import { accountWith } from './account.ts';

const ZONES = (account: ReturnType<typeof accountWith>) =>
  account
    .call('DescribeAvailabilityZones')
    .AvailabilityZones.map(({ ZoneName, ZoneId }: { ZoneName: string; ZoneId: string }) => `${ZoneName.slice(-1)} ${ZoneId}`);

describe('the zones of an account', () => {
  it('are called as its subnets call them, and every id belongs to one name', () => {
    const Vpcs = [{ VpcId: 'vpc-0a1b2c3d4e5f60718', CidrBlock: '10.0.0.0/16' }];
    const subnet = (digit: number, zone: string, AvailabilityZoneId: string) => ({
      SubnetId: `subnet-0aaaaaaaaaaaaaaa${digit}`,
      VpcId: 'vpc-0a1b2c3d4e5f60718',
      CidrBlock: `10.0.${digit}.0/24`,
      AvailabilityZone: `us-east-1${zone}`,
      AvailabilityZoneId,
    });
    expect(ZONES(accountWith({}))).toEqual(['a use1-az6', 'b use1-az1', 'c use1-az2', 'd use1-az4', 'e use1-az3', 'f use1-az5']);
    const swapped = accountWith({ Vpcs, Subnets: [subnet(1, 'a', 'use1-az1')] });
    expect(ZONES(swapped)).toEqual(['a use1-az1', 'b use1-az6', 'c use1-az2', 'd use1-az4', 'e use1-az3', 'f use1-az5']);
    const round = accountWith({ Vpcs, Subnets: [subnet(1, 'a', 'use1-az1'), subnet(2, 'b', 'use1-az2')] });
    expect(ZONES(round)).toEqual(['a use1-az1', 'b use1-az2', 'c use1-az6', 'd use1-az4', 'e use1-az3', 'f use1-az5']);
  });
});
