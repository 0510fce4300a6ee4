/** The world of a plan: its VPC, its subnets and its nodes, as they stand before the first pod. */
import { limitsOf } from '../aws/instance-limits.ts';
import { zonesOf } from '../aws/zones.ts';
import { showAddress } from '../net/address.ts';
import { addressAt, type Cidr, showCidr, sizeOf } from '../net/cidr.ts';
import type { WorldParts } from '../world-of.ts';
import { capOf, maxPodsSum } from './max-pods.ts';
import { isOn, PLAN_REGION, type Plan, vpcBlocks } from './plan.ts';

/** One node as the plan places it. */
export type PlannedNode = {
  readonly name: string;
  readonly instance: string;
  readonly type: string;
  /** Index into the plan's `nodes`. */
  readonly group: number;
  /** Index into the plan's `subnets`. */
  readonly zone: number;
  /** The address of its primary interface. */
  readonly address: string;
  readonly maxPods: number;
};

/** What the manifest of the add-on sets: https://github.com/aws/amazon-vpc-cni-k8s/blob/master/config/master/aws-k8s-cni.yaml */
export const MANIFEST = { WARM_ENI_TARGET: '1', WARM_PREFIX_TARGET: '1' } as const;
const VPC = 'vpc-00000000000000001';
const CLUSTER_GROUP = 'sg-00000000000000001';
/** It names a role that the plan does not spell out: one with what the guides give to nodes. */
const PROFILE = { Arn: 'arn:aws:iam::111122223333:instance-profile/plan-node', Id: 'AIPAPLANNODE' };
const BORN = 1_768_464_000_000;
/** The first four addresses and the last one are AWS's own. */
const [FIRST_FREE, LAST_TAKEN] = [4, 1];

/**
 * The nodes in the order in which they start: all at once, before any pool grows, spread over the zones as an Auto Scaling group
 * does. `unplaced` counts those for which no subnet has an address left.
 */
export function plannedNodes(plan: Plan): { readonly nodes: readonly PlannedNode[]; readonly unplaced: number } {
  const next = plan.subnets.map(() => FIRST_FREE);
  const nodes: PlannedNode[] = [];
  let unplaced = 0;
  for (const [group, { type, count }] of plan.nodes.entries()) {
    for (let each = 0; each < count; each++) {
      const zone = zoneFor(plan.subnets, next, nodes.length + unplaced);
      if (zone === null) {
        unplaced++;
        continue;
      }
      const index = next[zone] as number;
      next[zone] = index + 1;
      const address = showAddress(addressAt(plan.subnets[zone] as Cidr, index));
      const name = `node${nodes.length + 1}`;
      nodes.push({ name, instance: `i-${hex(nodes.length + 1)}`, type, group, zone, address, maxPods: maxPodsFor(plan, type) });
    }
  }
  return { nodes, unplaced };
}

/** What EKS sets for a managed node group: the calculator's number where prefixes or custom networking change it, else the plain one. */
export function maxPodsFor(plan: Plan, type: string): number {
  const limits = limitsOf(type);
  if (limits === undefined) return 0;
  const [prefixDelegation, customNetworking] = [isOn(plan, 'ENABLE_PREFIX_DELEGATION'), isOn(plan, 'AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG')];
  const { MAX_ENI } = plan.settings;
  const { pods } = maxPodsSum(
    { enis: limits.enis, ipv4PerEni: limits.ipv4PerEni, nitro: true },
    { prefixDelegation, customNetworking, ...(MAX_ENI === undefined ? {} : { maxEnis: Number(MAX_ENI) }) },
  );
  // https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html: managed node groups cap at 110 or 250.
  return Math.min(pods, capOf(limits.vcpus ?? 0));
}

/** The parts of the plan's world. */
export function planParts(plan: Plan, nodes: readonly PlannedNode[]): WorldParts {
  return {
    account: '111122223333',
    region: PLAN_REGION,
    seed: 'plan',
    now: BORN,
    aws: awsOf(plan, nodes),
    cluster: [
      ...['default', 'kube-system'].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
      ...eniConfigs(plan),
      ...nodes.map((node) => nodeObject(node)),
      daemonSet('aws-node', 'amazon-k8s-cni:v1.20.4-eksbuild.2', environmentOf(plan)),
      daemonSet('kube-proxy', 'eks/kube-proxy:v1.33.3-eksbuild.4', []),
    ],
  };
}

/** The id of the plan's subnet for nodes in a zone. */
export function subnetId(zone: number): string {
  return `subnet-0a${hex(zone + 1).slice(2)}`;
}

/** The id of the plan's subnet for pods in a zone. */
export function podSubnetId(zone: number): string {
  return `subnet-0b${hex(zone + 1).slice(2)}`;
}

function zoneFor(subnets: readonly Cidr[], next: readonly number[], turn: number): number | null {
  for (let step = 0; step < subnets.length; step++) {
    const zone = (turn + step) % subnets.length;
    if ((next[zone] as number) < sizeOf(subnets[zone] as Cidr) - LAST_TAKEN) return zone;
  }
  return null;
}

function awsOf(plan: Plan, nodes: readonly PlannedNode[]): NonNullable<WorldParts['aws']> {
  const zones = zonesOf(PLAN_REGION);
  const blocks = vpcBlocks(plan);
  const subnet = (SubnetId: string, cidr: Cidr, zone: number) => ({
    SubnetId,
    VpcId: VPC,
    CidrBlock: showCidr(cidr),
    AvailabilityZone: zones[zone]?.name,
    AvailabilityZoneId: zones[zone]?.id,
  });
  return {
    Vpcs: [
      {
        VpcId: VPC,
        CidrBlock: blocks[0],
        CidrBlockAssociationSet: blocks.map((CidrBlock, at) => ({
          AssociationId: `vpc-cidr-assoc-${hex(at + 1)}`,
          CidrBlock,
          CidrBlockState: { State: 'associated' },
        })),
      },
    ],
    Subnets: [
      ...plan.subnets.map((cidr, zone) => subnet(subnetId(zone), cidr, zone)),
      ...plan.podSubnets.map((cidr, zone) => subnet(podSubnetId(zone), cidr, zone)),
    ],
    RouteTables: [
      {
        RouteTableId: 'rtb-00000000000000001',
        VpcId: VPC,
        Associations: [{ Main: true }],
        Routes: blocks.map((DestinationCidrBlock) => ({ DestinationCidrBlock, GatewayId: 'local' })),
      },
    ],
    SecurityGroups: [{ GroupId: CLUSTER_GROUP, GroupName: 'cluster', Description: 'cluster', VpcId: VPC }],
    SecurityGroupRules: [false, true].map((IsEgress, at) => ({
      SecurityGroupRuleId: `sgr-${hex(at + 1)}`,
      GroupId: CLUSTER_GROUP,
      IsEgress,
      IpProtocol: '-1',
      FromPort: -1,
      ToPort: -1,
      CidrIpv4: '0.0.0.0/0',
    })),
    Instances: nodes.map(({ instance, type, name }) => ({
      InstanceId: instance,
      InstanceType: type,
      IamInstanceProfile: PROFILE,
      Tags: [{ Key: 'Name', Value: name }],
    })),
    NetworkInterfaces: nodes.map(({ instance, zone, address }, at) => ({
      NetworkInterfaceId: `eni-${hex(at + 1)}`,
      SubnetId: subnetId(zone),
      Groups: [{ GroupId: CLUSTER_GROUP }],
      Attachment: { InstanceId: instance, DeviceIndex: 0 },
      PrivateIpAddresses: [{ PrivateIpAddress: address, Primary: true }],
    })),
    clusters: [
      {
        name: 'plan',
        version: '1.33',
        status: 'ACTIVE',
        resourcesVpcConfig: {
          subnetIds: plan.subnets.map((_, zone) => subnetId(zone)),
          securityGroupIds: [],
          clusterSecurityGroupId: CLUSTER_GROUP,
          vpcId: VPC,
          endpointPublicAccess: true,
          endpointPrivateAccess: true,
          publicAccessCidrs: ['0.0.0.0/0'],
        },
        kubernetesNetworkConfig: { serviceIpv4Cidr: '172.20.0.0/16', ipFamily: 'ipv4' },
      },
    ],
  };
}

/** One for each zone, named as the zone: what ENI_CONFIG_LABEL_DEF below makes of a node's label. */
function eniConfigs(plan: Plan): object[] {
  const zones = zonesOf(PLAN_REGION);
  return plan.podSubnets.map((_, zone) => ({
    apiVersion: 'crd.k8s.amazonaws.com/v1alpha1',
    kind: 'ENIConfig',
    metadata: { name: zones[zone]?.name },
    spec: { subnet: podSubnetId(zone), securityGroups: [CLUSTER_GROUP] },
  }));
}

function nodeObject({ name, instance, type, zone, maxPods }: PlannedNode): object {
  const zoneName = zonesOf(PLAN_REGION)[zone]?.name ?? '';
  const labels = { 'kubernetes.io/hostname': name, 'node.kubernetes.io/instance-type': type, 'topology.kubernetes.io/zone': zoneName };
  const pods = String(maxPods);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec: { providerID: `aws:///${zoneName}/${instance}` },
    status: { capacity: { pods }, allocatable: { pods } },
  };
}

function environmentOf(plan: Plan): { readonly name: string; readonly value: string }[] {
  const custom = plan.podSubnets.length === 0 ? {} : { ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone' };
  return Object.entries({ ...MANIFEST, ...plan.settings, ...custom }).map(([name, value]) => ({ name, value }));
}

function daemonSet(name: string, image: string, env: readonly object[]): object {
  const labels = { 'k8s-app': name };
  const repository = `602401143452.dkr.ecr.${PLAN_REGION}.amazonaws.com`;
  const spec = { hostNetwork: true, tolerations: [{ operator: 'Exists' }], containers: [{ name, image: `${repository}/${image}`, env }] };
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name, namespace: 'kube-system', labels },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
  };
}

function hex(value: number): string {
  return value.toString(16).padStart(17, '0');
}
