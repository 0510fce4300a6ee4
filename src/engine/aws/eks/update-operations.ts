/** Changes of a cluster's configuration. https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateClusterConfig.html */
import { same } from '../../canonical.ts';
import type { Principal } from '../../principal.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { store } from '../effects.ts';
import type { AuthenticationMode, EksCluster } from '../eks-cluster.ts';
import { mintDigits } from '../mint-ids.ts';
import { type Done, operation } from '../operation.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { idOf, string } from '../shape.ts';
import { regroupInterfaces, replaceInterfaces } from './cluster-interfaces.ts';
import { MODES, VPC_CONFIG } from './cluster-operations.ts';
import { checkAccess, checkGroups, findCluster, invalid, subnetsFor } from './cluster-request.ts';
import { clusterInterfaces } from './endpoint.ts';
import { type EksUpdate, eksUpdate, updatesOf } from './update.ts';
import { uuid } from './uuid.ts';
import { minorOf, VERSIONS } from './versions.ts';

type VpcConfig = EksCluster['resourcesVpcConfig'];

const updateClusterConfig = operation({
  service: 'eks',
  name: 'UpdateClusterConfig',
  kind: 'EksCluster',
  writes: true,
  summary: {
    ko: '클러스터의 엔드포인트 액세스, 서브넷, 보안 그룹, 인증 모드를 바꿉니다.',
    en: 'Changes endpoint access, subnets, security groups or the authentication mode of a cluster.',
  },
  members: {
    name: { ...idOf('EksCluster'), required: true },
    resourcesVpcConfig: VPC_CONFIG,
    accessConfig: { type: 'structure', members: { authenticationMode: { type: 'string', values: MODES } } },
  },
  run: ({ world, input, as }) => {
    const cluster = findCluster(world, input.name);
    if (isRefusal(cluster)) return cluster;
    const { resourcesVpcConfig: config, accessConfig } = input;
    if (config !== undefined && accessConfig !== undefined) return invalid('Only one type of update can be allowed.');
    if (config === undefined && accessConfig === undefined) return invalid('No changes were requested.');
    if (accessConfig !== undefined) return modeUpdate(world, cluster, { mode: accessConfig.authenticationMode, as });
    const wanted = wantedConfig(world, cluster, config ?? {});
    if (isRefusal(wanted)) return wanted;
    const unchanged = JSON.stringify(wanted) === JSON.stringify(cluster.resourcesVpcConfig);
    if (unchanged) return invalid('Cluster is already at the desired configuration with the given vpc config.');
    const type = config?.subnetIds !== undefined || config?.securityGroupIds !== undefined ? 'VpcConfigUpdate' : 'EndpointAccessUpdate';
    const params = type === 'VpcConfigUpdate' ? vpcParams(wanted) : accessParams(wanted);
    return begun(world, cluster, { type, params, change: { resourcesVpcConfig: wanted }, as });
  },
});

/** One minor version at a time, and only upwards. https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html */
const updateClusterVersion = operation({
  service: 'eks',
  name: 'UpdateClusterVersion',
  kind: 'EksCluster',
  writes: true,
  summary: { ko: '클러스터의 쿠버네티스 버전을 한 단계 올립니다.', en: 'Takes a cluster to the next minor version of Kubernetes.' },
  members: { name: { ...idOf('EksCluster'), required: true }, version: { type: 'string', required: true, values: VERSIONS } },
  run: ({ world, input: { name, version }, as }) => {
    const cluster = findCluster(world, name);
    if (isRefusal(cluster)) return cluster;
    const [from, to] = [minorOf(cluster.version), minorOf(version)];
    if (to === null || !VERSIONS.includes(version)) return invalid('unsupported Kubernetes version');
    if (from === null || to !== from + 1) return invalid(`Unsupported Kubernetes minor version update from ${cluster.version} to ${version}`);
    const params = [
      { type: 'Version', value: version },
      { type: 'PlatformVersion', value: 'eks.1' },
    ];
    return begun(world, cluster, { type: 'VersionUpdate', params, change: { version }, as });
  },
});

type ConfigInput = { readonly [M in keyof VpcConfig]?: VpcConfig[M] | undefined };

function wantedConfig(world: World, cluster: EksCluster, given: ConfigInput): VpcConfig | Refusal {
  const now = cluster.resourcesVpcConfig;
  const access = {
    endpointPublicAccess: given.endpointPublicAccess ?? now.endpointPublicAccess,
    endpointPrivateAccess: given.endpointPrivateAccess ?? now.endpointPrivateAccess,
    publicAccessCidrs: given.publicAccessCidrs ?? now.publicAccessCidrs,
  };
  const wrong = checkAccess(access) ?? (given.securityGroupIds === undefined ? null : checkGroups(world, now.vpcId, given.securityGroupIds));
  if (wrong !== null) return wrong;
  const merged = { ...now, ...access, securityGroupIds: given.securityGroupIds ?? now.securityGroupIds };
  if (given.subnetIds === undefined) return merged;
  const subnets = subnetsFor(world, cluster.name, given.subnetIds);
  if (isRefusal(subnets)) return subnets;
  if (subnets.some(({ VpcId }) => VpcId !== now.vpcId)) return invalid(`Subnets must belong to the VPC ${now.vpcId} of the cluster`);
  const zones = new Set(now.subnetIds.flatMap((id) => objectAt(world.aws.Subnet, id)?.AvailabilityZone ?? []));
  // "The subnets must be in the same set of AZs that are provided during the cluster creation" (user guide, network requirements).
  if (
    subnets.some(({ AvailabilityZone }) => !zones.has(AvailabilityZone)) ||
    [...zones].some((zone) => !subnets.some((subnet) => subnet.AvailabilityZone === zone))
  ) {
    return invalid(
      `Provided subnets belong to the AZs '${[...new Set(subnets.map((subnet) => subnet.AvailabilityZone))].join(',')}'. But they should belong to the exact set of AZs '${[...zones].join(',')}' in which subnets were provided during cluster creation.`,
    );
  }
  return { ...merged, subnetIds: subnets.map(({ SubnetId }) => SubnetId) };
}

/** From CONFIG_MAP to API_AND_CONFIG_MAP to API; never back. https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html */
function modeUpdate(world: World, cluster: EksCluster, { mode, as }: { readonly mode: string | undefined; readonly as: Principal }): Done | Refusal {
  const order = ['CONFIG_MAP', 'API_AND_CONFIG_MAP', 'API'];
  const now = cluster.accessConfig ?? { authenticationMode: 'API_AND_CONFIG_MAP' as const, bootstrapClusterCreatorAdminPermissions: true };
  const [from, to] = [order.indexOf(now.authenticationMode), order.indexOf(mode ?? '')];
  if (to < 0) return invalid(`Unsupported authentication mode: ${mode}`);
  if (to === from) return invalid(`Cluster is already at the desired authentication mode ${mode}`);
  if (to < from || to - from > 1) return invalid(`Unsupported authentication mode update from ${now.authenticationMode} to ${mode}`);
  const accessConfig = { ...now, authenticationMode: mode as AuthenticationMode };
  return begun(world, cluster, {
    type: 'AccessConfigUpdate',
    params: [{ type: 'AuthenticationMode', value: `"${mode}"` }],
    change: { accessConfig },
    as,
  });
}

type Begin = Pick<EksUpdate, 'type' | 'params' | 'change'> & { readonly as: Principal };

function begun(world: World, cluster: EksCluster, { as, ...what }: Begin): Done | Refusal {
  if (cluster.status !== 'ACTIVE') {
    return refuse('ResourceInUseException', `Cannot ${what.type} because cluster ${cluster.name} currently has update in progress`, 409);
  }
  const drawn = mintDigits(world, as, ['eks-update']);
  const update: EksUpdate = {
    ...what,
    id: uuid(drawn.digits[0] as string),
    status: 'InProgress',
    createdAt: timestamp(world.now),
    errors: [],
    clusterName: cluster.name,
    since: world.now,
  };
  return {
    world: drawn.world,
    effects: [store('EksUpdate', update), store('EksCluster', { ...cluster, status: 'UPDATING' })],
    output: { update: eksUpdate.describe.show(update, world) },
  };
}

function accessParams(wanted: VpcConfig): EksUpdate['params'] {
  return [
    { type: 'EndpointPublicAccess', value: String(wanted.endpointPublicAccess) },
    { type: 'EndpointPrivateAccess', value: String(wanted.endpointPrivateAccess) },
    { type: 'PublicAccessCidrs', value: JSON.stringify(wanted.publicAccessCidrs) },
  ];
}

function vpcParams(wanted: VpcConfig): EksUpdate['params'] {
  return [
    { type: 'Subnets', value: JSON.stringify(wanted.subnetIds) },
    { type: 'SecurityGroups', value: JSON.stringify(wanted.securityGroupIds) },
  ];
}

const TARGET = { name: { ...idOf('EksCluster'), required: true }, nodegroupName: string, addonName: string } as const;

const describeUpdate = operation({
  service: 'eks',
  name: 'DescribeUpdate',
  kind: 'EksUpdate',
  writes: false,
  summary: { ko: '클러스터나 노드 그룹 업데이트의 진행 상황을 보여 줍니다.', en: 'Shows how far an update of a cluster or node group is.' },
  members: { ...TARGET, updateId: { ...string, required: true } },
  run: ({ world, input: { name, nodegroupName, addonName, updateId } }) => {
    const cluster = findCluster(world, name);
    if (isRefusal(cluster)) return cluster;
    const update = objectAt(world.aws.EksUpdate, updateId);
    if (update?.clusterName !== name || update.nodegroupName !== nodegroupName || update.addonName !== addonName) return noUpdate(updateId);
    return { output: { update: eksUpdate.describe.show(update, world) } };
  },
});

const listUpdates = operation({
  service: 'eks',
  name: 'ListUpdates',
  kind: 'EksUpdate',
  writes: false,
  summary: { ko: '클러스터나 노드 그룹의 업데이트를 늘어놓습니다.', en: 'Lists the updates of a cluster or node group.' },
  members: TARGET,
  pages: 'updateIds',
  run: ({ world, input: { name, nodegroupName, addonName } }) => {
    const cluster = findCluster(world, name);
    if (isRefusal(cluster)) return cluster;
    const updates = updatesOf(world, name).filter((update) => update.nodegroupName === nodegroupName && update.addonName === addonName);
    return { output: { updateIds: updates.map(({ id }) => id) } };
  },
});

function noUpdate(updateId: string): Refusal {
  return refuse('ResourceNotFoundException', `No update found for updateId: ${updateId}`, 404);
}

/** What EKS does when the update is done, or what keeps it from being done. */
const advanceUpdate = operation({
  service: 'eks',
  name: 'AdvanceUpdate',
  kind: 'EksUpdate',
  writes: true,
  internal: true,
  summary: { ko: '클러스터 업데이트를 마칩니다.', en: 'Completes an update of a cluster.' },
  members: { updateId: { ...string, required: true } },
  run: ({ world, input: { updateId }, as }) => {
    const update = objectAt(world.aws.EksUpdate, updateId);
    const cluster = update === undefined ? undefined : objectAt(world.aws.EksCluster, update.clusterName);
    if (update === undefined || cluster === undefined) return noUpdate(updateId);
    const done = store('EksUpdate', { ...update, status: 'Successful', since: world.now });
    if (update.nodegroupName !== undefined || update.addonName !== undefined) return { effects: [done], output: {} };
    const wanted: EksCluster = { ...cluster, ...update.change, status: 'ACTIVE' };
    const moved = interfacesFor(world, cluster, { update, wanted, as });
    if (!isRefusal(moved)) return { world: moved.world, effects: [...moved.effects, store('EksCluster', wanted), done], output: {} };
    const error = { errorCode: 'InsufficientFreeAddresses', errorMessage: moved.message, resourceIds: wanted.resourcesVpcConfig.subnetIds };
    const failed = store('EksUpdate', { ...update, status: 'Failed', errors: [error], since: world.now });
    return { effects: [store('EksCluster', { ...cluster, status: 'ACTIVE' }), failed], output: {} };
  },
});

type Moving = { readonly update: EksUpdate; readonly wanted: EksCluster; readonly as: Principal };

/** The interfaces move with the subnets and with the version; other updates leave them where they are. */
function interfacesFor(world: World, cluster: EksCluster, { update, wanted, as }: Moving) {
  const moves = update.type === 'VersionUpdate' || !same(wanted.resourcesVpcConfig.subnetIds, cluster.resourcesVpcConfig.subnetIds);
  // A world that states a cluster without its interfaces has none to replace.
  if (moves && clusterInterfaces(world, cluster).length > 0) return replaceInterfaces(world, cluster, { wanted, as });
  return { world, effects: update.type === 'VpcConfigUpdate' ? regroupInterfaces(world, wanted) : [] };
}

export const updateOperations = [updateClusterConfig, updateClusterVersion, describeUpdate, listUpdates, advanceUpdate];
