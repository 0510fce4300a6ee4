/** Operations on access entries. https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html */

import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import type { EksCluster } from '../eks-cluster.ts';
import { operation } from '../operation.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import { idOf, string, strings } from '../shape.ts';
import { type AssociatedPolicy, accessEntriesOf, accessEntryOf, type EksAccessEntry, eksAccessEntry, newAccessEntry } from './access-entry.ts';
import { findCluster, invalid } from './cluster-request.ts';

const clusterName = { ...idOf('EksCluster'), required: true } as const;
const principalArn = { ...string, required: true } as const;
const policyArn = { ...string, required: true } as const;
const TYPES = ['STANDARD', 'EC2_LINUX', 'EC2_WINDOWS', 'FARGATE_LINUX', 'EC2', 'HYBRID_LINUX'] as const;

/** https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
const POLICIES = [
  'AmazonEKSAdminPolicy',
  'AmazonEKSAdminViewPolicy',
  'AmazonEKSAutoNodePolicy',
  'AmazonEKSClusterAdminPolicy',
  'AmazonEKSEditPolicy',
  'AmazonEKSViewPolicy',
] as const;
const arnOf = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;

/** The cluster, when its authentication mode has access entries. */
function clusterWithEntries(world: World, name: string): EksCluster | Refusal {
  const cluster = findCluster(world, name);
  if (isRefusal(cluster) || cluster.accessConfig?.authenticationMode !== 'CONFIG_MAP') return cluster;
  return refuse(
    'InvalidRequestException',
    "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.",
  );
}

function entryFor(world: World, name: string, principal: string): EksAccessEntry | Refusal {
  const cluster = clusterWithEntries(world, name);
  if (isRefusal(cluster)) return cluster;
  const message = "The specified principalArn could not be found. You can view your available access entries with 'list-access-entries'.";
  return accessEntryOf(world, name, principal) ?? refuse('ResourceNotFoundException', message, 404);
}

type Names = { readonly kubernetesGroups?: readonly string[] | undefined; readonly username?: string | undefined };

/** Why an entry of the type cannot have these names, or null. */
function wrongNames(type: EksAccessEntry['type'], { kubernetesGroups, username }: Names): Refusal | null {
  if (type !== 'STANDARD' && (kubernetesGroups !== undefined || username !== undefined)) {
    return invalid(`The username and kubernetesGroups fields cannot be set for the access entry type ${type}.`);
  }
  if (kubernetesGroups?.some((group) => group.startsWith('system:')) === true) {
    return invalid('The kubernetes group name is invalid: it cannot start with system:.');
  }
  return null;
}

const createAccessEntry = operation({
  service: 'eks',
  name: 'CreateAccessEntry',
  kind: 'EksAccessEntry',
  writes: true,
  summary: { ko: 'IAM 보안 주체에 클러스터 액세스 항목을 만듭니다.', en: 'Creates an access entry for an IAM principal.' },
  members: { clusterName, principalArn, kubernetesGroups: strings, username: string, type: { type: 'string', values: TYPES } },
  run: ({ world, input }) => {
    const cluster = clusterWithEntries(world, input.clusterName);
    if (isRefusal(cluster)) return cluster;
    if (!/^arn:aws:iam::\d{12}:(role|user)\/.+$/.test(input.principalArn))
      return invalid('The specified principalArn is invalid: invalid principal.');
    if (accessEntryOf(world, cluster.name, input.principalArn) !== undefined) {
      return refuse('ResourceInUseException', 'The specified access entry resource is already in use on this cluster.', 409);
    }
    const type = (input.type ?? 'STANDARD') as EksAccessEntry['type'];
    if (!TYPES.includes(type)) return invalid(`The specified type is invalid: ${type}`);
    const { kubernetesGroups, username } = input;
    const wrong = wrongNames(type, input);
    if (wrong !== null) return wrong;
    const entry = newAccessEntry(world, cluster, {
      principalArn: input.principalArn,
      type,
      ...(kubernetesGroups === undefined ? {} : { kubernetesGroups }),
      ...(username === undefined ? {} : { username }),
    });
    return { effects: [store('EksAccessEntry', entry)], output: { accessEntry: eksAccessEntry.describe.show(entry, world) } };
  },
});

/** What is given replaces what was there; groups that are left out stay. https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateAccessEntry.html */
const updateAccessEntry = operation({
  service: 'eks',
  name: 'UpdateAccessEntry',
  kind: 'EksAccessEntry',
  writes: true,
  summary: { ko: '액세스 항목의 그룹이나 사용자 이름을 바꿉니다.', en: 'Changes the groups or the user name of an access entry.' },
  members: { clusterName, principalArn, kubernetesGroups: strings, username: string },
  run: ({ world, input }) => {
    const entry = entryFor(world, input.clusterName, input.principalArn);
    if (isRefusal(entry)) return entry;
    const wrong = wrongNames(entry.type, input);
    if (wrong !== null) return wrong;
    const { kubernetesGroups = entry.kubernetesGroups, username = entry.username } = input;
    const updated: EksAccessEntry = { ...entry, kubernetesGroups, username, modifiedAt: timestamp(world.now) };
    return { effects: [store('EksAccessEntry', updated)], output: { accessEntry: eksAccessEntry.describe.show(updated, world) } };
  },
});

const describeAccessEntry = operation({
  service: 'eks',
  name: 'DescribeAccessEntry',
  kind: 'EksAccessEntry',
  writes: false,
  summary: { ko: '액세스 항목을 보여 줍니다.', en: 'Shows an access entry.' },
  members: { clusterName, principalArn },
  run: ({ world, input }) => {
    const entry = entryFor(world, input.clusterName, input.principalArn);
    return isRefusal(entry) ? entry : { output: { accessEntry: eksAccessEntry.describe.show(entry, world) } };
  },
});

const listAccessEntries = operation({
  service: 'eks',
  name: 'ListAccessEntries',
  kind: 'EksAccessEntry',
  writes: false,
  summary: { ko: '클러스터에 액세스 항목이 있는 보안 주체를 보여 줍니다.', en: 'Lists the principals that have an access entry.' },
  members: { clusterName, associatedPolicyArn: string },
  pages: 'accessEntries',
  run: ({ world, input }) => {
    const cluster = clusterWithEntries(world, input.clusterName);
    if (isRefusal(cluster)) return cluster;
    const wanted = input.associatedPolicyArn;
    const entries = accessEntriesOf(world, cluster.name).filter(
      ({ policies }) => wanted === undefined || policies.some((each) => each.policyArn === wanted),
    );
    return { output: { accessEntries: entries.map((entry) => entry.principalArn) } };
  },
});

const deleteAccessEntry = operation({
  service: 'eks',
  name: 'DeleteAccessEntry',
  kind: 'EksAccessEntry',
  writes: true,
  summary: { ko: '액세스 항목을 지웁니다.', en: 'Deletes an access entry.' },
  members: { clusterName, principalArn },
  run: ({ world, input }) => {
    const entry = entryFor(world, input.clusterName, input.principalArn);
    return isRefusal(entry) ? entry : { effects: [erase('EksAccessEntry', entry.accessEntryArn)], output: {} };
  },
});

const SCOPE = { type: 'structure', members: { type: { type: 'string', values: ['cluster', 'namespace'] }, namespaces: strings } } as const;

const associateAccessPolicy = operation({
  service: 'eks',
  name: 'AssociateAccessPolicy',
  kind: 'EksAccessEntry',
  writes: true,
  summary: { ko: '액세스 항목에 액세스 정책을 범위와 함께 연결합니다.', en: 'Associates an access policy and its scope with an access entry.' },
  members: { clusterName, principalArn, policyArn, accessScope: { ...SCOPE, required: true } },
  run: ({ world, input }) => {
    const entry = entryFor(world, input.clusterName, input.principalArn);
    if (isRefusal(entry)) return entry;
    if (!POLICIES.some((name) => arnOf(name) === input.policyArn)) return invalid('The policyArn parameter is not valid.');
    if (entry.type !== 'STANDARD' && entry.type !== 'EC2')
      return invalid(`Access policies cannot be associated with an access entry of type ${entry.type}.`);
    const { type = 'cluster', namespaces = [] } = input.accessScope;
    if (type === 'namespace' && namespaces.length === 0) return invalid('The accessScope of type namespace must have at least one namespace.');
    if (type === 'cluster' && namespaces.length > 0) return invalid('The accessScope of type cluster cannot have namespaces.');
    const at = timestamp(world.now);
    const known = entry.policies.find((each) => each.policyArn === input.policyArn);
    const accessScope = { type: type as AssociatedPolicy['accessScope']['type'], namespaces };
    const associated: AssociatedPolicy = { policyArn: input.policyArn, accessScope, associatedAt: known?.associatedAt ?? at, modifiedAt: at };
    const policies = [...entry.policies.filter((each) => each !== known), associated].sort((one, other) =>
      one.policyArn < other.policyArn ? -1 : 1,
    );
    return {
      effects: [store('EksAccessEntry', { ...entry, policies, modifiedAt: at })],
      output: { clusterName: entry.clusterName, principalArn: entry.principalArn, associatedAccessPolicy: associated },
    };
  },
});

const disassociateAccessPolicy = operation({
  service: 'eks',
  name: 'DisassociateAccessPolicy',
  kind: 'EksAccessEntry',
  writes: true,
  summary: { ko: '액세스 항목에서 액세스 정책을 떼어 냅니다.', en: 'Takes an access policy from an access entry.' },
  members: { clusterName, principalArn, policyArn },
  run: ({ world, input }) => {
    const entry = entryFor(world, input.clusterName, input.principalArn);
    if (isRefusal(entry)) return entry;
    const policies = entry.policies.filter((each) => each.policyArn !== input.policyArn);
    if (policies.length === entry.policies.length) {
      return refuse('ResourceNotFoundException', 'The specified policyArn is not associated with the specified principalArn.', 404);
    }
    return { effects: [store('EksAccessEntry', { ...entry, policies })], output: {} };
  },
});

const listAssociatedAccessPolicies = operation({
  service: 'eks',
  name: 'ListAssociatedAccessPolicies',
  kind: 'EksAccessEntry',
  writes: false,
  summary: { ko: '액세스 항목에 연결한 액세스 정책을 보여 줍니다.', en: 'Lists the access policies of an access entry.' },
  members: { clusterName, principalArn },
  pages: 'associatedAccessPolicies',
  run: ({ world, input }) => {
    const entry = entryFor(world, input.clusterName, input.principalArn);
    if (isRefusal(entry)) return entry;
    return { output: { associatedAccessPolicies: entry.policies, clusterName: entry.clusterName, principalArn: entry.principalArn } };
  },
});

const listAccessPolicies = operation({
  service: 'eks',
  name: 'ListAccessPolicies',
  kind: null,
  writes: false,
  summary: { ko: '쓸 수 있는 액세스 정책을 보여 줍니다.', en: 'Lists the access policies there are.' },
  members: {},
  pages: 'accessPolicies',
  run: () => ({ output: { accessPolicies: POLICIES.map((name) => ({ name, arn: arnOf(name) })) } }),
});

export const accessEntryOperations = [
  createAccessEntry,
  updateAccessEntry,
  describeAccessEntry,
  listAccessEntries,
  deleteAccessEntry,
  associateAccessPolicy,
  disassociateAccessPolicy,
  listAssociatedAccessPolicies,
  listAccessPolicies,
];
