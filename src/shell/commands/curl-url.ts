/** URLs as curl reads them: the scheme may be left out, the port may. https://curl.se/docs/url-syntax.html */
import type { CurlProblem } from './curl-options.ts';

export type CurlUrl = {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly text: string;
};

const PORTS = { http: 80, https: 443 } as const;

/** The parts of a URL, or what curl says about a text that is none. */
export function readCurlUrl(text: string): CurlUrl | CurlProblem {
  const match = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?#]*)([^#]*)/i.exec(text);
  const scheme = (match?.[1] ?? 'http').toLowerCase();
  const authority = (match?.[2] ?? '').replace(/^[^@]*@/, '');
  if (scheme !== 'http' && scheme !== 'https') return { message: `curl: (1) Protocol "${scheme}" not supported\n`, code: 1 };
  const parts = /^(\[[0-9a-f:.]+\]|[^:]*)(?::(.*))?$/i.exec(authority);
  const [host = '', port] = parts === null ? [] : [parts[1] as string, parts[2]];
  if (host === '') return { message: 'curl: (3) URL rejected: No host part in the URL\n', code: 3 };
  if (port !== undefined && port !== '' && !(/^\d{1,5}$/.test(port) && Number(port) <= 65535)) {
    return { message: 'curl: (3) URL rejected: Port number was not a decimal number between 0 and 65535\n', code: 3 };
  }
  if (!/^[\w.:[\]-]+$/.test(host)) return { message: 'curl: (3) URL rejected: Bad hostname\n', code: 3 };
  const rest = match?.[3] ?? '';
  return { scheme, host, port: port ? Number(port) : PORTS[scheme], path: rest.startsWith('/') ? rest : `/${rest}`, text };
}

/** The value of the Host header: without the scheme's own port. */
export function hostHeader({ scheme, host, port }: CurlUrl): string {
  return port === PORTS[scheme] ? host : `${host}:${port}`;
}
