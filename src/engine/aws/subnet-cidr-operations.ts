/** IPv6 blocks of subnets. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateSubnetCidrBlock.html */
import { familyOf } from '../net/address.ts';
import { type Cidr, covers, overlaps, parseCidr, readCidr, showCidr } from '../net/cidr.ts';
import { lookup, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { mintIds } from './mint-ids.ts';
import { operation } from './operation.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { idOf, string } from './shape.ts';
import { ipv6BlocksOf, type Vpc } from './vpc.ts';

/** The IPv6 block that a subnet may have: a /44 to /64 in steps of 4, inside a block of the VPC and of no other subnet. */
export function freeIpv6Block(world: World, home: Vpc, text: string): Cidr | Refusal {
  const block = readCidr(text);
  if (block === null || familyOf(block.base) !== 6) {
    return refuse('InvalidParameterValue', `Value (${text}) for parameter ipv6CidrBlock is invalid. This is not a valid CIDR block.`);
  }
  const shown = showCidr(block);
  const inside = ipv6BlocksOf(home).some((outer) => covers(parseCidr(outer), block));
  if (!inside || block.prefix < 44 || block.prefix > 64 || block.prefix % 4 !== 0)
    return refuse('InvalidSubnet.Range', `The CIDR '${shown}' is invalid.`);
  const others = lookup(world.aws.Subnet, 'byVpc', home.VpcId).flatMap((subnet) => subnet.Ipv6CidrBlockAssociationSet);
  const taken = others.some((other) => overlaps(parseCidr(other.Ipv6CidrBlock), block));
  return taken ? refuse('InvalidSubnet.Conflict', `The CIDR '${shown}' conflicts with another subnet`) : block;
}

const associateSubnetCidrBlock = operation({
  service: 'ec2',
  name: 'AssociateSubnetCidrBlock',
  dryRun: false,
  kind: 'Subnet',
  writes: true,
  summary: { ko: '서브넷에 IPv6 블록을 더합니다.', en: 'Gives a subnet an IPv6 block.' },
  members: { SubnetId: { ...idOf('Subnet'), required: true }, Ipv6CidrBlock: string },
  run: ({ world, input, as }) => {
    const subnet = find(world, 'Subnet', input.SubnetId);
    if (isRefusal(subnet)) return subnet;
    const home = find(world, 'Vpc', subnet.VpcId);
    if (isRefusal(home)) return home;
    if (input.Ipv6CidrBlock === undefined) return refuse('MissingParameter', "Either 'ipv6CidrBlock' or 'ipv6IpamPoolId' should be provided.");
    const block = freeIpv6Block(world, home, input.Ipv6CidrBlock);
    if (isRefusal(block)) return block;
    if (subnet.Ipv6CidrBlockAssociationSet.length > 0) {
      return refuse('CidrLimitExceeded', `The subnet '${subnet.SubnetId}' has met its maximum number of allowed IPv6 CIDRs: 1`);
    }
    const minted = mintIds(world, as, ['subnet-cidr-assoc']);
    const added = { AssociationId: minted.ids[0], Ipv6CidrBlock: showCidr(block), Ipv6CidrBlockState: { State: 'associated' as const } };
    return {
      world: minted.world,
      effects: [store('Subnet', { ...subnet, Ipv6CidrBlockAssociationSet: [added] })],
      output: { Ipv6CidrBlockAssociation: { ...added, Ipv6CidrBlockState: { State: 'associating' } }, SubnetId: subnet.SubnetId },
    };
  },
});

const disassociateSubnetCidrBlock = operation({
  service: 'ec2',
  name: 'DisassociateSubnetCidrBlock',
  dryRun: false,
  kind: 'Subnet',
  writes: true,
  summary: { ko: '서브넷에서 IPv6 블록을 뺍니다.', en: 'Takes the IPv6 block of a subnet away.' },
  members: { AssociationId: { ...string, required: true } },
  run: ({ world, input: { AssociationId } }) => {
    const subnet = objectsOf(world.aws.Subnet).find((each) => each.Ipv6CidrBlockAssociationSet.some((held) => held.AssociationId === AssociationId));
    if (subnet === undefined) {
      const message = `The subnet CIDR block with association ID '${AssociationId}' does not exist`;
      return refuse('InvalidSubnetCidrBlockAssociationID.NotFound', message);
    }
    const used = lookup(world.aws.NetworkInterface, 'bySubnet', subnet.SubnetId).some((eni) => eni.Ipv6Addresses.length > 0);
    const [held] = subnet.Ipv6CidrBlockAssociationSet;
    if (used)
      return refuse('InvalidCidrBlock.InUse', `The subnet ${subnet.SubnetId} currently has interfaces with addresses of ${held?.Ipv6CidrBlock}`);
    return {
      effects: [store('Subnet', { ...subnet, Ipv6CidrBlockAssociationSet: [], AssignIpv6AddressOnCreation: false })],
      output: { Ipv6CidrBlockAssociation: { ...held, Ipv6CidrBlockState: { State: 'disassociating' } }, SubnetId: subnet.SubnetId },
    };
  },
});

export const subnetCidrOperations = [associateSubnetCidrBlock, disassociateSubnetCidrBlock];
