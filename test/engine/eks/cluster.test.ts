import { describe, expect, it } from 'vitest';
import { objectAt, objectsOf } from '../../../src/engine/store.ts';
import { CLUSTER_ROLE, clusterIn, labIn, MINUTES } from './lab.ts';

const TRUST = (service: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] });

/** A network of so many subnets, the zones one after the other. */
function wide(count: number) {
  const lab = labIn();
  const { VpcId } = lab.call('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc;
  lab.call('ModifyVpcAttribute', { VpcId, EnableDnsHostnames: { Value: true } });
  const subnets = Array.from({ length: count }, (_, index) => {
    const body = { VpcId, CidrBlock: `10.0.${index}.0/28`, AvailabilityZone: `us-west-2${'abc'[index % 3]}` };
    return lab.call('CreateSubnet', body).Subnet.SubnetId as string;
  });
  return { lab, VpcId, subnets };
}

const interfaces = (lab: ReturnType<typeof labIn>) =>
  lab.call('DescribeNetworkInterfaces', { Filters: [{ Name: 'description', Values: ['Amazon EKS lab'] }] }).NetworkInterfaces;

const create = (subnetIds: readonly string[], more = {}) => ({ name: 'lab', roleArn: CLUSTER_ROLE, resourcesVpcConfig: { subnetIds }, ...more });

describe('a cluster that EKS refuses', () => {
  it('has one subnet, or two in one zone', () => {
    const { lab, subnets } = wide(4);
    const text = 'InvalidParameterException: Subnets specified must be in at least two different AZs';
    expect(lab.refusal('CreateCluster', create([subnets[0] as string]))).toBe(text);
    expect(lab.refusal('CreateCluster', create([subnets[0], subnets[3]] as string[]))).toBe(text);
  });

  it('has a subnet in a zone without EKS', () => {
    const lab = labIn({ ...labIn().world(), region: 'us-east-1' });
    const { VpcId } = lab.call('CreateVpc', { CidrBlock: '10.0.0.0/16' }).Vpc;
    const zones = lab.call('DescribeAvailabilityZones').AvailabilityZones as { ZoneName: string; ZoneId: string }[];
    const bad = zones.find(({ ZoneId }) => ZoneId === 'use1-az3')?.ZoneName ?? '';
    const good = zones.find(({ ZoneId }) => ZoneId !== 'use1-az3')?.ZoneName ?? '';
    const [one, other] = [bad, good].map(
      (AvailabilityZone, index) => lab.call('CreateSubnet', { VpcId, CidrBlock: `10.0.${index}.0/24`, AvailabilityZone }).Subnet.SubnetId,
    );
    expect(lab.refusal('CreateCluster', create([one, other]))).toContain(
      `UnsupportedAvailabilityZoneException: Cannot create cluster 'lab' because ${bad}, the targeted availability zone, does not currently have sufficient capacity to support the cluster.`,
    );
  });

  it('has a subnet with fewer than six free addresses', () => {
    const { lab, subnets } = wide(2);
    for (let count = 0; count < 6; count++) lab.call('CreateNetworkInterface', { SubnetId: subnets[0] });
    expect(lab.refusal('CreateCluster', create(subnets))).toContain('InvalidParameterException');
  });

  it('has a role that does not exist, once the account has roles, or one that EKS may not assume', () => {
    const { lab, subnets } = wide(2);
    lab.call('CreateRole', { RoleName: 'other', AssumeRolePolicyDocument: TRUST('ec2.amazonaws.com') });
    const text = (arn: string) =>
      `InvalidParameterException: Role with arn: ${arn}, could not be assumed because it does not exist or the trusted entity is not correct`;
    expect(lab.refusal('CreateCluster', create(subnets))).toBe(text(CLUSTER_ROLE));
    const roleArn = 'arn:aws:iam::111122223333:role/other';
    expect(lab.refusal('CreateCluster', create(subnets, { roleArn }))).toBe(text(roleArn));
  });

  it('has both kinds of endpoint access switched off', () => {
    const { lab, subnets } = wide(2);
    const resourcesVpcConfig = { subnetIds: subnets, endpointPublicAccess: false, endpointPrivateAccess: false };
    expect(lab.refusal('CreateCluster', create(subnets, { resourcesVpcConfig }))).toBe(
      'InvalidParameterException: Private and public endpoint access cannot be false.',
    );
  });
});

describe('the interfaces of a cluster in the VPC', () => {
  it.each([
    [2, 2],
    [3, 3],
    [6, 4],
  ])('are, with %i subnets, %i, in at least two zones', (count, expected) => {
    const { lab, subnets, VpcId } = wide(count);
    clusterIn(lab, { subnets, VpcId, table: '' });
    const found = interfaces(lab);
    expect(found).toHaveLength(expected);
    expect(new Set(found.map((eni: { AvailabilityZone: string }) => eni.AvailabilityZone)).size).toBeGreaterThanOrEqual(2);
    for (const eni of found) expect(eni).toMatchObject({ RequesterManaged: true, Description: 'Amazon EKS lab', Status: 'in-use' });
  });

  it('carry the cluster security group and the groups named for the cluster', () => {
    const { lab, subnets, VpcId } = wide(2);
    const extra = lab.call('CreateSecurityGroup', { GroupName: 'extra', Description: 'x', VpcId }).GroupId;
    clusterIn(lab, { subnets, VpcId, table: '' }, { securityGroupIds: [extra] });
    const { clusterSecurityGroupId } = lab.call('DescribeCluster', { name: 'lab' }).cluster.resourcesVpcConfig;
    const groups = interfaces(lab)[0].Groups.map(({ GroupId }: { GroupId: string }) => GroupId);
    expect([...groups].sort()).toEqual([clusterSecurityGroupId, extra].sort());
    const group = objectAt(lab.world().aws.SecurityGroup, clusterSecurityGroupId);
    expect(group?.GroupName).toMatch(/^eks-cluster-sg-lab-\d+$/);
  });

  // https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html: one rule in, two rules out, the second for EFA.
  it('meet in a group that lets its members in, and out to everywhere and to its members', () => {
    const { lab, subnets, VpcId } = wide(2);
    clusterIn(lab, { subnets, VpcId, table: '' });
    const { clusterSecurityGroupId: id } = lab.call('DescribeCluster', { name: 'lab' }).cluster.resourcesVpcConfig;
    const rules = lab.call('DescribeSecurityGroupRules', { Filters: [{ Name: 'group-id', Values: [id] }] }).SecurityGroupRules;
    const said = rules.map((rule: { IsEgress: boolean; CidrIpv4?: string; ReferencedGroupInfo?: { GroupId: string } }) => [
      rule.IsEgress ? 'out' : 'in',
      rule.CidrIpv4 ?? rule.ReferencedGroupInfo?.GroupId,
    ]);
    expect(said.sort()).toEqual(
      [
        ['in', id],
        ['out', '0.0.0.0/0'],
        ['out', id],
      ].sort(),
    );
  });

  it('are what the Service kubernetes leads to', () => {
    const { lab, subnets, VpcId } = wide(3);
    clusterIn(lab, { subnets, VpcId, table: '' });
    const addresses = interfaces(lab).map((eni: { PrivateIpAddress: string }) => eni.PrivateIpAddress);
    const slice = objectAt(lab.world().cluster.EndpointSlice, 'default/kubernetes');
    expect(slice?.endpoints.flatMap((endpoint) => endpoint.addresses).sort()).toEqual([...addresses].sort());
    expect(slice?.ports).toEqual([{ name: 'https', port: 443, protocol: 'TCP' }]);
    // The VPC is in 10.0.0.0/8, so services get the other of the two usual blocks.
    expect(objectAt(lab.world().cluster.Service, 'default/kubernetes')?.spec.clusterIP).toBe('172.20.0.1');
  });
});

describe('an update of a cluster', () => {
  const standing = (count = 3) => {
    const network = wide(count);
    clusterIn(network.lab, { ...network, table: '' });
    return network;
  };

  it('changes endpoint access and is told by its record', () => {
    const { lab } = standing();
    const { update } = lab.call('UpdateClusterConfig', {
      name: 'lab',
      resourcesVpcConfig: { endpointPrivateAccess: true, publicAccessCidrs: ['203.0.113.9/32'] },
    });
    expect(update).toMatchObject({ status: 'InProgress', type: 'EndpointAccessUpdate' });
    expect(update.params).toEqual([
      { type: 'EndpointPublicAccess', value: 'true' },
      { type: 'EndpointPrivateAccess', value: 'true' },
      { type: 'PublicAccessCidrs', value: '["203.0.113.9/32"]' },
    ]);
    expect(lab.call('DescribeCluster', { name: 'lab' }).cluster.status).toBe('UPDATING');
    lab.wait(5 * MINUTES);
    expect(lab.call('DescribeUpdate', { name: 'lab', updateId: update.id }).update.status).toBe('Successful');
    expect(lab.call('DescribeCluster', { name: 'lab' }).cluster.resourcesVpcConfig).toMatchObject({
      endpointPrivateAccess: true,
      publicAccessCidrs: ['203.0.113.9/32'],
    });
  });

  it('of the subnets moves the interfaces, and keeps to the zones of the cluster', () => {
    const { lab, subnets } = standing(6);
    lab.call('DeleteCluster', { name: 'lab' });
    lab.wait(5 * MINUTES);
    lab.call('CreateCluster', create(subnets.slice(0, 3)));
    lab.wait(11 * MINUTES);
    const config = (subnetIds: readonly string[]) => ({ name: 'lab', resourcesVpcConfig: { subnetIds } });
    expect(lab.refusal('UpdateClusterConfig', config(subnets.slice(3, 5)))).toContain('But they should belong to the exact set of AZs');
    lab.call('UpdateClusterConfig', config(subnets.slice(3)));
    lab.wait(5 * MINUTES);
    const places = interfaces(lab).map((eni: { SubnetId: string }) => eni.SubnetId);
    expect([...places].sort()).toEqual(subnets.slice(3).sort());
    const addresses = interfaces(lab).map((eni: { PrivateIpAddress: string }) => eni.PrivateIpAddress);
    const slice = objectAt(lab.world().cluster.EndpointSlice, 'default/kubernetes');
    expect(slice?.endpoints.flatMap((endpoint) => endpoint.addresses).sort()).toEqual([...addresses].sort());
  });

  it('of the version goes one minor version up and makes new interfaces before the old ones go', () => {
    const { lab } = standing(2);
    const before = interfaces(lab).map((eni: { NetworkInterfaceId: string }) => eni.NetworkInterfaceId);
    expect(lab.refusal('UpdateClusterVersion', { name: 'lab', version: '1.35' })).toBe(
      'InvalidParameterException: Unsupported Kubernetes minor version update from 1.33 to 1.35',
    );
    expect(lab.refusal('UpdateClusterVersion', { name: 'lab', version: '1.32' })).toContain('from 1.33 to 1.32');
    expect(lab.refusal('UpdateClusterVersion', { name: 'lab', version: '1.99' })).toBe('InvalidParameterException: unsupported Kubernetes version');
    lab.call('UpdateClusterVersion', { name: 'lab', version: '1.34' });
    lab.wait(5 * MINUTES);
    const after = interfaces(lab).map((eni: { NetworkInterfaceId: string }) => eni.NetworkInterfaceId);
    expect(lab.call('DescribeCluster', { name: 'lab' }).cluster.version).toBe('1.34');
    expect(after).toHaveLength(2);
    expect(after.filter((id: string) => before.includes(id))).toEqual([]);
  });

  it('of the version fails where the subnets have no address left, and leaves the cluster as it was', () => {
    const { lab, subnets } = standing(2);
    // A /28 has 11 addresses; one is the cluster's.
    for (const SubnetId of subnets) for (let count = 0; count < 10; count++) lab.call('CreateNetworkInterface', { SubnetId });
    const { update } = lab.call('UpdateClusterVersion', { name: 'lab', version: '1.34' });
    lab.wait(5 * MINUTES);
    const told = lab.call('DescribeUpdate', { name: 'lab', updateId: update.id }).update;
    expect([told.status, told.errors[0].errorCode]).toEqual(['Failed', 'InsufficientFreeAddresses']);
    expect(lab.call('DescribeCluster', { name: 'lab' }).cluster).toMatchObject({ status: 'ACTIVE', version: '1.33' });
    expect(interfaces(lab)).toHaveLength(2);
  });

  it('takes one at a time', () => {
    const { lab } = standing();
    lab.call('UpdateClusterVersion', { name: 'lab', version: '1.34' });
    expect(lab.refusal('UpdateClusterConfig', { name: 'lab', resourcesVpcConfig: { endpointPrivateAccess: true } })).toContain(
      'ResourceInUseException',
    );
  });
});

it('A cluster keeps its tags', () => {
  const { lab, subnets } = wide(2);
  lab.call('CreateCluster', create(subnets, { tags: { team: 'net' } }));
  expect(lab.call('DescribeCluster', { name: 'lab' }).cluster.tags).toEqual({ team: 'net' });
  expect(objectsOf(lab.world().aws.EksCluster)).toHaveLength(1);
});
