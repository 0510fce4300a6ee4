/** Target groups with their targets, load balancers, listeners and rules. */
import type { TargetGroup } from '../../engine/aws/target-group.ts';
import { objectsOf } from '../../engine/store.ts';
import { isNamed, json, leave, name, quoted, ref, run, type Writing } from './writing.ts';

export function writeLoadBalancers(writing: Writing): void {
  const { aws } = writing.world;
  const groups = objectsOf(aws.TargetGroup).filter((group) => nameGroup(writing, group));
  for (const balancer of objectsOf(aws.LoadBalancer)) {
    const { LoadBalancerArn: id, LoadBalancerName, Type, Scheme, AvailabilityZones, SecurityGroups, IpAddressType, Attributes, Tags } = balancer;
    const subnets = AvailabilityZones.map(({ SubnetId }) => SubnetId);
    if (!subnets.every((each) => isNamed(writing, each))) {
      leave(writing, 'LoadBalancer', LoadBalancerName);
      continue;
    }
    const inSubnets = `--subnets ${subnets.map((each) => ref(writing, each)).join(' ')}`;
    const guarded = SecurityGroups.length === 0 ? '' : ` --security-groups ${SecurityGroups.map((each) => ref(writing, each)).join(' ')}`;
    const family = IpAddressType === 'ipv4' ? '' : ` --ip-address-type ${IpAddressType}`;
    const command = `elbv2 create-load-balancer --name ${quoted(LoadBalancerName)} --type ${Type} --scheme ${Scheme} ${inSubnets}${guarded}${family}${tags(writing, Tags)}`;
    name(writing, { id, prefix: 'LB', command, query: 'LoadBalancers[0].LoadBalancerArn' });
    attributes(writing, { command: 'modify-load-balancer-attributes --load-balancer-arn', id, Attributes });
  }
  writeListeners(writing);
  for (const group of groups) writeTargets(writing, group);
}

function nameGroup(writing: Writing, group: TargetGroup): boolean {
  const { TargetGroupArn: id, TargetGroupName, VpcId, Protocol, Port, TargetType, HealthCheckPath, Matcher } = group;
  if (!isNamed(writing, VpcId)) {
    leave(writing, 'TargetGroup', TargetGroupName);
    return false;
  }
  const version = group.ProtocolVersion === undefined ? '' : ` --protocol-version ${group.ProtocolVersion}`;
  const base = `--name ${quoted(TargetGroupName)} --protocol ${Protocol} --port ${Port}${version} --vpc-id ${ref(writing, VpcId)} --target-type ${TargetType}`;
  const path = HealthCheckPath === undefined ? '' : ` --health-check-path ${quoted(HealthCheckPath)}`;
  const matcher = Matcher === undefined ? '' : ` --matcher HttpCode=${quoted(Matcher.HttpCode)}`;
  const counts = `--health-check-interval-seconds ${group.HealthCheckIntervalSeconds} --health-check-timeout-seconds ${group.HealthCheckTimeoutSeconds} --healthy-threshold-count ${group.HealthyThresholdCount} --unhealthy-threshold-count ${group.UnhealthyThresholdCount}`;
  const check = `--health-check-protocol ${group.HealthCheckProtocol} --health-check-port ${group.HealthCheckPort} ${counts}${path}${matcher}`;
  const command = `elbv2 create-target-group ${base} ${check}${tags(writing, group.Tags)}`;
  name(writing, { id, prefix: 'TG', command, query: 'TargetGroups[0].TargetGroupArn' });
  attributes(writing, { command: 'modify-target-group-attributes --target-group-arn', id, Attributes: group.Attributes });
  return true;
}

function writeListeners(writing: Writing): void {
  const { aws } = writing.world;
  for (const listener of objectsOf(aws.Listener)) {
    const { ListenerArn: id, LoadBalancerArn, Protocol, Port, DefaultActions, Certificates, SslPolicy, Tags } = listener;
    if (!isNamed(writing, LoadBalancerArn)) {
      leave(writing, 'Listener', id);
      continue;
    }
    const secured = Certificates === undefined ? '' : ` --certificates ${json(writing, Certificates)}`;
    const policy = SslPolicy === undefined ? '' : ` --ssl-policy ${SslPolicy}`;
    const base = `--load-balancer-arn ${ref(writing, LoadBalancerArn)} --protocol ${Protocol} --port ${Port}${secured}${policy}`;
    const command = `elbv2 create-listener ${base} --default-actions ${json(writing, DefaultActions)}${tags(writing, Tags)}`;
    name(writing, { id, prefix: 'LISTENER', command, query: 'Listeners[0].ListenerArn' });
  }
  for (const { ListenerArn, Priority, Conditions, Actions, RuleArn, Tags } of objectsOf(aws.ListenerRule)) {
    if (!isNamed(writing, ListenerArn)) {
      leave(writing, 'ListenerRule', RuleArn);
      continue;
    }
    const base = `--listener-arn ${ref(writing, ListenerArn)} --priority ${Priority}`;
    run(writing, `elbv2 create-rule ${base} --conditions ${json(writing, Conditions)} --actions ${json(writing, Actions)}${tags(writing, Tags)}`);
  }
}

function writeTargets(writing: Writing, { TargetGroupArn, TargetGroupName, Targets, TargetType }: TargetGroup): void {
  const live = Targets.filter(({ drainingSince }) => drainingSince === undefined);
  const [able, unable] = [
    live.filter(({ Id }) => TargetType === 'ip' || isNamed(writing, Id)),
    live.filter(({ Id }) => TargetType !== 'ip' && !isNamed(writing, Id)),
  ];
  for (const { Id } of unable) leave(writing, 'TargetGroup', `${TargetGroupName} target ${Id}`);
  if (able.length === 0) return;
  const given = able.map(({ Id, Port, AvailabilityZone }) => {
    const zone = AvailabilityZone === undefined ? '' : `,AvailabilityZone=${AvailabilityZone}`;
    return `Id=${ref(writing, Id)},Port=${Port}${zone}`;
  });
  run(writing, `elbv2 register-targets --target-group-arn ${ref(writing, TargetGroupArn)} --targets ${given.join(' ')}`);
}

type Attributed = { readonly command: string; readonly id: string; readonly Attributes: { readonly [key: string]: string } };

function attributes(writing: Writing, { command, id, Attributes }: Attributed): void {
  const given = Object.entries(Attributes).map(([Key, Value]) => ({ Key, Value }));
  if (given.length > 0) run(writing, `elbv2 ${command} ${ref(writing, id)} --attributes ${json(writing, given)}`);
}

function tags(writing: Writing, given: readonly { readonly Key: string }[]): string {
  const own = given.filter(({ Key }) => !Key.startsWith('aws:'));
  return own.length === 0 ? '' : ` --tags ${json(writing, own)}`;
}
