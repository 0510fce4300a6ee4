/**
 * `curl`: one HTTP request over one simulated connection, with the real tool's options, texts and exit statuses.
 * https://curl.se/docs/manpage.html
 */
import { connect } from '../../engine/connect.ts';
import type { Connection } from '../../engine/connection.ts';
import { advance } from '../../engine/settle.ts';
import type { World } from '../../engine/world.ts';
import type { Command, Completion, Invocation } from '../command.ts';
import type { Note, Output } from '../output.ts';
import { output } from '../print.ts';
import { type Failure, failureOf, responseAfter } from './curl-failure.ts';
import { CURL_FLAGS, type CurlOptions, readCurlOptions } from './curl-options.ts';
import { conversation, failureVerbose, progressMeter, responseText, writtenOut } from './curl-print.ts';
import { type CurlUrl, hostHeader, readCurlUrl } from './curl-url.ts';
import { connectionNotes } from './trace-note.ts';

export const curl: Command = {
  name: 'curl',
  summary: { ko: 'HTTP 요청을 한 번 보냅니다.', en: 'Sends one HTTP request.' },
  usage: [
    'curl [-sSvIif] [-m SECONDS] [--connect-timeout SECONDS] [-o FILE] [-w FORMAT] [-H HEADER] [-X METHOD] [-d DATA] [--resolve HOST:PORT:ADDRESS] URL',
  ],
  examples: ['curl http://198.51.100.6:32001', "curl -s -o /dev/null -w '%{http_code}\\n' --max-time 2 http://backend.prod"],
  run,
  complete,
};

function run({ world, origin, words }: Invocation): Output {
  const options = readCurlOptions(words);
  if ('message' in options) return output(world, { kind: 'refused', stderr: options.message, code: options.code });
  if (options.urls.length === 0) {
    const stderr = "curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information\n";
    return output(world, { kind: 'refused', stderr, code: 2 });
  }
  let done = output(world, { kind: 'test', notes: ignoredNotes(options) });
  for (const text of options.urls) {
    const url = readCurlUrl(text);
    const one = 'message' in url ? refusedUrl(done.world, options, url) : transfer(done.world, { url, options, origin });
    done = {
      ...one,
      stdout: done.stdout + one.stdout,
      stderr: done.stderr + one.stderr,
      notes: [...done.notes, ...one.notes],
      connections: [...done.connections, ...one.connections],
    };
  }
  return done;
}

function refusedUrl(world: World, options: CurlOptions, { message, code }: { message: string; code: number }): Output {
  return output(world, { kind: 'refused', stderr: speaks(options) ? message : '', code });
}

type Transfer = { readonly url: CurlUrl; readonly options: CurlOptions; readonly origin: Invocation['origin'] };

function transfer(world: World, { url, options, origin }: Transfer): Output {
  const method = options.method ?? (options.head ? 'HEAD' : options.data === null ? 'GET' : 'POST');
  const host = options.headers.map((header) => /^host:\s*(.*)$/i.exec(header)?.[1]).find((value) => value !== undefined) ?? hostHeader(url);
  const http = { method, path: url.path, host };
  const address = options.resolve.get(`${url.host.toLowerCase()}:${url.port}`) ?? url.host;
  const called = connect(world, {
    from: origin,
    to: { host: address, port: url.port, protocol: 'tcp' },
    http,
    ...(options.family === null ? {} : { family: options.family }),
  });
  const { connection } = called;
  const failure = failureOf(connection, { url, options });
  const waited = failure === null ? responseAfter(connection) : failure.waited;
  const after = waited === 0 ? called.world : advance(called.world, waited);
  const notes = connectionNotes(connection);
  const told = { url, options, http, connection };
  if (failure !== null) return failed(after, { connection, failure, options, notes, verbose: failureVerbose(told, failure) });
  const verbose = options.verbose ? conversation(told) : '';
  const meter = options.output === null || options.silent ? '' : progressMeter(told);
  const stdout = (options.output === null ? responseText(told) : '') + writtenOut(told, null);
  return output(after, { kind: 'test', stdout, stderr: meter + verbose, notes, connections: [connection] });
}

type Failed = {
  readonly connection: Connection;
  readonly failure: Failure;
  readonly options: CurlOptions;
  readonly notes: readonly Note[];
  readonly verbose: string;
};

function failed(world: World, { connection, failure, options, notes, verbose }: Failed): Output {
  const stderr = (options.verbose ? verbose : '') + (speaks(options) ? `curl: (${failure.code}) ${failure.message}\n` : '');
  const stdout = writtenOut({ options, connection }, failure);
  return output(world, { kind: 'test', stdout, stderr, code: failure.code, notes, connections: [connection] });
}

/** `-s` silences errors too, `-S` brings them back. */
function speaks({ silent, showError }: CurlOptions): boolean {
  return !silent || showError;
}

function ignoredNotes({ ignored, output: file }: CurlOptions): Note[] {
  const notes: Note[] = [];
  const real = ignored.filter((name) => ['user', 'cookie', 'retry'].includes(name)).map((name) => `--${name}`);
  if (real.length > 0) {
    const names = real.join(', ');
    notes.push({ mark: 'not-simulated', text: { ko: `시뮬레이션하지 않는 옵션: ${names}`, en: `Options that are not simulated: ${names}` } });
  }
  if (file !== null && file !== '/dev/null' && file !== '-') {
    notes.push({
      mark: 'not-simulated',
      text: { ko: '이 셸에는 파일이 없습니다. 받은 내용을 버렸습니다.', en: 'This shell has no files. What was received is discarded.' },
    });
  }
  return notes;
}

function complete({ words }: Invocation): readonly Completion[] {
  const last = words.at(-1)?.text ?? '';
  return last.startsWith('-') ? CURL_FLAGS.map((text) => ({ text, about: null })) : [];
}
