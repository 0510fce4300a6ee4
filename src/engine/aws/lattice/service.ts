import type { AwsKind } from '../../kind.ts';
import { domainNameOf } from './addresses.ts';

/**
 * A service: listeners with rules that send requests to target groups, under a name of its own.
 * https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_GetService.html
 */
export type LatticeService = {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly status: 'CREATE_IN_PROGRESS' | 'ACTIVE' | 'DELETE_IN_PROGRESS';
  readonly authType: 'NONE' | 'AWS_IAM';
  readonly createdAt: string;
  readonly customDomainName?: string;
  readonly certificateArn?: string;
  /** The auth policy, as it was given. */
  readonly authPolicy?: string;
  /** From when its status holds, in simulated milliseconds since 1970. */
  readonly since?: number;
};

export const latticeService: AwsKind<LatticeService> = {
  plane: 'aws',
  kind: 'LatticeService',
  service: 'vpc-lattice',
  idPrefix: 'svc',
  idMember: 'id',
  indices: { byName: ({ name }) => [name], byDomainName: (service) => [domainNameOf(service)] },
  describe: {
    operation: 'ListServices',
    idsMember: 'serviceIdentifier',
    listMember: 'LatticeServices',
    notFound: 'ResourceNotFoundException',
    malformed: 'ValidationException',
    show: (service) => {
      const { authType: _auth, certificateArn: _certificate, ...summary } = showService(service);
      return summary;
    },
    filters: {},
  },
};

/** As GetService prints it. */
export function showService({ since: _since, authPolicy: _policy, ...service }: LatticeService) {
  return { ...service, lastUpdatedAt: service.createdAt, dnsEntry: dnsEntryOf(service) };
}

/** The name of the service, and the zone that aliases to it have to name. */
export function dnsEntryOf(service: Pick<LatticeService, 'id' | 'name' | 'arn'>) {
  return { domainName: domainNameOf(service), hostedZoneId: 'Z09127221KTH2CFUOHIZH' };
}
