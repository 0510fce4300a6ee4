import type { AwsKind } from '../../kind.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { dnsEntryOf, type LatticeService } from './service.ts';

/**
 * The association of a service with a service network.
 * https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_GetServiceNetworkServiceAssociation.html
 */
export type LatticeServiceAssociation = {
  readonly id: string;
  readonly arn: string;
  readonly status: 'CREATE_IN_PROGRESS' | 'ACTIVE' | 'DELETE_IN_PROGRESS';
  readonly createdBy: string;
  readonly createdAt: string;
  readonly serviceId: string;
  readonly serviceNetworkId: string;
  /** From when its status holds, in simulated milliseconds since 1970. */
  readonly since?: number;
};

export const latticeServiceAssociation: AwsKind<LatticeServiceAssociation> = {
  plane: 'aws',
  kind: 'LatticeServiceAssociation',
  service: 'vpc-lattice',
  idPrefix: 'snsa',
  idMember: 'id',
  indices: { byService: ({ serviceId }) => [serviceId], byServiceNetwork: ({ serviceNetworkId }) => [serviceNetworkId] },
  describe: {
    operation: 'ListServiceNetworkServiceAssociations',
    idsMember: 'serviceNetworkServiceAssociationIdentifier',
    listMember: 'LatticeServiceAssociations',
    notFound: 'ResourceNotFoundException',
    malformed: 'ValidationException',
    show: showServiceAssociation,
    filters: {},
  },
};

function showServiceAssociation({ since: _since, ...association }: LatticeServiceAssociation, world: World): object {
  const network = objectAt(world.aws.LatticeServiceNetwork, association.serviceNetworkId);
  const service = objectAt(world.aws.LatticeService, association.serviceId);
  return {
    ...association,
    ...(network === undefined ? {} : { serviceNetworkName: network.name, serviceNetworkArn: network.arn }),
    ...(service === undefined ? {} : { serviceName: service.name, serviceArn: service.arn, dnsEntry: dnsEntryOf(service) }),
    ...(service?.customDomainName === undefined ? {} : { customDomainName: service.customDomainName }),
  };
}

/** The services that clients of the network may call, in ascending order of id. */
export function servicesIn(world: World, serviceNetworkId: string): readonly LatticeService[] {
  return lookup(world.aws.LatticeServiceAssociation, 'byServiceNetwork', serviceNetworkId)
    .filter(({ status }) => status === 'ACTIVE')
    .flatMap(({ serviceId }) => objectAt(world.aws.LatticeService, serviceId) ?? [])
    .filter(({ status }) => status === 'ACTIVE');
}
