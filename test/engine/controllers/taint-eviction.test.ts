import { expect, test } from 'vitest';
import { commit } from '../../../src/engine/change.ts';
import { advance, settle } from '../../../src/engine/settle.ts';
import { objectAt, objectsOf } from '../../../src/engine/store.ts';
import { at, courseWorld, eventsOf, patch, podsOf, typed } from '../../support/world-of.ts';

const COURSE = courseWorld();

// https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
test('A pod without a toleration leaves a NoExecute taint at once, and a daemon that tolerates everything stays', () => {
  const taints = [{ key: 'maintenance', effect: 'NoExecute' }];
  const world = advance(typed(COURSE, patch('Node', 'node0', { spec: { taints } })), 60_000);
  expect(podsOf(world, 'webapp').every(({ spec }) => spec.nodeName === 'node1')).toBe(true);
  expect(eventsOf(world, 'TaintManagerEviction').length).toBeGreaterThan(0);
  const daemons = objectsOf(world.cluster.Pod).filter(({ metadata }) => metadata.name.startsWith('kube-proxy'));
  expect(daemons.map(({ spec }) => spec.nodeName).sort()).toEqual(['node0', 'node1']);
});

test('When a kubelet falls silent its node is tainted, and its pods are evicted after 300 seconds', () => {
  const id = objectsOf(COURSE.hosts.Host).find(({ nodeName }) => nodeName === 'node0')?.InstanceId ?? '';
  const instance = objectAt(COURSE.aws.Instance, id);
  const stopped = { ...instance, State: { Code: 80, Name: 'stopped' } };
  const silent = commit(COURSE, { by: 'test', verb: 'stop', because: null }, [
    { ref: { plane: 'aws', kind: 'Instance', key: id }, object: stopped },
  ]).world;
  const lost = settle(silent, COURSE.revision);
  const taints = at(lost, 'Node', 'node0').spec.taints ?? [];
  expect(taints.map(({ key, effect }) => `${key}:${effect}`)).toEqual([
    'node.kubernetes.io/unreachable:NoSchedule',
    'node.kubernetes.io/unreachable:NoExecute',
  ]);
  const leaving = (seconds: number) =>
    podsOf(advance(lost, seconds * 1000), 'webapp').filter(
      ({ metadata, spec }) => spec.nodeName === 'node0' && metadata.deletionTimestamp !== undefined,
    );
  expect(leaving(299)).toEqual([]);
  expect(leaving(301).length).toBeGreaterThan(0);
});
