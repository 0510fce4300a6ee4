import type { AccessEntry as Model } from '@aws-sdk/client-eks';
import type { Effect } from '../../change.ts';
import type { AwsKind } from '../../kind.ts';
import type { Principal } from '../../principal.ts';
import { sha1 } from '../../sha1.ts';
import { lookup } from '../../store.ts';
import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { store } from '../effects.ts';
import type { EksCluster } from '../eks-cluster.ts';
import type { SpelledAs } from '../spelling.ts';
import { uuid } from './uuid.ts';

export type AssociatedPolicy = {
  readonly policyArn: string;
  readonly accessScope: { readonly type: 'cluster' | 'namespace'; readonly namespaces: readonly string[] };
  readonly associatedAt: string;
  readonly modifiedAt: string;
};

/** What links an IAM principal to a cluster. https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html */
export type EksAccessEntry = SpelledAs<
  Model,
  {
    readonly accessEntryArn: string;
    readonly clusterName: string;
    readonly principalArn: string;
    readonly kubernetesGroups: readonly string[];
    readonly createdAt: string;
    readonly modifiedAt: string;
    readonly username: string;
    readonly type: 'STANDARD' | 'EC2_LINUX' | 'EC2_WINDOWS' | 'FARGATE_LINUX' | 'EC2' | 'HYBRID_LINUX';
  }
> & { readonly policies: readonly AssociatedPolicy[] };

export const eksAccessEntry: AwsKind<EksAccessEntry> = {
  plane: 'aws',
  kind: 'EksAccessEntry',
  service: 'eks',
  idPrefix: '',
  idMember: 'accessEntryArn',
  indices: { byCluster: (entry) => [entry.clusterName], byPrincipal: (entry) => [`${entry.clusterName} ${entry.principalArn}`] },
  describe: {
    operation: 'DescribeAccessEntry',
    idsMember: 'principalArn',
    listMember: 'accessEntry',
    notFound: 'ResourceNotFoundException',
    malformed: 'InvalidParameterException',
    show: ({ policies: _policies, ...entry }) => ({ ...entry, tags: {} }),
    filters: {},
  },
};

/** The access entries of a cluster, in ascending order of principal. */
export function accessEntriesOf(world: World, clusterName: string): readonly EksAccessEntry[] {
  const entries = lookup(world.aws.EksAccessEntry, 'byCluster', clusterName);
  return entries.toSorted((one, other) => (one.principalArn < other.principalArn ? -1 : 1));
}

/** The entry of a principal, or undefined. */
export function accessEntryOf(world: World, clusterName: string, principalArn: string): EksAccessEntry | undefined {
  return lookup(world.aws.EksAccessEntry, 'byPrincipal', `${clusterName} ${principalArn}`)[0];
}

type NewEntry = Pick<EksAccessEntry, 'principalArn' | 'type'> & Partial<Pick<EksAccessEntry, 'kubernetesGroups' | 'username' | 'policies'>>;

/** A new entry, with the user name and the groups that its type gives. */
export function newAccessEntry(world: World, { name }: EksCluster, entry: NewEntry): EksAccessEntry {
  const { principalArn, type } = entry;
  const [, account = world.account, who = principalArn] = /^arn:aws:iam::(\d+):(.+)$/.exec(principalArn) ?? [];
  const [kind = '', ...path] = who.split('/');
  const id = uuid(sha1(`${name} ${principalArn}`));
  return {
    accessEntryArn: `arn:aws:eks:${world.region}:${world.account}:access-entry/${name}/${kind}/${account}/${path.at(-1) ?? ''}/${id}`,
    clusterName: name,
    principalArn,
    kubernetesGroups: entry.kubernetesGroups ?? (type === 'STANDARD' ? [] : ['system:nodes']),
    createdAt: timestamp(world.now),
    modifiedAt: timestamp(world.now),
    username: entry.username ?? usernameOf(principalArn, type),
    type,
    policies: entry.policies ?? [],
  };
}

/** https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html */
function usernameOf(principalArn: string, type: EksAccessEntry['type']): string {
  if (type !== 'STANDARD') return 'system:node:{{EC2PrivateDNSName}}';
  const [, account, role] = /^arn:aws:iam::(\d+):role\/(?:.+\/)?([^/]+)$/.exec(principalArn) ?? [];
  return role === undefined ? principalArn : `arn:aws:sts::${account}:assumed-role/${role}/{{SessionName}}`;
}

/** Whoever makes a cluster becomes its administrator, unless asked not to. Before access entries that was not to be seen. */
export function creatorEntry(world: World, cluster: EksCluster, as: Principal): readonly Effect[] {
  const { authenticationMode, bootstrapClusterCreatorAdminPermissions } = cluster.accessConfig ?? {};
  if (authenticationMode === 'CONFIG_MAP' || !bootstrapClusterCreatorAdminPermissions || as.arn === null) return [];
  const at = timestamp(world.now);
  const policyArn = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy';
  const policies = [{ policyArn, accessScope: { type: 'cluster', namespaces: [] }, associatedAt: at, modifiedAt: at }] as const;
  return [store('EksAccessEntry', newAccessEntry(world, cluster, { principalArn: as.arn, type: 'STANDARD', policies }))];
}
