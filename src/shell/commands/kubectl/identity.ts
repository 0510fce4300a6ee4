/** What kubectl prints where the API server does not know it, or does not let it. */
import type { World } from '../../../engine/world.ts';
import type { Invocation } from '../../command.ts';
import { type AskedOf, accessAt } from './access.ts';
import { type Done, notSimulatedNote } from './call.ts';
import { resolveKinds } from './resources.ts';

const READS = ['get', 'describe', 'logs', 'events', 'explain', 'api-resources', 'api-versions', 'cluster-info', 'diff', 'wait'];
/** Everyone whom the API server knows may ask for these: the roles system:basic-user and system:discovery. */
const ASKED_BY_ALL = ['auth', 'explain', 'api-resources', 'api-versions'];
const VERBS: { readonly [verb: string]: string } = {
  run: 'create',
  apply: 'patch',
  expose: 'create',
  exec: 'create',
  scale: 'patch',
  delete: 'delete',
  create: 'create',
};

/** Null when the API server knows the caller and lets it do that, else what kubectl prints. */
export function refusedIdentity(invocation: Invocation, verb: string, args: readonly string[]): Done | null {
  const { world, origin } = invocation;
  if (verb === 'config' || verb === 'version') return null;
  const access = accessAt(world, origin);
  if (!access.known) {
    const stderr = access.why === 'no-credentials' ? NO_CREDENTIALS : 'error: You must be logged in to the server (Unauthorized)\n';
    return { kind: 'refused', stderr, code: 1 };
  }
  if (ASKED_BY_ALL.includes(verb)) return null;
  const { group, ...resource } = resourceOf(world, args);
  const named = args[1] !== undefined || args[0]?.includes('/') === true;
  const action = READS.includes(verb) ? (named ? 'get' : 'list') : (VERBS[verb] ?? 'patch');
  const subresource = verb === 'exec' ? 'exec' : verb === 'logs' ? 'log' : undefined;
  const asked: AskedOf = { ...resource, verb: action, subresource, namespace: namespaceOf(invocation) };
  return access.allows(asked) ? null : forbidden({ user: access.username, groups: access.groups, args, asked, group });
}

const NO_CREDENTIALS =
  'Unable to locate credentials. You can configure credentials by running "aws configure".\nUnable to connect to the server: getting credentials: exec: executable aws failed with exit code 253\n';

function resourceOf(world: World, args: readonly string[]): Pick<AskedOf, 'plural' | 'namespaced'> & { readonly group: string } {
  const resolved = resolveKinds(world, (args[0] ?? '').split(',')[0]?.split('/')[0] ?? '');
  const kind = resolved.ok ? resolved.kinds[0] : undefined;
  return { plural: kind?.plural ?? 'pods', group: kind?.group ?? '', namespaced: kind?.namespaced ?? true };
}

type Refused = {
  readonly user: string;
  readonly groups: readonly string[];
  readonly args: readonly string[];
  readonly asked: AskedOf;
  readonly group: string;
};

function forbidden({ user, groups, args, asked, group }: Refused): Done {
  const { verb, plural, namespaced, namespace, subresource } = asked;
  const name = args[1] ?? args[0]?.split('/')[1] ?? (subresource === undefined ? undefined : args[0]);
  const full = group === '' ? plural : `${plural}.${group}`;
  const what = name === undefined ? full : `${full} "${name}"`;
  const resource = subresource === undefined ? plural : `${plural}/${subresource}`;
  const where = namespaced && namespace !== null ? `in the namespace "${namespace}"` : 'at the cluster scope';
  const message = `${what} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`;
  const own = groups.filter((each) => !each.startsWith('system:'));
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

function namespaceOf({ words }: Invocation): string | null {
  if (words.some(({ text }) => text === '-A' || text === '--all-namespaces')) return null;
  const at = words.findIndex(({ text }) => text === '-n' || text === '--namespace');
  const joined = words.find(({ text }) => text.startsWith('--namespace='))?.text.slice('--namespace='.length);
  return joined ?? (at < 0 ? undefined : words[at + 1]?.text) ?? 'default';
}
