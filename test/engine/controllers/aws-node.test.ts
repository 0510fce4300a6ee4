import { describe, expect, it } from 'vitest';
import { interfacesOf } from '../../../src/engine/aws/network-interface.ts';
import { hostOf } from '../../../src/engine/hosts/host.ts';
import { advance } from '../../../src/engine/settle.ts';
import { objectsOf } from '../../../src/engine/store.ts';
import type { World } from '../../../src/engine/world.ts';
import { type WorldParts, worldOf } from '../../../src/engine/world-of.ts';
import { courseIds, courseParts } from '../../support/course-world.ts';
import {
  at,
  bare,
  changesBetween,
  courseWorld,
  create,
  eventsOf,
  podsOf,
  remove,
  scale,
  standing,
  strategic,
  typed,
  withFaults,
  withoutFaults,
} from '../../support/world-of.ts';

const COURSE = courseWorld();
const [NODE0 = '', NODE1 = ''] = courseIds.instances;

/** How many addresses each ENI of the node has beside its own. */
function secondaries(world: World, InstanceId = NODE0): number[] {
  return interfacesOf(world, InstanceId).map(({ PrivateIpAddresses }) => PrivateIpAddresses.length - 1);
}

function withEnv(start: World, env: Readonly<Record<string, string>>): World {
  const list = Object.entries(env).map(([name, value]) => ({ name, value }));
  return typed(
    start,
    strategic('DaemonSet', 'kube-system/aws-node', { spec: { template: { spec: { containers: [{ name: 'aws-node', env: list }] } } } }),
  );
}

/** The worked example with nothing on the ENIs but their primary addresses, and without the second ENIs. */
function fresh(more: Partial<WorldParts> = {}): World {
  const parts = courseParts();
  type Eni = { readonly Attachment: { readonly DeviceIndex: number }; readonly PrivateIpAddresses: readonly object[] };
  const enis = ((parts.aws?.NetworkInterfaces ?? []) as readonly Eni[]).filter(({ Attachment }) => Attachment.DeviceIndex === 0);
  const bareEnis = enis.map((eni) => ({ ...eni, PrivateIpAddresses: eni.PrivateIpAddresses.slice(0, 1) }));
  const kept = (parts.cluster ?? []).filter((object) => ['Namespace', 'Node', 'DaemonSet'].includes((object as { kind: string }).kind));
  return standing({ ...parts, aws: { ...parts.aws, NetworkInterfaces: bareEnis }, cluster: kept, ...more });
}

describe('aws-node', () => {
  it('fills the primary ENI of a node without pods, and attaches the second with the first pod', () => {
    const empty = fresh();
    expect(secondaries(empty)).toEqual([9]);
    const world = typed(empty, create('Pod', bare('web', { nodeName: 'node0', containers: [{ name: 'web', image: 'nginx' }] })));
    expect(secondaries(world)).toEqual([9, 9]);
    expect(secondaries(world, NODE1)).toEqual([9]);
  });

  it('asks EC2 with the role of its node', () => {
    const world = typed(fresh(), create('Pod', bare('web', { nodeName: 'node0', containers: [{ name: 'web', image: 'nginx' }] })));
    const [made] = objectsOf(world.aws.NetworkInterface).filter(({ Description }) => Description === `aws-K8S-${NODE0}`);
    expect(made?.Groups).toEqual(interfacesOf(world, NODE0)[0]?.Groups);
    const asked = changesBetween(fresh(), world).find(({ verb }) => verb === 'CreateNetworkInterface');
    expect(asked?.by).toBe(`arn:aws:sts::${courseIds.account}:assumed-role/lab-node/${NODE0}`);
  });

  it('keeps WARM_IP_TARGET addresses free instead of a whole ENI', () => {
    const world = withEnv(fresh(), { WARM_IP_TARGET: '2' });
    expect(secondaries(advance(world, 120_000))).toEqual([2]);
  });

  it('never goes past what the instance type allows', () => {
    const world = typed(COURSE, scale('default/webapp', 60));
    expect(secondaries(world)).toEqual([9, 9, 9]);
    expect(secondaries(world, NODE1)).toEqual([9, 9, 9]);
  });

  it('gives an ENI back when it is not needed any longer, after its first minute and after its addresses have rested', () => {
    const busy = typed(COURSE, scale('default/webapp', 30));
    expect(secondaries(busy)).toEqual([9, 9, 9]);
    const idle = typed(busy, scale('default/webapp', 0));
    expect(secondaries(advance(idle, 29_000))).toEqual([9, 9, 9]);
    expect(secondaries(advance(idle, 90_000))).toEqual([9, 9]);
  });

  it('finds a subnet without addresses: the pod waits, and its events say why', () => {
    const parts = courseParts();
    const subnets = ((parts.aws?.Subnets ?? []) as readonly { readonly CidrBlock: string }[]).map((subnet) => ({
      ...subnet,
      CidrBlock: subnet.CidrBlock.replace('/19', '/28'),
    }));
    const empty = fresh({ aws: { ...parts.aws, Subnets: subnets, NetworkInterfaces: tiny(parts) } });
    // A /28 has 11 addresses to give: the primary and nine more leave one.
    const many = [...'abcdefghijk'].map((name) => create('Pod', bare(name, { nodeName: 'node0', containers: [{ name: 'web', image: 'nginx' }] })));
    const world = typed(empty, ...many);
    const waiting = objectsOf(world.cluster.Pod).filter(({ status }) => status.phase === 'Pending');
    expect(waiting.length).toBeGreaterThan(0);
    expect(eventsOf(world, 'FailedCreatePodSandBox')[0]).toMatch(
      /^Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "[0-9a-f]{64}": plugin type="aws-cni" name="aws-cni" failed \(add\): add cmd: failed to assign an IP address to container$/,
    );
    const relieved = advance(typed(world, remove('Pod', 'default/a')), 30_000);
    expect(objectsOf(relieved.cluster.Pod).filter(({ status }) => status.phase === 'Pending').length).toBe(waiting.length - 1);
  });

  it('that has stopped cannot give addresses, and its pods stay as they are', () => {
    const stopped = withFaults(COURSE, { fault: 'process-stopped', process: 'aws-node', node: 'node0' });
    const world = typed(stopped, create('Pod', bare('web', { nodeName: 'node0', containers: [{ name: 'web', image: 'nginx' }] })));
    expect(at(world, 'Pod', 'default/web').status.phase).toBe('Pending');
    expect(eventsOf(world, 'FailedCreatePodSandBox')[0]).toMatch(/dial tcp 127\.0\.0\.1:50051: connect: connection refused"$/);
    expect(podsOf(world, 'webapp').map(({ status }) => status.phase)).toEqual(['Running', 'Running', 'Running']);
    const started = withoutFaults(world, { fault: 'process-stopped', process: 'aws-node', node: 'node0' });
    expect(at(started, 'Pod', 'default/web').status.phase).toBe('Running');
  });

  it('must have run before a node is ready', () => {
    const parts = courseParts();
    const without = (parts.cluster ?? []).filter((object) => ['Namespace', 'Node'].includes((object as { kind: string }).kind));
    const { world } = worldOf({ ...parts, cluster: without });
    const ready = at(world, 'Node', 'node0').status.conditions?.find(({ type }) => type === 'Ready');
    expect(ready).toMatchObject({ status: 'False', reason: 'KubeletNotReady' });
    expect(at(world, 'Node', 'node0').spec.taints?.map(({ key }) => key)).toContain('node.kubernetes.io/not-ready');
  });

  it('gives no address twice', () => {
    const world = typed(COURSE, scale('default/webapp', 40));
    const addresses = objectsOf(world.cluster.Pod)
      .filter(({ spec }) => spec.hostNetwork !== true)
      .flatMap(({ status }) => status.podIP ?? []);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(Object.keys(hostOf(world, NODE0)?.ipamd?.assigned ?? {})).toHaveLength(
      objectsOf(world.cluster.Pod).filter(({ spec, status }) => spec.nodeName === 'node0' && spec.hostNetwork !== true && status.podIP).length,
    );
  });
});

/** The primary ENIs at the first free address of a /28. */
function tiny(parts: WorldParts): object[] {
  const enis = (parts.aws?.NetworkInterfaces ?? []) as readonly {
    readonly Attachment: { readonly DeviceIndex: number };
    readonly PrivateIpAddresses: readonly object[];
  }[];
  return enis
    .filter(({ Attachment }) => Attachment.DeviceIndex === 0)
    .map((eni) => ({ ...eni, PrivateIpAddresses: eni.PrivateIpAddresses.slice(0, 1) }));
}
