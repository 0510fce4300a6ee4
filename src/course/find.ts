/** Objects of the world by kind, as checks and questions name them: stored or as describe shows them. */
import { awsKinds } from '../engine/aws/kinds.ts';
import { same } from '../engine/canonical.ts';
import { clusterKinds } from '../engine/cluster/kinds.ts';
import type { ClusterKind } from '../engine/kind.ts';
import { objectsOf, type Store } from '../engine/store.ts';
import type { World } from '../engine/world.ts';

export type Wanted = {
  readonly kind: string;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly labels?: { readonly [key: string]: string } | undefined;
  readonly where?: { readonly [path: string]: unknown } | undefined;
};

/** The kinds that can be asked for. */
export const KIND_NAMES: readonly string[] = [...Object.keys(awsKinds), ...Object.keys(clusterKinds)];

/** The objects of the kind that match; AWS objects as their describe operation shows them. */
export function find(world: World, wanted: Wanted): readonly object[] {
  return all(world, wanted.kind).filter((object) => matches(object, wanted));
}

/** The values at a path like `spec.ports[].nodePort`; every branch of a list is followed. */
export function valuesAt(object: unknown, path: string): readonly unknown[] {
  let values: readonly unknown[] = [object];
  for (const step of path.match(/\[\]|\[[^\]]+\]|[^.[\]]+/g) ?? []) {
    if (step === '[]') values = values.flatMap((value) => (Array.isArray(value) ? value : []));
    else {
      const key = step.startsWith('[') ? step.slice(1, -1).replace(/^['"]|['"]$/g, '') : step;
      values = values.flatMap((value) => (isRecord(value) && value[key] !== undefined ? [value[key]] : []));
    }
  }
  return values;
}

/** The kind by its name, its plural or a short name: `svc`, `services`, `Service`. */
export function kindNamed(name: string): string | null {
  const plain = name.toLowerCase();
  for (const [kind, descriptor] of Object.entries(clusterKinds) as [string, ClusterKind<unknown>][]) {
    if ([kind.toLowerCase(), descriptor.plural, descriptor.singular, ...descriptor.shortNames].includes(plain)) return kind;
  }
  return Object.keys(awsKinds).find((kind) => kind.toLowerCase() === plain) ?? null;
}

function all(world: World, kind: string): readonly object[] {
  if (Object.hasOwn(clusterKinds, kind)) return objectsOf((world.cluster as unknown as Record<string, Store<object>>)[kind] as Store<object>);
  if (!Object.hasOwn(awsKinds, kind)) return [];
  const { describe } = awsKinds[kind as keyof typeof awsKinds] as { readonly describe: { readonly show: (object: object, world: World) => object } };
  const stored = objectsOf((world.aws as unknown as Record<string, Store<object>>)[kind] as Store<object>);
  return stored.map((object) => ({ ...object, ...describe.show(object, world) }));
}

function matches(object: object, { namespace, name, labels, where }: Wanted): boolean {
  const { metadata, Tags, TagSet } = object as Described;
  const names = metadata === undefined ? [...(Tags ?? TagSet ?? [])].filter((tag) => tag.Key === 'Name').map((tag) => tag.Value) : [metadata.name];
  const ids = metadata === undefined ? Object.values(object).filter((value) => typeof value === 'string') : [];
  if (name !== undefined && !names.includes(name) && !ids.includes(name)) return false;
  if (namespace !== undefined && metadata?.namespace !== namespace) return false;
  if (!Object.entries(labels ?? {}).every(([key, value]) => metadata?.labels?.[key] === value)) return false;
  return Object.entries(where ?? {}).every(([path, value]) =>
    valuesAt(object, path).some((actual) => same(actual, value) || String(actual) === String(value)),
  );
}

type Described = {
  readonly metadata?: { readonly name: string; readonly namespace?: string; readonly labels?: { readonly [key: string]: string } };
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly TagSet?: readonly { readonly Key: string; readonly Value: string }[];
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
