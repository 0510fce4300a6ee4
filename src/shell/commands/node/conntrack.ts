/**
 * `conntrack -L` on a node: the flows of the connections that were made last. Connections are computed, not stored, so the table
 * holds what the shell remembers. https://man7.org/linux/man-pages/man8/conntrack.8.html
 */
import type { Connection } from '../../../engine/connection.ts';
import { tupleText } from '../../../engine/dataplane/host/conntrack-row.ts';
import type { Branch, Session } from '../../../engine/dataplane/step.ts';
import { showAddress } from '../../../engine/net/address.ts';
import { type Packet, replyTo } from '../../../engine/net/packet.ts';
import type { World } from '../../../engine/world.ts';
import type { Note, Output } from '../../output.ts';
import { output } from '../../print.ts';

type Call = { readonly world: World; readonly InstanceId: string; readonly words: readonly string[]; readonly recent: readonly Connection[] };

/** The entries of the kernel of the instance, newest first. */
export function conntrack({ world, InstanceId, words, recent }: Call): Output {
  if (words[0] === '-C' || words[0] === '--count') return output(world, { kind: 'read', stdout: `${flowsOf(InstanceId, recent).length}\n` });
  if (words[0] !== '-L' && words[0] !== '--dump') {
    const text = { ko: '`conntrack -L`과 `conntrack -C`를 시뮬레이션합니다.', en: '`conntrack -L` and `conntrack -C` are simulated.' };
    return output(world, { kind: 'refused', code: 2, notes: [{ mark: 'not-simulated', text }] });
  }
  const value = (...names: readonly string[]): string | undefined => words[words.findIndex((word) => names.includes(word)) + 1 || words.length];
  const wanted = {
    '-s': value('-s', '--src', '--orig-src'),
    '-d': value('-d', '--dst', '--orig-dst'),
    '-p': value('-p', '--proto'),
    '--sport': value('--sport', '--orig-port-src'),
    '--dport': value('--dport', '--orig-port-dst'),
  };
  const flows = flowsOf(InstanceId, recent).filter(({ session: { original } }) => {
    if (wanted['-p'] !== undefined && wanted['-p'] !== original.protocol) return false;
    if (wanted['-s'] !== undefined && wanted['-s'] !== showAddress(original.source)) return false;
    if (wanted['-d'] !== undefined && wanted['-d'] !== showAddress(original.destination)) return false;
    if (wanted['--sport'] !== undefined && wanted['--sport'] !== String(original.sourcePort)) return false;
    return wanted['--dport'] === undefined || wanted['--dport'] === String(original.destinationPort);
  });
  const stdout = flows.map((flow) => `${flowLine(flow)}\n`).join('');
  const count = `conntrack v1.4.6 (conntrack-tools): ${flows.length} flow entries have been shown.\n`;
  return output(world, { kind: 'read', stdout, stderr: count, notes: [REMEMBERED] });
}

const REMEMBERED: Note = {
  mark: 'info',
  text: {
    ko: '셸이 기억하는 최근 연결이 이 노드에 남긴 항목만 나옵니다. 프로브와 앞선 연결의 항목은 나오지 않습니다.',
    en: 'These are the entries that the connections remembered by the shell left on this node, without probes and older connections.',
  },
};

type Flow = { readonly session: Session; readonly verdict: Branch['verdict'] };

function flowsOf(InstanceId: string, recent: readonly Connection[]): readonly Flow[] {
  const flows = new Map<string, Flow>();
  for (const connection of recent) {
    const queries = connection.lookup?.steps.flatMap(({ branches }) => branches.slice(0, 1)) ?? [];
    const taken = connection.legs.flatMap(({ branches, taken: index }) => branches.slice(index, index + 1));
    for (const { sessions, verdict } of [...taken, ...queries]) {
      for (const session of sessions[`host ${InstanceId}`] ?? []) {
        const key = tupleText(session.original);
        if (!flows.has(key)) flows.set(key, { session, verdict });
      }
    }
  }
  return [...flows.values()];
}

const NUMBERS = { tcp: 6, udp: 17, sctp: 132, icmp: 1 } as const;

function flowLine({ session, verdict }: Flow): string {
  const { original, translated, mark, state } = session;
  const answered = state === 'established';
  const head = `${original.protocol.padEnd(8)} ${NUMBERS[original.protocol]} ${stateOf(original.protocol, { answered, verdict })}`;
  const back = `${tupleText(replyTo(translated))}`;
  const middle = answered ? back : `[UNREPLIED] ${back}`;
  const assured = answered && original.protocol !== 'icmp' && verdict === 'answered' ? ' [ASSURED]' : '';
  return `${head} ${tupleText(original)} ${middle}${assured} mark=${mark} use=1`;
}

/** The client closes when it has its answer, a refusal closes at once; a first packet without an answer stays for two minutes. */
function stateOf(protocol: Packet['protocol'], { answered, verdict }: { answered: boolean; verdict: Branch['verdict'] }): string {
  if (protocol !== 'tcp') return '29';
  if (!answered) return '119 SYN_SENT';
  return verdict === 'answered' ? '119 TIME_WAIT' : '9 CLOSE';
}
