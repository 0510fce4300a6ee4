/** World files read into the parts of a world: the base first, then what the file itself says. */
import { awsKinds } from '../engine/aws/kinds.ts';
import { once } from '../engine/once.ts';
import type { WorldParts } from '../engine/world-of.ts';
import { world as shape, type WorldFile } from './format/world.ts';
import { type Complaint, complaint, type FileProblem, problemAt, type Source } from './problem.ts';
import { withVariables } from './shape.ts';
import { MAX_PRINTED_BYTES, nodeAt, parseYaml, type YamlNode } from './yaml.ts';

export type ReadWorld = {
  readonly parts: WorldParts;
  readonly problems: readonly FileProblem[];
  /** Where what was read of the file says less than the file does: what is found wrong only in meaning may be a consequence. */
  readonly unread: ReadonlySet<string>;
  /** The place of a path into the parts (`cluster`, 3, `spec`, …), in whichever file it stands. */
  readonly locate: (path: readonly (string | number)[], what: Complaint) => FileProblem;
};

/** Opens the file that `base:` names, or says why it cannot be. The path is relative to the file that names it. */
export type OpenBase = (from: string, base: string) => { readonly source: Source } | { readonly refused: Complaint };

type Layer = { readonly source: Source; readonly node: YamlNode; readonly file: WorldFile };

/** Parts without which nothing is known of any object: what stands in the file's base. */
const EVERYTHING = new Set(['aws', 'cluster', 'outside', 'faults', 'setup']);

/** The world of a file of its own. */
export function readWorldFile(source: Source, open: OpenBase): ReadWorld {
  const { root, problems } = parseYaml(source, MAX_PRINTED_BYTES);
  if (root === null) return { parts: {}, problems, unread: EVERYTHING, locate: (_path, what) => problemAt(source, 0, what) };
  const read = readWorldNode({ source, node: root }, open);
  return { ...read, problems: [...problems, ...read.problems] };
}

/** The world at a node of a file: all of a world file, or `world:` of a scenario. */
export function readWorldNode(
  { source, node, vars = [] }: { readonly source: Source; readonly node: YamlNode; readonly vars?: Iterable<string> },
  open: OpenBase,
): ReadWorld {
  const problems: FileProblem[] = [];
  const offsets: number[] = [];
  const report = withVariables((offset, what) => void (offsets.push(offset) && problems.push(problemAt(source, offset, what))), vars);
  const file = shape.read(node, report) ?? {};
  const known = problems.length;
  const base = file.base === undefined ? null : readBase({ source, node, file }, open, problems);
  const layers: readonly Layer[] = base === null ? [{ source, node, file }] : [base, { source, node, file }];
  const unread = problems.length > known ? EVERYTHING : new Set(offsets.map((offset) => sectionAt(node, offset)));
  return { ...join(layers), problems, unread };
}

/** The top key under which the offset lies. */
function sectionAt(node: YamlNode, offset: number): string {
  const keys = node.node === 'mapping' ? [...node.entries] : [];
  return keys.findLast(([, { keyStart }]) => keyStart <= offset)?.[0] ?? '';
}

function readBase(layer: Layer, open: OpenBase, problems: FileProblem[]): Layer | null {
  const { start } = nodeAt(layer.node, ['base']);
  const opened = open(layer.source.path, layer.file.base ?? '');
  if ('refused' in opened) {
    problems.push(problemAt(layer.source, start, opened.refused));
    return null;
  }
  const base = baseOf(opened.source);
  problems.push(...base.problems);
  return base.layer;
}

/** Many worlds build on the same base. */
const baseOf = once((source: Source): { readonly layer: Layer | null; readonly problems: readonly FileProblem[] } => {
  const { root, problems: unread } = parseYaml(source);
  const problems = [...unread];
  if (root === null) return { layer: null, problems };
  const file = shape.read(root, (offset, what) => problems.push(problemAt(source, offset, what)));
  if (file?.base !== undefined) problems.push(problemAt(source, nodeAt(root, ['base']).start, TWO_LEVELS));
  return { layer: file === undefined ? null : { source, node: root, file }, problems };
});

/** One item of a joined list: whose it is and where it stands there. */
type Item = { readonly layer: Layer; readonly path: readonly (string | number)[]; readonly value: unknown };

function join(layers: readonly Layer[]): Pick<ReadWorld, 'parts' | 'locate'> {
  const lists = new Map<string, Item[]>();
  for (const layer of layers) for (const [name, items] of listsOf(layer)) lists.set(name, joined(lists.get(name) ?? [], items));
  const values = (name: string) => (lists.get(name) ?? []).map((item) => item.value);
  const scalars = Object.assign({}, ...layers.map(({ file: { account, region, seed, now } }) => defined({ account, region, seed, now })));
  const aws = Object.fromEntries([...lists.keys()].filter((name) => name.startsWith('aws/')).map((name) => [name.slice(4), values(name)]));
  const parts = {
    ...scalars,
    // `aws: {}` says that there is nothing in the account; saying nothing of AWS is another thing.
    ...(layers.some(({ file }) => file.aws !== undefined) ? { aws } : {}),
    ...(lists.has('cluster') ? { cluster: values('cluster') } : {}),
    ...(OUTSIDE.some((name) => lists.has(`outside/${name}`))
      ? { outside: Object.fromEntries(OUTSIDE.map((name) => [name, values(`outside/${name}`)])) }
      : {}),
    ...(lists.has('faults') ? { faults: values('faults') } : {}),
    ...(lists.has('setup') ? { setup: values('setup') } : {}),
  } as WorldParts;
  return { parts, locate: (path, what) => locate({ layers, lists }, path, what) };
}

const OUTSIDE = ['hosts', 'names', 'networks'] as const;

function listsOf({ file, ...rest }: Layer): [string, Item[]][] {
  const layer = { file, ...rest };
  const items = (path: readonly string[], list: readonly unknown[] | undefined): [string, Item[]][] =>
    list === undefined ? [] : [[path.join('/'), list.map((value, index) => ({ layer, path: [...path, index], value }))]];
  return [
    ...Object.entries(file.aws ?? {}).flatMap(([name, list]) => items(['aws', name], list)),
    ...items(['cluster'], file.cluster),
    ...OUTSIDE.flatMap((name) => items(['outside', name], file.outside?.[name])),
    ...items(['faults'], file.faults),
    ...items(['setup'], file.setup),
  ];
}

/** Both lists; an item with the identity of an earlier one takes its place. */
function joined(before: readonly Item[], after: readonly Item[]): Item[] {
  const all = [...before];
  for (const item of after) {
    const identity = identityOf(item);
    const index = identity === null ? -1 : before.findIndex((one) => identityOf(one) === identity);
    if (index === -1) all.push(item);
    else all[index] = item;
  }
  return all;
}

function identityOf({ path, value }: Item): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const object = value as { readonly [key: string]: unknown; readonly metadata?: { readonly namespace?: string; readonly name?: string } };
  if (path[0] === 'aws') {
    const kind = awsKinds[String(path[1]).replace(/s$/, '') as keyof typeof awsKinds] as { readonly idMember: string } | undefined;
    const id = object[kind?.idMember ?? 'name'];
    return typeof id === 'string' ? id : null;
  }
  if (path[0] === 'cluster')
    return object.metadata?.name === undefined ? null : `${object.kind} ${object.metadata.namespace ?? 'default'}/${object.metadata.name}`;
  return path[0] === 'outside' && typeof object.name === 'string' ? object.name : null;
}

function locate(
  { layers, lists }: { readonly layers: readonly Layer[]; readonly lists: ReadonlyMap<string, readonly Item[]> },
  path: readonly (string | number)[],
  what: Complaint,
): FileProblem {
  for (const [name, items] of lists) {
    const depth = name.split('/').length;
    const item = path.slice(0, depth).join('/') === name ? items[Number(path[depth])] : undefined;
    if (item !== undefined) return problemAt(item.layer.source, nodeAt(item.layer.node, [...item.path, ...path.slice(depth + 1)]).start, what);
  }
  const layer = layers.findLast(({ node }) => node.node === 'mapping' && node.entries.has(String(path[0]))) ?? layers.at(-1);
  if (layer === undefined) throw new Error('A world is read from at least one file');
  return problemAt(layer.source, nodeAt(layer.node, path).start, what);
}

function defined(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

const TWO_LEVELS = complaint(
  { ko: '다른 월드의 바탕인 월드에 또 base가 있습니다.', en: 'a world that is a base has a base itself.' },
  { ko: 'base는 한 단계만 쓸 수 있습니다. 이 파일의 base를 지우세요.', en: 'Bases are one level deep. Remove this one.' },
);
