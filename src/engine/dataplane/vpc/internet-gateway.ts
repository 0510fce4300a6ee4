/**
 * An internet gateway: one-to-one NAT between the private address of an interface and the public address associated with it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
import { showAddress } from '../../net/address.ts';
import { objectAt } from '../../store.ts';
import { element } from '../element.ts';
import { atOutside } from '../place.ts';
import { publicAddressOf, publicHolderOf } from './vpc-network.ts';

const reasons = {
  PUBLIC_TO_PRIVATE: {
    ko: '{igw} 인터넷 게이트웨이가 목적지를 퍼블릭 주소 {from}에서 {eni} 인터페이스의 프라이빗 주소 {to:으로/로} 바꿨습니다.',
    en: 'Internet gateway {igw} rewrites the destination from public address {from} to {to}, the private address of interface {eni}.',
    concept: 'public-ip-and-igw-both-needed',
  },
  PRIVATE_TO_PUBLIC: {
    ko: '{igw} 인터넷 게이트웨이가 출발지를 프라이빗 주소 {from}에서 연결된 퍼블릭 주소 {to:으로/로} 바꿨습니다.',
    en: 'Internet gateway {igw} rewrites the source from private address {from} to {to}, the public address associated with it.',
    concept: 'public-ip-and-igw-both-needed',
  },
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: {
    ko: '{src} 주소에 연결된 퍼블릭 IP 주소가 없어 {igw} 인터넷 게이트웨이로 나가지 못합니다.',
    en: 'Source address {src} has no associated public IP address, so it cannot leave through internet gateway {igw}.',
    concept: 'public-ip-and-igw-both-needed',
  },
  IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS: {
    ko: '{dst} 주소는 {igw} 인터넷 게이트웨이의 VPC에 있는 어떤 인터페이스와도 연결되지 않아 패킷을 버렸습니다.',
    en: 'Address {dst} is associated with no interface in the VPC of internet gateway {igw}, so the packet is dropped.',
    concept: 'public-ip-and-igw-both-needed',
  },
};

export const internetGateway = element({
  name: 'internet-gateway',
  title: { ko: '인터넷 게이트웨이', en: 'internet gateway' },
  reasons,
  pass: ({ world, place }, packet) => {
    const igw = place.of.key;
    const object = { plane: 'aws', kind: 'InternetGateway', key: igw } as const;
    if (place.name === 'internet-gateway-in') {
      const holder = publicHolderOf(world, packet.destination);
      if (holder === null) {
        return [
          { verdict: 'drop', because: 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS', params: { igw, dst: showAddress(packet.destination) }, object },
        ];
      }
      const to = holder.privateAddress;
      const params = { igw, from: showAddress(packet.destination), to: showAddress(to), eni: holder.eni.NetworkInterfaceId };
      return [{ verdict: 'forward', because: 'PUBLIC_TO_PRIVATE', params, object, out: { ...packet, destination: to } }];
    }
    const VpcId = objectAt(world.aws.InternetGateway, igw)?.Attachments[0]?.VpcId ?? '';
    const mapped = publicAddressOf(world, VpcId, packet.source);
    const src = showAddress(packet.source);
    if (mapped === null) return [{ verdict: 'drop', because: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS', params: { igw, src }, object }];
    const params = { igw, from: src, to: showAddress(mapped) };
    const next = atOutside('internet', packet.destination);
    return [{ verdict: 'forward', because: 'PRIVATE_TO_PUBLIC', params, object, out: { ...packet, source: mapped }, next }];
  },
});
