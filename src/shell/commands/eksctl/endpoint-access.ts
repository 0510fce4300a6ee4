/** `eksctl utils`: the endpoint and the network of a standing cluster, kubeconfig. https://github.com/eksctl-io/eksctl/tree/main/pkg/ctl/utils */
import { objectAt } from '../../../engine/store.ts';
import { flag, isSet } from '../kubectl/flags.ts';
import { type Call, checkRegion, clusterNameOf, configOf } from './arguments.ts';
import { KUBECONFIG } from './create-cluster.ts';
import { call, EksctlError, log, waitUntil } from './session.ts';

/** https://github.com/eksctl-io/eksctl/blob/main/pkg/actions/cluster/... (VPCConfigUpdater) */
export function updateVpcConfig(asked: Call): void {
  const { session, flags } = asked;
  const config = configOf(asked, ['private-access', 'public-access', 'public-access-cidrs']);
  checkRegion(session, flag(flags, 'region'));
  const cluster = config?.metadata.name ?? clusterNameOf(asked, 'cluster');
  const { region } = session.world;
  const now = call(session, 'DescribeCluster', { name: cluster }).cluster.resourcesVpcConfig;
  const given = (name: string) => (flags[name] === undefined ? undefined : isSet(flags, name));
  const publicAccess = config?.vpc?.clusterEndpoints?.publicAccess ?? given('public-access');
  const privateAccess = config?.vpc?.clusterEndpoints?.privateAccess ?? given('private-access');
  const cidrs = config?.vpc?.publicAccessCIDRs ?? flags['public-access-cidrs'];
  const [subnetIds, securityGroupIds] = [flags['control-plane-subnet-ids'], flags['control-plane-security-group-ids']];
  if ([publicAccess, privateAccess, cidrs, subnetIds, securityGroupIds].every((value) => value === undefined)) {
    throw new EksctlError(
      'at least one of --public-access, --private-access, --public-access-cidrs, --control-plane-subnet-ids and --control-plane-security-group-ids must be specified',
    );
  }
  const approved = isSet(flags, 'approve');
  const change = (what: string, body: { readonly [member: string]: unknown }, done: string) => {
    log(session, 'info', approved ? `will update ${what}` : `(plan) would update ${what}`);
    if (!approved) return;
    call(session, 'UpdateClusterConfig', { name: cluster, resourcesVpcConfig: body });
    waitUntil(session, { limit: 1800, done: () => objectAt(session.world.aws.EksCluster, cluster)?.status === 'ACTIVE' });
    log(session, 'success', done);
  };
  const access = {
    endpointPublicAccess: publicAccess ?? now.endpointPublicAccess,
    endpointPrivateAccess: privateAccess ?? now.endpointPrivateAccess,
  };
  const shown = `privateAccess=${access.endpointPrivateAccess}, publicAccess=${access.endpointPublicAccess}`;
  const isChange = access.endpointPublicAccess !== now.endpointPublicAccess || access.endpointPrivateAccess !== now.endpointPrivateAccess;
  const place = `for cluster "${cluster}" in "${region}"`;
  if (isChange)
    change(
      `Kubernetes API endpoint access ${place} to: ${shown}`,
      access,
      `the Kubernetes API endpoint access ${place} has been updated to: ${shown}`,
    );
  else if (publicAccess !== undefined || privateAccess !== undefined)
    log(session, 'success', `Kubernetes API endpoint access ${place} is already up-to-date`);
  if (cidrs !== undefined) {
    change(
      `public access CIDRs ${place} to: [${cidrs.join(' ')}]`,
      { publicAccessCidrs: cidrs },
      `public access CIDRs ${place} have been updated to: [${cidrs.join(' ')}]`,
    );
  }
  if (subnetIds !== undefined || securityGroupIds !== undefined) {
    const body = { ...(subnetIds === undefined ? {} : { subnetIds }), ...(securityGroupIds === undefined ? {} : { securityGroupIds }) };
    const list = `controlPlaneSubnetIDs=[${(subnetIds ?? []).join(' ')}], controlPlaneSecurityGroupIDs=[${(securityGroupIds ?? []).join(' ')}]`;
    change(
      `control plane subnets and security groups ${place} to: ${list}`,
      body,
      `control plane subnets and security groups ${place} have been updated to: ${list}`,
    );
  }
  if (!approved) log(session, 'warning', "no changes were applied, run again with '--approve' to apply the changes");
}

export function writeKubeconfig(asked: Call): void {
  const { session, flags } = asked;
  checkRegion(session, flag(flags, 'region'));
  const cluster = configOf(asked, [])?.metadata.name ?? clusterNameOf(asked, 'cluster');
  const { status } = call(session, 'DescribeCluster', { name: cluster }).cluster;
  if (status !== 'ACTIVE' && status !== 'UPDATING')
    throw new EksctlError(
      `cannot perform Kubernetes API operations on cluster "${cluster}" in "${session.world.region}" region due to status "${status}"`,
    );
  log(session, 'success', `saved kubeconfig as "${flag(flags, 'kubeconfig') ?? KUBECONFIG}"`);
}
