/** Images that serve HTTP. */
import type { HttpResponse } from '../../connection.ts';
import type { Listener } from '../../world.ts';
import { type Image, plainText, type Start } from './image.ts';

/** Of every image that is built on a Debian base. */
const COREUTILS: readonly string[] = ['cat', 'env', 'printenv', 'hostname', 'sleep'];

const http = (port: number): Listener => ({ protocol: 'tcp', port, serves: 'http' });

/** Serves its welcome page at `/` and nothing else. https://hub.docker.com/_/nginx: the default server listens on 80. */
export const nginx: Image = {
  repositories: ['nginx', 'nginx/nginx', 'docker/library/nginx', 'bitnami/nginx'],
  listens: () => [http(80)],
  serve: ({ path }) => (path === '/' || path === '/index.html' ? page(NGINX_PAGE, 'nginx') : notFound('nginx')),
  programs: ['sh', 'bash', 'curl', ...COREUTILS],
  endsOnTerm: true,
};

/** https://hub.docker.com/_/httpd: listens on 80, answers "It works!" at `/`. */
export const httpd: Image = {
  repositories: ['httpd', 'docker/library/httpd'],
  listens: () => [http(80)],
  serve: ({ path }) =>
    path === '/' || path === '/index.html' ? page('<html><body><h1>It works!</h1></body></html>\n', 'Apache') : notFound('Apache'),
  programs: ['sh', 'bash', ...COREUTILS],
  endsOnTerm: true,
};

/** The course's front end: listens on PORT (9376) and says which pod answered and which client address it saw. */
export const webapp: Image = {
  repositories: ['ekslab/webapp'],
  listens: (start) => [http(portOf(start, 'PORT', 9376))],
  serve: ({ hostname, client, forwardedFor }) => plainText(`${hostname} saw client ${client}${told(forwardedFor)}\n`, 'webapp'),
  programs: ['sh', 'curl', 'wget', 'nslookup', ...COREUTILS],
  endsOnTerm: true,
};

/** The course's back end: HTTP on 9376, and on 9377 what its https Service port leads to, served without TLS. */
export const backend: Image = {
  repositories: ['ekslab/backend'],
  listens: (start) => [http(portOf(start, 'PORT', 9376)), http(portOf(start, 'TLS_PORT', 9377))],
  serve: ({ hostname, client, port, forwardedFor }) =>
    plainText(`${hostname} saw client ${client} on port ${port}${told(forwardedFor)}\n`, 'backend'),
  programs: ['sh', 'curl', 'wget', 'nslookup', ...COREUTILS],
  endsOnTerm: true,
};

/** https://github.com/hashicorp/http-echo: `-listen=:5678` and `-text=...` are its arguments. */
export const httpEcho: Image = {
  repositories: ['hashicorp/http-echo'],
  listens: (start) => [http(Number(/:(\d+)$/.exec(option(start, 'listen') ?? ':5678')?.[1] ?? 5678))],
  serve: (_request, start) => plainText(`${option(start, 'text') ?? 'hello-world'}\n`, 'http-echo'),
  programs: [],
  endsOnTerm: true,
};

function portOf(start: Start, name: string, otherwise: number): number {
  const port = Number(start.env[name]);
  return Number.isInteger(port) && port > 0 && port < 65536 ? port : otherwise;
}

function option(start: Start, name: string): string | undefined {
  for (const [index, arg] of start.args.entries()) {
    const found = new RegExp(`^--?${name}(?:=(.*))?$`, 's').exec(arg);
    if (found !== null) return found[1] ?? start.args[index + 1];
  }
  return undefined;
}

function page(body: string, server: string): HttpResponse {
  const answer = plainText(body, server);
  return { ...answer, headers: answer.headers.map(([name, value]) => [name, name === 'Content-Type' ? 'text/html' : value] as const) };
}

function notFound(server: string): HttpResponse {
  const body = '<html>\n<head><title>404 Not Found</title></head>\n<body>\n<center><h1>404 Not Found</h1></center>\n</body>\n</html>\n';
  return { ...page(body, server), status: 404, reason: 'Not Found' };
}

const NGINX_PAGE = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>
</body>
</html>
`;

/** The header, where a proxy has set it: ` (X-Forwarded-For: 203.0.113.9)`. */
function told(forwardedFor: string | undefined): string {
  return forwardedFor === undefined ? '' : ` (X-Forwarded-For: ${forwardedFor})`;
}
