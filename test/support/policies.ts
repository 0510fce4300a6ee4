/** Arbitrary small situations of NetworkPolicies: namespaces x, y and z, a few labels, ports and addresses. */
import fc from 'fast-check';
import type { Pod } from '../../src/engine/cluster/pod.ts';
import { parseAddress } from '../../src/engine/net/address.ts';
import type { End, Labels } from '../../src/engine/policy/flow.ts';
import { podEnd } from '../../src/engine/policy/pod-end.ts';
import type { PolicyObject } from '../../src/engine/policy/policy-rules.ts';
import type { ClusterPolicyObject } from '../../src/engine/policy/tiers.ts';

const namespace = fc.constantFrom('x', 'y', 'z');
const app = fc.constantFrom('a', 'b', 'c');
const ADDRESSES = ['10.0.0.5', '10.0.0.200', '10.0.1.7', '192.0.2.1', '2001:db8::5', '2001:db8:1::9', '10.0.1.8', '198.51.100.7'];
const address = fc.constantFrom(...ADDRESSES).map(parseAddress);

const teams: { readonly [namespace: string]: Labels } = { x: { team: 'red' }, y: { team: 'blue' }, z: {} };

/** The labels of a namespace. */
export function labelsOf(name: string): Labels {
  return { 'kubernetes.io/metadata.name': name, ...teams[name] };
}

const podPort = fc.record({ name: fc.constantFrom('http', 'dns'), containerPort: fc.constantFrom(53, 80), protocol: fc.constantFrom('TCP', 'UDP') });
const drawnPod = fc.record({
  namespace,
  labels: fc.record({ app, tier: app }, { requiredKeys: [] }),
  hostNetwork: fc.constantFrom(false, false, false, true),
  // Port names are unique within a container.
  ports: fc.uniqueArray(podPort, { maxLength: 2, selector: ({ name }) => name }),
});

/** Pods with names and addresses of their own. */
export const somePods = fc.array(drawnPod, { minLength: 1, maxLength: 8 }).map((drawn) =>
  drawn.map(({ namespace: home, labels, hostNetwork, ports }, index) => {
    const podIP = ADDRESSES[index] as string;
    return {
      metadata: { name: `pod-${index}`, namespace: home, labels },
      spec: { containers: [{ name: 'main', ports }], hostNetwork },
      status: { podIP, podIPs: [{ ip: podIP }], hostIP: '10.0.9.9', phase: 'Running' },
    } as unknown as Pod;
  }),
);

/** Pods and addresses as the specification sees them. */
export const someEnds = fc
  .tuple(somePods, fc.array(address, { maxLength: 3 }))
  .map(([pods, addresses]): End[] => [
    ...pods.map((pod) => podEnd(pod, labelsOf(pod.metadata.namespace as string))),
    ...addresses.map((one): End => ({ kind: 'address', address: one })),
  ]);

const labelSelector = (key: string, values: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.constant({}),
    values.map((value) => ({ matchLabels: { [key]: value } })),
    fc.record({ operator: fc.constantFrom('In', 'NotIn'), value: values }).map(({ operator, value }) => ({
      matchExpressions: [{ key, operator, values: [value] }],
    })),
    fc.constantFrom('Exists', 'DoesNotExist').map((operator) => ({ matchExpressions: [{ key, operator }] })),
  );
const podSelectors = fc.oneof(labelSelector('app', app), labelSelector('tier', app));
const namespaceSelectors = fc.oneof(labelSelector('team', fc.constantFrom('red', 'blue')), labelSelector('kubernetes.io/metadata.name', namespace));
const block = fc.constantFrom(
  { cidr: '0.0.0.0/0' },
  { cidr: '10.0.0.0/16', except: ['10.0.0.128/25', '10.0.1.0/24'] },
  { cidr: '10.0.0.5/32' },
  { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] },
  { cidr: '::/0' },
);
const peer = fc.oneof(
  podSelectors.map((podSelector) => ({ podSelector })),
  namespaceSelectors.map((namespaceSelector) => ({ namespaceSelector })),
  fc.record({ podSelector: podSelectors, namespaceSelector: namespaceSelectors }),
  block.map((ipBlock) => ({ ipBlock })),
);
const port = fc.constantFrom({ port: 80 }, { port: 'http' }, { port: 'dns', protocol: 'UDP' }, { port: 50, endPort: 90 }, { protocol: 'UDP' });
const some = <T>(one: fc.Arbitrary<T>) => fc.option(fc.array(one, { maxLength: 2 }), { nil: undefined });
const rule = (peers: 'from' | 'to') =>
  fc.record({ peers: some(peer), ports: some(port) }).map(({ peers: list, ports }) => ({ ...(list && { [peers]: list }), ...(ports && { ports }) }));
const drawnPolicy = fc.record({
  namespace,
  spec: fc.record({
    podSelector: podSelectors,
    policyTypes: fc.constantFrom<string[] | undefined>(undefined, ['Ingress'], ['Egress'], ['Ingress', 'Egress']),
    ingress: some(rule('from')),
    egress: some(rule('to')),
  }),
});

const clusterPeer = fc.oneof(
  namespaceSelectors.map((namespaces) => ({ namespaces })),
  fc.record({ namespaceSelector: namespaceSelectors, podSelector: podSelectors }).map((pods) => ({ pods })),
);
const network = fc.constantFrom('0.0.0.0/0', '10.0.0.0/16', '10.0.1.0/24', '10.0.0.5/32', '::/0').map((block) => ({ networks: [block] }));
const clusterPort = fc.constantFrom(
  { portNumber: { protocol: 'TCP', port: 80 } },
  { portNumber: { protocol: 'UDP', port: 53 } },
  { portRange: { protocol: 'TCP', start: 50, end: 90 } },
  { namedPort: 'http' },
);
const clusterRule = (member: 'from' | 'to') =>
  fc
    .record({
      action: fc.constantFrom('Accept', 'Deny', 'Pass'),
      peers: fc.array(member === 'from' ? clusterPeer : fc.oneof(clusterPeer, network), { minLength: 1, maxLength: 2 }),
      ports: some(clusterPort),
    })
    .map(({ action, peers, ports }) => ({ action, [member]: peers, ...(ports && ports.length > 0 ? { ports } : {}) }));

/** ClusterNetworkPolicies with names of their own. */
export const someClusterPolicies = fc
  .array(
    fc.record({
      tier: fc.constantFrom('Admin', 'Baseline'),
      priority: fc.constantFrom(10, 20, 20, 30),
      subject: clusterPeer,
      ingress: some(clusterRule('from')),
      egress: some(clusterRule('to')),
    }),
    { maxLength: 4 },
  )
  .map((drawn) => drawn.map((spec, index) => ({ metadata: { name: `tier-${index}` }, spec }) as ClusterPolicyObject));

/** Policies with names of their own. */
export const somePolicies = fc
  .array(drawnPolicy, { maxLength: 6 })
  .map((drawn) =>
    drawn.map(({ namespace: home, spec }, index) => ({ metadata: { name: `policy-${index}`, namespace: home }, spec }) as PolicyObject),
  );
