/**
 * Who kubectl is to the API server from where the shell runs, and what that principal may do: the token comes from the credentials that
 * the AWS CLI finds there. https://docs.aws.amazon.com/eks/latest/userguide/cluster-auth.html
 */
import { accessEntryOf } from '../../../engine/aws/eks/access-entry.ts';
import { kubernetesCluster } from '../../../engine/aws/eks/endpoint.ts';
import type { EksCluster } from '../../../engine/aws/eks-cluster.ts';
import { privateDnsName } from '../../../engine/aws/hostnames.ts';
import { roleArnOf } from '../../../engine/aws/iam/role.ts';
import { interfacesOf } from '../../../engine/aws/network-interface.ts';
import type { Origin } from '../../../engine/connection.ts';
import { accessOfRole } from '../../../engine/controllers/node/registration.ts';
import { hostOf } from '../../../engine/hosts/host.ts';
import type { Principal } from '../../../engine/principal.ts';
import type { World } from '../../../engine/world.ts';
import { callerAt } from '../aws/caller.ts';

/** What is asked of the API server: a verb of its own (`list`, `patch`) on a resource, `*` for all, in a namespace or, without one, everywhere. */
export type AskedOf = {
  readonly verb: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly subresource?: string | undefined;
  readonly namespace: string | null;
};
type Allows = (asked: AskedOf) => boolean;

export type Access =
  | { readonly known: false; readonly why: 'no-credentials' | 'unauthorized' }
  | { readonly known: true; readonly username: string; readonly groups: readonly string[]; readonly allows: Allows };

const READS = ['get', 'list', 'watch'];
/** What kubelets may read of all nodes: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go (NodeRules). */
const READ_BY_NODES = ['nodes', 'pods', 'services'];
const POLICY = 'arn:aws:eks::aws:cluster-access-policy/';

const OF_RBAC = ['roles', 'rolebindings'];

const reads: Allows = ({ verb }) => READS.includes(verb);
/** Namespaces are no part of a namespace, yet the policies let them be read; secrets only those that also write. */
const inNamespaces: Allows = (asked) => asked.plural !== '*' && (asked.namespaced || (asked.plural === 'namespaces' && reads(asked)));

/** What the access policies of EKS allow. https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
const POLICIES: { readonly [name: string]: Allows } = {
  AmazonEKSClusterAdminPolicy: () => true,
  AmazonEKSAdminViewPolicy: reads,
  AmazonEKSAdminPolicy: inNamespaces,
  AmazonEKSEditPolicy: (asked) => inNamespaces(asked) && !OF_RBAC.includes(asked.plural),
  AmazonEKSViewPolicy: (asked) => reads(asked) && inNamespaces(asked) && !['secrets', ...OF_RBAC].includes(asked.plural),
};
const AS_NODE: Allows = (asked) => reads(asked) && READ_BY_NODES.includes(asked.plural);
const UNKNOWN: Access = { known: false, why: 'unauthorized' };

/** Who kubectl is there, and what it may do. */
export function accessAt(world: World, origin: Origin): Access {
  const caller = callerAt(world, origin);
  const cluster = kubernetesCluster(world);
  if (caller.groups.includes('system:masters')) return ofLearner(world, caller, cluster);
  if (caller.arn === null) return { known: false, why: 'no-credentials' };
  const session = /^arn:aws:sts::\d+:assumed-role\/([^/]+)\/(.+)$/.exec(caller.arn);
  if (session === null || cluster === undefined) return administrator(caller);
  const [, role, sessionName] = session as unknown as [string, string, string];
  const roleArn = roleArnOf(world, role);
  const known = accessOfRole(world, cluster, roleArn);
  if (known === null) return UNKNOWN;
  const username = known.username.replace('{{SessionName}}', sessionName).replace('{{EC2PrivateDNSName}}', nameOfNode(world, sessionName));
  return {
    known: true,
    username,
    groups: known.groups,
    allows: anyOf(grantsOf(world, { cluster: cluster.name, principalArn: roleArn, groups: known.groups })),
  };
}

/** In a cluster that has had access entries from its start the learner is known by an entry, as everyone is; elsewhere as its creator. */
function ofLearner(world: World, caller: Principal, cluster: EksCluster | undefined): Access {
  if (cluster?.createdWithEntries !== true || caller.arn === null) return administrator(caller);
  const entry = accessEntryOf(world, cluster.name, caller.arn);
  if (entry === undefined) return UNKNOWN;
  const groups = entry.kubernetesGroups;
  const allows = anyOf(grantsOf(world, { cluster: cluster.name, principalArn: caller.arn, groups }));
  return { known: true, username: entry.username, groups, allows };
}

function administrator({ name, groups }: Principal): Access {
  return { known: true, username: name, groups, allows: () => true };
}

type Granted = { readonly cluster: string; readonly principalArn: string; readonly groups: readonly string[] };

/** What the RBAC bindings of groups give is not weighed here. */
function grantsOf(world: World, { cluster, principalArn, groups }: Granted): readonly Allows[] {
  if (groups.includes('system:masters')) return [() => true];
  const policies = accessEntryOf(world, cluster, principalArn)?.policies ?? [];
  const own = policies.flatMap(({ policyArn, accessScope: { type, namespaces } }): Allows[] => {
    const allows = POLICIES[policyArn.replace(POLICY, '')];
    if (allows === undefined) return [];
    if (type === 'cluster') return [allows];
    return [(asked) => asked.namespaced && asked.namespace !== null && namespaces.some((name) => fits(name, asked.namespace ?? '')) && allows(asked)];
  });
  return groups.includes('system:nodes') ? [...own, AS_NODE] : own;
}

/** "dev-*": an asterisk stands for the rest of the name. https://docs.aws.amazon.com/eks/latest/APIReference/API_AccessScope.html */
function fits(pattern: string, namespace: string): boolean {
  return pattern.endsWith('*') ? namespace.startsWith(pattern.slice(0, -1)) : pattern === namespace;
}

function anyOf(grants: readonly Allows[]): Allows {
  return (asked) => grants.some((allows) => allows(asked));
}

function nameOfNode(world: World, InstanceId: string): string {
  const address = interfacesOf(world, InstanceId)[0]?.PrivateIpAddresses[0]?.PrivateIpAddress;
  return hostOf(world, InstanceId)?.nodeName ?? (address === undefined ? InstanceId : privateDnsName(world.region, address));
}
