/**
 * What the kinds of the Gateway API share: names, references and conditions with the bounds of their definitions.
 * https://github.com/kubernetes-sigs/gateway-api/tree/main/apis/v1 (shared_types.go)
 */
import type { FieldError } from '../kind.ts';
import { metaConditions } from './networking-schema.ts';
import { integer, object, ruled, type Schema, string } from './schema.ts';

const SUBDOMAIN = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*';

export const objectName = ruled(string, { minLength: 1, maxLength: 253 });
export const sectionName = ruled(string, { minLength: 1, maxLength: 253, pattern: `^${SUBDOMAIN}$` });
export const hostname = ruled(string, { minLength: 1, maxLength: 253, pattern: `^(\\*\\.)?${SUBDOMAIN}$` });
export const group = ruled(string, { maxLength: 253, pattern: `^$|^${SUBDOMAIN}$` });
export const kindName = ruled(string, { minLength: 1, maxLength: 63, pattern: '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$' });
export const namespaceName = ruled(string, { minLength: 1, maxLength: 63, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' });
export const portNumber = ruled(integer, { minimum: 1, maximum: 65535 });
export const controllerName = ruled(string, {
  minLength: 1,
  maxLength: 253,
  pattern: `^${SUBDOMAIN}\\/[A-Za-z0-9\\/\\-._~%!$&'()*+,;=:]+$`,
});

/** What a route says of the Gateway that it is attached to. */
export const parentReference = (defaults: boolean): Schema =>
  ruled(
    object('ParentReference', {
      group: defaults ? ruled(group, { default: 'gateway.networking.k8s.io' }) : group,
      kind: defaults ? ruled(kindName, { default: 'Gateway' }) : kindName,
      name: objectName,
      namespace: namespaceName,
      port: portNumber,
      sectionName,
    }),
    { required: ['name'] },
  );

export const conditions = ruled(metaConditions, { maxItems: 8 });

/** A finding of a CEL rule: the API server prints the type of the value instead of the value. */
export function celFinding(field: string, type: 'string' | 'array' | 'object', message: string): FieldError {
  return { field, reason: 'Invalid value', value: JSON.stringify(type), message };
}

/** What a status holds before any controller has looked at the object. */
export function pending(...types: readonly string[]) {
  const at = { lastTransitionTime: '1970-01-01T00:00:00Z', message: 'Waiting for controller', reason: 'Pending', status: 'Unknown' };
  return { conditions: types.map((type) => ({ ...at, type })) };
}

export type Condition = {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly observedGeneration?: number;
  readonly lastTransitionTime: string;
  readonly reason: string;
  readonly message: string;
};
