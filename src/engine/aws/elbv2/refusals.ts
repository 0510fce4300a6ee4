/** What Elastic Load Balancing answers to requests that it refuses, where several operations answer the same. */
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Listener } from '../listener.ts';
import type { LoadBalancer } from '../load-balancer.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { TargetGroup } from '../target-group.ts';
import { isElbArn } from './arn.ts';
import type { ListenerRule } from './listener-rule.ts';

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/CommonErrors.html */
export function invalid(message: string): Refusal {
  return refuse('ValidationError', message);
}

/** Null when the value is one of the enumeration. */
export function checkEnum(member: string, value: string | undefined, values: readonly string[]): Refusal | null {
  if (value === undefined || values.includes(value)) return null;
  const set = values.join(', ');
  return invalid(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${set}]`,
  );
}

/** Null when the number lies between the two. */
export function checkRange(member: string, value: number | undefined, [least, most]: readonly [number, number]): Refusal | null {
  if (value === undefined || (value >= least && value <= most)) return null;
  const limit = value < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
  return invalid(`1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value ${limit}`);
}

/**
 * Null when a load balancer or target group may have the name.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 */
export function checkName(noun: 'Load balancer' | 'Target group', name: string): Refusal | null {
  if (name === '') return invalid(`${noun} name cannot be empty`);
  if (name.length > 32) return invalid(`${noun} name '${name}' cannot be longer than '32' characters`);
  if (!/^[A-Za-z0-9-]+$/.test(name))
    return invalid(`${noun} name '${name}' can only contain characters that are alphanumeric characters and hyphens(-)`);
  if (/^-|-$/.test(name)) return invalid(`${noun} name '${name}' cannot begin or end with a hyphen(-)`);
  if (noun === 'Load balancer' && name.startsWith('internal-')) return invalid(`${noun} name '${name}' cannot begin with 'internal-'`);
  return null;
}

/** The load balancer, or the refusal for an ARN that is none or names none. */
export function balancerAt(world: World, arn: string): LoadBalancer | Refusal {
  if (!isElbArn('loadbalancer', arn)) return invalid(`'${arn}' is not a valid load balancer ARN`);
  return objectAt(world.aws.LoadBalancer, arn) ?? refuse('LoadBalancerNotFound', `Load balancer '${arn}' not found`);
}

/** The listener, or the refusal. */
export function listenerAt(world: World, arn: string): Listener | Refusal {
  if (!isElbArn('listener', arn)) return invalid(`'${arn}' is not a valid listener ARN`);
  return objectAt(world.aws.Listener, arn) ?? refuse('ListenerNotFound', 'One or more listeners not found');
}

/** The rule, or the refusal. */
export function ruleAt(world: World, arn: string): ListenerRule | Refusal {
  if (!isElbArn('listener-rule', arn)) return invalid(`'${arn}' is not a valid listener rule ARN`);
  return objectAt(world.aws.ListenerRule, arn) ?? refuse('RuleNotFound', 'One or more rules not found');
}

/** The target group, or the refusal. */
export function groupAt(world: World, arn: string): TargetGroup | Refusal {
  if (!isElbArn('targetgroup', arn)) return invalid(`'${arn}' is not a valid target group ARN`);
  return objectAt(world.aws.TargetGroup, arn) ?? refuse('TargetGroupNotFound', 'One or more target groups not found');
}
