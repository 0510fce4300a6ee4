/** Operations on target groups. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { erase, store } from '../effects.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from '../refusal.ts';
import { idOf, idsOf, integer, string, strings, TAGS } from '../shape.ts';
import { balancersUsing, type TargetGroup, targetGroup } from '../target-group.ts';
import { elbArn } from './arn.ts';
import { ATTRIBUTES, changed, groupAttributes, listed } from './attributes.ts';
import { checkHealthCheck, HEALTH_CHECK, type HealthCheck, healthCheckOf } from './health-check.ts';
import { PAGE, pageOf } from './pages.ts';
import { balancerAt, checkEnum, checkName, checkRange, groupAt, invalid } from './refusals.ts';
import { givenTags } from './tags.ts';

const PROTOCOLS = ['HTTP', 'HTTPS', 'TCP', 'TLS', 'UDP', 'TCP_UDP'];
const GROUP = { ...idOf('TargetGroup'), required: true } as const;

const describeTargetGroups = operation({
  service: 'elbv2',
  name: 'DescribeTargetGroups',
  kind: 'TargetGroup',
  writes: false,
  summary: { ko: '대상 그룹을 보여 줍니다.', en: 'Shows target groups.' },
  pages: 'TargetGroups',
  members: { LoadBalancerArn: idOf('LoadBalancer'), TargetGroupArns: idsOf('TargetGroup'), Names: strings, ...PAGE },
  run: ({ world, input }) => {
    const found = chosen(world, input);
    if (isRefusal(found)) return found;
    return {
      output: pageOf(
        'TargetGroups',
        found.map((each) => targetGroup.describe.show(each, world)),
        input,
      ),
    };
  },
});

type Chosen = {
  readonly LoadBalancerArn?: string | undefined;
  readonly TargetGroupArns?: readonly string[] | undefined;
  readonly Names?: readonly string[] | undefined;
};

function chosen(world: World, { LoadBalancerArn, TargetGroupArns = [], Names = [] }: Chosen): readonly TargetGroup[] | Refusal {
  if (LoadBalancerArn !== undefined) {
    const balancer = balancerAt(world, LoadBalancerArn);
    if (isRefusal(balancer)) return balancer;
    return objectsOf(world.aws.TargetGroup).filter((group) => balancersUsing(world, group.TargetGroupArn).includes(LoadBalancerArn));
  }
  if (Names.length > 0) {
    const found = Names.flatMap((name) => lookup(world.aws.TargetGroup, 'byName', name));
    return found.length === Names.length ? found : refuse('TargetGroupNotFound', 'One or more target groups not found');
  }
  if (TargetGroupArns.length === 0) return objectsOf(world.aws.TargetGroup);
  const found: TargetGroup[] = [];
  for (const arn of TargetGroupArns) {
    const group = groupAt(world, arn);
    if (isRefusal(group)) return group;
    found.push(group);
  }
  return found;
}

const createTargetGroup = operation({
  service: 'elbv2',
  name: 'CreateTargetGroup',
  kind: 'TargetGroup',
  writes: true,
  summary: {
    ko: '대상 그룹을 만듭니다. 대상 유형은 instance, ip, alb 중 하나입니다.',
    en: 'Creates a target group; its targets are instances, addresses or an ALB.',
  },
  members: {
    Name: { ...string, required: true },
    Protocol: { type: 'string', values: PROTOCOLS },
    ProtocolVersion: { type: 'string', values: ['HTTP1', 'HTTP2', 'GRPC'] },
    Port: integer,
    VpcId: idOf('Vpc'),
    ...HEALTH_CHECK,
    TargetType: { type: 'string', values: ['instance', 'ip', 'alb'] },
    Tags: TAGS,
    IpAddressType: { type: 'string', values: ['ipv4', 'ipv6'] },
  },
  run: ({ world, input, as }) => {
    const { Name, Protocol, Port, VpcId, TargetType = 'instance', ProtocolVersion, IpAddressType = 'ipv4' } = input;
    const wrong = firstRefusal(
      checkName('Target group', Name),
      checkEnum('ipAddressType', IpAddressType, ['ipv4', 'ipv6']),
      checkEnum('targetType', TargetType, ['instance', 'ip', 'lambda', 'alb']),
      TargetType === 'lambda' ? refuse('UnsupportedOperation', 'Target groups of type lambda are not simulated.') : null,
      checkEnum('protocol', Protocol, [...PROTOCOLS, 'GENEVE']),
      checkEnum('protocolVersion', ProtocolVersion, ['HTTP1', 'HTTP2', 'GRPC']),
      checkRange('port', Port, [1, 65535]),
    );
    if (wrong !== null) return wrong;
    if (Protocol === undefined) return invalid('A protocol must be specified');
    if (Port === undefined) return invalid('A port must be specified');
    if (VpcId === undefined) return invalid('A VPC ID must be specified');
    if (objectAt(world.aws.Vpc, VpcId) === undefined) return invalid(`The VPC ID '${VpcId}' is not found`);
    if (Protocol === 'GENEVE') return refuse('UnsupportedOperation', 'Gateway Load Balancers are not simulated.');
    const badFamily = IpAddressType === 'ipv6' ? checkIpv6(TargetType, Protocol) : null;
    if (badFamily !== null) return badFamily;
    if (TargetType === 'alb' && Protocol !== 'TCP') return invalid("Target groups of type 'alb' must have the protocol 'TCP'");
    const protocol = Protocol as TargetGroup['Protocol'];
    const badCheck = checkHealthCheck(protocol, input);
    if (badCheck !== null) return badCheck;
    const Tags = givenTags(input.Tags);
    if (isRefusal(Tags)) return Tags;
    const drawn = mintDigits(world, as, ['targetgroup']);
    const ofHttp = protocol === 'HTTP' || protocol === 'HTTPS';
    const created: TargetGroup = {
      TargetGroupArn: elbArn(world, 'targetgroup', `${Name}/${drawn.digits[0]?.slice(0, 16)}`),
      TargetGroupName: Name,
      Protocol: protocol,
      Port,
      VpcId,
      TargetType: TargetType as TargetGroup['TargetType'],
      ...(ofHttp ? { ProtocolVersion: (ProtocolVersion ?? 'HTTP1') as 'HTTP1' } : {}),
      IpAddressType: IpAddressType as TargetGroup['IpAddressType'],
      ...healthCheckOf(protocol, TargetType as TargetGroup['TargetType'], input),
      Targets: [],
      Attributes: {},
      Tags,
      since: world.now,
    };
    const present = lookup(world.aws.TargetGroup, 'byName', Name)[0];
    if (present !== undefined) return again(world, present, created);
    return { world: drawn.world, effects: [store('TargetGroup', created)], output: { TargetGroups: [targetGroup.describe.show(created, world)] } };
  },
});

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-group-ip-address-type */
function checkIpv6(TargetType: string, Protocol: string): Refusal | null {
  if (TargetType === 'alb') return invalid("Target groups of type 'alb' must have the IP address type 'ipv4'");
  if (TargetType === 'instance')
    return refuse('UnsupportedOperation', 'Target groups of instances with IP address type ipv6 are not simulated: use the target type ip.');
  if (Protocol !== 'UDP' && Protocol !== 'TCP_UDP') return null;
  return refuse('UnsupportedOperation', `Target groups with IP address type ipv6 and protocol ${Protocol} are not simulated.`);
}

/** Creation is idempotent: asked again with the same settings, it gives what there is. */
function again(world: World, present: TargetGroup, wanted: TargetGroup) {
  const shape = ({ TargetGroupArn: _arn, Targets: _targets, Attributes: _attributes, Tags: _tags, since: _since, ...settings }: TargetGroup) =>
    JSON.stringify(Object.entries(settings).sort(([one], [other]) => (one < other ? -1 : 1)));
  if (shape(present) === shape(wanted)) return { output: { TargetGroups: [targetGroup.describe.show(present, world)] } };
  return refuse('DuplicateTargetGroupName', `A target group with the same name '${present.TargetGroupName}' exists, but with different settings`);
}

const modifyTargetGroup = operation({
  service: 'elbv2',
  name: 'ModifyTargetGroup',
  kind: 'TargetGroup',
  writes: true,
  summary: { ko: '대상 그룹의 상태 확인 설정을 바꿉니다.', en: 'Changes the health check settings of a target group.' },
  members: { TargetGroupArn: GROUP, ...HEALTH_CHECK },
  run: ({ world, input }) => {
    const group = groupAt(world, input.TargetGroupArn);
    if (isRefusal(group)) return group;
    const { TargetGroupArn: _arn, ...given } = input;
    const merged = { ...partOf(group, given.HealthCheckProtocol), ...withoutUndefined(given) };
    const wrong = checkHealthCheck(group.Protocol, merged);
    if (wrong !== null) return wrong;
    const { HealthCheckPath: _path, Matcher: _matcher, ...rest } = group;
    const next: TargetGroup = { ...rest, ...healthCheckOf(group.Protocol, group.TargetType, merged) };
    return { effects: [store('TargetGroup', next)], output: { TargetGroups: [targetGroup.describe.show(next, world)] } };
  },
});

/** The settings that a group has. Those that go with the protocol of its checks do not outlive a change of that. */
function partOf(group: TargetGroup, protocol: string | undefined): HealthCheck {
  const { HealthCheckProtocol, HealthCheckPort, HealthCheckEnabled, HealthCheckIntervalSeconds, HealthCheckTimeoutSeconds } = group;
  const { HealthyThresholdCount, UnhealthyThresholdCount, HealthCheckPath, Matcher } = group;
  const kept = { HealthCheckProtocol, HealthCheckPort, HealthCheckEnabled, HealthCheckIntervalSeconds, HealthCheckTimeoutSeconds };
  const stays = (protocol ?? HealthCheckProtocol) !== 'TCP' && HealthCheckPath !== undefined;
  const ofHttp = stays ? { HealthCheckPath, ...(Matcher === undefined ? {} : { Matcher }) } : {};
  return { ...kept, HealthyThresholdCount, UnhealthyThresholdCount, ...ofHttp };
}

function withoutUndefined<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}

const deleteTargetGroup = operation({
  service: 'elbv2',
  name: 'DeleteTargetGroup',
  kind: 'TargetGroup',
  writes: true,
  summary: { ko: '쓰이지 않는 대상 그룹을 지웁니다.', en: 'Deletes a target group that nothing uses.' },
  members: { TargetGroupArn: GROUP },
  run: ({ world, input: { TargetGroupArn } }) => {
    const group = groupAt(world, TargetGroupArn);
    // "If the target group does not exist, the call succeeds."
    if (isRefusal(group)) return group.refusedWith === 'TargetGroupNotFound' ? { output: {} } : group;
    if (balancersUsing(world, TargetGroupArn).length > 0) {
      return refuse('ResourceInUse', `Target group '${TargetGroupArn}' is currently in use by a listener or a rule`);
    }
    return { effects: [erase('TargetGroup', TargetGroupArn)], output: {} };
  },
});

const describeTargetGroupAttributes = operation({
  service: 'elbv2',
  name: 'DescribeTargetGroupAttributes',
  kind: 'TargetGroup',
  writes: false,
  summary: { ko: '대상 그룹의 속성을 보여 줍니다.', en: 'Shows the attributes of a target group.' },
  members: { TargetGroupArn: GROUP },
  run: ({ world, input }) => {
    const group = groupAt(world, input.TargetGroupArn);
    return isRefusal(group) ? group : { output: { Attributes: listed(groupAttributes(group)) } };
  },
});

const modifyTargetGroupAttributes = operation({
  service: 'elbv2',
  name: 'ModifyTargetGroupAttributes',
  kind: 'TargetGroup',
  writes: true,
  summary: {
    ko: '대상 그룹의 속성을 바꿉니다. 클라이언트 IP 보존도 속성입니다.',
    en: 'Changes the attributes of a target group, client IP preservation among them.',
  },
  members: { TargetGroupArn: GROUP, Attributes: { ...ATTRIBUTES, required: true } },
  run: ({ world, input }) => {
    const group = groupAt(world, input.TargetGroupArn);
    if (isRefusal(group)) return group;
    const next = changed('Target group', { known: groupAttributes(group), stated: group.Attributes }, input.Attributes);
    if (isRefusal(next)) return next;
    const object = { ...group, ...next };
    return { effects: [store('TargetGroup', object)], output: { Attributes: listed(groupAttributes(object)) } };
  },
});

export const targetGroupOperations = [
  describeTargetGroups,
  createTargetGroup,
  modifyTargetGroup,
  deleteTargetGroup,
  describeTargetGroupAttributes,
  modifyTargetGroupAttributes,
];
