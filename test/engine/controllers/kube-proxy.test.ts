import { describe, expect, it } from 'vitest';
import type { EndpointSlice } from '../../../src/engine/cluster/endpointslice.ts';
import type { Service } from '../../../src/engine/cluster/service.ts';
import { effectiveRules, rulesForNodePort } from '../../../src/engine/hosts/effective-rules.ts';
import { hostOf } from '../../../src/engine/hosts/host.ts';
import { proxyRulesOf } from '../../../src/engine/hosts/proxy-rules-of.ts';
import type { Fault } from '../../../src/engine/lab/kinds.ts';
import { emptyStore, objectsOf } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { courseIds } from '../../support/course-world.ts';
import { at, courseWorld, patch, podsOf, remove, scale, typed, withFaults, withoutFaults } from '../../support/world-of.ts';

const COURSE = courseWorld();
const [NODE0 = '', NODE1 = ''] = courseIds.instances;
const STOPPED: Fault = { fault: 'process-stopped', process: 'kube-proxy', node: 'node1' };

function backends(world: World, InstanceId: string): string[] {
  return rulesForNodePort(world, InstanceId, 32001).flatMap(({ ports }) => ports.flatMap(({ endpoints }) => endpoints.map(({ address }) => address)));
}

describe('kube-proxy', () => {
  it('writes a row for each port of a Service with a cluster address', () => {
    expect(COURSE.hosts.ProxyRules.entries).not.toBeNull();
    expect(backends(COURSE, NODE0)).toEqual(['192.168.0.41', '192.168.0.42', '192.168.64.7']);
    expect(backends(COURSE, NODE1)).toEqual(backends(COURSE, NODE0));
  });

  it('that has stopped leaves its rules as they were', () => {
    const stopped = typed(withFaults(COURSE, STOPPED), scale('default/webapp', 1));
    expect(backends(stopped, NODE0)).toHaveLength(1);
    expect(backends(stopped, NODE1)).toHaveLength(3);
    expect(hostOf(stopped, NODE1)?.kubeProxy).toEqual({ state: 'stopped' });
  });

  it('that starts again follows the Services, and nothing is left of the old rules', () => {
    const world = withoutFaults(typed(withFaults(COURSE, STOPPED), scale('default/webapp', 1)), STOPPED);
    expect(backends(world, NODE1)).toEqual(backends(world, NODE0));
    expect(objectsOf(world.hosts.FrozenProxyRules)).toEqual([]);
  });

  it('that has stopped knows nothing of a Service that came later', () => {
    const stopped = withFaults(COURSE, STOPPED);
    const world = typed(
      stopped,
      patch('Service', 'default/frontend', { spec: { ports: [{ name: 'http', port: 80, targetPort: 9376, nodePort: 32009 }] } }),
    );
    expect(rulesForNodePort(world, NODE0, 32009)).toHaveLength(1);
    expect(rulesForNodePort(world, NODE1, 32009)).toEqual([]);
    expect(rulesForNodePort(world, NODE1, 32001)).toHaveLength(1);
  });

  it('is as stopped when its DaemonSet is deleted', () => {
    const world = typed(COURSE, remove('DaemonSet', 'kube-system/kube-proxy'), scale('default/webapp', 1));
    expect(hostOf(world, NODE0)?.kubeProxy).toEqual({ state: 'stopped' });
    expect(backends(world, NODE0)).toHaveLength(3);
  });

  it('that never ran has written nothing', () => {
    const host = hostOf(COURSE, NODE0);
    expect(host === undefined ? [] : effectiveRules({ ...COURSE, hosts: { ...COURSE.hosts, Host: emptyStore('hosts', 'Host') } }, NODE0)).toEqual([]);
  });

  it('leaves a row without endpoints for a Service that selects nobody', () => {
    const world = typed(COURSE, patch('Service', 'default/frontend', { spec: { selector: { app: 'nobody' } } }));
    expect(backends(world, NODE0)).toEqual([]);
    expect(rulesForNodePort(world, NODE0, 32001)).toHaveLength(1);
  });

  it('passes by headless Services and names for other hosts', () => {
    const service = (spec: object) => ({ metadata: { name: 'db', namespace: 'prod' }, spec }) as unknown as Service;
    expect(proxyRulesOf(service({ clusterIP: 'None', ports: [{ port: 80 }] }), [])).toBeNull();
    expect(proxyRulesOf(service({ type: 'ExternalName', externalName: 'my.db.example.com' }), [])).toBeNull();
  });

  it('takes unknown readiness for ready, and the first address only', () => {
    const service = {
      metadata: { name: 'web', namespace: 'default' },
      spec: { clusterIP: '10.100.0.9', ports: [{ port: 80 }] },
    } as unknown as Service;
    const slice = {
      addressType: 'IPv4',
      ports: [{ name: '', port: 8080 }],
      endpoints: [{ addresses: ['10.0.0.1', '10.0.0.2'] }],
    } as unknown as EndpointSlice;
    expect(proxyRulesOf(service, [slice])?.ports[0]?.endpoints).toEqual([
      { address: '10.0.0.1', port: 8080, nodeName: null, ready: true, serving: true, terminating: false, zoneHints: [], nodeHints: [] },
    ]);
  });

  it('follows affinity and traffic policies', () => {
    const world = typed(COURSE, patch('Service', 'default/frontend', { spec: { externalTrafficPolicy: 'Local', sessionAffinity: 'ClientIP' } }));
    expect(rulesForNodePort(world, NODE0, 32001)[0]?.ports[0]).toMatchObject({ externalTrafficPolicy: 'Local', affinityTimeout: 10_800 });
    expect(at(world, 'Service', 'default/frontend').spec.externalTrafficPolicy).toBe('Local');
    expect(podsOf(world, 'webapp')).toHaveLength(3);
  });
});
