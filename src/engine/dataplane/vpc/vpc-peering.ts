/**
 * A peering connection: from one VPC into the other, and no further.
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
 */
import { showAddress } from '../../net/address.ts';
import { objectAt } from '../../store.ts';
import { element } from '../element.ts';
import { vpcBehind } from './vpc-behind.ts';
import { isInVpc } from './vpc-network.ts';

const reasons = {
  CROSSES_PEERING: {
    ko: '{pcx} 피어링이 패킷을 {from} VPC에서 {to} VPC로 옮겼습니다. 출발지와 목적지가 두 VPC의 대역 안에 있습니다.',
    en: 'Peering {pcx} carries the packet from VPC {from} to VPC {to}. Source and destination lie in the ranges of the two VPCs.',
    concept: 'vpc-peering-joins-two-vpcs',
  },
  PCX_REQUIRES_ADDRESS_IN_VPC_CIDR: {
    ko: '목적지 {dst} 주소가 {pcx} 피어링의 상대인 {to} VPC의 대역에 없습니다. 피어링은 전이되지 않아, 상대 VPC 너머로 가는 패킷을 버렸습니다.',
    en: 'Destination {dst} is not in the range of VPC {to}, the peer of {pcx}. Peering is not transitive, so what would go beyond the peer is dropped.',
    concept: 'peering-is-not-transitive',
  },
  PCX_REQUIRES_SOURCE_IN_VPC_CIDR: {
    ko: '출발지 {src} 주소가 {pcx} 피어링이 잇는 {from} VPC의 대역에 없습니다. 피어링은 전이되지 않아, 다른 곳에서 온 패킷을 버렸습니다.',
    en: 'Source {src} is not in the range of VPC {from}, from which {pcx} leads. Peering is not transitive, so what comes from elsewhere is dropped.',
    concept: 'peering-is-not-transitive',
  },
  PEER_NOT_IN_WORLD: {
    ko: '{pcx} 피어링의 상대인 {to} VPC가 이 세계에 없습니다. 그 너머의 일은 알 수 없습니다.',
    en: 'VPC {to}, the peer of {pcx}, is not part of this world, so what happens there is unknown.',
    concept: 'vpc-peering-joins-two-vpcs',
  },
};

export const vpcPeering = element({
  name: 'vpc-peering',
  title: { ko: 'VPC 피어링', en: 'VPC peering' },
  reasons,
  pass: ({ world, place }, packet) => {
    const object = { plane: 'aws', kind: 'VpcPeeringConnection', key: place.of.key } as const;
    const to = vpcBehind(world, place);
    const params = { pcx: place.of.key, from: place.device ?? '-', to, src: showAddress(packet.source), dst: showAddress(packet.destination) };
    const [near, far] = [objectAt(world.aws.Vpc, params.from), objectAt(world.aws.Vpc, to)];
    if (far === undefined) return [{ verdict: 'drop', because: 'PEER_NOT_IN_WORLD', params, object }];
    if (near === undefined || !isInVpc(near, packet.source)) return [{ verdict: 'drop', because: 'PCX_REQUIRES_SOURCE_IN_VPC_CIDR', params, object }];
    if (!isInVpc(far, packet.destination)) return [{ verdict: 'drop', because: 'PCX_REQUIRES_ADDRESS_IN_VPC_CIDR', params, object }];
    return [{ verdict: 'forward', because: 'CROSSES_PEERING', params, object }];
  },
});
