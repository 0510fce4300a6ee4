/**
 * The routes that VPC Lattice puts into every route table of an associated VPC: its prefix lists, with `VpcLattice` as the target.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/consts.go (gatewayIDVPCLattice)
 */
import { isEmpty, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { awsPrefixLists } from '../prefix-list-of-aws.ts';
import type { Route } from '../route-table.ts';
import { activeAssociationOf } from './vpc-association.ts';

export const LATTICE_GATEWAY = 'VpcLattice';
const NONE: readonly Route[] = [];

/** The routes in the tables of the VPC, of IPv6 where the VPC has it; none in a VPC without an association. */
export function latticeRoutes(world: World, VpcId: string): readonly Route[] {
  if (isEmpty(world.aws.LatticeVpcAssociation) || activeAssociationOf(world, VpcId) === undefined) return NONE;
  const isDual = (objectAt(world.aws.Vpc, VpcId)?.Ipv6CidrBlockAssociationSet.length ?? 0) > 0;
  return awsPrefixLists(world.region)
    .filter(({ PrefixListName, AddressFamily }) => PrefixListName.endsWith('vpc-lattice') && (isDual || AddressFamily === 'IPv4'))
    .map(({ PrefixListId }) => ({ DestinationPrefixListId: PrefixListId, GatewayId: LATTICE_GATEWAY, Origin: 'CreateRoute' }));
}
