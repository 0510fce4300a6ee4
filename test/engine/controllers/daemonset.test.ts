import { describe, expect, it } from 'vitest';
import { hostOfNode } from '../../../src/engine/hosts/host.ts';
import { lookup } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { at, changesBetween, courseWorld, patch, remove, strategic, typed } from '../../support/world-of.ts';

const COURSE = courseWorld();
const AWS_NODE = 'kube-system/aws-node';

function daemons(world: World, name: string) {
  return lookup(world.cluster.Pod, 'byLabel', `kube-system/k8s-app=${name}`);
}

const externalSnat = strategic('DaemonSet', AWS_NODE, {
  spec: { template: { spec: { containers: [{ name: 'aws-node', env: [{ name: 'AWS_VPC_K8S_CNI_EXTERNALSNAT', value: 'true' }] }] } } },
});

describe('a DaemonSet', () => {
  it('runs one pod on each node', () => {
    expect(
      daemons(COURSE, 'aws-node')
        .map(({ spec }) => spec.nodeName)
        .sort(),
    ).toEqual(['node0', 'node1']);
    expect(at(COURSE, 'DaemonSet', AWS_NODE).status).toMatchObject({ desiredNumberScheduled: 2, numberReady: 2, numberAvailable: 2 });
  });

  it('keeps running on a cordoned node', () => {
    const world = typed(
      COURSE,
      patch('Node', 'node1', { spec: { unschedulable: true } }),
      ...daemons(COURSE, 'kube-proxy').map(({ metadata }) => remove('Pod', `kube-system/${metadata.name}`)),
    );
    expect(
      daemons(world, 'kube-proxy')
        .map(({ spec }) => spec.nodeName)
        .sort(),
    ).toEqual(['node0', 'node1']);
  });

  it('replaces its pods one node after the other when its template changes', () => {
    const world = typed(COURSE, externalSnat);
    const names = daemons(COURSE, 'aws-node').map(({ metadata }) => metadata.name);
    expect(daemons(world, 'aws-node').some(({ metadata }) => names.includes(metadata.name))).toBe(false);
    let missing = 0;
    for (const { ref, after } of changesBetween(COURSE, world)) {
      if (ref.kind !== 'Pod' || !ref.key.startsWith(AWS_NODE)) continue;
      if (after === null) missing++;
      else if ((after as { status: { phase?: string } }).status.phase === 'Running' && !names.includes(ref.key.slice('kube-system/'.length)))
        missing--;
      expect(missing).toBeLessThanOrEqual(1);
    }
  });

  it('of aws-node gives the nodes its new settings', () => {
    const world = typed(COURSE, externalSnat);
    expect(hostOfNode(world, 'node0')?.ipamd?.env.AWS_VPC_K8S_CNI_EXTERNALSNAT).toBe('true');
  });

  it('with a node selector leaves the other nodes', () => {
    const world = typed(
      COURSE,
      patch('DaemonSet', 'kube-system/kube-proxy', {
        spec: { template: { spec: { nodeSelector: { 'topology.kubernetes.io/zone': 'us-west-2a' } } } },
      }),
    );
    expect(daemons(world, 'kube-proxy').map(({ spec }) => spec.nodeName)).toEqual(['node0']);
  });
});

describe('deleting a namespace', () => {
  it('takes all that is in it', () => {
    const world = typed(COURSE, remove('Namespace', 'prod'));
    expect(changesBetween(COURSE, world).at(-1)?.ref).toEqual({ plane: 'cluster', kind: 'Namespace', key: 'prod' });
    expect(lookup(world.cluster.Pod, 'byNamespace', 'prod')).toEqual([]);
    expect(lookup(world.cluster.Service, 'byNamespace', 'prod')).toEqual([]);
  });
});
