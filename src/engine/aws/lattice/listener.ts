import type { AwsKind } from '../../kind.ts';
import type { LatticeAction } from './action.ts';
import { targetGroupsIn } from './action.ts';

/**
 * A listener of a service.
 * https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_GetListener.html
 */
export type LatticeListener = {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly protocol: 'HTTP' | 'HTTPS' | 'TLS_PASSTHROUGH';
  readonly port: number;
  readonly serviceId: string;
  readonly serviceArn: string;
  readonly defaultAction: LatticeAction;
  readonly createdAt: string;
};

export const latticeListener: AwsKind<LatticeListener> = {
  plane: 'aws',
  kind: 'LatticeListener',
  service: 'vpc-lattice',
  idPrefix: 'listener',
  idMember: 'id',
  indices: { byService: ({ serviceId }) => [serviceId], byTargetGroup: ({ defaultAction }) => targetGroupsIn(defaultAction) },
  describe: {
    operation: 'ListListeners',
    idsMember: 'listenerIdentifier',
    listMember: 'LatticeListeners',
    notFound: 'ResourceNotFoundException',
    malformed: 'ValidationException',
    show: ({ arn, id, name, protocol, port, createdAt }) => ({ arn, createdAt, id, lastUpdatedAt: createdAt, name, port, protocol }),
    filters: {},
  },
};
