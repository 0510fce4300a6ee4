/** Operations on managed node groups. https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html */
import { lookup } from '../../store.ts';
import { timestamp } from '../aws-time.ts';
import { store } from '../effects.ts';
import { type EksNodegroup, eksNodegroup } from '../eks-nodegroup.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal, refuse } from '../refusal.ts';
import { idOf, idsOf, integer, string, stringMap, strings } from '../shape.ts';
import { findCluster, invalid } from './cluster-request.ts';
import {
  checkInstanceTypes,
  checkNodegroupName,
  checkNodeRole,
  checkNodeSubnets,
  clusterForNodes,
  findNodegroup,
  scalingFor,
} from './nodegroup-request.ts';
import { type EksUpdate, eksUpdate } from './update.ts';
import { uuid } from './uuid.ts';

const clusterName = { ...idOf('EksCluster'), required: true } as const;
const nodegroupName = { ...string, required: true } as const;
const SCALING = { type: 'structure', members: { minSize: integer, maxSize: integer, desiredSize: integer } } as const;
const TAINTS = { type: 'list', of: { type: 'structure', members: { key: string, value: string, effect: string } } } as const;

const AMI_TYPES = ['AL2023_x86_64_STANDARD', 'AL2023_ARM_64_STANDARD', 'BOTTLEROCKET_x86_64', 'BOTTLEROCKET_ARM_64', 'AL2_x86_64'];

const createNodegroup = operation({
  service: 'eks',
  name: 'CreateNodegroup',
  kind: 'EksNodegroup',
  writes: true,
  summary: { ko: '관리형 노드 그룹을 만들어 노드를 띄웁니다.', en: 'Creates a managed node group and launches its nodes.' },
  members: {
    clusterName,
    nodegroupName,
    scalingConfig: SCALING,
    diskSize: integer,
    subnets: { ...idsOf('Subnet'), required: true },
    instanceTypes: strings,
    amiType: { type: 'string', values: AMI_TYPES },
    nodeRole: { ...string, required: true },
    labels: stringMap,
    taints: TAINTS,
    tags: stringMap,
    capacityType: { type: 'string', values: ['ON_DEMAND', 'SPOT'] },
  },
  run: ({ world, input, as }) => {
    const cluster = clusterForNodes(world, input.clusterName);
    if (isRefusal(cluster)) return cluster;
    // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html: t3.medium, and two nodes.
    const instanceTypes = input.instanceTypes ?? ['t3.medium'];
    const subnets = [...new Set(input.subnets)];
    const wrong = firstRefusal(
      checkNodegroupName(world, cluster.name, input.nodegroupName),
      checkNodeRole(world, input.nodeRole),
      checkNodeSubnets(world, cluster, subnets),
      checkInstanceTypes(instanceTypes),
      input.amiType === undefined || AMI_TYPES.includes(input.amiType) ? null : invalid(`Unsupported amiType: ${input.amiType}`),
    );
    if (wrong !== null) return wrong;
    const scalingConfig = scalingFor(input.scalingConfig ?? {}, { minSize: 1, maxSize: 2, desiredSize: 2 });
    if (isRefusal(scalingConfig)) return scalingConfig;
    const drawn = mintDigits(world, as, ['eks-nodegroup']);
    const created: EksNodegroup = {
      nodegroupArn: `arn:aws:eks:${world.region}:${world.account}:nodegroup/${cluster.name}/${input.nodegroupName}/${uuid(drawn.digits[0] as string)}`,
      nodegroupName: input.nodegroupName,
      clusterName: cluster.name,
      version: cluster.version,
      releaseVersion: `${cluster.version}.3-20250819`,
      createdAt: timestamp(world.now),
      modifiedAt: timestamp(world.now),
      status: 'CREATING',
      capacityType: (input.capacityType ?? 'ON_DEMAND') as EksNodegroup['capacityType'],
      scalingConfig,
      instanceTypes,
      subnets,
      amiType: input.amiType ?? 'AL2023_x86_64_STANDARD',
      nodeRole: input.nodeRole,
      labels: input.labels ?? {},
      taints: (input.taints ?? []).map(({ key = '', value, effect = '' }) => ({ key, ...(value === undefined ? {} : { value }), effect })),
      diskSize: input.diskSize ?? 20,
      health: { issues: [] },
      tags: input.tags ?? {},
      since: world.now,
    };
    return { world: drawn.world, effects: [store('EksNodegroup', created)], output: { nodegroup: eksNodegroup.describe.show(created, world) } };
  },
});

const describeNodegroup = operation({
  service: 'eks',
  name: 'DescribeNodegroup',
  kind: 'EksNodegroup',
  writes: false,
  summary: { ko: '노드 그룹과 그 상태를 보여 줍니다.', en: 'Shows a node group and its health.' },
  members: { clusterName, nodegroupName },
  run: ({ world, input }) => {
    const nodegroup = findNodegroup(world, input.clusterName, input.nodegroupName);
    return isRefusal(nodegroup) ? nodegroup : { output: { nodegroup: eksNodegroup.describe.show(nodegroup, world) } };
  },
});

const listNodegroups = operation({
  service: 'eks',
  name: 'ListNodegroups',
  kind: 'EksNodegroup',
  writes: false,
  summary: { ko: '클러스터의 노드 그룹 이름을 늘어놓습니다.', en: 'Lists the names of the node groups of a cluster.' },
  members: { clusterName },
  pages: 'nodegroups',
  run: ({ world, input }) => {
    const cluster = findCluster(world, input.clusterName);
    if (isRefusal(cluster)) return cluster;
    const names = lookup(world.aws.EksNodegroup, 'byCluster', cluster.name).map((nodegroup) => nodegroup.nodegroupName);
    return { output: { nodegroups: names.sort() } };
  },
});

const updateNodegroupConfig = operation({
  service: 'eks',
  name: 'UpdateNodegroupConfig',
  kind: 'EksNodegroup',
  writes: true,
  summary: { ko: '노드 그룹의 크기를 바꿉니다.', en: 'Changes the size of a node group.' },
  members: { clusterName, nodegroupName, scalingConfig: SCALING },
  run: ({ world, input, as }) => {
    const nodegroup = findNodegroup(world, input.clusterName, input.nodegroupName);
    if (isRefusal(nodegroup)) return nodegroup;
    if (input.scalingConfig === undefined) return invalid('No changes were requested.');
    if (nodegroup.status !== 'ACTIVE' && nodegroup.status !== 'DEGRADED') {
      return refuse('ResourceInUseException', `Nodegroup ${nodegroup.nodegroupName} is in ${nodegroup.status} status`, 409);
    }
    const scalingConfig = scalingFor(input.scalingConfig, nodegroup.scalingConfig);
    if (isRefusal(scalingConfig)) return scalingConfig;
    const drawn = mintDigits(world, as, ['eks-update']);
    const { minSize, maxSize, desiredSize } = scalingConfig;
    const params = [
      { type: 'MinSize', value: String(minSize) },
      { type: 'MaxSize', value: String(maxSize) },
      { type: 'DesiredSize', value: String(desiredSize) },
    ];
    const update: EksUpdate = {
      id: uuid(drawn.digits[0] as string),
      status: 'InProgress',
      type: 'ConfigUpdate',
      params,
      createdAt: timestamp(world.now),
      errors: [],
      clusterName: nodegroup.clusterName,
      nodegroupName: nodegroup.nodegroupName,
      change: {},
      since: world.now,
    };
    return {
      world: drawn.world,
      effects: [store('EksUpdate', update), store('EksNodegroup', { ...nodegroup, scalingConfig, modifiedAt: timestamp(world.now) })],
      output: { update: eksUpdate.describe.show(update, world) },
    };
  },
});

const deleteNodegroup = operation({
  service: 'eks',
  name: 'DeleteNodegroup',
  kind: 'EksNodegroup',
  writes: true,
  summary: { ko: '노드를 비우고 노드 그룹을 지웁니다.', en: 'Drains the nodes of a node group and deletes it.' },
  members: { clusterName, nodegroupName },
  run: ({ world, input }) => {
    const nodegroup = findNodegroup(world, input.clusterName, input.nodegroupName);
    if (isRefusal(nodegroup)) return nodegroup;
    if (nodegroup.status === 'DELETING')
      return refuse('ResourceInUseException', `Nodegroup ${nodegroup.nodegroupName} is already being deleted`, 409);
    const deleting: EksNodegroup = { ...nodegroup, status: 'DELETING', since: world.now };
    return { effects: [store('EksNodegroup', deleting)], output: { nodegroup: eksNodegroup.describe.show(deleting, world) } };
  },
});

export const nodegroupOperations = [createNodegroup, describeNodegroup, listNodegroups, updateNodegroupConfig, deleteNodegroup];
