/** VPC peering: requests that are checked, accepted, expire. https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html */
import { EXPIRES_AFTER } from '../../aws/vpc-peering-operations.ts';
import { lifecycle, seconds } from './lifecycle.ts';

/** Failed and deleted connections are listed for 2 hours, rejected and expired ones for 2 days. */
const SHORT = seconds(2 * 3600);
const LONG = seconds(2 * 24 * 3600);

export const vpcPeeringService = lifecycle({
  name: 'vpc-peering.ec2.amazonaws.com',
  role: 'AWSServiceRoleForVPCPeering',
  kind: 'VpcPeeringConnection',
  verb: 'AdvanceVpcPeeringConnection',
  member: 'VpcPeeringConnectionId',
  next: ({ Status: { Code }, since }, { now }) => {
    const start = since ?? now;
    switch (Code) {
      case 'initiating-request':
        return { at: now, because: 'The request is checked.' };
      case 'provisioning':
        return { at: now, because: 'The request has been accepted.' };
      case 'pending-acceptance':
        return { at: start + EXPIRES_AFTER, because: 'Nobody has accepted the request for 7 days.', periodic: true };
      case 'rejected':
      case 'expired':
        return { at: start + LONG, because: 'The connection is not listed any more.', periodic: true };
      case 'failed':
      case 'deleted':
        return { at: start + SHORT, because: 'The connection is not listed any more.', periodic: true };
      default:
        return null;
    }
  },
});
