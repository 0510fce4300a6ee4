/**
 * A Corefile as CoreDNS reads it: server blocks with their directives.
 * https://coredns.io/manual/configuration/ and https://github.com/coredns/coredns/blob/master/plugin.cfg
 */
import { fullName } from './message.ts';

export type Directive = { readonly name: string; readonly args: readonly string[]; readonly line: number; readonly body: readonly Directive[] };
/** What answers for some zones on one port. */
export type ServerBlock = { readonly zones: readonly string[]; readonly directives: readonly Directive[] };
export type Corefile = {
  readonly blocks: readonly ServerBlock[];
  /** Why CoreDNS refuses the file, as its log says it; null for a good one. */
  readonly error: string | null;
  /** Directives that are there and do nothing in the lab. */
  readonly notSimulated: readonly string[];
};

const ANSWERING = ['kubernetes', 'forward', 'hosts', 'rewrite'];
/** These change no answer. */
const SILENT =
  'any bind bufsize cache cancel debug errors health lameduck loadbalance log loop metadata minimal nsid pprof prometheus ready reload timeouts'.split(
    ' ',
  );
const OTHERS =
  'acl auto autopath azure chaos clouddns dns64 dnssec dnstap erratic etcd file geoip grpc grpc_server header https https3 import k8s_external local multisocket on quic root route53 secondary sign template tls trace transfer tsig view whoami'.split(
    ' ',
  );

/** The file, read whole. */
export function readCorefile(text: string): Corefile {
  const read = blocksOf(text);
  if (typeof read === 'string') return { blocks: [], error: read, notSimulated: [] };
  const all = read.flatMap(({ directives }) => directives);
  const unknown = all.find(({ name }) => ![...ANSWERING, ...SILENT, ...OTHERS].includes(name));
  const error = unknown === undefined ? null : said(unknown.line, `Unknown directive '${unknown.name}'`);
  const names = all
    .filter(({ name, args }) => OTHERS.includes(name) || (name === 'hosts' && args[0]?.startsWith('/') === true))
    .map(({ name }) => name);
  return { blocks: read.map(({ zones, directives }) => ({ zones, directives })), error, notSimulated: [...new Set(names)] };
}

/** Whether CoreDNS looks for a changed file by itself. */
export function reloads({ blocks }: Corefile): boolean {
  return blocks.some(({ directives }) => directives.some(({ name }) => name === 'reload'));
}

type Read = { zones: string[]; directives: Directive[] };
type Words = { readonly words: readonly string[]; readonly line: number };

function blocksOf(text: string): Read[] | string {
  const lines = text.split('\n').map((line, index): Words => ({ words: wordsOf(line), line: index + 1 }));
  const blocks: Read[] = [];
  const open: { name: string; args: readonly string[]; line: number; body: Directive[] }[] = [];
  let block: Read | null = null;
  for (const { words, line } of lines) {
    if (words.length === 0) continue;
    const opens = words.at(-1) === '{';
    const [name = '', ...args] = opens ? words.slice(0, -1) : words;
    const inside = open.at(-1);
    if (name === '}') {
      const closed = open.pop();
      if (closed !== undefined) (open.at(-1)?.body ?? block?.directives)?.push(closed);
      else if (block === null) return said(line, "Unexpected '}' because no matching opening brace");
      else block = null;
    } else if (block === null) {
      if (!opens) return said(line, `Unknown directive '${args[0] ?? name}'`);
      block = { zones: [name, ...args].map(zoneOf), directives: [] };
      blocks.push(block);
    } else if (opens) open.push({ name, args, line, body: [] });
    else (inside?.body ?? block.directives).push({ name, args, line, body: [] });
  }
  return block === null ? blocks : said(lines.length, 'Unexpected EOF');
}

function wordsOf(line: string): string[] {
  return [...line.replace(/(^|\s)#.*$/, '').matchAll(/"((?:\\.|[^"\\])*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
}

/** `dns://example.com:1053` answers for example.com. */
function zoneOf(word: string): string {
  const bare = word
    .replace(/^[a-z]+:\/\//, '')
    .replace(/:\d+$/, '')
    .replace(/,$/, '')
    .toLowerCase();
  return bare === '' || bare === '.' ? '.' : fullName(bare);
}

function said(line: number, what: string): string {
  return `/etc/coredns/Corefile:${line} - Error during parsing: ${what}`;
}
