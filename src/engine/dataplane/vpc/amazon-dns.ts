/** The Route 53 Resolver answers: straight to the interface that asked. */
import { showAddress } from '../../net/address.ts';
import { element } from '../element.ts';
import { atEni } from '../place.ts';
import { holderOf } from './vpc-network.ts';

const reasons = {
  RESOLVER_ANSWERS_INTERFACE: {
    ko: 'Route 53 Resolver가 응답을 {dst} 주소를 가진 {eni} 인터페이스로 보냈습니다.',
    en: 'The Route 53 Resolver sends its answer to interface {eni}, which holds address {dst}.',
    concept: 'route53-resolver-for-vpc-names',
  },
  NO_INTERFACE_HAS_ADDRESS: {
    ko: 'VPC에 {dst} 주소를 가진 인터페이스가 없어 Route 53 Resolver의 응답이 사라졌습니다.',
    en: 'No interface of the VPC holds {dst}, so the answer of the Route 53 Resolver is lost.',
    concept: 'route53-resolver-for-vpc-names',
  },
};

export const amazonDns = element({
  name: 'amazon-dns',
  title: { ko: 'Route 53 Resolver', en: 'Route 53 Resolver' },
  reasons,
  pass: ({ world, place }, packet) => {
    const object = { plane: 'aws', kind: 'Vpc', key: place.of.key } as const;
    const holder = holderOf(world, place.of.key, packet.destination);
    const params = { dst: showAddress(packet.destination), eni: holder?.NetworkInterfaceId ?? '-' };
    if (holder === undefined) return [{ verdict: 'drop', because: 'NO_INTERFACE_HAS_ADDRESS', params, object }];
    const next = atEni('eni-in', holder.NetworkInterfaceId);
    return [{ verdict: 'forward', because: 'RESOLVER_ANSWERS_INTERFACE', params, object, next }];
  },
});
