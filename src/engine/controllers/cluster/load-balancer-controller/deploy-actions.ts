/** Actions and conditions of the model as the API of Elastic Load Balancing spells them. */
import { type Action, finalAction, forwardsTo } from '../../../aws/elbv2/action.ts';
import type { Condition } from '../../../aws/elbv2/listener-rule.ts';
import { canonical } from '../../../canonical.ts';
import type { ActionModel, ConditionModel } from './model.ts';

/** The actions, with the ARNs of the stack's own target groups filled in. */
export function actionsOf(actions: readonly ActionModel[], arnOfGroup: (id: string) => string): readonly Action[] {
  return actions.map((action, index): Action => {
    const Order = actions.length > 1 ? { Order: index + 1 } : {};
    switch (action.type) {
      case 'forward': {
        const TargetGroups = action.targetGroups.map(({ id, arn, weight }) => ({
          TargetGroupArn: id === undefined ? (arn ?? '') : arnOfGroup(id),
          ...(weight === undefined ? {} : { Weight: weight }),
        }));
        const { stickiness } = action;
        const sticky =
          stickiness === undefined
            ? {}
            : {
                TargetGroupStickinessConfig: {
                  Enabled: stickiness.enabled,
                  ...(stickiness.durationSeconds === undefined ? {} : { DurationSeconds: stickiness.durationSeconds }),
                },
              };
        return { Type: 'forward', ...Order, ForwardConfig: { TargetGroups, ...sticky } };
      }
      case 'fixed-response': {
        const { statusCode, contentType, messageBody } = action;
        const told = {
          ...(contentType === undefined ? {} : { ContentType: contentType }),
          ...(messageBody === undefined ? {} : { MessageBody: messageBody }),
        };
        return { Type: 'fixed-response', ...Order, FixedResponseConfig: { StatusCode: statusCode, ...told } };
      }
      case 'redirect': {
        const { host = '#{host}', path = '/#{path}', port = '#{port}', protocol = '#{protocol}', query = '#{query}', statusCode } = action.redirect;
        const RedirectConfig = { Host: host, Path: path, Port: port, Protocol: protocol, Query: query, StatusCode: statusCode as 'HTTP_301' };
        return { Type: 'redirect', ...Order, RedirectConfig };
      }
      default:
        return { Type: action.type, ...Order };
    }
  });
}

/** Whether both do the same, whatever else the API has filled in. */
export function sameActions(one: readonly Action[], other: readonly Action[]): boolean {
  return essence(one) === essence(other);
}

function essence(actions: readonly Action[]): string {
  const action = finalAction(actions);
  if (action === undefined) return '';
  const { Type, FixedResponseConfig, RedirectConfig, ForwardConfig } = action;
  const sticky = ForwardConfig?.TargetGroupStickinessConfig?.Enabled ?? false;
  return canonical({
    Type,
    to: forwardsTo(action).map(({ TargetGroupArn, Weight }) => [TargetGroupArn, Weight]),
    sticky,
    FixedResponseConfig,
    RedirectConfig,
  });
}

/** The conditions as CreateRule takes them. */
export function conditionsOf(conditions: readonly ConditionModel[]): readonly Condition[] {
  return conditions.map(conditionOf);
}

function conditionOf(condition: ConditionModel): Condition {
  switch (condition.field) {
    case 'host-header':
      return { Field: 'host-header', HostHeaderConfig: { Values: condition.values } };
    case 'path-pattern':
      return { Field: 'path-pattern', PathPatternConfig: { Values: condition.values } };
    case 'http-request-method':
      return { Field: 'http-request-method', HttpRequestMethodConfig: { Values: condition.values } };
    case 'source-ip':
      return { Field: 'source-ip', SourceIpConfig: { Values: condition.values } };
    case 'http-header':
      return { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: condition.name, Values: condition.values } };
    case 'query-string': {
      const Values = condition.pairs.map(({ key, value }) => ({ ...(key === undefined ? {} : { Key: key }), Value: value }));
      return { Field: 'query-string', QueryStringConfig: { Values } };
    }
  }
}
