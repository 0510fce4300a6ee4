/**
 * What Deployments, ReplicaSets and DaemonSets must be.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go
 */
import type { PodTemplateSpec } from 'kubernetes-types/core/v1.d.ts';
import type { LabelSelector } from 'kubernetes-types/meta/v1.d.ts';
import { same } from '../canonical.ts';
import type { FieldError } from '../kind.ts';
import type { DaemonSet } from './daemonset.ts';
import type { Deployment } from './deployment.ts';
import { forbiddenField, invalidValue, required, unsupported } from './field-error.ts';
import { validateAnnotations, validateLabels } from './metadata-validation.ts';
import { validatePodSpec } from './pod-validation.ts';
import type { ReplicaSet } from './replicaset.ts';
import { selects, validateSelector } from './selector.ts';

export function validateDeployment({ spec }: Deployment, before: Deployment | null): readonly FieldError[] {
  const { minReadySeconds = 0, progressDeadlineSeconds: deadline } = spec;
  return [
    ...notNegative({
      'spec.replicas': spec.replicas,
      'spec.minReadySeconds': minReadySeconds,
      'spec.revisionHistoryLimit': spec.revisionHistoryLimit,
    }),
    ...selectorFindings('deployment', spec),
    ...strategyFindings(spec.strategy ?? {}),
    ...notNegative({ 'spec.progressDeadlineSeconds': deadline }),
    ...(deadline !== undefined && deadline >= 0 && deadline <= minReadySeconds
      ? [invalidValue('spec.progressDeadlineSeconds', deadline, 'must be greater than minReadySeconds')]
      : []),
    ...immutableSelector(spec.selector, before?.spec.selector),
  ];
}

export function validateReplicaSet({ spec }: ReplicaSet, before: ReplicaSet | null): readonly FieldError[] {
  return [
    ...notNegative({ 'spec.replicas': spec.replicas, 'spec.minReadySeconds': spec.minReadySeconds }),
    ...selectorFindings('replicaset', { selector: spec.selector, template: spec.template ?? {} }),
    ...immutableSelector(spec.selector, before?.spec.selector),
  ];
}

export function validateDaemonSet({ spec }: DaemonSet, before: DaemonSet | null): readonly FieldError[] {
  const type = spec.updateStrategy?.type ?? '';
  const types = ['RollingUpdate', 'OnDelete'];
  return [
    ...selectorFindings('daemonset', spec),
    ...notNegative({ 'spec.minReadySeconds': spec.minReadySeconds, 'spec.revisionHistoryLimit': spec.revisionHistoryLimit }),
    ...(types.includes(type) ? [] : [unsupported('spec.updateStrategy.type', type, types)]),
    ...immutableSelector(spec.selector, before?.spec.selector),
  ];
}

type Selecting = { readonly selector?: LabelSelector; readonly template: PodTemplateSpec };

/** A workload must select its own pods, or it would make more for ever. */
export function selectorFindings(kind: 'deployment' | 'replicaset' | 'daemonset' | 'statefulset', { selector, template }: Selecting): FieldError[] {
  const labels = template.metadata?.labels ?? {};
  const findings: FieldError[] = selector === undefined ? [required('spec.selector')] : validateSelector('spec.selector', selector);
  const empty = selector !== undefined && Object.keys(selector.matchLabels ?? {}).length + (selector.matchExpressions ?? []).length === 0;
  if (empty) findings.push(invalidValue('spec.selector', selector, `empty selector is invalid for ${kind}`));
  if (selector === undefined || empty || !selects(selector, labels)) {
    findings.push(invalidValue('spec.template.metadata.labels', labels, '`selector` does not match template `labels`'));
  }
  findings.push(
    ...validateLabels('spec.template.labels', labels),
    ...validateAnnotations('spec.template.annotations', template.metadata?.annotations),
  );
  const spec = template.spec ?? { containers: [] };
  findings.push(...validatePodSpec('spec.template.spec', spec));
  if (spec.restartPolicy !== 'Always') findings.push(unsupported('spec.template.spec.restartPolicy', spec.restartPolicy, ['Always']));
  if (spec.activeDeadlineSeconds !== undefined) {
    const name = { deployment: 'Deployment', replicaset: 'ReplicaSet', daemonset: 'DaemonSet', statefulset: 'StatefulSet' }[kind];
    findings.push(forbiddenField('spec.template.spec.activeDeadlineSeconds', `activeDeadlineSeconds in ${name} is not Supported`));
  }
  return findings;
}

function strategyFindings({ type = '', rollingUpdate }: NonNullable<Deployment['spec']['strategy']>): FieldError[] {
  const field = 'spec.strategy';
  if (type === 'Recreate') {
    return rollingUpdate === undefined ? [] : [forbiddenField(`${field}.rollingUpdate`, "may not be specified when strategy `type` is 'Recreate'")];
  }
  if (type !== 'RollingUpdate') return [unsupported(`${field}.type`, type, ['Recreate', 'RollingUpdate'])];
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {};
  const isZero = (value: string | number) => value === 0 || value === '0%';
  return [
    ...countOrPercent(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable),
    ...countOrPercent(`${field}.rollingUpdate.maxSurge`, maxSurge),
    ...(isZero(maxUnavailable) && isZero(maxSurge)
      ? [invalidValue(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0')]
      : []),
    ...(typeof maxUnavailable === 'string' && Number.parseInt(maxUnavailable, 10) > 100
      ? [invalidValue(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable, 'must not be greater than 100%')]
      : []),
  ];
}

/** A count, or a share in percent. */
export function countOrPercent(field: string, value: string | number): FieldError[] {
  if (typeof value === 'number') return notNegative({ [field]: value });
  if (/^[0-9]+%$/.test(value)) return [];
  return [invalidValue(field, value, "must be an integer or percentage (e.g '5%%')")];
}

/** The findings about numbers that may not be negative, by their fields. */
export function notNegative(values: { readonly [field: string]: number | undefined }): FieldError[] {
  return Object.entries(values).flatMap(([field, value]) =>
    value !== undefined && value < 0 ? [invalidValue(field, value, 'must be greater than or equal to 0')] : [],
  );
}

function immutableSelector(selector: LabelSelector | undefined, before: LabelSelector | undefined): FieldError[] {
  return before === undefined || same(selector, before) ? [] : [invalidValue('spec.selector', selector ?? null, 'field is immutable')];
}
