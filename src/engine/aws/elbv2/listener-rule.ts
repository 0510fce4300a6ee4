import type { AwsKind } from '../../kind.ts';
import { sha1 } from '../../sha1.ts';
import { lookup } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Listener } from '../listener.ts';
import type { Tag } from '../spelling.ts';
import { type Action, targetGroupsOf } from './action.ts';

/**
 * What a request must be like. Only the member of the field's own is filled.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html
 */
export type Condition = {
  readonly Field: 'host-header' | 'path-pattern' | 'http-request-method' | 'http-header' | 'query-string' | 'source-ip';
  readonly Values?: readonly string[];
  readonly HostHeaderConfig?: { readonly Values: readonly string[] };
  readonly PathPatternConfig?: { readonly Values: readonly string[] };
  readonly HttpRequestMethodConfig?: { readonly Values: readonly string[] };
  readonly SourceIpConfig?: { readonly Values: readonly string[] };
  readonly HttpHeaderConfig?: { readonly HttpHeaderName: string; readonly Values: readonly string[] };
  readonly QueryStringConfig?: { readonly Values: readonly { readonly Key?: string; readonly Value: string }[] };
};

/**
 * A rule of a listener of an Application Load Balancer.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Rule.html
 */
export type ListenerRule = {
  readonly RuleArn: string;
  readonly ListenerArn: string;
  readonly Priority: number;
  readonly Conditions: readonly Condition[];
  readonly Actions: readonly Action[];
  readonly Tags: readonly Tag[];
};

export const listenerRule: AwsKind<ListenerRule> = {
  plane: 'aws',
  kind: 'ListenerRule',
  service: 'elbv2',
  idPrefix: 'arn',
  idMember: 'RuleArn',
  indices: {
    byListener: (rule) => [rule.ListenerArn],
    byTargetGroup: (rule) => targetGroupsOf(rule.Actions),
  },
  describe: {
    operation: 'DescribeRules',
    idsMember: 'RuleArns',
    listMember: 'Rules',
    notFound: 'RuleNotFound',
    malformed: 'ValidationError',
    show: ({ RuleArn, Priority, Conditions, Actions }) => ({ RuleArn, Priority: String(Priority), Conditions, Actions, IsDefault: false }),
    filters: {},
    pageLimit: { least: 1, most: 400 },
  },
};

/** The rules of a listener in the order in which they are tried, the default rule apart. */
export function rulesOf(world: World, ListenerArn: string): ListenerRule[] {
  return lookup(world.aws.ListenerRule, 'byListener', ListenerArn).toSorted((one, other) => one.Priority - other.Priority);
}

/** The default rule as DescribeRules shows it: it matches everything and does what the listener says. */
export function defaultRule({ ListenerArn, DefaultActions }: Listener): object {
  const RuleArn = `${ListenerArn.replace(':listener/', ':listener-rule/')}/${sha1(ListenerArn).slice(0, 16)}`;
  return { RuleArn, Priority: 'default', Conditions: [], Actions: DefaultActions, IsDefault: true };
}

/** The values of a condition, whichever member holds them. */
export function valuesOf(condition: Condition): readonly string[] {
  const { HostHeaderConfig, PathPatternConfig, HttpRequestMethodConfig, SourceIpConfig, HttpHeaderConfig } = condition;
  const config = HostHeaderConfig ?? PathPatternConfig ?? HttpRequestMethodConfig ?? SourceIpConfig ?? HttpHeaderConfig;
  return config?.Values ?? condition.Values ?? [];
}
