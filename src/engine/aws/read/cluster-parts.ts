/**
 * `nodegroups`, `addons`, `accessEntries` and `associatedAccessPolicies`: what describe-nodegroup, describe-addon,
 * describe-access-entry and list-associated-access-policies of `aws eks` print.
 */
import type { AccessEntry, Addon, Nodegroup } from '@aws-sdk/client-eks';
import { sha1 } from '../../sha1.ts';
import { timestamp, withOffset } from '../aws-time.ts';
import { type AssociatedPolicy, type EksAccessEntry, newAccessEntry } from '../eks/access-entry.ts';
import type { EksAddon } from '../eks/addon.ts';
import { uuid } from '../eks/uuid.ts';
import type { EksNodegroup } from '../eks-nodegroup.ts';
import { of } from './members.ts';
import { checkMembers, checkReference, type Item, items, keep, needed, number, part, type Reading, text, texts } from './reading.ts';

const NODEGROUP = [
  ...of<Nodegroup>()('nodegroupName', 'nodegroupArn', 'clusterName', 'version', 'releaseVersion', 'createdAt', 'modifiedAt', 'status'),
  ...of<Nodegroup>()('capacityType', 'scalingConfig', 'instanceTypes', 'subnets', 'remoteAccess', 'amiType', 'nodeRole', 'labels', 'taints'),
  ...of<Nodegroup>()('resources', 'diskSize', 'health', 'updateConfig', 'nodeRepairConfig', 'launchTemplate', 'tags'),
];
const ADDON = [
  ...of<Addon>()('addonName', 'clusterName', 'status', 'addonVersion', 'health', 'addonArn', 'createdAt', 'modifiedAt', 'serviceAccountRoleArn'),
  ...of<Addon>()('tags', 'publisher', 'owner', 'marketplaceInformation', 'configurationValues', 'podIdentityAssociations', 'namespaceConfig'),
];
const ENTRY = of<AccessEntry>()(
  ...(['clusterName', 'principalArn', 'kubernetesGroups', 'accessEntryArn', 'createdAt', 'modifiedAt', 'tags', 'username', 'type'] as const),
);

/** The cluster that a part names; null where the lists do not have it. */
function clusterOf(reading: Reading, item: Item) {
  const name = needed(reading, item, 'clusterName', text(reading, item, 'clusterName'));
  if (name === undefined || !checkReference(reading, 'EksCluster', { id: name, path: [...item.path, 'clusterName'] })) return null;
  return reading.objects.EksCluster.get(name) ?? null;
}

function times(reading: Reading, item: Item) {
  const createdAt = withOffset(text(reading, item, 'createdAt')) ?? timestamp(reading.world.now);
  return { createdAt, modifiedAt: withOffset(text(reading, item, 'modifiedAt')) ?? createdAt };
}

export function readNodegroup(reading: Reading, item: Item): void {
  checkMembers(reading, item, NODEGROUP);
  const cluster = clusterOf(reading, item);
  const nodegroupName = needed(reading, item, 'nodegroupName', text(reading, item, 'nodegroupName'));
  const nodeRole = needed(reading, item, 'nodeRole', text(reading, item, 'nodeRole'));
  if (cluster === null || nodegroupName === undefined || nodeRole === undefined) return;
  const { account, region } = reading.world;
  const id = uuid(sha1(`${cluster.name} ${nodegroupName}`));
  const scaling = part(reading, item, 'scalingConfig') ?? { path: item.path, value: {} };
  const version = text(reading, item, 'version') ?? cluster.version;
  const object: EksNodegroup = {
    nodegroupArn: text(reading, item, 'nodegroupArn') ?? `arn:aws:eks:${region}:${account}:nodegroup/${cluster.name}/${nodegroupName}/${id}`,
    nodegroupName,
    clusterName: cluster.name,
    version,
    releaseVersion: text(reading, item, 'releaseVersion') ?? `${version}.3-20250819`,
    ...times(reading, item),
    status: (text(reading, item, 'status') ?? 'ACTIVE') as EksNodegroup['status'],
    capacityType: (text(reading, item, 'capacityType') ?? 'ON_DEMAND') as EksNodegroup['capacityType'],
    scalingConfig: {
      minSize: number(reading, scaling, 'minSize') ?? 1,
      maxSize: number(reading, scaling, 'maxSize') ?? 2,
      desiredSize: number(reading, scaling, 'desiredSize') ?? 2,
    },
    instanceTypes: item.value.instanceTypes === undefined ? ['t3.medium'] : texts(reading, item, 'instanceTypes'),
    subnets: texts(reading, item, 'subnets').filter((subnet) => checkReference(reading, 'Subnet', { id: subnet, path: [...item.path, 'subnets'] })),
    amiType: text(reading, item, 'amiType') ?? 'AL2023_x86_64_STANDARD',
    nodeRole,
    labels: (part(reading, item, 'labels')?.value ?? {}) as EksNodegroup['labels'],
    taints: items(reading, item, 'taints').map(({ value }) => value as EksNodegroup['taints'][number]),
    diskSize: number(reading, item, 'diskSize') ?? 20,
    health: { issues: issuesOf(reading, item) },
    tags: (part(reading, item, 'tags')?.value ?? {}) as EksNodegroup['tags'],
  };
  keep(reading, 'EksNodegroup', { id: object.nodegroupArn, object, path: item.path });
}

function issuesOf(reading: Reading, item: Item): EksNodegroup['health']['issues'] {
  const health = part(reading, item, 'health');
  return health === undefined ? [] : items(reading, health, 'issues').map(({ value }) => value as EksNodegroup['health']['issues'][number]);
}

export function readAddon(reading: Reading, item: Item): void {
  checkMembers(reading, item, ADDON);
  const cluster = clusterOf(reading, item);
  const addonName = needed(reading, item, 'addonName', text(reading, item, 'addonName'));
  if (cluster === null || addonName === undefined) return;
  const { account, region } = reading.world;
  const values = text(reading, item, 'configurationValues');
  const id = uuid(sha1(`${cluster.name} ${addonName}`));
  const object: EksAddon = {
    addonName,
    clusterName: cluster.name,
    status: (text(reading, item, 'status') ?? 'ACTIVE') as EksAddon['status'],
    addonVersion: text(reading, item, 'addonVersion') ?? '',
    health: { issues: issuesOf(reading, item) },
    addonArn: text(reading, item, 'addonArn') ?? `arn:aws:eks:${region}:${account}:addon/${cluster.name}/${addonName}/${id}`,
    ...times(reading, item),
    ...(values === undefined ? {} : { configurationValues: values }),
  };
  keep(reading, 'EksAddon', { id: object.addonArn, object, path: item.path });
}

export function readAccessEntry(reading: Reading, item: Item): void {
  checkMembers(reading, item, ENTRY);
  const cluster = clusterOf(reading, item);
  const principalArn = needed(reading, item, 'principalArn', text(reading, item, 'principalArn'));
  if (cluster === null || principalArn === undefined) return;
  const username = text(reading, item, 'username');
  const own = newAccessEntry(reading.world, cluster, {
    principalArn,
    type: (text(reading, item, 'type') ?? 'STANDARD') as EksAccessEntry['type'],
    ...(item.value.kubernetesGroups === undefined ? {} : { kubernetesGroups: texts(reading, item, 'kubernetesGroups') }),
    ...(username === undefined ? {} : { username }),
  });
  const object: EksAccessEntry = { ...own, accessEntryArn: text(reading, item, 'accessEntryArn') ?? own.accessEntryArn, ...times(reading, item) };
  keep(reading, 'EksAccessEntry', { id: object.accessEntryArn, object, path: item.path });
}

/** What list-associated-access-policies prints of one principal; entries come first. */
export function readAssociatedPolicies(reading: Reading, item: Item): void {
  checkMembers(reading, item, ['associatedAccessPolicies', 'clusterName', 'principalArn', 'nextToken']);
  const [clusterName, principalArn] = [text(reading, item, 'clusterName'), text(reading, item, 'principalArn')];
  const { EksAccessEntry } = reading.objects;
  const entry = [...EksAccessEntry.values()].find((each) => each.clusterName === clusterName && each.principalArn === principalArn);
  if (entry === undefined) {
    needed(reading, item, 'accessEntries', undefined);
    return;
  }
  const policies = items(reading, item, 'associatedAccessPolicies').map((each): AssociatedPolicy => {
    const scope = part(reading, each, 'accessScope') ?? { path: each.path, value: {} };
    const associatedAt = withOffset(text(reading, each, 'associatedAt')) ?? timestamp(reading.world.now);
    return {
      policyArn: text(reading, each, 'policyArn') ?? '',
      accessScope: { type: (text(reading, scope, 'type') ?? 'cluster') as 'cluster' | 'namespace', namespaces: texts(reading, scope, 'namespaces') },
      associatedAt,
      modifiedAt: withOffset(text(reading, each, 'modifiedAt')) ?? associatedAt,
    };
  });
  EksAccessEntry.set(entry.accessEntryArn, { ...entry, policies });
}
