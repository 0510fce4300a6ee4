/** `eksctl get`: clusters and node groups as tables, JSON and YAML. https://github.com/eksctl-io/eksctl/tree/main/pkg/ctl/get */
import { dump } from 'js-yaml';
import { sha1 } from '../../../engine/sha1.ts';
import { objectAt, objectsOf } from '../../../engine/store.ts';
import type { World } from '../../../engine/world.ts';
import { flag } from '../kubectl/flags.ts';
import { type Call, checkRegion, clusterNameOf, configOf } from './arguments.ts';
import { call, EksctlError } from './session.ts';
import { CLUSTER_TAG } from './tags.ts';

export function getCluster(asked: Call): string {
  const { session, flags, args } = asked;
  checkRegion(session, flag(flags, 'region'));
  const name = configOf(asked, [])?.metadata.name ?? flag(flags, 'name') ?? args[0];
  const { world } = session;
  if (name !== undefined) {
    const { cluster } = call(session, 'DescribeCluster', { name });
    const { vpcId, subnetIds, securityGroupIds } = cluster.resourcesVpcConfig;
    const columns = {
      NAME: cluster.name,
      VERSION: cluster.version,
      STATUS: cluster.status,
      CREATED: utc(cluster.createdAt),
      VPC: vpcId,
      SUBNETS: subnetIds.join(','),
      SECURITYGROUPS: securityGroupIds.join(','),
      PROVIDER: 'EKS',
    };
    return printed(asked, [columns], [cluster]);
  }
  const rows = objectsOf(world.aws.EksCluster).map((cluster) => ({
    Name: cluster.name,
    Region: world.region,
    Owned: isOwned(world, cluster.name) ? 'True' : 'False',
  }));
  if (rows.length === 0 && format(asked) === 'table') return 'No clusters found\n';
  return printed(
    asked,
    rows.map(({ Name, Region, Owned }) => ({ NAME: Name, REGION: Region, 'EKSCTL CREATED': Owned })),
    rows,
  );
}

/** Whether eksctl made the cluster, which it knows by its stack; here by the tags of the cluster. */
export function isOwned(world: World, name: string): boolean {
  return objectAt(world.aws.EksCluster, name)?.tags[CLUSTER_TAG] === name;
}

export function getNodegroup(asked: Call): string {
  const { session, flags } = asked;
  checkRegion(session, flag(flags, 'region'));
  const cluster = configOf(asked, [])?.metadata.name ?? clusterNameOf(asked, 'cluster');
  call(session, 'DescribeCluster', { name: cluster });
  const wanted = flag(flags, 'name') ?? asked.args[0];
  const names: readonly string[] = wanted === undefined ? call(session, 'ListNodegroups', { clusterName: cluster }).nodegroups : [wanted];
  const rows = names.map((nodegroupName) => {
    const { nodegroup } = call(session, 'DescribeNodegroup', { clusterName: cluster, nodegroupName });
    const { minSize, maxSize, desiredSize } = nodegroup.scalingConfig;
    return {
      StackName: isOwned(session.world, cluster) ? `eksctl-${cluster}-nodegroup-${nodegroupName}` : '',
      Cluster: cluster,
      Name: nodegroupName,
      Status: nodegroup.status,
      MaxSize: maxSize,
      MinSize: minSize,
      DesiredCapacity: desiredSize,
      InstanceType: nodegroup.instanceTypes.join(','),
      ImageID: nodegroup.amiType,
      CreationTime: utc(nodegroup.createdAt),
      NodeInstanceRoleARN: nodegroup.nodeRole,
      AutoScalingGroupName: `eks-${nodegroupName}-${nodegroup.nodegroupArn.split('/').at(-1) ?? sha1(nodegroupName)}`,
      Version: nodegroup.version,
      NodeGroupType: 'managed',
    };
  });
  if (rows.length === 0 && format(asked) === 'table') throw new EksctlError('No nodegroups found');
  const table = rows.map((row) => ({
    CLUSTER: row.Cluster,
    NODEGROUP: row.Name,
    STATUS: row.Status,
    CREATED: row.CreationTime,
    'MIN SIZE': String(row.MinSize),
    'MAX SIZE': String(row.MaxSize),
    'DESIRED CAPACITY': String(row.DesiredCapacity),
    'INSTANCE TYPE': row.InstanceType,
    'IMAGE ID': row.ImageID,
    'ASG NAME': row.AutoScalingGroupName,
    TYPE: row.NodeGroupType,
  }));
  return printed(asked, table, rows);
}

function format({ flags }: Call): string {
  const wanted = flag(flags, 'output') ?? 'table';
  if (!['table', 'json', 'yaml'].includes(wanted))
    throw new EksctlError(`unknown output printer type: expected {"yaml","json","table"} but got "${wanted}"`);
  return wanted;
}

function printed(asked: Call, rows: readonly { readonly [column: string]: string }[], objects: readonly object[]): string {
  const wanted = format(asked);
  if (wanted === 'json') return `${JSON.stringify(objects, null, 4)}\n`;
  if (wanted === 'yaml') return dump(objects, { noRefs: true, lineWidth: -1 });
  const columns = Object.keys(rows[0] ?? {});
  return tabbed([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]);
}

/** Columns as Go's tabwriter makes them with tabs of eight: a cell is filled up with tabs. */
function tabbed(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => Math.floor((row[column] ?? '').length / 8) + 1)));
  const cell = (text: string, column: number) => text + '\t'.repeat((widths[column] ?? 1) - Math.floor(text.length / 8));
  return rows.map((row) => `${row.slice(0, -1).map(cell).join('')}${row.at(-1) ?? ''}\n`).join('');
}

function utc(time: string): string {
  return time.replace('+00:00', 'Z');
}
