/**
 * What an Ingress must be. Texts and order follow ValidateIngressSpec.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go
 */
import type { HTTPIngressPath, IngressBackend, IngressRule, IngressTLS } from 'kubernetes-types/networking/v1.d.ts';
import type { FieldError } from '../kind.ts';
import { readAddress } from '../net/address.ts';
import { each, invalidValue, required, unsupported } from './field-error.ts';
import type { Ingress } from './ingress.ts';
import { referenceFindings } from './ingressclass-validation.ts';
import { dns1035Label, dns1123Subdomain, portName, portNumber, wildcardSubdomain } from './name-rules.ts';

const PATH_TYPES = ['Exact', 'ImplementationSpecific', 'Prefix'];
const CLASS = 'kubernetes.io/ingress.class';

export function validateIngress({ spec, metadata }: Ingress, before: Ingress | null): readonly FieldError[] {
  const { rules = [], tls = [], defaultBackend, ingressClassName } = spec;
  const annotated = metadata.annotations?.[CLASS];
  const twoClasses = before === null && annotated !== undefined && ingressClassName !== undefined && annotated !== ingressClassName;
  return [
    ...(rules.length === 0 && defaultBackend === undefined
      ? [invalidValue('spec', rules, 'either `defaultBackend` or `rules` must be specified')]
      : []),
    ...(defaultBackend === undefined ? [] : backendFindings('spec.defaultBackend', defaultBackend)),
    ...rules.flatMap((rule, index) => ruleFindings(`spec.rules[${index}]`, rule)),
    ...tls.flatMap((part, index) => tlsFindings(`spec.tls[${index}]`, part)),
    ...(ingressClassName === undefined ? [] : each('spec.ingressClassName', ingressClassName, dns1123Subdomain(ingressClassName))),
    ...(twoClasses ? [invalidValue(`annotations.${CLASS}`, annotated, 'must match `ingressClassName` when both are specified')] : []),
  ];
}

function tlsFindings(field: string, { hosts = [], secretName = '' }: IngressTLS): FieldError[] {
  return [
    ...hosts.flatMap((host, index) => each(`${field}.hosts[${index}]`, host, hostRule(host)(host))),
    ...(secretName === '' ? [] : each(`${field}.secretName`, secretName, dns1123Subdomain(secretName))),
  ];
}

function hostRule(host: string): (host: string) => readonly string[] {
  return host.includes('*') ? wildcardSubdomain : dns1123Subdomain;
}

function ruleFindings(field: string, { host = '', http }: IngressRule): FieldError[] {
  const findings = host === '' ? [] : each(`${field}.host`, host, hostRule(host)(host));
  if (readAddress(host) !== null) findings.unshift(invalidValue(`${field}.host`, host, 'must be a DNS name, not an IP address'));
  if (http === undefined) return findings;
  const { paths = [] } = http;
  if (paths.length === 0) findings.push(required(`${field}.http.paths`));
  return [...findings, ...paths.flatMap((path, index) => pathFindings(`${field}.http.paths[${index}]`, path))];
}

function pathFindings(field: string, { path = '', pathType, backend }: HTTPIngressPath): FieldError[] {
  if (pathType === undefined) return [required(`${field}.pathType`, 'pathType must be specified')];
  return [...pathTextFindings(field, pathType, path), ...backendFindings(`${field}.backend`, backend ?? {})];
}

function pathTextFindings(field: string, type: string, path: string): FieldError[] {
  const absolute = path.startsWith('/') ? [] : [invalidValue(`${field}.path`, path, 'must be an absolute path')];
  switch (type) {
    case 'Exact':
    case 'Prefix':
      return [
        ...absolute,
        ...['//', '/./', '/../', '%2f', '%2F']
          .filter((part) => path.includes(part))
          .map((part) => invalidValue(`${field}.path`, path, `must not contain '${part}'`)),
        ...['/..', '/.'].filter((end) => path.endsWith(end)).map((end) => invalidValue(`${field}.path`, path, `cannot end with '${end}'`)),
      ];
    case 'ImplementationSpecific':
      return path === '' ? [] : absolute;
    default:
      return [unsupported(`${field}.pathType`, type, PATH_TYPES)];
  }
}

function backendFindings(field: string, { service, resource }: IngressBackend): FieldError[] {
  if (service !== undefined && resource !== undefined) return [invalidValue(field, '', 'cannot set both resource and service backends')];
  if (resource !== undefined) return referenceFindings(`${field}.resource`, resource);
  if (service === undefined) return [invalidValue(field, '', 'resource or service backend is required')];
  const { name = '', port = {} } = service;
  const named = name === '' ? [required(`${field}.service.name`)] : each(`${field}.service.name`, name, dns1035Label(name));
  return [...named, ...portFindings(field, port)];
}

function portFindings(field: string, { name, number }: { readonly name?: string; readonly number?: number }): FieldError[] {
  if (name && number) return [invalidValue(field, '', 'cannot set both port name & port number')];
  if (name) return each(`${field}.service.port.name`, name, portName(name));
  if (number) return each(`${field}.service.port.number`, number, portNumber(number));
  return [required(field, 'port name or number is required')];
}
