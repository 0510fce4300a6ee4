import type { AwsKind } from '../../kind.ts';
import { lookup } from '../../store.ts';
import type { World } from '../../world.ts';

/**
 * A service network: services, and the VPCs whose clients may call them.
 * https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_GetServiceNetwork.html
 */
export type LatticeServiceNetwork = {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly authType: 'NONE' | 'AWS_IAM';
  readonly createdAt: string;
  /** The auth policy, as it was given. */
  readonly authPolicy?: string;
};

export const latticeServiceNetwork: AwsKind<LatticeServiceNetwork> = {
  plane: 'aws',
  kind: 'LatticeServiceNetwork',
  service: 'vpc-lattice',
  idPrefix: 'sn',
  idMember: 'id',
  indices: { byName: ({ name }) => [name] },
  describe: {
    operation: 'ListServiceNetworks',
    idsMember: 'serviceNetworkIdentifier',
    listMember: 'LatticeServiceNetworks',
    notFound: 'ResourceNotFoundException',
    malformed: 'ValidationException',
    show: ({ authPolicy: _policy, authType: _auth, ...network }, world) => ({
      ...network,
      lastUpdatedAt: network.createdAt,
      ...associationCounts(world, network.id),
      numberOfAssociatedResourceConfigurations: 0,
    }),
    filters: {},
  },
};

/** How many VPCs and services are associated. */
export function associationCounts(world: World, id: string): object {
  return {
    numberOfAssociatedServices: lookup(world.aws.LatticeServiceAssociation, 'byServiceNetwork', id).length,
    numberOfAssociatedVPCs: lookup(world.aws.LatticeVpcAssociation, 'byServiceNetwork', id).length,
  };
}
