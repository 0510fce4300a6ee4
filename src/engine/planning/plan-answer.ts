/** What the simulation says of a plan: every subnet, every node, every pod that found no place. */
import { freeAddressCount } from '../aws/subnet-addresses.ts';
import { lookup, objectAt, objectsOf } from '../store.ts';
import { type NodePicture, nodesOf, type SubnetPicture, subnetsOf } from './address-uses.ts';
import type { PlanRun } from './plan-run.ts';
import { podSubnetId, subnetId } from './plan-world.ts';

export type PlanAnswer = {
  readonly subnets: readonly (SubnetPicture & { readonly role: 'nodes' | 'pods'; readonly free: number })[];
  readonly nodes: readonly (NodePicture & { readonly group: number; readonly maxPods: number; readonly pods: PodCounts })[];
  /** Nodes for which no subnet had an address. */
  readonly unplaced: number;
  readonly pods: PodCounts;
};

export type PodCounts = {
  /** As planned, those of nodes that could not start included. */
  readonly wanted: number;
  readonly running: number;
  /** The scheduler found no node: max-pods. */
  readonly tooMany: number;
  /** On a node, but ipamd has no address for them. */
  readonly noAddress: number;
  /** Planned for a node that could not start. */
  readonly noNode: number;
};

/** The answer as the run stands. */
export function answerOf(run: PlanRun): PlanAnswer {
  const { world, plan } = run;
  const ids = [...plan.subnets.map((_, zone) => subnetId(zone)), ...plan.podSubnets.map((_, zone) => podSubnetId(zone))];
  const pictures = new Map(subnetsOf(world).map((picture) => [picture.id, picture]));
  const subnets = ids.flatMap((id, at) => {
    const [picture, subnet] = [pictures.get(id), objectAt(world.aws.Subnet, id)];
    const role = at < plan.subnets.length ? ('nodes' as const) : ('pods' as const);
    return picture === undefined || subnet === undefined ? [] : [{ ...picture, role, free: freeAddressCount(world, subnet) }];
  });
  const byName = new Map(nodesOf(world).map((node) => [node.name, node]));
  const counts = podCounts(run);
  const nodes = run.nodes.flatMap(({ name, group, maxPods }) => {
    const node = byName.get(name);
    return node === undefined ? [] : [{ ...node, group, maxPods, pods: counts.get(name) ?? NONE }];
  });
  const wanted = plan.nodes.reduce((sum, group) => sum + group.count * group.pods, 0);
  const sum = (of: (pods: PodCounts) => number) => nodes.reduce((total, node) => total + of(node.pods), 0);
  const placed = run.nodes.reduce((total, { group }) => total + (plan.nodes[group]?.pods ?? 0), 0);
  const pods = {
    wanted,
    running: sum((one) => one.running),
    tooMany: sum((one) => one.tooMany),
    noAddress: sum((one) => one.noAddress),
    noNode: wanted - placed,
  };
  return { subnets, nodes, unplaced: run.unplaced, pods };
}

const NONE: PodCounts = { wanted: 0, running: 0, tooMany: 0, noAddress: 0, noNode: 0 };

function podCounts({ world, nodes, given }: PlanRun): ReadonlyMap<string, PodCounts> {
  const counts = new Map<string, { wanted: number; running: number; tooMany: number; noAddress: number; noNode: number }>();
  for (const [at, { name }] of nodes.entries()) counts.set(name, { ...NONE, wanted: given[at] ?? 0 });
  for (const pod of objectsOf(world.cluster.Pod)) {
    if (pod.metadata.namespace !== 'default') continue;
    const count = counts.get(pod.spec.nodeSelector?.['kubernetes.io/hostname'] ?? '');
    if (count === undefined) continue;
    if (pod.spec.nodeName === undefined || pod.spec.nodeName === '') count.tooMany++;
    else if (pod.status.podIP === undefined) count.noAddress++;
    else count.running++;
  }
  return counts;
}

/** Addresses of the plan's subnets that interfaces hold, AWS's own five not counted. */
export function heldAddresses({ world }: PlanRun): number {
  let held = 0;
  for (const { SubnetId } of objectsOf(world.aws.Subnet)) {
    for (const eni of lookup(world.aws.NetworkInterface, 'bySubnet', SubnetId)) held += eni.PrivateIpAddresses.length + eni.Ipv4Prefixes.length * 16;
  }
  return held;
}
