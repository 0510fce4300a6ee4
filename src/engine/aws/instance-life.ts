/** What EC2 itself does with an instance. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html */
import { objectAt } from '../store.ts';
import { erase, store } from './effects.ts';
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
    if (instance.State.Name === 'terminated') return { effects: [erase('Instance', InstanceId)], output: {} };
    if (instance.State.Name !== 'pending') return { output: {} };
    return { effects: [store('Instance', { ...instance, State: { Code: 16, Name: 'running' }, since: world.now })], output: {} };
  },
});

export const instanceLifeOperations = [advanceInstance];
