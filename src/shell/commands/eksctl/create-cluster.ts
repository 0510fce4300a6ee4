/** `eksctl create cluster`: the log and the steps of eksctl. https://github.com/eksctl-io/eksctl/blob/main/pkg/ctl/create/cluster.go */
import { isAddon } from '../../../engine/aws/eks/addon-versions.ts';
import { DEFAULT_VERSION, VERSIONS } from '../../../engine/aws/eks/versions.ts';
import { objectAt } from '../../../engine/store.ts';
import type { ClusterConfig, NodeGroup } from './config.ts';
import { removeCluster } from './delete-cluster.ts';
import { wantsIpv6 } from './ip-family.ts';
import { createNetwork, logSubnets, type NatMode, planSubnets } from './network.ts';
import { createNodegroups, logNodes, type Subnets } from './nodegroup.ts';
import { type ExistingNetwork, existingNetwork, familyOf, type Given, namedSubnets, zonesFor } from './plan.ts';
import { createCniRole, createServiceRole } from './roles.ts';
import { ask, call, EksctlError, log, make, ResourceFailed, type Session, waitForStack } from './session.ts';
import { clusterTags, tagsOf } from './tags.ts';
import { VERSION } from './version.ts';

const DEFAULT_CIDR = '192.168.0.0/16';
const NAT_MODES = ['HighlyAvailable', 'Single', 'Disable'];
/** The add-ons that eksctl installs where none are named; metrics-server is one of them, and no part of this lab. */
const ADDONS = ['vpc-cni', 'kube-proxy', 'coredns'];
export const KUBECONFIG = '/root/.kube/config';

export type Request = {
  readonly config: ClusterConfig;
  readonly groups: readonly NodeGroup[];
  readonly fromFile: boolean;
  readonly writeKubeconfig: boolean;
};

export function createCluster(session: Session, { config, groups, fromFile, writeKubeconfig }: Request): void {
  const { name, region, version = DEFAULT_VERSION } = config.metadata;
  const named = namedSubnets(config);
  const hasSubnets = named.public.length + named.private.length > 0;
  if (hasSubnets && (config.availabilityZones ?? []).length > 0)
    throw new EksctlError('vpc.subnets and availabilityZones cannot be set at the same time');
  const nat = natModeOf(config);
  const ipv6 = wantsIpv6(config);
  log(session, 'info', `eksctl version ${VERSION}`);
  log(session, 'info', `using region ${region}`);
  if (!VERSIONS.includes(version)) throw new EksctlError(`invalid version, supported values: ${VERSIONS.join(', ')}`);
  const access = accessOf(config);
  if (objectAt(session.world.aws.EksCluster, name) !== undefined) {
    throw new EksctlError(
      `creating CloudFormation stack "eksctl-${name}-cluster": operation error CloudFormation: CreateStack, https response error StatusCode: 400, AlreadyExistsException: Stack [eksctl-${name}-cluster] already exists`,
    );
  }
  const existing = hasSubnets ? existingNetwork(session.world, named) : null;
  if (existing !== null) logExisting(session, existing);
  const zones = existing === null ? zonesFor(session.world, config.availabilityZones) : [];
  if (existing === null && (config.availabilityZones ?? []).length === 0) log(session, 'info', `setting availability zones to [${zones.join(' ')}]`);
  const cidr = config.vpc?.cidr ?? DEFAULT_CIDR;
  const subnets = existing === null ? planSubnets(cidr, zones) : [];
  logSubnets(session, subnets);
  if (existing !== null && groups.some((group) => group.privateNetworking === true) && existing.private.length < 2) {
    throw new EksctlError('none or too few private subnets to use with --node-private-networking');
  }
  announce(session, { config, groups, fromFile, version, access });
  const placed = clusterStack(session, { config, version, access, network: existing ?? { cidr, subnets, nat, ipv6 } });
  installAddons(session, name, ipv6);
  const complete = createNodegroups(session, groups, { cluster: name, subnets: placed });
  if (!complete) throw failed(session, config);
  log(session, 'info', 'waiting for the control plane to become ready');
  if (writeKubeconfig) log(session, 'success', `saved kubeconfig as "${KUBECONFIG}"`);
  log(session, 'info', 'no tasks');
  log(session, 'success', `all EKS cluster resources for "${name}" have been created`);
  logNodes(session, name, groups);
  if (groups.length > 0) log(session, 'success', `created ${groups.length} managed nodegroup(s) in cluster "${name}"`);
  if (writeKubeconfig) log(session, 'info', `kubectl command should work with "${KUBECONFIG}", try 'kubectl get nodes'`);
  log(session, 'success', `EKS cluster "${name}" in "${region}" region is ready`);
}

type Access = { readonly endpointPublicAccess: boolean; readonly endpointPrivateAccess: boolean; readonly publicAccessCidrs?: readonly string[] };

/** https://github.com/eksctl-io/eksctl/blob/main/pkg/apis/eksctl.io/v1alpha5/vpc.go */
function accessOf({ vpc }: ClusterConfig): Access {
  const { publicAccess = true, privateAccess = false } = vpc?.clusterEndpoints ?? {};
  if (!publicAccess && !privateAccess) throw new EksctlError('Kubernetes API access must have one of public or private clusterEndpoints enabled');
  const cidrs = vpc?.publicAccessCIDRs;
  return { endpointPublicAccess: publicAccess, endpointPrivateAccess: privateAccess, ...(cidrs === undefined ? {} : { publicAccessCidrs: cidrs }) };
}

function natModeOf({ vpc }: ClusterConfig): NatMode {
  const mode = vpc?.nat?.gateway ?? 'Single';
  if (!NAT_MODES.includes(mode)) throw new EksctlError(`${mode} is not a valid NAT gateway mode`);
  return mode as NatMode;
}

function logExisting(session: Session, { VpcId, ...subnets }: ExistingNetwork): void {
  const map = (list: readonly Given[]) => `map[${list.map(({ id, zone, cidr }) => `${zone}:{${id} ${zone} ${cidr} 0 }`).join(' ')}]`;
  log(session, 'success', `using existing VPC (${VpcId}) and subnets (private:${map(subnets.private)} public:${map(subnets.public)})`);
  log(
    session,
    'warning',
    "custom VPC/subnets will be used; if resulting cluster doesn't function as expected, make sure to review the configuration of VPC/subnets",
  );
}

type Announcement = Pick<Request, 'config' | 'groups' | 'fromFile'> & { readonly version: string; readonly access: Access };

function announce(session: Session, { config, groups, fromFile, version, access }: Announcement): void {
  const { name, region } = config.metadata;
  for (const group of groups) log(session, 'info', `nodegroup "${group.name}" will use "" [${familyOf(group)}/${version}]`);
  log(session, 'info', `using Kubernetes version ${version}`);
  log(session, 'info', `creating EKS cluster "${name}" in "${region}" region with ${groups.length === 0 ? '' : 'managed nodes'}`);
  if (fromFile) {
    if (groups.length > 0) logIncluded(session, groups);
    log(session, 'info', `will create a CloudFormation stack for cluster itself and ${groups.length} managed nodegroup stack(s)`);
  } else if (groups.length === 1)
    log(session, 'info', 'will create 2 separate CloudFormation stacks for cluster itself and the initial managed nodegroup');
  log(
    session,
    'info',
    `if you encounter any issues, check CloudFormation console or try 'eksctl utils describe-stacks --region=${region} --cluster=${name}'`,
  );
  const { endpointPublicAccess, endpointPrivateAccess } = access;
  const how = config.vpc?.clusterEndpoints === undefined ? 'default of ' : 'provided values ';
  log(
    session,
    'info',
    `Kubernetes API endpoint access will use ${how}{publicAccess=${endpointPublicAccess}, privateAccess=${endpointPrivateAccess}} for cluster "${name}" in "${region}"`,
  );
  log(session, 'info', `CloudWatch logging will not be enabled for cluster "${name}" in "${region}"`);
  log(
    session,
    'info',
    `you can enable it with 'eksctl utils update-cluster-logging --enable-types={SPECIFY-YOUR-LOG-TYPES-HERE (e.g. all)} --region=${region} --cluster=${name}'`,
  );
  const unnamed = ADDONS.filter((addon) => !(config.addons ?? []).some((given) => given.name === addon));
  if (unnamed.length > 0) log(session, 'info', `default addons ${unnamed.join(', ')} were not specified, will install them as EKS addons`);
  log(session, 'info', tasksOf(name, groups));
}

export function logIncluded(session: Session, groups: readonly NodeGroup[]): void {
  const names = groups.map((group) => group.name).join(', ');
  const [noun, verb] = groups.length === 1 ? ['nodegroup', 'was'] : ['nodegroups', 'were'];
  log(session, 'info', `${groups.length} ${noun} (${names}) ${verb} included (based on the include/exclude rules)`);
}

function tasksOf(name: string, groups: readonly NodeGroup[]): string {
  const addons = ['1 task: { create addons },', 'wait for control plane to become ready,'];
  if (groups.length === 0) {
    return `\n2 sequential tasks: { create cluster control plane "${name}", \n    2 sequential sub-tasks: { \n${addons.map((line) => `        ${line}\n`).join('')}    } \n}`;
  }
  const [only] = groups;
  const nodes =
    groups.length === 1
      ? `create managed nodegroup "${only?.name}",`
      : `${groups.length} parallel sub-tasks: { \n${groups.map((group) => `            create managed nodegroup "${group.name}",\n`).join('')}        },`;
  const inner = `        2 sequential sub-tasks: { \n${addons.map((line) => `            ${line}\n`).join('')}        },\n        ${nodes}\n`;
  return `\n2 sequential tasks: { create cluster control plane "${name}", \n    2 sequential sub-tasks: { \n${inner}    } \n}`;
}

type NewNetwork = { readonly cidr: string; readonly subnets: ReturnType<typeof planSubnets>; readonly nat: NatMode; readonly ipv6: boolean };
type Stack = { readonly config: ClusterConfig; readonly version: string; readonly access: Access; readonly network: ExistingNetwork | NewNetwork };

/** The stack of the cluster: its network, its groups, its role, the control plane. What fails is rolled back. */
function clusterStack(session: Session, { config, version, access, network }: Stack): Subnets {
  const { name } = config.metadata;
  const stack = `eksctl-${name}-cluster`;
  log(session, 'info', `building cluster stack "${stack}"`);
  log(session, 'info', `deploying stack "${stack}"`);
  try {
    const ids = (list: readonly Given[]) => list.map(({ id }) => id);
    const placed =
      'VpcId' in network
        ? { VpcId: network.VpcId, public: ids(network.public), private: ids(network.private) }
        : createNetwork(session, { cluster: name, ...network });
    const groups = securityGroups(session, name, placed.VpcId);
    const roleArn = config.iam?.serviceRoleARN ?? createServiceRole(session, name);
    const body = {
      name,
      version,
      roleArn,
      resourcesVpcConfig: { subnetIds: [...placed.public, ...placed.private], securityGroupIds: [groups.controlPlane], ...access },
      accessConfig: { authenticationMode: 'API_AND_CONFIG_MAP', bootstrapClusterCreatorAdminPermissions: true, ...config.accessConfig },
      bootstrapSelfManagedAddons: false,
      ...(wantsIpv6(config) ? { kubernetesNetworkConfig: { ipFamily: 'ipv6' } } : {}),
      ...(config.kubernetesNetworkConfig?.serviceIPv4CIDR === undefined
        ? {}
        : { kubernetesNetworkConfig: { serviceIpv4Cidr: config.kubernetesNetworkConfig.serviceIPv4CIDR } }),
      tags: { ...config.metadata.tags, ...clusterTags(name), Name: `${stack}/ControlPlane` },
    };
    make(session, { verb: 'CreateCluster', resource: 'AWS::EKS::Cluster/ControlPlane' }, body);
    waitForStack(session, { stack, limit: 25 * 60, done: () => objectAt(session.world.aws.EksCluster, name)?.status !== 'CREATING' });
    const cluster = objectAt(session.world.aws.EksCluster, name);
    if (cluster?.status !== 'ACTIVE')
      throw new ResourceFailed(`AWS::EKS::Cluster/ControlPlane: CREATE_FAILED – "${cluster?.health?.issues[0]?.message ?? ''}"`);
    openGroups(session, cluster.resourcesVpcConfig.clusterSecurityGroupId, groups.shared);
    return placed;
  } catch (thrown) {
    if (!(thrown instanceof ResourceFailed)) throw thrown;
    log(session, 'critical', `unexpected status "ROLLBACK_IN_PROGRESS" while waiting for CloudFormation stack "${stack}"`);
    log(session, 'info', 'fetching stack events in attempt to troubleshoot the root cause of the failure');
    log(session, 'critical', thrown.message);
    removeCluster(session, name);
    throw failed(session, config);
  }
}

function failed(session: Session, { metadata: { name, region } }: ClusterConfig): EksctlError {
  log(session, 'warning', "1 error(s) occurred and cluster hasn't been created properly, you may wish to check CloudFormation console");
  log(session, 'info', `to cleanup resources, run 'eksctl delete cluster --region=${region} --name=${name}'`);
  log(session, 'critical', 'ResourceNotReady: failed waiting for successful resource state');
  return new EksctlError(`failed to create cluster "${name}"`);
}

/** https://github.com/eksctl-io/eksctl/blob/main/pkg/cfn/builder/vpc.go (addResourcesForSecurityGroups) */
function securityGroups(session: Session, cluster: string, VpcId: string): { readonly controlPlane: string; readonly shared: string } {
  const group = (name: string, Description: string): string => {
    const GroupName = `eksctl-${cluster}-cluster-${name}`;
    const body = { GroupName, Description, VpcId, ...tagsOf({ cluster, type: 'security-group', name }) };
    return make(session, { verb: 'CreateSecurityGroup', resource: `AWS::EC2::SecurityGroup/${name}` }, body).GroupId;
  };
  return {
    controlPlane: group('ControlPlaneSecurityGroup', 'Communication between the control plane and worker nodegroups'),
    shared: group('ClusterSharedNodeSecurityGroup', 'Communication between all nodes in the cluster'),
  };
}

function openGroups(session: Session, clusterGroup: string, shared: string): void {
  const open = (GroupId: string, from: string, Description: string) =>
    call(session, 'AuthorizeSecurityGroupIngress', {
      GroupId,
      IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: from, Description }] }],
    });
  open(shared, shared, 'Allow nodes to communicate with each other (all ports)');
  open(shared, clusterGroup, 'Allow managed and unmanaged nodes to communicate with each other (all ports)');
  open(clusterGroup, shared, 'Allow unmanaged nodes to communicate with control plane (all ports)');
}

/** In an IPv6 cluster the VPC CNI gets a role with the policy that no managed one has (pkg/actions/addon/create.go). */
function installAddons(session: Session, clusterName: string, ipv6: boolean): void {
  for (const addonName of ADDONS.filter(isAddon)) {
    const role = ipv6 && addonName === 'vpc-cni' ? { serviceAccountRoleArn: createCniRole(session, clusterName) } : {};
    log(session, 'info', `creating addon: ${addonName}`);
    const asked = ask(session, 'CreateAddon', { clusterName, addonName, ...role });
    if (!('error' in asked)) log(session, 'info', `successfully created addon: ${addonName}`);
  }
}
