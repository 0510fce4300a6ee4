import { describe, expect, it } from 'vitest';
import { digest } from '../../src/engine/digest.ts';
import { hostOf } from '../../src/engine/hosts/host.ts';
import { lookup, objectAt, objectsOf } from '../../src/engine/store.ts';
import { emptyWorld, type WorldParts, worldOf } from '../../src/engine/world-of.ts';
import { courseIds, courseParts } from '../support/course-world.ts';
import { at, courseWorld } from '../support/world-of.ts';

type Manifest = { readonly kind: string; readonly metadata: { readonly name: string } };

/** The worked example with its manifests changed one by one. */
function changed(change: (manifest: Manifest) => object): WorldParts {
  const parts = courseParts();
  return { ...parts, cluster: ((parts.cluster ?? []) as readonly Manifest[]).map(change) };
}

describe('a world from parts', () => {
  it('stands as it is described, without any problem', () => {
    const world = courseWorld();
    expect(objectsOf(world.cluster.Pod).every(({ status }) => status.phase === 'Running')).toBe(true);
    expect(at(world, 'Service', 'default/frontend').spec.clusterIP).toBe('10.100.0.31');
  });

  it('is the same whatever the order of its manifests', () => {
    const parts = courseParts();
    expect(digest(worldOf({ ...parts, cluster: [...(parts.cluster ?? [])].reverse() }).world)).toBe(digest(worldOf(parts).world));
  });

  it('has a log that starts when it stands: reading it is nobody’s command', () => {
    const world = courseWorld();
    expect(world.log.head).toBeNull();
    expect(world.log.cutAt).toBe(world.revision);
  });

  it('adopts the addresses that pods are said to have, with their veths', () => {
    const world = courseWorld();
    const [instance = ''] = courseIds.instances;
    expect(hostOf(world, instance)?.ipamd?.assigned).toMatchObject({
      '192.168.0.41': 'default/webapp-7d9c6b8f5d-4kq2s',
      '192.168.0.45': 'default/toolbox',
    });
  });

  it('reports an address that no ENI of the node holds, and gives the pod another', () => {
    const parts = changed((manifest) =>
      manifest.metadata.name === 'toolbox' ? { ...manifest, status: { phase: 'Running', podIP: '192.168.9.9' } } : manifest,
    );
    const { world, problems } = worldOf(parts);
    const index = (parts.cluster ?? []).findIndex((manifest) => (manifest as Manifest).metadata.name === 'toolbox');
    expect(problems).toEqual([
      {
        path: ['cluster', index, 'status', 'podIP'],
        what: {
          ko: 'default/toolbox 파드는 192.168.9.9 주소를 쓰지 못합니다. node0 노드의 네트워크 인터페이스에 나눠 줄 그 주소가 없습니다.',
          en: 'pod default/toolbox cannot have address 192.168.9.9: no network interface of node node0 has it to give.',
        },
        how: {
          ko: '대신 192.168.0.45 주소를 받았습니다. 노드의 네트워크 인터페이스에 있고 다른 파드가 쓰지 않는 주소를 쓰거나, 비워 두세요.',
          en: 'It was given 192.168.0.45. State an address that a network interface of its node holds and no other pod has, or leave it out.',
        },
      },
    ]);
    expect(at(world, 'Pod', 'default/toolbox').status.podIP).toBe('192.168.0.45');
  });

  it('reports an address that two pods are said to have, and gives it to one of them', () => {
    const parts = changed((manifest) =>
      manifest.metadata.name === 'toolbox' ? { ...manifest, status: { phase: 'Running', podIP: '192.168.0.41' } } : manifest,
    );
    const { world, problems } = worldOf(parts);
    expect(problems).toHaveLength(1);
    expect(lookup(world.cluster.Pod, 'byAddress', '192.168.0.41')).toHaveLength(1);
  });

  it('derives what is not stated', () => {
    const parts = changed((manifest) => {
      const { status: _status, ...rest } = manifest as Manifest & { status?: object };
      return rest;
    });
    const { world, problems } = worldOf(parts);
    expect(problems).toEqual([]);
    expect(objectsOf(world.cluster.Pod).filter(({ status }) => !status.podIP)).toEqual([]);
  });

  it('stands without owners that are not among the manifests, and says so', () => {
    const parts = courseParts();
    const pods = (parts.cluster ?? []).filter((manifest) => !['Deployment', 'ReplicaSet'].includes((manifest as Manifest).kind));
    const { world, problems } = worldOf({ ...parts, cluster: pods });
    expect(objectAt(world.cluster.Pod, 'default/webapp-7d9c6b8f5d-4kq2s')?.status.phase).toBe('Running');
    expect(problems).toHaveLength(7);
    expect(problems[0]?.what.en).toMatch(/is owned by ReplicaSet .*, which is not in the manifests\.$/);
  });

  it('lets a process that a fault has stopped run until now', () => {
    const { world } = worldOf({ ...courseParts(), faults: [{ fault: 'process-stopped', process: 'kube-proxy', node: 'node1' }] });
    expect(lookup(world.hosts.FrozenProxyRules, 'byInstance', courseIds.instances[1] ?? '')).toHaveLength(3);
  });

  it('reports faults on what does not exist', () => {
    const { problems } = worldOf({
      ...courseParts(),
      faults: [
        { fault: 'process-stopped', process: 'kube-proxy', node: 'node9' },
        { fault: 'not-ready', pod: 'default/nobody' },
      ],
    });
    expect(problems.map(({ path, what }) => [path, what.en])).toEqual([
      [['faults', 0, 'node'], 'there is no node node9.'],
      [['faults', 1, 'pod'], 'there is no pod default/nobody.'],
    ]);
  });

  it('through the open doors is what is written, and nothing has happened', () => {
    const { world } = worldOf(courseParts(), { settle: false });
    expect(objectsOf(world.cluster.EndpointSlice)).toEqual([]);
    expect(objectsOf(world.hosts.Host)).toEqual([]);
  });
});

describe('an instance that belongs to a cluster', () => {
  it('registers a Node of its own when none stands for it, and its pods run there', () => {
    const parts = courseParts();
    const kept = (parts.cluster ?? []).filter((manifest) => ['Namespace', 'DaemonSet'].includes((manifest as Manifest).kind));
    const { world, problems } = worldOf({ ...parts, cluster: kept });
    expect(problems).toEqual([]);
    expect(objectsOf(world.cluster.Node).map(({ metadata }) => metadata.name)).toEqual([
      'ip-192-168-0-6.us-west-2.compute.internal',
      'ip-192-168-64-8.us-west-2.compute.internal',
    ]);
    expect(objectsOf(world.cluster.Pod)).toHaveLength(4);
    expect(at(world, 'Node', 'ip-192-168-0-6.us-west-2.compute.internal').metadata.labels).toMatchObject({
      'topology.kubernetes.io/zone': 'us-west-2a',
    });
  });
});

describe('the digest', () => {
  it('counts state, time and counters, and neither revision nor log', () => {
    const world = courseWorld();
    expect(digest({ ...world, revision: world.revision + 7, log: { head: null, cutAt: 0 } })).toBe(digest(world));
    expect(digest({ ...world, now: world.now + 1 })).not.toBe(digest(world));
    expect(digest({ ...world, counters: { ...world.counters, connection: 1 } })).not.toBe(digest(world));
  });

  it('of empty worlds tells by their time', () => {
    expect(digest(emptyWorld())).toBe(digest(emptyWorld()));
    expect(digest(emptyWorld({ now: 1 }))).not.toBe(digest(emptyWorld()));
  });
});
