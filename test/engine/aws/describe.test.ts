import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern } from '../../../src/engine/aws/describe.ts';
import { courseIds, NODES, VPC } from '../../support/course-facts.ts';
import { courseAccount, describedKinds } from './account.ts';

const filter = (Name: string, ...Values: string[]) => ({ Name, Values });

describe('ids', () => {
  it.each([
    ['DescribeVpcs', { VpcIds: ['vpc-0123456789abcdef0'] }, "InvalidVpcID.NotFound: The vpc ID 'vpc-0123456789abcdef0' does not exist"],
    [
      'DescribeSubnets',
      { SubnetIds: ['subnet-0123456789abcdef0'] },
      "InvalidSubnetID.NotFound: The subnet ID 'subnet-0123456789abcdef0' does not exist",
    ],
    [
      'DescribeRouteTables',
      { RouteTableIds: ['rtb-0123456789abcdef0'] },
      "InvalidRouteTableID.NotFound: The routeTable ID 'rtb-0123456789abcdef0' does not exist",
    ],
    [
      'DescribeSecurityGroups',
      { GroupIds: ['sg-0123456789abcdef0'] },
      "InvalidGroup.NotFound: The security group 'sg-0123456789abcdef0' does not exist",
    ],
    [
      'DescribeSecurityGroups',
      { GroupIds: ['i-0123456789abcdef0'] },
      'InvalidGroupId.Malformed: Invalid id: "i-0123456789abcdef0" (expecting "sg-...")',
    ],
    ['DescribeInstances', { InstanceIds: ['i-web'] }, 'InvalidInstanceID.Malformed: Invalid id: "i-web"'],
    [
      'DescribeInstances',
      { InstanceIds: ['i-0123456789abcdef0', 'i-0123456789abcdef1'] },
      "InvalidInstanceID.NotFound: The instance IDs 'i-0123456789abcdef0, i-0123456789abcdef1' do not exist",
    ],
    [
      'DescribeSecurityGroupRules',
      { Filters: [filter('group-id', 'foobar')] },
      "InvalidGroupId.Malformed: The security group ID 'foobar' is malformed",
    ],
  ])('%s refuses %j', (operation, body, refusal) => {
    expect(courseAccount().refusal(operation, body)).toBe(refusal);
  });
});

describe('filters', () => {
  const found = (...filters: object[]): string[] =>
    courseAccount()
      .call('DescribeSubnets', { Filters: filters })
      .Subnets.map((subnet: { SubnetId: string }) => subnet.SubnetId);
  const [first, second] = courseIds.subnets as readonly string[] as readonly [string, string];
  const [one, other] = NODES.map((node) => node.zone) as [string, string];

  it('are joined by and, their values by or', () => {
    expect(found(filter('availability-zone', one, other))).toEqual([first, second]);
    expect(found(filter('availability-zone', one, other), filter('subnet-id', second))).toEqual([second]);
    expect(found(filter('availability-zone', one), filter('subnet-id', second))).toEqual([]);
  });

  it('take * and ? as wildcards', () => {
    expect(found(filter('cidr-block', '192.168.*/19'))).toEqual([first, second]);
    expect(found(filter('cidr-block', '192.168.?.0/19'))).toEqual([first]);
  });

  it('know tags by key and value, and by key alone', () => {
    expect(found(filter('tag:Name', `public-${one}`))).toEqual([first]);
    expect(found(filter('tag:kubernetes.io/role/elb', '1'))).toEqual([first, second]);
    expect(found(filter('tag-key', 'kubernetes.io/role/*'))).toEqual([first, second]);
    expect(found(filter('tag:Name', 'private*'))).toEqual([]);
  });

  it('see what is derived: counts, states, joins', () => {
    const account = courseAccount();
    const { SecurityGroups } = account.call('DescribeSecurityGroups', { Filters: [filter('ip-permission.from-port', '30000')] });
    expect(SecurityGroups).toMatchObject([{ VpcId: VPC }]);
    expect(account.call('DescribeRouteTables', { Filters: [filter('route.state', 'blackhole')] }).RouteTables).toEqual([]);
    const { Reservations } = account.call('DescribeInstances', { Filters: [filter('availability-zone', one)] });
    expect(Reservations.map((each: { Instances: { InstanceId: string }[] }) => each.Instances[0]?.InstanceId)).toEqual([NODES[0]?.instance]);
  });

  it('that the operation does not have are refused', () => {
    expect(courseAccount().refusal('DescribeSubnets', { Filters: [filter('colour', 'red')] })).toBe(
      "InvalidParameterValue: The filter 'colour' is invalid",
    );
  });

  it('match a pattern as a machine that tries every split does', () => {
    const slow = (pattern: string, value: string): boolean => {
      if (pattern === '') return value === '';
      const rest = pattern.slice(1);
      if (pattern[0] === '*') return Array.from({ length: value.length + 1 }, (_, cut) => value.slice(cut)).some((tail) => slow(rest, tail));
      return value !== '' && (pattern[0] === '?' || pattern[0] === value[0]) && slow(rest, value.slice(1));
    };
    const letters = (alphabet: string) => fc.array(fc.constantFrom(...alphabet), { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(fc.property(letters('ab.*?'), letters('ab.'), (pattern, value) => matchesPattern(pattern, value) === slow(pattern, value)));
    expect(matchesPattern('a\\*', 'a*')).toBe(true);
    expect(matchesPattern('a\\*', 'ab')).toBe(false);
  });

  it('of every kind find an object by its own id', () => {
    const account = courseAccount();
    for (const { describe: shape, idMember } of describedKinds) {
      const list = account.call(shape.operation)[shape.listMember];
      const ids = list.map(
        (item: Record<string, unknown>) => item[idMember] ?? (item.Instances as Record<string, unknown>[] | undefined)?.[0]?.[idMember],
      );
      expect(account.call(shape.operation, { [shape.idsMember]: ids })[shape.listMember]).toEqual(list);
    }
  });
});

describe('pages', () => {
  it('go on where the last one ended', () => {
    const account = courseAccount();
    const { VpcId } = account.call('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc;
    for (let index = 0; index < 7; index += 1) account.call('CreateSubnet', { VpcId, CidrBlock: `10.0.${index}.0/24` });
    const all = account.call('DescribeSubnets').Subnets;
    const first = account.call('DescribeSubnets', { MaxResults: 5 });
    const second = account.call('DescribeSubnets', { MaxResults: 5, NextToken: first.NextToken });
    expect([...first.Subnets, ...second.Subnets]).toEqual(all);
    expect(second.NextToken).toBeUndefined();
  });

  it('are of a size that the operation allows', () => {
    expect(courseAccount().refusal('DescribeSubnets', { MaxResults: 4 })).toMatch(/^InvalidParameterValue/);
  });
});

describe('an instance', () => {
  it('is described with its interfaces, groups, subnet and addresses', () => {
    const node = NODES[0] as (typeof NODES)[0];
    const [instance] = courseAccount().call('DescribeInstances', { InstanceIds: [node.instance] }).Reservations[0].Instances;
    expect(instance).toMatchObject({
      PrivateIpAddress: node.interfaces[0]?.primary,
      PublicIpAddress: node.publicAddress,
      SubnetId: node.subnet,
      VpcId: VPC,
      Placement: { AvailabilityZone: node.zone },
      State: { Code: 16, Name: 'running' },
    });
    expect(instance.NetworkInterfaces).toHaveLength(node.interfaces.length);
    expect(instance.SecurityGroups[0].GroupName).toMatch(/^eks-cluster-sg-lab-/);
  });
});
