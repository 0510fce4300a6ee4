/**
 * What a pod, and the template of a workload, must be.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go (ValidatePodSpec)
 */
import type { PodSpec, Toleration } from 'kubernetes-types/core/v1.d.ts';
import { same } from '../canonical.ts';
import type { FieldError } from '../kind.ts';
import { validateContainers } from './container-validation.ts';
import { each, forbiddenField, invalidValue, required, unsupported } from './field-error.ts';
import { validateLabels } from './metadata-validation.ts';
import { dns1123Label, dns1123Subdomain, ipAddress } from './name-rules.ts';
import type { Pod } from './pod.ts';
import { validateAffinity, validateSpread } from './pod-placement-validation.ts';

/** All findings about a pod; `before` is null on creation. */
export function validatePod(pod: Pod, before: Pod | null): readonly FieldError[] {
  return before === null ? validatePodSpec('spec', pod.spec) : [...validatePodSpec('spec', pod.spec), ...changeFindings(pod.spec, before.spec)];
}

export function validatePodSpec(field: string, spec: PodSpec): FieldError[] {
  const { restartPolicy = '', terminationGracePeriodSeconds: grace = 0 } = spec;
  const policies = ['Always', 'OnFailure', 'Never'];
  return [
    ...validateContainers(`${field}.containers`, spec.containers, { hostNetwork: spec.hostNetwork === true }),
    ...validateContainers(`${field}.initContainers`, spec.initContainers ?? [], { hostNetwork: spec.hostNetwork === true, mayBeEmpty: true }),
    ...(policies.includes(restartPolicy) ? [] : [unsupported(`${field}.restartPolicy`, restartPolicy, policies)]),
    ...dnsFindings(field, spec),
    ...(grace < 0 ? [invalidValue(`${field}.terminationGracePeriodSeconds`, grace, 'must be greater than or equal to 0')] : []),
    ...validateLabels(`${field}.nodeSelector`, spec.nodeSelector),
    ...(spec.nodeName ? each(`${field}.nodeName`, spec.nodeName, dns1123Subdomain(spec.nodeName)) : []),
    ...(spec.serviceAccountName ? each(`${field}.serviceAccountName`, spec.serviceAccountName, dns1123Subdomain(spec.serviceAccountName)) : []),
    ...(spec.hostname ? each(`${field}.hostname`, spec.hostname, dns1123Label(spec.hostname)) : []),
    ...(spec.subdomain ? each(`${field}.subdomain`, spec.subdomain, dns1123Label(spec.subdomain)) : []),
    ...(spec.tolerations ?? []).flatMap((toleration, index) => tolerationFindings(`${field}.tolerations[${index}]`, toleration)),
    ...validateSpread(`${field}.topologySpreadConstraints`, spec.topologySpreadConstraints ?? []),
    ...validateAffinity(`${field}.affinity`, spec.affinity ?? {}),
  ];
}

function dnsFindings(field: string, { dnsPolicy = '', dnsConfig }: PodSpec): FieldError[] {
  const policies = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];
  if (!policies.includes(dnsPolicy)) return [unsupported(`${field}.dnsPolicy`, dnsPolicy, policies)];
  const nameservers = dnsConfig?.nameservers ?? [];
  const servers = `${field}.dnsConfig.nameservers`;
  const searches = dnsConfig?.searches ?? [];
  return [
    ...(dnsPolicy === 'None' && dnsConfig === undefined ? [required(`${field}.dnsConfig`, 'must provide `dnsConfig` when `dnsPolicy` is None')] : []),
    ...(dnsPolicy === 'None' && dnsConfig !== undefined && nameservers.length === 0
      ? [required(servers, 'must provide at least one DNS nameserver when `dnsPolicy` is None')]
      : []),
    ...(nameservers.length > 3 ? [invalidValue(servers, nameservers, 'must not have more than 3 nameservers')] : []),
    ...nameservers.flatMap((address, index) => each(`${servers}[${index}]`, address, ipAddress(address))),
    ...(searches.length > 32 ? [invalidValue(`${field}.dnsConfig.searches`, searches, 'must not have more than 32 search paths')] : []),
    ...searches.flatMap((domain, index) =>
      domain === '.' ? [] : each(`${field}.dnsConfig.searches[${index}]`, domain, dns1123Subdomain(domain.replace(/\.$/, '').replaceAll('_', '-'))),
    ),
    ...(dnsConfig?.options ?? []).flatMap(({ name }, index) => (name ? [] : [required(`${field}.dnsConfig.options[${index}]`, 'must not be empty')])),
  ];
}

function tolerationFindings(field: string, { key, operator, value, effect, tolerationSeconds }: Toleration): FieldError[] {
  const findings: FieldError[] = [];
  if (!key && operator !== 'Exists') {
    findings.push(
      invalidValue(`${field}.operator`, operator ?? '', 'operator must be Exists when `key` is empty, which means "match all values and all keys"'),
    );
  }
  if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
    findings.push(invalidValue(`${field}.effect`, effect ?? '', "effect must be 'NoExecute' when `tolerationSeconds` is set"));
  }
  if (operator === 'Exists' && value)
    findings.push(invalidValue(`${field}.operator`, { key, operator, value, effect }, "value must be empty when `operator` is 'Exists'"));
  if (operator !== undefined && !['Equal', 'Exists'].includes(operator))
    findings.push(unsupported(`${field}.operator`, operator, ['Equal', 'Exists']));
  const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
  if (effect && !effects.includes(effect)) findings.push(unsupported(`${field}.effect`, effect, effects));
  return findings;
}

const UPDATABLE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** Of a pod's spec hardly anything can be changed: to change a pod is to replace it. */
function changeFindings(spec: PodSpec, before: PodSpec): FieldError[] {
  if (spec.containers.length !== before.containers.length) return [forbiddenField('spec.containers', 'pod updates may not add or remove containers')];
  const images = <T extends { readonly image?: string }>(now: readonly T[] = [], old: readonly { readonly image?: string }[] = []) =>
    now.map((item, index) => ({ ...item, image: old[index]?.image }));
  const kept = (before.tolerations ?? []).every((toleration) => (spec.tolerations ?? []).some((other) => same(other, toleration)));
  const allowed = {
    ...spec,
    containers: images(spec.containers, before.containers),
    ...(spec.initContainers === undefined ? {} : { initContainers: images(spec.initContainers, before.initContainers) }),
    activeDeadlineSeconds: before.activeDeadlineSeconds,
    ...(kept ? { tolerations: before.tolerations } : {}),
  };
  return same(allowed, before) ? [] : [forbiddenField('spec', UPDATABLE)];
}
