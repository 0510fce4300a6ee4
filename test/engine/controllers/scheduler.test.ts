import { describe, expect, it } from 'vitest';
import { milli } from '../../../src/engine/controllers/control-plane/scheduler/quantity.ts';
import type { World } from '../../../src/engine/world.ts';
import { at, bare, courseWorld, create, eventsOf, patch, podsOf, remove, scale, typed } from '../../support/world-of.ts';

const COURSE = courseWorld();

function scheduled(world: World, spec: object): { readonly node: string | undefined; readonly message: string | undefined } {
  const next = typed(world, create('Pod', bare('web', { containers: [{ name: 'web', image: 'nginx' }], ...spec })));
  return { node: at(next, 'Pod', 'default/web').spec.nodeName, message: eventsOf(next, 'FailedScheduling')[0] };
}

const cordon = (node: string) => patch('Node', node, { spec: { unschedulable: true } });
const taint = (node: string) => patch('Node', node, { spec: { taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] } });

describe('the scheduler', () => {
  it('spreads the pods of one Deployment over the nodes', () => {
    const world = typed(COURSE, scale('default/webapp', 0), scale('default/webapp', 6));
    const nodes = podsOf(world, 'webapp').map(({ spec }) => spec.nodeName);
    expect(nodes.filter((node) => node === 'node0')).toHaveLength(3);
  });

  it('leaves cordoned nodes alone', () => {
    expect(scheduled(typed(COURSE, cordon('node0')), {}).node).toBe('node1');
  });

  it('keeps pods away from taints that they do not tolerate', () => {
    const tainted = typed(COURSE, taint('node0'));
    expect(scheduled(tainted, {}).node).toBe('node1');
    const tolerations = [{ key: 'dedicated', operator: 'Equal', value: 'gpu', effect: 'NoSchedule' }];
    expect(scheduled(tainted, { nodeSelector: { 'kubernetes.io/hostname': 'node0' }, tolerations }).node).toBe('node0');
  });

  // https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
  it('lets no zone have more than maxSkew pods more than another', () => {
    const labelSelector = { matchLabels: { app: 'even' } };
    const topologySpreadConstraints = [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector }];
    const spec = { containers: [{ name: 'web', image: 'nginx' }], topologySpreadConstraints };
    const pods = ['a', 'b', 'c', 'd'].map((name) => create('Pod', bare(name, spec, { app: 'even' })));
    const world = typed(COURSE, ...pods);
    expect(podsOf(world, 'even').filter(({ spec: { nodeName } }) => nodeName === 'node0')).toHaveLength(2);
    const closed = typed(COURSE, cordon('node0'), ...pods.slice(0, 2));
    expect(eventsOf(closed, 'FailedScheduling')[0]).toContain("1 node(s) didn't match pod topology spread constraints");
  });

  // https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity
  it('keeps pods apart that say so, on either side, and together those that want it', () => {
    const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'shy' } } };
    const apart = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
    const containers = [{ name: 'web', image: 'nginx' }];
    const shy = (name: string) => create('Pod', bare(name, { containers, affinity: apart }, { app: 'shy' }));
    const world = typed(COURSE, shy('a'), shy('b'), shy('c'));
    expect(eventsOf(world, 'FailedScheduling')[0]).toContain("2 node(s) didn't match pod anti-affinity rules");
    const plain = typed(world, create('Pod', bare('d', { containers }, { app: 'shy' })));
    expect(eventsOf(plain, 'FailedScheduling').join()).toContain("2 node(s) didn't satisfy existing pods anti-affinity rules");
    const near = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
    const first = typed(COURSE, shy('a'), create('Pod', bare('e', { containers, affinity: near }, { app: 'friend' })));
    expect(at(first, 'Pod', 'default/e').spec.nodeName).toBe(at(first, 'Pod', 'default/a').spec.nodeName);
  });

  it('follows nodeSelector and required node affinity', () => {
    expect(scheduled(COURSE, { nodeSelector: { 'topology.kubernetes.io/zone': 'us-west-2b' } }).node).toBe('node1');
    const matchExpressions = [{ key: 'topology.kubernetes.io/zone', operator: 'NotIn', values: ['us-west-2b'] }];
    const nodeAffinity = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } };
    expect(scheduled(COURSE, { affinity: { nodeAffinity } }).node).toBe('node0');
  });

  // The form of FitError.Error in pkg/scheduler/framework/types.go.
  it('says why no node can take a pod', () => {
    const world = typed(COURSE, cordon('node0'), taint('node1'));
    expect(scheduled(world, {}).message).toBe(
      '0/2 nodes are available: 1 node(s) had untolerated taint {dedicated: gpu}, 1 node(s) were unschedulable. ' +
        'preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
    );
  });

  it('counts what pods ask for against what nodes have', () => {
    const requests = { cpu: '1500m' };
    const large = { containers: [{ name: 'web', image: 'nginx', resources: { requests } }] };
    const first = typed(COURSE, create('Pod', bare('a', large)), create('Pod', bare('b', large)));
    expect([at(first, 'Pod', 'default/a').spec.nodeName, at(first, 'Pod', 'default/b').spec.nodeName].sort()).toEqual(['node0', 'node1']);
    expect(scheduled(first, large).message).toBe(
      '0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
    );
  });

  it('stops at the number of pods that the nodes take', () => {
    const world = typed(COURSE, scale('default/webapp', 60));
    // 29 a node, less aws-node, kube-proxy and the pods that are there already.
    expect(podsOf(world, 'webapp').filter(({ spec }) => spec.nodeName)).toHaveLength(2 * 29 - 9);
    expect(eventsOf(world, 'FailedScheduling')[0]).toMatch(/2 Too many pods/);
  });

  it('places a pod that waits as soon as there is room', () => {
    const full = typed(COURSE, cordon('node0'), cordon('node1'), create('Pod', bare('web', { containers: [{ name: 'web', image: 'nginx' }] })));
    expect(at(full, 'Pod', 'default/web').spec.nodeName).toBeUndefined();
    const world = typed(full, patch('Node', 'node1', { spec: { unschedulable: null } }));
    expect(at(world, 'Pod', 'default/web').spec.nodeName).toBe('node1');
  });

  it('is asked for each pod anew: what it decided does not depend on the order of names', () => {
    const world = typed(COURSE, remove('Pod', 'default/toolbox', { gracePeriodSeconds: 0 }));
    expect(scheduled(world, {}).node).toMatch(/^node[01]$/);
  });
});

describe('quantities', () => {
  it.each([
    ['100m', 100],
    ['2', 2_000],
    ['0.5', 500],
    ['1Ki', 1_024_000],
    ['1M', 1_000_000_000],
    [undefined, 0],
  ])('%s is %i thousandths', (text, expected) => {
    expect(milli(text)).toBe(expected);
  });
});
