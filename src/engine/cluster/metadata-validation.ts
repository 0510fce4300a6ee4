/** What every object's metadata must be. https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/objectmeta.go */
import type { FieldError } from '../kind.ts';
import { each, forbiddenField, invalidValue, required, tooLong } from './field-error.ts';
import type { Metadata } from './metadata.ts';
import { dns1035Label, dns1123Label, dns1123Subdomain, labelValue, qualifiedName } from './name-rules.ts';

/** Kinds whose names are narrower than a DNS subdomain, because DNS labels are made of them. */
const NAME_RULES: { readonly [kind: string]: (name: string) => readonly string[] } = { Service: dns1035Label, Namespace: dns1123Label };

const ANNOTATIONS_LIMIT = 256 * 1024;

type Described = { readonly kind: string; readonly namespaced: boolean };

/** All findings about the metadata; `before` is null on creation. */
export function validateMetadata(kind: Described, metadata: Metadata, before: Metadata | null): FieldError[] {
  return [
    ...nameFindings(kind, metadata),
    ...namespaceFindings(kind, metadata),
    ...validateLabels('metadata.labels', metadata.labels),
    ...validateAnnotations('metadata.annotations', metadata.annotations),
    ...ownerFindings(metadata),
    ...(metadata.finalizers ?? []).flatMap((name) => each('metadata.finalizers', name, qualifiedName(name))),
    ...(before === null ? [] : changeFindings(metadata, before)),
  ];
}

/** Labels, or a selector, which must look like labels. */
export function validateLabels(field: string, labels: { readonly [key: string]: string } | undefined): FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [...each(field, key, qualifiedName(key)), ...each(field, value, labelValue(value))]);
}

/** Keys of annotations may have capital letters; all of them together may have 256 KiB. */
export function validateAnnotations(field: string, annotations: { readonly [key: string]: string } | undefined): FieldError[] {
  const entries = Object.entries(annotations ?? {});
  const size = entries.reduce((sum, [key, value]) => sum + key.length + value.length, 0);
  return [
    ...entries.flatMap(([key]) => each(field, key, qualifiedName(key.toLowerCase()))),
    ...(size > ANNOTATIONS_LIMIT ? [tooLong(field, ANNOTATIONS_LIMIT)] : []),
  ];
}

function nameFindings(kind: Described, { name, generateName }: Metadata): FieldError[] {
  const rule = NAME_RULES[kind.kind] ?? dns1123Subdomain;
  const prefix = generateName === undefined ? [] : each('metadata.generateName', generateName, rule(generateName.replace(/-$/, 'a')));
  if (name === '') return [...prefix, ...(generateName === undefined ? [required('metadata.name', 'name or generateName is required')] : [])];
  return [...prefix, ...each('metadata.name', name, rule(name))];
}

function namespaceFindings(kind: Described, { namespace }: Metadata): FieldError[] {
  if (!kind.namespaced) return namespace === undefined || namespace === '' ? [] : [forbiddenField('metadata.namespace', 'not allowed on this type')];
  return namespace === undefined || namespace === ''
    ? [required('metadata.namespace')]
    : each('metadata.namespace', namespace, dns1123Label(namespace));
}

function ownerFindings({ ownerReferences = [] }: Metadata): FieldError[] {
  const controllers = ownerReferences.filter((owner) => owner.controller === true);
  const findings = ownerReferences.flatMap((owner, index) => {
    const field = `metadata.ownerReferences[${index}]`;
    return [
      ...(owner.apiVersion ? [] : [invalidValue(`${field}.apiVersion`, '', 'version must not be empty')]),
      ...(owner.kind ? [] : [invalidValue(`${field}.kind`, '', 'must not be empty')]),
      ...(owner.name ? [] : [invalidValue(`${field}.name`, '', 'must not be empty')]),
      ...(owner.uid ? [] : [invalidValue(`${field}.uid`, '', 'must not be empty')]),
    ];
  });
  const [first, second] = controllers;
  if (first === undefined || second === undefined) return findings;
  const text = `Only one reference can have Controller set to true. Found "true" in references for ${first.kind}/${first.name} and ${second.kind}/${second.name}`;
  return [...findings, invalidValue('metadata.ownerReferences', ownerReferences, text)];
}

function changeFindings(metadata: Metadata, before: Metadata): FieldError[] {
  const immutable = (['name', 'namespace', 'uid', 'creationTimestamp'] as const).filter((member) => metadata[member] !== before[member]);
  return immutable.map((member) => invalidValue(`metadata.${member}`, metadata[member], 'field is immutable'));
}
