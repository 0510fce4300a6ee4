/** `kubectl auth can-i` and `kubectl auth whoami`. https://kubernetes.io/docs/reference/kubectl/generated/kubectl_auth/ */
import { authorize } from '../../../engine/cluster/authorization.ts';
import type { ClusterKind } from '../../../engine/kind.ts';
import type { ClusterVerb } from '../../../engine/verb.ts';
import { type AskedOf, accessAt } from './access.ts';
import { type Call, type Done, failed, notSimulated, type Verb } from './call.ts';
import { plain } from './complete-objects.ts';
import { flag, isSet } from './flags.ts';
import { resolveKinds } from './resources.ts';
import { allNamespaces } from './standard-flags.ts';
import { align, TABLE } from './tabwriter.ts';

/** Resources that the API server has and the lab has no objects of: whether they are namespaced. */
const OTHER_RESOURCES: { readonly [plural: string]: boolean | undefined } = {
  secrets: true,
  roles: true,
  rolebindings: true,
  clusterroles: false,
  clusterrolebindings: false,
};
const WRITES = ['create', 'update', 'patch', 'delete'];

export const auth: Verb = {
  name: 'auth',
  about: 'Inspect authorization.',
  usage: ['kubectl auth can-i VERB [TYPE | TYPE/NAME] [flags]', 'kubectl auth whoami [options]'],
  examples: ['kubectl auth can-i create services', 'kubectl auth can-i delete pods --as system:serviceaccount:kube-system:aws-node'],
  flags: [
    allNamespaces,
    { name: 'as', takes: 'text', about: 'Username to impersonate for the operation.', fallback: "''" },
    { name: 'as-group', takes: 'list', about: 'Group to impersonate for the operation.', fallback: '[]' },
    { name: 'quiet', short: 'q', takes: 'nothing', about: 'If true, suppress output and just return the exit code.', fallback: 'false' },
    { name: 'list', takes: 'nothing', about: 'If true, prints all allowed actions.', fallback: 'false' },
    { name: 'subresource', takes: 'text', about: 'SubResource such as pod/log or deployment/scale', fallback: "''" },
  ],
  complete: ({ args }) => (args.length <= 1 ? ['can-i', 'whoami'] : args.length === 2 ? [...WRITES, 'get', 'list', 'watch'] : []).map(plain),
  run: (call) => {
    const [what, ...args] = call.args;
    if (what === 'can-i') return canI(call, args);
    if (what === 'whoami') return whoAmI(call);
    if (what === 'reconcile') return notSimulated('kubectl auth reconcile', 'kubectl auth can-i');
    return {
      kind: 'refused',
      code: 1,
      stderr: `error: unknown command "${what ?? ''}" for "kubectl auth"\nSee 'kubectl auth -h' for help and examples\n`,
    };
  },
};

function canI(call: Call, args: readonly string[]): Done {
  const { world, flags } = call;
  if (isSet(flags, 'list')) return notSimulated('kubectl auth can-i --list', 'kubectl auth can-i VERB TYPE');
  const [verb, target] = args;
  if (verb === undefined || target === undefined || args.length > 2) {
    return failed("you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples");
  }
  const [type = '', name = ''] = target.split('/');
  const resolved = target === '*' || OTHER_RESOURCES[type] !== undefined ? null : resolveKinds(world, type);
  if (resolved?.ok === false)
    return { kind: 'read', stdout: 'no\n', stderr: `Warning: the server doesn't have a resource type '${type}'\n\n`, code: 1 };
  const kind = resolved?.kinds[0];
  if (resolved !== null && kind === undefined) return answered(call, false);
  const subresource = flag(flags, 'subresource');
  const as = flag(flags, 'as');
  const plural = kind?.plural ?? target;
  const namespaced = kind?.namespaced ?? OTHER_RESOURCES[type] ?? false;
  if (as === undefined) return answered(call, mayDo(call, { verb, plural, namespaced, subresource }));
  const principal = { name: as, groups: flags['as-group'] ?? [], arn: null };
  if (principal.groups.includes('system:masters')) return answered(call, true);
  if (!WRITES.includes(verb)) return notSimulated(`kubectl auth can-i ${verb} --as`, 'kubectl auth can-i create');
  if (kind === undefined) return answered(call, false);
  const asked = {
    plane: 'cluster',
    kind: kind.kind,
    namespace: kind.namespaced ? call.namespace : undefined,
    name,
    verb,
    body: {},
    as: principal,
    manager: 'kubectl',
    ...(subresource === undefined ? {} : { subresource }),
  } as unknown as ClusterVerb;
  return answered(call, authorize(world, asked, kind as unknown as ClusterKind<never>) === null);
}

function answered({ flags }: Call, allowed: boolean): Done {
  return { kind: 'read', stdout: isSet(flags, 'quiet') ? '' : `${allowed ? 'yes' : 'no'}\n`, code: allowed ? 0 : 1 };
}

/** What the principal may do from where the shell runs. */
function mayDo({ world, invocation, namespace, flags }: Call, asked: Omit<AskedOf, 'namespace'>): boolean {
  const access = accessAt(world, invocation.origin);
  return access.known && access.allows({ ...asked, namespace: isSet(flags, 'all-namespaces') ? null : namespace });
}

function whoAmI({ world, invocation }: Call): Done {
  const access = accessAt(world, invocation.origin);
  if (!access.known) return failed('You must be logged in to the server (Unauthorized)');
  const groups = [...new Set([...access.groups, 'system:authenticated'])];
  const rows = [
    ['ATTRIBUTE', 'VALUE'],
    ['Username', access.username],
    ['Groups', `[${groups.join(' ')}]`],
  ];
  return { kind: 'read', stdout: `${align(rows.map((row) => row.join('\t')).join('\n'), TABLE)}\n` };
}
