/** AWS Transit Gateway: gateways and attachments come and go. */
import type { Lifecycle } from '../../aws/lifecycle.ts';
import type { World } from '../../world.ts';
import { lifecycle, type NextStep, seconds } from './lifecycle.ts';

/** How long AWS takes; the documentation says only that it takes some time. */
const TO_READY = seconds(90);
const TO_DELETED = seconds(60);
/** How long a deleted one is listed. */
const REMEMBERED = seconds(3600);

const service = { name: 'transitgateway.amazonaws.com', role: 'AWSServiceRoleForVPCTransitGateway' } as const;

function next({ State, since }: Lifecycle & { readonly State: string }, { now }: World): NextStep | null {
  const start = since ?? now;
  if (State === 'pending') return { at: start + TO_READY, because: { ko: '준비되었습니다.', en: 'It is ready.' } };
  if (State === 'deleting') return { at: start + TO_DELETED, because: { ko: '삭제를 마쳤습니다.', en: 'It has been taken down.' } };
  return State === 'deleted'
    ? { at: start + REMEMBERED, because: { ko: '목록에서 지웁니다.', en: 'It is not listed any more.' }, periodic: true }
    : null;
}

export const transitGatewayService = lifecycle({
  ...service,
  kind: 'TransitGateway',
  verb: 'AdvanceTransitGateway',
  member: 'TransitGatewayId',
  next,
});

export const transitGatewayAttachmentService = lifecycle({
  ...service,
  kind: 'TransitGatewayVpcAttachment',
  verb: 'AdvanceTransitGatewayVpcAttachment',
  member: 'TransitGatewayAttachmentId',
  next,
});
