/** `eksctl delete`. https://github.com/eksctl-io/eksctl/tree/main/pkg/actions/cluster */
import { objectAt } from '../../../engine/store.ts';
import { flag } from '../kubectl/flags.ts';
import { type Call, checkRegion, clusterNameOf, configOf } from './arguments.ts';
import { logIncluded } from './create-cluster.ts';
import { nodegroupsOf, removeCluster } from './delete-cluster.ts';
import { isOwned } from './get.ts';
import { removeNodegroup } from './nodegroup.ts';
import { call, EksctlError, log } from './session.ts';

export function deleteCluster(asked: Call): void {
  const { session, flags } = asked;
  checkRegion(session, flag(flags, 'region'));
  const name = configOf(asked, [])?.metadata.name ?? clusterNameOf(asked, 'name');
  log(session, 'info', `deleting EKS cluster "${name}"`);
  if (objectAt(session.world.aws.EksCluster, name) === undefined) call(session, 'DescribeCluster', { name });
  const groups = nodegroupsOf(session, name);
  log(session, 'info', `will drain 0 unmanaged nodegroup(s) in cluster "${name}"`);
  log(session, 'info', 'starting parallel draining, max in-flight of 1');
  log(session, 'info', 'deleted 0 Fargate profile(s)');
  log(session, 'success', 'kubeconfig has been updated');
  log(session, 'info', 'cleaning up AWS load balancers created by Kubernetes objects of Kind Service or Ingress');
  const tasks = [...groups.map((group) => `delete nodegroup "${group}"`), `delete cluster control plane "${name}" [async]`];
  log(session, 'info', tasks.length === 1 ? `1 task: { ${tasks[0]} }` : `\n${tasks.length} sequential tasks: { ${tasks.join(', ')} \n}`);
  for (const group of groups) {
    const stack = `eksctl-${name}-nodegroup-${group}`;
    log(session, 'info', `will delete stack "${stack}"`);
    log(session, 'info', `waiting for stack "${stack}" to get deleted`);
    log(session, 'info', `waiting for CloudFormation stack "${stack}"`);
    removeNodegroup(session, name, group);
  }
  log(session, 'info', `will delete stack "eksctl-${name}-cluster"`);
  // eksctl leaves CloudFormation to it unless it is told to wait; here the stack is followed to its end in any case.
  removeCluster(session, name);
  log(session, 'success', 'all cluster resources were deleted');
}

export function deleteNodegroup(asked: Call): void {
  const { session, flags } = asked;
  checkRegion(session, flag(flags, 'region'));
  const config = configOf(asked, []);
  const cluster = config?.metadata.name ?? clusterNameOf(asked, 'cluster');
  call(session, 'DescribeCluster', { name: cluster });
  const name = flag(flags, 'name') ?? asked.args[0];
  const names = config === undefined ? [name ?? ''] : (config.managedNodeGroups ?? []).map((group) => group.name);
  if (names.includes('')) throw new EksctlError('--name must be set');
  const groups = names.map((each) => ({ name: each }));
  logIncluded(session, groups);
  if (config !== undefined && flags.approve === undefined) {
    log(session, 'info', `(plan) would drain ${names.length} nodegroup(s) in cluster "${cluster}"`);
    log(session, 'info', `(plan) would delete ${names.length} nodegroups from cluster "${cluster}"`);
    log(session, 'warning', "no changes were applied, run again with '--approve' to apply the changes");
    return;
  }
  for (const each of names) call(session, 'DescribeNodegroup', { clusterName: cluster, nodegroupName: each });
  log(session, 'info', `will drain ${names.length} nodegroup(s) in cluster "${cluster}"`);
  log(session, 'info', 'starting parallel draining, max in-flight of 1');
  log(session, 'info', `will delete ${names.length} nodegroups from cluster "${cluster}"`);
  for (const each of names) {
    if (isOwned(session.world, cluster)) log(session, 'info', `will delete stack "eksctl-${cluster}-nodegroup-${each}"`);
    removeNodegroup(session, cluster, each);
  }
  log(session, 'success', `deleted ${names.length} nodegroup(s) from cluster "${cluster}"`);
}
