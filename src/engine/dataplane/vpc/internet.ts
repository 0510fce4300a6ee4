/** The internet between an internet gateway and the hosts beyond AWS: it carries public addresses only. */
import { type Address, showAddress } from '../../net/address.ts';
import { contains, parseCidr } from '../../net/cidr.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element } from '../element.ts';
import { atGateway, atOutside } from '../place.ts';
import { socketsOf } from '../sessions.ts';
import { internetGatewayOf, publicHolderOf } from './vpc-network.ts';

const reasons = {
  INTERNET_TO_GATEWAY: {
    ko: '{dst:은/는} {eni} 인터페이스에 연결된 퍼블릭 주소입니다. 패킷이 {igw} 인터넷 게이트웨이로 들어갑니다.',
    en: 'Address {dst} is the public address of interface {eni}, so the packet enters by internet gateway {igw}.',
    concept: 'public-ip-and-igw-both-needed',
  },
  INTERNET_TO_HOST: {
    ko: '인터넷이 패킷을 {dst} 주소의 호스트로 옮겼습니다.',
    en: 'The internet carries the packet to the host at {dst}.',
    concept: 'eks-network-building-blocks',
  },
  PRIVATE_ADDRESS_ON_INTERNET: {
    ko: '{dst} 주소는 프라이빗 주소여서 인터넷에서 라우팅되지 않습니다. 패킷을 버렸습니다.',
    en: 'Address {dst} is private and is not routed on the internet, so the packet is dropped.',
    concept: 'vpc-rfc1918-range',
  },
  VPC_HAS_NO_INTERNET_GATEWAY: {
    ko: '{dst} 주소는 {eni} 인터페이스에 연결되어 있지만 {vpc} VPC에 인터넷 게이트웨이가 없어 들어가지 못합니다.',
    en: 'Address {dst} is associated with interface {eni}, but VPC {vpc} has no internet gateway to enter by.',
    concept: 'public-ip-and-igw-both-needed',
  },
  NO_HOST_HAS_ADDRESS: {
    ko: '{dst} 주소를 쓰는 호스트가 인터넷에 없습니다. 아무도 응답하지 않습니다.',
    en: 'No host on the internet has address {dst}, so nobody answers.',
    concept: 'eks-network-building-blocks',
  },
};

/** RFC 1918, RFC 6598 and link-local ranges. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', '127.0.0.0/8'].map(parseCidr);

export const internet = element({
  name: 'internet',
  title: { ko: '인터넷', en: 'internet' },
  reasons,
  pass: ({ world, sessions }, packet) => {
    const dst = showAddress(packet.destination);
    const holder = publicHolderOf(world, packet.destination);
    if (holder !== null) {
      const vpc = objectAt(world.aws.Subnet, holder.eni.SubnetId)?.VpcId ?? '';
      const gateway = internetGatewayOf(world, vpc);
      const params = { dst, eni: holder.eni.NetworkInterfaceId, vpc };
      const object = { plane: 'aws', kind: 'NetworkInterface', key: holder.eni.NetworkInterfaceId } as const;
      if (gateway === undefined) return [{ verdict: 'drop', because: 'VPC_HAS_NO_INTERNET_GATEWAY', params, object }];
      const igw = gateway.InternetGatewayId;
      return [
        { verdict: 'forward', because: 'INTERNET_TO_GATEWAY', params: { ...params, igw }, object, next: atGateway('internet-gateway-in', igw) },
      ];
    }
    const next = atOutside('outside-in', packet.destination);
    // Whoever began a connection out there has a socket, whether or not the world names the host.
    const known = hasHost(world, packet.destination) || sessions[socketsOf(next)] !== undefined;
    if (known) return [{ verdict: 'forward', because: 'INTERNET_TO_HOST', params: { dst }, object: null, next }];
    const isPrivate = PRIVATE.some((range) => contains(range, packet.destination));
    return [{ verdict: 'drop', because: isPrivate ? 'PRIVATE_ADDRESS_ON_INTERNET' : 'NO_HOST_HAS_ADDRESS', params: { dst }, object: null }];
  },
});

function hasHost(world: World, address: Address): boolean {
  const text = showAddress(address);
  return world.outside.hosts.some((host) => host.address === text);
}
