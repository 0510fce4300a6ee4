/** `ip` in a network namespace, as iproute2 prints it. https://man7.org/linux/man-pages/man8/ip.8.html */
import type { Netns } from '../../../engine/hosts/netns.ts';
import type { World } from '../../../engine/world.ts';
import type { Output } from '../../output.ts';
import { output } from '../../print.ts';
import { briefLink, linkLines } from './ip-links.ts';
import { neighbourLine } from './ip-neighbours.ts';
import { gotRoute } from './ip-route-get.ts';

export type IpCall = { readonly world: World; readonly netns: Netns; readonly words: readonly string[] };

type Options = { readonly family: 4 | 6 | null; readonly details: boolean; readonly brief: boolean };
type Asked = IpCall & { readonly options: Options };

/** What `ip …` prints in the namespace. */
export function ip({ world, netns, words }: IpCall): Output {
  let options: Options = { family: null, details: false, brief: false };
  let at = 0;
  for (; words[at]?.startsWith('-'); at++) {
    const read = optionOf(options, words[at] as string);
    if (read === null) return failed(world, `Option "${words[at]}" is unknown, try "ip -help".\n`, 255);
    options = read;
  }
  const [object = '', ...rest] = words.slice(at);
  const asked: Asked = { world, netns, words: rest, options };
  if (object === '') return failed(world, 'Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }\n', 255);
  const found = OBJECTS.find(([name]) => name.startsWith(object));
  return found === undefined ? failed(world, `Object "${object}" is unknown, try "ip help".\n`) : found[1](asked);
}

/** The objects in the order in which iproute2 tries abbreviations (ip/ip.c, cmds). */
const OBJECTS: readonly (readonly [name: string, run: (asked: Asked) => Output])[] = [
  ['address', addresses],
  ['route', routes],
  ['rule', rules],
  ['neighbor', neighbours],
  ['neighbour', neighbours],
  ['link', links],
];

function optionOf(options: Options, word: string): Options | null {
  const name = word.replace(/^--?/, '');
  if (name === '4' || name === '6') return { ...options, family: Number(name) as 4 | 6 };
  if (name === 'family') return options;
  if (name !== '' && 'details'.startsWith(name)) return { ...options, details: true };
  if (name.length > 1 && 'brief'.startsWith(name)) return { ...options, brief: true };
  return /^(o|oneline|c|color|color=\w+|N|Numeric|s|stats|statistics)$/.test(name) ? options : null;
}

function rules({ world, netns, words, options }: Asked): Output {
  if (!isShow(words[0])) return readOnly(world, words[0]);
  return printed(
    world,
    netns.rules(options.family ?? 4).map(({ text }) => text),
  );
}

function routes(asked: Asked): Output {
  const { world, netns, options } = asked;
  const [verb, ...rest] =
    isShow(asked.words[0]) || READS.has(asked.words[0] ?? '') ? asked.words : isWrite(asked.words[0]) ? asked.words : ['show', ...asked.words];
  if (verb === 'get') return gotRoute(asked, rest);
  if (!isShow(verb)) return readOnly(world, verb);
  const wanted = wordAfter(rest, 'table') ?? 'main';
  const device = wordAfter(rest, 'dev');
  const [prefix] = rest.filter((word, index) => !SELECTORS.has(word) && !SELECTORS.has(rest[index - 1] ?? ''));
  const all = netns.routes(options.family ?? 4).filter((route) => device === undefined || route.device === device);
  const fitting = prefix === undefined ? all : all.filter(({ text }) => text === prefix || text.startsWith(`${prefix} `));
  if (wanted === 'all' || wanted === '0') {
    return printed(
      world,
      fitting.map(({ table, text }) => (table === 'main' ? text : `${text} table ${table}`)),
    );
  }
  if (!/^(\d+|local|main|default)$/.test(wanted)) return failed(world, `Error: argument "${wanted}" is wrong: table id value is invalid\n`);
  const name = NUMBERED[wanted] ?? wanted;
  if (!netns.routes(options.family ?? 4).some(({ table }) => String(table) === name) && name !== 'main' && name !== 'local') {
    return failed(world, `Error: ipv${options.family ?? 4}: FIB table does not exist.\nDump terminated\n`, 2);
  }
  const shown = fitting.filter(({ table }) => String(table) === name);
  return printed(
    world,
    shown.map(({ text }) => (device === undefined ? text : text.replace(` dev ${device}`, ''))),
  );
}

/** /etc/iproute2/rt_tables. */
const NUMBERED: { readonly [number: string]: string } = { '255': 'local', '254': 'main', '253': 'default' };
const SELECTORS: ReadonlySet<string> = new Set(['table', 'dev', 'proto', 'scope', 'type', 'root', 'match', 'exact']);
const READS: ReadonlySet<string> = new Set(['get']);

function addresses(asked: Asked): Output {
  return devices(asked, true);
}

function links(asked: Asked): Output {
  return devices(asked, false);
}

function devices({ world, netns, words, options }: Asked, withAddresses: boolean): Output {
  const [verb, ...rest] = isShow(words[0]) || isWrite(words[0]) ? words : ['show', ...words];
  if (!isShow(verb)) return readOnly(world, verb);
  const kind = wordAfter(rest, 'type');
  const name = wordAfter(rest, 'dev') ?? rest.find((word, index) => !DEVICE_WORDS.has(word) && rest[index - 1] !== 'type');
  const found = netns.links.filter((link) => (name === undefined || link.name === name) && (kind === undefined || link.kind === kind));
  if (name !== undefined && found.length === 0) return failed(world, `Device "${name}" does not exist.\n`);
  const { family, details, brief } = options;
  const lines = found.flatMap((link) => (brief ? [briefLink(link, { withAddresses, family })] : linkLines(link, { withAddresses, family, details })));
  return printed(world, lines);
}

const DEVICE_WORDS: ReadonlySet<string> = new Set(['dev', 'type', 'up', 'master']);

function neighbours({ world, netns, words, options }: Asked): Output {
  if (!isShow(words[0])) return readOnly(world, words[0]);
  const device = wordAfter(words, 'dev');
  const fitting = netns.neighbours.filter(
    (neighbour) => (device === undefined || neighbour.device === device) && isFamily(neighbour, options.family),
  );
  return printed(world, fitting.map(neighbourLine));
}

function isFamily({ address }: Netns['neighbours'][number], family: 4 | 6 | null): boolean {
  return family === null || (typeof address === 'number') === (family === 4);
}

function wordAfter(words: readonly string[], name: string): string | undefined {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
}

function isShow(verb: string | undefined): boolean {
  return verb === undefined || (verb !== '' && ('show'.startsWith(verb) || 'list'.startsWith(verb) || verb === 'lst'));
}

function isWrite(verb: string | undefined): boolean {
  return verb !== undefined && /^(add|a|append|change|chg|replace|set|del|delete|flush|save|restore)$/.test(verb);
}

function printed(world: World, lines: readonly string[]): Output {
  return output(world, { kind: 'read', stdout: lines.map((line) => `${line}\n`).join('') });
}

/** What the real tool says on stderr, with its exit status. */
export function failed(world: World, stderr: string, code = 1): Output {
  return output(world, { kind: 'refused', stderr, code });
}

function readOnly(world: World, verb: string | undefined): Output {
  if (!isWrite(verb)) return failed(world, `Command "${verb}" is unknown, try "ip help".\n`, 255);
  const text = {
    ko: '노드의 라우트와 규칙은 aws-node가 씁니다. 실습에서는 읽기만 합니다.',
    en: 'aws-node writes the routes and rules of a node. In the lab they can only be read.',
  };
  return output(world, { kind: 'refused', code: 2, notes: [{ mark: 'not-simulated', text }] });
}
