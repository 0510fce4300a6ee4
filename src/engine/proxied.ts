/**
 * An Application Load Balancer, or VPC Lattice, between client and target: it reads the request, and opens a connection of its own to a target.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
 */
import { type Action, forwardsTo } from './aws/elbv2/action.ts';
import { type Request, routed } from './aws/elbv2/routing.ts';
import { type Destination, destinations } from './aws/elbv2/usable-targets.ts';
import { listenersOf } from './aws/listener.ts';
import type { LoadBalancer } from './aws/load-balancer.ts';
import type { Connection, HttpRequest, HttpResponse, Leg } from './connection.ts';
import { chosen } from './dataplane/branch.ts';
import { startOf } from './dataplane/origin.ts';
import { pickBranch } from './dataplane/pick.ts';
import type { Branch } from './dataplane/step.ts';
import { trace } from './dataplane/trace.ts';
import { respond } from './http-answer.ts';
import { latticed } from './latticed.ts';
import { type Address, showAddress } from './net/address.ts';
import { objectAt } from './store.ts';
import type { World } from './world.ts';

type Ended = Pick<Connection, 'legs' | 'outcome'>;

/** What becomes of a connection that an ALB or VPC Lattice has taken; null where it was taken by something else. */
export function proxied(world: World, branch: Branch, http: HttpRequest | undefined): Ended | null {
  if (branch.delivered?.to.name === 'lattice-association') {
    return latticed(world, branch, { http, onward: (taken) => proxied(world, taken, http) });
  }
  const { delivered } = branch;
  const balancer = delivered?.to.name === 'load-balancer' ? objectAt(world.aws.LoadBalancer, delivered.to.of.key) : undefined;
  const node = delivered?.to.device;
  if (delivered === null || balancer === undefined || node === undefined) return null;
  const by = balancer.LoadBalancerName;
  if (http === undefined) return { legs: [], outcome: { outcome: 'answered', response: null, by } };
  const listener = listenersOf(world, balancer.LoadBalancerArn).find(({ Port }) => Port === delivered.packet.destinationPort);
  if (listener === undefined) throw new Error(`Expected load balancer ${by} to have the listener that took the connection`);
  const { action } = routed(world, listener, requestOf(http, delivered.saw.address));
  if (action?.Type !== 'forward') {
    const asked = { http, protocol: listener.Protocol, port: listener.Port };
    return { legs: [], outcome: answeredWith(action === undefined ? page(503) : ownAnswer(action, asked), by) };
  }
  return forwarded(world, { balancer, node, action, http: forwardedFor(http, delivered.saw.address) });
}

/** "The load balancer appends the client's address": https://docs.aws.amazon.com/elasticloadbalancing/latest/application/x-forwarded-headers.html */
function forwardedFor(http: HttpRequest, client: Address): HttpRequest {
  const before = http.forwardedFor === undefined ? '' : `${http.forwardedFor}, `;
  return { ...http, forwardedFor: `${before}${showAddress(client)}` };
}

function requestOf({ method, path, host }: HttpRequest, source: Address): Request {
  const [bare = '', query = ''] = path.split('?');
  return { method, path: bare, query, host, source };
}

type Forward = { readonly balancer: LoadBalancer; readonly node: string; readonly action: Action; readonly http: HttpRequest };

function forwarded(world: World, { balancer, node, action, http }: Forward): Ended {
  const by = balancer.LoadBalancerName;
  const subnet = objectAt(world.aws.Subnet, objectAt(world.aws.NetworkInterface, node)?.SubnetId ?? '');
  const ways = destinations(world, balancer, { groups: forwardsTo(action), zone: subnet?.AvailabilityZone ?? 'all' });
  // "HTTP 503: the target groups for the load balancer have no registered targets."
  if (ways.length === 0 || ways.every(({ target }) => target === null)) return { legs: [], outcome: answeredWith(page(503), by) };
  const start = (target: NonNullable<Destination['target']>) =>
    startOf(world, { from: 'interface', NetworkInterfaceId: node }, { ...target, protocol: 'tcp' });
  const branches = ways.flatMap((way) =>
    way.target === null ? [] : trace(world, start(way.target)).map((branch) => toTarget(branch, way, ways.length)),
  );
  const taken = pickBranch(world, branches, 'target');
  const first = ways.find(({ target }) => target !== null)?.target as NonNullable<Destination['target']>;
  const leg: Leg = { from: start(first).place, branches, taken };
  return { legs: [leg], outcome: answeredWith(answerThrough(world, branches[taken] as Branch, http), by) };
}

function toTarget(branch: Branch, { group, target, share }: Destination, count: number): Branch {
  if (count === 1 || target === null) return branch;
  const option = `${showAddress(target.address)}:${target.port} (${group.TargetGroupName})`;
  return chosen({ element: 'load-balancer', option, share }, branch);
}

/** "The load balancer failed to establish a connection to the target before the connection timeout expired (10 seconds)." */
const TO_TARGET = 10_000;

/** "HTTP 502: the target closed the connection"; "HTTP 504: the load balancer failed to establish a connection to the target before the time-out expired." */
function answerThrough(world: World, branch: Branch, http: HttpRequest): HttpResponse {
  if (branch.verdict === 'timed-out') return { ...page(504), after: TO_TARGET };
  return (branch.verdict === 'answered' ? respond(world, branch, http) : null) ?? page(502);
}

function answeredWith(response: HttpResponse, by: string): Connection['outcome'] {
  return response.status >= 400 ? { outcome: 'http-status', response, by } : { outcome: 'answered', response, by };
}

type Asked = { readonly http: HttpRequest; readonly protocol: string; readonly port: number };

function ownAnswer({ RedirectConfig, FixedResponseConfig }: Action, { http, protocol, port }: Asked): HttpResponse {
  if (FixedResponseConfig !== undefined) {
    const { StatusCode, MessageBody = '', ContentType = 'text/plain' } = FixedResponseConfig;
    const status = Number(StatusCode);
    return { status, reason: REASONS[status] ?? '', body: MessageBody, headers: headersOf(MessageBody, `${ContentType}; charset=utf-8`) };
  }
  const status = RedirectConfig?.StatusCode === 'HTTP_302' ? 302 : 301;
  const { Protocol = '', Host = '', Port = '', Path = '', Query = '' } = RedirectConfig ?? {};
  const [path = '', query = ''] = http.path.split('?');
  const host = http.host.replace(/:\d+$/, '');
  const fill = (text: string) =>
    text
      .replaceAll('#{protocol}', protocol.toLowerCase())
      .replaceAll('#{host}', host)
      .replaceAll('#{port}', String(port))
      .replaceAll('#{path}', path.replace(/^\//, ''))
      .replaceAll('#{query}', query);
  const asked = fill(Query);
  const location = `${fill(Protocol).toLowerCase()}://${fill(Host)}:${fill(Port)}${fill(Path)}${asked === '' ? '' : `?${asked}`}`;
  const moved = page(status);
  return { ...moved, headers: [...moved.headers, ['Location', location]] };
}

const REASONS: { readonly [status: number]: string } = {
  200: 'OK',
  301: 'Moved Permanently',
  302: 'Found',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Temporarily Unavailable',
  504: 'Gateway Time-out',
};

/** The page that an ALB makes itself. */
function page(status: number): HttpResponse {
  const reason = REASONS[status] ?? '';
  const title = `${status} ${reason}`;
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
  return { status, reason, body, headers: headersOf(body, 'text/html') };
}

function headersOf(body: string, type: string): HttpResponse['headers'] {
  return [
    ['Server', 'awselb/2.0'],
    ['Content-Type', type],
    ['Content-Length', String(body.length)],
  ];
}
