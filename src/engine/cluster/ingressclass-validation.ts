/** What an IngressClass must be. https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go */
import type { IngressClassParametersReference } from 'kubernetes-types/networking/v1.d.ts';
import type { FieldError } from '../kind.ts';
import { domainPrefixedPath, each, forbiddenField, invalidValue, required, tooLong, unsupported } from './field-error.ts';
import type { IngressClass } from './ingressclass.ts';
import { dns1123Label, dns1123Subdomain, pathSegmentName } from './name-rules.ts';

const CONTROLLER_LIMIT = 250;
const SCOPES = ['Cluster', 'Namespace'];

export function validateIngressClass({ spec }: IngressClass, before: IngressClass | null): readonly FieldError[] {
  const { controller = '', parameters } = spec;
  const changed = before !== null && before.spec.controller !== controller;
  return [
    ...(changed ? [invalidValue('spec.controller', controller, 'field is immutable')] : []),
    ...(controller.length > CONTROLLER_LIMIT ? [tooLong('spec.controller', CONTROLLER_LIMIT)] : []),
    ...domainPrefixedPath('spec.controller', controller),
    ...(parameters === undefined ? [] : parameterFindings('spec.parameters', parameters)),
  ];
}

function parameterFindings(field: string, parameters: IngressClassParametersReference): FieldError[] {
  const { namespace, scope } = parameters;
  const findings = referenceFindings(field, parameters);
  if (scope === undefined) return [...findings, required(`${field}.scope`)];
  if (!SCOPES.includes(scope)) return [...findings, unsupported(`${field}.scope`, scope, SCOPES)];
  if (scope === 'Cluster') {
    return namespace === undefined ? findings : [...findings, forbiddenField(`${field}.namespace`, "`parameters.scope` is set to 'Cluster'")];
  }
  if (namespace === undefined) return [...findings, required(`${field}.namespace`, "`parameters.scope` is set to 'Namespace'")];
  return [...findings, ...each(`${field}.namespace`, namespace, dns1123Label(namespace))];
}

type Reference = { readonly apiGroup?: string; readonly kind?: string; readonly name?: string };

/** A reference to an object of any group, by kind and name. */
export function referenceFindings(field: string, { apiGroup, kind = '', name = '' }: Reference): FieldError[] {
  return [
    ...(apiGroup === undefined ? [] : each(`${field}.apiGroup`, apiGroup, dns1123Subdomain(apiGroup))),
    ...(kind === '' ? [required(`${field}.kind`)] : each(`${field}.kind`, kind, pathSegmentName(kind))),
    ...(name === '' ? [required(`${field}.name`)] : each(`${field}.name`, name, pathSegmentName(name))),
  ];
}
