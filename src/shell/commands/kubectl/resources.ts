/** Kinds and objects as they are named on the command line: `svc`, `pods,services`, `all`, `deploy/web`. */
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import { type ClusterKinds, clusterKinds } from '../../../engine/cluster/kinds.ts';
import { isServed } from '../../../engine/cluster/served.ts';
import type { World } from '../../../engine/world.ts';
import { type Done, failed, notSimulated } from './call.ts';

/** The kinds in the order in which `kubectl get all` prints them, then the rest. */
const ORDER: readonly (keyof ClusterKinds)[] = ['Pod', 'Service', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'];
const ALL = Object.keys(clusterKinds) as (keyof ClusterKinds)[];

export const kinds: readonly AnyKind[] = [...ORDER, ...ALL.filter((name) => !ORDER.includes(name))].map(
  (name) => clusterKinds[name] as unknown as AnyKind,
);

/** Resources of a real cluster that this lab has no kind for, with the nearest one that it has. */
const ELSEWHERE: { readonly [name: string]: string } = {
  secrets: '',
  secret: '',
  jobs: '',
  job: '',
  cronjobs: '',
  cronjob: '',
  cj: '',
  persistentvolumes: '',
  pv: '',
  persistentvolumeclaims: '',
  pvc: '',
  storageclasses: '',
  sc: '',
  horizontalpodautoscalers: 'kubectl scale',
  hpa: 'kubectl scale',
  poddisruptionbudgets: '',
  pdb: '',
  roles: 'aws eks associate-access-policy',
  rolebindings: 'aws eks associate-access-policy',
  clusterroles: 'aws eks associate-access-policy',
  clusterrolebindings: 'aws eks associate-access-policy',
  leases: '',
  replicationcontrollers: 'kubectl get replicasets',
  rc: 'kubectl get replicasets',
};

/** The kinds that the API server serves now: a custom one while its definition is installed. */
export function servedKinds(world: World): readonly AnyKind[] {
  return kinds.filter((kind) => isServed(world, kind));
}

export type Resolved = { readonly ok: true; readonly kinds: readonly AnyKind[] } | { readonly ok: false; readonly done: Done };

/** The kinds that a comma list names. */
export function resolveKinds(world: World, text: string): Resolved {
  const found: AnyKind[] = [];
  for (const word of text.split(',')) {
    const matches = kindsNamed(word).filter((kind) => isServed(world, kind));
    if (matches.length === 0) return { ok: false, done: unknownKind(word) };
    for (const kind of matches) if (!found.includes(kind)) found.push(kind);
  }
  return { ok: true, kinds: found };
}

/** One kind by any of its names: plural, singular, short, with group or version behind a dot. */
export function kindNamed(word: string): AnyKind | undefined {
  const matches = kindsNamed(word);
  return matches.length === 1 ? matches[0] : undefined;
}

function kindsNamed(word: string): readonly AnyKind[] {
  const lower = word.toLowerCase();
  if (lower === 'all') return kinds.filter(({ categories }) => categories.includes('all'));
  const [name = '', ...suffix] = lower.split('.');
  const rest = suffix.join('.');
  return kinds.filter(
    ({ plural, singular, shortNames, kind, group, version }) =>
      [plural, singular, kind.toLowerCase(), ...shortNames].includes(name) && ['', group, `${version}.${group}`, version].includes(rest),
  );
}

export function unknownKind(word: string): Done {
  const name = word.toLowerCase().split('.')[0] as string;
  const near = [name, `${name}s`, `${name}es`].map((one) => ELSEWHERE[one]).find((one) => one !== undefined);
  return near === undefined ? failed(`the server doesn't have a resource type "${word}"`) : notSimulated(word, near);
}

/** What `kubectl VERB` was told to work on: kinds with names, or kinds alone. */
export type Targets = {
  readonly kinds: readonly AnyKind[];
  readonly names: readonly { readonly kind: AnyKind; readonly name: string }[];
  readonly slashed: boolean;
};

/** Reads `TYPE`, `TYPE NAME…`, `TYPE/NAME…`, `TYPE,TYPE`. */
export function readTargets(
  world: World,
  args: readonly string[],
): { readonly ok: true; readonly targets: Targets } | { readonly ok: false; readonly done: Done } {
  const [first = ''] = args;
  if (args.some((arg) => arg.includes('/'))) {
    const names: { kind: AnyKind; name: string }[] = [];
    for (const arg of args) {
      const [type = '', name, ...more] = arg.split('/');
      if (name === undefined)
        return {
          ok: false,
          done: failed(
            `there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'`,
          ),
        };
      if (more.length > 0 || type === '' || name === '')
        return { ok: false, done: failed('arguments in resource/name form may not have more than one slash') };
      const resolved = resolveKinds(world, type);
      if (!resolved.ok) return resolved;
      names.push(...resolved.kinds.map((kind) => ({ kind, name })));
    }
    return { ok: true, targets: { kinds: [...new Set(names.map(({ kind }) => kind))], names, slashed: true } };
  }
  const resolved = resolveKinds(world, first);
  if (!resolved.ok) return resolved;
  const names = resolved.kinds.flatMap((kind) => args.slice(1).map((name) => ({ kind, name })));
  return { ok: true, targets: { kinds: resolved.kinds, names, slashed: false } };
}

/** `service/web`, `deployment.apps/web`: how kubectl names an object in what it prints. */
export function printedName(kind: Pick<AnyKind, 'singular' | 'group'>, name: string): string {
  return kind.group === '' ? `${kind.singular}/${name}` : `${kind.singular}.${kind.group}/${name}`;
}
