/** A subnet as a network: neighbours reach each other directly, everything else goes through its edge. */
import { showAddress } from '../../net/address.ts';
import { contains } from '../../net/cidr.ts';
import { objectAt } from '../../store.ts';
import { element } from '../element.ts';
import { atEni, atResolver, atSubnet } from '../place.ts';
import { blockOf, holderOf, isResolver } from './vpc-network.ts';

const reasons = {
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
    ko: '{dst} 주소는 VPC의 Route 53 Resolver지만, 이 VPC는 enableDnsSupport 속성이 꺼져 있어 응답하지 않습니다.',
    en: 'Address {dst} is the Route 53 Resolver of the VPC, but the VPC has enableDnsSupport off, so nothing answers.',
    concept: 'route53-resolver-for-vpc-names',
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
  pass: ({ world, place }, packet) => {
    const eni = place.name === 'eni-out' ? objectAt(world.aws.NetworkInterface, place.of.key) : undefined;
    const here = objectAt(world.aws.Subnet, eni?.SubnetId ?? place.of.key);
    if (here === undefined) throw new Error(`Expected the subnet of ${place.of.key} to exist`);
    const object = { plane: 'aws', kind: 'Subnet', key: here.SubnetId } as const;
    const params = { subnet: here.SubnetId, dst: showAddress(packet.destination), eni: eni?.NetworkInterfaceId ?? '-' };
    const vpc = objectAt(world.aws.Vpc, here.VpcId);
    if (vpc !== undefined && isResolver(vpc, packet.destination)) {
      if (!vpc.EnableDnsSupport) return [{ verdict: 'drop', because: 'RESOLVER_IS_OFF', params, object }];
      return [{ verdict: 'forward', because: 'AMAZON_DNS', params, object, next: atResolver('resolver-in', vpc.VpcId) }];
    }
    if (!contains(blockOf(here), packet.destination) && place.name === 'eni-out') {
      return [{ verdict: 'forward', because: 'LEAVES_SUBNET', params, object, next: atSubnet('subnet-out', here.SubnetId) }];
    }
    const holder = holderOf(world, here.VpcId, packet.destination);
    if (holder === undefined) return [{ verdict: 'drop', because: 'NO_INTERFACE_HAS_ADDRESS', params, object }];
    const because = place.name === 'eni-out' ? 'SAME_SUBNET' : 'DELIVERED_IN_SUBNET';
    const named = { ...params, eni: holder.NetworkInterfaceId };
    return [{ verdict: 'forward', because, params: named, object, next: atEni('eni-in', holder.NetworkInterfaceId) }];
  },
});
