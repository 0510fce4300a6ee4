/** EKS clusters with who may enter them, their add-ons and their node groups. */
import type { EksAccessEntry } from '../../engine/aws/eks/access-entry.ts';
import type { EksCluster } from '../../engine/aws/eks-cluster.ts';
import type { EksNodegroup } from '../../engine/aws/eks-nodegroup.ts';
import { learner } from '../../engine/principal.ts';
import { lookup, objectsOf } from '../../engine/store.ts';
import type { World } from '../../engine/world.ts';
import { isNamed, json, leave, name, quoted, ref, run, type Writing } from './writing.ts';

const SETTLED = ['ACTIVE', 'UPDATING'];

/** The security groups that come with clusters. */
export function clusterGroups(world: World): ReadonlySet<string> {
  return new Set(made(world).map(({ resourcesVpcConfig }) => resourcesVpcConfig.clusterSecurityGroupId));
}

/** A cluster that a world states without what CreateCluster gives it cannot be made the same. */
function made(world: World): readonly EksCluster[] {
  return objectsOf(world.aws.EksCluster).filter(({ status, accessConfig }) => accessConfig !== undefined && SETTLED.includes(status));
}

export function writeClusters(writing: Writing): void {
  const { world } = writing;
  const clusters = made(world);
  for (const { name: id } of objectsOf(world.aws.EksCluster)) if (!clusters.some((each) => each.name === id)) leave(writing, 'EksCluster', id);
  for (const cluster of clusters) {
    if (cluster.resourcesVpcConfig.subnetIds.every((id) => isNamed(writing, id))) writeCluster(writing, cluster);
    else leave(writing, 'EksCluster', cluster.name);
  }
}

function writeCluster(writing: Writing, cluster: EksCluster): void {
  const { name: id, version, roleArn, resourcesVpcConfig: config, kubernetesNetworkConfig: network, accessConfig, tags } = cluster;
  const { subnetIds, securityGroupIds, clusterSecurityGroupId, endpointPublicAccess, endpointPrivateAccess, publicAccessCidrs } = config;
  const access = { endpointPublicAccess, endpointPrivateAccess, ...(endpointPublicAccess ? { publicAccessCidrs } : {}) };
  const groups = securityGroupIds.length === 0 ? {} : { securityGroupIds };
  const services = network.ipFamily === 'ipv6' ? { ipFamily: 'ipv6' } : { serviceIpv4Cidr: network.serviceIpv4Cidr ?? '' };
  const options = [
    ` --resources-vpc-config ${json(writing, { subnetIds, ...groups, ...access })}`,
    ` --kubernetes-network-config ${json(writing, services)}`,
    ` --access-config ${json(writing, accessConfig)}`,
    cluster.bootstrapSelfManagedAddons === false ? ' --no-bootstrap-self-managed-addons' : '',
    Object.keys(tags).length === 0 ? '' : ` --tags ${json(writing, tags)}`,
  ].join('');
  run(writing, `eks create-cluster --name ${quoted(id)} --kubernetes-version ${version} --role-arn ${quoted(roleArn)}${options}`);
  run(writing, `eks wait cluster-active --name ${quoted(id)}`);
  const query = 'cluster.resourcesVpcConfig.clusterSecurityGroupId';
  name(writing, { id: clusterSecurityGroupId, prefix: 'SG', command: `eks describe-cluster --name ${quoted(id)}`, query });
  writing.variables.set(id, quoted(id));
  for (const entry of entriesOf(writing.world, cluster)) writeEntry(writing, entry);
}

/** The entries that come neither with the cluster's maker nor with a node group. */
function entriesOf(world: World, cluster: EksCluster): readonly EksAccessEntry[] {
  const roles = lookup(world.aws.EksNodegroup, 'byCluster', cluster.name).map(({ nodeRole }) => nodeRole);
  const maker = cluster.accessConfig?.bootstrapClusterCreatorAdminPermissions === true ? learner(world.account).arn : null;
  return lookup(world.aws.EksAccessEntry, 'byCluster', cluster.name).filter(
    ({ principalArn, type }) => principalArn !== maker && !(type === 'EC2_LINUX' && roles.includes(principalArn)),
  );
}

function writeEntry(writing: Writing, { clusterName, principalArn, type, kubernetesGroups, username, policies }: EksAccessEntry): void {
  const who = `--cluster-name ${quoted(clusterName)} --principal-arn ${quoted(principalArn)}`;
  const groups = type === 'STANDARD' && kubernetesGroups.length > 0 ? ` --kubernetes-groups ${kubernetesGroups.map(quoted).join(' ')}` : '';
  const user = type === 'STANDARD' ? ` --username ${quoted(username)}` : '';
  run(writing, `eks create-access-entry ${who}${type === 'STANDARD' ? '' : ` --type ${type}`}${groups}${user}`);
  for (const { policyArn, accessScope } of policies) {
    run(writing, `eks associate-access-policy ${who} --policy-arn ${policyArn} --access-scope ${json(writing, scopeOf(accessScope))}`);
  }
}

function scopeOf({ type, namespaces }: EksAccessEntry['policies'][number]['accessScope']): object {
  return namespaces.length === 0 ? { type } : { type, namespaces };
}

/** Nodes need their way to the cluster to stand, add-ons need nodes: both come last. */
export function writeNodegroups(writing: Writing): void {
  const { world } = writing;
  for (const nodegroup of objectsOf(world.aws.EksNodegroup)) {
    const stands = isNamed(writing, nodegroup.clusterName) && nodegroup.subnets.every((id) => isNamed(writing, id));
    if (!stands || nodegroup.status === 'DELETING') leave(writing, 'EksNodegroup', nodegroup.nodegroupName);
    else writeNodegroup(writing, nodegroup);
  }
  for (const { clusterName, addonName, status, configurationValues, serviceAccountRoleArn } of objectsOf(world.aws.EksAddon)) {
    if (!isNamed(writing, clusterName) || status === 'DELETING') {
      leave(writing, 'EksAddon', addonName);
      continue;
    }
    const values = configurationValues === undefined ? '' : ` --configuration-values ${quoted(configurationValues)}`;
    const role = serviceAccountRoleArn === undefined ? '' : ` --service-account-role-arn ${serviceAccountRoleArn}`;
    run(writing, `eks create-addon --cluster-name ${quoted(clusterName)} --addon-name ${addonName}${role}${values}`);
  }
}

function writeNodegroup(writing: Writing, nodegroup: EksNodegroup): void {
  const { clusterName, nodegroupName, subnets, nodeRole, scalingConfig, instanceTypes, amiType, capacityType, labels, taints, tags } = nodegroup;
  const named = `--cluster-name ${quoted(clusterName)} --nodegroup-name ${quoted(nodegroupName)}`;
  const options = [
    ` --subnets ${subnets.map((id) => ref(writing, id)).join(' ')}`,
    ` --scaling-config ${json(writing, scalingConfig)}`,
    ` --instance-types ${instanceTypes.join(' ')} --ami-type ${amiType} --capacity-type ${capacityType} --disk-size ${nodegroup.diskSize}`,
    Object.keys(labels).length === 0 ? '' : ` --labels ${json(writing, labels)}`,
    taints.length === 0 ? '' : ` --taints ${json(writing, taints)}`,
    Object.keys(tags).length === 0 ? '' : ` --tags ${json(writing, tags)}`,
  ].join('');
  run(writing, `eks create-nodegroup ${named} --node-role ${quoted(nodeRole)}${options}`);
  if (nodegroup.status === 'ACTIVE') run(writing, `eks wait nodegroup-active ${named}`);
}
