/** The Site-to-Site VPN service: https://docs.aws.amazon.com/vpn/latest/s2svpn/SetUpVPNConnections.html */
import { lifecycle, seconds } from './lifecycle.ts';

/** How long AWS takes; the documentation says only that it may take a few minutes. */
const TO_AVAILABLE = seconds(240);
const TO_DELETED = seconds(60);
const REMEMBERED = seconds(3600);

export const vpnService = lifecycle({
  name: 'vpn.amazonaws.com',
  role: 'AWSServiceRoleForVPCS2SVPN',
  kind: 'VpnConnection',
  verb: 'AdvanceVpnConnection',
  member: 'VpnConnectionId',
  next: ({ State, since }) => {
    if (since === undefined) return null;
    if (State === 'pending') return { at: since + TO_AVAILABLE, because: { ko: 'VPN 연결이 설정되었습니다.', en: 'The VPN connection is set up.' } };
    if (State === 'deleting') return { at: since + TO_DELETED, because: { ko: 'VPN 연결을 해제했습니다.', en: 'The VPN connection is taken down.' } };
    if (State === 'deleted')
      return {
        at: since + REMEMBERED,
        because: { ko: '삭제한 VPN 연결을 목록에서 지웁니다.', en: 'The deleted VPN connection is not listed any more.' },
        periodic: true,
      };
    return null;
  },
});
