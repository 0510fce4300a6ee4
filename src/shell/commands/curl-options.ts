/** The options of curl, as far as the lab acts on them. https://curl.se/docs/manpage.html */
import type { Word } from '../command.ts';

export type CurlOptions = {
  readonly urls: readonly string[];
  readonly silent: boolean;
  readonly showError: boolean;
  readonly verbose: boolean;
  readonly head: boolean;
  readonly include: boolean;
  readonly fail: boolean;
  readonly insecure: boolean;
  readonly output: string | null;
  readonly writeOut: string | null;
  /** Seconds; null without a limit. */
  readonly maxTime: number | null;
  readonly connectTimeout: number | null;
  readonly headers: readonly string[];
  readonly method: string | null;
  readonly data: string | null;
  /** `--resolve HOST:PORT:ADDRESS`: the address to connect to, by `host:port` in lower case. */
  readonly resolve: ReadonlyMap<string, string>;
  /** The one family that names are resolved to; null for both. */
  readonly family: 4 | 6 | null;
  /** Options that exist, and that change nothing here. */
  readonly ignored: readonly string[];
};

/** What curl prints for words it cannot make sense of, and its exit status. */
export type CurlProblem = { readonly message: string; readonly code: number };

type Flag = { readonly long: string; readonly short: string | null; readonly takes: 'nothing' | 'value'; readonly acts: boolean };

const flag = (long: string, short: string | null, takes: Flag['takes'] = 'nothing', acts = true): Flag => ({ long, short, takes, acts });

const FLAGS: readonly Flag[] = [
  flag('silent', 's'),
  flag('show-error', 'S'),
  flag('verbose', 'v'),
  flag('head', 'I'),
  flag('include', 'i'),
  flag('fail', 'f'),
  flag('insecure', 'k'),
  flag('output', 'o', 'value'),
  flag('write-out', 'w', 'value'),
  flag('max-time', 'm', 'value'),
  flag('connect-timeout', null, 'value'),
  flag('header', 'H', 'value'),
  flag('request', 'X', 'value'),
  flag('data', 'd', 'value'),
  flag('data-raw', null, 'value'),
  flag('url', null, 'value'),
  flag('resolve', null, 'value'),
  flag('ipv4', '4'),
  flag('ipv6', '6'),
  // These make no difference to what the lab simulates: HTTP/1.1, no proxy, no redirects, no colours.
  flag('location', 'L', 'nothing', false),
  flag('http1.1', null, 'nothing', false),
  flag('no-progress-meter', null, 'nothing', false),
  flag('no-buffer', 'N', 'nothing', false),
  flag('compressed', null, 'nothing', false),
  flag('globoff', 'g', 'nothing', false),
  flag('user-agent', 'A', 'value', false),
  flag('user', 'u', 'value', false),
  flag('cookie', 'b', 'value', false),
  flag('noproxy', null, 'value', false),
  flag('retry', null, 'value', false),
];
const BY_LONG = new Map(FLAGS.map((known) => [known.long, known]));
const BY_SHORT = new Map(FLAGS.flatMap((known) => (known.short === null ? [] : [[known.short, known] as const])));

/** The names of the options, for completion. */
export const CURL_FLAGS: readonly string[] = FLAGS.filter(({ acts }) => acts).map(({ long, short }) => (short === null ? `--${long}` : `-${short}`));

/** The options that the words give. */
export function readCurlOptions(words: readonly Word[]): CurlOptions | CurlProblem {
  const given = new Map<string, string[]>();
  const add = (name: string, value: string) => given.set(name, [...(given.get(name) ?? []), value]);
  const texts = words.map(({ text }) => text);
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index] as string;
    if (!text.startsWith('-') || text === '-') {
      add('url', text);
      continue;
    }
    const parts = text.startsWith('--') ? longOption(text) : shortOptions(text);
    if ('message' in parts) return parts;
    for (const { known, name, value } of parts) {
      if (known.takes === 'nothing') add(known.long, '');
      else {
        const taken = value ?? texts[++index];
        if (taken === undefined) return usage(`option ${name}: requires parameter`);
        add(known.long, taken);
      }
    }
  }
  return options(given);
}

type Part = { readonly known: Flag; readonly name: string; readonly value: string | null };

function longOption(text: string): readonly Part[] | CurlProblem {
  const name = text.slice(2);
  const known = BY_LONG.get(name) ?? (name.startsWith('no-') ? BY_LONG.get(name.slice(3)) : undefined);
  return known === undefined ? usage(`option ${text}: is unknown`) : [{ known, name: text, value: null }];
}

/** `-sS`, `-so/dev/null`, `-m2`: letters may stand together, and a value may follow its letter at once. */
function shortOptions(text: string): readonly Part[] | CurlProblem {
  const parts: Part[] = [];
  for (let index = 1; index < text.length; index++) {
    const known = BY_SHORT.get(text[index] as string);
    if (known === undefined) return usage(`option ${text}: is unknown`);
    const rest = text.slice(index + 1);
    const name = `-${text[index]}`;
    if (known.takes === 'value') return [...parts, { known, name, value: rest === '' ? null : rest }];
    parts.push({ known, name, value: null });
  }
  return parts;
}

function options(given: ReadonlyMap<string, readonly string[]>): CurlOptions | CurlProblem {
  const last = (name: string) => given.get(name)?.at(-1) ?? null;
  const has = (name: string) => given.has(name);
  for (const name of ['max-time', 'connect-timeout']) {
    const value = last(name);
    if (value !== null && !/^\d+(\.\d+)?$/.test(value))
      return usage(`option ${name === 'max-time' ? '-m' : '--connect-timeout'}: expected a proper numerical parameter`);
  }
  const resolve = new Map<string, string>();
  for (const text of given.get('resolve') ?? []) {
    const [, host, port, address] = /^\+?([^:]+):(\d+):\[?([^,\]]+)/.exec(text) ?? [];
    if (host === undefined || port === undefined || address === undefined)
      return { message: `curl: (49) Couldn't parse CURLOPT_RESOLVE entry '${text}'\n`, code: 49 };
    resolve.set(`${host.toLowerCase()}:${port}`, address);
  }
  const seconds = (name: string) => (last(name) === null || Number(last(name)) === 0 ? null : Number(last(name)));
  const data = [...(given.get('data') ?? []), ...(given.get('data-raw') ?? [])];
  return {
    urls: given.get('url') ?? [],
    silent: has('silent'),
    showError: has('show-error'),
    verbose: has('verbose'),
    head: has('head'),
    include: has('include'),
    fail: has('fail'),
    insecure: has('insecure'),
    output: last('output'),
    writeOut: last('write-out'),
    maxTime: seconds('max-time'),
    connectTimeout: seconds('connect-timeout'),
    headers: given.get('header') ?? [],
    method: last('request'),
    data: data.length === 0 ? null : data.join('&'),
    resolve,
    family: familyOf([...given.keys()]),
    ignored: [...given.keys()].filter((name) => BY_LONG.get(name)?.acts === false),
  };
}

/** Of `-4` and `-6` the later one counts. */
function familyOf(names: readonly string[]): 4 | 6 | null {
  const last = names.filter((name) => name === 'ipv4' || name === 'ipv6').at(-1);
  return last === undefined ? null : last === 'ipv4' ? 4 : 6;
}

function usage(message: string): CurlProblem {
  return { message: `curl: ${message}\ncurl: try 'curl --help' or 'curl --manual' for more information\n`, code: 2 };
}
