/**
 * `nc` in a container, to see whether a port answers: netcat-openbsd where the image carries it, else that of busybox.
 * https://man.openbsd.org/nc.1, https://busybox.net/downloads/BusyBox.html#nc
 */
import type { Pod } from '../../../engine/cluster/pod.ts';
import { connect } from '../../../engine/connect.ts';
import { type Connection, ownLegs } from '../../../engine/connection.ts';
import { showAddress } from '../../../engine/net/address.ts';
import { advance } from '../../../engine/settle.ts';
import type { Invocation } from '../../command.ts';
import type { Output } from '../../output.ts';
import { output } from '../../print.ts';
import { connectionNotes } from '../trace-note.ts';

type Options = { readonly words: readonly string[]; readonly flags: string; readonly seconds: number | null };
type Asked = Options & { readonly host: string; readonly port: number; readonly protocol: 'tcp' | 'udp' };
type Said = { readonly text: string; readonly code: number; readonly waited: number };

/** Linux gives up on a SYN after about 131 seconds (net.ipv4.tcp_syn_retries = 6). */
const SYN_TIMEOUT = 131_072;
/** Rows of /etc/services. */
const SERVICES: { readonly [port: number]: string | undefined } = {
  22: 'ssh',
  53: 'domain',
  80: 'http',
  443: 'https',
  3306: 'mysql',
  5432: 'postgresql',
  8080: 'http-alt',
};

/** Connects, says with `-v` how it went, and ends as its input does: at once. */
export function nc({ world, origin, words }: Invocation, pod: Pod): Output {
  const options = optionsOf(words.map(({ text }) => text));
  const [host, port] = options.words;
  const number = Number(port);
  if (host === undefined || port === undefined)
    return output(world, { kind: 'refused', stderr: 'usage: nc [-uvz] [-w timeout] host port\n', code: 1 });
  if (!Number.isInteger(number) || number < 1 || number > 65_535) {
    return output(world, { kind: 'refused', stderr: `nc: port number invalid: ${port}\n`, code: 1 });
  }
  const asked: Asked = { ...options, host, port: number, protocol: options.flags.includes('u') ? 'udp' : 'tcp' };
  const called = connect(world, { from: origin, to: { host, port: number, protocol: asked.protocol } });
  const said = (isBusybox(pod) ? saidByBusybox : saidByOpenbsd)(asked, called.connection);
  const shared = { kind: 'test', connections: [called.connection], notes: connectionNotes(called.connection) } as const;
  return output(advance(called.world, said.waited), { ...shared, stderr: said.text, code: said.code });
}

function isBusybox(pod: Pod): boolean {
  return /(^|\/)(busybox|alpine|curlimages\/curl)(:|@|$)/.test(pod.spec.containers[0]?.image ?? '');
}

/** Alpine's netcat-openbsd over musl: https://salsa.debian.org/debian/netcat-openbsd (netcat.c, connection_info, timeout_connect) */
function saidByOpenbsd(asked: Asked, connection: Connection): Said {
  const { host, port, protocol, flags, seconds } = asked;
  const { outcome } = connection;
  if (outcome.outcome === 'no-name') return { text: `nc: getaddrinfo for host "${host}" port ${port}: Name does not resolve\n`, code: 1, waited: 0 };
  const address = addressOf(connection);
  const named = address === host ? host : `${host} (${address})`;
  const verbose = (text: string) => (flags.includes('v') ? text : '');
  const failed = `nc: connect to ${named} port ${port} (${protocol})`;
  if (outcome.outcome === 'refused') return { text: verbose(`${failed} failed: Connection refused\n`), code: 1, waited: 0 };
  if (outcome.outcome === 'timed-out' && protocol === 'tcp') {
    if (seconds === null) return { text: verbose(`${failed} failed: Operation timed out\n`), code: 1, waited: SYN_TIMEOUT };
    return { text: verbose(`${failed} timed out: Operation in progress\n`), code: 1, waited: seconds * 1000 };
  }
  return { text: verbose(`Connection to ${named} ${port} port [${protocol}/${SERVICES[port] ?? '*'}] succeeded!\n`), code: 0, waited: 0 };
}

/** https://git.busybox.net/busybox/tree/networking/nc_bloaty.c */
function saidByBusybox(asked: Asked, connection: Connection): Said {
  const { host, port, protocol, flags, seconds } = asked;
  const { outcome } = connection;
  if (outcome.outcome === 'no-name') return { text: `nc: bad address '${host}'\n`, code: 1, waited: 0 };
  const named = `${host} (${addressOf(connection)}:${port})`;
  if (outcome.outcome === 'refused') return { text: `nc: ${named}: Connection refused\n`, code: 1, waited: 0 };
  if (outcome.outcome === 'timed-out' && protocol === 'tcp') {
    if (seconds === null) return { text: `nc: ${named}: Operation timed out\n`, code: 1, waited: SYN_TIMEOUT };
    return { text: 'nc: timed out\n', code: 1, waited: seconds * 1000 };
  }
  return { text: flags.includes('v') ? `${named} open\n` : '', code: 0, waited: 0 };
}

function addressOf(connection: Connection): string {
  const packet = ownLegs(connection).at(-1)?.branches[0]?.request[0]?.in;
  return packet === undefined ? '' : showAddress(packet.destination);
}

function optionsOf(texts: readonly string[]): Options {
  const words: string[] = [];
  let flags = '';
  let seconds: number | null = null;
  for (let index = 0; index < texts.length; index++) {
    const text = texts[index] as string;
    if (!text.startsWith('-')) {
      words.push(text);
      continue;
    }
    const [, letters = '', value = ''] = /^-([a-vx-zA-Z0-9]*)w?(\d*)$/.exec(text) ?? [];
    flags += letters;
    if (text.includes('w')) seconds = Number(value || texts[++index]) || null;
  }
  return { words, flags, seconds };
}
