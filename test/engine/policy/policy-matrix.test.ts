import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../src/engine/net/address.ts';
import type { End } from '../../../src/engine/policy/flow.ts';
import { mayReach, policyMatrix } from '../../../src/engine/policy/policy-matrix.ts';
import { type PolicyObject, rulesOf } from '../../../src/engine/policy/policy-rules.ts';
import { policyVerdict } from '../../../src/engine/policy/verdict.ts';

const namespace = fc.constantFrom('x', 'y', 'z');
const app = fc.constantFrom('a', 'b', 'c');
const address = fc.constantFrom('10.0.0.5', '10.0.0.200', '10.0.1.7', '192.0.2.1', '2001:db8::5', '2001:db8:1::9').map(parseAddress);

const pod = fc.record({
  kind: fc.constant('pod' as const),
  namespace,
  name: fc.string(),
  labels: fc.record({ app, tier: app }, { requiredKeys: [] }),
  addresses: fc.array(address, { minLength: 1, maxLength: 2 }),
  ports: fc.array(fc.record({ name: fc.constantFrom('http', 'dns'), port: fc.constantFrom(53, 80), protocol: fc.constantFrom('TCP', 'UDP') }), {
    maxLength: 2,
  }),
});
const teams = { x: { team: 'red' }, y: { team: 'blue' }, z: {} } as const;
const end = fc.oneof(
  pod.map((one) => ({ ...one, namespaceLabels: { 'kubernetes.io/metadata.name': one.namespace, ...teams[one.namespace] } }) as End),
  address.map((one): End => ({ kind: 'address', address: one })),
);

const labelSelector = (key: string, values: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.constant({}),
    values.map((value) => ({ matchLabels: { [key]: value } })),
    fc.record({ operator: fc.constantFrom('In', 'NotIn'), value: values }).map(({ operator, value }) => ({
      matchExpressions: [{ key, operator, values: [value] }],
    })),
    fc.constantFrom('Exists', 'DoesNotExist').map((operator) => ({ matchExpressions: [{ key, operator }] })),
  );
const pods = fc.oneof(labelSelector('app', app), labelSelector('tier', app));
const namespaces = fc.oneof(labelSelector('team', fc.constantFrom('red', 'blue')), labelSelector('kubernetes.io/metadata.name', namespace));
const block = fc.constantFrom(
  { cidr: '0.0.0.0/0' },
  { cidr: '10.0.0.0/16', except: ['10.0.0.128/25', '10.0.1.0/24'] },
  { cidr: '10.0.0.5/32' },
  { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] },
  { cidr: '::/0' },
);
const peer = fc.oneof(
  pods.map((podSelector) => ({ podSelector })),
  namespaces.map((namespaceSelector) => ({ namespaceSelector })),
  fc.record({ podSelector: pods, namespaceSelector: namespaces }),
  block.map((ipBlock) => ({ ipBlock })),
);
const port = fc.constantFrom({ port: 80 }, { port: 'http' }, { port: 'dns', protocol: 'UDP' }, { port: 50, endPort: 90 }, { protocol: 'UDP' });
const some = <T>(one: fc.Arbitrary<T>) => fc.option(fc.array(one, { maxLength: 2 }), { nil: undefined });
const rule = (peers: 'from' | 'to') =>
  fc.record({ peers: some(peer), ports: some(port) }).map(({ peers: list, ports }) => ({ ...(list && { [peers]: list }), ...(ports && { ports }) }));
const policy = fc.record({
  metadata: fc.record({ name: fc.string(), namespace }),
  spec: fc.record({
    podSelector: pods,
    policyTypes: fc.constantFrom<string[] | undefined>(undefined, ['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ingress: some(rule('from')),
    egress: some(rule('to')),
  }),
});

describe('the policy matrix', () => {
  it('says of every pair what the policies say of that pair alone', () => {
    fc.assert(
      fc.property(
        fc.array(end, { minLength: 2, maxLength: 12 }),
        fc.array(policy, { maxLength: 6 }),
        fc.constantFrom(53, 80),
        fc.constantFrom('TCP' as const, 'UDP' as const),
        (ends, policies, asked, protocol) => {
          const rules = policies.map((one) => rulesOf(one as PolicyObject));
          const matrix = policyMatrix(rules, ends, { protocol, port: asked });
          for (const [source, from] of ends.entries()) {
            for (const [destination, to] of ends.entries()) {
              expect(mayReach(matrix, source, destination)).toBe(policyVerdict(rules, { from, to, protocol, port: asked }).allowed);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('asks one of many pods that no policy tells apart', () => {
    const ends = Array.from(
      { length: 100 },
      (_, index): End => ({
        kind: 'pod',
        namespace: 'x',
        namespaceLabels: {},
        name: `web-${index}`,
        labels: { app: 'web', 'pod-template-hash': String(index) },
        addresses: [parseAddress(`10.0.0.${index + 4}`)],
        ports: [],
      }),
    );
    const rules = [rulesOf({ metadata: { name: 'closed', namespace: 'x' }, spec: { podSelector: { matchLabels: { app: 'web' } } } })];
    expect(policyMatrix(rules, ends, { protocol: 'TCP', port: 80 }).classes.members).toHaveLength(1);
  });
});
