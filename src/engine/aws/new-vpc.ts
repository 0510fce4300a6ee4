/** A new VPC with everything that it has from its creation. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html */
import type { Effect } from '../change.ts';
import type { Principal } from '../principal.ts';
import type { World } from '../world.ts';
import { DEFAULT_DHCP_OPTIONS } from './dhcp-options.ts';
import { store } from './effects.ts';
import { drawIpv6Block } from './ipv6-pool.ts';
import { mintIds } from './mint-ids.ts';
import type { NetworkAcl } from './network-acl.ts';
import type { Tag } from './spelling.ts';
import type { Vpc } from './vpc.ts';
import { defaultNetworkAclFor, defaultSecurityGroupFor, fromItself, mainRouteTableFor, toEverywhere, toEverywhereIpv6 } from './vpc-companions.ts';
import { withIpv6 } from './vpc-ipv6.ts';

type Wanted = { readonly CidrBlock: string; readonly Tags: readonly Tag[]; readonly ipv6: boolean; readonly isDefault?: boolean };
export type NewVpc = {
  readonly world: World;
  readonly vpc: Vpc;
  readonly acl: NetworkAcl;
  readonly RouteTableId: string;
  readonly effects: readonly Effect[];
};

/** The VPC, its main route table, default ACL and default group as effects, and the world that remembers their ids. */
export function newVpc(world: World, as: Principal, { CidrBlock, Tags, ipv6, isDefault = false }: Wanted): NewVpc {
  const drawn = ipv6 ? drawIpv6Block(world, as) : { world, block: null };
  const minted = mintIds(drawn.world, as, ['vpc', 'vpc-cidr-assoc', 'rtb', 'rtbassoc', 'acl', 'sg', 'sgr', 'sgr']);
  const [VpcId, AssociationId, rtb, rtbassoc, aclId, sg, ingress, egress] = minted.ids;
  const six = drawn.block === null ? null : mintIds(minted.world, as, ['vpc-cidr-assoc', 'sgr']);
  const vpc: Vpc = {
    VpcId,
    OwnerId: world.account,
    CidrBlock,
    CidrBlockAssociationSet: [{ AssociationId, CidrBlock, CidrBlockState: { State: 'associated' } }],
    Ipv6CidrBlockAssociationSet: six === null ? [] : [ipv6Association(world, six.ids[0], drawn.block as string)],
    DhcpOptionsId: DEFAULT_DHCP_OPTIONS,
    InstanceTenancy: 'default',
    IsDefault: isDefault,
    Tags,
    EnableDnsSupport: true,
    EnableDnsHostnames: isDefault,
  };
  const group = defaultSecurityGroupFor(vpc, sg);
  const bare = defaultNetworkAclFor(vpc, aclId);
  const acl = six === null ? bare : withIpv6(bare);
  return {
    world: six?.world ?? minted.world,
    vpc,
    acl,
    RouteTableId: rtb,
    effects: [
      store('Vpc', vpc),
      store('RouteTable', mainRouteTableFor(vpc, rtb, rtbassoc)),
      store('NetworkAcl', acl),
      store('SecurityGroup', group),
      store('SecurityGroupRule', fromItself(group, ingress)),
      store('SecurityGroupRule', toEverywhere(group, egress)),
      ...(six === null ? [] : [store('SecurityGroupRule', toEverywhereIpv6(group, six.ids[1]))]),
    ],
  };
}

/** The VPC as the call that makes it answers: not available yet. */
export function showNew(vpc: Vpc): object {
  return {
    OwnerId: vpc.OwnerId,
    InstanceTenancy: vpc.InstanceTenancy,
    Ipv6CidrBlockAssociationSet: vpc.Ipv6CidrBlockAssociationSet.map((each) => ({ ...each, Ipv6CidrBlockState: { State: 'associating' } })),
    CidrBlockAssociationSet: vpc.CidrBlockAssociationSet,
    IsDefault: vpc.IsDefault,
    ...(vpc.Tags.length === 0 ? {} : { Tags: vpc.Tags }),
    VpcId: vpc.VpcId,
    State: 'pending',
    CidrBlock: vpc.CidrBlock,
    DhcpOptionsId: vpc.DhcpOptionsId,
  };
}

function ipv6Association(world: World, AssociationId: string, Ipv6CidrBlock: string): Vpc['Ipv6CidrBlockAssociationSet'][number] {
  return { AssociationId, Ipv6CidrBlock, Ipv6CidrBlockState: { State: 'associated' }, NetworkBorderGroup: world.region, Ipv6Pool: 'Amazon' };
}
