/**
 * What an Application Load Balancer does with a request: its rules in ascending order of priority, then the listener's own actions.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
 */
import { type Address, readAddress } from '../../net/address.ts';
import { contains, readCidr } from '../../net/cidr.ts';
import type { World } from '../../world.ts';
import type { Listener } from '../listener.ts';
import { type Action, finalAction } from './action.ts';
import { type Condition, rulesOf, valuesOf } from './listener-rule.ts';

export type Request = {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  readonly host: string;
  readonly source: Address;
};

export type Routed = { readonly action: Action | undefined /** `default`, or the priority of the rule that matched. */; readonly rule: string };

/** The action for the request, and the rule that says so. */
export function routed(world: World, listener: Listener, request: Request): Routed {
  const rule = rulesOf(world, listener.ListenerArn).find((each) => each.Conditions.every((condition) => holds(condition, request)));
  if (rule === undefined) return { action: finalAction(listener.DefaultActions), rule: 'default' };
  return { action: finalAction(rule.Actions), rule: String(rule.Priority) };
}

function holds(condition: Condition, request: Request): boolean {
  const values = valuesOf(condition);
  switch (condition.Field) {
    case 'host-header':
      return values.some((value) => matches(value.toLowerCase(), request.host.replace(/:\d+$/, '').toLowerCase()));
    case 'path-pattern':
      return values.some((value) => matches(value, request.path));
    case 'http-request-method':
      return values.includes(request.method);
    case 'source-ip':
      return values.some((value) => isWithin(value, request.source));
    case 'query-string':
      return (condition.QueryStringConfig?.Values ?? []).some((wanted) => inQuery(wanted, request.query));
    case 'http-header':
      return condition.HttpHeaderConfig?.HttpHeaderName.toLowerCase() === 'host' && values.some((value) => matches(value, request.host));
  }
}

/** "You can include up to three wildcard characters: * (matches 0 or more characters) and ? (matches exactly 1 character)." */
function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`).test(text);
}

function isWithin(block: string, address: Address): boolean {
  const cidr = readCidr(block);
  return cidr === null ? readAddress(block) === address : contains(cidr, address);
}

function inQuery({ Key, Value }: { readonly Key?: string; readonly Value: string }, query: string): boolean {
  return query.split('&').some((part) => {
    const [key = '', value = ''] = part.split('=');
    return matches(Value, value) && (Key === undefined || matches(Key, key));
  });
}
