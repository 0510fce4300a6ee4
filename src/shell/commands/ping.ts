/** `ping`, as iputils has it. https://man7.org/linux/man-pages/man8/ping.8.html */
import { connect } from '../../engine/connect.ts';
import { type Connection, ownLegs } from '../../engine/connection.ts';
import { showAddress } from '../../engine/net/address.ts';
import { advance } from '../../engine/settle.ts';
import type { Command, Invocation } from '../command.ts';
import type { Output } from '../output.ts';
import { output } from '../print.ts';
import { connectionNotes } from './trace-note.ts';

/** Without -c the real one never ends; here it stops after so many. */
const DEFAULT_COUNT = 4;
/**
 * One echo request a second, and ten seconds (two round trips at least) for the last answer. The time of the statistics ends
 * with the last request or answer: https://github.com/iputils/iputils/blob/master/ping/ping_common.c (finish: cur_time - start_time)
 */
const INTERVAL = 1_000;
const LAST_WAIT = 10_000;

export const ping: Command = {
  name: 'ping',
  summary: { ko: 'ICMP 에코 요청을 보냅니다.', en: 'Sends ICMP echo requests.' },
  usage: ['ping [-c COUNT] [-W SECONDS] HOST'],
  examples: ['ping -c 2 192.168.0.41'],
  run,
  complete: () => [],
};

function run({ world, origin, words }: Invocation): Output {
  const { host, count, wait } = optionsOf(words.map(({ text }) => text));
  if (host === null) return output(world, { kind: 'refused', stderr: 'ping: usage error: Destination address required\n', code: 1 });
  const called = connect(world, { from: origin, to: { host, port: 0, protocol: 'icmp' } });
  const { connection } = called;
  const shared = { kind: 'test', connections: [connection], notes: connectionNotes(connection) } as const;
  if (connection.outcome.outcome === 'no-name') {
    return output(called.world, { ...shared, stderr: `ping: ${host}: Name or service not known\n`, code: 2 });
  }
  const answered = connection.outcome.outcome === 'answered';
  const address = addressOf(connection);
  const sending = (count - 1) * INTERVAL;
  const lines = Array.from({ length: answered ? count : 0 }, (_, index) => `64 bytes from ${address}: icmp_seq=${index + 1} ttl=64 time=0.1 ms`);
  const received = answered ? count : 0;
  const statistics = [
    `--- ${host} ping statistics ---`,
    `${count} packets transmitted, ${received} received, ${answered ? 0 : 100}% packet loss, time ${sending}ms`,
    ...(answered ? ['rtt min/avg/max/mdev = 0.100/0.100/0.100/0.000 ms'] : []),
  ];
  const stdout = [`PING ${host} (${address}) 56(84) bytes of data.`, ...lines, '', ...statistics, ''].join('\n');
  return output(advance(called.world, sending + (answered ? 0 : (wait ?? LAST_WAIT))), { ...shared, stdout, code: answered ? 0 : 1 });
}

function addressOf(connection: Connection): string {
  const packet = ownLegs(connection).at(-1)?.branches[0]?.request[0]?.in;
  return packet === undefined ? '' : showAddress(packet.destination);
}

function optionsOf(words: readonly string[]): { readonly host: string | null; readonly count: number; readonly wait: number | null } {
  const given = (letter: string) => {
    const at = words.findIndex((word) => word === `-${letter}` || new RegExp(`^-${letter}\\d+$`).test(word));
    const value = at < 0 ? Number.NaN : Number((words[at] as string).slice(2) || words[at + 1]);
    return Number.isFinite(value) && value > 0 ? value : null;
  };
  const takesValue = (index: number) => index > 0 && /^-[cWwi]$/.test(words[index - 1] as string);
  const host = words.find((word, index) => !word.startsWith('-') && !takesValue(index)) ?? null;
  const wait = given('W');
  return { host, count: Math.min(given('c') ?? DEFAULT_COUNT, 100), wait: wait === null ? null : wait * 1000 };
}
