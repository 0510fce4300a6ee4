/** A subnet as a network: neighbours reach each other directly, everything else goes through its edge. */

import type { Subnet } from '../../aws/subnet.ts';
import { faultKey } from '../../lab/kinds.ts';
import { showAddress } from '../../net/address.ts';
import type { Packet } from '../../net/packet.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element, type Pass } from '../element.ts';
import { atEni, atResolver, atSubnet, atTransitGateway } from '../place.ts';
import { returning } from '../sessions.ts';
import type { Sessions } from '../step.ts';
import { resolverRepairs } from './attribute-repairs.ts';
import { holderOf, isInSubnet, isResolver } from './vpc-network.ts';

const reasons = {
  AVAILABILITY_ZONE_IS_DOWN: {
    ko: '{subnet} 서브넷이 있는 {zone} 가용 영역에 장애가 나서 패킷을 버렸습니다.',
    en: 'Subnet {subnet} is in Availability Zone {zone}, which is down, so the packet is dropped.',
    concept: 'multi-az-cluster',
  },
  SAME_SUBNET: {
    ko: '목적지 {dst} 주소가 같은 서브넷 {subnet} 안에 있습니다. 네트워크 ACL과 라우팅 테이블을 거치지 않고 {eni} 인터페이스로 갑니다.',
    en: 'Destination {dst} is in the same subnet, {subnet}. The packet goes to interface {eni} without network ACL or route table.',
    concept: 'vpc-elements-shape-pod-traffic',
  },
  LEAVES_SUBNET: {
    ko: '목적지 {dst} 주소는 {subnet} 서브넷 밖에 있습니다. 서브넷의 네트워크 ACL과 라우팅 테이블을 거칩니다.',
    en: 'Destination {dst} lies outside subnet {subnet}, so the packet meets the network ACL and the route table of the subnet.',
    concept: 'vpc-elements-shape-pod-traffic',
  },
  DELIVERED_IN_SUBNET: {
    ko: '{subnet} 서브넷에서 {dst} 주소를 가진 {eni} 인터페이스로 보냈습니다.',
    en: 'In subnet {subnet} the packet goes to interface {eni}, which holds address {dst}.',
    concept: 'subnet-slice-of-vpc-cidr',
  },
  AMAZON_DNS: {
    ko: '{dst} 주소는 VPC의 Route 53 Resolver입니다. 서브넷의 어느 인터페이스에서든 바로 닿습니다.',
    en: 'Address {dst} is the Route 53 Resolver of the VPC, which every interface reaches directly.',
    concept: 'route53-resolver-for-vpc-names',
  },
  RESOLVER_IS_OFF: {
    ko: '{dst} 주소는 {vpc} VPC의 Route 53 Resolver지만, 이 VPC는 enableDnsSupport 속성이 꺼져 있어 응답하지 않습니다.',
    en: 'Address {dst} is the Route 53 Resolver of VPC {vpc}, but enableDnsSupport is off there, so nothing answers.',
    concept: 'route53-resolver-for-vpc-names',
    repairs: resolverRepairs,
  },
  RESOLVER_SERVES_ITS_VPC: {
    ko: '{dst} 주소는 이 VPC의 Route 53 Resolver입니다. VPC 밖에서 온 질의에는 응답하지 않아 패킷을 버렸습니다.',
    en: 'Address {dst} is the Route 53 Resolver of this VPC. It does not answer queries from outside the VPC, so the packet is dropped.',
    concept: 'route53-resolver-for-vpc-names',
  },
  HANDED_TO_INTERFACE: {
    ko: '라우트의 대상이 {subnet} 서브넷에 있는 {eni} 인터페이스여서 패킷을 그 인터페이스로 보냈습니다.',
    en: 'The target of the route is interface {eni} in subnet {subnet}, so the packet goes there.',
    concept: 'route-table-routes',
  },
  HANDED_TO_ATTACHMENT: {
    ko: '{attachment} 연결이 {subnet} 서브넷에서 패킷을 받아 {tgw} 전송 게이트웨이로 넘겼습니다.',
    en: 'Attachment {attachment} takes the packet in subnet {subnet} and hands it to transit gateway {tgw}.',
    concept: 'transit-gateway-attachment-per-zone',
  },
  RETURNS_TO_LOAD_BALANCER: {
    ko: '로드 밸런서가 보낸 연결의 응답입니다. 목적지는 {dst} 주소지만 로드 밸런서의 {eni} 인터페이스로 돌아갑니다.',
    en: 'This answers a connection that a load balancer forwarded. Its destination is {dst}, but it returns to interface {eni} of the load balancer.',
    concept: 'nlb-client-ip-preservation',
  },
  NO_INTERFACE_HAS_ADDRESS: {
    ko: '{subnet} 서브넷에 {dst} 주소를 가진 네트워크 인터페이스가 없어 패킷을 버렸습니다.',
    en: 'No network interface in subnet {subnet} holds address {dst}, so the packet is dropped.',
    concept: 'subnet-reserved-addresses',
  },
};

export const subnet = element({
  name: 'subnet',
  title: { ko: '서브넷', en: 'subnet' },
  reasons,
  pass: ({ world, place, sessions }, packet) => {
    const eni = place.name === 'eni-out' ? objectAt(world.aws.NetworkInterface, place.of.key) : undefined;
    const here = objectAt(world.aws.Subnet, eni?.SubnetId ?? place.of.key);
    if (here === undefined) throw new Error(`Expected the subnet of ${place.of.key} to exist`);
    const zone = here.AvailabilityZone;
    if (objectAt(world.lab.Fault, faultKey({ fault: 'zone-down', zone })) !== undefined) {
      const object = { plane: 'aws', kind: 'Subnet', key: here.SubnetId } as const;
      return [{ verdict: 'drop', because: 'AVAILABILITY_ZONE_IS_DOWN', params: { subnet: here.SubnetId, zone }, object }];
    }
    if (place.name === 'subnet-in' && place.device !== undefined) return [handedOver(world, here, place.device)];
    const resolver = resolverPass(world, here, { packet, outside: place.name === 'subnet-in' });
    if (resolver !== null) return [resolver];
    const returned = place.name === 'eni-out' ? returnPass(world, here, { packet, sessions }) : null;
    return [returned ?? byAddress(world, here, { packet, leaving: place.name !== 'subnet-in' })];
  },
});

type SubnetPass = Pass<typeof reasons>;

/** Neighbours reach each other directly; from the edge the packet goes to whoever holds its destination. */
function byAddress(world: World, here: Subnet, { packet, leaving }: { readonly packet: Packet; readonly leaving: boolean }): SubnetPass {
  const object = { plane: 'aws', kind: 'Subnet', key: here.SubnetId } as const;
  const params = { subnet: here.SubnetId, dst: showAddress(packet.destination) };
  if (leaving && !isInSubnet(here, packet.destination)) {
    return { verdict: 'forward', because: 'LEAVES_SUBNET', params, object, next: atSubnet('subnet-out', here.SubnetId) };
  }
  const holder = holderOf(world, here.VpcId, packet.destination);
  if (holder === undefined) return { verdict: 'drop', because: 'NO_INTERFACE_HAS_ADDRESS', params, object };
  const because = leaving ? 'SAME_SUBNET' : 'DELIVERED_IN_SUBNET';
  const named = { ...params, eni: holder.NetworkInterfaceId };
  return { verdict: 'forward', because, params: named, object, next: atEni('eni-in', holder.NetworkInterfaceId) };
}

/** The resolver of a VPC answers the interfaces of that VPC only. */
function resolverPass(world: World, here: Subnet, { packet, outside }: { readonly packet: Packet; readonly outside: boolean }): SubnetPass | null {
  const vpc = objectAt(world.aws.Vpc, here.VpcId);
  if (vpc === undefined || !isResolver(vpc, packet.destination)) return null;
  const object = { plane: 'aws', kind: 'Subnet', key: here.SubnetId } as const;
  const params = { dst: showAddress(packet.destination), vpc: vpc.VpcId };
  if (outside) return { verdict: 'drop', because: 'RESOLVER_SERVES_ITS_VPC', params, object };
  if (!vpc.EnableDnsSupport) return { verdict: 'drop', because: 'RESOLVER_IS_OFF', params, object };
  return { verdict: 'forward', because: 'AMAZON_DNS', params, object, next: atResolver('resolver-in', vpc.VpcId) };
}

/** What a route hands to an interface or an attachment in this subnet, whatever its destination. */
function handedOver(world: World, here: Subnet, hop: string): SubnetPass {
  const object = { plane: 'aws', kind: 'Subnet', key: here.SubnetId } as const;
  const attachment = objectAt(world.aws.TransitGatewayVpcAttachment, hop);
  if (attachment === undefined) {
    return { verdict: 'forward', because: 'HANDED_TO_INTERFACE', params: { subnet: here.SubnetId, eni: hop }, object, next: atEni('eni-in', hop) };
  }
  const params = { subnet: here.SubnetId, attachment: hop, tgw: attachment.TransitGatewayId };
  const next = atTransitGateway(attachment.TransitGatewayId, { attachment: hop, zone: here.AvailabilityZone });
  return { verdict: 'forward', because: 'HANDED_TO_ATTACHMENT', params, object, next };
}

/**
 * The answer of a target goes back by the load balancer that forwarded the request, even where the target has seen the
 * client's own address. https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
 */
function returnPass(world: World, here: Subnet, { packet, sessions }: { readonly packet: Packet; readonly sessions: Sessions }): SubnetPass | null {
  const flow = sessions[returning(packet)]?.at(-1);
  const eni = flow === undefined ? undefined : holderOf(world, here.VpcId, flow.original.destination);
  if (eni === undefined) return null;
  const object = { plane: 'aws', kind: 'Subnet', key: here.SubnetId } as const;
  const params = { dst: showAddress(packet.destination), eni: eni.NetworkInterfaceId };
  const near = eni.SubnetId === here.SubnetId;
  const next = near ? atEni('eni-in', eni.NetworkInterfaceId) : atSubnet('subnet-out', here.SubnetId, eni.NetworkInterfaceId);
  return { verdict: 'forward', because: 'RETURNS_TO_LOAD_BALANCER', params, object, next };
}
