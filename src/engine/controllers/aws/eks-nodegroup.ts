/**
 * Managed node groups: instances launched, nodes counted in, failures told, nodes drained.
 * https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
import type { EksAccessEntry } from '../../aws/eks/access-entry.ts';
import { kubernetesCluster } from '../../aws/eks/endpoint.ts';
import { isIpv6 } from '../../aws/eks/ip-family.ts';
import { instancesOf, profileNameOf } from '../../aws/eks/nodegroup-life.ts';
import { type EksNodegroup, nodegroupOf } from '../../aws/eks-nodegroup.ts';
import type { IamInstanceProfile } from '../../aws/iam/instance-profile.ts';
import { roleAt } from '../../aws/iam/role.ts';
import type { Instance } from '../../aws/instance.ts';
import { tagOf } from '../../aws/tags.ts';
import { same } from '../../canonical.ts';
import type { ConfigMap } from '../../cluster/configmap.ts';
import { instanceIdOf, type Node } from '../../cluster/node.ts';
import type { Pod } from '../../cluster/pod.ts';
import { routeTableOf } from '../../dataplane/vpc/vpc-network.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { create, mergePatch, remove } from '../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile } from '../controller.ts';
import { AWS_AUTH, nodeMapping, readMapRoles, writeMapRoles } from '../node/aws-auth.ts';
import { accessOfRole } from '../node/registration.ts';
import { controllerOf } from '../ownership.ts';
import { eksService } from './eks-service.ts';
import { seconds } from './lifecycle.ts';
import { maxPodsFor } from './nodegroup-max-pods.ts';

/** "Your nodes must join within 15 minutes" (troubleshooting, NodeCreationFailure); a drain takes no longer either. */
const TO_JOIN = seconds(900);

/** Keys: ARNs of node groups. */
export const eksNodegroupService: Controller = {
  name: 'eks.amazonaws.com/EksNodegroup',
  identity: eksService('eks:node-manager'),
  manager: 'eks',
  watches: {
    aws: {
      EksNodegroup: ({ ref }) => [ref.key],
      Instance: ({ before, after }, world) => groupOf(world, (after ?? before) as Instance),
      IamInstanceProfile: ({ before, after }, world) =>
        groupsWith(world, (group) => profileNameOf(group) === ((after ?? before) as IamInstanceProfile).InstanceProfileName),
      EksAccessEntry: ({ before, after }, world) =>
        groupsWith(world, ({ nodeRole }) => nodeRole === ((after ?? before) as EksAccessEntry).principalArn),
    },
    cluster: {
      Node: ({ before, after }, world) => groupOfNode(world, (after ?? before) as Node),
      Pod: ({ before, after }, world) => (after === null ? groupOfPod(world, before as Pod) : []),
      ConfigMap: ({ ref }, world) => (ref.key === AWS_AUTH ? groupsWith(world, () => true) : []),
    },
  },
  reconcile: (world, key) => {
    const nodegroup = objectAt(world.aws.EksNodegroup, key);
    if (nodegroup?.since === undefined) return NOTHING;
    if (nodegroup.status === 'DELETING') return emptied(world, nodegroup, nodegroup.since);
    if (nodegroup.status === 'CREATING') return filled(world, nodegroup, nodegroup.since);
    return nodegroup.status === 'ACTIVE' || nodegroup.status === 'DEGRADED' ? kept(world, nodegroup) : NOTHING;
  },
};

function filled(world: World, nodegroup: EksNodegroup, since: number): Reconcile {
  const unaddressed = publicWithoutAddresses(world, nodegroup);
  if (unaddressed.length > 0) return failure(nodegroup, unaddressed);
  const withoutIpv6 = subnetsWithoutIpv6(world, nodegroup);
  if (withoutIpv6.length > 0) return missingIpv6(nodegroup, withoutIpv6);
  if (authIsUnreadable(world, nodegroup)) {
    const acts = [
      advance(nodegroup, 'fail', { code: 'AccessDenied', message: 'The aws-auth ConfigMap in your cluster is invalid.', resourceIds: ['aws-auth'] }),
    ];
    return { acts, because: { ko: 'EKS가 노드 그룹의 역할을 aws-auth에 넣지 못합니다.', en: 'EKS cannot add the role of the group to aws-auth.' } };
  }
  const instances = instancesOf(world, nodegroup);
  if (instances.length < nodegroup.scalingConfig.desiredSize) {
    return {
      acts: [...mapped(world, nodegroup), advance(nodegroup, 'launch', maxPodsFor(world, nodegroup))],
      because: { ko: 'Auto Scaling 그룹이 인스턴스를 시작합니다.', en: 'The Auto Scaling group launches its instances.' },
    };
  }
  const states = instances.map(({ InstanceId }) => ({ InstanceId, node: nodeOf(world, InstanceId) }));
  if (states.every(({ node }) => node !== undefined && isReady(node))) {
    return {
      acts: [advance(nodegroup, 'activate')],
      because: { ko: '노드 그룹의 노드가 모두 Ready입니다.', en: 'All nodes of the group are ready.' },
    };
  }
  if (world.now < since + TO_JOIN) return { acts: [], because: null, dueAt: since + TO_JOIN };
  const absent = states.filter(({ node }) => node === undefined);
  const message = absent.length > 0 ? 'Instances failed to join the kubernetes cluster' : 'Unhealthy nodes in the kubernetes cluster';
  const late = absent.length > 0 ? absent : states.filter(({ node }) => node !== undefined && !isReady(node));
  const resourceIds = late.map(({ InstanceId }) => InstanceId);
  const acts = [advance(nodegroup, 'fail', { code: 'NodeCreationFailure', message, resourceIds })];
  return { acts, because: { ko: '노드가 15분 안에 Ready가 되지 않았습니다.', en: 'The nodes have not become ready within 15 minutes.' } };
}

/** The size follows the scaling configuration; nodes that are too many are drained first. */
function kept(world: World, nodegroup: EksNodegroup): Reconcile {
  const issue = impairmentOf(world, nodegroup);
  const known = nodegroup.health.issues[0];
  if (issue !== null && !same(issue, known))
    return {
      acts: [advance(nodegroup, 'fail', issue)],
      because: { ko: '노드에 필요한 것이 노드 그룹에 없습니다.', en: 'The group has lost what its nodes need.' },
    };
  if (issue === null && known !== undefined && IMPAIRMENTS.includes(known.code)) {
    return {
      acts: [advance(nodegroup, 'activate')],
      because: { ko: '노드에 필요한 것이 노드 그룹에 다시 갖추어졌습니다.', en: 'The group has again what its nodes need.' },
    };
  }
  const instances = instancesOf(world, nodegroup);
  const { desiredSize } = nodegroup.scalingConfig;
  // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html: any state but running is unhealthy.
  const stopped = instances.filter(({ State }) => State.Name === 'stopped').map(({ InstanceId }) => InstanceId);
  if (stopped.length > 0) {
    return {
      acts: [advance(nodegroup, 'terminate', { resourceIds: stopped })],
      because: { ko: 'Auto Scaling 그룹이 실행 중이 아닌 인스턴스를 바꿉니다.', en: 'The Auto Scaling group replaces instances that do not run.' },
    };
  }
  if (instances.length < desiredSize)
    return {
      acts: [advance(nodegroup, 'launch')],
      because: { ko: 'Auto Scaling 그룹이 모자란 인스턴스를 시작합니다.', en: 'The Auto Scaling group launches what is missing.' },
    };
  if (instances.length === desiredSize) return NOTHING;
  const surplus = instances.slice(desiredSize - instances.length);
  return drained(world, nodegroup, { instances: surplus, until: null });
}

function emptied(world: World, nodegroup: EksNodegroup, since: number): Reconcile {
  const instances = instancesOf(world, nodegroup);
  if (instances.length > 0) return drained(world, nodegroup, { instances, until: since + TO_JOIN });
  return {
    acts: [...unmapped(world, nodegroup), advance(nodegroup, 'forget')],
    because: { ko: '노드 그룹의 인스턴스가 모두 종료되었습니다.', en: 'All instances of the group are terminated.' },
  };
}

type Drain = { readonly instances: readonly Instance[]; readonly until: number | null };

/** Nodes are cordoned, their pods evicted; then the instances go. What daemons run goes with its node. */
function drained(world: World, nodegroup: EksNodegroup, { instances, until }: Drain): Reconcile {
  const nodes = instances.flatMap(({ InstanceId }) => nodeOf(world, InstanceId) ?? []);
  const cordons = nodes.filter(({ spec }) => spec.unschedulable !== true).map((node) => mergePatch('Node', node, { spec: { unschedulable: true } }));
  const pods = nodes
    .flatMap(({ metadata }) => lookup(world.cluster.Pod, 'byNode', metadata.name))
    .filter((pod) => controllerOf(pod)?.kind !== 'DaemonSet');
  if (cordons.length > 0)
    return { acts: cordons, because: { ko: '노드가 새 파드를 받지 않습니다.', en: 'The nodes take no further pods.' }, dueAt: world.now + 1 };
  const waits = pods.length > 0 && (until === null || world.now < until);
  if (waits) {
    const evictions = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined).map((pod) => remove('Pod', pod));
    return {
      acts: evictions,
      because: { ko: '노드에서 파드를 내보냅니다.', en: 'The pods are evicted from the nodes.' },
      ...(until === null ? {} : { dueAt: until }),
    };
  }
  const resourceIds = instances.map(({ InstanceId }) => InstanceId);
  return { acts: [advance(nodegroup, 'terminate', { resourceIds })], because: { ko: '노드가 비었습니다.', en: 'The nodes are empty.' } };
}

type Issue = EksNodegroup['health']['issues'][number];

const IMPAIRMENTS = ['IamInstanceProfileNotFound', 'IamNodeRoleNotFound', 'AccessDenied'];

/** What a group that stands is missing, or null. https://docs.aws.amazon.com/eks/latest/APIReference/API_Issue.html */
function impairmentOf(world: World, nodegroup: EksNodegroup): Issue | null {
  const name = profileNameOf(nodegroup);
  const profile = objectAt(world.aws.IamInstanceProfile, name);
  const lost = (what: string, kind: string) =>
    `We couldn't find the IAM ${what} for your managed node group. You may be able to recreate an ${kind} with the same settings to recover.`;
  if (profile === undefined) {
    return { code: 'IamInstanceProfileNotFound', message: lost('instance profile', 'instance profile'), resourceIds: [name] };
  }
  if (profile.Roles.length === 0 && roleAt(world, nodegroup.nodeRole) === undefined) {
    return { code: 'IamNodeRoleNotFound', message: lost('role', 'IAM role'), resourceIds: [nodegroup.nodeRole] };
  }
  const cluster = objectAt(world.aws.EksCluster, nodegroup.clusterName);
  if (cluster === undefined || cluster.name !== kubernetesCluster(world)?.name) return null;
  if (accessOfRole(world, cluster, nodegroup.nodeRole)?.groups.includes('system:nodes') === true) return null;
  const message = 'Amazon EKS or one or more of your managed nodes is failing to authenticate or authorize with your Kubernetes cluster API server.';
  return { code: 'AccessDenied', message, resourceIds: instancesOf(world, nodegroup).map(({ InstanceId }) => InstanceId) };
}

/** Where EKS has to write aws-auth and what stands there is no list of mappings. */
function authIsUnreadable(world: World, { clusterName }: EksNodegroup): boolean {
  if (objectAt(world.aws.EksCluster, clusterName)?.accessConfig?.authenticationMode !== 'CONFIG_MAP') return false;
  return readMapRoles(objectAt(world.cluster.ConfigMap, AWS_AUTH)?.data?.mapRoles ?? '') === null;
}

function groupsWith(world: World, fits: (group: EksNodegroup) => boolean): string[] {
  return objectsOf(world.aws.EksNodegroup)
    .filter(fits)
    .map(({ nodegroupArn }) => nodegroupArn);
}

/** Subnets that route to an internet gateway but give instances no public address. https://docs.aws.amazon.com/eks/latest/APIReference/API_Issue.html */
function publicWithoutAddresses(world: World, { subnets }: EksNodegroup): readonly string[] {
  return subnets.filter((id) => {
    const subnet = objectAt(world.aws.Subnet, id);
    if (subnet === undefined || subnet.MapPublicIpOnLaunch) return false;
    return routeTableOf(world, subnet)?.Routes.some(({ GatewayId = '' }) => GatewayId.startsWith('igw-')) === true;
  });
}

function failure(nodegroup: EksNodegroup, subnets: readonly string[]): Reconcile {
  const where = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html#subnet-public-ip';
  const message = `One or more Amazon EC2 Subnets of [${subnets.join(', ')}] for node group ${nodegroup.nodegroupName} does not automatically assign public IP addresses to instances launched into it. If you want your instances to be assigned a public IP address, then you need to enable auto-assign public IP address for the subnet. See IP addressing in VPC guide: ${where}`;
  const acts = [advance(nodegroup, 'fail', { code: 'Ec2SubnetInvalidConfiguration', message, resourceIds: subnets })];
  return {
    acts,
    because: {
      ko: '노드 그룹의 퍼블릭 서브넷이 인스턴스에 퍼블릭 IP 주소를 주지 않습니다.',
      en: 'A public subnet of the group gives its instances no public address.',
    },
  };
}

/**
 * Subnets that give instances of an IPv6 cluster no IPv6 address: "you must specify subnets that are configured to auto-assign IPv6
 * addresses. Otherwise, you can't deploy your nodes." https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
 */
function subnetsWithoutIpv6(world: World, { subnets, clusterName }: EksNodegroup): readonly string[] {
  const cluster = objectAt(world.aws.EksCluster, clusterName);
  if (cluster === undefined || !isIpv6(cluster)) return [];
  return subnets.filter((id) => {
    const subnet = objectAt(world.aws.Subnet, id);
    return subnet !== undefined && !(subnet.AssignIpv6AddressOnCreation && subnet.Ipv6CidrBlockAssociationSet.length > 0);
  });
}

/** The code is that of the API (NodegroupIssueCode); its sentence is modelled on the one about public addresses. */
function missingIpv6(nodegroup: EksNodegroup, subnets: readonly string[]): Reconcile {
  const message = `One or more Amazon EC2 Subnets of [${subnets.join(', ')}] for node group ${nodegroup.nodegroupName} does not automatically assign IPv6 addresses to instances launched into it.`;
  return {
    acts: [advance(nodegroup, 'fail', { code: 'Ec2SubnetMissingIpv6Assignment', message, resourceIds: subnets })],
    because: {
      ko: '노드 그룹의 서브넷이 인스턴스에 IPv6 주소를 주지 않습니다.',
      en: 'A subnet of the group gives its instances no IPv6 address.',
    },
  };
}

/** In mode CONFIG_MAP EKS writes the role of the group into aws-auth. */
function mapped(world: World, { clusterName, nodeRole }: EksNodegroup): Act[] {
  if (objectAt(world.aws.EksCluster, clusterName)?.accessConfig?.authenticationMode !== 'CONFIG_MAP') return [];
  const present = objectAt(world.cluster.ConfigMap, AWS_AUTH);
  const mappings = readMapRoles(present?.data?.mapRoles ?? '');
  if (mappings === null || mappings.some(({ rolearn }) => rolearn === nodeRole)) return [];
  return [withMappings(present, writeMapRoles([...mappings, nodeMapping(nodeRole)]))];
}

function unmapped(world: World, nodegroup: EksNodegroup): Act[] {
  const { clusterName, nodeRole } = nodegroup;
  const others = lookup(world.aws.EksNodegroup, 'byCluster', clusterName).filter((other) => other !== nodegroup && other.nodeRole === nodeRole);
  const present = objectAt(world.cluster.ConfigMap, AWS_AUTH);
  const mappings = readMapRoles(present?.data?.mapRoles ?? '');
  if (others.length > 0 || !mappings?.some(({ rolearn }) => rolearn === nodeRole)) return [];
  return [withMappings(present, writeMapRoles(mappings.filter(({ rolearn }) => rolearn !== nodeRole)))];
}

function withMappings(present: ConfigMap | undefined, mapRoles: string): Act {
  if (present !== undefined) return mergePatch('ConfigMap', present, { data: { mapRoles } });
  const metadata = { name: 'aws-auth', namespace: 'kube-system' };
  return create('ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { mapRoles } } as Parameters<typeof create>[1]);
}

type Details = { readonly maxPods?: number; readonly code?: string; readonly message?: string; readonly resourceIds?: readonly string[] };

function advance({ nodegroupArn }: EksNodegroup, step: string, details: Details = {}): Act {
  return { plane: 'aws', verb: 'AdvanceNodegroup', kind: 'EksNodegroup', body: { nodegroupArn, step, ...details } };
}

function nodeOf(world: World, InstanceId: string): Node | undefined {
  return lookup(world.cluster.Node, 'byInstance', InstanceId)[0];
}

function isReady({ status }: Node): boolean {
  return status.conditions?.some(({ type, status: state }) => type === 'Ready' && state === 'True') === true;
}

function groupOf(world: World, instance: Instance | undefined): string[] {
  const [cluster, name] = instance === undefined ? [] : [tagOf(instance, 'eks:cluster-name'), tagOf(instance, 'eks:nodegroup-name')];
  const group = cluster === undefined || name === undefined ? undefined : nodegroupOf(world, cluster, name);
  return group === undefined ? [] : [group.nodegroupArn];
}

function groupOfNode(world: World, node: Node): string[] {
  return groupOf(world, objectAt(world.aws.Instance, instanceIdOf(node) ?? ''));
}

function groupOfPod(world: World, pod: Pod): string[] {
  const node = objectAt(world.cluster.Node, pod.spec.nodeName ?? '');
  return node === undefined ? [] : groupOfNode(world, node);
}
