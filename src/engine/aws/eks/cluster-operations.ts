/** Operations on clusters. https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html */
import { lookup } from '../../store.ts';
import { timestamp } from '../aws-time.ts';
import { store } from '../effects.ts';
import { type AccessConfig, type AuthenticationMode, type EksCluster, eksCluster } from '../eks-cluster.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal, refuse } from '../refusal.ts';
import { boolean, idOf, idsOf, string, stringMap, strings } from '../shape.ts';
import { creatorEntry } from './access-entry.ts';
import {
  checkAccess,
  checkClusterQuota,
  checkGroups,
  checkName,
  checkRole,
  findCluster,
  invalid,
  networkFor,
  subnetsFor,
} from './cluster-request.ts';
import { everywhere } from './ip-family.ts';
import { DEFAULT_VERSION, VERSIONS } from './versions.ts';

export const VPC_CONFIG = {
  type: 'structure',
  members: {
    subnetIds: idsOf('Subnet'),
    securityGroupIds: idsOf('SecurityGroup'),
    endpointPublicAccess: boolean,
    endpointPrivateAccess: boolean,
    publicAccessCidrs: strings,
  },
} as const;

export const MODES = ['API', 'API_AND_CONFIG_MAP', 'CONFIG_MAP'] as const;

const createCluster = operation({
  service: 'eks',
  name: 'CreateCluster',
  kind: 'EksCluster',
  writes: true,
  summary: { ko: 'EKS 클러스터의 컨트롤 플레인을 만듭니다.', en: 'Creates the control plane of an EKS cluster.' },
  members: {
    name: { ...string, required: true },
    version: { type: 'string', values: VERSIONS },
    roleArn: { ...string, required: true },
    resourcesVpcConfig: { ...VPC_CONFIG, required: true },
    kubernetesNetworkConfig: { type: 'structure', members: { serviceIpv4Cidr: string, ipFamily: { type: 'string', values: ['ipv4', 'ipv6'] } } },
    accessConfig: {
      type: 'structure',
      members: { bootstrapClusterCreatorAdminPermissions: boolean, authenticationMode: { type: 'string', values: MODES } },
    },
    bootstrapSelfManagedAddons: boolean,
    tags: stringMap,
  },
  run: ({ world, input, as }) => {
    const { name, roleArn, resourcesVpcConfig: config } = input;
    const version = input.version ?? DEFAULT_VERSION;
    const access = {
      endpointPublicAccess: config.endpointPublicAccess ?? true,
      endpointPrivateAccess: config.endpointPrivateAccess ?? false,
      publicAccessCidrs: config.publicAccessCidrs ?? everywhere(input.kubernetesNetworkConfig?.ipFamily ?? 'ipv4'),
    };
    const wrong = firstRefusal(
      checkName(world, name),
      VERSIONS.includes(version) ? null : invalid('unsupported Kubernetes version'),
      checkRole(world, roleArn),
      checkAccess(access),
      checkClusterQuota(world),
    );
    if (wrong !== null) return wrong;
    const subnets = subnetsFor(world, name, config.subnetIds ?? []);
    if (isRefusal(subnets)) return subnets;
    const vpcId = subnets[0]?.VpcId ?? '';
    // Only an IPv6 cluster has its block drawn.
    const drawn = input.kubernetesNetworkConfig?.ipFamily === 'ipv6' ? mintDigits(world, as, ['eks-services']) : { world, digits: [''] };
    const network = networkFor(world, subnets, { ...input.kubernetesNetworkConfig, digits: drawn.digits[0] as string });
    if (isRefusal(network)) return network;
    const groups = checkGroups(world, vpcId, config.securityGroupIds ?? []);
    if (groups !== null) return groups;
    const created: EksCluster = {
      name,
      arn: `arn:aws:eks:${world.region}:${world.account}:cluster/${name}`,
      version,
      status: 'CREATING',
      endpoint: '',
      roleArn,
      createdAt: timestamp(world.now),
      resourcesVpcConfig: {
        subnetIds: subnets.map(({ SubnetId }) => SubnetId),
        securityGroupIds: [...new Set(config.securityGroupIds ?? [])],
        clusterSecurityGroupId: '',
        vpcId,
        ...access,
      },
      kubernetesNetworkConfig: network,
      tags: input.tags ?? {},
      accessConfig: accessConfigFor(input.accessConfig ?? {}),
      ...(input.bootstrapSelfManagedAddons === false ? { bootstrapSelfManagedAddons: false } : {}),
      ...((input.accessConfig?.authenticationMode ?? 'CONFIG_MAP') === 'CONFIG_MAP' ? {} : { createdWithEntries: true }),
      since: world.now,
    };
    const entry = creatorEntry(world, created, as);
    return {
      world: drawn.world,
      effects: [store('EksCluster', created), ...entry],
      output: { cluster: eksCluster.describe.show(created, world) },
    };
  },
});

type AccessInput = { readonly bootstrapClusterCreatorAdminPermissions?: boolean | undefined; readonly authenticationMode?: string | undefined };

/** "If you create a cluster by using the EKS API …, the default is CONFIG_MAP" (API_CreateAccessConfigRequest). */
function accessConfigFor({ bootstrapClusterCreatorAdminPermissions = true, authenticationMode = 'CONFIG_MAP' }: AccessInput): AccessConfig {
  return { bootstrapClusterCreatorAdminPermissions, authenticationMode: authenticationMode as AuthenticationMode };
}

const deleteCluster = operation({
  service: 'eks',
  name: 'DeleteCluster',
  kind: 'EksCluster',
  writes: true,
  summary: { ko: 'EKS 클러스터를 지웁니다. 노드 그룹을 먼저 지워야 합니다.', en: 'Deletes an EKS cluster that has no node groups left.' },
  members: { name: { ...idOf('EksCluster'), required: true } },
  run: ({ world, input: { name } }) => {
    const cluster = findCluster(world, name);
    if (isRefusal(cluster)) return cluster;
    if (lookup(world.aws.EksNodegroup, 'byCluster', name).length > 0) {
      return refuse('ResourceInUseException', 'Cluster has nodegroups attached', 409);
    }
    if (cluster.status === 'CREATING' || cluster.status === 'UPDATING') {
      return refuse('ResourceInUseException', `Cannot delete cluster ${name} because it is in ${cluster.status} status`, 409);
    }
    const deleting: EksCluster = { ...cluster, status: 'DELETING', since: world.now };
    return { effects: [store('EksCluster', deleting)], output: { cluster: eksCluster.describe.show(deleting, world) } };
  },
});

export const clusterOperations = [createCluster, deleteCluster];
