/**
 * Which IPv4 blocks may be added to a VPC.
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#add-cidr-block-restrictions
 */
import { type Cidr, covers, overlaps, parseCidr, showCidr } from '../net/cidr.ts';
import { lookup } from '../store.ts';
import type { World } from '../world.ts';
import { hasVpcSize } from './cidr-input.ts';
import { firstRefusal, type Refusal, refuse } from './refusal.ts';
import { cidrBlocksOf, type Vpc } from './vpc.ts';
import { blocksOf, peerOf } from './vpc-peering-connection.ts';

const BLOCKS_PER_VPC = 5;

const TEN = parseCidr('10.0.0.0/8');
const ONE_SEVENTY_TWO = parseCidr('172.16.0.0/12');
const ONE_NINETY_TWO = parseCidr('192.168.0.0/16');
const BENCHMARK = parseCidr('198.19.0.0/16');

/** The range of the primary block, and the ranges from which nothing may be added to it; the first that fits decides. */
const RESTRICTED: readonly (readonly [primary: Cidr, not: readonly Cidr[]])[] = [
  [parseCidr('10.0.0.0/15'), [parseCidr('10.0.0.0/16'), ONE_SEVENTY_TWO, ONE_NINETY_TWO, BENCHMARK]],
  [TEN, [ONE_SEVENTY_TWO, ONE_NINETY_TWO, BENCHMARK]],
  [ONE_SEVENTY_TWO, [TEN, ONE_NINETY_TWO, parseCidr('172.31.0.0/16'), BENCHMARK]],
  [ONE_NINETY_TWO, [TEN, ONE_SEVENTY_TWO, BENCHMARK]],
  [BENCHMARK, [TEN, ONE_SEVENTY_TWO, ONE_NINETY_TWO]],
];
/** For 100.64.0.0/10 and publicly routable primaries. */
const ELSEWHERE: readonly Cidr[] = [TEN, ONE_SEVENTY_TWO, ONE_NINETY_TWO, BENCHMARK];

/** Null when the block may be added to the VPC, else the refusal. */
export function checkSecondaryBlock(world: World, vpc: Vpc, block: Cidr): Refusal | null {
  return firstRefusal(
    checkSize(block),
    checkCount(vpc),
    checkRange(vpc, block),
    checkFree(vpc, block),
    checkRoutes(world, vpc, block),
    checkPeers(world, vpc, block),
  );
}

/** The range from which a VPC with this primary block may not get the block, or null. */
export function restrictionOf(primary: Cidr, block: Cidr): Cidr | null {
  const not = RESTRICTED.find(([range]) => covers(range, primary))?.[1] ?? ELSEWHERE;
  return not.find((range) => overlaps(range, block)) ?? null;
}

function checkSize(block: Cidr): Refusal | null {
  return hasVpcSize(block) ? null : refuse('InvalidVpc.Range', `The CIDR '${showCidr(block)}' is invalid.`);
}

function checkCount(vpc: Vpc): Refusal | null {
  if (vpc.CidrBlockAssociationSet.length < BLOCKS_PER_VPC) return null;
  return refuse('CidrLimitExceeded', `This network '${vpc.VpcId}' has met its maximum number of allowed CIDRs: ${BLOCKS_PER_VPC}`);
}

function checkRange(vpc: Vpc, block: Cidr): Refusal | null {
  if (restrictionOf(parseCidr(vpc.CidrBlock), block) === null) return null;
  const mend = 'Use a CIDR from the same private address range as the current VPC CIDR, or use a publicly-routable CIDR.';
  const more = 'For additional restrictions, see https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Subnets.html#VPC_Sizing';
  return refuse('InvalidVpc.Range', `The CIDR '${showCidr(block)}' is restricted. ${mend} ${more}`);
}

function checkFree(vpc: Vpc, block: Cidr): Refusal | null {
  const clash = cidrBlocksOf(vpc).find((each) => overlaps(parseCidr(each), block));
  if (clash === undefined) return null;
  return refuse('InvalidVpc.Range', `The CIDR '${showCidr(block)}' conflicts with the CIDR '${clash}' of the VPC '${vpc.VpcId}'.`);
}

/** A new block may not be the same as, or larger than, the destination of a route. */
function checkRoutes(world: World, vpc: Vpc, block: Cidr): Refusal | null {
  for (const table of lookup(world.aws.RouteTable, 'byVpc', vpc.VpcId)) {
    const row = table.Routes.find((each) => each.DestinationCidrBlock !== undefined && covers(block, parseCidr(each.DestinationCidrBlock)));
    if (row === undefined) continue;
    const what = `the route ${row.DestinationCidrBlock} in route table ${table.RouteTableId}`;
    return refuse('InvalidVpc.Range', `The CIDR '${showCidr(block)}' conflicts with ${what}.`);
  }
  return null;
}

function checkPeers(world: World, vpc: Vpc, block: Cidr): Refusal | null {
  for (const peering of lookup(world.aws.VpcPeeringConnection, 'byVpc', vpc.VpcId)) {
    const id = peering.VpcPeeringConnectionId;
    if (peering.Status.Code === 'pending-acceptance' && peering.RequesterVpcInfo.VpcId === vpc.VpcId) {
      return refuse('OperationNotPermitted', `The VPC '${vpc.VpcId}' has a pending VPC peering connection request '${id}'.`);
    }
    const peer = peering.Status.Code === 'active' ? peerOf(peering, vpc.VpcId) : undefined;
    const clash = peer === undefined ? undefined : blocksOf(world, peer).find((each) => overlaps(parseCidr(each), block));
    if (clash === undefined) continue;
    return refuse('InvalidVpc.Range', `The CIDR '${showCidr(block)}' conflicts with the CIDR '${clash}' of the VPC peering connection '${id}'.`);
  }
  return null;
}
