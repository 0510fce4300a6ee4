/** Operations on rules of listeners. https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_CreateRule.html */
import { lookup } from '../../store.ts';
import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { erase, store } from '../effects.ts';
import { mintIds } from '../mint-ids.ts';
import { operation } from '../operation.ts';
import { firstRefusal, isRefusal, type Refusal } from '../refusal.ts';
import { idOf, integer, string } from '../shape.ts';
import { ACTION } from './action.ts';
import { readAction } from './action-input.ts';
import type { LatticeListener } from './listener.ts';
import { checkName, conflict, constraint, listenerAt, ownOnly, ruleAt, validation } from './refusals.ts';
import { type LatticeRule, latticeRule, MATCH } from './rule.ts';

const SERVICE = { ...idOf('LatticeService'), required: true } as const;
const LISTENER = { ...idOf('LatticeListener'), required: true } as const;
const RULE = { ...idOf('LatticeRule'), required: true } as const;

const createRule = operation({
  service: 'vpc-lattice',
  name: 'CreateRule',
  verb: 'CreateLatticeRule',
  kind: 'LatticeRule',
  writes: true,
  summary: { ko: '리스너에 규칙을 만듭니다.', en: 'Creates a rule of a listener.' },
  members: {
    serviceIdentifier: SERVICE,
    listenerIdentifier: LISTENER,
    name: { ...string, required: true },
    match: { ...MATCH, required: true },
    priority: { ...integer, required: true },
    action: { ...ACTION, required: true },
  },
  run: ({ world, input, as }) => {
    const { name, priority } = input;
    const listener = listenerAt(world, input.serviceIdentifier, input.listenerIdentifier);
    if (isRefusal(listener)) return listener;
    const match = input.match as LatticeRule['match'];
    const wrong = firstRefusal(
      checkName(name, { most: 63, reserved: 'rule-' }),
      checkMatch(match),
      checkPriority(world, listener, { priority }),
      ownOnly(world, 'CreateRule', listener.arn),
    );
    if (wrong !== null) return wrong;
    const same = lookup(world.aws.LatticeRule, 'byListener', listener.id).some((each) => each.name === name);
    if (same) return conflict(`Rule with name ${name} already exists for listener ${listener.id}`);
    const action = readAction(world, 'action', input.action);
    if (isRefusal(action)) return action;
    const minted = mintIds(world, as, ['rule']);
    const [id] = minted.ids;
    const rule: LatticeRule = {
      id,
      arn: `${listener.arn}/rule/${id}`,
      name,
      priority,
      match,
      action,
      listenerId: listener.id,
      createdAt: timestamp(world.now),
    };
    return { world: minted.world, effects: [store('LatticeRule', rule)], output: { action, arn: rule.arn, id, match, name, priority } };
  },
});

/** https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_HttpMatch.html: at least one condition, each with one way to match. */
function checkMatch({ httpMatch }: LatticeRule['match']): Refusal | null {
  const { method, pathMatch, headerMatches = [] } = httpMatch ?? {};
  if (method === undefined && pathMatch === undefined && headerMatches.length === 0) {
    return validation('At least one of method, pathMatch and headerMatches must be specified');
  }
  const ways = [...(pathMatch === undefined ? [] : [pathMatch.match]), ...headerMatches.map(({ match }) => match)];
  if (ways.some((match) => Object.keys(match ?? {}).length !== 1)) return validation('Exactly one match type must be specified');
  if (headerMatches.length > 5) {
    return constraint('match.httpMatch.headerMatches', `[${headerMatches.length}]`, 'have length less than or equal to 5');
  }
  const path = pathMatch?.match.exact ?? pathMatch?.match.prefix;
  const isPath = path === undefined || /^\/[a-zA-Z0-9@:%_+.~#?&/=-]*$/.test(path);
  return isPath ? null : constraint('match.httpMatch.pathMatch.match', path, 'satisfy regular expression pattern: \\/[a-zA-Z0-9@:%_+.~#?&\\/=-]*');
}

type Wanted = { readonly priority: number; readonly besides?: string };

/** "The priority assigned to the rule must be unique." */
function checkPriority(world: World, listener: LatticeListener, { priority, besides }: Wanted): Refusal | null {
  if (priority < 1) return constraint('priority', String(priority), 'have value greater than or equal to 1');
  if (priority > 100) return constraint('priority', String(priority), 'have value less than or equal to 100');
  const taken = lookup(world.aws.LatticeRule, 'byListener', listener.id).find((rule) => rule.priority === priority && rule.id !== besides);
  return taken === undefined ? null : conflict(`Rule with priority ${priority} already exists for listener ${listener.id}`);
}

const getRule = operation({
  service: 'vpc-lattice',
  name: 'GetRule',
  kind: 'LatticeRule',
  writes: false,
  summary: { ko: '규칙의 조건과 작업을 보여 줍니다.', en: 'Shows the conditions and the action of a rule.' },
  members: { serviceIdentifier: SERVICE, listenerIdentifier: LISTENER, ruleIdentifier: RULE },
  run: ({ world, input }) => {
    const listener = listenerAt(world, input.serviceIdentifier, input.listenerIdentifier);
    const rule = isRefusal(listener) ? listener : ruleAt(world, listener, input.ruleIdentifier);
    if (isRefusal(rule)) return rule;
    const { listenerId: _listener, ...shown } = rule;
    return { output: { ...shown, isDefault: false, lastUpdatedAt: rule.createdAt } };
  },
});

const listRules = operation({
  service: 'vpc-lattice',
  name: 'ListRules',
  kind: 'LatticeRule',
  writes: false,
  summary: { ko: '리스너의 규칙을 보여 줍니다.', en: 'Shows the rules of a listener.' },
  pages: 'items',
  members: { serviceIdentifier: SERVICE, listenerIdentifier: LISTENER },
  run: ({ world, input }) => {
    const listener = listenerAt(world, input.serviceIdentifier, input.listenerIdentifier);
    if (isRefusal(listener)) return listener;
    const rules = lookup(world.aws.LatticeRule, 'byListener', listener.id).toSorted((one, other) => one.priority - other.priority);
    return { output: { items: rules.map((rule) => latticeRule.describe.show(rule, world)) } };
  },
});

const updateRule = operation({
  service: 'vpc-lattice',
  name: 'UpdateRule',
  kind: 'LatticeRule',
  writes: true,
  summary: { ko: '규칙의 조건, 우선순위, 작업을 바꿉니다.', en: 'Changes the conditions, the priority or the action of a rule.' },
  members: { serviceIdentifier: SERVICE, listenerIdentifier: LISTENER, ruleIdentifier: RULE, match: MATCH, priority: integer, action: ACTION },
  run: ({ world, input }) => {
    const listener = listenerAt(world, input.serviceIdentifier, input.listenerIdentifier);
    if (isRefusal(listener)) return listener;
    const rule = ruleAt(world, listener, input.ruleIdentifier);
    if (isRefusal(rule)) return rule;
    const match = (input.match as LatticeRule['match'] | undefined) ?? rule.match;
    const priority = input.priority ?? rule.priority;
    const wrong = firstRefusal(
      checkMatch(match),
      checkPriority(world, listener, { priority, besides: rule.id }),
      ownOnly(world, 'UpdateRule', rule.arn),
    );
    if (wrong !== null) return wrong;
    const action = input.action === undefined ? rule.action : readAction(world, 'action', input.action);
    if (isRefusal(action)) return action;
    const { listenerId, createdAt, ...shown } = { ...rule, match, priority, action };
    return { effects: [store('LatticeRule', { ...shown, listenerId, createdAt })], output: { ...shown, isDefault: false } };
  },
});

const deleteRule = operation({
  service: 'vpc-lattice',
  name: 'DeleteRule',
  verb: 'DeleteLatticeRule',
  kind: 'LatticeRule',
  writes: true,
  summary: { ko: '규칙을 지웁니다.', en: 'Deletes a rule.' },
  members: { serviceIdentifier: SERVICE, listenerIdentifier: LISTENER, ruleIdentifier: RULE },
  run: ({ world, input }) => {
    const listener = listenerAt(world, input.serviceIdentifier, input.listenerIdentifier);
    const rule = isRefusal(listener) ? listener : ruleAt(world, listener, input.ruleIdentifier);
    if (isRefusal(rule)) return rule;
    return ownOnly(world, 'DeleteRule', rule.arn) ?? { effects: [erase('LatticeRule', rule.id)], output: {} };
  },
});

export const latticeRuleOperations = [createRule, getRule, listRules, updateRule, deleteRule];
