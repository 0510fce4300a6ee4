import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode } from '../../../src/engine/cluster/decode.ts';
import { clusterKinds } from '../../../src/engine/cluster/kinds.ts';
import { dns1035Label, dns1123Subdomain, labelValue, portName, qualifiedName } from '../../../src/engine/cluster/name-rules.ts';
import { readQuantity } from '../../../src/engine/cluster/quantity.ts';
import { readCluster } from '../../../src/engine/cluster/read.ts';
import { readTimestamp, timestamp } from '../../../src/engine/cluster/timestamp.ts';
import { emptyWorld } from '../../../src/engine/world-of.ts';
import { clusterOf, pod, service, stored } from './api.ts';

test('Status, addresses and uid that a manifest states are kept', () => {
  const manifest = {
    ...pod('web', { nodeName: 'a' }),
    metadata: { name: 'web', uid: '00000000-0000-4000-8000-000000000001' },
    status: { phase: 'Running', podIP: '192.0.2.7' },
  };
  const world = clusterOf(manifest, service('web', { clusterIP: '10.100.0.77' }));
  expect(stored(world, 'Pod', 'default/web')).toMatchObject({
    metadata: { uid: '00000000-0000-4000-8000-000000000001' },
    status: { phase: 'Running', podIP: '192.0.2.7' },
  });
  expect(stored(world, 'Service', 'default/web').spec.clusterIP).toBe('10.100.0.77');
});

test('A List is its items', () => {
  const world = clusterOf({ apiVersion: 'v1', kind: 'List', items: [service('a'), service('b')] });
  expect(stored(world, 'Service', 'default/b').spec.type).toBe('ClusterIP');
});

test('What is allocated by hand is never given to another, wherever it stands in the list', () => {
  const taken = { type: 'NodePort', clusterIP: '10.100.0.77', ports: [{ port: 80, nodePort: 30200 }] };
  const world = clusterOf(service('any', { type: 'NodePort' }), service('fixed', taken));
  expect(stored(world, 'Service', 'default/fixed').spec.ports?.[0]?.nodePort).toBe(30200);
  expect(stored(world, 'Service', 'default/any').spec.clusterIP).not.toBe('10.100.0.77');
});

test('Everything that is wrong is said at once, with its place', () => {
  const manifests = [
    { apiVersion: 'v1', kind: 'Servise', metadata: { name: 'a' } },
    { apiVersion: 'apps/v1', kind: 'Service', metadata: { name: 'b' } },
    service('c', { ports: [{ port: 0 }], prots: 1 }),
    { ...pod('d'), metadata: { name: 'd', namespace: 'nowhere' } },
  ];
  const { problems } = readCluster(emptyWorld(), manifests);
  expect(problems.map(({ path, what }) => `${path.join('.')}: ${what.en}`)).toEqual([
    '0.kind: kind Servise is not simulated.',
    '1.apiVersion: Service is not in apps/v1.',
    '2.spec.prots: the API server refuses this (unknown field "spec.prots").',
    '3.metadata.namespace: the API server refuses this (namespaces "nowhere" not found).',
    '2.spec.ports.0.port: the API server refuses this (spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive).',
    '2.spec.ports.0.targetPort: the API server refuses this (spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive).',
  ]);
});

test('Without admission objects are stored as they are', () => {
  const { effects, problems } = readCluster(emptyWorld(), [service('c', { ports: [{ port: 0 }] })], { admit: false });
  expect(problems).toEqual([]);
  expect(effects).toMatchObject([{ object: { spec: { ports: [{ port: 0 }] } } }]);
});

test('The decoder names the field, its Go type, and what came instead', () => {
  const wrong = decode(clusterKinds.Service.schema, { spec: { selector: ['a'], ports: [] } });
  expect(wrong.mismatch).toBe('json: cannot unmarshal array into Go struct field ServiceSpec.spec.selector of type map[string]string');
  const env = decode(clusterKinds.Deployment.schema, { spec: { template: { spec: { containers: [{ env: [{ name: 'PORT', value: 80 }] }] } } } });
  expect(env.mismatch).toBe('json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string');
});

test('Null is the same as nothing', () => {
  expect(decode(clusterKinds.Service.schema, { spec: { selector: null } }).object).toEqual({ spec: {} });
});

test('Times are written and read as the platform does', () => {
  const times = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2199, 11, 31) });
  fc.assert(
    fc.property(times, (milliseconds) => {
      const text = new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().replace('.000Z', 'Z');
      expect(timestamp(milliseconds)).toBe(text);
      expect(readTimestamp(text)).toBe(Date.parse(text));
    }),
  );
});

// pkg/util/validation/validation_test.go of k8s.io/apimachinery
test.each([
  [dns1035Label, ['a', 'ab', 'a--1', 'a'.repeat(63)], ['0', '-a', 'a-', 'A', 'a.b', '', 'a'.repeat(64)]],
  [dns1123Subdomain, ['a', '0', '0-0.a-b', '1.2.3.4'], ['', 'A', 'a..b', '.a', 'a.', 'a_b', 'a@b']],
  [
    qualifiedName,
    ['simple', 'now-with-dashes', '1-starts-with-num', 'a/b', '1.2.3.4/5678', 'Uppercase_Is_OK'],
    ['nospecialchars%^=@', 'cantendwithadash-', '/', 'a/', 'only/one/slash', ''],
  ],
  [labelValue, ['', 'simple', 'now-with-dashes', 'end_9', '1234'], ['cantendwithadash-', '-cantstartwithadash', 'only/values', 'a b']],
  [portName, ['telnet', 're-mail-ck', 'pop3', 'a', 'a-1', '1-a'], ['longerthan15characters', '', '111', 'a--b', '-a', 'a-', 'A']],
])('Names that the rule takes and refuses', (rule, good, bad) => {
  for (const name of good) expect(rule(name), name).toEqual([]);
  for (const name of bad) expect(rule(name), name).not.toEqual([]);
});

test.each([
  ['250m', 0.25],
  ['1Ki', 1024],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['2', 2],
  ['1e3', 1000],
  ['5M', 5_000_000],
  ['five', null],
])('Quantity %s is %s', (text, value) => {
  expect(readQuantity(text)).toBe(value);
});
