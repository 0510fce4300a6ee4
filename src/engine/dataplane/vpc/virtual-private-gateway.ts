/**
 * A virtual private gateway: VPN connections between a VPC and networks on premises. It reaches the whole range of its VPC,
 * whatever the route tables there say, and no public address.
 * https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html
 */
import type { VpnConnection } from '../../aws/vpn-connection.ts';
import { blocksBehind } from '../../aws/vpn-propagation.ts';
import { showAddress } from '../../net/address.ts';
import { type Cidr, contains, parseCidr } from '../../net/cidr.ts';
import type { Packet } from '../../net/packet.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element, type Pass, type Where } from '../element.ts';
import { atOnPremises } from '../place.ts';
import { oneOf } from '../share.ts';
import { vpcBehind } from './vpc-behind.ts';
import { isInVpc } from './vpc-network.ts';

const reasons = {
  VPN_ENTERS_VPC: {
    ko: '{vgw} 가상 프라이빗 게이트웨이가 온프레미스에서 온 패킷을 {vpc} VPC로 들여보냈습니다.',
    en: 'Virtual private gateway {vgw} lets the packet from on premises into VPC {vpc}.',
    concept: 'vpn-joins-on-premises',
  },
  VPN_LEAVES_VPC: {
    ko: '{vgw} 가상 프라이빗 게이트웨이가 {dst} 주소를 {route} 라우트에 따라 {vpn} VPN 연결로 보냈습니다. 터널 두 개 가운데 {tunnel} 터널을 썼습니다.',
    en: 'Virtual private gateway {vgw} sends the packet for {dst} through VPN connection {vpn}, by route {route}. Of its two tunnels it takes {tunnel}.',
    concept: 'vpn-joins-on-premises',
  },
  VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: {
    ko: '{dst} 주소는 {vpc} VPC의 대역에 없습니다. {vgw} 가상 프라이빗 게이트웨이는 VPC의 프라이빗 주소로만 보내므로 패킷을 버렸습니다.',
    en: 'Address {dst} is not in the range of VPC {vpc}. Virtual private gateway {vgw} delivers to private addresses of its VPC only, so the packet is dropped.',
    concept: 'vpn-joins-on-premises',
  },
  VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS: {
    ko: '출발지 {src} 주소가 {vpc} VPC의 대역에 없습니다. {vgw} 가상 프라이빗 게이트웨이가 패킷을 버렸습니다.',
    en: 'Source {src} is not in the range of VPC {vpc}, so virtual private gateway {vgw} drops the packet.',
    concept: 'vpn-joins-on-premises',
  },
  VPN_HAS_NO_ROUTE: {
    ko: '{vgw} 가상 프라이빗 게이트웨이의 VPN 연결 가운데 {dst} 주소로 가는 라우트가 있는 연결이 없어 패킷을 버렸습니다.',
    en: 'No VPN connection of virtual private gateway {vgw} has a route for {dst}, so the packet is dropped.',
    concept: 'vpn-joins-on-premises',
  },
  BAD_STATE_VPN: {
    ko: '{vpn} VPN 연결의 터널이 모두 끊겨 {dst} 주소로 가는 패킷을 버렸습니다.',
    en: 'Both tunnels of VPN connection {vpn} are down, so the packet for {dst} is dropped.',
    concept: 'vpn-joins-on-premises',
  },
};

export const virtualPrivateGateway = element({
  name: 'virtual-private-gateway',
  title: { ko: '가상 프라이빗 게이트웨이', en: 'virtual private gateway' },
  reasons,
  pass: (at, packet) => (at.place.name === 'vpn-gateway-in' ? [inward(at, packet)] : outward(at, packet)),
});

type VgwPass = Pass<typeof reasons>;

function inward({ world, place }: Where, packet: Packet): VgwPass {
  const object = { plane: 'aws', kind: 'VpnGateway', key: place.of.key } as const;
  const home = objectAt(world.aws.Vpc, vpcBehind(world, place));
  const params = { vgw: place.of.key, vpc: home?.VpcId ?? '-', dst: showAddress(packet.destination) };
  const inside = home !== undefined && isInVpc(home, packet.destination);
  if (!inside) return { verdict: 'no-route', because: 'VGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS', params, object };
  return { verdict: 'forward', because: 'VPN_ENTERS_VPC', params, object };
}

function outward({ world, place }: Where, packet: Packet): VgwPass[] {
  const vgw = place.of.key;
  const object = { plane: 'aws', kind: 'VpnGateway', key: vgw } as const;
  const home = objectAt(world.aws.Vpc, vpcBehind(world, place));
  const params = { vgw, vpc: home?.VpcId ?? '-', src: showAddress(packet.source), dst: showAddress(packet.destination) };
  if (home === undefined || !isInVpc(home, packet.source))
    return [{ verdict: 'drop', because: 'VGW_PRIVATE_IP_ASSOCIATION_FOR_EGRESS', params, object }];
  const best = bestRoute(world, vgw, packet);
  if (best === null) return [{ verdict: 'no-route', because: 'VPN_HAS_NO_ROUTE', params, object }];
  const { connection, text } = best;
  const decided = { ...params, vpn: connection.VpnConnectionId, route: text };
  const row = () => ({ table: connection.VpnConnectionId, text: `${text} → ${connection.CustomerGatewayId}` });
  const router = objectAt(world.aws.CustomerGateway, connection.CustomerGatewayId)?.IpAddress ?? '-';
  const tunnels = tunnelsOf(connection);
  if (tunnels.length === 0) return [{ verdict: 'drop', because: 'BAD_STATE_VPN', params: decided, object, row }];
  // "We select one of the tunnels": which one is not said, and may change.
  return tunnels.map((tunnel) => ({
    verdict: 'forward',
    because: 'VPN_LEAVES_VPC',
    params: { ...decided, tunnel },
    object,
    row,
    next: atOnPremises(router),
    ...(tunnels.length === 1 ? {} : { choice: { element: 'virtual-private-gateway', option: tunnel, share: oneOf(tunnels.length) } }),
  }));
}

/** The outside addresses of the tunnels that are up. A connection that tells nothing of its tunnels is taken to have one. */
function tunnelsOf({ VgwTelemetry, VpnConnectionId }: VpnConnection): readonly string[] {
  if (VgwTelemetry.length === 0) return [VpnConnectionId];
  return VgwTelemetry.filter(({ Status }) => Status === 'UP').map(({ OutsideIpAddress }) => OutsideIpAddress);
}

type VpnRoute = { readonly connection: VpnConnection; readonly cidr: Cidr; readonly text: string };

/** The longest prefix among static routes and blocks that customer gateways announce; of equal ones the connection with the lower id. */
function bestRoute(world: World, VpnGatewayId: string, packet: Packet): VpnRoute | null {
  let best: VpnRoute | null = null;
  for (const connection of lookup(world.aws.VpnConnection, 'byVpnGateway', VpnGatewayId)) {
    if (connection.State !== 'available') continue;
    for (const text of blocksBehind(world, connection)) {
      const cidr = parseCidr(text);
      const wins = contains(cidr, packet.destination) && (best === null || cidr.prefix > best.cidr.prefix);
      if (wins) best = { connection, cidr, text };
    }
  }
  return best;
}
