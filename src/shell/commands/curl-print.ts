/** What curl prints: the response, the conversation of `-v`, the progress meter, the variables of `-w`. */
import { type Connection, type HttpRequest, type HttpResponse, ownLegs } from '../../engine/connection.ts';
import { showAddress } from '../../engine/net/address.ts';
import { type Failure, responseAfter } from './curl-failure.ts';
import type { CurlOptions } from './curl-options.ts';
import { type CurlUrl, hostHeader } from './curl-url.ts';

export type Told = { readonly url: CurlUrl; readonly options: CurlOptions; readonly http: HttpRequest; readonly connection: Connection };

/** The body, with the headers before it for `-i`, or the headers alone for `-I`. */
export function responseText({ options, connection }: Told): string {
  const response = responseOf(connection);
  if (response === null) return '';
  if (options.head) return headers(response);
  return (options.include ? headers(response) : '') + response.body;
}

/** The lines of `-v`, on standard error. */
export function conversation(told: Told): string {
  const { url, http, connection, options } = told;
  const response = responseOf(connection);
  const address = addressOf(connection);
  const own = options.headers.filter((header) => !/^host:/i.test(header));
  const request = [`${http.method} ${http.path} HTTP/1.1`, `Host: ${http.host}`, 'User-Agent: curl/8.5.0', 'Accept: */*', ...own, ''];
  const answer = response === null ? [] : headers(response).split('\n').slice(0, -1);
  return [
    ...tried(told),
    `* Connected to ${url.host} (${address}) port ${url.port}`,
    ...request.map((line) => `> ${line}`),
    ...answer.map((line) => `< ${line}`),
    `* Connection #0 to host ${url.host} left intact`,
    '',
  ].join('\n');
}

/** The lines of `-v` for a connection that did not come about. */
export function failureVerbose(told: Told, failure: Failure): string {
  const lines = told.connection.legs.length === 0 ? [`* ${failure.message}`] : tried(told);
  const { outcome } = told.connection;
  if (outcome.outcome === 'refused') lines.push(`* connect to ${outcome.address} port ${outcome.port} failed: Connection refused`);
  if (told.connection.legs.length > 0) lines.push(`* ${failure.message}`);
  return [...lines, '* Closing connection', ''].join('\n');
}

function tried({ connection, url }: Told): string[] {
  const found = connection.lookup === null ? [] : [`* Host ${url.host}:${url.port} was resolved.`];
  const legs = ownLegs(connection).map(({ branches, taken }) => `*   Trying ${destinationOf(branches[taken])}:${url.port}...`);
  return [...found, ...legs];
}

/** The meter that curl draws on standard error when the body goes elsewhere. */
export function progressMeter({ connection }: Told): string {
  const size = responseOf(connection)?.body.length ?? 0;
  const shown = String(size).padStart(5);
  return (
    '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
    '                                 Dload  Upload   Total   Spent    Left  Speed\n' +
    `100 ${shown}  100 ${shown}    0     0  ${shown}      0 --:--:-- --:--:-- --:--:-- ${shown}\n`
  );
}

/** `-w`: `%{name}` variables and the escapes \n, \t, \r; unknown names give nothing. https://curl.se/docs/manpage.html#-w */
export function writtenOut(told: Pick<Told, 'options' | 'connection'> & { readonly url?: CurlUrl }, failure: Failure | null): string {
  const { writeOut } = told.options;
  if (writeOut === null) return '';
  const values = variables(told, failure);
  return writeOut.replace(/%%|%\{([a-z_]+)\}|\\([ntr\\])/g, (whole, name: string | undefined, letter: string | undefined) => {
    if (name !== undefined) return values[name] ?? '';
    return letter === undefined ? whole.slice(1) : ({ n: '\n', t: '\t', r: '\r', '\\': '\\' }[letter] as string);
  });
}

function variables({ connection, url }: Parameters<typeof writtenOut>[0], failure: Failure | null): { readonly [name: string]: string } {
  const response = failure === null ? responseOf(connection) : null;
  const connecting = ((failure?.waited ?? 0) / 1000).toFixed(6);
  const seconds = ((failure?.waited ?? responseAfter(connection)) / 1000).toFixed(6);
  const connected = connection.outcome.outcome === 'answered' || connection.outcome.outcome === 'http-status';
  return {
    http_code: String(response?.status ?? 0).padStart(3, '0'),
    response_code: String(response?.status ?? 0).padStart(3, '0'),
    remote_ip: connected ? addressOf(connection) : '',
    remote_port: connected ? String(connection.target.port) : '0',
    size_download: String(response?.body.length ?? 0),
    time_total: seconds,
    time_connect: connected ? connecting : '0.000000',
    time_namelookup: '0.000000',
    exitcode: String(failure?.code ?? 0),
    errormsg: failure?.message ?? '',
    method: 'GET',
    scheme: url?.scheme ?? 'http',
    url: url?.text ?? '',
    url_effective: url === undefined ? '' : `${url.scheme}://${hostHeader(url)}${url.path}`,
    num_connects: connected ? '1' : '0',
  };
}

function responseOf({ outcome }: Connection): HttpResponse | null {
  return outcome.outcome === 'answered' || outcome.outcome === 'http-status' ? outcome.response : null;
}

/** Header lines end in a bare newline here: a terminal shows no difference. */
function headers({ status, reason, headers: fields }: HttpResponse): string {
  return [`HTTP/1.1 ${status} ${reason}`, ...fields.map(([name, value]) => `${name}: ${value}`), '', ''].join('\n');
}

/** The address that curl itself has connected to, not that of a target behind a load balancer. */
function addressOf(connection: Connection): string {
  const leg = ownLegs(connection).at(-1);
  return destinationOf(leg?.branches[leg.taken]);
}

function destinationOf(branch: Connection['legs'][number]['branches'][number] | undefined): string {
  const packet = branch?.request[0]?.in;
  return packet === undefined ? '' : showAddress(packet.destination);
}
