/** The NAT gateway service: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html */
import { isProvisioned } from '../../aws/nat-gateway-operations.ts';
import { lifecycle, seconds } from './lifecycle.ts';

/** How long AWS takes; the documentation says only that it takes some time. */
const TO_AVAILABLE = seconds(90);
const TO_DELETED = seconds(45);
/** Deleted and failed gateways are listed for about an hour. */
const REMEMBERED = seconds(3600);

export const natGatewayService = lifecycle({
  name: 'natgateway.amazonaws.com',
  role: 'AWSServiceRoleForNATGateway',
  kind: 'NatGateway',
  verb: 'AdvanceNatGateway',
  member: 'NatGatewayId',
  next: (gateway, { now }) => {
    const since = gateway.since ?? now;
    switch (gateway.State) {
      case 'pending':
        if (!isProvisioned(gateway))
          return { at: now, because: { ko: 'NAT 게이트웨이가 ENI와 주소를 받습니다.', en: 'The NAT gateway gets its interface and its address.' } };
        return { at: since + TO_AVAILABLE, because: { ko: 'NAT 게이트웨이가 준비되었습니다.', en: 'The NAT gateway is ready.' } };
      case 'deleting':
        return {
          at: since + TO_DELETED,
          because: { ko: 'NAT 게이트웨이가 ENI와 주소를 돌려줍니다.', en: 'The NAT gateway gives its interface and its address back.' },
        };
      case 'failed':
      case 'deleted':
        return {
          at: since + REMEMBERED,
          because: { ko: 'NAT 게이트웨이를 목록에서 지웁니다.', en: 'The NAT gateway is not listed any more.' },
          periodic: true,
        };
      case 'available':
        return null;
    }
  },
});
