/** Operations on load balancers. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { listenersOf } from '../listener.ts';
import { interfacesOfBalancer, type LoadBalancer, loadBalancer } from '../load-balancer.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from '../refusal.ts';
import { idOf, idsOf, string, strings, TAGS } from '../shape.ts';
import { elbArn } from './arn.ts';
import { balancerAttributes } from './attributes.ts';
import { balancerGroups } from './balancer-groups.ts';
import { makeInterfaces } from './balancer-interfaces.ts';
import { mappingsFor, SUBNET_MAPPINGS } from './balancer-subnets.ts';
import { rulesOf } from './listener-rule.ts';
import { canonicalZone, dnsName } from './names.ts';
import { PAGE, pageOf } from './pages.ts';
import { balancerAt, checkEnum, checkName } from './refusals.ts';
import { givenTags } from './tags.ts';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const MOST_OF_A_TYPE = 50;
const TYPES = ['application', 'network', 'gateway'];

const describeLoadBalancers = operation({
  service: 'elbv2',
  name: 'DescribeLoadBalancers',
  kind: 'LoadBalancer',
  writes: false,
  summary: { ko: '로드 밸런서를 보여 줍니다.', en: 'Shows load balancers.' },
  pages: 'LoadBalancers',
  members: { LoadBalancerArns: idsOf('LoadBalancer'), Names: strings, ...PAGE },
  run: ({ world, input }) => {
    const found = chosen(world, input);
    if (isRefusal(found)) return found;
    return {
      output: pageOf(
        'LoadBalancers',
        found.map((each) => loadBalancer.describe.show(each, world)),
        input,
      ),
    };
  },
});

type Chosen = { readonly LoadBalancerArns?: readonly string[] | undefined; readonly Names?: readonly string[] | undefined };

function chosen(world: World, { LoadBalancerArns, Names }: Chosen): readonly LoadBalancer[] | Refusal {
  if (Names !== undefined && Names.length > 0) {
    const missing = Names.filter((name) => lookup(world.aws.LoadBalancer, 'byName', name).length === 0);
    if (missing.length > 0) return refuse('LoadBalancerNotFound', `Load balancers '[${missing.join(', ')}]' not found`);
    return Names.flatMap((name) => lookup(world.aws.LoadBalancer, 'byName', name));
  }
  if (LoadBalancerArns === undefined || LoadBalancerArns.length === 0) return objectsOf(world.aws.LoadBalancer);
  const found: LoadBalancer[] = [];
  for (const arn of LoadBalancerArns) {
    const one = balancerAt(world, arn);
    if (!isRefusal(one)) found.push(one);
    else return one.refusedWith === 'ValidationError' ? one : refuse('LoadBalancerNotFound', 'One or more load balancers not found');
  }
  return found;
}

const createLoadBalancer = operation({
  service: 'elbv2',
  name: 'CreateLoadBalancer',
  kind: 'LoadBalancer',
  writes: true,
  summary: {
    ko: '로드 밸런서를 만듭니다. 서브넷마다 인터페이스가 하나씩 생깁니다.',
    en: 'Creates a load balancer, with an interface in each of its subnets.',
  },
  members: {
    Name: { ...string, required: true },
    Subnets: idsOf('Subnet'),
    SubnetMappings: SUBNET_MAPPINGS,
    SecurityGroups: idsOf('SecurityGroup'),
    Scheme: { type: 'string', values: ['internet-facing', 'internal'] },
    Tags: TAGS,
    Type: { type: 'string', values: ['application', 'network'] },
    IpAddressType: { type: 'string', values: ['ipv4', 'dualstack'] },
  },
  run: ({ world, input, as }) => {
    const { Name, Type = 'application', Scheme = 'internet-facing' } = input;
    const wrong = firstRefusal(
      checkName('Load balancer', Name),
      checkEnum('type', Type, TYPES),
      checkEnum('scheme', Scheme, ['internet-facing', 'internal']),
      checkSimulated({ Type, IpAddressType: input.IpAddressType }),
    );
    if (wrong !== null) return wrong;
    const kind = { Type: Type as LoadBalancer['Type'], Scheme: Scheme as LoadBalancer['Scheme'] };
    const IpAddressType = input.IpAddressType === 'dualstack' ? 'dualstack' : 'ipv4';
    const mappings = mappingsFor(world, { ...kind, IpAddressType }, input);
    if (isRefusal(mappings)) return mappings;
    const VpcId = mappings[0]?.subnet.VpcId as string;
    const SecurityGroups = balancerGroups(world, { Type: kind.Type, VpcId }, input.SecurityGroups);
    if (isRefusal(SecurityGroups)) return SecurityGroups;
    const Tags = givenTags(input.Tags);
    if (isRefusal(Tags)) return Tags;
    const AvailabilityZones = mappings.map(({ subnet }) => ({ SubnetId: subnet.SubnetId, ZoneName: subnet.AvailabilityZone })).sort(byZone);
    const settings = { ...kind, VpcId, SecurityGroups, AvailabilityZones, IpAddressType } as const;
    const present = lookup(world.aws.LoadBalancer, 'byName', Name)[0];
    if (present !== undefined) return again(world, present, settings);
    const count = objectsOf(world.aws.LoadBalancer).filter((each) => each.Type === Type).length;
    if (count >= MOST_OF_A_TYPE) {
      return refuse('TooManyLoadBalancers', `You have reached the maximum number of load balancers of type '${Type}': [${MOST_OF_A_TYPE}]`);
    }
    const drawn = mintDigits(world, as, ['loadbalancer', 'dns-name']);
    const [id, name] = drawn.digits as [string, string];
    const balancer: LoadBalancer = {
      LoadBalancerArn: elbArn(world, 'loadbalancer', `${Type === 'application' ? 'app' : 'net'}/${Name}/${id.slice(0, 16)}`),
      LoadBalancerName: Name,
      // The name of an NLB has the id of its ARN.
      DNSName: dnsName(world, { LoadBalancerName: Name, ...kind }, Type === 'application' ? name : id),
      CanonicalHostedZoneId: canonicalZone(world, kind.Type),
      CreatedTime: timestamp(world.now),
      ...settings,
      State: { Code: 'provisioning' },
      Attributes: {},
      Tags,
      since: world.now,
    };
    const made = makeInterfaces(drawn.world, as, { balancer, mappings });
    if (isRefusal(made)) return made;
    return {
      world: made.world,
      effects: [store('LoadBalancer', balancer), ...made.effects],
      output: { LoadBalancers: [loadBalancer.describe.show(balancer, world)] },
    };
  },
});

const byZone = (one: { readonly ZoneName: string }, other: { readonly ZoneName: string }) => (one.ZoneName < other.ZoneName ? -1 : 1);

function checkSimulated({ Type, IpAddressType }: { readonly Type: string; readonly IpAddressType: string | undefined }): Refusal | null {
  if (Type === 'gateway') return refuse('UnsupportedOperation', 'Gateway Load Balancers are not simulated.');
  const wrong = checkEnum('ipAddressType', IpAddressType, ['ipv4', 'dualstack', 'dualstack-without-public-ipv4']);
  if (wrong !== null || IpAddressType !== 'dualstack-without-public-ipv4') return wrong;
  return refuse('UnsupportedOperation', `Load balancers with IP address type ${IpAddressType} are not simulated.`);
}

type Settings = Pick<LoadBalancer, 'Type' | 'Scheme' | 'VpcId' | 'SecurityGroups' | 'AvailabilityZones' | 'IpAddressType'>;

/** Creation is idempotent: asked again with the same settings, it gives what there is. */
function again(world: World, present: LoadBalancer, settings: Settings) {
  const shape = ({ Type, Scheme, VpcId, SecurityGroups, AvailabilityZones, IpAddressType }: Settings) =>
    [Type, Scheme, IpAddressType, VpcId, [...SecurityGroups].sort().join(), AvailabilityZones.map((zone) => zone.SubnetId).join()].join(' ');
  if (shape(present) === shape(settings)) return { output: { LoadBalancers: [loadBalancer.describe.show(present, world)] } };
  return refuse('DuplicateLoadBalancerName', `A load balancer with the same name '${present.LoadBalancerName}' exists, but with different settings`);
}

const deleteLoadBalancer = operation({
  service: 'elbv2',
  name: 'DeleteLoadBalancer',
  kind: 'LoadBalancer',
  writes: true,
  summary: {
    ko: '로드 밸런서를 리스너와 함께 지웁니다. 대상 그룹은 남습니다.',
    en: 'Deletes a load balancer with its listeners; target groups stay.',
  },
  members: { LoadBalancerArn: { ...idOf('LoadBalancer'), required: true } },
  run: ({ world, input: { LoadBalancerArn } }) => {
    const balancer = balancerAt(world, LoadBalancerArn);
    // "If the load balancer does not exist or has already been deleted, the call succeeds."
    if (isRefusal(balancer)) return balancer.refusedWith === 'LoadBalancerNotFound' ? { output: {} } : balancer;
    if (balancerAttributes(balancer)['deletion_protection.enabled'] === 'true') {
      return refuse('OperationNotPermitted', `Load balancer '${LoadBalancerArn}' cannot be deleted because deletion protection is enabled`);
    }
    const listeners = listenersOf(world, LoadBalancerArn);
    const rules = listeners.flatMap((listener) => rulesOf(world, listener.ListenerArn));
    return {
      effects: [
        ...rules.map((rule) => erase('ListenerRule', rule.RuleArn)),
        ...listeners.map((listener) => erase('Listener', listener.ListenerArn)),
        erase('LoadBalancer', LoadBalancerArn),
        ...interfacesOfBalancer(world, balancer).map((eni) => erase('NetworkInterface', eni.NetworkInterfaceId)),
      ],
      output: {},
    };
  },
});

const advanceLoadBalancer = operation({
  service: 'elbv2',
  name: 'AdvanceLoadBalancer',
  kind: 'LoadBalancer',
  writes: true,
  internal: true,
  summary: { ko: '로드 밸런서의 상태를 다음으로 넘깁니다.', en: 'Takes a load balancer to its next state.' },
  members: { LoadBalancerArn: { ...idOf('LoadBalancer'), required: true } },
  run: ({ world, input }) => {
    const balancer = objectAt(world.aws.LoadBalancer, input.LoadBalancerArn);
    if (balancer?.State.Code !== 'provisioning') return { output: {} };
    return { effects: [store('LoadBalancer', { ...balancer, State: { Code: 'active' }, since: world.now })], output: {} };
  },
});

export const loadBalancerOperations = [describeLoadBalancers, createLoadBalancer, deleteLoadBalancer, advanceLoadBalancer];
