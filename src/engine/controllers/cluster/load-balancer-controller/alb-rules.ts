/**
 * The rules of a listener in their order, without those that could never have an effect.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/ingress/rule_optimizer.go
 */
import type { ActionModel, ConditionModel, Redirect } from './model.ts';

export type BareRule = { readonly conditions: readonly ConditionModel[]; readonly actions: readonly ActionModel[] };

/** Leaves out redirects to themselves, and rules behind a redirect that already catches all that they match. */
export function effectiveRules(rules: readonly BareRule[], port: number, protocol: string): readonly BareRule[] {
  const kept: BareRule[] = [];
  for (const rule of rules) {
    if (redirectsToItself(rule, port, protocol)) continue;
    if (kept.some((before) => redirectOf(before) !== undefined && catchesAllOf(before, rule))) continue;
    kept.push(rule);
  }
  return kept;
}

function redirectOf({ actions }: BareRule): Redirect | undefined {
  const found = actions.find((action) => action.type === 'redirect');
  return found?.type === 'redirect' ? found.redirect : undefined;
}

function redirectsToItself(rule: BareRule, port: number, protocol: string): boolean {
  const to = redirectOf(rule);
  if (to === undefined) return false;
  const same = (value: string | undefined, placeholder: string, own: readonly string[]) =>
    value === undefined || value === placeholder || own.includes(value);
  return (
    same(to.host, '#{host}', valuesOf(rule, 'host-header')) &&
    same(to.path, '/#{path}', valuesOf(rule, 'path-pattern')) &&
    same(to.port, '#{port}', [String(port)]) &&
    same(to.protocol, '#{protocol}', [protocol]) &&
    same(to.query, '#{query}', [])
  );
}

function catchesAllOf(before: BareRule, rule: BareRule): boolean {
  if (before.conditions.some(({ field }) => field !== 'host-header' && field !== 'path-pattern')) return false;
  const covers = (field: 'host-header' | 'path-pattern') => {
    const [own, other] = [valuesOf(before, field), valuesOf(rule, field)];
    return own.length === 0 || (field === 'path-pattern' && own.includes('/*')) || (other.length > 0 && other.every((value) => own.includes(value)));
  };
  return covers('host-header') && covers('path-pattern');
}

/** The values of the rule's conditions on a field. */
export function valuesOf({ conditions }: Pick<BareRule, 'conditions'>, field: 'host-header' | 'path-pattern'): readonly string[] {
  return conditions.flatMap((condition) => (condition.field === field ? condition.values : []));
}
