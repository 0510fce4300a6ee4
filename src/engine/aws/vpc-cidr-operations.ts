/** Blocks that are added to a VPC. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateVpcCidrBlock.html */
import type { Effect } from '../change.ts';
import { covers, parseCidr, showCidr } from '../net/cidr.ts';
import { lookup, objectsOf } from '../store.ts';
import type { World } from '../world.ts';
import { readBlock } from './cidr-input.ts';
import { store } from './effects.ts';
import { find } from './find.ts';
import { drawIpv6Block } from './ipv6-pool.ts';
import { mintIds } from './mint-ids.ts';
import { type Done, operation } from './operation.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { boolean, idOf, string } from './shape.ts';
import type { Vpc } from './vpc.ts';
import { checkSecondaryBlock } from './vpc-cidr.ts';
import { ipv6Companions } from './vpc-ipv6.ts';

const IPV6_BLOCKS_PER_VPC = 5;

const associateVpcCidrBlock = operation({
  service: 'ec2',
  name: 'AssociateVpcCidrBlock',
  dryRun: false,
  kind: 'Vpc',
  writes: true,
  summary: { ko: 'VPC에 IPv4 또는 IPv6 블록을 더합니다.', en: 'Adds an IPv4 or IPv6 block to a VPC.' },
  members: { CidrBlock: string, AmazonProvidedIpv6CidrBlock: boolean, VpcId: { ...idOf('Vpc'), required: true } },
  run: ({ world, input, as }) => {
    const vpc = find(world, 'Vpc', input.VpcId);
    if (isRefusal(vpc)) return vpc;
    const six = input.AmazonProvidedIpv6CidrBlock === true;
    if (six === (input.CidrBlock !== undefined)) {
      return refuse(
        six ? 'InvalidParameterCombination' : 'MissingParameter',
        'The request must contain exactly one of cidrBlock, amazonProvidedIpv6CidrBlock.',
      );
    }
    const minted = mintIds(world, as, ['vpc-cidr-assoc']);
    const AssociationId = minted.ids[0];
    if (input.CidrBlock === undefined) return associateIpv6({ ...minted, as }, vpc, AssociationId);
    const block = readBlock(input.CidrBlock, 'cidrBlock');
    if (isRefusal(block)) return block;
    const wrong = checkSecondaryBlock(world, vpc, block);
    if (wrong !== null) return wrong;
    const CidrBlock = showCidr(block);
    const added = { AssociationId, CidrBlock, CidrBlockState: { State: 'associated' as const } };
    const changed = { ...vpc, CidrBlockAssociationSet: [...vpc.CidrBlockAssociationSet, added] };
    return {
      world: minted.world,
      effects: [store('Vpc', changed), ...withLocalRoute(world, vpc, { DestinationCidrBlock: CidrBlock })],
      output: { CidrBlockAssociation: { ...added, CidrBlockState: { State: 'associating' } }, VpcId: vpc.VpcId },
    };
  },
});

function associateIpv6(
  { world, as }: { readonly world: World; readonly as: Parameters<typeof drawIpv6Block>[1] },
  vpc: Vpc,
  AssociationId: string,
): Done | Refusal {
  if (vpc.Ipv6CidrBlockAssociationSet.length >= IPV6_BLOCKS_PER_VPC) {
    return refuse('CidrLimitExceeded', `This network '${vpc.VpcId}' has met its maximum number of allowed CIDRs: ${IPV6_BLOCKS_PER_VPC}`);
  }
  const drawn = drawIpv6Block(world, as);
  const added = {
    AssociationId,
    Ipv6CidrBlock: drawn.block,
    Ipv6CidrBlockState: { State: 'associated' as const },
    NetworkBorderGroup: world.region,
    Ipv6Pool: 'Amazon',
  };
  const changed = { ...vpc, Ipv6CidrBlockAssociationSet: [...vpc.Ipv6CidrBlockAssociationSet, added] };
  const companions = vpc.Ipv6CidrBlockAssociationSet.length === 0 ? ipv6Companions(drawn.world, as, vpc.VpcId) : { world: drawn.world, effects: [] };
  return {
    world: companions.world,
    effects: [store('Vpc', changed), ...withLocalRoute(world, vpc, { DestinationIpv6CidrBlock: drawn.block }), ...companions.effects],
    output: { Ipv6CidrBlockAssociation: { ...added, Ipv6CidrBlockState: { State: 'associating' } }, VpcId: vpc.VpcId },
  };
}

type Destination = { readonly DestinationCidrBlock: string } | { readonly DestinationIpv6CidrBlock: string };

/** Every table of the VPC gets a local route for the block, behind the local routes that it has. */
function withLocalRoute(world: World, vpc: Vpc, destination: Destination): Effect[] {
  return lookup(world.aws.RouteTable, 'byVpc', vpc.VpcId).map((table) => {
    const local = table.Routes.filter((row) => row.Origin === 'CreateRouteTable');
    const rest = table.Routes.filter((row) => row.Origin !== 'CreateRouteTable');
    return store('RouteTable', { ...table, Routes: [...local, { ...destination, GatewayId: 'local', Origin: 'CreateRouteTable' }, ...rest] });
  });
}

function withoutLocalRoute(world: World, vpc: Vpc, block: string): Effect[] {
  return lookup(world.aws.RouteTable, 'byVpc', vpc.VpcId).map((table) => {
    const goes = (row: (typeof table.Routes)[number]) =>
      row.Origin === 'CreateRouteTable' && (row.DestinationCidrBlock === block || row.DestinationIpv6CidrBlock === block);
    return store('RouteTable', { ...table, Routes: table.Routes.filter((row) => !goes(row)) });
  });
}

const disassociateVpcCidrBlock = operation({
  service: 'ec2',
  name: 'DisassociateVpcCidrBlock',
  dryRun: false,
  kind: 'Vpc',
  writes: true,
  summary: { ko: 'VPC에서 블록을 뺍니다. 기본 IPv4 블록은 뺄 수 없습니다.', en: 'Takes a block away from a VPC; the primary IPv4 block stays.' },
  members: { AssociationId: { ...string, required: true } },
  run: ({ world, input: { AssociationId } }) => {
    for (const vpc of objectsOf(world.aws.Vpc)) {
      const four = vpc.CidrBlockAssociationSet.find((each) => each.AssociationId === AssociationId);
      if (four !== undefined) return disassociateIpv4(world, vpc, four);
      const six = vpc.Ipv6CidrBlockAssociationSet.find((each) => each.AssociationId === AssociationId);
      if (six !== undefined) return disassociateIpv6(world, vpc, six);
    }
    return refuse('InvalidVpcCidrBlockAssociationIdError.NotFound', `The vpc CIDR block association ID '${AssociationId}' does not exist`);
  },
});

function disassociateIpv4(world: World, vpc: Vpc, held: Vpc['CidrBlockAssociationSet'][number]): Done | Refusal {
  const { AssociationId, CidrBlock } = held;
  if (CidrBlock === vpc.CidrBlock) {
    const reason = 'It is the primary IPv4 CIDR block of the VPC';
    return refuse('OperationNotPermitted', `The vpc CIDR block with association ID ${AssociationId} may not be disassociated. ${reason}`);
  }
  const inside = lookup(world.aws.Subnet, 'byVpc', vpc.VpcId).some((subnet) => covers(parseCidr(CidrBlock), parseCidr(subnet.CidrBlock)));
  if (inside) return blockInUse(vpc, CidrBlock);
  const changed = { ...vpc, CidrBlockAssociationSet: vpc.CidrBlockAssociationSet.filter((each) => each !== held) };
  return {
    effects: [store('Vpc', changed), ...withoutLocalRoute(world, vpc, CidrBlock)],
    output: { CidrBlockAssociation: { AssociationId, CidrBlock, CidrBlockState: { State: 'disassociating' } }, VpcId: vpc.VpcId },
  };
}

function disassociateIpv6(world: World, vpc: Vpc, held: Vpc['Ipv6CidrBlockAssociationSet'][number]): Done | Refusal {
  const { AssociationId, Ipv6CidrBlock } = held;
  const subnets = lookup(world.aws.Subnet, 'byVpc', vpc.VpcId).flatMap((subnet) => subnet.Ipv6CidrBlockAssociationSet);
  if (subnets.some((each) => covers(parseCidr(Ipv6CidrBlock), parseCidr(each.Ipv6CidrBlock)))) return blockInUse(vpc, Ipv6CidrBlock);
  const changed = { ...vpc, Ipv6CidrBlockAssociationSet: vpc.Ipv6CidrBlockAssociationSet.filter((each) => each !== held) };
  return {
    effects: [store('Vpc', changed), ...withoutLocalRoute(world, vpc, Ipv6CidrBlock)],
    output: {
      Ipv6CidrBlockAssociation: { AssociationId, Ipv6CidrBlock, Ipv6CidrBlockState: { State: 'disassociating' } },
      VpcId: vpc.VpcId,
    },
  };
}

function blockInUse(vpc: Vpc, block: string): Refusal {
  return refuse('InvalidCidrBlock.InUse', `The vpc ${vpc.VpcId} currently has a subnet within CIDR block ${block}`);
}

export const vpcCidrOperations = [associateVpcCidrBlock, disassociateVpcCidrBlock];
