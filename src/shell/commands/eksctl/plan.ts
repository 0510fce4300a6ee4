/** What is to be made, from a configuration or from flags: zones, networks, node groups. */
import { zonesOf } from '../../../engine/aws/zones.ts';
import { sha1 } from '../../../engine/sha1.ts';
import { objectAt } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import type { ClusterConfig, NodeGroup } from './config.ts';
import { EksctlError } from './session.ts';

/** https://github.com/eksctl-io/eksctl/blob/main/pkg/az/az.go: zones that are never chosen; two zones in us-east-1, three elsewhere. */
const AVOIDED = ['use1-az3', 'usw1-az2', 'cac1-az3', 'apne1-az3', 'apne2-az3', 'cnn1-az4'];

/** The zones of a new VPC: those that were named, else the first ones that EKS supports. */
export function zonesFor(world: World, named: readonly string[] | undefined): readonly string[] {
  if (named !== undefined && named.length > 0) {
    if (named.length < 2) throw new EksctlError(`only ${named.length} zone(s) specified [${named.join(' ')}], 2 are required (can be non-unique)`);
    const known = zonesOf(world.region).map(({ name }) => name);
    const unknown = named.find((zone) => !known.includes(zone));
    if (unknown !== undefined) throw new EksctlError(`error getting list of supported availability zones: invalid availability zone ${unknown}`);
    return named;
  }
  const good = zonesOf(world.region).filter(({ id }) => !AVOIDED.includes(id));
  return good.slice(0, world.region === 'us-east-1' ? 2 : 3).map(({ name }) => name);
}

export type Given = { readonly id: string; readonly zone: string; readonly cidr: string; readonly vpc: string };

/** The subnets with the ids, or what EC2 says, in the words of the SDK. */
export function subnetsWith(world: World, ids: readonly string[]): readonly Given[] {
  return ids.map((id) => {
    const subnet = objectAt(world.aws.Subnet, id);
    if (subnet === undefined) {
      throw new EksctlError(
        `operation error EC2: DescribeSubnets, https response error StatusCode: 400, api error InvalidSubnetID.NotFound: The subnet ID '${id}' does not exist`,
      );
    }
    return { id, zone: subnet.AvailabilityZone, cidr: subnet.CidrBlock, vpc: subnet.VpcId };
  });
}

export type ExistingNetwork = { readonly VpcId: string; readonly public: readonly Given[]; readonly private: readonly Given[] };

/** An existing network for a cluster: all subnets of one VPC, two of each kind that is given. */
export function existingNetwork(
  world: World,
  given: { readonly public: readonly string[]; readonly private: readonly string[]; readonly id?: string | undefined },
): ExistingNetwork {
  const network = { public: subnetsWith(world, given.public), private: subnetsWith(world, given.private) };
  const all = [...network.private, ...network.public];
  const VpcId = given.id ?? all[0]?.vpc ?? '';
  const stray = all.find(({ vpc }) => vpc !== VpcId);
  if (stray !== undefined) throw new EksctlError(`given ${stray.id} is in ${stray.vpc}, not in ${VpcId}`);
  const tooFew = [network.public, network.private].some((list) => list.length === 1);
  if (tooFew || all.length === 0) throw new EksctlError('insufficient number of subnets, at least 2x public and/or 2x private subnets are required');
  return { VpcId, ...network };
}

/** The ids of the subnets that a configuration names, by kind. */
export function namedSubnets({ vpc }: ClusterConfig): {
  readonly public: readonly string[];
  readonly private: readonly string[];
  readonly id?: string | undefined;
} {
  const ids = (kind: 'public' | 'private') => Object.values(vpc?.subnets?.[kind] ?? {}).flatMap(({ id }) => id ?? []);
  return { public: ids('public'), private: ids('private'), ...(vpc?.id === undefined ? {} : { id: vpc.id }) };
}

/** The name that eksctl makes up for a cluster: two words and the time. https://github.com/eksctl-io/eksctl/blob/main/pkg/utils/names/names.go */
export function clusterNameFor(world: World): string {
  const digits = sha1(`${world.seed} eksctl cluster ${world.counters.input}`);
  const pick = (list: readonly string[], at: number) => list[Number.parseInt(digits.slice(at, at + 4), 16) % list.length] as string;
  return `${pick(['attractive', 'beautiful', 'floral', 'fabulous', 'wonderful', 'scrumptious'], 0)}-${pick(['badger', 'creature', 'gopher', 'mushroom', 'party', 'sculpture'], 4)}-${Math.floor(world.now / 1000)}`;
}

/** The name that eksctl makes up for a node group. */
export function nodegroupNameFor(world: World): string {
  return `ng-${sha1(`${world.seed} eksctl nodegroup ${world.counters.input}`).slice(0, 8)}`;
}

/** https://github.com/eksctl-io/eksctl/blob/main/pkg/apis/eksctl.io/v1alpha5/defaults.go: m5.large, two nodes, 80 GiB. */
export const NODE_DEFAULTS = { instanceType: 'm5.large', nodes: 2, volumeSize: 80 };

/** The sizes of a node group: what is not given follows from what is. */
export function sizesOf({ desiredCapacity, minSize, maxSize }: NodeGroup): {
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredSize: number;
} {
  const desiredSize = desiredCapacity ?? minSize ?? NODE_DEFAULTS.nodes;
  return { minSize: minSize ?? desiredSize, maxSize: maxSize ?? Math.max(desiredSize, minSize ?? 0), desiredSize };
}

const AMI_TYPES: { readonly [family: string]: readonly [x86: string, arm: string] } = {
  AmazonLinux2023: ['AL2023_x86_64_STANDARD', 'AL2023_ARM_64_STANDARD'],
  Bottlerocket: ['BOTTLEROCKET_x86_64', 'BOTTLEROCKET_ARM_64'],
};

export function familyOf({ amiFamily = 'AmazonLinux2023' }: NodeGroup): string {
  return amiFamily;
}

/** The AMI type of EKS for the family and the processor: Graviton types have a g behind their generation. */
export function amiTypeOf(group: NodeGroup): string {
  const types = AMI_TYPES[familyOf(group)];
  if (types === undefined) throw new EksctlError(`AMI Family ${familyOf(group)} is not supported - use one of: ${Object.keys(AMI_TYPES).join(', ')}`);
  const type = group.instanceTypes?.[0] ?? group.instanceType ?? NODE_DEFAULTS.instanceType;
  return types[/^[a-z]+\d+g/.test(type) ? 1 : 0];
}
