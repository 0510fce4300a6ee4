/**
 * The source/destination check of a network interface: it must be the source or the destination of what it sends or takes.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html#modify-source-dest-check
 */
import { showAddress } from '../../net/address.ts';
import { objectAt } from '../../store.ts';
import { element } from '../element.ts';
import { holdsAddress } from '../host/kernel.ts';
import { sourceDestCheckRepairs } from './attribute-repairs.ts';

const reasons = {
  ADDRESS_BELONGS_TO_ENI: {
    ko: '{address} 주소가 {eni} 인터페이스의 주소여서 출발지/목적지 확인을 통과했습니다.',
    en: 'Address {address} belongs to interface {eni}, so the source/destination check passes.',
    concept: 'pod-has-routable-vpc-address',
  },
  SOURCE_DEST_CHECK_IS_OFF: {
    ko: '{eni} 인터페이스는 출발지/목적지 확인이 꺼져 있어 {address} 주소를 보지 않았습니다.',
    en: 'The source/destination check of interface {eni} is off, so address {address} does not matter.',
    concept: 'alternate-cni',
  },
  ENI_SOURCE_DEST_CHECK_RESTRICTION: {
    ko: '{address} 주소는 {eni} 인터페이스의 주소가 아닙니다. 출발지/목적지 확인이 켜져 있어 EC2가 패킷을 버렸습니다.',
    en: 'Address {address} is not one of interface {eni}. Its source/destination check is on, so EC2 drops the packet.',
    concept: 'pod-has-routable-vpc-address',
    repairs: sourceDestCheckRepairs,
  },
};

export const sourceDestCheck = element({
  name: 'source-dest-check',
  title: { ko: '출발지/목적지 확인', en: 'source/destination check' },
  reasons,
  pass: ({ world, place }, packet) => {
    const eni = objectAt(world.aws.NetworkInterface, place.of.key);
    if (eni === undefined) throw new Error(`Expected network interface ${place.of.key} to exist`);
    const address = place.name === 'eni-out' ? packet.source : packet.destination;
    const object = { plane: 'aws', kind: 'NetworkInterface', key: place.of.key } as const;
    const params = { eni: place.of.key, address: showAddress(address) };
    if (holdsAddress(eni, address)) return [{ verdict: 'forward', because: 'ADDRESS_BELONGS_TO_ENI', params, object }];
    if (!eni.SourceDestCheck) return [{ verdict: 'forward', because: 'SOURCE_DEST_CHECK_IS_OFF', params, object }];
    return [{ verdict: 'drop', because: 'ENI_SOURCE_DEST_CHECK_RESTRICTION', params, object }];
  },
});
