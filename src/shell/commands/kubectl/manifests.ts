/** Manifests given with `-f`: documents of YAML or JSON on standard input. */
import { loadAll, YAMLException } from 'js-yaml';
import type { AnyKind } from '../../../engine/cluster/api-server.ts';
import { clusterKinds } from '../../../engine/cluster/kinds.ts';
import { apiVersionOf } from '../../../engine/cluster/request.ts';
import { isServed } from '../../../engine/cluster/served.ts';
import type { Note } from '../../output.ts';
import { type Call, type Done, failed, notSimulatedNote } from './call.ts';

export type Manifest = { readonly kind: AnyKind; readonly namespace: string; readonly name: string; readonly body: object; readonly source: string };
export type Wrong = { readonly stderr: string; readonly notes: readonly Note[] };
/** Good documents and bad ones in their order: kubectl applies the good ones. */
export type Documents = readonly ({ readonly manifest: Manifest } | { readonly wrong: Wrong })[];

const HEREDOC: Note = {
  mark: 'info',
  text: {
    ko: '이 셸에는 파일이 없습니다. `-f - <<EOF` 다음 줄부터 매니페스트를 쓰고 `EOF` 줄로 끝내세요.',
    en: 'This shell has no files. Write `-f - <<EOF`, then the manifest, then a line `EOF`.',
  },
};

/** The documents that `-f` names, or why there are none. */
export function readManifests(call: Call): { readonly ok: true; readonly documents: Documents } | { readonly ok: false; readonly done: Done } {
  const files = call.flags.filename ?? [];
  const missing = files.find((file) => file !== '-' && file !== '/dev/stdin');
  if (missing !== undefined) {
    if (/^https?:\/\//.test(missing))
      return { ok: false, done: { ...failed(`unable to read URL "${missing}", server reported unable to connect`), notes: [HEREDOC] } };
    return { ok: false, done: failed(`the path "${missing}" does not exist`, [HEREDOC]) };
  }
  if (call.stdin.trim() === '') return { ok: false, done: failed(`no objects passed to ${call.invocation.words[0]?.text ?? 'kubectl'}`, [HEREDOC]) };
  return { ok: true, documents: parse(call) };
}

/**
 * The stream is cut at its `---` lines and read one document after the other: those before one that cannot be read are kept,
 * those after it are not looked at.
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go (YAMLReader), StreamVisitor of cli-runtime
 */
function parse(call: Call): Documents {
  const documents: Documents[number][] = [];
  for (const text of call.stdin.split(/^---(?:[ \t].*)?$/m)) {
    try {
      // A key that stands twice is no mistake to kubectl: the last one counts (kubernetes/kubernetes#125885).
      for (const document of loadAll(text, { json: true }))
        if (document !== null && document !== undefined) documents.push(...unfold(call, document));
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const line = (error.mark?.line ?? 0) + (text.startsWith('\n') ? 0 : 1);
      const alias = /^unidentified alias "(.*)"$/.exec(error.reason)?.[1];
      const known = REASONS.find(([pattern]) => pattern.test(error.reason))?.[1] ?? error.reason;
      const reason = alias === undefined ? known : `unknown anchor '${alias}' referenced`;
      return [...documents, bad(`error: error parsing STDIN: error converting YAML to JSON: yaml: line ${line}: ${reason}\n`)];
    }
  }
  return documents;
}

/** What kubectl's YAML library says of the mistakes that ours words otherwise. https://github.com/yaml/go-yaml/blob/v3/scannerc.go */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/indentation of a sequence entry/, "did not find expected '-' indicator"],
  [/indentation of a mapping entry|nested mappings are not allowed/, 'mapping values are not allowed in this context'],
  [/tab characters|cannot start any token/, 'found character that cannot start any token'],
  [/can not read an implicit mapping pair|can not read a block mapping entry/, "could not find expected ':'"],
  [/missed comma between flow collection entries|within a flow collection/, "did not find expected ',' or ']'"],
];

function unfold(call: Call, document: unknown): Documents {
  const { kind, items } = (typeof document === 'object' ? document : {}) as { readonly kind?: unknown; readonly items?: unknown };
  if (kind === 'List' && Array.isArray(items)) return items.flatMap((item) => unfold(call, item));
  return [readOne(call, document)];
}

type Body = {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown; readonly generateName?: unknown; readonly namespace?: unknown };
};

function readOne(call: Call, document: unknown): { readonly manifest: Manifest } | { readonly wrong: Wrong } {
  const body = (typeof document === 'object' ? document : {}) as Body;
  const missing = [...(body.apiVersion === undefined ? ['apiVersion not set'] : []), ...(body.kind === undefined ? ['kind not set'] : [])];
  if (missing.length > 0) {
    const list = missing.length === 1 ? missing[0] : `[${missing.join(', ')}]`;
    return bad(
      `error: error validating "STDIN": error validating data: ${list}; if you choose to ignore these errors, turn validation off with --validate=false\n`,
    );
  }
  const [kindName, version] = [String(body.kind), String(body.apiVersion)];
  const kind = (clusterKinds as unknown as { readonly [name: string]: AnyKind | undefined })[kindName];
  if (kind === undefined || apiVersionOf(kind) !== version || !isServed(call.world, kind)) return unmatched(body, kind);
  const { name, generateName, namespace } = body.metadata ?? {};
  const shown = typeof name === 'string' ? name : '';
  if (shown === '' && generateName === undefined) {
    return bad(
      `error: error when retrieving current configuration of:\nResource: "${kind.group === '' ? '' : `${kind.group}/`}${kind.version}, Resource=${kind.plural}", GroupVersionKind: "${kind.group === '' ? '/' : `${kind.group}/`}${kind.version}, Kind=${kind.kind}"\nName: "", Namespace: "${call.namespace}"\nfrom server for: "STDIN": resource name may not be empty\n`,
    );
  }
  const stated = typeof namespace === 'string' ? namespace : undefined;
  const asked = call.flags.namespace?.at(-1);
  if (asked !== undefined && stated !== undefined && stated !== asked && kind.namespaced) {
    return bad(
      `error: the namespace from the provided object "${stated}" does not match the namespace "${asked}". You must pass '--namespace=${stated}' to perform this operation.\n`,
    );
  }
  return { manifest: { kind, namespace: stated ?? call.namespace, name: shown, body, source: 'STDIN' } };
}

/** https://github.com/kubernetes/cli-runtime/blob/master/pkg/resource/mapper.go (infoForData) */
function unmatched({ kind: name, apiVersion, metadata }: Body, kind: AnyKind | undefined): { readonly wrong: Wrong } {
  const [kindName, version] = [String(name), String(apiVersion)];
  const [named, namespace] = [metadata?.name, metadata?.namespace].map((value) => (typeof value === 'string' ? value : ''));
  const stderr = `error: resource mapping not found for name: "${named}" namespace: "${namespace}" from "STDIN": no matches for kind "${kindName}" in version "${version}"\nensure CRDs are installed first\n`;
  const isReal = kind === undefined && /(^v1$|k8s\.io\/|^apps\/|^batch\/|^autoscaling\/|^policy\/)/.test(version);
  return isReal
    ? { wrong: { stderr: '', notes: [notSimulatedNote({ ko: `${kindName} 종류의 오브젝트`, en: `objects of kind ${kindName}` }, '')] } }
    : bad(stderr);
}

function bad(stderr: string): { readonly wrong: Wrong } {
  return { wrong: { stderr, notes: [] } };
}
