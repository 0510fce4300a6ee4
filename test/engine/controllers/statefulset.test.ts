import { describe, expect, it } from 'vitest';
import { advance } from '../../../src/engine/settle.ts';
import { objectsOf } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { at, courseWorld, create, eventsOf, patch, podsOf, remove, typed, withFaults } from '../../support/world-of.ts';

const COURSE = courseWorld();
const readinessProbe = { httpGet: { path: '/', port: 80 }, periodSeconds: 5 };

function set(more: object = {}, container: object = {}) {
  return create('StatefulSet', {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', namespace: 'default' },
    spec: {
      serviceName: 'db',
      replicas: 3,
      selector: { matchLabels: { app: 'db' } },
      template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'nginx', image: 'nginx:1.27', ...container }] } },
      ...more,
    },
  } as unknown as Parameters<typeof create>[1]);
}

function names(world: World): string[] {
  return podsOf(world, 'db')
    .map(({ metadata }) => metadata.name)
    .sort();
}

// https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
describe('a StatefulSet', () => {
  const standing = typed(COURSE, set());

  it('names its pods by number, and gives them the name as host name under its Service', () => {
    expect(names(standing)).toEqual(['db-0', 'db-1', 'db-2']);
    const { spec, metadata } = at(standing, 'Pod', 'default/db-1');
    expect([spec.hostname, spec.subdomain]).toEqual(['db-1', 'db']);
    expect(metadata.labels).toMatchObject({ 'statefulset.kubernetes.io/pod-name': 'db-1', 'apps.kubernetes.io/pod-index': '1' });
    expect(eventsOf(standing, 'SuccessfulCreate')).toContain('create Pod db-0 in StatefulSet db successful');
  });

  it('makes each pod only when the one before it is ready', () => {
    const started = typed(COURSE, set({ replicas: 2 }, { readinessProbe: { ...readinessProbe, initialDelaySeconds: 5 } }));
    expect(names(started)).toEqual(['db-0']);
    expect(names(advance(started, 30_000))).toEqual(['db-0', 'db-1']);
  });

  it('makes all at once with podManagementPolicy Parallel', () => {
    const started = typed(COURSE, set({ podManagementPolicy: 'Parallel' }, { readinessProbe: { ...readinessProbe, initialDelaySeconds: 5 } }));
    expect(names(started)).toEqual(['db-0', 'db-1', 'db-2']);
  });

  it('ends the highest number first, and starts a deleted pod again under its name', () => {
    const smaller = advance(typed(standing, patch('StatefulSet', 'default/db', { spec: { replicas: 1 } })), 120_000);
    expect(names(smaller)).toEqual(['db-0']);
    const again = advance(typed(standing, remove('Pod', 'default/db-1')), 60_000);
    expect(names(again)).toEqual(['db-0', 'db-1', 'db-2']);
    expect(at(again, 'Pod', 'default/db-1').metadata.uid).not.toBe(at(standing, 'Pod', 'default/db-1').metadata.uid);
  });

  it('replaces pods downwards to the partition, and keeps a revision of each template', () => {
    const template = { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'nginx', image: 'nginx:1.28' }] } };
    const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 2 } };
    const world = advance(typed(standing, patch('StatefulSet', 'default/db', { spec: { template, updateStrategy } })), 300_000);
    const images = ['db-0', 'db-1', 'db-2'].map((name) => at(world, 'Pod', `default/${name}`).spec.containers[0]?.image);
    expect(images).toEqual(['nginx:1.27', 'nginx:1.27', 'nginx:1.28']);
    expect(objectsOf(world.cluster.ControllerRevision).filter(({ metadata }) => metadata.name.startsWith('db-'))).toHaveLength(2);
    const whole = advance(
      typed(world, patch('StatefulSet', 'default/db', { spec: { updateStrategy: { rollingUpdate: { partition: 0 } } } })),
      300_000,
    );
    expect(podsOf(whole, 'db').every(({ spec }) => spec.containers[0]?.image === 'nginx:1.28')).toBe(true);
    const { currentRevision, updateRevision } = at(whole, 'StatefulSet', 'default/db').status;
    expect(currentRevision).toBe(updateRevision);
  });

  it('goes on to no other pod while an updated one is not ready', () => {
    const probed = typed(COURSE, set({}, { readinessProbe: { ...readinessProbe, failureThreshold: 1 } }));
    const ready = advance(probed, 60_000);
    const stuck = advance(withFaults(ready, { fault: 'not-ready', pod: 'default/db-1' }), 30_000);
    const scaled = advance(typed(stuck, patch('StatefulSet', 'default/db', { spec: { replicas: 5 } })), 60_000);
    expect(names(scaled)).toEqual(['db-0', 'db-1', 'db-2']);
  });
});
