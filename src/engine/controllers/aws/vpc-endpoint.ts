/** AWS PrivateLink: interface endpoints become available, and go. */
import { lifecycle, seconds } from './lifecycle.ts';

/** How long AWS takes; the documentation says only that it takes some time. */
const TO_AVAILABLE = seconds(60);
const TO_GONE = seconds(30);

export const vpcEndpointService = lifecycle({
  name: 'privatelink.amazonaws.com',
  role: 'AWSServiceRoleForVPCEndpoints',
  kind: 'VpcEndpoint',
  verb: 'AdvanceVpcEndpoint',
  member: 'VpcEndpointId',
  next: ({ State, since }, { now }) => {
    if (State === 'pending')
      return { at: (since ?? now) + TO_AVAILABLE, because: { ko: '엔드포인트가 준비되었습니다.', en: 'The endpoint is ready.' } };
    return State === 'deleting'
      ? { at: (since ?? now) + TO_GONE, because: { ko: '엔드포인트가 ENI를 돌려줍니다.', en: 'The endpoint gives its interfaces back.' } }
      : null;
  },
});
