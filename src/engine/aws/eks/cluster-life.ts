/** What EKS itself does with a cluster, step by step. https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
import type { Effect } from '../../change.ts';
import { keys } from '../../persistent-map.ts';
import type { Principal } from '../../principal.ts';
import { lookup, objectAt, type Store } from '../../store.ts';
import type { World } from '../../world.ts';
import { erase, store } from '../effects.ts';
import type { EksCluster } from '../eks-cluster.ts';
import { mintDigits, mintIds } from '../mint-ids.ts';
import { type Done, operation } from '../operation.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import type { SecurityGroup } from '../security-group.ts';
import { idOf } from '../shape.ts';
import { fromItself, toEverywhere, toEverywhereIpv6, toItself } from '../vpc-companions.ts';
import { accessEntriesOf } from './access-entry.ts';
import { addonsOf } from './addon.ts';
import { placeInterfaces } from './cluster-interfaces.ts';
import { findCluster } from './cluster-request.ts';
import { clusterInterfaces, newEndpoint } from './endpoint.ts';
import { isIpv6 } from './ip-family.ts';
import { updatesOf } from './update.ts';

const advanceCluster = operation({
  service: 'eks',
  name: 'AdvanceCluster',
  kind: 'EksCluster',
  writes: true,
  internal: true,
  summary: { ko: '클러스터를 다음 상태로 옮깁니다.', en: 'Takes a cluster to its next state.' },
  members: { name: { ...idOf('EksCluster'), required: true } },
  run: ({ world, input: { name }, as }) => {
    const cluster = findCluster(world, name);
    if (isRefusal(cluster)) return cluster;
    if (cluster.status === 'DELETING') return { effects: goneWith(world, cluster), output: {} };
    if (cluster.status !== 'CREATING') return { output: {} };
    return cluster.resourcesVpcConfig.clusterSecurityGroupId === '' ? prepared(world, cluster, as) : ready(world, cluster, as);
  },
});

/** The cluster with its security group and its interfaces, or failed where a subnet has no address for one. */
function prepared(world: World, cluster: EksCluster, as: Principal): Done {
  const made = clusterGroup(world, cluster, as);
  const withGroup = { ...cluster, resourcesVpcConfig: { ...cluster.resourcesVpcConfig, clusterSecurityGroupId: made.group.GroupId } };
  const placed = placeInterfaces(made.world, withGroup, as);
  if (isRefusal(placed)) return { world: made.world, effects: [...made.effects, store('EksCluster', failed(withGroup, placed))], output: {} };
  return { world: placed.world, effects: [...made.effects, ...placed.effects, store('EksCluster', withGroup)], output: {} };
}

function failed(cluster: EksCluster, { message }: Refusal): EksCluster {
  const issue = { code: 'InsufficientFreeAddresses', message, resourceIds: cluster.resourcesVpcConfig.subnetIds };
  return { ...cluster, status: 'FAILED', health: { issues: [issue] } };
}

type Made = { readonly world: World; readonly effects: readonly Effect[] };

/**
 * The cluster security group: everything in from its own members, everything out (of an IPv6 cluster to `::/0` too), and once more to its own members.
 * https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
function clusterGroup(world: World, cluster: EksCluster, as: Principal): Made & { readonly group: SecurityGroup } {
  const { name, resourcesVpcConfig } = cluster;
  const drawn = mintDigits(world, as, ['eks-cluster-sg']);
  const minted = mintIds(drawn.world, as, ['sg', 'sgr', 'sgr', 'sgr']);
  const [GroupId, ingress, egress, within] = minted.ids;
  const six = mintIds(minted.world, as, isIpv6(cluster) ? ['sgr'] : []);
  const GroupName = `eks-cluster-sg-${name}-${Number.parseInt((drawn.digits[0] as string).slice(0, 8), 16)}`;
  const group: SecurityGroup = {
    GroupId,
    GroupName,
    Description: 'EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, as well as any managed workloads.',
    VpcId: resourcesVpcConfig.vpcId,
    OwnerId: world.account,
    Tags: [
      { Key: 'Name', Value: GroupName },
      { Key: 'aws:eks:cluster-name', Value: name },
      { Key: `kubernetes.io/cluster/${name}`, Value: 'owned' },
    ],
  };
  const effects = [
    store('SecurityGroup', group),
    store('SecurityGroupRule', fromItself(group, ingress)),
    store('SecurityGroupRule', toEverywhere(group, egress)),
    ...six.ids.map((id) => store('SecurityGroupRule', toEverywhereIpv6(group, id))),
    store('SecurityGroupRule', toItself(group, within)),
  ];
  return { world: six.world, group, effects };
}

function ready(world: World, cluster: EksCluster, as: Principal): Done {
  const drawn = mintDigits(world, as, ['eks-endpoint']);
  const endpoint = newEndpoint(world.region, drawn.digits[0] as string, cluster.kubernetesNetworkConfig.ipFamily);
  return { world: drawn.world, effects: [store('EksCluster', { ...cluster, status: 'ACTIVE', endpoint, since: world.now })], output: {} };
}

/** With a cluster go its interfaces, its group where nothing carries it, what belongs to it, and everything that its API server held. */
function goneWith(world: World, cluster: EksCluster): readonly Effect[] {
  const { clusterSecurityGroupId: GroupId } = cluster.resourcesVpcConfig;
  const interfaces = clusterInterfaces(world, cluster);
  const others = lookup(world.aws.NetworkInterface, 'byGroup', GroupId).filter((eni) => !interfaces.includes(eni));
  const group = objectAt(world.aws.SecurityGroup, GroupId);
  const rules = lookup(world.aws.SecurityGroupRule, 'byGroup', GroupId);
  return [
    ...interfaces.map((eni) => erase('NetworkInterface', eni.NetworkInterfaceId)),
    ...(group === undefined || others.length > 0
      ? []
      : [...rules.map((rule) => erase('SecurityGroupRule', rule.SecurityGroupRuleId)), erase('SecurityGroup', GroupId)]),
    ...accessEntriesOf(world, cluster.name).map((entry) => erase('EksAccessEntry', entry.accessEntryArn)),
    ...addonsOf(world, cluster.name).map((addon) => erase('EksAddon', addon.addonArn)),
    ...updatesOf(world, cluster.name).map((update) => erase('EksUpdate', update.id)),
    erase('EksCluster', cluster.name),
    ...kubernetesObjects(world),
  ];
}

function kubernetesObjects(world: World): readonly Effect[] {
  return Object.entries(world.cluster).flatMap(([kind, held]) =>
    keys((held as Store<object>).entries).map((key) => ({ ref: { plane: 'cluster', kind, key }, object: null }) as Effect),
  );
}

export const clusterLifeOperations = [advanceCluster];
