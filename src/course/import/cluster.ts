/** Manifests stood up together: what they name and do not have is added or left out, and told. */
import type { Text } from '../../engine/text.ts';
import { type Problem, type WorldParts, worldOf } from '../../engine/world-of.ts';
import { type FileProblem, problemAt } from '../problem.ts';
import { nodeAt } from '../yaml.ts';
import type { Placed } from './documents.ts';
import { type Body, type Manifest, readManifests } from './manifests.ts';
import { type Note, noteAt } from './note.ts';

export type ImportedCluster = { readonly cluster: readonly object[]; readonly notes: readonly Note[]; readonly problems: readonly FileProblem[] };

/** The cluster part of a world whose AWS part stands already. */
export function importCluster(documents: readonly Placed[], aws: WorldParts): ImportedCluster {
  const read = readManifests(documents);
  const notes = [...read.notes];
  const manifests = withNamespaces(read.manifests, notes);
  const bodies = manifests.map(({ body }) => body);
  // What cannot be read is told before anything is made of the rest.
  const problems = [...read.problems];
  const stood = read.problems.length > 0 ? [] : worldOf({ ...aws, cluster: bodies }).problems.filter(({ path }) => path[0] === 'cluster');
  const orphans: Standing['orphans'] = new Map();
  for (const problem of stood) settleProblem(problem, { manifests, bodies, notes, problems, orphans });
  for (const { at, kind, owner, count } of orphans.values())
    notes.push(noteAt(at, ['metadata', 'ownerReferences'], WITHOUT_OWNER, { kind, owner, count }));
  return { cluster: bodies, notes, problems };
}

type Standing = {
  readonly manifests: readonly Manifest[];
  readonly bodies: Body[];
  readonly notes: Note[];
  readonly problems: FileProblem[];
  /** Objects whose owners are not there, by kind and the kind of the owner. */
  readonly orphans: Map<string, { readonly at: Manifest; readonly kind: string; readonly owner: string; count: number }>;
};

/** Whoever prints the pods of a namespace names it all the same. */
function withNamespaces(manifests: readonly Manifest[], notes: Note[]): Manifest[] {
  const known = new Set(['default', 'kube-node-lease', 'kube-public', 'kube-system']);
  for (const { body } of manifests) if (body.kind === 'Namespace' && body.metadata.name !== undefined) known.add(body.metadata.name);
  const added: Manifest[] = [];
  for (const manifest of manifests) {
    const { namespace } = manifest.body.metadata;
    if (namespace === undefined || known.has(namespace)) continue;
    known.add(namespace);
    notes.push(noteAt(manifest, ['metadata', 'namespace'], NAMESPACE_ADDED, { namespace }));
    added.push({ ...manifest, body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } } });
  }
  return [...added, ...manifests];
}

/** Part of a cluster is no mistake: an owner or an address that nothing here has is left out. Anything else is wrong. */
function settleProblem({ path: [, index, ...rest], what, how, missing }: Problem, standing: Standing): void {
  const { manifests, bodies, notes, problems, orphans } = standing;
  const manifest = manifests[Number(index)];
  const body = bodies[Number(index)];
  if (manifest === undefined || body === undefined) return;
  if (rest[0] === 'metadata' && rest[1] === 'ownerReferences' && missing !== undefined) {
    const references = (body.metadata.ownerReferences as readonly { readonly uid?: string }[]).filter(({ uid }) => uid !== missing.id);
    const { ownerReferences: _references, ...metadata } = body.metadata;
    bodies[Number(index)] = { ...body, metadata: { ...metadata, ...(references.length === 0 ? {} : { ownerReferences: references }) } };
    const before = orphans.get(`${body.kind} ${missing.kind}`);
    if (before === undefined) orphans.set(`${body.kind} ${missing.kind}`, { at: manifest, kind: body.kind, owner: missing.kind, count: 1 });
    else before.count += 1;
  } else if (rest[0] === 'status' && rest[1] === 'podIP') {
    const { podIP: _address, podIPs: _addresses, ...status } = body.status as Readonly<Record<string, unknown>>;
    bodies[Number(index)] = { ...body, status };
    notes.push({ ...noteAt(manifest, rest, PLAIN), text: address(what) });
  } else {
    problems.push(problemAt(manifest.source, nodeAt(manifest.node, rest).start, { what, how }));
  }
}

function address(what: Text): Text {
  return { ko: `${what.ko} 주소를 새로 받게 했습니다.`, en: `${what.en} It gets another where one is free.` };
}

const WITHOUT_OWNER: Text = {
  ko: '{kind} 오브젝트의 소유자인 {owner} 오브젝트가 파일에 없습니다. {count}개를 소유자 없이 두었습니다.',
  en: '{kind}: owners of kind {owner} are not in the files. Standing without them: {count}.',
};
const PLAIN: Text = { ko: '', en: '' };
const NAMESPACE_ADDED: Text = {
  ko: '{namespace} 네임스페이스가 파일에 없어 더했습니다.',
  en: 'namespace {namespace} is not in the files. It was added.',
};
