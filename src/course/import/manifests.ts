/** Manifests as kubectl prints them, cut to what the cluster plane reads. */

import type { AnyKind } from '../../engine/cluster/api-server.ts';
import { decode } from '../../engine/cluster/decode.ts';
import { clusterKinds } from '../../engine/cluster/kinds.ts';
import { apiVersionOf } from '../../engine/cluster/request.ts';
import { nearest } from '../../engine/nearest.ts';
import type { Text } from '../../engine/text.ts';
import { complaint, type FileProblem, problemAt } from '../problem.ts';
import type { Placed } from './documents.ts';
import { type Note, noteAt } from './note.ts';

/** A manifest and where it stands. */
export type Manifest = Placed & { readonly body: Body };
export type Body = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
};

type Reading = {
  readonly manifests: Manifest[];
  /** Kinds and fields that are not simulated, where each stood first, and how often. */
  readonly kinds: Map<string, { readonly at: Placed; count: number }>;
  readonly fields: Map<string, { readonly at: Placed; readonly paths: Set<string> }>;
  readonly problems: FileProblem[];
};

/** The manifests of all documents: lists unfolded, without what is not simulated and what only a server's store can know. */
export function readManifests(documents: readonly Placed[]): {
  readonly manifests: readonly Manifest[];
  readonly notes: readonly Note[];
  readonly problems: readonly FileProblem[];
} {
  const reading: Reading = { manifests: [], kinds: new Map(), fields: new Map(), problems: [] };
  for (const document of documents) readDocument(reading, document, null);
  const notes = [
    ...[...reading.kinds].map(([kind, { at, count }]) => noteAt(at, ['kind'], KIND_NOT_SIMULATED, { kind, count })),
    ...[...reading.fields].map(([kind, { at, paths }]) => noteAt(at, [], FIELDS_NOT_SIMULATED, { kind, fields: [...paths].sort() })),
  ];
  return { manifests: reading.manifests, notes, problems: reading.problems };
}

type Typed = { readonly apiVersion: string; readonly kind: string };

/** `of` is what the items of a typed list are where they do not say it themselves, as the API prints them. */
function readDocument(reading: Reading, document: Placed, of: Typed | null): void {
  const { source, node } = document;
  // A document without content, as between two `---`, is none.
  if (node.node === 'scalar' && node.value === null) return;
  if (node.node === 'sequence') {
    for (const item of node.items) readDocument(reading, { source, node: item }, of);
    return;
  }
  if (node.node === 'scalar') {
    reading.problems.push(problemAt(source, node.start, FOREIGN));
    return;
  }
  const body = node.value as Partial<Body>;
  const { apiVersion, kind } = { ...of, ...body };
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    reading.problems.push(problemAt(source, node.start, FOREIGN));
    return;
  }
  const items = node.entries.get('items')?.value;
  if (kind.endsWith('List') && items?.node === 'sequence') {
    const item = kind === 'List' ? null : { apiVersion, kind: kind.slice(0, -'List'.length) };
    for (const each of items.items) readDocument(reading, { source, node: each }, item);
    return;
  }
  readObject(reading, document, { ...body, apiVersion, kind } as Body);
}

function readObject(reading: Reading, document: Placed, body: Body): void {
  const kind = (clusterKinds as unknown as Readonly<Record<string, AnyKind | undefined>>)[body.kind];
  if (kind === undefined || apiVersionOf(kind) !== body.apiVersion) {
    const near = kind === undefined ? nearest(body.kind, Object.keys(clusterKinds)) : null;
    const meant = near === null ? undefined : (clusterKinds as unknown as Readonly<Record<string, AnyKind>>)[near];
    if (meant !== undefined && apiVersionOf(meant) === body.apiVersion) {
      reading.problems.push(
        problemAt(document.source, document.node.start, complaint(NO_KIND_WHAT, NEAR_HOW, { kind: body.kind, near: meant.kind })),
      );
      return;
    }
    const name = `${body.apiVersion} ${body.kind}`;
    const before = reading.kinds.get(name);
    if (before === undefined) reading.kinds.set(name, { at: document, count: 1 });
    else before.count += 1;
    return;
  }
  const { object, unknown, mismatch, notSimulated } = decode(kind.schema, body);
  if (mismatch !== null) reading.problems.push(problemAt(document.source, document.node.start, complaint(MISMATCH_WHAT, MISMATCH_HOW, { mismatch })));
  const paths = [...unknown.map((text) => text.slice('unknown field "'.length, -1)), ...notSimulated].map((path) => path.replace(/\[\d+\]/g, '[]'));
  for (const path of paths.filter((each) => !isServerOwn(each))) {
    const before = reading.fields.get(kind.kind);
    if (before === undefined) reading.fields.set(kind.kind, { at: document, paths: new Set([path]) });
    else before.paths.add(path);
  }
  if (mismatch === null) reading.manifests.push({ ...document, body: withoutServerOwn(object as Body) });
}

/** Who wrote which field when, and what kubectl remembers of it: nothing of the object itself. */
function isServerOwn(path: string): boolean {
  return /^metadata\.(managedFields|selfLink|resourceVersion|generation)\b/.test(path);
}

function withoutServerOwn({ metadata, ...body }: Body): Body {
  const { managedFields: _fields, resourceVersion: _version, selfLink: _link, annotations, ...kept } = metadata ?? {};
  const { [LAST_APPLIED]: _applied, ...notes } = (annotations ?? {}) as Readonly<Record<string, string>>;
  const { apiVersion, kind, ...rest } = body;
  return { apiVersion, kind, metadata: { ...kept, ...(Object.keys(notes).length === 0 ? {} : { annotations: notes }) }, ...rest };
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const KIND_NOT_SIMULATED: Text = {
  ko: '{kind} 오브젝트는 시뮬레이션하지 않습니다. {count}개를 뺐습니다.',
  en: '{kind}: not simulated. Left out: {count}.',
};
const FIELDS_NOT_SIMULATED: Text = {
  ko: '{kind} 오브젝트의 {fields} 필드는 시뮬레이션하지 않습니다.',
  en: '{kind}: not simulated: {fields}.',
};
const FOREIGN = complaint(
  { ko: '쿠버네티스 매니페스트가 아닙니다. apiVersion이나 kind가 없습니다.', en: 'this is no Kubernetes manifest: it lacks apiVersion or kind.' },
  {
    ko: '`kubectl get -o yaml`이나 `kubectl get -o json`의 출력을 넣으세요.',
    en: 'Give what `kubectl get -o yaml` or `kubectl get -o json` prints.',
  },
);
const NO_KIND_WHAT: Text = { ko: '{kind} 오브젝트는 없습니다.', en: 'there is no kind {kind}.' };
const NEAR_HOW: Text = { ko: '{near}인지 확인하세요.', en: 'Did you mean {near}?' };
const MISMATCH_WHAT: Text = { ko: 'API 서버가 거부합니다({mismatch}).', en: 'the API server refuses this ({mismatch}).' };
const MISMATCH_HOW: Text = { ko: '도구가 출력한 그대로 넣으세요.', en: 'Give the output as the tool printed it.' };
