/**
 * An internet gateway: one-to-one NAT between the private address of an interface and the public address associated with it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
import { familyOf, showAddress } from '../../net/address.ts';
import type { Packet } from '../../net/packet.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element, type Pass } from '../element.ts';
import { atOutside } from '../place.ts';
import { privateRangeOf } from './private-ranges.ts';
import { publicAddressRepairs } from './route-repairs.ts';
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
  IPV6_PASSES_UNCHANGED: {
    ko: 'IPv6 주소는 그 자체로 퍼블릭 주소입니다. {igw} 인터넷 게이트웨이가 {src} 주소에서 {dst} 주소로 가는 패킷을 바꾸지 않고 넘겼습니다.',
    en: 'IPv6 addresses are public as they are. Internet gateway {igw} passes the packet from {src} to {dst} unchanged.',
    concept: 'ipv6-public-by-default',
  },
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS: {
    ko: '{dst} 주소는 RFC 1918 프라이빗 주소입니다. {igw} 인터넷 게이트웨이는 프라이빗 주소로 내보내지 않아 패킷을 버렸습니다.',
    en: 'Address {dst} is private by RFC 1918. Internet gateway {igw} sends nothing to private addresses, so the packet is dropped.',
    concept: 'vpc-rfc1918-range',
  },
  IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS: {
    ko: '{dst} 주소는 RFC 6598 공유 주소입니다. {igw} 인터넷 게이트웨이는 공유 주소로 내보내지 않아 패킷을 버렸습니다.',
    en: 'Address {dst} is shared address space by RFC 6598. Internet gateway {igw} sends nothing there, so the packet is dropped.',
    concept: 'vpc-rfc1918-range',
  },
  IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS: {
    ko: '출발지 {src} 주소는 RFC 1918 프라이빗 주소입니다. {igw} 인터넷 게이트웨이는 그런 패킷을 받지 않습니다.',
    en: 'Source {src} is private by RFC 1918, and internet gateway {igw} takes no such packets.',
    concept: 'vpc-rfc1918-range',
  },
  IGW_SOURCE_ADDRESS_NOT_IN_RFC6598_INGRESS: {
    ko: '출발지 {src} 주소는 RFC 6598 공유 주소입니다. {igw} 인터넷 게이트웨이는 그런 패킷을 받지 않습니다.',
    en: 'Source {src} is shared address space by RFC 6598, and internet gateway {igw} takes no such packets.',
    concept: 'vpc-rfc1918-range',
  },
  IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS: {
    ko: '{src} 주소에 연결된 퍼블릭 IP 주소가 없어 {igw} 인터넷 게이트웨이로 나가지 못합니다.',
    en: 'Source address {src} has no associated public IP address, so it cannot leave through internet gateway {igw}.',
    concept: 'public-ip-and-igw-both-needed',
    repairs: publicAddressRepairs,
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
  pass: ({ world, place }, packet) => [
    place.name === 'internet-gateway-in' ? inward(world, place.of.key, packet) : outward(world, place.of.key, packet),
  ],
});

type IgwPass = Pass<typeof reasons>;

function inward(world: World, igw: string, packet: Packet): IgwPass {
  const object = { plane: 'aws', kind: 'InternetGateway', key: igw } as const;
  const ends = { igw, src: showAddress(packet.source), dst: showAddress(packet.destination) };
  const range = privateRangeOf(packet.source);
  if (range !== null) return { verdict: 'drop', because: `IGW_SOURCE_ADDRESS_NOT_IN_${range}_INGRESS`, params: ends, object };
  if (familyOf(packet.destination) === 6) return { verdict: 'forward', because: 'IPV6_PASSES_UNCHANGED', params: ends, object };
  const holder = publicHolderOf(world, packet.destination);
  if (holder === null) return { verdict: 'drop', because: 'IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS', params: ends, object };
  const to = holder.privateAddress;
  const params = { igw, from: ends.dst, to: showAddress(to), eni: holder.eni.NetworkInterfaceId };
  return { verdict: 'forward', because: 'PUBLIC_TO_PRIVATE', params, object, out: { ...packet, destination: to } };
}

function outward(world: World, igw: string, packet: Packet): IgwPass {
  const object = { plane: 'aws', kind: 'InternetGateway', key: igw } as const;
  const ends = { igw, src: showAddress(packet.source), dst: showAddress(packet.destination) };
  const range = privateRangeOf(packet.destination);
  if (range !== null) return { verdict: 'drop', because: `IGW_DESTINATION_ADDRESS_NOT_IN_${range}_EGRESS`, params: ends, object };
  const next = atOutside('internet', packet.destination);
  if (familyOf(packet.source) === 6) return { verdict: 'forward', because: 'IPV6_PASSES_UNCHANGED', params: ends, object, next };
  const VpcId = objectAt(world.aws.InternetGateway, igw)?.Attachments[0]?.VpcId ?? '';
  const mapped = publicAddressOf(world, VpcId, packet.source);
  if (mapped === null) return { verdict: 'drop', because: 'IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS', params: ends, object };
  const params = { igw, from: ends.src, to: showAddress(mapped) };
  return { verdict: 'forward', because: 'PRIVATE_TO_PUBLIC', params, object, out: { ...packet, source: mapped }, next };
}
