/**
 * Which backend an Ingress means for a request, as the API documents it; what a given controller makes of it may differ.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
 */
export type IngressRoute = { readonly host?: string; readonly path?: string; readonly pathType?: string; readonly backend: string };

/** The backend of the best rule: an exact host before a wildcard before none, the longest path, `Exact` before `Prefix`. */
export function matchIngress(routes: readonly IngressRoute[], request: { readonly host: string; readonly path: string }): string | undefined {
  const host = request.host.replace(/:\d+$/, '').toLowerCase();
  const matching = routes.filter((route) => hostMatches(route.host, host) && pathMatches(route, request.path));
  const [best] = [...matching].sort((one, other) => rank(other) - rank(one));
  return best?.backend;
}

function rank({ host = '', path = '/', pathType }: IngressRoute): number {
  const byHost = host === '' ? 0 : host.startsWith('*.') ? 1 : 2;
  return byHost * 1e9 + normal(path).length * 10 + (pathType === 'Exact' ? 1 : 0);
}

/** "`*.foo.com` … covers a single DNS label." */
function hostMatches(wanted: string | undefined, host: string): boolean {
  if (!wanted) return true;
  const lower = wanted.toLowerCase();
  if (!lower.startsWith('*.')) return lower === host;
  const dot = host.indexOf('.');
  return dot > 0 && host.slice(dot) === lower.slice(1);
}

/** Prefixes match whole path elements; a trailing slash is ignored. */
function pathMatches({ path = '/', pathType }: IngressRoute, asked: string): boolean {
  if (pathType === 'Exact') return path === asked;
  const prefix = normal(path);
  return prefix === '' || asked === prefix || asked.startsWith(`${prefix}/`);
}

function normal(path: string): string {
  return path.replace(/\/+$/, '');
}
