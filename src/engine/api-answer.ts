/** What APIs answer to a request without credentials: kube-apiserver, and the services of AWS. */
import { kubernetesCluster } from './aws/eks/endpoint.ts';
import { publicServiceAt } from './aws/public-service.ts';
import { serviceCode } from './aws/vpc-endpoint-services.ts';
import type { HttpRequest, HttpResponse } from './connection.ts';
import type { Place } from './dataplane/step.ts';
import { parseAddress } from './net/address.ts';
import { objectAt } from './store.ts';
import type { World } from './world.ts';

/** What the API behind the place answers; null where that is not known. */
export function overTls(world: World, { of }: Place, http: HttpRequest): HttpResponse | null {
  if (of.kind === 'EksCluster') return kubernetesAnswer(world, of.key, http);
  const endpoint = of.kind === 'VpcEndpoint' ? objectAt(world.aws.VpcEndpoint, of.key) : undefined;
  const code = of.kind === 'OutsideHost' ? publicServiceAt(world, parseAddress(of.key)) : serviceCode(endpoint?.ServiceName ?? '');
  return code === undefined ? null : (SERVICES[code] ?? null);
}

/** Paths that `system:public-info-viewer` opens to everyone. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#discovery-roles */
const OPEN = ['/healthz', '/livez', '/readyz'];

/**
 * From 1.32 on EKS restricts anonymous requests to the paths of the health checks; all others get 401.
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions-standard.html#_anonymous_authentication_changes
 */
const FIRST_MINOR_WITHOUT_ANONYMOUS = 32;

function kubernetesAnswer(world: World, cluster: string, { path, method }: HttpRequest): HttpResponse {
  if (OPEN.includes(path)) return { ...answered(200, 'OK', 'ok', 'text/plain; charset=utf-8'), tls: 'cluster' };
  const { version = '' } = kubernetesCluster(world) ?? objectAt(world.aws.EksCluster, cluster) ?? {};
  const [major, minor] = version.split('.');
  if (Number(minor) >= FIRST_MINOR_WITHOUT_ANONYMOUS) return failure(401, 'Unauthorized', 'Unauthorized');
  if (path === '/version') {
    return { ...answered(200, 'OK', `${JSON.stringify({ major, minor }, null, 2)}`, 'application/json'), tls: 'cluster' };
  }
  return failure(403, 'Forbidden', `forbidden: User "system:anonymous" cannot ${method.toLowerCase()} path "${path}"`);
}

function failure(code: number, reason: string, message: string): HttpResponse {
  const body = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, ...(code === 403 ? { details: {} } : {}), code };
  return { ...answered(code, reason, JSON.stringify(body, null, 2), 'application/json'), tls: 'cluster' };
}

/** What the services say to GET / without a signature, as far as it is known here. */
const SERVICES: { readonly [code: string]: HttpResponse } = {
  ec2: moved(301, 'https://aws.amazon.com/ec2'),
  eks: unsigned(),
  'eks-auth': unsigned(),
  'eks-fips': unsigned(),
  s3: moved(307, 'https://aws.amazon.com/s3/'),
  sts: moved(302, 'https://aws.amazon.com/iam'),
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html (MISSING_AUTHENTICATION_TOKEN) */
function unsigned(): HttpResponse {
  return { ...answered(403, 'Forbidden', '{"message":"Missing Authentication Token"}', 'application/json'), tls: 'public' };
}

function moved(status: number, location: string): HttpResponse {
  const page = answered(status, { 301: 'Moved Permanently', 302: 'Found' }[status] ?? 'Temporary Redirect', '', 'text/html');
  return { ...page, headers: [...page.headers, ['Location', location]], tls: 'public' };
}

function answered(status: number, reason: string, body: string, type: string): HttpResponse {
  const headers = [
    ['Content-Type', type],
    ['Content-Length', String(body.length)],
  ] as const;
  return { status, reason, body, headers };
}
