/** Actions as CreateListener, CreateRule and their like are given them. */
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Listener } from '../listener.ts';
import type { LoadBalancer } from '../load-balancer.ts';
import { firstRefusal, type Refusal, refuse } from '../refusal.ts';
import { boolean, idOf, integer, string } from '../shape.ts';
import { balancersUsing, type TargetGroup } from '../target-group.ts';
import { type Action, targetGroupsOf } from './action.ts';
import { checkEnum, checkRange, invalid } from './refusals.ts';

const FORWARD = {
  type: 'structure',
  members: {
    TargetGroups: { type: 'list', of: { type: 'structure', members: { TargetGroupArn: idOf('TargetGroup'), Weight: integer } } },
    TargetGroupStickinessConfig: { type: 'structure', members: { Enabled: boolean, DurationSeconds: integer } },
  },
} as const;
const REDIRECT = {
  type: 'structure',
  members: { Protocol: string, Port: string, Host: string, Path: string, Query: string, StatusCode: string },
} as const;
const FIXED = { type: 'structure', members: { MessageBody: string, StatusCode: string, ContentType: string } } as const;

export const ACTIONS = {
  type: 'list',
  of: {
    type: 'structure',
    members: {
      Type: { type: 'string', values: ['forward', 'redirect', 'fixed-response'] },
      TargetGroupArn: idOf('TargetGroup'),
      Order: integer,
      ForwardConfig: FORWARD,
      RedirectConfig: REDIRECT,
      FixedResponseConfig: FIXED,
    },
  },
} as const;

const TYPES: readonly string[] = ['forward', 'authenticate-oidc', 'authenticate-cognito', 'redirect', 'fixed-response', 'jwt-validation'];

/** An action before it is known to be one. */
export type ActionInput = { readonly [member: string]: unknown };

type Place = { readonly balancer: LoadBalancer; readonly Protocol: Listener['Protocol'] };

/** The actions as they are stored, or why a listener with this protocol cannot have them. */
export function actionsFor(world: World, place: Place, given: readonly ActionInput[]): readonly Action[] | Refusal {
  if (given.length === 0) return invalid('At least one action must be specified');
  const actions = given.map(withDefaults);
  const checks = actions.flatMap((action, index) => [checkEnum(`actions.${index + 1}.member.type`, action.Type, TYPES), checkAction(place, action)]);
  const groups = targetGroupsOf(actions).map((arn) => checkGroup(world, place, arn));
  return firstRefusal(...checks, ...groups) ?? actions;
}

/** What DescribeListeners shows although it was not given: a lone target group is told both ways. */
function withDefaults(given: ActionInput): Action {
  const action = given as Action;
  if (action.Type === 'forward') {
    const listed = action.ForwardConfig?.TargetGroups ?? [];
    const TargetGroups =
      listed.length > 0 ? listed.map((each) => ({ Weight: 1, ...each })) : [{ TargetGroupArn: action.TargetGroupArn ?? '', Weight: 1 }];
    const TargetGroupStickinessConfig = action.ForwardConfig?.TargetGroupStickinessConfig ?? { Enabled: false };
    const lone = TargetGroups.length === 1 ? { TargetGroupArn: TargetGroups[0]?.TargetGroupArn as string } : {};
    return { ...action, ...lone, ForwardConfig: { TargetGroups, TargetGroupStickinessConfig } };
  }
  if (action.RedirectConfig === undefined) return action;
  const usual = { Protocol: '#{protocol}', Port: '#{port}', Host: '#{host}', Path: '/#{path}', Query: '#{query}' };
  return { ...action, RedirectConfig: { ...usual, ...action.RedirectConfig } };
}

function checkAction({ balancer }: Place, action: Action): Refusal | null {
  const { Type } = action;
  if (Type.startsWith('authenticate-') || (Type as string) === 'jwt-validation')
    return refuse('UnsupportedOperation', `Actions of type ${Type} are not simulated.`);
  if (balancer.Type === 'network' && Type !== 'forward') {
    return refuse('InvalidLoadBalancerAction', `The action type '${Type}' is not valid for load balancers of type 'network'`);
  }
  if (Type === 'forward') {
    const groups = action.ForwardConfig?.TargetGroups ?? [];
    if (groups.some((each) => each.TargetGroupArn === '')) return invalid("A target group ARN must be specified for actions of type 'forward'");
    return firstRefusal(...groups.map((each) => checkRange('weight', each.Weight, [0, 999])));
  }
  if (Type === 'redirect' && action.RedirectConfig === undefined)
    return invalid("A redirect configuration must be specified for actions of type 'redirect'");
  if (Type === 'fixed-response' && !/^[245]\d\d$/.test(action.FixedResponseConfig?.StatusCode ?? '')) {
    return invalid('The status code of a fixed response must be of the form 2XX, 4XX or 5XX');
  }
  return null;
}

function checkGroup(world: World, { balancer, Protocol }: Place, arn: string): Refusal | null {
  const group = objectAt(world.aws.TargetGroup, arn);
  if (group === undefined) return refuse('TargetGroupNotFound', `Target group '${arn}' not found`);
  const others = balancersUsing(world, arn).filter((each) => each !== balancer.LoadBalancerArn);
  return firstRefusal(
    carries(Protocol, group)
      ? null
      : refuse('IncompatibleProtocols', `The listener protocol '${Protocol}' is incompatible with the target group protocol '${group.Protocol}'`),
    group.VpcId === balancer.VpcId
      ? null
      : refuse('InvalidConfigurationRequest', `Target group '${arn}' is not in the VPC of the load balancer: '${balancer.VpcId}'`),
    // "IPv6 target groups can only be used with dualstack load balancers" (load-balancer-target-groups, IP address type).
    group.IpAddressType === 'ipv4' || balancer.IpAddressType === 'dualstack'
      ? null
      : refuse('InvalidConfigurationRequest', `Target group '${arn}' can only be used with dualstack load balancers`),
    others.length === 0
      ? null
      : refuse('TargetGroupAssociationLimit', `The following target groups cannot be associated with more than one load balancer: ${arn}`),
  );
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-group-routing-configuration */
function carries(Protocol: Listener['Protocol'], group: TargetGroup): boolean {
  switch (Protocol) {
    case 'HTTP':
    case 'HTTPS':
      return group.Protocol === 'HTTP' || group.Protocol === 'HTTPS';
    case 'TCP':
      return group.Protocol === 'TCP' || group.Protocol === 'TCP_UDP';
    case 'TLS':
      return group.Protocol === 'TCP' || group.Protocol === 'TLS';
    case 'UDP':
      return group.Protocol === 'UDP' || group.Protocol === 'TCP_UDP';
    case 'TCP_UDP':
      return group.Protocol === 'TCP_UDP';
  }
}
