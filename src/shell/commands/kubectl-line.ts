/** The kubectl line that makes a write: what a hint shows as the exact edit. */
import type { AnyKind } from '../../engine/cluster/api-server.ts';
import { clusterKinds } from '../../engine/cluster/kinds.ts';
import type { ClusterVerb } from '../../engine/verb.ts';

/** A line which, typed by the same principal, leaves the same world as the verb does. */
export function kubectlLine(verb: ClusterVerb): string {
  const kind = clusterKinds[verb.kind] as unknown as AnyKind;
  switch (verb.verb) {
    case 'create':
      return create(verb, kind);
    case 'update':
      return `kubectl replace${place(verb)} -f - <<'EOF'\n${JSON.stringify(verb.body)}\nEOF`;
    case 'patch':
      return patch(verb, kind);
    case 'delete':
      return remove(verb, kind);
  }
}

type Of<V extends ClusterVerb['verb']> = ClusterVerb & { readonly verb: V };

function create(verb: Of<'create'>, kind: AnyKind): string {
  if (verb.subresource !== undefined) {
    const base = `/api/v1/namespaces/${verb.namespace}/${kind.plural}/${verb.name}/${verb.subresource}`;
    return `kubectl create --raw ${base} -f - <<'EOF'\n${JSON.stringify(verb.body)}\nEOF`;
  }
  return `kubectl create${place(verb)} -f - <<'EOF'\n${JSON.stringify(withType(verb, kind))}\nEOF`;
}

/** The body with what the path of the request says: type, and a name that it leaves out. */
function withType(verb: Of<'create'>, { kind, group, version }: AnyKind): object {
  const { metadata, ...rest } = verb.body as { readonly metadata?: object };
  const name = verb.name === '' ? {} : { name: verb.name };
  return { apiVersion: group === '' ? version : `${group}/${version}`, kind, ...rest, metadata: { ...name, ...metadata } };
}

function patch(verb: Of<'patch'>, kind: AnyKind): string {
  const object = `${kind.singular} ${verb.name}${place(verb)}`;
  const replicas = onlyMember(onlyMember(verb.body, 'spec'), 'replicas');
  if (verb.subresource === 'scale' && typeof replicas === 'number') return `kubectl scale ${object} --replicas=${replicas}`;
  if (verb.subresource === undefined && verb.patchType !== 'json') {
    const metadata = onlyMember(verb.body, 'metadata');
    for (const [member, word] of [
      ['labels', 'label'],
      ['annotations', 'annotate'],
    ] as const) {
      const pairs = pairsOf(onlyMember(metadata, member));
      if (pairs !== null) return `kubectl ${word} ${object} ${pairs} --overwrite`;
    }
  }
  const subresource = verb.subresource === undefined ? '' : ` --subresource=${verb.subresource}`;
  const type = verb.patchType === 'strategic' ? '' : ` --type=${verb.patchType}`;
  return `kubectl patch ${object}${subresource}${type} -p ${quoted(JSON.stringify(verb.body))}`;
}

function remove(verb: Of<'delete'>, kind: AnyKind): string {
  const grace =
    verb.gracePeriodSeconds === undefined ? '' : ` --grace-period=${verb.gracePeriodSeconds}${verb.gracePeriodSeconds === 0 ? ' --force' : ''}`;
  const cascade = verb.propagation === undefined || verb.propagation === 'Background' ? '' : ` --cascade=${verb.propagation.toLowerCase()}`;
  // kubectl waits for what goes slowly; the write itself does not.
  const slow = kind.kind === 'Pod' || kind.kind === 'Namespace' || cascade !== '' ? ' --wait=false' : '';
  return `kubectl delete ${kind.singular} ${verb.name}${place(verb)}${grace}${cascade}${slow}`;
}

function place({ namespace }: ClusterVerb): string {
  return namespace === undefined ? '' : ` -n ${namespace}`;
}

/** The member, when the object has no other. */
function onlyMember(object: unknown, name: string): unknown {
  if (object === null || typeof object !== 'object' || Array.isArray(object)) return undefined;
  const [first, ...rest] = Object.entries(object);
  return rest.length === 0 && first?.[0] === name ? first[1] : undefined;
}

/** `app=web tier-`, or null when a value is no text. */
function pairsOf(labels: unknown): string | null {
  if (labels === null || typeof labels !== 'object') return null;
  const entries = Object.entries(labels);
  if (entries.length === 0 || entries.some(([, value]) => value !== null && typeof value !== 'string')) return null;
  return entries
    .map(([key, value]) => (value === null ? `${key}-` : /^[-\w./:@]*$/.test(value) ? `${key}=${value}` : quoted(`${key}=${value}`)))
    .join(' ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
