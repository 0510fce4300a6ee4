import type { AwsKind } from '../../kind.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';

/**
 * The association of a VPC with a service network: its clients may call the services of the network, as far as its groups let them.
 * https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_GetServiceNetworkVpcAssociation.html
 */
export type LatticeVpcAssociation = {
  readonly id: string;
  readonly arn: string;
  readonly status: 'CREATE_IN_PROGRESS' | 'ACTIVE' | 'UPDATE_IN_PROGRESS' | 'DELETE_IN_PROGRESS';
  readonly createdBy: string;
  readonly createdAt: string;
  readonly serviceNetworkId: string;
  readonly vpcId: string;
  readonly securityGroupIds: readonly string[];
  /** From when its status holds, in simulated milliseconds since 1970. */
  readonly since?: number;
};

export const latticeVpcAssociation: AwsKind<LatticeVpcAssociation> = {
  plane: 'aws',
  kind: 'LatticeVpcAssociation',
  service: 'vpc-lattice',
  idPrefix: 'snva',
  idMember: 'id',
  indices: {
    byVpc: ({ vpcId }) => [vpcId],
    byServiceNetwork: ({ serviceNetworkId }) => [serviceNetworkId],
    bySecurityGroup: ({ securityGroupIds }) => securityGroupIds,
  },
  describe: {
    operation: 'ListServiceNetworkVpcAssociations',
    idsMember: 'serviceNetworkVpcAssociationIdentifier',
    listMember: 'LatticeVpcAssociations',
    notFound: 'ResourceNotFoundException',
    malformed: 'ValidationException',
    show: (association, world) => showVpcAssociation(association, world),
    filters: {},
  },
};

/** As GetServiceNetworkVpcAssociation prints it; the list leaves the groups out. */
export function showVpcAssociation({ since: _since, ...association }: LatticeVpcAssociation, world: World): Omit<LatticeVpcAssociation, 'since'> {
  const network = objectAt(world.aws.LatticeServiceNetwork, association.serviceNetworkId);
  const named = network === undefined ? {} : { serviceNetworkName: network.name, serviceNetworkArn: network.arn };
  return { ...association, ...named, ...{ lastUpdatedAt: association.createdAt } };
}

/** The association that carries the traffic of a VPC: a VPC has one at most. */
export function activeAssociationOf(world: World, VpcId: string): LatticeVpcAssociation | undefined {
  return lookup(world.aws.LatticeVpcAssociation, 'byVpc', VpcId).find(({ status }) => status === 'ACTIVE' || status === 'UPDATE_IN_PROGRESS');
}
