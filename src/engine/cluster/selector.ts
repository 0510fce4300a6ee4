/** Label selectors of objects: `matchLabels` and `matchExpressions`, all of which must hold. */
import type { LabelSelector, LabelSelectorRequirement } from 'kubernetes-types/meta/v1.d.ts';
import type { FieldError } from '../kind.ts';
import { each, forbiddenField, invalidValue, required } from './field-error.ts';
import { validateLabels } from './metadata-validation.ts';
import { qualifiedName } from './name-rules.ts';

type Labels = { readonly [key: string]: string };

/** Whether the selector selects an object with these labels; an empty one selects everything. */
export function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: Labels | undefined): boolean {
  return selectsLabels(matchLabels, labels) && matchExpressions.every((requirement) => holds(requirement, labels ?? {}));
}

/** Whether all of these labels are among the object's: the selector of a Service. */
export function selectsLabels(wanted: Labels, labels: Labels | undefined): boolean {
  return Object.entries(wanted).every(([key, value]) => labels?.[key] === value);
}

function holds({ key, operator, values = [] }: LabelSelectorRequirement, labels: Labels): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}

export function validateSelector(field: string, { matchLabels, matchExpressions = [] }: LabelSelector): FieldError[] {
  return [
    ...validateLabels(`${field}.matchLabels`, matchLabels),
    ...matchExpressions.flatMap(({ key, operator, values = [] }, index) => {
      const at = `${field}.matchExpressions[${index}]`;
      const findings = each(`${at}.key`, key, qualifiedName(key ?? ''));
      const takesValues = operator === 'In' || operator === 'NotIn';
      if (takesValues && values.length === 0) findings.push(required(`${at}.values`, "must be specified when `operator` is 'In' or 'NotIn'"));
      else if (['Exists', 'DoesNotExist'].includes(operator) && values.length > 0) {
        findings.push(forbiddenField(`${at}.values`, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
      } else if (!takesValues && !['Exists', 'DoesNotExist'].includes(operator)) {
        findings.push(invalidValue(`${at}.operator`, operator, 'not a valid selector operator'));
      }
      return findings;
    }),
  ];
}
