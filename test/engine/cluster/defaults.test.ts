import { expect, test } from 'vitest';
import { after, clusterOf, create, deployment, pod, service, stored } from './api.ts';

// https://kubernetes.io/docs/reference/kubernetes-api/ and pkg/apis/{core,apps}/v1/defaults.go

test('A Service without a type is a ClusterIP Service whose targetPort is its port', () => {
  const world = after(clusterOf(), create('Service', service('web')));
  const { spec, status } = stored(world, 'Service', 'default/web');
  expect(spec).toMatchObject({
    type: 'ClusterIP',
    sessionAffinity: 'None',
    internalTrafficPolicy: 'Cluster',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
  });
  expect(spec.externalTrafficPolicy).toBeUndefined();
  expect(status).toEqual({ loadBalancer: {} });
});

test('A NodePort Service gets an external traffic policy, a LoadBalancer Service node ports as well', () => {
  const world = after(
    clusterOf(),
    create('Service', service('node', { type: 'NodePort' })),
    create('Service', service('lb', { type: 'LoadBalancer' })),
  );
  expect(stored(world, 'Service', 'default/node').spec.externalTrafficPolicy).toBe('Cluster');
  const balancer = stored(world, 'Service', 'default/lb').spec;
  expect(balancer.allocateLoadBalancerNodePorts).toBe(true);
  expect(balancer.ports?.[0]?.nodePort).toBeGreaterThanOrEqual(30000);
});

test('Affinity by client address lasts three hours', () => {
  const world = after(clusterOf(), create('Service', service('web', { sessionAffinity: 'ClientIP' })));
  expect(stored(world, 'Service', 'default/web').spec.sessionAffinityConfig).toEqual({ clientIP: { timeoutSeconds: 10800 } });
});

test('A pod gets the default service account, DNS policy, restart policy and grace period', () => {
  const world = after(clusterOf(), create('Pod', pod('web')));
  expect(stored(world, 'Pod', 'default/web').spec).toMatchObject({
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    terminationGracePeriodSeconds: 30,
    serviceAccountName: 'default',
    serviceAccount: 'default',
    schedulerName: 'default-scheduler',
    enableServiceLinks: true,
    priority: 0,
  });
});

test('A pod tolerates a node that is not ready or unreachable for five minutes', () => {
  const world = after(clusterOf(), create('Pod', pod('web')));
  expect(stored(world, 'Pod', 'default/web').spec.tolerations).toEqual([
    { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
    { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
  ]);
});

test.each([
  ['nginx', 'Always'],
  ['nginx:latest', 'Always'],
  ['nginx:1.27', 'IfNotPresent'],
  ['registry.example.com:5000/nginx', 'Always'],
  ['registry.example.com:5000/nginx:1.27', 'IfNotPresent'],
  ['nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000', 'IfNotPresent'],
])('Image %s is pulled %s', (image, policy) => {
  const world = after(clusterOf(), create('Pod', pod('web', { containers: [{ name: 'main', image }] })));
  expect(stored(world, 'Pod', 'default/web').spec.containers[0]?.imagePullPolicy).toBe(policy);
});

test('A probe is tried every ten seconds and fails after three times', () => {
  const readinessProbe = { httpGet: { port: 80 } };
  const world = after(clusterOf(), create('Pod', pod('web', { containers: [{ name: 'main', image: 'nginx', readinessProbe }] })));
  expect(stored(world, 'Pod', 'default/web').spec.containers[0]?.readinessProbe).toEqual({
    httpGet: { port: 80, path: '/', scheme: 'HTTP' },
    timeoutSeconds: 1,
    periodSeconds: 10,
    successThreshold: 1,
    failureThreshold: 3,
  });
});

test('A pod on the host network uses its container ports on the host', () => {
  const containers = [{ name: 'main', image: 'nginx', ports: [{ containerPort: 80 }] }];
  const world = after(clusterOf(), create('Pod', pod('web', { hostNetwork: true, containers })));
  expect(stored(world, 'Pod', 'default/web').spec.containers[0]?.ports).toEqual([{ containerPort: 80, hostPort: 80, protocol: 'TCP' }]);
});

test('A Deployment has one replica and rolls by quarters', () => {
  const world = after(clusterOf(), create('Deployment', deployment('web')));
  const { spec, metadata } = stored(world, 'Deployment', 'default/web');
  expect(spec).toMatchObject({
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
  });
  expect(metadata.generation).toBe(1);
});

test('A namespace is Active, bears its own name as a label and is held by a finalizer', () => {
  const world = after(clusterOf(), create('Namespace', { metadata: { name: 'shop' } }));
  expect(stored(world, 'Namespace', 'shop')).toMatchObject({
    metadata: { labels: { 'kubernetes.io/metadata.name': 'shop' } },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  });
});

test('Every object gets a uid, and the time of the world in whole seconds', () => {
  const start = { ...clusterOf(), now: Date.UTC(2026, 1, 28, 23, 59, 59, 999) };
  const world = after(start, create('Pod', pod('web')));
  const { uid, creationTimestamp } = stored(world, 'Pod', 'default/web').metadata;
  expect(uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(creationTimestamp).toBe('2026-02-28T23:59:59Z');
});

test('A generated name is the prefix and five letters that spell no words', () => {
  const world = after(clusterOf(), create('Pod', { ...pod(''), metadata: { generateName: 'web-' } }));
  const [created] = [...(world.log.head === null ? [] : [world.log.head.change.ref.key])];
  expect(created).toMatch(/^default\/web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
});
