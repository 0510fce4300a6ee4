import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/engine/cluster/pod.ts';
import { timestamp } from '../../../src/engine/cluster/timestamp.ts';
import { victims } from '../../../src/engine/controllers/control-plane/pod-ranking.ts';
import { at, bare, courseWorld, create, patch, podsOf, remove, typed } from '../../support/world-of.ts';

const COURSE = courseWorld();
const NOW = 1_768_467_600_000;
const HOUR = 3_600_000;

type Facts = {
  readonly uid: string;
  readonly node?: string;
  readonly phase?: string;
  readonly readyFor?: number;
  readonly restarts?: number;
  readonly cost?: string;
};

function pod({ uid, node = 'node0', phase = 'Running', readyFor = HOUR, restarts = 0, cost }: Facts): Pod {
  const Ready = { type: 'Ready', status: readyFor < 0 ? 'False' : 'True', lastTransitionTime: timestamp(NOW - Math.max(0, readyFor)) };
  const annotations = cost === undefined ? {} : { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } };
  return {
    metadata: { name: uid, uid, creationTimestamp: timestamp(NOW - HOUR), ...annotations },
    spec: { containers: [], nodeName: node },
    status: { phase, conditions: [Ready], containerStatuses: [{ restartCount: restarts }] },
  } as unknown as Pod;
}

/** Names in the order in which they would be deleted. */
function order(...facts: readonly Facts[]): string[] {
  const pods = facts.map(pod);
  return victims(pods, pods, { count: pods.length, now: NOW }).map(({ metadata }) => metadata.uid);
}

// The order of comparisons in ActivePodsWithRanks.Less of pkg/controller/controller_utils.go.
describe('of too many pods', () => {
  it('one without a node goes before one that has a node', () => {
    expect(order({ uid: 'a' }, { uid: 'b', node: '', phase: 'Pending', readyFor: -1 })).toEqual(['b', 'a']);
  });

  it('a pending one goes before a running one', () => {
    expect(order({ uid: 'a', readyFor: -1 }, { uid: 'b', phase: 'Pending', readyFor: -1 })).toEqual(['b', 'a']);
  });

  it('one that is not ready goes before one that is', () => {
    expect(order({ uid: 'a' }, { uid: 'b', readyFor: -1 })).toEqual(['b', 'a']);
  });

  it('one with a lower deletion cost goes first', () => {
    expect(order({ uid: 'a', cost: '10' }, { uid: 'b', cost: '-5' }, { uid: 'c' })).toEqual(['b', 'c', 'a']);
  });

  it('one on a node with more of its kind goes first', () => {
    expect(order({ uid: 'a', node: 'node1' }, { uid: 'b' }, { uid: 'c' })).toEqual(['b', 'c', 'a']);
  });

  it('one that became ready recently goes before one that has been ready for longer by an order of magnitude', () => {
    expect(order({ uid: 'a', readyFor: HOUR, node: 'n1' }, { uid: 'b', readyFor: 60_000, node: 'n2' })).toEqual(['b', 'a']);
  });

  it('one that restarted more often goes first', () => {
    expect(order({ uid: 'a', node: 'n1' }, { uid: 'b', restarts: 3, node: 'n2' })).toEqual(['b', 'a']);
  });
});

describe('a ReplicaSet', () => {
  it('lets a pod go whose label no longer matches, and makes another', () => {
    const [first] = podsOf(COURSE, 'webapp');
    const key = `default/${first?.metadata.name}`;
    const world = typed(COURSE, patch('Pod', key, { metadata: { labels: { app: 'debug' } } }));
    expect(at(world, 'Pod', key).metadata.ownerReferences ?? []).toEqual([]);
    expect(at(world, 'Pod', key).status.phase).toBe('Running');
    expect(podsOf(world, 'webapp')).toHaveLength(3);
  });

  it('takes in an orphan that it selects, and removes the surplus', () => {
    const labels = { app: 'webapp', 'pod-template-hash': '7d9c6b8f5d' };
    const world = typed(COURSE, create('Pod', bare('stray', { containers: [{ name: 'webapp', image: 'ekslab/webapp:1' }] }, labels)));
    expect(podsOf(world, 'webapp')).toHaveLength(3);
  });

  it('makes pods anew when all of them are deleted at once', () => {
    const world = typed(COURSE, ...podsOf(COURSE, 'webapp').map(({ metadata }) => remove('Pod', `default/${metadata.name}`)));
    expect(podsOf(world, 'webapp').map(({ status }) => status.phase)).toEqual(['Running', 'Running', 'Running']);
  });
});
