/** `LoadBalancers`, `Listeners`, `Rules` and `TargetGroups` with their attributes and the health of their targets. */
import { timestamp, withOffset } from '../aws-time.ts';
import type { Action } from '../elbv2/action.ts';
import { balancerAttributes, groupAttributes } from '../elbv2/attributes.ts';
import { healthCheckOf } from '../elbv2/health-check.ts';
import type { Condition, ListenerRule } from '../elbv2/listener-rule.ts';
import { canonicalZone } from '../elbv2/names.ts';
import type { Listener } from '../listener.ts';
import type { LoadBalancer } from '../load-balancer.ts';
import type { Target, TargetGroup } from '../target-group.ts';
import { GATEWAY_MEMBERS } from './gateway-members.ts';
import { checkMembers, checkReference, flag, type Item, items, keep, needed, number, part, type Reading, tags, text, texts } from './reading.ts';

export function readLoadBalancer(reading: Reading, item: Item): void {
  checkMembers(reading, item, [...GATEWAY_MEMBERS.LoadBalancer]);
  const LoadBalancerArn = needed(reading, item, 'LoadBalancerArn', text(reading, item, 'LoadBalancerArn'));
  if (LoadBalancerArn === undefined) return;
  const zones = items(reading, item, 'AvailabilityZones').flatMap((each) => {
    const SubnetId = needed(reading, each, 'SubnetId', text(reading, each, 'SubnetId'));
    if (SubnetId === undefined || !checkReference(reading, 'Subnet', { id: SubnetId, path: [...each.path, 'SubnetId'] })) return [];
    return [{ SubnetId, ZoneName: text(reading, each, 'ZoneName') ?? reading.objects.Subnet.get(SubnetId)?.AvailabilityZone ?? '' }];
  });
  const state = part(reading, item, 'State');
  const Type = (text(reading, item, 'Type') ?? 'network') as LoadBalancer['Type'];
  const object: LoadBalancer = {
    LoadBalancerArn,
    LoadBalancerName: text(reading, item, 'LoadBalancerName') ?? LoadBalancerArn.split('/').at(-2) ?? '',
    DNSName: text(reading, item, 'DNSName') ?? '',
    CanonicalHostedZoneId: text(reading, item, 'CanonicalHostedZoneId') ?? canonicalZone(reading.world, Type),
    CreatedTime: withOffset(text(reading, item, 'CreatedTime')) ?? timestamp(reading.world.now),
    Scheme: text(reading, item, 'Scheme') === 'internet-facing' ? 'internet-facing' : 'internal',
    Type,
    IpAddressType: (text(reading, item, 'IpAddressType') ?? 'ipv4') as LoadBalancer['IpAddressType'],
    VpcId: text(reading, item, 'VpcId') ?? reading.objects.Subnet.get(zones[0]?.SubnetId ?? '')?.VpcId ?? '',
    State: { Code: ((state === undefined ? undefined : text(reading, state, 'Code')) ?? 'active') as LoadBalancer['State']['Code'] },
    AvailabilityZones: zones,
    SecurityGroups: texts(reading, item, 'SecurityGroups'),
    Attributes: {},
    Tags: [],
  };
  keep(reading, 'LoadBalancer', { id: LoadBalancerArn, object, path: item.path });
}

/** What describe-load-balancer-attributes or describe-target-group-attributes prints, with what was asked about. */
export function readAttributes(reading: Reading, item: Item): void {
  checkMembers(reading, item, GATEWAY_MEMBERS.Attributes);
  const given = Object.fromEntries(tags(reading, item, 'Attributes').map(({ Key, Value }) => [Key, Value]));
  const balancer = reading.objects.LoadBalancer.get(text(reading, item, 'LoadBalancerArn') ?? '');
  const group = reading.objects.TargetGroup.get(text(reading, item, 'TargetGroupArn') ?? '');
  if (balancer !== undefined) {
    const Attributes = stated(given, balancerAttributes({ ...balancer, Attributes: {} }));
    reading.objects.LoadBalancer.set(balancer.LoadBalancerArn, { ...balancer, Attributes });
  }
  if (group !== undefined) {
    const Attributes = stated(given, groupAttributes({ ...group, Attributes: {} }));
    reading.objects.TargetGroup.set(group.TargetGroupArn, { ...group, Attributes });
  }
}

/** The attributes that differ from what AWS gives by itself. */
function stated(given: { readonly [key: string]: string }, usual: { readonly [key: string]: string }): { readonly [key: string]: string } {
  return Object.fromEntries(Object.entries(given).filter(([key, value]) => usual[key] !== value));
}

export function readListener(reading: Reading, item: Item): void {
  checkMembers(reading, item, [...GATEWAY_MEMBERS.Listener]);
  const ListenerArn = needed(reading, item, 'ListenerArn', text(reading, item, 'ListenerArn'));
  const LoadBalancerArn = needed(reading, item, 'LoadBalancerArn', text(reading, item, 'LoadBalancerArn'));
  const Port = needed(reading, item, 'Port', number(reading, item, 'Port'));
  if (ListenerArn === undefined || LoadBalancerArn === undefined || Port === undefined) return;
  const SslPolicy = text(reading, item, 'SslPolicy');
  const certificates = items(reading, item, 'Certificates').flatMap((each) => text(reading, each, 'CertificateArn') ?? []);
  const object: Listener = {
    ListenerArn,
    LoadBalancerArn,
    Protocol: (text(reading, item, 'Protocol') ?? 'TCP') as Listener['Protocol'],
    Port,
    ...(certificates.length === 0 ? {} : { Certificates: certificates.map((CertificateArn) => ({ CertificateArn })) }),
    ...(SslPolicy === undefined ? {} : { SslPolicy }),
    DefaultActions: actions(reading, item, 'DefaultActions'),
    Tags: [],
  };
  keep(reading, 'Listener', { id: ListenerArn, object, path: item.path });
}

function actions(reading: Reading, item: Item, member: string): readonly Action[] {
  return items(reading, item, member).map((each) => ({ Type: 'forward', ...each.value }) as Action);
}

/** What describe-rules prints of a listener. Its default rule is the listener's own. */
export function readRule(reading: Reading, item: Item): void {
  const RuleArn = needed(reading, item, 'RuleArn', text(reading, item, 'RuleArn'));
  if (RuleArn === undefined || flag(reading, item, 'IsDefault') === true) return;
  const ListenerArn = RuleArn.replace(':listener-rule/', ':listener/').replace(/\/[^/]+$/, '');
  if (!checkReference(reading, 'Listener', { id: ListenerArn, path: [...item.path, 'RuleArn'] })) return;
  const object: ListenerRule = {
    RuleArn,
    ListenerArn,
    Priority: Number(text(reading, item, 'Priority') ?? '1'),
    Conditions: items(reading, item, 'Conditions').map((each) => each.value as unknown as Condition),
    Actions: actions(reading, item, 'Actions'),
    Tags: [],
  };
  keep(reading, 'ListenerRule', { id: RuleArn, object, path: item.path });
}

export function readTargetGroup(reading: Reading, item: Item): void {
  checkMembers(reading, item, [...GATEWAY_MEMBERS.TargetGroup]);
  const TargetGroupArn = needed(reading, item, 'TargetGroupArn', text(reading, item, 'TargetGroupArn'));
  if (TargetGroupArn === undefined) return;
  const Protocol = (text(reading, item, 'Protocol') ?? 'TCP') as TargetGroup['Protocol'];
  const TargetType = (text(reading, item, 'TargetType') ?? 'instance') as TargetGroup['TargetType'];
  const matcher = part(reading, item, 'Matcher');
  const ProtocolVersion = text(reading, item, 'ProtocolVersion') as TargetGroup['ProtocolVersion'];
  const object: TargetGroup = {
    TargetGroupArn,
    TargetGroupName: text(reading, item, 'TargetGroupName') ?? TargetGroupArn.split('/').at(-2) ?? '',
    Protocol,
    Port: number(reading, item, 'Port') ?? 80,
    VpcId: text(reading, item, 'VpcId') ?? '',
    TargetType,
    ...(ProtocolVersion === undefined ? {} : { ProtocolVersion }),
    IpAddressType: (text(reading, item, 'IpAddressType') ?? 'ipv4') as TargetGroup['IpAddressType'],
    ...healthCheckOf(Protocol, TargetType, {
      HealthCheckProtocol: text(reading, item, 'HealthCheckProtocol'),
      HealthCheckPort: text(reading, item, 'HealthCheckPort'),
      HealthCheckEnabled: flag(reading, item, 'HealthCheckEnabled'),
      HealthCheckPath: text(reading, item, 'HealthCheckPath'),
      HealthCheckIntervalSeconds: number(reading, item, 'HealthCheckIntervalSeconds'),
      HealthCheckTimeoutSeconds: number(reading, item, 'HealthCheckTimeoutSeconds'),
      HealthyThresholdCount: number(reading, item, 'HealthyThresholdCount'),
      UnhealthyThresholdCount: number(reading, item, 'UnhealthyThresholdCount'),
      Matcher: matcher === undefined ? undefined : { HttpCode: text(reading, matcher, 'HttpCode') },
    }),
    Targets: [],
    Attributes: {},
    Tags: [],
  };
  keep(reading, 'TargetGroup', { id: TargetGroupArn, object, path: item.path });
}

/** What describe-target-health prints, with the group that was asked about. */
export function readTargetHealth(reading: Reading, item: Item): void {
  const known = reading.objects.TargetGroup.get(text(reading, item, 'TargetGroupArn') ?? '');
  if (known === undefined) return;
  const Targets = items(reading, item, 'TargetHealthDescriptions').flatMap((each): Target[] => {
    const [target, health] = [part(reading, each, 'Target'), part(reading, each, 'TargetHealth')];
    const Id = target === undefined ? undefined : needed(reading, target, 'Id', text(reading, target, 'Id'));
    if (target === undefined || Id === undefined) return [];
    const told = (member: string) => (health === undefined ? undefined : text(reading, health, member));
    const [Reason, Description, AvailabilityZone] = [told('Reason'), told('Description'), text(reading, target, 'AvailabilityZone')];
    return [
      {
        Id,
        Port: number(reading, target, 'Port') ?? known.Port,
        ...(AvailabilityZone === undefined ? {} : { AvailabilityZone }),
        TargetHealth: {
          State: (told('State') ?? 'healthy') as Target['TargetHealth']['State'],
          ...(Reason === undefined ? {} : { Reason }),
          ...(Description === undefined ? {} : { Description }),
        },
      },
    ];
  });
  reading.objects.TargetGroup.set(known.TargetGroupArn, { ...known, Targets });
}

/** What describe-tags of elbv2 prints. */
export function readTagDescription(reading: Reading, item: Item): void {
  const arn = text(reading, item, 'ResourceArn') ?? '';
  const Tags = [...tags(reading, item)].sort((one, other) => (one.Key < other.Key ? -1 : 1));
  const { LoadBalancer, TargetGroup, Listener, ListenerRule } = reading.objects;
  for (const known of [LoadBalancer, TargetGroup, Listener, ListenerRule] as Map<string, { readonly Tags: unknown }>[]) {
    const object = known.get(arn);
    if (object !== undefined) known.set(arn, { ...object, Tags });
  }
}
