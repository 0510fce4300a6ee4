/**
 * Kinds that a CustomResourceDefinition adds. Their descriptor is what the definition says: names, printer columns and a schema
 * from which defaults and refusals follow. `validate` is for the CEL rules that a definition adds to its schema.
 * https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/
 */
import type { ClusterKind, Column, FieldError } from '../kind.ts';
import { ageOf } from './duration.ts';
import { byDependency, byLabel, byNamespace, byOwner } from './indices.ts';
import type { Metadata } from './metadata.ts';
import { topLevel } from './metadata-schema.ts';
import { openApiDefaults, validateOpenApi } from './openapi.ts';
import type { Fields, Rules } from './schema.ts';
import { ruled } from './schema.ts';

type Custom = { readonly metadata: Metadata };

export type Definition<T> = {
  readonly kind: string;
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly namespaced: boolean;
  readonly installedBy: NonNullable<ClusterKind<T>['installedBy']>;
  /** Whether the definition has the status subresource; most do. */
  readonly status?: boolean;
  /** additionalPrinterColumns: between NAME and AGE, or in their own place when AGE is one of them. */
  readonly columns: readonly Column<T>[];
  readonly fields: Fields;
  readonly rules?: Rules;
  readonly indices?: ClusterKind<T>['indices'];
  readonly validate?: (object: T, before: T | null) => readonly FieldError[];
};

/** The descriptor of the kind. */
export function customKind<T extends Custom>(definition: Definition<T>): ClusterKind<T> {
  const { kind, shortNames = [], categories = [], columns, fields, rules = {}, status = true } = definition;
  const schema = ruled(topLevel(kind, fields), rules);
  const age: Column<T> = { name: 'AGE', of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) };
  return {
    plane: 'cluster',
    kind,
    group: definition.group,
    version: definition.version,
    plural: definition.plural,
    singular: kind.toLowerCase(),
    shortNames,
    categories,
    namespaced: definition.namespaced,
    verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'],
    subresources: status ? ['status'] : [],
    columns: [{ name: 'NAME', of: ({ metadata }) => metadata.name }, ...columns, ...(columns.some(({ name }) => name === 'AGE') ? [] : [age])],
    selectable: {},
    schema,
    installedBy: definition.installedBy,
    indices: { byNamespace, byOwner, byDependency, byLabel, ...definition.indices },
    defaults: (object) => openApiDefaults(schema, object) as T,
    validate: (object, before) => {
      const findings = validateOpenApi(schema, object);
      return findings.length > 0 || definition.validate === undefined ? findings : definition.validate(object, before);
    },
  };
}

/** The AGE column, for definitions that do not print it last. */
export function ageColumn<T extends Custom>(wide = false): Column<T> {
  return { name: 'AGE', ...(wide ? { wide } : {}), of: ({ metadata }, world) => ageOf(metadata.creationTimestamp, world) };
}
