/**
 * Findings of validation, in the forms of the field package.
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/field/errors.go
 */
import type { FieldError } from '../kind.ts';
import { dns1123Subdomain } from './name-rules.ts';

export function required(field: string, message = ''): FieldError {
  return { field, reason: 'Required value', message };
}

export function invalidValue(field: string, value: unknown, message: string): FieldError {
  return { field, reason: 'Invalid value', value: shown(value), message };
}

export function unsupported(field: string, value: unknown, supported: readonly string[]): FieldError {
  return {
    field,
    reason: 'Unsupported value',
    value: shown(value),
    message: `supported values: ${supported.map((text) => JSON.stringify(text)).join(', ')}`,
  };
}

export function forbiddenField(field: string, message: string): FieldError {
  return { field, reason: 'Forbidden', message };
}

export function duplicate(field: string, value: unknown): FieldError {
  return { field, reason: 'Duplicate value', value: shown(value), message: '' };
}

export function tooLong(field: string, most: number): FieldError {
  return { field, reason: 'Too long', message: `may not be more than ${most} bytes` };
}

export function tooMany(field: string, { given, most }: { readonly given: number; readonly most: number }): FieldError {
  return { field, reason: 'Too many', value: String(given), message: `must have at most ${most} items` };
}

/**
 * A path below a domain, `acme.io/foo`: what names a controller.
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/util/validation/validation.go (IsDomainPrefixedPath)
 */
export function domainPrefixedPath(field: string, value: string): FieldError[] {
  if (value === '') return [required(field)];
  const slash = value.indexOf('/');
  const [host, path] = slash < 0 ? ['', ''] : [value.slice(0, slash), value.slice(slash + 1)];
  if (host === '' || path === '') return [invalidValue(field, value, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  const wrongHost = each(field, host, dns1123Subdomain(host));
  if (new RegExp(`^${HTTP_PATH}$`).test(path)) return wrongHost;
  return [...wrongHost, invalidValue(field, path, `Invalid path (regex used for validation is '${HTTP_PATH}')`)];
}

const HTTP_PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";

/** The findings about one value when each text is one. */
export function each(field: string, value: unknown, messages: readonly string[]): FieldError[] {
  return messages.map((message) => invalidValue(field, value, message));
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}
