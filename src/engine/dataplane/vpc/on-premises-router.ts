/** The router of a network on premises: to its own hosts, and through VPN connections into VPCs. It has no other way out. */
import { type Address, showAddress } from '../../net/address.ts';
import { contains, parseCidr } from '../../net/cidr.ts';
import { lookup, objectAt } from '../../store.ts';
import type { OnPremisesNetwork, World } from '../../world.ts';
import { element } from '../element.ts';
import { atOutside, atVpnGateway } from '../place.ts';
import { socketsOf } from '../sessions.ts';
import { isInVpc } from './vpc-network.ts';

const reasons = {
  ON_PREMISES_TO_HOST: {
    ko: '온프레미스 라우터 {router:이/가} 패킷을 {network} 네트워크의 {dst} 호스트로 보냈습니다.',
    en: 'The on-premises router {router} sends the packet to host {dst} of network {network}.',
    concept: 'vpn-joins-on-premises',
  },
  ON_PREMISES_TO_VPN: {
    ko: '온프레미스 라우터 {router:이/가} {dst} 주소로 가는 패킷을 {vpn} VPN 연결로 보냈습니다. 그 너머에 {vpc} VPC가 있습니다.',
    en: 'The on-premises router {router} sends the packet for {dst} through VPN connection {vpn}, behind which lies VPC {vpc}.',
    concept: 'vpn-joins-on-premises',
  },
  ON_PREMISES_HAS_NO_ROUTE: {
    ko: '온프레미스 라우터 {router}에 {dst} 주소로 가는 라우트가 없어 패킷을 버렸습니다.',
    en: 'The on-premises router {router} has no route for {dst}, so the packet is dropped.',
    concept: 'vpn-joins-on-premises',
  },
  NO_HOST_HAS_ADDRESS: {
    ko: '{dst} 주소를 쓰는 호스트가 {network} 네트워크에 없습니다. 아무도 응답하지 않습니다.',
    en: 'No host of network {network} has address {dst}, so nobody answers.',
    concept: 'vpn-joins-on-premises',
  },
  ON_PREMISES_NOT_IN_WORLD: {
    ko: '{router} 고객 게이트웨이 너머의 네트워크가 이 세계에 없습니다. 터널 밖의 일은 알 수 없습니다.',
    en: 'The network behind customer gateway {router} is not part of this world, so what happens beyond the tunnel is unknown.',
    concept: 'vpn-joins-on-premises',
  },
};

export const onPremisesRouter = element({
  name: 'on-premises-router',
  title: { ko: '온프레미스 라우터', en: 'on-premises router' },
  reasons,
  pass: ({ world, place, sessions }, packet) => {
    const router = place.of.key;
    const network = world.outside.networks?.find((candidate) => candidate.router === router);
    const params = { router, dst: showAddress(packet.destination), network: network?.name ?? '-' };
    if (network === undefined) return [{ verdict: 'drop', because: 'ON_PREMISES_NOT_IN_WORLD', params, object: null }];
    if (holds(network, packet.destination)) {
      const next = atOutside('outside-in', packet.destination);
      const known = world.outside.hosts.some(({ address }) => address === params.dst) || sessions[socketsOf(next)] !== undefined;
      if (!known) return [{ verdict: 'drop', because: 'NO_HOST_HAS_ADDRESS', params, object: null }];
      return [{ verdict: 'forward', because: 'ON_PREMISES_TO_HOST', params, object: null, next }];
    }
    const way = wayInto(world, router, packet.destination);
    if (way === null) return [{ verdict: 'no-route', because: 'ON_PREMISES_HAS_NO_ROUTE', params, object: null }];
    const object = { plane: 'aws', kind: 'VpnConnection', key: way.vpn } as const;
    const next = atVpnGateway('vpn-gateway-in', way.vgw);
    return [{ verdict: 'forward', because: 'ON_PREMISES_TO_VPN', params: { ...params, vpn: way.vpn, vpc: way.vpc }, object, next }];
  },
});

/** Whether the address is one of the network's own. */
export function holds({ cidrs }: OnPremisesNetwork, address: Address): boolean {
  return cidrs.some((block) => contains(parseCidr(block), address));
}

/** The connection behind which a VPC holds the address. The gateway of AWS announces the blocks of its VPC. */
function wayInto(world: World, router: string, address: Address) {
  for (const { CustomerGatewayId } of lookup(world.aws.CustomerGateway, 'byAddress', router)) {
    for (const { VpnConnectionId, VpnGatewayId, State } of lookup(world.aws.VpnConnection, 'byCustomerGateway', CustomerGatewayId)) {
      const gateway = State !== 'available' || VpnGatewayId === undefined ? undefined : objectAt(world.aws.VpnGateway, VpnGatewayId);
      const VpcId = gateway?.VpcAttachments.find((attachment) => attachment.State === 'attached')?.VpcId;
      const home = VpcId === undefined ? undefined : objectAt(world.aws.Vpc, VpcId);
      if (gateway !== undefined && home !== undefined && isInVpc(home, address)) {
        return { vpn: VpnConnectionId, vgw: gateway.VpnGatewayId, vpc: home.VpcId };
      }
    }
  }
  return null;
}
