/** How curl fails: its exit status, its words, and how long it waits first. https://curl.se/libcurl/c/libcurl-errors.html */
import type { Connection } from '../../engine/connection.ts';
import type { CurlOptions } from './curl-options.ts';
import type { CurlUrl } from './curl-url.ts';

export type Failure = {
  readonly code: number;
  readonly message: string;
  /** Simulated milliseconds that pass until curl gives up. */
  readonly waited: number;
};

/** Linux sends a SYN seven times (net.ipv4.tcp_syn_retries = 6) and gives up after about 131 seconds. */
const SYN_TIMEOUT = 131_072;
/** A resolver waits five seconds for an answer (resolv.conf(5), `timeout`). */
const DNS_TIMEOUT = 5_000;

/** https://curl.se/docs/sslcerts.html */
const UNKNOWN_SIGNER = `SSL certificate problem: unable to get local issuer certificate
More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the web page mentioned above.`;

type Asked = { readonly url: CurlUrl; readonly options: CurlOptions };

/** The failure of a connection as curl tells it, or null when there is a response to show. */
export function failureOf(connection: Connection, asked: Asked): Failure | null {
  const resolving = (connection.lookup?.steps.filter(({ rcode }) => rcode === 'TIMEOUT').length ?? 0) * DNS_TIMEOUT;
  const limit = limitOf(asked.options);
  if (limit !== null && resolving > limit) return { code: 28, message: `Resolving timed out after ${limit + 1} milliseconds`, waited: limit };
  const { outcome } = connection;
  if (outcome.outcome === 'no-name') return { code: 6, message: `Could not resolve host: ${asked.url.host}`, waited: resolving };
  if (outcome.outcome === 'timed-out') return timedOut(connection, asked, { limit, resolving });
  if (outcome.outcome === 'refused') return { code: 7, message: notConnected(asked, resolving), waited: resolving };
  return answeredButUseless(connection, asked, resolving);
}

const SSH = 22;

function limitOf({ maxTime, connectTimeout }: CurlOptions): number | null {
  const limits = [maxTime, connectTimeout].filter((seconds) => seconds !== null).map((seconds) => seconds * 1000);
  return limits.length === 0 ? null : Math.min(...limits);
}

type Passed = { readonly limit: number | null; readonly resolving: number };

function timedOut(connection: Connection, asked: Asked, { limit, resolving }: Passed): Failure {
  const waited = resolving + connection.legs.length * SYN_TIMEOUT;
  if (limit !== null && limit < waited) return { code: 28, message: `Connection timed out after ${limit + 1} milliseconds`, waited: limit };
  return { code: 28, message: notConnected(asked, waited), waited };
}

function notConnected({ url }: Asked, ms: number): string {
  return `Failed to connect to ${url.host} port ${url.port} after ${ms} ms: Couldn't connect to server`;
}

/** Milliseconds until the response of the connection comes. */
export function responseAfter({ outcome }: Connection): number {
  return outcome.outcome === 'answered' || outcome.outcome === 'http-status' ? (outcome.response?.after ?? 0) : 0;
}

/** The connection stands, but there is no response that curl takes. */
function answeredButUseless(connection: Connection, { url, options }: Asked, resolving: number): Failure | null {
  const { outcome } = connection;
  const response = outcome.outcome === 'answered' || outcome.outcome === 'http-status' ? outcome.response : null;
  const waited = resolving + responseAfter(connection);
  const limit = options.maxTime === null ? null : options.maxTime * 1000;
  if (limit !== null && waited > limit) {
    return { code: 28, message: `Operation timed out after ${limit + 1} milliseconds with 0 bytes received`, waited: limit };
  }
  // Programs in the lab speak plain HTTP: whoever asks them for TLS gets no TLS record back.
  if (url.scheme === 'https' && response?.tls === 'cluster' && !options.insecure) return { code: 60, message: UNKNOWN_SIGNER, waited };
  if (url.scheme === 'http' && response?.tls !== undefined) return { code: 52, message: 'Empty reply from server', waited };
  if (url.scheme === 'https' && response !== null && response.tls === undefined) {
    return { code: 35, message: 'OpenSSL/3.0.13: error:0A00010B:SSL routines::wrong version number', waited };
  }
  // An SSH server speaks first (https://www.rfc-editor.org/rfc/rfc4253#section-4.2), and curl takes no line without a header since 7.66.0: https://curl.se/ch/7.66.0.html
  if (response === null && url.scheme === 'http' && url.port === SSH) return { code: 1, message: 'Received HTTP/0.9 when not allowed', waited };
  if (response === null) return { code: 52, message: 'Empty reply from server', waited };
  if (options.fail && response.status >= 400) return { code: 22, message: `The requested URL returned error: ${response.status}`, waited };
  return null;
}
