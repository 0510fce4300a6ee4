/**
 * What a pod may say about where it is to run: spread constraints and affinity.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go (validateTopologySpreadConstraints, validateAffinity)
 */
import type { Affinity, NodeSelectorTerm, PodAffinityTerm, TopologySpreadConstraint } from 'kubernetes-types/core/v1.d.ts';
import type { FieldError } from '../kind.ts';
import { duplicate, each, forbiddenField, invalidValue, required, unsupported } from './field-error.ts';
import { dns1123Label, qualifiedName } from './name-rules.ts';
import { validateSelector } from './selector.ts';

const ACTIONS = ['DoNotSchedule', 'ScheduleAnyway'];
const POLICIES = ['Honor', 'Ignore'];

export function validateSpread(field: string, constraints: readonly TopologySpreadConstraint[]): FieldError[] {
  return constraints.flatMap((constraint, index) => {
    const at = `${field}[${index}]`;
    const { maxSkew = 0, topologyKey = '', whenUnsatisfiable = '', minDomains, labelSelector } = constraint;
    const rest = constraints.slice(index + 1);
    const repeated = rest.some((other) => other.topologyKey === topologyKey && other.whenUnsatisfiable === whenUnsatisfiable);
    return [
      ...(maxSkew > 0 ? [] : [invalidValue(`${at}.maxSkew`, maxSkew, 'must be greater than zero')]),
      ...(topologyKey === '' ? [required(`${at}.topologyKey`, 'can not be empty')] : []),
      ...(ACTIONS.includes(whenUnsatisfiable) ? [] : [unsupported(`${at}.whenUnsatisfiable`, whenUnsatisfiable, ACTIONS)]),
      ...(repeated ? [duplicate(`${at}.{topologyKey, whenUnsatisfiable}`, `{${topologyKey}, ${whenUnsatisfiable}}`)] : []),
      ...(minDomains === undefined ? [] : minDomainFindings(`${at}.minDomains`, minDomains, whenUnsatisfiable)),
      ...(['nodeAffinityPolicy', 'nodeTaintsPolicy'] as const).flatMap((policy) => {
        const value = constraint[policy];
        return value === undefined || POLICIES.includes(value) ? [] : [unsupported(`${at}.${policy}`, value, POLICIES)];
      }),
      ...keyFindings(`${at}.matchLabelKeys`, constraint),
      ...(labelSelector === undefined ? [] : validateSelector(`${at}.labelSelector`, labelSelector)),
    ];
  });
}

function minDomainFindings(field: string, minDomains: number, action: string): FieldError[] {
  return [
    ...(minDomains > 0 ? [] : [invalidValue(field, minDomains, 'must be greater than zero')]),
    ...(action === 'DoNotSchedule'
      ? []
      : [invalidValue(field, minDomains, `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`)]),
  ];
}

function keyFindings(field: string, { matchLabelKeys = [], labelSelector }: TopologySpreadConstraint): FieldError[] {
  if (matchLabelKeys.length === 0) return [];
  const used = [...Object.keys(labelSelector?.matchLabels ?? {}), ...(labelSelector?.matchExpressions ?? []).map(({ key }) => key)];
  return [
    ...(labelSelector === undefined ? [forbiddenField(field, 'must not be specified when labelSelector is not set')] : []),
    ...matchLabelKeys.flatMap((key, index) => [
      ...each(`${field}[${index}]`, key, qualifiedName(key)),
      ...(used.includes(key) ? [invalidValue(`${field}[${index}]`, key, 'exists in both matchLabelKeys and labelSelector')] : []),
    ]),
  ];
}

export function validateAffinity(field: string, { nodeAffinity, podAffinity, podAntiAffinity }: Affinity): FieldError[] {
  const required_ = nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const at = `${field}.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms`;
  const terms = required_?.nodeSelectorTerms ?? [];
  return [
    ...(required_ !== undefined && terms.length === 0 ? [required(at, 'must have at least one node selector term')] : []),
    ...terms.flatMap((term, index) => nodeTermFindings(`${at}[${index}]`, term)),
    ...podTerms(`${field}.podAffinity`, podAffinity),
    ...podTerms(`${field}.podAntiAffinity`, podAntiAffinity),
  ];
}

function podTerms(field: string, affinity: Affinity['podAffinity']): FieldError[] {
  const { requiredDuringSchedulingIgnoredDuringExecution: hard = [], preferredDuringSchedulingIgnoredDuringExecution: soft = [] } = affinity ?? {};
  return [
    ...hard.flatMap((term, index) => podTermFindings(`${field}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`, term)),
    ...soft.flatMap(({ weight, podAffinityTerm }, index) => {
      const at = `${field}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
      const wrong = weight >= 1 && weight <= 100 ? [] : [invalidValue(`${at}.weight`, weight ?? 0, 'must be in the range 1-100')];
      return [...wrong, ...podTermFindings(`${at}.podAffinityTerm`, podAffinityTerm)];
    }),
  ];
}

function podTermFindings(field: string, term: PodAffinityTerm): FieldError[] {
  const { labelSelector, namespaceSelector, namespaces = [], topologyKey = '' } = term ?? {};
  return [
    ...(labelSelector === undefined ? [] : validateSelector(`${field}.labelSelector`, labelSelector)),
    ...(namespaceSelector === undefined ? [] : validateSelector(`${field}.namespaceSelector`, namespaceSelector)),
    ...namespaces.flatMap((name) => each(`${field}.namespace`, name, dns1123Label(name))),
    ...(topologyKey === ''
      ? [required(`${field}.topologyKey`, 'can not be empty'), ...each(`${field}.topologyKey`, '', qualifiedName(''))]
      : each(`${field}.topologyKey`, topologyKey, qualifiedName(topologyKey))),
  ];
}

function nodeTermFindings(field: string, { matchExpressions = [] }: NodeSelectorTerm): FieldError[] {
  return matchExpressions.flatMap(({ key, operator, values = [] }, index) => {
    const at = `${field}.matchExpressions[${index}]`;
    const findings = operatorFindings(at, operator, values);
    return [...findings, ...each(`${at}.key`, key, qualifiedName(key ?? ''))];
  });
}

function operatorFindings(field: string, operator: string, values: readonly string[]): FieldError[] {
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0 ? [] : [required(`${field}.values`, "must be specified when `operator` is 'In' or 'NotIn'")];
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0 ? [] : [forbiddenField(`${field}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")];
    case 'Gt':
    case 'Lt':
      return values.length === 1 ? [] : [required(`${field}.values`, "must be specified single value when `operator` is 'Lt' or 'Gt'")];
    default:
      return [invalidValue(`${field}.operator`, operator, 'not a valid selector operator')];
  }
}
