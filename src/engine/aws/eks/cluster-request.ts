/**
 * What EKS minds about the request for a cluster, before anything is made.
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
import { type Cidr, contains, covers, overlaps, parseCidr, readCidr } from '../../net/cidr.ts';
import { objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import type { EksCluster } from '../eks-cluster.ts';
import { canAssume, roleAt } from '../iam/role.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { Subnet } from '../subnet.ts';
import { freeAddressCount } from '../subnet-addresses.ts';
import { cidrBlocksOf } from '../vpc.ts';
import { newServiceBlock } from './ip-family.ts';

/** Zones in which EKS has no control plane, by zone id (network requirements, "Subnet requirements for clusters"). */
const ZONES_WITHOUT_EKS = ['use1-az3', 'usw1-az2', 'cac1-az3'];
/** "The subnets must each have at least six IP addresses for use by Amazon EKS." */
const LEAST_FREE = 6;
/** https://docs.aws.amazon.com/general/latest/gr/eks.html: control plane security groups per cluster, public endpoint access CIDR ranges. */
const MOST_GROUPS = 4;
const MOST_CIDRS = 40;

export const invalid = (message: string): Refusal => refuse('InvalidParameterException', message);

/** Null when a cluster may have the name. */
export function checkName(world: World, name: string): Refusal | null {
  if (!/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/.test(name)) {
    return invalid(`Cluster name: ${name} should match regex: ^[0-9A-Za-z][A-Za-z0-9-_]{0,99}$`);
  }
  return objectAt(world.aws.EksCluster, name) === undefined
    ? null
    : refuse('ResourceInUseException', `Cluster already exists with name: ${name}`, 409);
}

/** Null when EKS can assume the role. */
export function checkRole(world: World, roleArn: string): Refusal | null {
  if (!/^arn:aws:iam::\d{12}:role\/.+$/.test(roleArn)) return invalid(`Invalid role ARN: ${roleArn}`);
  // A world without any role leaves IAM out; in one with roles those that it does not hold do not exist.
  const exists = roleAt(world, roleArn) !== undefined || objectsOf(world.aws.IamRole).length === 0;
  if (exists && canAssume(world, { roleArn, service: 'eks.amazonaws.com' })) return null;
  return invalid(`Role with arn: ${roleArn}, could not be assumed because it does not exist or the trusted entity is not correct`);
}

/** The subnets of a cluster, checked for it, or what EKS answers. */
export function subnetsFor(world: World, name: string, ids: readonly string[]): readonly Subnet[] | Refusal {
  const unique = [...new Set(ids)];
  const subnets = unique.flatMap((id) => objectAt(world.aws.Subnet, id) ?? []);
  const missing = unique.find((id) => objectAt(world.aws.Subnet, id) === undefined);
  if (missing !== undefined)
    return invalid(`The subnet ID '${missing}' does not exist (Service: AmazonEC2; Status Code: 400; Error Code: InvalidSubnetID.NotFound)`);
  if (new Set(subnets.map(({ VpcId }) => VpcId)).size > 1) return invalid('Subnets must belong to the same VPC');
  const unsupported = subnets.find(({ AvailabilityZoneId }) => ZONES_WITHOUT_EKS.includes(AvailabilityZoneId));
  if (unsupported !== undefined) return zoneUnsupported(name, unsupported, subnets);
  if (new Set(subnets.map(({ AvailabilityZone }) => AvailabilityZone)).size < 2)
    return invalid('Subnets specified must be in at least two different AZs');
  const full = subnets.find((subnet) => freeAddressCount(world, subnet) < LEAST_FREE);
  if (full !== undefined) return invalid(`Subnet ${full.SubnetId} does not have enough free IP addresses: at least ${LEAST_FREE} are needed`);
  return subnets;
}

function zoneUnsupported(name: string, { AvailabilityZone }: Subnet, all: readonly Subnet[]): Refusal {
  const good = [...new Set(all.filter((subnet) => !ZONES_WITHOUT_EKS.includes(subnet.AvailabilityZoneId)).map((subnet) => subnet.AvailabilityZone))];
  const retry = `Retry and choose from these availability zones: ${good.join(', ')}`;
  const message = `Cannot create cluster '${name}' because ${AvailabilityZone}, the targeted availability zone, does not currently have sufficient capacity to support the cluster. ${retry}`;
  return refuse('UnsupportedAvailabilityZoneException', message);
}

/**
 * Null when the groups may be put on the interfaces of the cluster: groups of its VPC, and in a shared VPC those of the account itself.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-share-limitations.html ("Participants can't launch resources using security groups owned by other participants or the VPC owner")
 */
export function checkGroups(world: World, vpcId: string, ids: readonly string[]): Refusal | null {
  if (ids.length > MOST_GROUPS) return invalid(`Security groups cannot be more than ${MOST_GROUPS}`);
  const wrong = ids.find((id) => {
    const group = objectAt(world.aws.SecurityGroup, id);
    return group?.VpcId !== vpcId || group.OwnerId !== world.account;
  });
  return wrong === undefined ? null : invalid(`The security group '${wrong}' does not exist in VPC '${vpcId}'`);
}

type Access = Pick<EksCluster['resourcesVpcConfig'], 'endpointPublicAccess' | 'endpointPrivateAccess' | 'publicAccessCidrs'>;

/** Ranges that no client on the internet has. */
const RESERVED = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', '127.0.0.0/8', '224.0.0.0/4'].map(parseCidr);

/** Null when the endpoint can be reached that way at all. */
export function checkAccess({ endpointPublicAccess, endpointPrivateAccess, publicAccessCidrs }: Access): Refusal | null {
  if (!endpointPublicAccess && !endpointPrivateAccess) return invalid('Private and public endpoint access cannot be false.');
  if (publicAccessCidrs.length > MOST_CIDRS) return invalid(`The maximum number of publicAccessCidrs is ${MOST_CIDRS}.`);
  for (const text of publicAccessCidrs) {
    const block = readCidr(text);
    if (block === null) return invalid(`The following CIDRs are invalid in publicAccessCidrs: ${text}`);
    if (RESERVED.some((range) => covers(range, block))) {
      return invalid(`The following CIDRs are not allowed in publicAccessCidrs: [${text}]`);
    }
  }
  return null;
}

type NetworkRequest = { readonly serviceIpv4Cidr?: string | undefined; readonly ipFamily?: string | undefined; readonly digits: string };
type Network = EksCluster['kubernetesNetworkConfig'];

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(parseCidr);

/**
 * The network of the cluster's services: the block that was asked for, or of the two usual ones the one that the VPC does
 * not use; an IPv6 cluster is given a block, drawn by the digits. https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 */
export function networkFor(
  world: World,
  subnets: readonly Subnet[],
  { serviceIpv4Cidr, ipFamily = 'ipv4', digits }: NetworkRequest,
): Network | Refusal {
  const vpc = objectAt(world.aws.Vpc, subnets[0]?.VpcId ?? '');
  const blocks = (vpc === undefined ? [] : cidrBlocksOf(vpc)).map(parseCidr);
  if (ipFamily !== 'ipv4' && ipFamily !== 'ipv6') return invalid(`Unsupported ipFamily: ${ipFamily}`);
  if (ipFamily === 'ipv6') {
    if (serviceIpv4Cidr !== undefined) return invalid('serviceIpv4Cidr cannot be specified for an IPv6 cluster');
    const without = subnets.find(({ Ipv6CidrBlockAssociationSet }) => (Ipv6CidrBlockAssociationSet ?? []).length === 0);
    if (without !== undefined) return invalid(`Subnet ${without.SubnetId} does not have an IPv6 CIDR block, which an IPv6 cluster needs`);
    return { serviceIpv6Cidr: newServiceBlock(digits), ipFamily };
  }
  if (serviceIpv4Cidr === undefined) return { serviceIpv4Cidr: usualBlock(blocks), ipFamily };
  const wanted = readCidr(serviceIpv4Cidr);
  if (wanted === null) return invalid(`The specified serviceIpv4Cidr is not a valid CIDR block: ${serviceIpv4Cidr}`);
  return (
    firstRefusal(
      wanted.prefix >= 12 && wanted.prefix <= 24 ? null : invalid('The specified service IPv4 CIDR must have a netmask between /12 and /24'),
      PRIVATE.some((range) => covers(range, wanted))
        ? null
        : invalid('The specified service IPv4 CIDR must be within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16'),
      blocks.some((block) => overlaps(block, wanted)) ? invalid('The specified service IPv4 CIDR overlaps with the CIDR of the VPC') : null,
    ) ?? { serviceIpv4Cidr, ipFamily }
  );
}

function usualBlock(blocks: readonly Cidr[]): string {
  const ten = parseCidr('10.100.0.0/16');
  return blocks.some((block) => overlaps(block, ten) || contains(parseCidr('10.0.0.0/8'), block.base)) ? '172.20.0.0/16' : '10.100.0.0/16';
}

/** Null when the account may have one more cluster. https://docs.aws.amazon.com/general/latest/gr/eks.html */
export function checkClusterQuota(world: World): Refusal | null {
  return objectsOf(world.aws.EksCluster).length < 100
    ? null
    : refuse('ResourceLimitExceededException', 'Cluster limit exceeded: 100 clusters are allowed');
}

/** The cluster with the name, or what EKS answers. */
export function findCluster(world: World, name: string): EksCluster | Refusal {
  return objectAt(world.aws.EksCluster, name) ?? refuse('ResourceNotFoundException', `No cluster found for name: ${name}.`, 404);
}

/** The cluster, when it stands, or what EKS answers to requests that need it standing. */
export function standingCluster(world: World, name: string): EksCluster | Refusal {
  const cluster = findCluster(world, name);
  if (isRefusal(cluster) || cluster.status === 'ACTIVE' || cluster.status === 'UPDATING') return cluster;
  return refuse('ResourceInUseException', `Cluster '${name}' is not in ACTIVE status. It is ${cluster.status}.`, 409);
}
