/**
 * Who kubectl is to the API server from where the shell runs: the token comes from the credentials that the AWS CLI finds there.
 * https://docs.aws.amazon.com/eks/latest/userguide/cluster-auth.html
 */
import { accessEntryOf } from '../../../engine/aws/eks/access-entry.ts';
import { kubernetesCluster } from '../../../engine/aws/eks/endpoint.ts';
import { privateDnsName } from '../../../engine/aws/hostnames.ts';
import { roleArnOf } from '../../../engine/aws/iam/role.ts';
import { interfacesOf } from '../../../engine/aws/network-interface.ts';
import { accessOfRole } from '../../../engine/controllers/node/registration.ts';
import { hostOf } from '../../../engine/hosts/host.ts';
import type { World } from '../../../engine/world.ts';
import type { Invocation } from '../../command.ts';
import { callerAt } from '../aws/caller.ts';
import { type Call, type Done, notSimulatedNote } from './call.ts';
import { resolveKinds } from './resources.ts';

const READS = ['get', 'describe', 'logs', 'events', 'explain', 'api-resources', 'api-versions', 'cluster-info', 'diff'];
/** What kubelets may read of all nodes: plugin/pkg/auth/authorizer/rbac/bootstrappolicy/policy.go (NodeRules). */
const READ_BY_NODES = ['nodes', 'pods', 'services'];
const POLICY = 'arn:aws:eks::aws:cluster-access-policy/';

type Allows = (asked: { readonly reads: boolean; readonly resource: Asked }) => boolean;

/** What the access policies of EKS allow. https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
const POLICIES: { readonly [name: string]: Allows } = {
  AmazonEKSClusterAdminPolicy: () => true,
  AmazonEKSAdminViewPolicy: ({ reads }) => reads,
  AmazonEKSAdminPolicy: ({ resource }) => resource.namespaced,
  AmazonEKSEditPolicy: ({ resource }) => resource.namespaced,
  AmazonEKSViewPolicy: ({ reads, resource }) => reads && resource.namespaced && resource.plural !== 'secrets',
};
const AS_NODE: Allows = ({ reads, resource }) => reads && READ_BY_NODES.includes(resource.plural);

/** Null when the API server knows the caller and lets it do that, else what kubectl prints. */
export function refusedIdentity(invocation: Invocation, verb: string, args: readonly string[]): Done | null {
  const { world, origin } = invocation;
  const caller = callerAt(world, origin);
  if (caller.groups.includes('system:masters') || verb === 'config' || verb === 'version') return null;
  if (caller.arn === null) return { kind: 'refused', stderr: NO_CREDENTIALS, code: 1 };
  const session = /^arn:aws:sts::\d+:assumed-role\/([^/]+)\/(.+)$/.exec(caller.arn);
  const cluster = kubernetesCluster(world);
  if (session === null || cluster === undefined) return null;
  const [, role, sessionName] = session as unknown as [string, string, string];
  const known = accessOfRole(world, cluster, roleArnOf(world, role));
  if (known === null) return { kind: 'refused', stderr: 'error: You must be logged in to the server (Unauthorized)\n', code: 1 };
  const asked = resourceOf(world, args);
  const namespace = namespaceOf(invocation);
  const granted = grantsOf(world, { cluster: cluster.name, roleArn: roleArnOf(world, role), groups: known.groups, namespace });
  if (granted.some((allows) => allows({ reads: READS.includes(verb), resource: asked }))) return null;
  const user = known.username.replace('{{SessionName}}', sessionName).replace('{{EC2PrivateDNSName}}', nameOfNode(world, sessionName));
  return forbidden(user, { verb, args, asked, namespace, groups: known.groups });
}

const NO_CREDENTIALS =
  'Unable to locate credentials. You can configure credentials by running "aws configure".\nUnable to connect to the server: getting credentials: exec: executable aws failed with exit code 253\n';

type Granted = { readonly cluster: string; readonly roleArn: string; readonly groups: readonly string[]; readonly namespace: string };

/** What the RBAC bindings of groups give is not weighed here. */
function grantsOf(world: World, { cluster, roleArn, groups, namespace }: Granted): readonly Allows[] {
  if (groups.includes('system:masters')) return [() => true];
  const policies = accessEntryOf(world, cluster, roleArn)?.policies ?? [];
  const own = policies.flatMap(({ policyArn, accessScope: { type, namespaces } }): Allows[] => {
    const allows = POLICIES[policyArn.replace(POLICY, '')];
    if (allows === undefined) return [];
    return type === 'cluster' ? [allows] : [(asked) => asked.resource.namespaced && namespaces.includes(namespace) && allows(asked)];
  });
  return groups.includes('system:nodes') ? [...own, AS_NODE] : own;
}

type Asked = { readonly plural: string; readonly group: string; readonly namespaced: boolean };

function resourceOf(world: World, args: readonly string[]): Asked {
  const resolved = resolveKinds(world, (args[0] ?? '').split(',')[0]?.split('/')[0] ?? '');
  const kind = resolved.ok ? resolved.kinds[0] : undefined;
  return { plural: kind?.plural ?? 'pods', group: kind?.group ?? '', namespaced: kind?.namespaced ?? true };
}

type Refused = {
  readonly verb: string;
  readonly args: readonly string[];
  readonly asked: Asked;
  readonly namespace: Call['namespace'];
  readonly groups: readonly string[];
};

const VERBS: { readonly [verb: string]: string } = {
  run: 'create',
  apply: 'patch',
  expose: 'create',
  scale: 'patch',
  delete: 'delete',
  create: 'create',
};

function forbidden(user: string, { verb, args, asked, namespace, groups }: Refused): Done {
  const { plural, group, namespaced } = asked;
  const named = args[1] !== undefined;
  const action = READS.includes(verb) ? (named ? 'get' : 'list') : (VERBS[verb] ?? 'patch');
  const full = group === '' ? plural : `${plural}.${group}`;
  const what = named ? `${full} "${args[1]}"` : full;
  const where = namespaced ? `in the namespace "${namespace}"` : 'at the cluster scope';
  const message = `${what} is forbidden: User "${user}" cannot ${action} resource "${plural}" in API group "${group}" ${where}`;
  const own = groups.filter((name) => !name.startsWith('system:'));
  const notes =
    own.length === 0
      ? []
      : [
          notSimulatedNote(
            { ko: `RBAC 바인딩이 ${own.join(', ')} 그룹에 주는 권한`, en: `what RBAC bindings give to the group ${own.join(', ')}` },
            'aws eks associate-access-policy',
          ),
        ];
  return { kind: 'refused', stderr: `Error from server (Forbidden): ${message}\n`, code: 1, notes };
}

function namespaceOf({ words }: Invocation): string {
  const at = words.findIndex(({ text }) => text === '-n' || text === '--namespace');
  return (at < 0 ? undefined : words[at + 1]?.text) ?? 'default';
}

function nameOfNode(world: World, InstanceId: string): string {
  const address = interfacesOf(world, InstanceId)[0]?.PrivateIpAddresses[0]?.PrivateIpAddress;
  return hostOf(world, InstanceId)?.nodeName ?? (address === undefined ? InstanceId : privateDnsName(world.region, address));
}
