/** `dig`, as BIND's prints it. https://bind9.readthedocs.io/en/latest/manpages.html#dig-dns-lookup-utility */
import type { LookupStep } from '../../engine/connection.ts';
import { fullName } from '../../engine/dns/message.ts';
import { ask } from '../../engine/dns/resolve.ts';
import { settingsAt } from '../../engine/dns/resolver-settings.ts';
import { reverseName } from '../../engine/dns/reverse.ts';
import { candidates } from '../../engine/dns/search-list.ts';
import { advance } from '../../engine/settle.ts';
import type { World } from '../../engine/world.ts';
import type { Command, Invocation } from '../command.ts';
import type { Output } from '../output.ts';
import { output } from '../print.ts';
import { dnsNotes, wayNotes } from './dns-note.ts';

const TYPES = ['A', 'AAAA', 'CNAME', 'SRV', 'PTR', 'NS', 'SOA', 'TXT', 'MX', 'ANY'];
/** "+timeout=T: the default timeout is 5 seconds." */
const TIMEOUT = 5_000;

type Options = {
  readonly name: string;
  readonly type: string;
  readonly server: string | null;
  readonly short: boolean;
  /** "+search": dig does not use the search list unless it is told to. */
  readonly search: boolean;
  /** "+showsearch": the search list, with every answer on the way. */
  readonly showsearch: boolean;
  readonly words: readonly string[];
};

export const dig: Command = {
  name: 'dig',
  summary: { ko: 'DNS 서버에 묻고 대답을 그대로 보여 줍니다.', en: 'Asks a DNS server and shows its answer as it is.' },
  usage: ['dig [@SERVER] NAME [TYPE] [+short] [+search|+showsearch]', 'dig -x ADDRESS'],
  examples: ['dig +search +short backend.prod', 'dig @10.100.0.10 frontend.default.svc.cluster.local'],
  run,
  complete: ({ words }) =>
    (words.at(-1)?.text ?? '').startsWith('+') ? ['+short', '+search', '+showsearch'].map((text) => ({ text, about: null })) : [],
};

function run({ world, origin, words }: Invocation): Output {
  const options = optionsOf(words.map(({ text }) => text));
  const settings = settingsAt(world, origin);
  const servers = options.server === null ? settings.nameservers : [options.server];
  const names = options.search ? candidates(options.name, settings) : [fullName(options.name)];
  const steps: LookupStep[] = [];
  for (const name of names) {
    const round = ask(world, origin, { query: { name, type: options.type }, servers });
    steps.push(...round);
    const last = round.at(-1);
    if (last === undefined || last.rcode === 'TIMEOUT' || last.answers.length > 0) break;
  }
  return told(world, options, steps);
}

function told(world: World, options: Options, steps: readonly LookupStep[]): Output {
  const last = steps.at(-1);
  const after = advance(world, steps.filter(({ rcode }) => rcode === 'TIMEOUT').length * TIMEOUT);
  if (last === undefined || last.rcode === 'TIMEOUT') {
    const stdout = `${options.short ? '' : banner(options)};; connection timed out; no servers could be reached\n`;
    return output(after, { kind: 'test', stdout, code: 9, notes: [...dnsNotes(options.name, steps), ...wayNotes(steps)] });
  }
  const notes = [...(last.answers.length === 0 ? dnsNotes(options.name, steps) : []), ...wayNotes(steps)];
  if (options.showsearch) {
    const shown = steps.filter(({ asker }) => asker === undefined).map((step) => message(world, step));
    return output(after, { kind: 'test', stdout: banner(options) + shown.join(''), notes });
  }
  if (options.short) return output(after, { kind: 'test', stdout: last.answers.map(({ data }) => `${data}\n`).join(''), notes });
  return output(after, { kind: 'test', stdout: banner(options) + message(world, last), notes });
}

function banner({ words }: Options): string {
  return `\n; <<>> DiG 9.16.50-Debian <<>> ${words.join(' ')}\n;; global options: +cmd\n`;
}

function message(world: World, { query, rcode, answers, server }: LookupStep): string {
  const id = (world.revision * 7919 + query.name.length) % 65536;
  const lines = [
    ';; Got answer:',
    `;; ->>HEADER<<- opcode: QUERY, status: ${rcode}, id: ${id}`,
    `;; flags: qr aa rd; QUERY: 1, ANSWER: ${answers.length}, AUTHORITY: 0, ADDITIONAL: 0`,
    '',
    ';; QUESTION SECTION:',
    `;${padded(query.name, 23)}\tIN\t${query.type}`,
    '',
  ];
  const records = answers.map(({ name, type, ttl, data }) => `${padded(name, 24)}${ttl}\tIN\t${type}\t${data}`);
  const answer = records.length === 0 ? [] : [';; ANSWER SECTION:', ...records, ''];
  const date = new Date(world.now);
  const end = [
    ';; Query time: 0 msec',
    `;; SERVER: ${server}#53(${server}) (UDP)`,
    `;; WHEN: ${when(date)}`,
    `;; MSG SIZE  rcvd: ${size(query.name, answers)}`,
  ];
  return [...lines, ...answer, ...end, '', ''].join('\n');
}

function padded(text: string, width: number): string {
  return text.length < width ? text.padEnd(width) : `${text} `;
}

/** The size of the message on the wire: header, question, and a compressed record for each address. */
function size(name: string, answers: LookupStep['answers']): number {
  return 12 + name.length + 1 + 4 + answers.reduce((sum, { data }) => sum + 12 + (/^[\d.]+$/.test(data) ? 4 : data.length + 1), 0);
}

/** As strftime's `%a %b %d %H:%M:%S %Z %Y`. */
function when(date: Date): string {
  const [day, number, month, year, time] = date.toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${number} ${time} UTC ${year}`;
}

function optionsOf(words: readonly string[]): Options {
  let [name, type, server]: [string | null, string | null, string | null] = [null, null, null];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (word === '-x') [name, type] = [reverseName(words[++index] ?? ''), 'PTR'];
    else if (word === '-t') type = (words[++index] ?? 'A').toUpperCase();
    else if (word.startsWith('@')) server = word.slice(1);
    else if (word.startsWith('+') || word.startsWith('-')) continue;
    else if (type === null && TYPES.includes(word.toUpperCase())) type = word.toUpperCase();
    else name = word;
  }
  return {
    name: name ?? '.',
    type: type ?? (name === null ? 'NS' : 'A'),
    server,
    short: words.includes('+short'),
    search: words.includes('+search') || words.includes('+showsearch'),
    showsearch: words.includes('+showsearch'),
    words,
  };
}
