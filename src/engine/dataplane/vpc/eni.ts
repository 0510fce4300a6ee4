/** A network interface on its way in: it hands the packet to the kernel of the instance that it is attached to. */
import { objectAt } from '../../store.ts';
import { element } from '../element.ts';
import { atHost } from '../place.ts';

const reasons = {
  ENI_TO_HOST: {
    ko: '{eni} 인터페이스가 패킷을 {instance} 인스턴스의 {dev} 인터페이스로 넘겼습니다.',
    en: 'Network interface {eni} hands the packet to instance {instance} as its {dev}.',
    concept: 'vpc-cni-secondary-ip-pool',
  },
  ENI_NOT_ATTACHED: {
    ko: '{eni} 인터페이스가 어느 인스턴스에도 연결되지 않아 받을 곳이 없습니다.',
    en: 'Network interface {eni} is attached to no instance, so nothing takes the packet.',
    concept: 'instance-type-eni-limits',
  },
  INSTANCE_NOT_RUNNING: {
    ko: '{instance} 인스턴스가 실행 중이 아니어서(상태 {state}) 패킷을 받지 못합니다.',
    en: 'Instance {instance} is not running (state {state}), so it takes no packets.',
    concept: 'instance-type-eni-limits',
  },
};

export const eni = element({
  name: 'eni',
  title: { ko: '네트워크 인터페이스', en: 'network interface' },
  reasons,
  pass: ({ world, place }) => {
    const found = objectAt(world.aws.NetworkInterface, place.of.key);
    const object = { plane: 'aws', kind: 'NetworkInterface', key: place.of.key } as const;
    const attachment = found?.Attachment;
    if (attachment === undefined) return [{ verdict: 'drop', because: 'ENI_NOT_ATTACHED', params: { eni: place.of.key }, object }];
    const params = { eni: place.of.key, instance: attachment.InstanceId, dev: `eth${attachment.DeviceIndex}` };
    const state = objectAt(world.aws.Instance, attachment.InstanceId)?.State.Name ?? 'terminated';
    if (state !== 'running') return [{ verdict: 'drop', because: 'INSTANCE_NOT_RUNNING', params: { ...params, state }, object }];
    return [{ verdict: 'forward', because: 'ENI_TO_HOST', params, object, next: atHost('host-in', attachment.InstanceId, params.dev) }];
  },
});
