/**
 * Conditions of a listener rule: host and path of the Ingress, and what the annotation `conditions.SERVICE` adds.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/ingress/model_build_listener_rules.go
 */
import { memberOf, textOf, textsOf } from './alb-json.ts';
import { INGRESS_PREFIX, reader } from './annotations.ts';
import type { IngressObject, IngressPath } from './ingress-object.ts';
import type { ConditionModel } from './model.ts';
import { fail } from './model-error.ts';
import { pathPatterns } from './path-patterns.ts';

type Gathered = { readonly values: string[]; readonly regex: string[] };

/** The conditions for one path of one rule. */
export function ruleConditions(ingress: IngressObject, host: string | undefined, path: IngressPath): readonly ConditionModel[] {
  const { json, flag } = reader(INGRESS_PREFIX, ingress.metadata.annotations);
  const hosts: Gathered = { values: host ? [host] : [], regex: [] };
  const paths: Gathered = { values: [], regex: [] };
  if (path.path) {
    const patterns = pathPatterns(path.path, path.pathType, flag('use-regex-path-match') ?? false);
    (patterns.regex ? paths.regex : paths.values).push(...patterns.values);
  }
  const added = json(`conditions.${path.backend.service?.name ?? ''}`);
  const others = (Array.isArray(added) ? added : []).flatMap((condition) => annotated(condition, { hosts, paths }));
  const conditions = [...others, ...gathered('host-header', hosts), ...gathered('path-pattern', paths)];
  return conditions.length > 0 ? conditions : [{ field: 'path-pattern', values: ['/*'] }];
}

function gathered(field: 'host-header' | 'path-pattern', { values, regex }: Gathered): readonly ConditionModel[] {
  if (values.length > 0 && regex.length > 0) {
    const what = field === 'host-header' ? 'host' : 'path';
    return fail(
      `${what} condition must specify exactly one of Values and RegexValues, got both Values [${values.join(' ')}] and RegexValues [${regex.join(' ')}]`,
    );
  }
  if (regex.length > 0) return [{ field, values: regex, regex: true }];
  return values.length > 0 ? [{ field, values }] : [];
}

function annotated(condition: unknown, { hosts, paths }: { readonly hosts: Gathered; readonly paths: Gathered }): readonly ConditionModel[] {
  const field = textOf(condition, 'field');
  switch (field) {
    case 'host-header':
      return gather(configOf(condition, 'hostHeaderConfig'), hosts);
    case 'path-pattern':
      return gather(configOf(condition, 'pathPatternConfig'), paths);
    case 'http-request-method':
      return [{ field, values: textsOf(configOf(condition, 'httpRequestMethodConfig'), 'values') }];
    case 'source-ip':
      return [{ field, values: textsOf(configOf(condition, 'sourceIPConfig'), 'values') }];
    case 'http-header': {
      const config = configOf(condition, 'httpHeaderConfig');
      return [{ field, name: textOf(config, 'httpHeaderName') ?? '', values: textsOf(config, 'values') }];
    }
    case 'query-string': {
      const values = memberOf(configOf(condition, 'queryStringConfig'), 'values');
      const pairs = (Array.isArray(values) ? values : []).map((pair) => {
        const key = textOf(pair, 'key');
        return { ...(key === undefined ? {} : { key }), value: textOf(pair, 'value') ?? '' };
      });
      return [{ field, pairs }];
    }
    default:
      return fail(`unknown condition field: ${field ?? ''}`);
  }
}

function gather(config: object, into: Gathered): readonly ConditionModel[] {
  into.values.push(...textsOf(config, 'values'));
  into.regex.push(...textsOf(config, 'regexValues'));
  return [];
}

function configOf(condition: unknown, name: string): object {
  const config = memberOf(condition, name);
  return typeof config === 'object' && config !== null ? config : fail(`missing ${name.charAt(0).toUpperCase()}${name.slice(1)}`);
}
