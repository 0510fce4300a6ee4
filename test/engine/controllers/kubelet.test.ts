import { describe, expect, it } from 'vitest';
import { isPodReady } from '../../../src/engine/controllers/pod-condition.ts';
import { sandboxOf } from '../../../src/engine/hosts/host.ts';
import type { Fault } from '../../../src/engine/lab/kinds.ts';
import { advance } from '../../../src/engine/settle.ts';
import { objectAt, objectsOf } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { at, bare, courseWorld, create, eventsOf, patch, remove, typed, withFaults, withoutFaults } from '../../support/world-of.ts';

const COURSE = courseWorld();

function running(name: string, container: object, spec: object = {}): World {
  return typed(COURSE, create('Pod', bare(name, { containers: [{ name: 'main', ...container }], ...spec })));
}

function isReady(world: World, name: string): boolean {
  return isPodReady(at(world, 'Pod', `default/${name}`));
}

describe('the kubelet', () => {
  it('runs a pod at a secondary address of an ENI of its node, behind a veth named after it', () => {
    const world = running('sample-pod', { image: 'nginx:1.29' });
    const run = sandboxOf(world, 'default/sample-pod');
    // pkg/networkutils/names_test.go of the VPC CNI gives this name for default/sample-pod.
    expect(run?.sandbox.hostVeth).toBe('enicc21c2d7785');
    expect(run?.host.ipamd?.assigned[run.sandbox.address]).toBe('default/sample-pod');
    expect(at(world, 'Pod', 'default/sample-pod').status).toMatchObject({ phase: 'Running', podIP: run?.sandbox.address });
  });

  it('runs a pod of the host network at the address of the node', () => {
    const world = running('host', { image: 'nginx:1.29' }, { hostNetwork: true, nodeName: 'node1' });
    expect(at(world, 'Pod', 'default/host').status.podIP).toBe('192.168.64.8');
    expect(sandboxOf(world, 'default/host')?.sandbox.hostVeth).toBeNull();
  });

  it('says what it did in events', () => {
    const world = running('web', { image: 'nginx:1.29' });
    expect(eventsOf(world, 'Started')).toContain('Started container main');
    expect(eventsOf(world, 'Scheduled').some((message) => message.startsWith('Successfully assigned default/web to node'))).toBe(true);
  });

  it('runs an image that the lab does not know, which listens nowhere, and the lab says so', () => {
    const world = running('mystery', { image: 'example.com/team/thing:7', ports: [{ containerPort: 8080 }] });
    expect(isReady(world, 'mystery')).toBe(true);
    expect(sandboxOf(world, 'default/mystery')?.sandbox.containers[0]?.listeners).toEqual([]);
    expect(objectsOf(world.lab.Notice).map(({ text }) => text.en)).toEqual([
      'The lab does not know what image example.com/team/thing:7 does. Its container runs but listens on no port.',
    ]);
  });
});

describe('a pod that waits for its network', () => {
  it('starts as soon as aws-node runs on the node again', () => {
    const { metadata, spec } = at(COURSE, 'DaemonSet', 'kube-system/aws-node');
    const without = typed(COURSE, remove('DaemonSet', 'kube-system/aws-node'));
    const waiting = typed(without, create('Pod', bare('late', { nodeName: 'node1', containers: [{ name: 'main', image: 'nginx:1.29' }] })));
    expect(at(waiting, 'Pod', 'default/late').status.phase).toBe('Pending');
    const again = { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: metadata.name, namespace: 'kube-system' }, spec };
    expect(isReady(typed(waiting, create('DaemonSet', again)), 'late')).toBe(true);
  });
});

describe('two containers of a pod that want the same port', () => {
  const pair = (containers: readonly object[]) => typed(COURSE, create('Pod', bare('twin', { containers })));

  it('cannot both run: the second one ends and is started again and again', () => {
    const world = pair([
      { name: 'one', image: 'nginx:1.29' },
      { name: 'two', image: 'httpd:2.4' },
    ]);
    const { containerStatuses = [] } = at(world, 'Pod', 'default/twin').status;
    expect(containerStatuses.map(({ ready, state }) => [ready, state?.waiting?.reason])).toEqual([
      [true, undefined],
      [false, 'CrashLoopBackOff'],
    ]);
    expect(isReady(world, 'twin')).toBe(false);
    expect(eventsOf(world, 'BackOff')[0]).toMatch(/^Back-off restarting failed container two in pod twin_default\(/);
    expect(objectsOf(world.lab.Notice)[0]?.text.en).toContain('Address already in use');
  });

  it('run when they want different ones', () => {
    const world = pair([
      { name: 'one', image: 'nginx:1.29' },
      { name: 'two', image: 'ekslab/webapp:1', env: [{ name: 'PORT', value: '8080' }] },
    ]);
    expect(isReady(world, 'twin')).toBe(true);
  });
});

describe('deleting a pod', () => {
  it('whose program ends when told to takes no time', () => {
    const world = typed(running('web', { image: 'nginx:1.29' }), remove('Pod', 'default/web'));
    expect(objectAt(world.cluster.Pod, 'default/web')).toBeUndefined();
    expect(sandboxOf(world, 'default/web')).toBeUndefined();
  });

  it('that runs `sleep`, which ignores SIGTERM, takes the whole grace period', () => {
    const world = typed(COURSE, remove('Pod', 'default/toolbox'));
    expect(sandboxOf(advance(world, 29_999), 'default/toolbox')).toBeDefined();
    expect(objectAt(advance(world, 30_000).cluster.Pod, 'default/toolbox')).toBeUndefined();
  });

  it('with a preStop hook waits for the hook', () => {
    const lifecycle = { preStop: { exec: { command: ['sh', '-c', 'sleep 12'] } } };
    const world = typed(running('web', { image: 'nginx:1.29', lifecycle }), remove('Pod', 'default/web'));
    expect(objectAt(advance(world, 11_999).cluster.Pod, 'default/web')).toBeDefined();
    expect(objectAt(advance(world, 12_000).cluster.Pod, 'default/web')).toBeUndefined();
  });

  it('by force leaves nothing behind on the node', () => {
    const world = typed(COURSE, remove('Pod', 'default/toolbox', { gracePeriodSeconds: 0 }));
    expect(sandboxOf(world, 'default/toolbox')).toBeUndefined();
  });

  it('lets its address rest for 30 seconds before another pod gets it', () => {
    const freed = typed(COURSE, remove('Pod', 'default/toolbox', { gracePeriodSeconds: 0 }));
    const onNode0 = (world: World, name: string) =>
      at(typed(world, create('Pod', bare(name, { nodeName: 'node0', containers: [{ name: 'main', image: 'nginx' }] }))), 'Pod', `default/${name}`)
        .status.podIP;
    expect(onNode0(freed, 'early')).toBe('192.168.0.46');
    expect(onNode0(advance(freed, 30_000), 'late')).toBe('192.168.0.45');
  });
});

describe('a readiness probe', () => {
  const probe = (more: object = {}) => ({
    image: 'ekslab/webapp:1',
    readinessProbe: { httpGet: { path: '/', port: 9376 }, periodSeconds: 5, ...more },
  });

  it('is first made after its initial delay', () => {
    const world = running('web', probe({ initialDelaySeconds: 7 }));
    expect(isReady(world, 'web')).toBe(false);
    expect(isReady(advance(world, 6_999), 'web')).toBe(false);
    expect(isReady(advance(world, 7_000), 'web')).toBe(true);
  });

  it('counts: after failureThreshold failures at its period the pod is no longer ready, after one success it is again', () => {
    const fault: Fault = { fault: 'not-ready', pod: 'default/web' };
    const failing = withFaults(running('web', probe()), fault);
    expect(isReady(advance(failing, 14_999), 'web')).toBe(true);
    const unready = advance(failing, 15_000);
    expect(isReady(unready, 'web')).toBe(false);
    expect(isReady(advance(withoutFaults(unready, fault), 5_000), 'web')).toBe(true);
  });

  it('that fails between two beats only is never noticed', () => {
    const fault: Fault = { fault: 'not-ready', pod: 'default/web' };
    const moment = advance(running('web', probe({ failureThreshold: 1 })), 1_000);
    const world = withoutFaults(advance(withFaults(moment, fault), 2_000), fault);
    expect(isReady(advance(world, 60_000), 'web')).toBe(true);
  });

  it('of a port where nobody listens fails, and the event says how', () => {
    const world = running('web', { image: 'nginx:1.29', readinessProbe: { httpGet: { path: '/', port: 8080 } } });
    expect(isReady(advance(world, 60_000), 'web')).toBe(false);
    expect(eventsOf(world, 'Unhealthy')[0]).toMatch(
      /^Readiness probe failed: Get "http:\/\/192\.168\.[0-9.]+:8080\/": dial tcp .*: connect: connection refused$/,
    );
  });

  it('of a page that is not there fails with its status', () => {
    const world = running('web', { image: 'nginx:1.29', readinessProbe: { httpGet: { path: '/healthz', port: 80 } } });
    expect(eventsOf(world, 'Unhealthy')).toEqual(['Readiness probe failed: HTTP probe failed with statuscode: 404']);
  });

  it('by TCP needs a listener only', () => {
    expect(isReady(running('web', { image: 'nginx:1.29', readinessProbe: { tcpSocket: { port: 80 } } }), 'web')).toBe(true);
    expect(isReady(running('web', { image: 'nginx:1.29', readinessProbe: { tcpSocket: { port: 81 } } }), 'web')).toBe(false);
  });

  it('costs nothing while nothing changes', () => {
    const world = running('web', probe());
    const due = [...objectsOf(world.hosts.Host)].length;
    expect(due).toBe(2);
    expect(advance(world, 3_600_000).revision - world.revision).toBeLessThan(10);
  });
});

describe('a node', () => {
  it('takes as many pods as its ENIs have addresses for, and two', () => {
    // https://github.com/awslabs/amazon-eks-ami: m5.large 29.
    expect(at(COURSE, 'Node', 'node0').status.allocatable).toMatchObject({ pods: '29' });
  });

  it('has the addresses of its instance', () => {
    expect(at(COURSE, 'Node', 'node0').status.addresses).toEqual([
      { type: 'InternalIP', address: '192.168.0.6' },
      { type: 'ExternalIP', address: '198.51.100.6' },
      { type: 'InternalDNS', address: 'ip-192-168-0-6.us-west-2.compute.internal' },
      { type: 'Hostname', address: 'ip-192-168-0-6.us-west-2.compute.internal' },
      { type: 'ExternalDNS', address: 'ec2-198-51-100-6.us-west-2.compute.amazonaws.com' },
    ]);
  });

  it('that is cordoned is tainted, keeps its pods, and gets no new ones', () => {
    const world = typed(COURSE, patch('Node', 'node1', { spec: { unschedulable: true } }));
    expect(at(world, 'Node', 'node1').spec.taints).toEqual([{ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }]);
    expect(objectsOf(world.cluster.Pod).filter(({ spec }) => spec.nodeName === 'node1')).toHaveLength(5);
  });

  it('that is deleted loses its pods', () => {
    const world = typed(COURSE, remove('Node', 'node1'));
    expect(objectsOf(world.cluster.Pod).filter(({ spec }) => spec.nodeName === 'node1')).toEqual([]);
    expect(
      objectsOf(world.cluster.Pod)
        .filter(({ metadata }) => metadata.labels?.app === 'webapp')
        .map(({ spec }) => spec.nodeName),
    ).toEqual(['node0', 'node0', 'node0']);
  });
});
