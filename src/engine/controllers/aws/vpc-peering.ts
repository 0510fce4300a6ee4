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
        return { at: now, because: { ko: '요청을 확인합니다.', en: 'The request is checked.' } };
      case 'provisioning':
        return { at: now, because: { ko: '요청이 수락되었습니다.', en: 'The request has been accepted.' } };
      case 'pending-acceptance':
        return {
          at: start + EXPIRES_AFTER,
          because: { ko: '7일 동안 아무도 요청을 수락하지 않았습니다.', en: 'Nobody has accepted the request for 7 days.' },
          periodic: true,
        };
      case 'rejected':
      case 'expired':
        return {
          at: start + LONG,
          because: { ko: '피어링 연결을 목록에서 지웁니다.', en: 'The connection is not listed any more.' },
          periodic: true,
        };
      case 'failed':
      case 'deleted':
        return {
          at: start + SHORT,
          because: { ko: '피어링 연결을 목록에서 지웁니다.', en: 'The connection is not listed any more.' },
          periodic: true,
        };
      default:
        return null;
    }
  },
});
