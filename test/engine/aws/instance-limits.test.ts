import { describe, expect, it } from 'vitest';
import { instanceTypes, limitsOf, takesPrefixes } from '../../../src/engine/aws/instance-limits.ts';

// https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/vpc/vpc_ip_limits.go
describe('the table of instance types', () => {
  it('holds every type of the published lists once, in order', () => {
    const names = instanceTypes().map(({ InstanceType }) => InstanceType);
    expect(names).toHaveLength(1392);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it('says what one type holds', () => {
    expect(limitsOf('m5.large')).toEqual({
      InstanceType: 'm5.large',
      enis: 3,
      ipv4PerEni: 10,
      networkCards: [3],
      hypervisor: 'nitro',
      bareMetal: false,
      vcpus: 2,
      memory: 8192,
      branchInterfaces: 9,
      trunkingCompatible: true,
    });
  });

  it('counts the default network card and lists all of them', () => {
    expect(limitsOf('p4d.24xlarge')).toMatchObject({ enis: 15, networkCards: [15, 15, 15, 15] });
  });

  it('knows which types take prefixes', () => {
    const takes = ['m5.large', 'm4.large', 'c5.metal', 't2.medium']
      .map((type) => limitsOf(type))
      .map((type) => type !== undefined && takesPrefixes(type));
    expect(takes).toEqual([true, false, true, false]);
  });

  it('has no answer for a type that there is not', () => {
    expect([limitsOf('m5.largest'), limitsOf(''), limitsOf('toString')]).toEqual([undefined, undefined, undefined]);
  });
});
