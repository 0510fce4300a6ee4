/** What a StatefulSet must be. https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go (ValidateStatefulSetSpec) */
import { same } from '../canonical.ts';
import type { FieldError } from '../kind.ts';
import { each, forbiddenField, invalidValue, required } from './field-error.ts';
import { dns1123Label } from './name-rules.ts';
import type { StatefulSet } from './statefulset.ts';
import { countOrPercent, notNegative, selectorFindings } from './workload-validation.ts';

type Spec = StatefulSet['spec'];

/** What an update may change. */
const MUTABLE = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
] as const;

export function validateStatefulSet({ spec }: StatefulSet, before: StatefulSet | null): readonly FieldError[] {
  const { podManagementPolicy: policy, serviceName, ordinals } = spec;
  return [
    ...(before === null ? [] : changeFindings(spec, before.spec)),
    ...(!policy ? [required('spec.podManagementPolicy')] : []),
    ...(policy && !['OrderedReady', 'Parallel'].includes(policy)
      ? [invalidValue('spec.podManagementPolicy', policy, "must be 'OrderedReady' or 'Parallel'")]
      : []),
    ...strategyFindings(spec.updateStrategy ?? {}),
    ...notNegative({ 'spec.replicas': spec.replicas, 'spec.minReadySeconds': spec.minReadySeconds, 'spec.ordinals.start': ordinals?.start }),
    ...selectorFindings('statefulset', spec),
    ...notNegative({ 'spec.revisionHistoryLimit': spec.revisionHistoryLimit }),
    ...(before === null && serviceName ? each('spec.serviceName', serviceName, dns1123Label(serviceName)) : []),
  ];
}

type Strategy = NonNullable<Spec['updateStrategy']>;

function strategyFindings(strategy: Strategy): FieldError[] {
  const { type = '', rollingUpdate } = strategy;
  const field = 'spec.updateStrategy';
  switch (type) {
    case '':
      return [required(field)];
    case 'OnDelete':
      return rollingUpdate === undefined
        ? []
        : [invalidValue(`${field}.rollingUpdate`, rollingUpdate, "only allowed for updateStrategy 'RollingUpdate'")];
    case 'RollingUpdate': {
      const { partition, maxUnavailable } = rollingUpdate ?? {};
      return [
        ...notNegative({ [`${field}.rollingUpdate.partition`]: partition }),
        ...(maxUnavailable === undefined ? [] : countOrPercent(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable)),
        ...(maxUnavailable === 0 || maxUnavailable === '0%'
          ? [invalidValue(`${field}.rollingUpdate.maxUnavailable`, maxUnavailable, 'cannot be 0')]
          : []),
      ];
    }
    default:
      return [invalidValue(field, strategy, "must be 'RollingUpdate' or 'OnDelete'")];
  }
}

function changeFindings(spec: Spec, before: Spec): FieldError[] {
  const fixed = (given: Spec) => Object.fromEntries(Object.entries(given).filter(([name]) => !(MUTABLE as readonly string[]).includes(name)));
  if (same(fixed(spec), fixed(before))) return [];
  const last = MUTABLE.at(-1);
  const list = `${MUTABLE.slice(0, -1)
    .map((name) => `'${name}'`)
    .join(', ')} and '${last}'`;
  return [forbiddenField('spec', `updates to statefulset spec for fields other than ${list} are forbidden`)];
}
