/** Operations on the rules of a listener. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html */
import type { World } from '../../world.ts';
import { erase, store } from '../effects.ts';
import type { Listener } from '../listener.ts';
import { mintDigits } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal, type Refusal, refuse } from '../refusal.ts';
import { idOf, idsOf, integer, string, strings, TAGS } from '../shape.ts';
import { ACTIONS, actionsFor } from './action-input.ts';
import { elbArn, pathOfArn } from './arn.ts';
import { type Condition, defaultRule, type ListenerRule, listenerRule, rulesOf, valuesOf } from './listener-rule.ts';
import { PAGE, pageOf } from './pages.ts';
import { balancerAt, checkEnum, checkRange, invalid, listenerAt, ruleAt } from './refusals.ts';
import { givenTags } from './tags.ts';

const VALUES = { type: 'structure', members: { Values: strings } } as const;
const QUERY = { type: 'list', of: { type: 'structure', members: { Key: string, Value: string } } } as const;
const FIELDS = ['host-header', 'path-pattern', 'http-header', 'query-string', 'http-request-method', 'source-ip'];
const CONDITIONS = {
  type: 'list',
  of: {
    type: 'structure',
    members: {
      Field: { type: 'string', values: FIELDS },
      Values: strings,
      HostHeaderConfig: VALUES,
      PathPatternConfig: VALUES,
      HttpHeaderConfig: { type: 'structure', members: { HttpHeaderName: string, Values: strings } },
      QueryStringConfig: { type: 'structure', members: { Values: QUERY } },
      HttpRequestMethodConfig: VALUES,
      SourceIpConfig: VALUES,
    },
  },
} as const;

const describeRules = operation({
  service: 'elbv2',
  name: 'DescribeRules',
  kind: 'ListenerRule',
  writes: false,
  summary: { ko: '리스너의 규칙을 적용 순서대로 보여 줍니다.', en: 'Shows the rules of a listener in the order in which they are tried.' },
  pages: 'Rules',
  members: { ListenerArn: idOf('Listener'), RuleArns: idsOf('ListenerRule'), ...PAGE },
  run: ({ world, input }) => {
    const shown = (rules: readonly ListenerRule[]) => rules.map((rule) => listenerRule.describe.show(rule, world));
    if (input.ListenerArn !== undefined) {
      const listener = listenerAt(world, input.ListenerArn);
      if (isRefusal(listener)) return listener;
      return { output: pageOf('Rules', [...shown(rulesOf(world, listener.ListenerArn)), defaultRule(listener)], input) };
    }
    if (input.RuleArns === undefined || input.RuleArns.length === 0) return invalid('You must specify either listener rule ARNs or a listener ARN');
    const found: ListenerRule[] = [];
    for (const arn of input.RuleArns) {
      const rule = ruleAt(world, arn);
      if (isRefusal(rule)) return rule;
      found.push(rule);
    }
    return { output: pageOf('Rules', shown(found), input) };
  },
});

const createRule = operation({
  service: 'elbv2',
  name: 'CreateRule',
  kind: 'ListenerRule',
  writes: true,
  summary: { ko: 'ALB 리스너에 호스트나 경로로 나누는 규칙을 더합니다.', en: 'Adds a rule to an ALB listener, by host or path for instance.' },
  members: {
    ListenerArn: { ...idOf('Listener'), required: true },
    Conditions: { ...CONDITIONS, required: true },
    Priority: { ...integer, required: true },
    Actions: { ...ACTIONS, required: true },
    Tags: TAGS,
  },
  run: ({ world, input, as }) => {
    const listener = listenerAt(world, input.ListenerArn);
    if (isRefusal(listener)) return listener;
    const wrong = firstRefusal(checkPriority(world, listener, input.Priority), checkConditions(input.Conditions));
    if (wrong !== null) return wrong;
    const Actions = actionsOf(world, listener, input.Actions);
    if (isRefusal(Actions)) return Actions;
    const Tags = givenTags(input.Tags);
    if (isRefusal(Tags)) return Tags;
    const drawn = mintDigits(world, as, ['listener-rule']);
    const created: ListenerRule = {
      RuleArn: elbArn(world, 'listener-rule', `${pathOfArn(listener.ListenerArn)}/${drawn.digits[0]?.slice(0, 16)}`),
      ListenerArn: listener.ListenerArn,
      Priority: input.Priority,
      Conditions: input.Conditions.map((each) => condition(each as Condition)),
      Actions,
      Tags,
    };
    return { world: drawn.world, effects: [store('ListenerRule', created)], output: { Rules: [listenerRule.describe.show(created, world)] } };
  },
});

function actionsOf(world: World, listener: Listener, given: readonly object[]) {
  const balancer = balancerAt(world, listener.LoadBalancerArn);
  if (isRefusal(balancer)) return balancer;
  if (balancer.Type === 'network') return refuse('OperationNotPermitted', 'Rules are unsupported for Network Load Balancer listeners');
  return actionsFor(world, { balancer, Protocol: listener.Protocol }, given as readonly { readonly [member: string]: unknown }[]);
}

function checkPriority(world: World, { ListenerArn }: Listener, priority: number): Refusal | null {
  const taken = rulesOf(world, ListenerArn).some((rule) => rule.Priority === priority);
  return checkRange('priority', priority, [1, 50_000]) ?? (taken ? refuse('PriorityInUse', `Priority '${priority}' is currently in use`) : null);
}

function checkConditions(conditions: readonly { readonly Field?: string | undefined }[]): Refusal | null {
  if (conditions.length === 0) return invalid('A condition must be specified');
  for (const each of conditions) {
    const { Field } = each;
    if (Field === undefined) return invalid('A condition field must be specified');
    const wrong = checkEnum('conditions.1.member.field', Field, FIELDS);
    if (wrong !== null) return invalid(`Condition field '${Field}' must be one of '[${FIELDS.join(', ')}]'`);
    const given = each as Condition;
    if (valuesOf(given).length === 0 && (given.QueryStringConfig?.Values ?? []).length === 0)
      return invalid(`A condition value must be specified for the field '${Field}'`);
  }
  return null;
}

/** Values of hosts and paths are told both ways. */
function condition(given: Condition): Condition {
  const Values = valuesOf(given);
  if (given.Field === 'host-header') return { Field: given.Field, Values, HostHeaderConfig: { Values } };
  if (given.Field === 'path-pattern') return { Field: given.Field, Values, PathPatternConfig: { Values } };
  return given;
}

const modifyRule = operation({
  service: 'elbv2',
  name: 'ModifyRule',
  kind: 'ListenerRule',
  writes: true,
  summary: { ko: '규칙의 조건이나 작업을 바꿉니다.', en: 'Changes the conditions or the actions of a rule.' },
  members: { RuleArn: { ...idOf('ListenerRule'), required: true }, Conditions: CONDITIONS, Actions: ACTIONS },
  run: ({ world, input }) => {
    const rule = ruleAt(world, input.RuleArn);
    if (isRefusal(rule)) return rule;
    const listener = listenerAt(world, rule.ListenerArn);
    if (isRefusal(listener)) return listener;
    if (input.Conditions === undefined && input.Actions === undefined) return invalid('Either conditions or actions must be specified');
    const wrong = input.Conditions === undefined ? null : checkConditions(input.Conditions);
    if (wrong !== null) return wrong;
    const Actions = actionsOf(world, listener, input.Actions ?? rule.Actions);
    if (isRefusal(Actions)) return Actions;
    const Conditions = (input.Conditions as readonly Condition[] | undefined)?.map(condition) ?? rule.Conditions;
    const next: ListenerRule = { ...rule, Conditions, Actions };
    return { effects: [store('ListenerRule', next)], output: { Rules: [listenerRule.describe.show(next, world)] } };
  },
});

const setRulePriorities = operation({
  service: 'elbv2',
  name: 'SetRulePriorities',
  kind: 'ListenerRule',
  writes: true,
  summary: { ko: '규칙의 우선순위를 바꿉니다. 숫자가 작은 규칙을 먼저 봅니다.', en: 'Changes priorities of rules; lower numbers are tried first.' },
  members: {
    RulePriorities: { type: 'list', of: { type: 'structure', members: { RuleArn: idOf('ListenerRule'), Priority: integer } }, required: true },
  },
  run: ({ world, input }) => {
    const moved: ListenerRule[] = [];
    for (const { RuleArn = '', Priority = 0 } of input.RulePriorities) {
      const rule = ruleAt(world, RuleArn);
      if (isRefusal(rule)) return rule;
      const wrong = checkRange('priority', Priority, [1, 50_000]);
      if (wrong !== null) return wrong;
      moved.push({ ...rule, Priority });
    }
    const isMoved = (rule: ListenerRule) => moved.some((each) => each.RuleArn === rule.RuleArn);
    for (const rule of moved) {
      const rest = rulesOf(world, rule.ListenerArn).filter((each) => !isMoved(each));
      const same = [...rest, ...moved].filter((each) => each.ListenerArn === rule.ListenerArn && each.Priority === rule.Priority);
      if (same.length > 1) return refuse('PriorityInUse', `Priority '${rule.Priority}' is currently in use`);
    }
    return {
      effects: moved.map((rule) => store('ListenerRule', rule)),
      output: { Rules: moved.map((rule) => listenerRule.describe.show(rule, world)) },
    };
  },
});

const deleteRule = operation({
  service: 'elbv2',
  name: 'DeleteRule',
  kind: 'ListenerRule',
  writes: true,
  summary: { ko: '규칙을 지웁니다. 기본 규칙은 지울 수 없습니다.', en: 'Deletes a rule; the default rule cannot be deleted.' },
  members: { RuleArn: { ...idOf('ListenerRule'), required: true } },
  run: ({ world, input: { RuleArn } }) => {
    const rule = ruleAt(world, RuleArn);
    if (isRefusal(rule)) return isDefault(world, RuleArn) ? refuse('OperationNotPermitted', `Default rule '${RuleArn}' cannot be deleted`) : rule;
    return { effects: [erase('ListenerRule', RuleArn)], output: {} };
  },
});

function isDefault(world: World, RuleArn: string): boolean {
  const listener = listenerAt(world, RuleArn.replace(':listener-rule/', ':listener/').replace(/\/[^/]+$/, ''));
  return !isRefusal(listener) && (defaultRule(listener) as { readonly RuleArn: string }).RuleArn === RuleArn;
}

export const ruleOperations = [describeRules, createRule, modifyRule, setRulePriorities, deleteRule];
