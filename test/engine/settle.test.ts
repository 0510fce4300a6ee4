import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPodReady } from '../../src/engine/controllers/pod-condition.ts';
import { digest } from '../../src/engine/digest.ts';
import { beginInput } from '../../src/engine/input.ts';
import { restore } from '../../src/engine/restore.ts';
import { advance, advanceUntilQuiet, nextDue, settle, settleAll } from '../../src/engine/settle.ts';
import { objectsOf } from '../../src/engine/store.ts';
import type { World } from '../../src/engine/world.ts';
import {
  bare,
  changesBetween,
  courseWorld,
  create,
  type LearnerVerb,
  patch,
  podsOf,
  remove,
  scale,
  strategic,
  typed,
  unsettled,
} from '../support/world-of.ts';

const COURSE = courseWorld();

/** What a learner may do next, given the world: always something that the API takes. */
function verbsFor(world: World): LearnerVerb[] {
  const pods = podsOf(world, 'webapp');
  const [first] = pods;
  return [
    ...[0, 1, 2, 4, 7].map((replicas) => scale('default/webapp', replicas)),
    ...(first === undefined
      ? []
      : [
          remove('Pod', `default/${first.metadata.name}`),
          patch('Pod', `default/${first.metadata.name}`, { metadata: { labels: { app: 'debug' } } }),
        ]),
    patch('Service', 'default/frontend', { spec: { selector: { app: 'nobody' } } }),
    patch('Service', 'default/frontend', { spec: { selector: { app: 'webapp' } } }),
    patch('Service', 'default/frontend', { spec: { externalTrafficPolicy: 'Local' } }),
    patch('Node', 'node1', { spec: { unschedulable: true } }),
    patch('Node', 'node1', { spec: { unschedulable: null } }),
    strategic('Deployment', 'default/webapp', { spec: { template: { spec: { containers: [{ name: 'webapp', image: 'nginx:1.29' }] } } } }),
    strategic('Deployment', 'default/webapp', { spec: { template: { spec: { containers: [{ name: 'webapp', image: 'ekslab/webapp:1' }] } } } }),
    strategic('DaemonSet', 'kube-system/aws-node', {
      spec: { template: { spec: { containers: [{ name: 'aws-node', env: [{ name: 'WARM_IP_TARGET', value: '2' }] }] } } },
    }),
  ];
}

const choices = fc.array(fc.record({ verb: fc.nat(), wait: fc.constantFrom(0, 0, 0, 5_000, 31_000) }), { minLength: 1, maxLength: 6 });
type Choice = { readonly verb: number; readonly wait: number };

function play(start: World, path: readonly Choice[]): World {
  return path.reduce((world, { verb, wait }) => {
    const verbs = verbsFor(world);
    return advance(typed(world, verbs[verb % verbs.length] as LearnerVerb), wait);
  }, start);
}

describe('settling', () => {
  it('by what changed gives what settling from nothing gives', () => {
    fc.assert(
      fc.property(choices, fc.nat(), (path, last) => {
        const world = play(COURSE, path);
        const verbs = verbsFor(world);
        const changed = unsettled(beginInput(world), verbs[last % verbs.length] as LearnerVerb);
        expect(digest(settle(changed, world.revision))).toBe(digest(settleAll(changed)));
      }),
      { numRuns: 20 },
    );
  });

  it('has nothing left to do when it is done', () => {
    fc.assert(
      fc.property(choices, (path) => {
        const world = play(COURSE, path);
        expect(changesBetween(world, settleAll(world))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('of the same inputs gives the same digest', () => {
    fc.assert(
      fc.property(choices, (path) => {
        expect(digest(play(courseWorld(), path))).toBe(digest(play(courseWorld(), path)));
      }),
      { numRuns: 8 },
    );
  });

  it('names no controller that oscillates', () => {
    fc.assert(
      fc.property(choices, (path) => {
        expect(objectsOf(play(COURSE, path).lab.Notice)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  it('says who did what, and why, in the log', () => {
    const world = typed(COURSE, scale('default/webapp', 4));
    const creation = changesBetween(COURSE, world).find(({ ref, verb }) => ref.kind === 'Pod' && verb === 'create');
    expect(creation?.by).toBe('system:serviceaccount:kube-system:replicaset-controller');
    expect(creation?.because?.en).toMatch(/3 of 4 pods/);
  });
});

describe('waiting', () => {
  it('ends when only routine work is left', () => {
    const deleting = typed(COURSE, remove('Pod', 'default/toolbox'));
    expect(nextDue(deleting, 'not-periodic')).toBe(deleting.now + 30_000);
    const world = advanceUntilQuiet(deleting);
    expect(world.now).toBe(deleting.now + 30_000);
    expect(nextDue(world, 'not-periodic')).toBeNull();
  });

  it('in one step or in several comes to the same', () => {
    fc.assert(
      fc.property(choices, fc.array(fc.integer({ min: 1, max: 20_000 }), { maxLength: 4 }), (path, steps) => {
        const world = play(COURSE, path);
        const total = steps.reduce((sum, step) => sum + step, 0);
        const stepwise = steps.reduce((next, step) => advance(next, step), world);
        expect(digest(stepwise)).toBe(digest(advance(world, total)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('restoring', () => {
  it('gives the digest of the snapshot, and the revision goes on', () => {
    fc.assert(
      fc.property(choices, choices, (path, more) => {
        const snapshot = play(COURSE, path);
        const later = play(snapshot, more);
        const restored = restore(later, snapshot);
        expect(digest(restored)).toBe(digest(snapshot));
        expect(restored.revision).toBeGreaterThanOrEqual(later.revision);
        expect(changesBetween(restored, settleAll(restored))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('undoes and redoes, and what follows is as if nothing had been undone', () => {
    fc.assert(
      fc.property(choices, choices, (path, more) => {
        const here = play(COURSE, path);
        const there = play(here, more);
        const redone = restore(restore(there, here), there);
        expect(digest(redone)).toBe(digest(there));
        expect(digest(play(restore(there, here), more))).toBe(digest(there));
      }),
      { numRuns: 12 },
    );
  });

  it('logs one change by the lab for each object that differs', () => {
    const world = typed(COURSE, patch('Service', 'default/frontend', { spec: { selector: { app: 'nobody' } } }));
    const undone = changesBetween(world, restore(world, COURSE));
    expect(new Set(undone.map(({ by }) => by))).toEqual(new Set(['lab']));
    expect(undone.filter(({ ref }) => ref.kind === 'Service')).toHaveLength(1);
  });
});

describe('a pod that is created', () => {
  it('is scheduled, gets an address and becomes ready within one settle', () => {
    const world = typed(COURSE, create('Pod', bare('web', { containers: [{ name: 'web', image: 'nginx:1.29' }] })));
    const pod = objectsOf(world.cluster.Pod).find(({ metadata }) => metadata.name === 'web');
    expect(pod?.spec.nodeName).toMatch(/^node[01]$/);
    expect(pod?.status.podIP).toMatch(/^192\.168\./);
    expect(pod !== undefined && isPodReady(pod)).toBe(true);
  });
});
