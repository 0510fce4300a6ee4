/**
 * The refusals of kube-apiserver, with the texts of its Status objects.
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/api/errors/errors.go
 */
import type { ClusterKind, FieldError } from '../kind.ts';
import type { StatusError } from '../verb.ts';

type Named = Pick<ClusterKind<never>, 'plural' | 'group' | 'kind'>;

/** `services`, `deployments.apps`: a resource with its group, as messages name it. */
export function qualifiedResource({ plural, group }: Pick<Named, 'plural' | 'group'>): string {
  return group === '' ? plural : `${plural}.${group}`;
}

export function notFound(kind: Named, name: string): StatusError {
  return status('NotFound', 404, `${qualifiedResource(kind)} "${name}" not found`);
}

export function alreadyExists(kind: Named, name: string): StatusError {
  return status('AlreadyExists', 409, `${qualifiedResource(kind)} "${name}" already exists`);
}

/** Admission's and the registry's findings, all at once. */
export function invalid(kind: Named, name: string, causes: readonly FieldError[]): StatusError {
  const lines = causes.map(showFieldError);
  const kindName = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`;
  const list = lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`;
  return { ...status('Invalid', 422, `${kindName} "${name}" is invalid: ${list}`), causes };
}

export function forbidden(kind: Named, name: string, why: string): StatusError {
  const about = name === '' ? qualifiedResource(kind) : `${qualifiedResource(kind)} "${name}"`;
  return status('Forbidden', 403, `${about} is forbidden: ${why}`);
}

export function conflict(kind: Named, name: string, why: string): StatusError {
  return status('Conflict', 409, `Operation cannot be fulfilled on ${qualifiedResource(kind)} "${name}": ${why}`);
}

export function badRequest(message: string): StatusError {
  return status('BadRequest', 400, message);
}

export function status(reason: StatusError['reason'], code: number, message: string): StatusError {
  return { plane: 'cluster', reason, code, message, causes: [] };
}

/** One finding as the API server prints it: `spec.ports[0].nodePort: Invalid value: 80: text`. */
export function showFieldError({ field, reason, value, message }: FieldError): string {
  return `${field}: ${[reason, ...(value === undefined ? [] : [value]), ...(message === '' ? [] : [message])].join(': ')}`;
}
