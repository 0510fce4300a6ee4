/**
 * Whether an unsigned request may call a service: both the service network and the service have a say where their auth type is AWS_IAM.
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html
 */
import type { LatticeService } from './service.ts';
import type { LatticeServiceNetwork } from './service-network.ts';

/** What conditions of a policy can ask about. https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html#auth-policies-condition-keys */
export type AuthRequest = {
  readonly network: LatticeServiceNetwork;
  readonly service: LatticeService;
  readonly method: string;
  readonly path: string;
  readonly port: number;
  readonly vpcId: string;
  /** The account that owns the VPC of the client. */
  readonly vpcOwner: string;
};

type Statement = {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: unknown } };
};

/** Null when the request passes, else who refuses it: `network` or `service`, and whether by a Deny. */
export function refusedBy(request: AuthRequest): { readonly by: 'network' | 'service'; readonly explicit: boolean } | null {
  for (const [by, { authType, authPolicy }] of [['network', request.network] as const, ['service', request.service] as const]) {
    if (authType === 'NONE') continue;
    const decision = decide(authPolicy, request);
    if (decision !== 'allowed') return { by, explicit: decision === 'denied' };
  }
  return null;
}

/** "If there is no auth policy, all requests are denied by default." */
function decide(policy: string | undefined, request: AuthRequest): 'allowed' | 'denied' | 'not-allowed' {
  const matching = statementsOf(policy).filter((statement) => matches(statement, request));
  if (matching.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return matching.some(({ Effect }) => Effect === 'Allow') ? 'allowed' : 'not-allowed';
}

function statementsOf(policy: string | undefined): readonly Statement[] {
  const document = policy === undefined ? {} : (JSON.parse(policy) as { readonly Statement?: Statement | readonly Statement[] });
  return [document.Statement ?? []].flat();
}

function matches({ Principal, Action, Resource, Condition = {} }: Statement, request: AuthRequest): boolean {
  const principals = typeof Principal === 'object' && Principal !== null ? Object.values(Principal).flat() : [Principal];
  // What curl sends is unsigned: only a policy for everyone speaks of it.
  if (!principals.includes('*')) return false;
  if (!list(Action).some((action) => ['*', 'vpc-lattice-svcs:*', 'vpc-lattice-svcs:Invoke'].includes(action))) return false;
  const asked = `${request.service.arn}${request.path}`;
  if (!list(Resource).some((pattern) => fits(pattern, asked) || fits(pattern, `${asked.replace(/\/$/, '')}/`))) return false;
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, [key, values], request)),
  );
}

function holds(operator: string, [key, values]: readonly [string, unknown], request: AuthRequest): boolean {
  const actual = factOf(key, request);
  const wanted = list(values).map((value) => value.replaceAll('"', ''));
  const ifExists = operator.endsWith('IfExists');
  const name = operator.replace(/IfExists$/, '').replace(/^ForAnyValue:|^ForAllValues:/, '');
  if (actual === null) return ifExists || name.includes('Not');
  const lower = name.includes('IgnoreCase');
  const like = name.includes('Like') || name.startsWith('Arn');
  const found = wanted.some((value) => {
    const [one, other] = lower ? [value.toLowerCase(), actual.toLowerCase()] : [value, actual];
    return like ? fits(one, other) : one === other;
  });
  return name.includes('Not') ? !found : found;
}

function factOf(key: string, { network, service, method, path, port, vpcId, vpcOwner }: AuthRequest): string | null {
  switch (key.toLowerCase()) {
    case 'vpc-lattice-svcs:port':
      return String(port);
    case 'vpc-lattice-svcs:requestmethod':
      return method;
    case 'vpc-lattice-svcs:requestpath':
      return path;
    case 'vpc-lattice-svcs:servicearn':
      return service.arn;
    case 'vpc-lattice-svcs:servicenetworkarn':
      return network.arn;
    case 'vpc-lattice-svcs:sourcevpc':
      return vpcId;
    case 'vpc-lattice-svcs:sourcevpcowneraccount':
      return vpcOwner;
    case 'aws:principaltype':
      return 'Anonymous';
    default:
      return null;
  }
}

function fits(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}

function list(value: unknown): readonly string[] {
  return [value]
    .flat()
    .filter((each): each is string | number => typeof each === 'string' || typeof each === 'number')
    .map(String);
}
