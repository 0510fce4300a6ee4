/** `clusters`: EKS clusters as DescribeCluster prints them. */
import { contains, parseCidr } from '../../net/cidr.ts';
import { timestamp, withOffset } from '../aws-time.ts';
import { newEndpoint } from '../eks/endpoint.ts';
import { everywhere, newServiceBlock } from '../eks/ip-family.ts';
import type { AuthenticationMode, EksCluster } from '../eks-cluster.ts';
import type { SecurityGroup } from '../security-group.ts';
import { fromItself, toEverywhere, toEverywhereIpv6, toItself } from '../vpc-companions.ts';
import { MEMBERS } from './members.ts';
import { block, checkMembers, checkReference, flag, type Item, keep, needed, newId, part, type Reading, text } from './reading.ts';

export function readCluster(reading: Reading, item: Item): void {
  checkMembers(reading, item, MEMBERS.EksCluster);
  const name = needed(reading, item, 'name', text(reading, item, 'name'));
  if (name === undefined) return;
  const { account, region, now } = reading.world;
  const network = networkConfig(reading, item);
  const object: EksCluster = {
    name,
    arn: text(reading, item, 'arn') ?? `arn:aws:eks:${region}:${account}:cluster/${name}`,
    version: text(reading, item, 'version') ?? '1.33',
    status: (text(reading, item, 'status') ?? 'ACTIVE') as EksCluster['status'],
    endpoint: text(reading, item, 'endpoint') ?? newEndpoint(region, `${reading.draw('endpoint').slice(0, 32)}00`, network.ipFamily),
    roleArn: text(reading, item, 'roleArn') ?? `arn:aws:iam::${account}:role/${name}-cluster`,
    createdAt: withOffset(text(reading, item, 'createdAt')) ?? timestamp(now),
    resourcesVpcConfig: vpcConfig(reading, item, { name, ...network }),
    kubernetesNetworkConfig: network,
    tags: (item.value.tags ?? {}) as EksCluster['tags'],
    ...accessConfig(reading, item),
  };
  keep(reading, 'EksCluster', { id: name, object, path: item.path });
}

/** Absent where a cluster is cut to what matters. */
function accessConfig(reading: Reading, item: Item): Pick<EksCluster, 'accessConfig'> {
  const given = part(reading, item, 'accessConfig');
  if (given === undefined) return {};
  const authenticationMode = (text(reading, given, 'authenticationMode') ?? 'CONFIG_MAP') as AuthenticationMode;
  return {
    accessConfig: {
      authenticationMode,
      bootstrapClusterCreatorAdminPermissions: flag(reading, given, 'bootstrapClusterCreatorAdminPermissions') ?? true,
    },
  };
}

type Named = { readonly name: string; readonly ipFamily: 'ipv4' | 'ipv6' };

function vpcConfig(reading: Reading, item: Item, { name, ipFamily }: Named): EksCluster['resourcesVpcConfig'] {
  const given = part(reading, item, 'resourcesVpcConfig') ?? { path: item.path, value: {} };
  checkMembers(reading, given, [
    'subnetIds',
    'securityGroupIds',
    'clusterSecurityGroupId',
    'vpcId',
    'endpointPublicAccess',
    'endpointPrivateAccess',
    'publicAccessCidrs',
  ]);
  const subnetIds = texts(given, 'subnetIds') ?? [...reading.objects.Subnet.keys()];
  const known = subnetIds.filter((id) => checkReference(reading, 'Subnet', { id, path: [...given.path, 'subnetIds'] }));
  const vpcId = text(reading, given, 'vpcId') ?? reading.objects.Subnet.get(known[0] ?? '')?.VpcId ?? '';
  return {
    subnetIds: known,
    securityGroupIds: texts(given, 'securityGroupIds') ?? [],
    clusterSecurityGroupId: text(reading, given, 'clusterSecurityGroupId') ?? clusterGroup(reading, { name, ipFamily }, vpcId),
    vpcId,
    endpointPublicAccess: flag(reading, given, 'endpointPublicAccess') ?? true,
    endpointPrivateAccess: flag(reading, given, 'endpointPrivateAccess') ?? false,
    publicAccessCidrs: texts(given, 'publicAccessCidrs') ?? everywhere(ipFamily),
  };
}

function texts(item: Item, member: string): string[] | undefined {
  const value = item.value[member];
  return Array.isArray(value) ? value.map(String) : undefined;
}

/**
 * The group that EKS makes for a cluster: everything in from itself, everything out.
 * https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
function clusterGroup(reading: Reading, { name, ipFamily }: Named, VpcId: string): string {
  const { SecurityGroup, SecurityGroupRule, Vpc } = reading.objects;
  const own = [...SecurityGroup.values()].find((group) => group.VpcId === VpcId && group.GroupName.startsWith(`eks-cluster-sg-${name}-`));
  if (own !== undefined) return own.GroupId;
  const OwnerId = Vpc.get(VpcId)?.OwnerId;
  if (OwnerId === undefined) return '';
  const Description =
    'EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, as well as any managed workloads.';
  const number = Number.parseInt(reading.draw('eks-cluster-sg').slice(0, 8), 16);
  const group: SecurityGroup = {
    GroupId: newId(reading, 'sg'),
    GroupName: `eks-cluster-sg-${name}-${number}`,
    Description,
    VpcId,
    OwnerId,
    Tags: [
      { Key: 'Name', Value: `eks-cluster-sg-${name}-${number}` },
      { Key: `kubernetes.io/cluster/${name}`, Value: 'owned' },
    ],
  };
  SecurityGroup.set(group.GroupId, group);
  const rules = [fromItself(group, newId(reading, 'sgr')), toEverywhere(group, newId(reading, 'sgr')), toItself(group, newId(reading, 'sgr'))];
  if (ipFamily === 'ipv6') rules.push(toEverywhereIpv6(group, newId(reading, 'sgr')));
  for (const rule of rules) SecurityGroupRule.set(rule.SecurityGroupRuleId, rule);
  return group.GroupId;
}

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html: one of two blocks that the VPC does not use. */
function networkConfig(reading: Reading, item: Item): EksCluster['kubernetesNetworkConfig'] {
  const given = part(reading, item, 'kubernetesNetworkConfig') ?? { path: item.path, value: {} };
  const ten = parseCidr('10.0.0.0/8');
  const inTen = [...reading.objects.Vpc.values()].some((vpc) => contains(ten, parseCidr(vpc.CidrBlock).base));
  const ipFamily = (text(reading, given, 'ipFamily') ?? 'ipv4') as 'ipv4' | 'ipv6';
  if (ipFamily === 'ipv6') {
    return { serviceIpv6Cidr: text(reading, given, 'serviceIpv6Cidr') ?? newServiceBlock(reading.draw('eks-services')), ipFamily };
  }
  return {
    serviceIpv4Cidr: block(reading, given, 'serviceIpv4Cidr') ?? (inTen ? '172.20.0.0/16' : '10.100.0.0/16'),
    ipFamily,
  };
}
