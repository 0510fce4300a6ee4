/** Load balancers in the worked example, in the words of a test. */
import { advance } from '../../src/engine/settle.ts';
import { objectsOf } from '../../src/engine/store.ts';
import type { World } from '../../src/engine/world.ts';
import { courseIds } from './course-world.ts';
import { courseWorld, type LearnerVerb, typed } from './world-of.ts';

/** A call of elbv2. */
export function elbv2(verb: string, body: Readonly<Record<string, unknown>>): LearnerVerb {
  return { plane: 'aws', verb, kind: 'LoadBalancer', body };
}

type Wanted = {
  readonly Type: 'application' | 'network';
  readonly Scheme?: 'internal' | 'internet-facing';
  readonly TargetType?: 'ip' | 'instance';
  readonly Port?: number;
  /** Targets as they are registered. */
  readonly targets: readonly { readonly Id: string; readonly Port?: number }[];
  readonly SecurityGroups?: readonly string[];
  readonly group?: Readonly<Record<string, unknown>>;
};

/** The worked example with a load balancer `web` that forwards port 80 to a group `pods`; some seconds later. */
export function balanced(wanted: Wanted, afterSeconds = 300): World {
  const { Type, Scheme = 'internal', TargetType = 'ip', Port = 9376, targets, SecurityGroups = [courseIds.clusterGroup], group = {} } = wanted;
  const Protocol = Type === 'application' ? 'HTTP' : 'TCP';
  const made = typed(
    courseWorld(),
    elbv2('CreateLoadBalancer', { Name: 'web', Type, Scheme, Subnets: courseIds.subnets, SecurityGroups }),
    elbv2('CreateTargetGroup', { Name: 'pods', Protocol, Port, VpcId: courseIds.vpc, TargetType, ...group }),
  );
  const ready = typed(
    made,
    elbv2('CreateListener', {
      LoadBalancerArn: balancerArn(made),
      Protocol,
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: groupArn(made) }],
    }),
    ...(targets.length === 0 ? [] : [elbv2('RegisterTargets', { TargetGroupArn: groupArn(made), Targets: targets })]),
  );
  return advance(ready, afterSeconds * 1000);
}

export function balancerArn(world: World): string {
  return only(objectsOf(world.aws.LoadBalancer)).LoadBalancerArn;
}

export function groupArn(world: World, name = 'pods'): string {
  return only(objectsOf(world.aws.TargetGroup).filter((group) => group.TargetGroupName === name)).TargetGroupArn;
}

export function listenerArn(world: World): string {
  return only(objectsOf(world.aws.Listener)).ListenerArn;
}

export function balancerName(world: World): string {
  return only(objectsOf(world.aws.LoadBalancer)).DNSName;
}

/** The health of each target of a group, as `ID:PORT STATE REASON`. */
export function healthOf(world: World, name = 'pods'): string[] {
  const group = only(objectsOf(world.aws.TargetGroup).filter((each) => each.TargetGroupName === name));
  return group.Targets.map(({ Id, Port, TargetHealth: { State, Reason } }) => [`${Id}:${Port}`, State, Reason].filter(Boolean).join(' '));
}

function only<T>(all: readonly T[]): T {
  const [first] = all;
  if (first === undefined || all.length !== 1) throw new Error(`Expected one but found ${all.length}`);
  return first;
}
