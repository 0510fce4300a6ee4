/** Reading manifests, as `kubectl get -o yaml` prints them or as a person writes them, into a world. */
import { commit, type Effect } from '../change.ts';
import type { ClusterKind } from '../kind.ts';
import { uid } from '../mint.ts';
import { nearest } from '../nearest.ts';
import { sha1 } from '../sha1.ts';
import { objectAt } from '../store.ts';
import { fillBoth, type Text } from '../text.ts';
import type { World } from '../world.ts';
import type { Problem } from '../world-of.ts';
import { admit } from './admit.ts';
import type { AnyKind } from './api-server.ts';
import { decode } from './decode.ts';
import { clusterKinds } from './kinds.ts';
import { keyOf, type Metadata } from './metadata.ts';
import { apiVersionOf, refOf, type Stored } from './request.ts';
import { definitionName, definitionOf, isServed } from './served.ts';
import { showFieldError } from './status.ts';
import { type Strategy, strategies } from './strategies.ts';
import { timestamp } from './timestamp.ts';

type Path = readonly (string | number)[];
type Manifest = { readonly path: Path; readonly body: object };
type Read = { readonly kind: AnyKind; readonly object: Stored; readonly path: Path };

/** The namespaces that kube-apiserver itself sees to. */
const SYSTEM_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/**
 * The effects that put the manifests into the world, and everything that is wrong with them. Status is kept; uid and
 * creation time are given where they are missing. Without `admit` objects are stored as they are: not defaulted, not
 * validated, nothing allocated. Without an API server (`apiServer`) nobody sees to the system namespaces.
 */
export function readCluster(
  world: World,
  manifests: readonly object[],
  { admit: admitting, apiServer = true }: { readonly admit: boolean; readonly apiServer?: boolean } = { admit: true },
): { readonly effects: readonly Effect[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const read = unfold(manifests).flatMap((manifest) => readManifest(world, manifest, problems));
  if (!admitting)
    return { effects: [...missingDefinitions(world, read, false), ...read].map(({ kind, object }) => effectOf(kind, object)), problems };
  const effects: Effect[] = [];
  let next = world;
  const system = apiServer ? systemNamespaces(world, read) : [];
  const derived = [...system, ...missingDefinitions(world, read, apiServer)];
  for (const item of [...derived, ...inOrder([...read, ...missingAccounts(world, [...system, ...read])])]) {
    const object = admitOne(next, item, problems);
    if (object === null) continue;
    const effect = effectOf(item.kind, object);
    effects.push(effect);
    next = commit(next, { by: 'lab', verb: 'read', because: null }, [effect]).world;
  }
  return { effects, problems };
}

function unfold(manifests: readonly object[], path: Path = []): Manifest[] {
  return manifests.flatMap((body, index) => {
    const at = [...path, index];
    const { kind, items } = (body ?? {}) as { readonly kind?: unknown; readonly items?: unknown };
    const isList = typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);
    return isList ? unfold(items as object[], [...at, 'items']) : [{ path: at, body: body ?? {} }];
  });
}

function readManifest(world: World, { path, body }: Manifest, problems: Problem[]): Read[] {
  const sent = body as { readonly apiVersion?: unknown; readonly kind?: unknown; readonly metadata?: { readonly name?: unknown } };
  const kind = (clusterKinds as unknown as { readonly [name: string]: AnyKind | undefined })[String(sent.kind)];
  if (kind === undefined) {
    const what = sent.kind === undefined ? NO_KIND : fillBoth(KIND_NOT_SIMULATED, { kind: String(sent.kind) });
    const near = nearest(String(sent.kind ?? ''), Object.keys(clusterKinds));
    const how = near === null ? fillBoth(USE_ONE_OF, { kinds: Object.keys(clusterKinds) }) : fillBoth(DID_YOU_MEAN, { near });
    problems.push({ path: [...path, 'kind'], what, how });
    return [];
  }
  if (sent.apiVersion !== apiVersionOf(kind)) {
    const what =
      sent.apiVersion === undefined
        ? fillBoth(NO_VERSION, { kind: kind.kind })
        : fillBoth(NOT_IN_VERSION, { kind: kind.kind, version: String(sent.apiVersion) });
    problems.push({ path: [...path, 'apiVersion'], what, how: fillBoth(WRITE_VERSION, { version: apiVersionOf(kind) }) });
    return [];
  }
  const { object, unknown, mismatch } = decode(kind.schema, body);
  if (mismatch !== null && kind.installedBy === undefined) problems.push({ path, what: fillBoth(REFUSED, { text: mismatch }), how: GIVE_THAT_TYPE });
  for (const text of unknown) {
    const field = text.slice('unknown field "'.length, -1);
    problems.push({ path: [...path, ...stepsOf(field)], what: fillBoth(REFUSED, { text }), how: fillBoth(SEE_EXPLAIN, { kind: kind.singular }) });
  }
  if (mismatch !== null && kind.installedBy === undefined) return [];
  return [{ kind, path, object: withIdentity(world, kind, object as Stored) }];
}

/** `spec.ports[0].port` as steps. */
function stepsOf(field: string): (string | number)[] {
  return field.split('.').flatMap((part) => {
    const [name = '', ...indices] = part.split('[');
    return [name, ...indices.map((index) => Number.parseInt(index, 10))];
  });
}

function withIdentity(world: World, kind: AnyKind, object: Stored): Stored {
  const {
    resourceVersion: _version,
    managedFields: _fields,
    selfLink: _link,
    ...given
  } = (object.metadata ?? {}) as Metadata & { readonly resourceVersion?: string; readonly selfLink?: string };
  const placed = kind.namespaced ? { ...given, namespace: given.namespace ?? 'default' } : given;
  const name = placed.name ?? '';
  const digits = sha1(`${world.seed}\0${kind.kind}\0${keyOf({ ...placed, name })}`);
  const metadata: Metadata = {
    ...placed,
    name,
    uid: given.uid ?? uid(digits),
    creationTimestamp: given.creationTimestamp ?? timestamp(world.now),
    ...(strategies[kind.kind].generation ? { generation: given.generation ?? 1 } : {}),
  };
  return { ...object, apiVersion: apiVersionOf(kind), kind: kind.kind, metadata };
}

function systemNamespaces(world: World, read: readonly Read[]): Read[] {
  const kind = clusterKinds.Namespace as unknown as AnyKind;
  const stated = read.filter((item) => item.kind.kind === 'Namespace').map(({ object }) => object.metadata.name);
  const missing = SYSTEM_NAMESPACES.filter((name) => !stated.includes(name) && objectAt(world.cluster.Namespace, name) === undefined);
  // They are as old as the cluster, which is as old as the oldest thing in it.
  const [oldest] = read.map(({ object }) => object.metadata.creationTimestamp).sort();
  const metadata = { creationTimestamp: oldest ?? timestamp(world.now) };
  return missing.map((name) => ({ kind, path: [], object: withIdentity(world, kind, { metadata: { ...metadata, name } as Metadata }) }));
}

/**
 * Where objects of a custom kind are, its definition is, and those that come with it: the API server would not hold them otherwise. Those that EKS installs are in
 * every cluster (`ofEks`), those of a controller where its Deployment is.
 */
function missingDefinitions(world: World, read: readonly Read[], ofEks: boolean): Read[] {
  const kind = clusterKinds.CustomResourceDefinition as unknown as AnyKind;
  const stated = read.filter((item) => item.kind.kind === kind.kind).map(({ object }) => object.metadata.name);
  const all = Object.values(clusterKinds) as unknown as readonly AnyKind[];
  const installs = (name: string | undefined) => read.some((item) => item.kind.kind === 'Deployment' && item.object.metadata.name === name);
  const used = all.filter(
    (custom) =>
      (ofEks && custom.installedBy === 'eks') || read.some(({ kind: one }) => one.installedBy === custom.installedBy) || installs(custom.installedBy),
  );
  const missing = used.filter((custom) => !isServed(world, custom) && !stated.includes(definitionName(custom)));
  const [creationTimestamp] = read.map(({ object }) => object.metadata.creationTimestamp).sort();
  return missing.map((custom) => {
    const definition = definitionOf(custom.kind) as unknown as Stored;
    const metadata = { ...definition.metadata, ...(creationTimestamp === undefined ? {} : { creationTimestamp }) };
    return { kind, path: [], object: withIdentity(world, kind, { ...definition, metadata }) };
  });
}

type Templated = { readonly serviceAccountName?: string; readonly template?: { readonly spec?: { readonly serviceAccountName?: string } } };

/** Pods that run prove that their accounts are there; a namespace has its default account for as long as it is there itself. */
function missingAccounts(world: World, read: readonly Read[]): Read[] {
  const kind = clusterKinds.ServiceAccount as unknown as AnyKind;
  const wanted = new Map<string, Metadata>();
  const want = (namespace: string, name: string, creationTimestamp: string) => {
    const key = `${namespace}/${name}`;
    const stated = read.some(({ kind: of, object }) => of === kind && keyOf(object.metadata) === key);
    if (!stated && !wanted.has(key) && objectAt(world.cluster.ServiceAccount, key) === undefined) {
      wanted.set(key, { namespace, name, creationTimestamp } as Metadata);
    }
  };
  for (const { kind: of, object } of read) {
    const { name, namespace = 'default', creationTimestamp } = object.metadata;
    const spec = (object.spec ?? {}) as Templated;
    const account = of.kind === 'Pod' ? spec.serviceAccountName : spec.template?.spec?.serviceAccountName;
    if (of.kind === 'Namespace' && object.metadata.deletionTimestamp === undefined) want(name, 'default', creationTimestamp);
    if (account !== undefined && account !== '' && account !== 'default') want(namespace, account, creationTimestamp);
  }
  return [...wanted.values()].map((metadata) => ({ kind, path: [], object: withIdentity(world, kind, { metadata }) }));
}

/** Namespaces before what is in them; of the Services those that state their numbers before those that get any. */
function inOrder(read: readonly Read[]): Read[] {
  const rank = ({ kind, object }: Read) => {
    if (kind.kind === 'Namespace') return 0;
    if (kind.kind !== 'Service') return 1;
    const spec = (object.spec ?? {}) as { readonly clusterIP?: string; readonly ports?: readonly { readonly nodePort?: number }[] };
    return (spec.clusterIP ? 0 : 1) + (spec.ports?.some(({ nodePort }) => nodePort) ? 0 : 2) + 2;
  };
  return [0, 1, 2, 3, 4, 5].flatMap((wanted) => read.filter((item) => rank(item) === wanted));
}

/** The object as the API server would have stored it, with the status that was stated. */
function admitOne(world: World, { kind, object, path }: Read, problems: Problem[]): Stored | null {
  const { namespace, name } = object.metadata;
  if (kind.namespaced && objectAt(world.cluster.Namespace, namespace ?? '') === undefined) {
    problems.push({
      path: [...path, 'metadata', 'namespace'],
      what: fillBoth(REFUSED, { text: `namespaces ${JSON.stringify(namespace)} not found` }),
      how: fillBoth(ADD_NAMESPACE, { namespace: String(namespace) }),
      missing: { kind: 'Namespace', id: String(namespace) },
    });
    return null;
  }
  const key = keyOf(object.metadata);
  const taken = (world.cluster as unknown as Record<string, Parameters<typeof objectAt>[0]>)[kind.kind];
  if (taken !== undefined && objectAt(taken, key) !== undefined) {
    problems.push({
      path: [...path, 'metadata', 'name'],
      what: fillBoth(REFUSED, { text: `${kind.plural} ${JSON.stringify(name)} already exists` }),
      how: REMOVE_ONE,
    });
    return null;
  }
  const strategy = strategies[kind.kind] as unknown as Strategy<Stored>;
  const defaulted = (kind as unknown as ClusterKind<Stored>).defaults(object);
  const created = strategy.create(defaulted);
  const kept = {
    ...created,
    ...(defaulted.status === undefined ? {} : { status: { ...created.status, ...defaulted.status } }),
    ...(kind.kind === 'Namespace' && object.spec !== undefined ? { spec: object.spec } : {}),
  };
  const admitted = admit(world, kind, { object: kept, before: null });
  if ('object' in admitted) return admitted.object;
  for (const cause of admitted.error.causes) {
    problems.push({
      path: [...path, ...stepsOf(cause.field)],
      what: fillBoth(REFUSED, { text: showFieldError(cause) }),
      how: fillBoth(SEE_EXPLAIN, { kind: kind.singular }),
    });
  }
  return null;
}

function effectOf(kind: AnyKind, object: Stored): Effect {
  return { ref: refOf(kind, keyOf(object.metadata)), object } as Effect;
}

const REFUSED: Text = { ko: 'API 서버가 거부합니다({text}).', en: 'the API server refuses this ({text}).' };
const SEE_EXPLAIN: Text = { ko: '`kubectl explain {kind}`에서 필드를 확인하세요.', en: 'See the fields with `kubectl explain {kind}`.' };
const GIVE_THAT_TYPE: Text = { ko: '그 타입의 값을 쓰세요.', en: 'Give a value of that type.' };
const ADD_NAMESPACE: Text = { ko: '{namespace} 네임스페이스를 더하세요.', en: 'Add Namespace {namespace}.' };
const REMOVE_ONE: Text = { ko: '둘 중 하나를 지우세요.', en: 'Remove one of the two.' };
const NO_KIND: Text = { ko: 'kind가 없어 쿠버네티스 매니페스트가 아닙니다.', en: 'this is no Kubernetes manifest: it has no kind.' };
const KIND_NOT_SIMULATED: Text = { ko: '{kind} 오브젝트는 시뮬레이션하지 않습니다.', en: 'kind {kind} is not simulated.' };
const USE_ONE_OF: Text = { ko: '쓸 수 있는 kind는 {kinds}입니다.', en: 'Use one of {kinds}.' };
const DID_YOU_MEAN: Text = { ko: '{near}인지 확인하세요.', en: 'Did you mean {near}?' };
const NO_VERSION: Text = { ko: '{kind} 오브젝트에 apiVersion이 없습니다.', en: '{kind} has no apiVersion.' };
const NOT_IN_VERSION: Text = { ko: '{version} API에 {kind} 오브젝트가 없습니다.', en: '{kind} is not in {version}.' };
const WRITE_VERSION: Text = { ko: '{version} 버전으로 쓰세요.', en: 'Write {version}.' };
