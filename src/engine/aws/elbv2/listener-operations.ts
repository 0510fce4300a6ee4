/** Operations on listeners. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html */
import type { World } from '../../world.ts';
import { erase, store } from '../effects.ts';
import { type Listener, listener, listenersOf } from '../listener.ts';
import type { LoadBalancer } from '../load-balancer.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from '../refusal.ts';
import { idOf, idsOf, integer, string, TAGS } from '../shape.ts';
import { ACTIONS, actionsFor } from './action-input.ts';
import { elbArn, pathOfArn } from './arn.ts';
import { rulesOf } from './listener-rule.ts';
import { PAGE, pageOf } from './pages.ts';
import { balancerAt, checkRange, invalid, listenerAt } from './refusals.ts';
import { givenTags } from './tags.ts';

const CERTIFICATES = { type: 'list', of: { type: 'structure', members: { CertificateArn: string } } } as const;
const PROTOCOL = { type: 'string', values: ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP'] } as const;
const OF_TYPE = { application: ['HTTPS', 'HTTP'], network: ['UDP', 'TCP', 'TCP_UDP', 'TLS'], gateway: [] } as const;
/** What a listener has when no policy is named. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const SSL_POLICY = 'ELBSecurityPolicy-2016-08';

const describeListeners = operation({
  service: 'elbv2',
  name: 'DescribeListeners',
  kind: 'Listener',
  writes: false,
  summary: { ko: '로드 밸런서의 리스너를 보여 줍니다.', en: 'Shows the listeners of a load balancer.' },
  pages: 'Listeners',
  members: { LoadBalancerArn: idOf('LoadBalancer'), ListenerArns: idsOf('Listener'), ...PAGE },
  run: ({ world, input }) => {
    const found = chosen(world, input);
    if (isRefusal(found)) return found;
    return {
      output: pageOf(
        'Listeners',
        found.map((each) => listener.describe.show(each, world)),
        input,
      ),
    };
  },
});

type Chosen = { readonly LoadBalancerArn?: string | undefined; readonly ListenerArns?: readonly string[] | undefined };

function chosen(world: World, { LoadBalancerArn, ListenerArns }: Chosen): readonly Listener[] | Refusal {
  if (LoadBalancerArn !== undefined) {
    const balancer = balancerAt(world, LoadBalancerArn);
    return isRefusal(balancer) ? balancer : listenersOf(world, LoadBalancerArn);
  }
  if (ListenerArns === undefined || ListenerArns.length === 0) return invalid('You must specify either listener ARNs or a load balancer ARN');
  const found: Listener[] = [];
  for (const arn of ListenerArns) {
    const one = listenerAt(world, arn);
    if (isRefusal(one)) return one;
    found.push(one);
  }
  return found;
}

const createListener = operation({
  service: 'elbv2',
  name: 'CreateListener',
  kind: 'Listener',
  writes: true,
  summary: { ko: '로드 밸런서에 포트 하나를 여는 리스너를 만듭니다.', en: 'Creates a listener: a port that a load balancer takes connections on.' },
  members: {
    LoadBalancerArn: { ...idOf('LoadBalancer'), required: true },
    Protocol: PROTOCOL,
    Port: integer,
    SslPolicy: string,
    Certificates: CERTIFICATES,
    DefaultActions: { ...ACTIONS, required: true },
    Tags: TAGS,
  },
  run: ({ world, input, as }) => {
    const balancer = balancerAt(world, input.LoadBalancerArn);
    if (isRefusal(balancer)) return balancer;
    const settings = settingsFor(balancer, input);
    if (isRefusal(settings)) return settings;
    const taken = checkPort(world, balancer, settings);
    if (taken !== null) return taken;
    const DefaultActions = actionsFor(world, { balancer, Protocol: settings.Protocol }, input.DefaultActions);
    if (isRefusal(DefaultActions)) return DefaultActions;
    const Tags = givenTags(input.Tags);
    if (isRefusal(Tags)) return Tags;
    const drawn = mintDigits(world, as, ['listener']);
    const path = `${pathOfArn(balancer.LoadBalancerArn)}/${drawn.digits[0]?.slice(0, 16)}`;
    const created: Listener = {
      ListenerArn: elbArn(world, 'listener', path),
      LoadBalancerArn: balancer.LoadBalancerArn,
      ...settings,
      DefaultActions,
      Tags,
    };
    return { world: drawn.world, effects: [store('Listener', created)], output: { Listeners: [listener.describe.show(created, world)] } };
  },
});

type Settings = Pick<Listener, 'Protocol' | 'Port' | 'SslPolicy' | 'Certificates'>;
type Given = {
  readonly Protocol?: string | undefined;
  readonly Port?: number | undefined;
  readonly SslPolicy?: string | undefined;
  readonly Certificates?: readonly { readonly CertificateArn?: string | undefined }[] | undefined;
};

function settingsFor({ Type }: LoadBalancer, given: Given): Settings | Refusal {
  const { Port, Protocol } = given;
  if (Protocol === undefined) return invalid('A listener protocol must be specified');
  if (Port === undefined) return invalid('A listener port must be specified');
  const allowed: readonly string[] = OF_TYPE[Type];
  const certificates = (given.Certificates ?? []).flatMap(({ CertificateArn }) => (CertificateArn === undefined ? [] : [{ CertificateArn }]));
  const isSecure = Protocol === 'HTTPS' || Protocol === 'TLS';
  const wrong = firstRefusal(
    checkRange('port', Port, [1, 65535]),
    allowed.includes(Protocol) ? null : invalid(`Listener protocol '${Protocol}' must be one of '${allowed.join(', ')}'`),
    isSecure && certificates.length === 0 ? invalid(`A certificate must be specified for ${Protocol} listeners`) : null,
    !isSecure && certificates.length > 0 ? invalid(`Certificates are not supported for ${Protocol} listeners`) : null,
  );
  if (wrong !== null) return wrong;
  const secured = isSecure ? { Certificates: certificates.slice(0, 1), SslPolicy: given.SslPolicy ?? SSL_POLICY } : {};
  return { Protocol: Protocol as Listener['Protocol'], Port, ...secured };
}

function checkPort(world: World, { LoadBalancerArn }: LoadBalancer, { Port, Protocol }: Settings, except?: string): Refusal | null {
  const transports = (protocol: string) => (protocol === 'UDP' ? ['udp'] : protocol === 'TCP_UDP' ? ['tcp', 'udp'] : ['tcp']);
  const own = transports(Protocol);
  const taken = listenersOf(world, LoadBalancerArn).some(
    (each) => each.ListenerArn !== except && each.Port === Port && transports(each.Protocol).some((transport) => own.includes(transport)),
  );
  return taken ? refuse('DuplicateListener', `A listener already exists on this port for this load balancer '${LoadBalancerArn}'`) : null;
}

const modifyListener = operation({
  service: 'elbv2',
  name: 'ModifyListener',
  kind: 'Listener',
  writes: true,
  summary: { ko: '리스너의 포트, 프로토콜, 기본 작업을 바꿉니다.', en: 'Changes the port, the protocol or the default actions of a listener.' },
  members: {
    ListenerArn: { ...idOf('Listener'), required: true },
    Port: integer,
    Protocol: PROTOCOL,
    SslPolicy: string,
    Certificates: CERTIFICATES,
    DefaultActions: ACTIONS,
  },
  run: ({ world, input }) => {
    const before = listenerAt(world, input.ListenerArn);
    if (isRefusal(before)) return before;
    const balancer = balancerAt(world, before.LoadBalancerArn);
    if (isRefusal(balancer)) return balancer;
    const { Port, Protocol = before.Protocol, SslPolicy, Certificates } = input;
    const kept = Protocol === before.Protocol ? before : {};
    const settings = settingsFor(balancer, { ...kept, Protocol, Port: Port ?? before.Port, ...given({ SslPolicy, Certificates }) });
    if (isRefusal(settings)) return settings;
    const taken = checkPort(world, balancer, settings, before.ListenerArn);
    if (taken !== null) return taken;
    const DefaultActions = actionsFor(world, { balancer, Protocol: settings.Protocol }, input.DefaultActions ?? before.DefaultActions);
    if (isRefusal(DefaultActions)) return DefaultActions;
    const { ListenerArn, LoadBalancerArn, Tags } = before;
    const next: Listener = { ListenerArn, LoadBalancerArn, ...settings, DefaultActions, Tags };
    return { effects: [store('Listener', next)], output: { Listeners: [listener.describe.show(next, world)] } };
  },
});

/** The members that are there. */
function given<T extends object>(members: T): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;
}

const deleteListener = operation({
  service: 'elbv2',
  name: 'DeleteListener',
  kind: 'Listener',
  writes: true,
  summary: { ko: '리스너를 규칙과 함께 지웁니다.', en: 'Deletes a listener with its rules.' },
  members: { ListenerArn: { ...idOf('Listener'), required: true } },
  run: ({ world, input: { ListenerArn } }) => {
    const found = listenerAt(world, ListenerArn);
    if (isRefusal(found)) return found;
    const rules = rulesOf(world, ListenerArn).map((rule) => erase('ListenerRule', rule.RuleArn));
    return { effects: [...rules, erase('Listener', ListenerArn)], output: {} };
  },
});

export const listenerOperations = [describeListeners, createListener, modifyListener, deleteListener];
