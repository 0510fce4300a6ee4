import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/engine/change.ts';
import type { Deployment } from '../../../src/engine/cluster/deployment.ts';
import type { ReplicaSet } from '../../../src/engine/cluster/replicaset.ts';
import { paceOf } from '../../../src/engine/controllers/control-plane/deployment/pace.ts';
import { isPodActive, isPodReady } from '../../../src/engine/controllers/pod-condition.ts';
import { advance } from '../../../src/engine/settle.ts';
import { lookup, objectsOf } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { at, changesBetween, courseWorld, eventsOf, patch, podsOf, remove, scale, strategic, typed } from '../../support/world-of.ts';

const COURSE = courseWorld();
const WEBAPP = 'default/webapp';

function image(name: string) {
  return strategic('Deployment', WEBAPP, { spec: { template: { spec: { containers: [{ name: 'webapp', image: name }] } } } });
}

function setsOf(world: World): readonly ReplicaSet[] {
  return lookup(world.cluster.ReplicaSet, 'byLabel', 'default/app=webapp');
}

function rolling(replicas: number, maxSurge: number | string, maxUnavailable: number | string): Deployment {
  return { spec: { replicas, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } } } } as unknown as Deployment;
}

describe('the pace of a rolling update', () => {
  // https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable
  it.each([
    [10, '30%', '30%', { maxSurge: 3, maxUnavailable: 3 }],
    [3, '25%', '25%', { maxSurge: 1, maxUnavailable: 0 }],
    [1, '25%', '25%', { maxSurge: 1, maxUnavailable: 0 }],
    [5, 0, 0, { maxSurge: 0, maxUnavailable: 1 }],
  ])('of %i replicas with surge %s and unavailable %s', (replicas, surge, unavailable, expected) => {
    expect(paceOf(rolling(replicas, surge, unavailable))).toEqual(expected);
  });
});

describe('a Deployment', () => {
  it('keeps the pods of a world that is read, and reports them', () => {
    expect(podsOf(COURSE, 'webapp').map(({ status }) => status.podIP)).toEqual(['192.168.0.41', '192.168.0.42', '192.168.64.7']);
    expect(at(COURSE, 'Deployment', WEBAPP).status).toMatchObject({ replicas: 3, updatedReplicas: 3, readyReplicas: 3, availableReplicas: 3 });
  });

  it('replaces a pod that is deleted by another one with another address', () => {
    const [doomed] = podsOf(COURSE, 'webapp');
    const world = typed(COURSE, remove('Pod', `default/${doomed?.metadata.name}`));
    const names = podsOf(world, 'webapp').map(({ metadata }) => metadata.name);
    expect(names).toHaveLength(3);
    expect(names).not.toContain(doomed?.metadata.name);
    // The address of the deleted pod rests for 30 seconds.
    expect(podsOf(world, 'webapp').map(({ status }) => status.podIP)).not.toContain('192.168.0.41');
  });

  it('scales up and down, and says so', () => {
    const world = typed(COURSE, scale(WEBAPP, 5), scale(WEBAPP, 1));
    expect(podsOf(world, 'webapp')).toHaveLength(1);
    const [set] = setsOf(world);
    expect(eventsOf(world, 'ScalingReplicaSet').sort()).toEqual([
      `Scaled down replica set ${set?.metadata.name} from 5 to 1`,
      `Scaled up replica set ${set?.metadata.name} from 3 to 5`,
    ]);
  });

  it('rolls to a new template: a new ReplicaSet, a new revision, the old one empty', () => {
    const world = typed(COURSE, image('nginx:1.29'));
    const sets = setsOf(world);
    expect(sets.map(({ spec }) => spec.replicas).sort()).toEqual([0, 3]);
    expect(at(world, 'Deployment', WEBAPP).metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('2');
    expect(podsOf(world, 'webapp').every(({ spec }) => spec.containers[0]?.image === 'nginx:1.29')).toBe(true);
    expect(at(world, 'Deployment', WEBAPP).status.conditions?.find(({ type }) => type === 'Progressing')?.reason).toBe('NewReplicaSetAvailable');
  });

  it('goes back to a template that it had by scaling the old ReplicaSet up again, as the next revision', () => {
    const world = typed(COURSE, image('nginx:1.29'), image('ekslab/webapp:1'));
    expect(setsOf(world)).toHaveLength(2);
    const current = setsOf(world).find(({ spec }) => spec.replicas === 3);
    expect(current?.metadata.name).toBe('webapp-7d9c6b8f5d');
    expect(current?.metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('3');
  });

  it('never has more pods than the surge allows nor fewer available ones than it must', () => {
    const settings = fc.record({
      replicas: fc.integer({ min: 1, max: 8 }),
      maxSurge: fc.integer({ min: 0, max: 3 }),
      maxUnavailable: fc.integer({ min: 0, max: 3 }),
    });
    fc.assert(
      fc.property(settings, ({ replicas, maxSurge, maxUnavailable }) => {
        fc.pre(maxSurge + maxUnavailable > 0);
        const strategy = { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } };
        const before = typed(COURSE, patch('Deployment', WEBAPP, { spec: { replicas, strategy } }));
        const world = typed(before, image('nginx:1.29'));
        const pace = paceOf(at(world, 'Deployment', WEBAPP));
        const live = new Map(podsOf(before, 'webapp').map((pod) => [pod.metadata.name, pod]));
        for (const change of changesBetween(before, world)) {
          follow(live, change);
          const active = [...live.values()].filter(isPodActive);
          expect(active.length).toBeLessThanOrEqual(replicas + pace.maxSurge);
          expect(active.filter(isPodReady).length).toBeGreaterThanOrEqual(replicas - pace.maxUnavailable);
        }
        expect(podsOf(world, 'webapp')).toHaveLength(replicas);
      }),
      { numRuns: 12 },
    );
  });

  it('with Recreate has no new pod while an old one is still there', () => {
    const preStop = { lifecycle: { preStop: { exec: { command: ['sleep', '10'] } } } };
    const recreate = {
      spec: {
        strategy: { type: 'Recreate', rollingUpdate: null },
        template: { spec: { containers: [{ name: 'webapp', image: 'ekslab/webapp:1', ...preStop }] } },
      },
    };
    const slow = typed(COURSE, strategic('Deployment', WEBAPP, recreate));
    const stopping = typed(slow, image('nginx:1.29'));
    expect(podsOf(stopping, 'webapp').every(({ metadata }) => metadata.deletionTimestamp !== undefined)).toBe(true);
    const world = advance(stopping, 10_000);
    expect(podsOf(world, 'webapp').map(({ spec }) => spec.containers[0]?.image)).toEqual(['nginx:1.29', 'nginx:1.29', 'nginx:1.29']);
  });

  it('stops halfway when the new pods never become ready, and says after ten minutes that it does not progress', () => {
    const unready = { name: 'webapp', readinessProbe: { httpGet: { path: '/', port: 1 } } };
    const stuck = typed(COURSE, strategic('Deployment', WEBAPP, { spec: { template: { spec: { containers: [unready] } } } }));
    const pods = podsOf(stuck, 'webapp');
    expect(pods.filter(isPodReady)).toHaveLength(3);
    expect(pods).toHaveLength(4);
    const progressing = (world: World) => at(world, 'Deployment', WEBAPP).status.conditions?.find(({ type }) => type === 'Progressing');
    expect(progressing(stuck)?.status).toBe('True');
    expect(progressing(advance(stuck, 600_000))).toMatchObject({ status: 'False', reason: 'ProgressDeadlineExceeded' });
  });

  it('that is paused changes nothing when its template changes', () => {
    const world = typed(COURSE, patch('Deployment', WEBAPP, { spec: { paused: true } }), image('nginx:1.29'));
    expect(setsOf(world)).toHaveLength(1);
    expect(setsOf(typed(world, patch('Deployment', WEBAPP, { spec: { paused: false } })))).toHaveLength(2);
  });

  it('forgets revisions beyond its history limit', () => {
    const limited = typed(COURSE, patch('Deployment', WEBAPP, { spec: { revisionHistoryLimit: 1 } }));
    const world = typed(limited, image('nginx:1'), image('nginx:2'), image('nginx:3'));
    expect(setsOf(world)).toHaveLength(2);
  });
});

describe('deleting a Deployment', () => {
  it('takes its ReplicaSets and pods with it', () => {
    const world = typed(COURSE, remove('Deployment', WEBAPP, { propagation: 'Background' }));
    expect(setsOf(world)).toEqual([]);
    expect(podsOf(world, 'webapp')).toEqual([]);
  });

  it('in the foreground goes after them', () => {
    const world = typed(COURSE, remove('Deployment', WEBAPP, { propagation: 'Foreground' }));
    const order = changesBetween(COURSE, world).flatMap(({ ref, after: left }) => (left === null && ref.plane === 'cluster' ? [ref.kind] : []));
    expect(order.indexOf('Deployment')).toBeGreaterThan(order.lastIndexOf('ReplicaSet'));
    expect(order.indexOf('ReplicaSet')).toBeGreaterThan(order.lastIndexOf('Pod'));
  });

  it('with orphans leaves them without an owner', () => {
    const world = typed(COURSE, remove('Deployment', WEBAPP, { propagation: 'Orphan' }));
    expect(objectsOf(world.cluster.Deployment).some(({ metadata }) => metadata.name === 'webapp')).toBe(false);
    expect(setsOf(world).map(({ metadata }) => metadata.ownerReferences ?? [])).toEqual([[]]);
    expect(podsOf(world, 'webapp')).toHaveLength(3);
  });
});

function follow(live: Map<string, ReturnType<typeof podsOf>[number]>, { ref, after: left }: Change): void {
  if (ref.kind !== 'Pod' || !ref.key.startsWith('default/webapp-')) return;
  const name = ref.key.slice('default/'.length);
  if (left === null) live.delete(name);
  else live.set(name, left as ReturnType<typeof podsOf>[number]);
}
