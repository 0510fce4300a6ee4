/** `wget` as busybox has it. https://busybox.net/downloads/BusyBox.html#wget */
import { connect } from '../../engine/connect.ts';
import { type Connection, ownLegs } from '../../engine/connection.ts';
import { showAddress } from '../../engine/net/address.ts';
import { advance } from '../../engine/settle.ts';
import type { Command, Invocation } from '../command.ts';
import type { Output } from '../output.ts';
import { output } from '../print.ts';
import { hostHeader, readCurlUrl } from './curl-url.ts';
import { connectionNotes } from './trace-note.ts';

/** "-T SEC: network read timeout is SEC seconds", 900 without it; a connection that nobody answers ends sooner. */
const SYN_TIMEOUT = 131_072;

export const wget: Command = {
  name: 'wget',
  summary: { ko: 'HTTP로 내려받습니다. 파드 안의 busybox 판입니다.', en: 'Downloads over HTTP; the one of busybox, as pods have it.' },
  usage: ['wget [-q] [-O FILE] [-T SECONDS] URL'],
  examples: ['wget -qO- http://frontend', 'wget -T 2 -qO- http://backend.prod'],
  run,
  complete: () => [],
};

function run({ world, origin, words }: Invocation): Output {
  const { quiet, file, seconds, url: text } = optionsOf(words.map((word) => word.text));
  if (text === null) return output(world, { kind: 'refused', stderr: 'wget: missing URL\n', code: 1 });
  const url = readCurlUrl(text);
  if ('message' in url) return output(world, { kind: 'refused', stderr: `wget: not an http or ftp url: ${text}\n`, code: 1 });
  const http = { method: 'GET', path: url.path, host: hostHeader(url) };
  const called = connect(world, { from: origin, to: { host: url.host, port: url.port, protocol: 'tcp' }, http });
  const { connection } = called;
  const shared = { kind: 'test', connections: [connection], notes: connectionNotes(connection) } as const;
  const { outcome } = connection;
  const address = addressOf(connection);
  const trying = quiet || address === '' ? '' : `Connecting to ${hostHeader(url)} (${address}:${url.port})\n`;
  if (outcome.outcome === 'no-name') return output(called.world, { ...shared, stderr: `wget: bad address '${hostHeader(url)}'\n`, code: 1 });
  if (outcome.outcome === 'refused') {
    return output(called.world, { ...shared, stderr: `${trying}wget: can't connect to remote host (${address}): Connection refused\n`, code: 1 });
  }
  if (outcome.outcome === 'timed-out') {
    const ms = seconds === null ? SYN_TIMEOUT : seconds * 1000;
    const said = seconds === null ? `wget: can't connect to remote host (${address}): Operation timed out\n` : 'wget: download timed out\n';
    return output(advance(called.world, ms), { ...shared, stderr: trying + said, code: 1 });
  }
  const { response } = outcome;
  if (response === null) return output(called.world, { ...shared, stderr: `${trying}wget: error getting response\n`, code: 1 });
  if (response.status >= 400) {
    return output(called.world, {
      ...shared,
      stderr: `${trying}wget: server returned error: HTTP/1.1 ${response.status} ${response.reason}\n`,
      code: 1,
    });
  }
  return output(called.world, { ...shared, stdout: file === '-' ? response.body : '', stderr: trying });
}

function addressOf(connection: Connection): string {
  const packet = ownLegs(connection).at(-1)?.branches[0]?.request[0]?.in;
  return packet === undefined ? '' : showAddress(packet.destination);
}

type Options = { readonly quiet: boolean; readonly file: string | null; readonly seconds: number | null; readonly url: string | null };

function optionsOf(words: readonly string[]): Options {
  let options: Options = { quiet: false, file: null, seconds: null, url: null };
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (!word.startsWith('-') || word === '-') {
      options = { ...options, url: word };
      continue;
    }
    if (word.startsWith('--')) {
      const seconds = /^--timeout=(\d+)$/.exec(word)?.[1];
      options = { ...options, quiet: options.quiet || word === '--quiet', seconds: seconds === undefined ? options.seconds : Number(seconds) };
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at];
      if (letter === 'q') options = { ...options, quiet: true };
      if (letter !== 'O' && letter !== 'T') continue;
      const value = word.slice(at + 1) || (words[++index] ?? '');
      options = letter === 'O' ? { ...options, file: value } : { ...options, seconds: Number(value) };
      break;
    }
  }
  return options;
}
