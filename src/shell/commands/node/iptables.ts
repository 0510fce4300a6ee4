/** `iptables -L` and `-S`: the rules of `iptables-save` in the two other forms (iptables/iptables.c). */
import type { World } from '../../../engine/world.ts';
import type { Output } from '../../output.ts';
import { output } from '../../print.ts';
import { listedRule } from './iptables-list.ts';
import { iptablesSave, TABLES } from './iptables-save.ts';

type Call = { readonly world: World; readonly InstanceId: string; readonly words: readonly string[]; readonly family: 4 | 6 };

/** What `iptables …` prints on the instance. */
export function iptables({ world, InstanceId, words, family }: Call): Output {
  const read = readWords(words);
  if ('unknown' in read)
    return failed(
      world,
      `iptables v1.8.8 (legacy): unknown option "${read.unknown}"\nTry \`iptables -h' or 'iptables --help' for more information.\n`,
      2,
    );
  const table = TABLES.find((candidate) => candidate === read.table);
  if (table === undefined)
    return failed(
      world,
      `iptables v1.8.8 (legacy): can't initialize iptables table \`${read.table}': Table does not exist (do you need to insmod?)\n`,
      3,
    );
  if (read.command === null)
    return failed(world, "iptables v1.8.8 (legacy): no command specified\nTry `iptables -h' or 'iptables --help' for more information.\n", 2);
  if (read.command === 'write') return output(world, { kind: 'refused', code: 2, notes: [{ mark: 'not-simulated', text: READ_ONLY }] });
  const lines = iptablesSave(world, InstanceId, { tables: [table], family }).split('\n');
  const chains = lines.flatMap((line) => (/^:(\S+) (\S+)/.exec(line)?.slice(1, 3) as [string, string] | undefined) ?? []);
  const declared: [string, string][] = [];
  for (let at = 0; at < chains.length; at += 2) declared.push([chains[at] as string, chains[at + 1] as string]);
  const wanted = read.chain === null ? declared : declared.filter(([name]) => name === read.chain);
  if (wanted.length === 0) return failed(world, 'iptables: No chain/target/match by that name.\n', 1);
  const rulesOf = (chain: string): string[] => lines.filter((line) => line.startsWith(`-A ${chain} `));
  if (read.command === 'spec') {
    const heads = wanted.map(([chain, policy]) => (policy === '-' ? `-N ${chain}` : `-P ${chain} ${policy}`));
    return printed(world, [...heads, ...wanted.flatMap(([chain]) => rulesOf(chain))]);
  }
  const references = (chain: string): number => lines.filter((line) => line.endsWith(` -j ${chain}`) || line.includes(` -j ${chain} `)).length;
  const blocks = wanted.map(([chain, policy]) => {
    const counters = read.verbose ? ' 0 packets, 0 bytes' : '';
    const head = policy === '-' ? `Chain ${chain} (${references(chain)} references)` : `Chain ${chain} (policy ${policy}${counters})`;
    const rules = rulesOf(chain).map((rule, index) => `${read.numbered ? String(index + 1).padEnd(5) : ''}${listedRule(rule, read.verbose)}`);
    return [head, `${read.numbered ? 'num  ' : ''}${read.verbose ? VERBOSE_HEAD : HEAD}`, ...rules].join('\n');
  });
  return output(world, { kind: 'read', stdout: `${blocks.join('\n\n')}\n` });
}

const HEAD = 'target     prot opt source               destination         ';
const VERBOSE_HEAD = ' pkts bytes target     prot opt in     out     source               destination         ';
const READ_ONLY = {
  ko: '노드의 iptables는 kube-proxy와 aws-node가 씁니다. 실습에서는 읽기만 합니다.',
  en: 'kube-proxy and aws-node write the iptables of a node. In the lab they can only be read.',
};

type Read = {
  readonly table: string;
  readonly command: 'list' | 'spec' | 'write' | null;
  readonly chain: string | null;
  readonly verbose: boolean;
  readonly numbered: boolean;
};

function readWords(words: readonly string[]): Read | { readonly unknown: string } {
  let read: Read = { table: 'filter', command: null, chain: null, verbose: false, numbered: false };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === '-t' || word === '--table') read = { ...read, table: words[++at] ?? '' };
    else if (/^(-[ADIRNXPEFZ]|--(append|delete|insert|replace|new-chain|delete-chain|policy|flush|zero))$/.test(word))
      return { ...read, command: 'write' };
    else if (word === '--line-numbers') read = { ...read, numbered: true };
    else if (word === '--list' || word === '--list-rules') read = { ...read, command: word === '--list' ? 'list' : 'spec' };
    else if (/^-[LSnvxw]+$/.test(word)) {
      const command = word.includes('L') ? 'list' : word.includes('S') ? 'spec' : read.command;
      read = { ...read, command, verbose: read.verbose || word.includes('v') };
    } else if (word === '--verbose' || word === '--numeric' || word === '--wait') read = { ...read, verbose: read.verbose || word === '--verbose' };
    else if (word.startsWith('-')) return { unknown: word };
    else read = { ...read, chain: word };
  }
  return read;
}

function printed(world: World, lines: readonly string[]): Output {
  return output(world, { kind: 'read', stdout: lines.map((line) => `${line}\n`).join('') });
}

function failed(world: World, stderr: string, code: number): Output {
  return output(world, { kind: 'refused', stderr, code });
}
