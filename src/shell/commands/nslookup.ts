/** `nslookup`, as BIND's prints it. https://bind9.readthedocs.io/en/latest/manpages.html#nslookup-query-internet-name-servers-interactively */
import type { LookupStep } from '../../engine/connection.ts';
import { ownFamilies } from '../../engine/dataplane/origin.ts';
import { fullName } from '../../engine/dns/message.ts';
import { ask } from '../../engine/dns/resolve.ts';
import { settingsAt } from '../../engine/dns/resolver-settings.ts';
import { reverseName } from '../../engine/dns/reverse.ts';
import { candidates } from '../../engine/dns/search-list.ts';
import { readAddress } from '../../engine/net/address.ts';
import { advance } from '../../engine/settle.ts';
import type { Command, Invocation } from '../command.ts';
import type { Output } from '../output.ts';
import { output } from '../print.ts';
import { dnsNotes, wayNotes } from './dns-note.ts';

/** "timeout=5": how long nslookup waits for one answer, in simulated milliseconds. */
const TIMEOUT = 5_000;

export const nslookup: Command = {
  name: 'nslookup',
  summary: { ko: '이름의 주소를 DNS 서버에 묻습니다.', en: 'Asks a DNS server for the address of a name.' },
  usage: ['nslookup [-type=TYPE] NAME [SERVER]'],
  examples: ['nslookup backend.prod', 'nslookup -type=SRV _http._tcp.backend.prod.svc.cluster.local'],
  run,
  complete: () => [],
};

function run({ world, origin, words }: Invocation): Output {
  const texts = words.map(({ text }) => text);
  const type = texts.map((text) => /^-(?:query)?type=(\w+)$/i.exec(text)?.[1]).find((found) => found !== undefined);
  const [name, server] = texts.filter((text) => !text.startsWith('-'));
  if (name === undefined)
    return output(world, { kind: 'refused', stderr: 'nslookup: interactive mode is not simulated: name what to look up\n', code: 1 });
  const settings = settingsAt(world, origin);
  const servers = server === undefined ? settings.nameservers : [server];
  const isAddress = readAddress(name) !== null && !name.includes(':');
  const names = isAddress ? [reverseName(name)] : candidates(name, settings);
  const types = isAddress ? ['PTR'] : type === undefined ? addressTypes(ownFamilies(world, origin)) : [type.toUpperCase()];
  const steps: LookupStep[] = [];
  let last: LookupStep | undefined;
  for (const candidate of names) {
    const rounds = types.map((each) => ask(world, origin, { query: { name: candidate, type: each }, servers }));
    steps.push(...rounds.flat());
    last = together(rounds.flatMap((round) => round.at(-1) ?? []));
    if (last === undefined || last.rcode === 'TIMEOUT' || last.answers.length > 0) break;
  }
  const waited = steps.filter(({ rcode }) => rcode === 'TIMEOUT').length * TIMEOUT;
  const after = advance(world, waited);
  if (last === undefined || last.rcode === 'TIMEOUT') {
    const stdout = ';; connection timed out; no servers could be reached\n\n';
    return output(after, { kind: 'test', stdout, code: 1, notes: [...dnsNotes(name, steps), ...wayNotes(steps)] });
  }
  const stdout = `Server:\t\t${last.server}\nAddress:\t${last.server}#53\n\n${answerText(last, name)}`;
  const code = last.answers.length > 0 ? 0 : 1;
  return output(after, { kind: 'test', stdout, code, notes: [...(code === 0 ? [] : dnsNotes(name, steps)), ...wayNotes(steps)] });
}

/** Without a type nslookup asks for both families; what AAAA would tell an asker without IPv6 is of no use to it and left out. */
function addressTypes(families: readonly (4 | 6)[]): readonly string[] {
  return families.includes(6) ? ['A', 'AAAA'] : ['A'];
}

/** The answers to the questions about one name, as one. */
function together(answered: readonly LookupStep[]): LookupStep | undefined {
  const [first] = answered.filter(({ rcode }) => rcode === 'TIMEOUT' || rcode === 'NOERROR');
  return first === undefined ? answered[0] : { ...first, answers: answered.flatMap(({ answers }) => answers) };
}

function answerText({ rcode, answers, query }: LookupStep, asked: string): string {
  const shown = (name: string) => fullName(name).slice(0, -1);
  if (rcode !== 'NOERROR') return `** server can't find ${shown(rcode === 'NXDOMAIN' ? asked : query.name)}: ${rcode}\n\n`;
  if (answers.length === 0) return `*** Can't find ${asked}: No answer\n\n`;
  // What CoreDNS answers for its own zone is authoritative; what a resolver found elsewhere is not.
  const heading = /\.cluster\.local\.$/i.test(query.name) ? '' : 'Non-authoritative answer:\n';
  const lines = answers.map(({ name, type, data }) => {
    if (type === 'A' || type === 'AAAA') return `Name:\t${shown(name)}\nAddress: ${data}`;
    if (type === 'CNAME') return `${shown(name)}\tcanonical name = ${data}`;
    if (type === 'PTR') return `${shown(name)}\tname = ${data}`;
    return `${shown(name)}\t${type === 'SRV' ? 'service' : 'text'} = ${type === 'TXT' ? `"${data}"` : data}`;
  });
  return `${heading}${lines.join('\n')}\n\n`;
}
