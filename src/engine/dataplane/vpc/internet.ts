/** The internet between an internet gateway and the hosts beyond AWS: it carries public addresses only. */
import { clusterOfPublicAddress } from '../../aws/eks/endpoint.ts';
import type { NetworkInterface } from '../../aws/network-interface.ts';
import { publicServiceAt } from '../../aws/public-service.ts';
import { type Address, familyOf, showAddress } from '../../net/address.ts';
import type { Packet } from '../../net/packet.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element, type Pass } from '../element.ts';
import { atEgressOnlyGateway, atGateway, atOutside, atPublicEndpoint } from '../place.ts';
import { socketsOf } from '../sessions.ts';
import { internetGatewayRepairs } from './attribute-repairs.ts';
import { isPrivate } from './private-ranges.ts';
import { bestOf, candidatesOf } from './routes.ts';
import { internetGatewayOf, ipv6HolderOf, publicHolderOf, routeTableOf } from './vpc-network.ts';

const reasons = {
  INTERNET_TO_GATEWAY: {
    ko: '{dst:은/는} {eni} 인터페이스에 연결된 퍼블릭 주소입니다. 패킷이 {igw} 인터넷 게이트웨이로 들어갑니다.',
    en: 'Address {dst} is the public address of interface {eni}, so the packet enters by internet gateway {igw}.',
    concept: 'public-ip-and-igw-both-needed',
  },
  INTERNET_TO_EGRESS_ONLY_GATEWAY: {
    ko: '{dst:은/는} {eni} 인터페이스의 주소입니다. 그 서브넷은 {igw} 송신 전용 인터넷 게이트웨이로 드나듭니다.',
    en: 'Address {dst} belongs to interface {eni}, whose subnet goes in and out by egress-only internet gateway {igw}.',
    concept: 'ipv6-public-by-default',
  },
  INTERNET_TO_HOST: {
    ko: '인터넷이 패킷을 {dst} 주소의 호스트로 옮겼습니다.',
    en: 'The internet carries the packet to the host at {dst}.',
    concept: 'eks-network-building-blocks',
  },
  INTERNET_TO_CLUSTER_ENDPOINT: {
    ko: '{dst:은/는} {cluster} 클러스터의 퍼블릭 엔드포인트 주소입니다. 인터넷이 패킷을 그곳으로 옮겼습니다.',
    en: 'Address {dst} is the public endpoint of cluster {cluster}, to which the internet carries the packet.',
    concept: 'endpoint-public-only',
  },
  INTERNET_TO_AWS_SERVICE: {
    ko: '{dst:은/는} {service} 서비스의 퍼블릭 주소입니다. 인터넷이 패킷을 그곳으로 옮겼습니다.',
    en: 'Address {dst} is the public address of service {service}, to which the internet carries the packet.',
    concept: 'private-topology-endpoints',
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
    repairs: internetGatewayRepairs,
  },
  NO_HOST_HAS_ADDRESS: {
    ko: '{dst} 주소를 쓰는 호스트가 인터넷에 없습니다. 아무도 응답하지 않습니다.',
    en: 'No host on the internet has address {dst}, so nobody answers.',
    concept: 'eks-network-building-blocks',
  },
};

export const internet = element({
  name: 'internet',
  title: { ko: '인터넷', en: 'internet' },
  reasons,
  pass: ({ world, sessions }, packet) => {
    const dst = showAddress(packet.destination);
    const entry = familyOf(packet.destination) === 4 ? publicEntry(world, packet) : ipv6Entry(world, packet);
    if (entry !== null) return [entry];
    const cluster = clusterOfPublicAddress(world, dst)?.name;
    if (cluster !== undefined) {
      const object = { plane: 'aws', kind: 'EksCluster', key: cluster } as const;
      const to = atPublicEndpoint(cluster, packet.destination);
      return [{ verdict: 'forward', because: 'INTERNET_TO_CLUSTER_ENDPOINT', params: { dst, cluster }, object, next: to }];
    }
    const next = atOutside('outside-in', packet.destination);
    // Whoever began a connection out there has a socket, whether or not the world names the host.
    const known = hasHost(world, packet.destination) || sessions[socketsOf(next)] !== undefined;
    if (known && !isPrivate(packet.destination)) return [{ verdict: 'forward', because: 'INTERNET_TO_HOST', params: { dst }, object: null, next }];
    const service = known ? undefined : publicServiceAt(world, packet.destination);
    if (service !== undefined) return [{ verdict: 'forward', because: 'INTERNET_TO_AWS_SERVICE', params: { dst, service }, object: null, next }];
    const because = isPrivate(packet.destination) ? 'PRIVATE_ADDRESS_ON_INTERNET' : 'NO_HOST_HAS_ADDRESS';
    return [{ verdict: 'drop', because, params: { dst }, object: null }];
  },
});

type InternetPass = Pass<typeof reasons>;

/** A public IPv4 address of an interface: it is reached by the internet gateway of its VPC. */
function publicEntry(world: World, packet: Packet): InternetPass | null {
  const holder = publicHolderOf(world, packet.destination);
  return holder === null ? null : byInternetGateway(world, packet, holder.eni);
}

/**
 * Every IPv6 address is public. It is reached by the gateway that its subnet routes back by: a subnet behind an egress-only
 * internet gateway cannot be called from outside. https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
 */
function ipv6Entry(world: World, packet: Packet): InternetPass | null {
  const eni = ipv6HolderOf(world, packet.destination);
  const subnet = eni === undefined ? undefined : objectAt(world.aws.Subnet, eni.SubnetId);
  if (eni === undefined || subnet === undefined) return null;
  const table = routeTableOf(world, subnet);
  const eigw = table === undefined ? undefined : bestOf(candidatesOf(world, table), packet.source)?.route.EgressOnlyInternetGatewayId;
  const there = eigw === undefined ? undefined : objectAt(world.aws.EgressOnlyInternetGateway, eigw);
  if (eigw === undefined || there?.Attachments[0]?.VpcId !== subnet.VpcId) return byInternetGateway(world, packet, eni);
  const params = { dst: showAddress(packet.destination), eni: eni.NetworkInterfaceId, igw: eigw };
  const object = { plane: 'aws', kind: 'NetworkInterface', key: eni.NetworkInterfaceId } as const;
  return {
    verdict: 'forward',
    because: 'INTERNET_TO_EGRESS_ONLY_GATEWAY',
    params,
    object,
    next: atEgressOnlyGateway('egress-only-gateway-in', eigw),
  };
}

function byInternetGateway(world: World, packet: Packet, eni: NetworkInterface): InternetPass {
  const vpc = objectAt(world.aws.Subnet, eni.SubnetId)?.VpcId ?? '';
  const igw = internetGatewayOf(world, vpc)?.InternetGatewayId;
  const params = { dst: showAddress(packet.destination), eni: eni.NetworkInterfaceId, vpc };
  const object = { plane: 'aws', kind: 'NetworkInterface', key: eni.NetworkInterfaceId } as const;
  if (igw === undefined) return { verdict: 'drop', because: 'VPC_HAS_NO_INTERNET_GATEWAY', params, object };
  return { verdict: 'forward', because: 'INTERNET_TO_GATEWAY', params: { ...params, igw }, object, next: atGateway('internet-gateway-in', igw) };
}

function hasHost(world: World, address: Address): boolean {
  const text = showAddress(address);
  return world.outside.hosts.some((host) => host.address === text);
}
