/** `eksctl create nodegroup`. https://github.com/eksctl-io/eksctl/blob/main/pkg/actions/nodegroup/create.go */
import { nodegroupOf } from '../../../engine/aws/eks-nodegroup.ts';
import { flag } from '../kubectl/flags.ts';
import { type Call, checkRegion, clusterNameOf, configOf, groupFromFlags } from './arguments.ts';
import { logIncluded } from './create-cluster.ts';
import { isOwned } from './get.ts';
import { createNodegroups, logNodes, subnetsOfCluster } from './nodegroup.ts';
import { familyOf } from './plan.ts';
import { call, EksctlError, log } from './session.ts';

const FLAGS_OF_NODES = [
  'nodes',
  'nodes-min',
  'nodes-max',
  'node-type',
  'instance-types',
  'managed',
  'spot',
  'node-private-networking',
  'node-labels',
  'node-zones',
];

export function createNodegroup(asked: Call): void {
  const { session, flags, args } = asked;
  const config = configOf(asked, FLAGS_OF_NODES);
  checkRegion(session, flag(flags, 'region'));
  const cluster = config?.metadata.name ?? clusterNameOf(asked, 'cluster');
  const { version } = call(session, 'DescribeCluster', { name: cluster }).cluster;
  const groups = config?.managedNodeGroups ?? (config === undefined ? [groupFromFlags(session.world, flags, flag(flags, 'name') ?? args[0])] : []);
  if (!isOwned(session.world, cluster)) {
    log(
      session,
      'warning',
      `no eksctl-managed CloudFormation stacks found for "${cluster}", will attempt to create nodegroup(s) on non eksctl-managed cluster`,
    );
    const named = groups.every((group) => (group.subnets ?? []).length > 0);
    if (!named && config?.vpc === undefined) session.notes.push({ mark: 'info', text: OWN_SUBNETS });
  }
  const fresh = groups.filter(({ name }) => nodegroupOf(session.world, cluster, name) === undefined);
  const old = groups.filter((group) => !fresh.includes(group)).map(({ name }) => name);
  if (config === undefined) log(session, 'info', `will use version ${version} for new nodegroup(s) based on control plane version`);
  for (const group of fresh) log(session, 'info', `nodegroup "${group.name}" will use "" [${familyOf(group)}/${version}]`);
  if (old.length > 0) log(session, 'info', `${old.length} existing nodegroup(s) (${old.join(',')}) will be excluded`);
  if (fresh.length > 0) logIncluded(session, fresh);
  log(session, 'info', `will create a CloudFormation stack for each of ${fresh.length} managed nodegroups in cluster "${cluster}"`);
  const tasks = fresh.map(({ name }) => `create managed nodegroup "${name}"`);
  log(
    session,
    'info',
    fresh.length === 0
      ? 'no tasks'
      : `1 task: { 1 task: { ${fresh.length === 1 ? `1 task: { ${tasks[0]} }` : `${fresh.length} parallel tasks: { ${tasks.join(', ')} }`} } }`,
  );
  const complete = createNodegroups(session, fresh, { cluster, subnets: subnetsOfCluster(session, cluster) });
  if (!complete) {
    log(session, 'info', "1 error(s) occurred and nodegroups haven't been created properly, you may wish to check CloudFormation console");
    log(
      session,
      'info',
      `to cleanup resources, run 'eksctl delete nodegroup --region=${session.world.region} --cluster=${cluster} --name=<name>' for each of the failed nodegroup`,
    );
    log(session, 'critical', 'waiter state transitioned to Failure');
    throw new EksctlError(`failed to create nodegroups for cluster "${cluster}"`);
  }
  log(session, 'info', 'no tasks');
  log(session, 'success', `created 0 nodegroup(s) in cluster "${cluster}"`);
  logNodes(session, cluster, fresh);
  log(session, 'success', `created ${fresh.length} managed nodegroup(s) in cluster "${cluster}"`);
  log(session, 'info', 'checking security group configuration for all nodegroups');
  log(session, 'info', 'all nodegroups have up-to-date cloudformation templates');
}

const OWN_SUBNETS = {
  ko: 'eksctl이 만들지 않은 클러스터입니다. 실제로는 설정 파일에 vpc.subnets를 적어야 하지만, 여기서는 클러스터의 서브넷을 라우팅에 따라 씁니다.',
  en: 'eksctl did not make this cluster. The real one wants vpc.subnets in a configuration file; here the subnets of the cluster are used, by their routes.',
};
