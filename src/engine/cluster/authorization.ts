/**
 * Who may write what: RBAC with the roles that a cluster has from its start, and for nodes the NodeRestriction plugin.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/ and …/node/
 */
import type { ClusterKind } from '../kind.ts';
import { objectAt } from '../store.ts';
import type { ClusterVerb, StatusError } from '../verb.ts';
import type { World } from '../world.ts';
import { covers, grantsOf } from './bootstrap-roles.ts';
import type { Pod } from './pod.ts';
import { forbidden } from './status.ts';

/** The refusal, or null when the principal may do it. */
export function authorize(world: World, verb: ClusterVerb, kind: ClusterKind<never>): StatusError | null {
  if (verb.as.groups.includes('system:masters')) return null;
  const resource = verb.subresource === undefined ? kind.plural : `${kind.plural}/${verb.subresource}`;
  const node = verb.as.name.startsWith(NODE_USER) && verb.as.name.length > NODE_USER.length ? verb.as.name.slice(NODE_USER.length) : undefined;
  if (!isGranted(node === undefined ? verb.as.name : null, verb.verb, resource)) return forbidden(kind, verb.name, refusal(verb, kind, resource));
  return node === undefined ? null : restrictNode(world, verb, { kind, node });
}

/** Roles do not change: what a user (null: a node) may do to a resource is decided once, for those who may do anything at all. */
const decided = new Map<string, boolean>();

function isGranted(user: string | null, verb: string, resource: string): boolean {
  const question = `${user ?? ''}\0${verb} ${resource}`;
  const known = decided.get(question);
  if (known !== undefined) return known;
  const grants = user === null ? NODE : grantsOf(user);
  const granted = grants.some((grant) => covers(grant, { verb, resource }));
  if (grants.length > 0) decided.set(question, granted);
  return granted;
}

const NODE_USER = 'system:node:';
const NODE = [
  'create,update,patch,delete nodes',
  'update,patch nodes/status',
  'create,delete pods',
  'update,patch pods/status',
  'create pods/eviction',
  'create,update,patch events',
];

function refusal(verb: ClusterVerb, kind: ClusterKind<never>, resource: string): string {
  const where = kind.namespaced && verb.namespace !== undefined ? `in the namespace "${verb.namespace}"` : 'at the cluster scope';
  return `User "${verb.as.name}" cannot ${verb.verb} resource "${resource}" in API group "${kind.group}" ${where}`;
}

type Asked = { readonly kind: ClusterKind<never>; readonly node: string };

/** A kubelet writes its own Node and the pods that are bound to it, nothing else. */
function restrictNode(world: World, verb: ClusterVerb, { kind, node }: Asked): StatusError | null {
  if (kind.kind === 'Node') {
    const name = verb.name || ((verb.verb === 'create' ? (verb.body as { metadata?: { name?: string } }).metadata?.name : undefined) ?? '');
    return name === node ? null : forbidden(kind, name, `node "${node}" is not allowed to modify node "${name}"`);
  }
  if (kind.kind !== 'Pod') return null;
  if (verb.verb === 'create') {
    const { spec, metadata } = verb.body as Pod;
    if (verb.subresource === undefined && spec?.nodeName !== node) {
      return forbidden(kind, metadata?.name ?? verb.name, `node "${node}" can only create pods with spec.nodeName set to itself`);
    }
    return null;
  }
  const pod = objectAt(world.cluster.Pod, `${verb.namespace}/${verb.name}`);
  if (pod === undefined || pod.spec.nodeName === node) return null;
  const what = verb.verb === 'delete' ? 'can only delete pods' : 'can only update pod status for pods';
  return forbidden(kind, verb.name, `node "${node}" ${what} with spec.nodeName set to itself`);
}
