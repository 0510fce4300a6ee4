/** Rules of an ALB's listeners, known by their priority. */
import { type ListenerRule, rulesOf, valuesOf } from '../../../aws/elbv2/listener-rule.ts';
import { listenersOf } from '../../../aws/listener.ts';
import { canonical } from '../../../canonical.ts';
import type { World } from '../../../world.ts';
import type { Act } from '../../controller.ts';
import { actionsOf, conditionsOf, sameActions } from './deploy-actions.ts';
import { groupArn } from './deploy-listeners.ts';
import { balancerOf } from './deploy-load-balancer.ts';
import type { Model } from './model.ts';
import { type Stack, tagsOf } from './stack.ts';

/** Rules to delete, to create and to change. */
export function ruleActs(world: World, stack: Stack, model: Model): readonly Act[] {
  const balancer = balancerOf(world, stack, model);
  if (balancer === undefined) return [];
  return listenersOf(world, balancer.LoadBalancerArn).flatMap(({ ListenerArn, Port }) => {
    const wanted = model.rules.filter(({ listenerPort }) => listenerPort === Port);
    const present = rulesOf(world, ListenerArn);
    const gone = present.filter(({ Priority }) => !wanted.some(({ priority }) => priority === Priority));
    const deleted = gone.map(({ RuleArn }) => call('DeleteRule', { RuleArn }));
    const others = wanted.flatMap(({ priority, conditions, actions }) => {
      const Conditions = conditionsOf(conditions);
      const Actions = actionsOf(actions, (id) => groupArn(world, stack, model, id));
      const found = present.find(({ Priority }) => Priority === priority);
      if (found !== undefined && sameActions(found.Actions, Actions) && essence(found.Conditions) === essence(Conditions)) return [];
      if (found !== undefined) return [call('ModifyRule', { RuleArn: found.RuleArn, Conditions, Actions })];
      return [
        call('CreateRule', {
          ListenerArn,
          Priority: priority,
          Conditions,
          Actions,
          Tags: tagsOf(stack, `${Port}:${priority}`, model.loadBalancer.tags),
        }),
      ];
    });
    return [...deleted, ...others];
  });
}

function essence(conditions: ListenerRule['Conditions']): string {
  const one = (condition: ListenerRule['Conditions'][number]) => ({
    Field: condition.Field,
    values: valuesOf(condition),
    header: condition.HttpHeaderConfig?.HttpHeaderName,
    query: condition.QueryStringConfig?.Values,
  });
  return canonical(conditions.map(one));
}

function call(verb: string, body: Readonly<Record<string, unknown>>): Act {
  return { plane: 'aws', verb, kind: 'ListenerRule', body };
}
