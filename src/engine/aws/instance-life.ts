/** What EC2 itself does with an instance. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html */
import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { erase, store } from './effects.ts';
import type { Instance } from './instance.ts';
import { terminateInstances } from './launch.ts';
import { interfacesOf, type NetworkInterface } from './network-interface.ts';
import { operation } from './operation.ts';
import { idOf } from './shape.ts';

const advanceInstance = operation({
  service: 'ec2',
  name: 'AdvanceInstance',
  kind: 'Instance',
  writes: true,
  internal: true,
  dryRun: false,
  summary: { ko: '인스턴스를 다음 상태로 옮깁니다.', en: 'Takes an instance to its next state.' },
  members: { InstanceId: { ...idOf('Instance'), required: true } },
  run: ({ world, input: { InstanceId } }) => {
    const instance = objectAt(world.aws.Instance, InstanceId);
    if (instance === undefined) return { output: {} };
    switch (instance.State.Name) {
      case 'pending':
        return { effects: [store('Instance', { ...instance, State: { Code: 16, Name: 'running' }, since: world.now })], output: {} };
      case 'stopping':
        return { effects: stopped(world, instance), output: {} };
      case 'shutting-down':
        return { effects: terminateInstances(world, [InstanceId]), output: {} };
      case 'terminated':
        return { effects: [erase('Instance', InstanceId)], output: {} };
      default:
        return { output: {} };
    }
  },
});

/** "Any public IPv4 address that was automatically assigned is released": https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Stop_Start.html */
function stopped(world: World, instance: Instance) {
  const enis = interfacesOf(world, instance.InstanceId).filter(isAutomatic);
  const publicWhenStarted = enis.length === 0 ? {} : ({ publicWhenStarted: true } as const);
  return [
    store('Instance', { ...instance, ...publicWhenStarted, State: { Code: 80, Name: 'stopped' }, since: world.now }),
    ...enis.map((eni) => store('NetworkInterface', withoutAutomatic(eni))),
  ];
}

function isAutomatic({ PrivateIpAddresses: [first] }: NetworkInterface): boolean {
  return first?.Association !== undefined && first.Association.AllocationId === undefined && first.Association.IpOwnerId === 'amazon';
}

function withoutAutomatic(eni: NetworkInterface): NetworkInterface {
  return {
    ...eni,
    PrivateIpAddresses: eni.PrivateIpAddresses.map(({ Association, ...each }, index) =>
      index === 0 || Association === undefined ? each : { ...each, Association },
    ),
  };
}

export const instanceLifeOperations = [advanceInstance];
