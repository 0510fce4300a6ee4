import { expect, it } from 'vitest';
import { evaluate } from '../../../src/course/checks/index.ts';
import { objectsOf } from '../../../src/engine/store.ts';
import { applied, running, service } from '../../shell/load-balancer-controller/scenes.ts';
import { courseIds } from '../../support/course-world.ts';
import { afterLines } from '../../support/lines.ts';

it('a load balancer of which one node is silent answers sometimes, whichever of its addresses the client happens to try first', () => {
  const world = applied(running(), service('instance'));
  const closed = objectsOf(world.aws.SecurityGroup).find(({ GroupName }) => GroupName === 'default')?.GroupId;
  const half = afterLines(
    world,
    `aws ec2 modify-network-interface-attribute --network-interface-id ${courseIds.primaryInterfaces[1]} --groups ${closed}`,
  );
  const verdicts = [0, 1, 2, 3, 4, 5, 6, 7].map((more) => {
    const counters = { ...half.counters, connection: half.counters.connection + more };
    const context = { world: { ...half, counters }, start: half, recent: [], prediction: { state: 'none' } } as const;
    return evaluate({ name: 'reaches', args: { from: 'internet', to: 'url:http://{lb:web}/' } }, context).verdict;
  });
  expect(new Set(verdicts)).toEqual(new Set(['partial']));
});
