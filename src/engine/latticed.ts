/**
 * VPC Lattice between client and target: it reads the request, asks the auth policies, and opens a connection of its own to a target.
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/how-it-works.html
 */
import { type AuthRequest, refusedBy } from './aws/lattice/auth-policy.ts';
import { ownerOfVpc } from './aws/lattice/auth-policy-operations.ts';
import type { LatticeListener } from './aws/lattice/listener.ts';
import { actionFor, serviceNamed } from './aws/lattice/routing.ts';
import type { LatticeService } from './aws/lattice/service.ts';
import { servicesIn } from './aws/lattice/service-association.ts';
import type { LatticeServiceNetwork } from './aws/lattice/service-network.ts';
import { destinationsOf, type LatticeDestination } from './aws/lattice/usable-targets.ts';
import type { LatticeVpcAssociation } from './aws/lattice/vpc-association.ts';
import type { Connection, HttpRequest, HttpResponse, Leg } from './connection.ts';
import { chosen } from './dataplane/branch.ts';
import { pickBranch } from './dataplane/pick.ts';
import type { Branch } from './dataplane/step.ts';
import { trace } from './dataplane/trace.ts';
import { latticeStart } from './dataplane/vpc/lattice-start.ts';
import { respond } from './http-answer.ts';
import { showAddress } from './net/address.ts';
import { lookup, objectAt } from './store.ts';
import type { World } from './world.ts';

type Ended = Pick<Connection, 'legs' | 'outcome'>;
/** How a target that is a proxy itself goes on. */
type Onward = (branch: Branch) => Ended | null;

/** What becomes of a connection that VPC Lattice has taken; null where it was taken by something else. */
export function latticed(
  world: World,
  branch: Branch,
  { http, onward }: { readonly http: HttpRequest | undefined; readonly onward: Onward },
): Ended | null {
  const { delivered } = branch;
  if (delivered?.to.name !== 'lattice-association') return null;
  const association = objectAt(world.aws.LatticeVpcAssociation, delivered.to.of.key);
  const network = objectAt(world.aws.LatticeServiceNetwork, association?.serviceNetworkId ?? '');
  if (association === undefined || network === undefined) throw new Error(`Expected association ${delivered.to.of.key} to have a service network`);
  if (http === undefined) return { legs: [], outcome: { outcome: 'answered', response: null, by: network.name } };
  const service = serviceNamed(servicesIn(world, network.id), http.host);
  const port = delivered.packet.destinationPort;
  const listener = service === undefined ? undefined : lookup(world.aws.LatticeListener, 'byService', service.id).find((each) => each.port === port);
  // The Host header names no service of the network: "404: the request does not match any service."
  if (service === undefined || listener === undefined) return { legs: [], outcome: answeredWith(plain(404, ''), network.name) };
  return called(world, { association, network, service, listener, http, onward });
}

type Called = {
  readonly association: LatticeVpcAssociation;
  readonly network: LatticeServiceNetwork;
  readonly service: LatticeService;
  readonly listener: LatticeListener;
  readonly http: HttpRequest;
  readonly onward: Onward;
};

function called(world: World, { association, network, service, listener, http, onward }: Called): Ended {
  const [path = '/'] = http.path.split('?');
  const vpcOwner = ownerOfVpc(world, association.vpcId);
  const request: AuthRequest = { network, service, method: http.method, path, port: listener.port, vpcId: association.vpcId, vpcOwner };
  const refused = refusedBy(request);
  if (refused !== null) return { legs: [], outcome: answeredWith(plain(403, denied(request, refused)), service.name) };
  const { action } = actionFor(world, listener, http);
  if (action.fixedResponse !== undefined) return { legs: [], outcome: answeredWith(plain(action.fixedResponse.statusCode, ''), service.name) };
  const ways = destinationsOf(world, action);
  // "503: no targets are registered." https://docs.aws.amazon.com/vpc-lattice/latest/ug/target-groups.html
  if (ways.every(({ target }) => target === null)) return { legs: [], outcome: answeredWith(plain(503, ''), service.name) };
  return forwarded(world, ways, { http, onward, by: service.name });
}

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html: a request without a signature is anonymous. */
function denied({ service, path }: AuthRequest, { by, explicit }: NonNullable<ReturnType<typeof refusedBy>>): string {
  const action = 'vpc-lattice-svcs:Invoke';
  const head = `AccessDeniedException: User: anonymous is not authorized to perform: ${action} on resource: ${service.arn}${path}`;
  const policy = by === 'network' ? 'network-based' : 'service-based';
  return explicit ? `${head} with an explicit deny in a ${policy} policy` : `${head} because no ${policy} policy allows the ${action} action`;
}

type Forward = { readonly http: HttpRequest; readonly onward: Onward; readonly by: string };

function forwarded(world: World, ways: readonly LatticeDestination[], { http, onward, by }: Forward): Ended {
  const branches = ways.flatMap((way) =>
    way.target === null ? [] : trace(world, latticeStart(world, way.group.id, way.target)).map((branch) => toTarget(branch, way, ways.length)),
  );
  const taken = pickBranch(world, branches, 'target');
  const branch = branches[taken] as Branch;
  const [first] = branch.request;
  if (first === undefined) throw new Error('Expected a branch to have taken a step');
  const leg: Leg = { from: first.place, branches, taken };
  const further = branch.verdict === 'answered' ? onward(branch) : null;
  if (further !== null) return { legs: [leg, ...further.legs], outcome: further.outcome };
  return { legs: [leg], outcome: answeredWith(answerThrough(world, branch, http), by) };
}

function toTarget(branch: Branch, { group, target, share }: LatticeDestination, count: number): Branch {
  if (count === 1 || target === null) return branch;
  const option = `${showAddress(target.address)}:${target.port} (${group.name})`;
  return chosen({ element: 'vpc-lattice', option, share }, branch);
}

function answerThrough(world: World, branch: Branch, http: HttpRequest): HttpResponse {
  if (branch.verdict === 'timed-out') return plain(504, '');
  return (branch.verdict === 'answered' ? respond(world, branch, http) : null) ?? plain(502, '');
}

function answeredWith(response: HttpResponse, by: string): Connection['outcome'] {
  return response.status >= 400 ? { outcome: 'http-status', response, by } : { outcome: 'answered', response, by };
}

const REASONS: { readonly [status: number]: string } = {
  403: 'Forbidden',
  404: 'Not Found',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

function plain(status: number, body: string): HttpResponse {
  const headers = [
    ['content-type', 'text/plain'],
    ['content-length', String(body.length)],
  ] as const;
  return { status, reason: REASONS[status] ?? '', body, headers };
}
