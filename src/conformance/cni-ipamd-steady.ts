/** The pool that a node comes to rest with: a cluster with such nodes and pods, and time. */
import { interfacesOf } from '../engine/aws/network-interface.ts';
import { addressesIn } from '../engine/hosts/delegated-prefix.ts';
import { hostOf } from '../engine/hosts/host.ts';
import { advance } from '../engine/settle.ts';
import type { World } from '../engine/world.ts';
import { type WorldParts, worldOf } from '../engine/world-of.ts';
import type { Judgement } from './adapter.ts';

type NodeCase = { readonly pods: number; readonly instanceType?: string };
type NodeExpect = { readonly ipsTotal?: number; readonly warmIps?: number };
export type SteadyCase = {
  readonly id: string;
  readonly mode: 'secondary-ip' | 'prefix';
  readonly instanceType: string;
  readonly env: { readonly [name: string]: string | number | boolean };
  readonly pods?: number;
  readonly podsRange?: readonly [number, number];
  readonly nodes?: readonly (number | NodeCase)[];
  readonly assumes?: { readonly maxPodsRaised?: boolean };
  readonly expect: { readonly [key: string]: number | readonly number[] | readonly NodeExpect[] };
};

type Pool = { readonly [key: string]: number | readonly number[] };

/** ipamd looks at its pool every 5 s, and an ENI stays for a minute: after ten minutes nothing changes any more. */
const TIME_TO_REST = 600_000;

export function judgeSteadyState(given: SteadyCase): Judgement {
  const { id, podsRange, pods = 0, nodes } = given;
  if (nodes !== undefined) return judgeNodes(given, nodes);
  const [first, last] = podsRange ?? [pods, pods];
  for (let count = first; count <= last; count++) {
    const world = restOf(given, [{ pods: count }]);
    const wrong = difference(given, poolOn(world, 0, count));
    if (wrong !== null) return { id, ok: false, detail: `${count} pods: ${wrong}` };
  }
  return { id, ok: true, detail: '' };
}

function judgeNodes(given: SteadyCase, nodes: readonly (number | NodeCase)[]): Judgement {
  const placed = nodes.map((node) => (typeof node === 'number' ? { pods: node } : node));
  const world = restOf(given, placed);
  const pools = placed.map(({ pods }, index) => poolOn(world, index, pods));
  const sum = (key: string) => pools.reduce((total, pool) => total + Number(pool[key]), 0);
  const over: Pool = { subnetIpsConsumed: sum('ipsTotal'), ipsTotal: sum('ipsTotal'), warmIps: sum('warmIps') };
  const each = Object.values(given.expect).find((value) => Array.isArray(value) && typeof value[0] === 'object') as readonly NodeExpect[] | undefined;
  const totals = Object.fromEntries(Object.entries(given.expect).filter(([, value]) => typeof value === 'number'));
  const problems = [
    difference({ ...given, expect: totals as SteadyCase['expect'] }, over),
    ...(each ?? []).map((expect, index) => difference({ ...given, expect: numbersOf(expect) }, pools[index] ?? {})),
  ].filter((problem) => problem !== null);
  return { id: given.id, ok: problems.length === 0, detail: problems.join('; ') };
}

function numbersOf(expect: NodeExpect): SteadyCase['expect'] {
  return Object.fromEntries(Object.entries(expect).filter(([key]) => key === 'ipsTotal' || key === 'warmIps'));
}

function difference({ expect }: SteadyCase, pool: Pool): string | null {
  const wrong = Object.entries(expect).filter(([key, value]) => JSON.stringify(multiset(value)) !== JSON.stringify(multiset(pool[key])));
  if (wrong.length === 0) return null;
  return wrong.map(([key, value]) => `expected ${key} ${JSON.stringify(value)}, found ${JSON.stringify(pool[key])}`).join('; ');
}

/** ipamd walks a map: which ENI has which number is left open. */
function multiset(value: unknown): unknown {
  return Array.isArray(value) ? [...(value as readonly number[])].sort((one, other) => one - other) : value;
}

/** What EC2 holds for the node, and what its pods have of it. */
function poolOn(world: World, index: number, pods: number): Pool {
  const id = instanceId(index);
  const enis = interfacesOf(world, id);
  const assigned = hostOf(world, id)?.ipamd?.assigned ?? {};
  const used = (addresses: readonly string[]) => addresses.filter((address) => assigned[address] !== undefined).length;
  const singles = enis.map((eni) => eni.PrivateIpAddresses.slice(1).map(({ PrivateIpAddress }) => PrivateIpAddress));
  const prefixes = enis.map((eni) => eni.Ipv4Prefixes.map(({ Ipv4Prefix }) => addressesIn(Ipv4Prefix)));
  const secondaryIps = singles.flat().length;
  const total = secondaryIps + prefixes.flat(2).length;
  const held = used([...singles.flat(), ...prefixes.flat(2)]);
  return {
    attachedEnis: enis.length,
    secondaryIps,
    attachedPrefixes: prefixes.flat().length,
    unusedIps: total - held,
    unusedPrefixes: prefixes.flat().filter((addresses) => used(addresses) === 0).length,
    ipsPerEni: singles.map((addresses) => addresses.length),
    prefixesPerEni: prefixes.map((blocks) => blocks.length),
    podsPerEni: enis.map((_eni, at) => used([...(singles[at] ?? []), ...(prefixes[at] ?? []).flat()])),
    podsPerPrefix: prefixes.flat().map(used),
    ipsTotal: total + enis.length,
    warmIps: total - held,
    runningPods: held === pods ? pods : held,
  };
}

function restOf({ mode, instanceType, env, assumes }: SteadyCase, nodes: readonly NodeCase[]): World {
  const settings = Object.entries({ ...env, ...(mode === 'prefix' ? { ENABLE_PREFIX_DELEGATION: true } : {}) });
  const raised = assumes?.maxPodsRaised === true ? { pods: '10000' } : undefined;
  const parts: WorldParts = {
    seed: 'case',
    aws: { ...NETWORK, ...machines(nodes, instanceType) },
    cluster: [
      ...['default', 'kube-system'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
      ...nodes.map((_node, index) => nodeManifest(index, raised)),
      awsNode(settings.map(([name, value]) => ({ name, value: String(value) }))),
      ...nodes.flatMap(({ pods }, index) => podManifests(pods, index)),
    ],
  };
  return advance(worldOf(parts).world, TIME_TO_REST);
}

const VPC = 'vpc-0c000000000000001';
const SUBNET = 'subnet-0c000000000000001';
const GROUP = 'sg-0c000000000000001';

const NETWORK: NonNullable<WorldParts['aws']> = {
  Vpcs: [{ VpcId: VPC, CidrBlock: '10.0.0.0/16' }],
  Subnets: [{ SubnetId: SUBNET, VpcId: VPC, CidrBlock: '10.0.0.0/16', AvailabilityZone: 'us-west-2a', AvailabilityZoneId: 'usw2-az1' }],
  SecurityGroups: [{ GroupId: GROUP, GroupName: 'nodes', Description: 'nodes', VpcId: VPC }],
};

function machines(nodes: readonly NodeCase[], instanceType: string) {
  return {
    Instances: nodes.map((node, index) => ({
      InstanceId: instanceId(index),
      InstanceType: node.instanceType ?? instanceType,
      IamInstanceProfile: { Arn: 'arn:aws:iam::111122223333:instance-profile/node' },
    })),
    NetworkInterfaces: nodes.map((_node, index) => ({
      NetworkInterfaceId: `eni-${hex(index)}`,
      SubnetId: SUBNET,
      Groups: [{ GroupId: GROUP }],
      Attachment: { InstanceId: instanceId(index), DeviceIndex: 0 },
      PrivateIpAddress: `10.0.0.${index + 10}`,
    })),
  };
}

function nodeManifest(index: number, capacity: object | undefined): object {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node${index}` },
    spec: { providerID: `aws:///us-west-2a/${instanceId(index)}` },
    ...(capacity === undefined ? {} : { status: { capacity } }),
  };
}

function awsNode(env: readonly object[]): object {
  const labels = { 'k8s-app': 'aws-node' };
  const spec = { hostNetwork: true, tolerations: [{ operator: 'Exists' }], containers: [{ name: 'aws-node', image: 'amazon-k8s-cni:v1.20.4', env }] };
  const template = { metadata: { labels }, spec };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'aws-node', namespace: 'kube-system' },
    spec: { selector: { matchLabels: labels }, template },
  };
}

function podManifests(pods: number, index: number): object[] {
  return Array.from({ length: pods }, (_, pod) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${index}-${pod}`, namespace: 'default' },
    spec: { nodeName: `node${index}`, containers: [{ name: 'web', image: 'nginx' }] },
  }));
}

function instanceId(index: number): string {
  return `i-${hex(index)}`;
}

function hex(index: number): string {
  return (index + 1).toString(16).padStart(17, '0');
}
