import { expect, test } from 'vitest';
import { revisionOf } from '../../../src/engine/change.ts';
import { after, ask, clusterOf, create, deployment, pod, refusal, service, stored } from './api.ts';

const web = () => after(clusterOf(), create('Service', service('web', { type: 'NodePort' })));
const patch = (name: string, body: object) => ({ verb: 'patch', patchType: 'strategic', kind: 'Service', name, body }) as const;

test('The address of a Service stays for its life', () => {
  const world = web();
  expect(refusal(world, patch('web', { spec: { clusterIP: '10.100.9.9' } }))).toBe(
    'Service "web" is invalid: spec.clusterIPs[0]: Invalid value: ["10.100.9.9"]: may not change once set',
  );
});

test('A Service that stops being a NodePort Service gives up its node port and its external policy', () => {
  const world = after(web(), patch('web', { spec: { type: 'ClusterIP' } }));
  const { spec } = stored(world, 'Service', 'default/web');
  expect(spec.ports).toEqual([{ port: 80, targetPort: 80, protocol: 'TCP' }]);
  expect(spec.externalTrafficPolicy).toBeUndefined();
});

test('An update that leaves out allocated values keeps them', () => {
  const world = web();
  const before = stored(world, 'Service', 'default/web').spec;
  const next = after(world, { verb: 'update', kind: 'Service', name: 'web', body: service('web', { type: 'NodePort', selector: { app: 'other' } }) });
  const { spec } = stored(next, 'Service', 'default/web');
  expect(spec.selector).toEqual({ app: 'other' });
  expect([spec.clusterIP, spec.ports?.[0]?.nodePort]).toEqual([before.clusterIP, before.ports?.[0]?.nodePort]);
});

// dropTypeDependentFields looks at the addresses, the families and their policy each for itself.
test('A Service that becomes an ExternalName Service loses its families, also where the patch itself empties the address', () => {
  const world = after(web(), patch('web', { spec: { type: 'ExternalName', externalName: 'db.example.com', clusterIP: '', clusterIPs: null } }));
  const { spec } = stored(world, 'Service', 'default/web');
  expect(spec.type).toBe('ExternalName');
  expect(spec.ipFamilies).toBeUndefined();
});

test('A Service that becomes an ExternalName Service loses its address', () => {
  const world = after(web(), patch('web', { spec: { type: 'ExternalName', externalName: 'db.example.com' } }));
  expect(stored(world, 'Service', 'default/web').spec.clusterIP).toBeUndefined();
});

test('A change to nothing bumps no revision and logs nothing', () => {
  const world = web();
  const { world: same, answer } = ask(world, patch('web', { spec: { type: 'NodePort' } }));
  expect(same.revision).toBe(world.revision);
  expect(answer).toMatchObject({ ok: true, changes: [] });
});

test('An update of an older version is a conflict', () => {
  const world = web();
  const old = revisionOf(world, { plane: 'cluster', kind: 'Service', key: 'default/web' });
  const next = after(world, patch('web', { metadata: { labels: { tier: 'front' } } }));
  const body = { ...service('web'), metadata: { name: 'web', resourceVersion: String(old) } };
  expect(refusal(next, { verb: 'update', kind: 'Service', name: 'web', body })).toBe(
    'Operation cannot be fulfilled on services "web": the object has been modified; please apply your changes to the latest version and try again',
  );
});

test('The selector of a Deployment is immutable', () => {
  const world = after(clusterOf(), create('Deployment', deployment('web')));
  const labels = { app: 'web', tier: 'front' };
  const body = { spec: { selector: { matchLabels: labels }, template: { metadata: { labels } } } };
  expect(refusal(world, { verb: 'patch', patchType: 'merge', kind: 'Deployment', name: 'web', body })).toBe(
    'Deployment.apps "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"web","tier":"front"}}: field is immutable',
  );
});

test('Of a running pod the image can be changed, the node cannot', () => {
  const world = after(clusterOf(), create('Pod', pod('web')));
  const image = after(world, {
    verb: 'patch',
    patchType: 'strategic',
    kind: 'Pod',
    name: 'web',
    body: { spec: { containers: [{ name: 'main', image: 'nginx:1.28' }] } },
  });
  expect(stored(image, 'Pod', 'default/web').spec.containers[0]?.image).toBe('nginx:1.28');
  expect(refusal(world, { verb: 'patch', patchType: 'merge', kind: 'Pod', name: 'web', body: { spec: { nodeName: 'a' } } })).toMatch(
    /^Pod "web" is invalid: spec: Forbidden: pod updates may not change fields other than/,
  );
});

test('The generation counts what is desired, not what is observed', () => {
  const world = after(clusterOf(), create('Deployment', deployment('web')));
  const observed = after(world, {
    verb: 'patch',
    patchType: 'merge',
    kind: 'Deployment',
    name: 'web',
    subresource: 'status',
    body: { status: { replicas: 1 } },
  });
  expect(stored(observed, 'Deployment', 'default/web').metadata.generation).toBe(1);
  const scaled = after(observed, {
    verb: 'patch',
    patchType: 'merge',
    kind: 'Deployment',
    name: 'web',
    subresource: 'scale',
    body: { spec: { replicas: 3 } },
  });
  expect(stored(scaled, 'Deployment', 'default/web')).toMatchObject({ metadata: { generation: 2 }, spec: { replicas: 3 }, status: { replicas: 1 } });
});

test('The status is written by its subresource alone', () => {
  const world = after(web(), {
    verb: 'patch',
    patchType: 'merge',
    kind: 'Service',
    name: 'web',
    body: { status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } },
  });
  expect(stored(world, 'Service', 'default/web').status).toEqual({ loadBalancer: {} });
  const next = after(world, {
    verb: 'patch',
    patchType: 'merge',
    kind: 'Service',
    name: 'web',
    subresource: 'status',
    body: { status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } },
  });
  expect(stored(next, 'Service', 'default/web').status).toEqual({ loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } });
});

test('A pod is bound to one node once', () => {
  const bind = (name: string) =>
    ({ verb: 'create', kind: 'Pod', subresource: 'binding', name: 'web', body: { target: { kind: 'Node', name } } }) as const;
  const world = after(clusterOf(), create('Pod', pod('web')), bind('node-a'));
  expect(stored(world, 'Pod', 'default/web').spec.nodeName).toBe('node-a');
  expect(refusal(world, bind('node-b'))).toBe('Operation cannot be fulfilled on pods/binding "web": pod web is already assigned to node "node-a"');
});

test('An unknown field in a patch is dropped with a warning; strictly it is refused', () => {
  const world = web();
  const { answer } = ask(world, patch('web', { spec: { prots: [] } }));
  expect(answer).toMatchObject({ ok: true, warnings: ['unknown field "spec.prots"'], changes: [] });
  expect(refusal(world, { ...patch('web', { spec: { prots: [] } }), fieldValidation: 'Strict' })).toBe(
    'Service in version "v1" cannot be handled as a Service: strict decoding error: unknown field "spec.prots"',
  );
});

test('A field that is stored but not simulated is reported once', () => {
  const containers = [{ name: 'main', image: 'nginx', livenessProbe: { tcpSocket: { port: 80 } } }];
  const { world, answer } = ask(clusterOf(), create('Pod', pod('web', { containers })));
  expect(answer).toMatchObject({ ok: true, notSimulated: ['spec.containers[0].livenessProbe'] });
  const again = ask(world, { verb: 'patch', patchType: 'merge', kind: 'Pod', name: 'web', body: { metadata: { labels: { a: 'b' } } } });
  expect(again.answer).toMatchObject({ ok: true, notSimulated: [] });
});
