/** What the addresses and families of a Service must be (ValidateServiceClusterIPsRelatedFields of kube-apiserver). */
import type { FieldError } from '../kind.ts';
import { familyOf, parseAddress } from '../net/address.ts';
import { duplicate, each, invalidValue, required, unsupported } from './field-error.ts';
import { ipAddress } from './name-rules.ts';
import type { Service } from './service.ts';

type Spec = Service['spec'];

export function validateClusterIPs(spec: Spec): FieldError[] {
  if (spec.type === 'ExternalName') return [];
  return [...agreement(spec), ...familyFindings(spec), ...addressFindings(spec)];
}

function agreement({ clusterIP, clusterIPs = [] }: Spec): FieldError[] {
  if (clusterIPs.length === 0) return clusterIP ? [required('spec.clusterIPs')] : [];
  if (!clusterIP) return [invalidValue('spec.clusterIPs', clusterIPs, 'must be empty when `clusterIP` is not specified')];
  return clusterIP === clusterIPs[0] ? [] : [invalidValue('spec.clusterIPs', clusterIPs, 'first value must match `clusterIP`')];
}

function familyFindings({ ipFamilies = [], ipFamilyPolicy }: Spec): FieldError[] {
  const policies = ['PreferDualStack', 'RequireDualStack', 'SingleStack'];
  const findings = ipFamilies.flatMap((family, index) => [
    ...(family === 'IPv4' || family === 'IPv6' ? [] : [unsupported(`spec.ipFamilies[${index}]`, family, ['IPv4', 'IPv6'])]),
    ...(ipFamilies.indexOf(family) < index ? [duplicate(`spec.ipFamilies[${index}]`, family)] : []),
  ]);
  const unknown = ipFamilyPolicy !== undefined && !policies.includes(ipFamilyPolicy);
  return unknown ? [...findings, unsupported('spec.ipFamilyPolicy', ipFamilyPolicy, policies)] : findings;
}

function addressFindings({ clusterIPs = [], ipFamilies = [] }: Spec): FieldError[] {
  const invalid = clusterIPs.flatMap((address, index) => {
    if (index > 0 || address !== 'None') return each(`spec.clusterIPs[${index}]`, address, ipAddress(address));
    return clusterIPs.length > 1 ? [invalidValue('spec.clusterIPs', clusterIPs, "'None' must be the first and only value")] : [];
  });
  const findings = clusterIPs.length > 2 ? [...invalid, invalidValue('spec.clusterIPs', clusterIPs, 'may only hold up to 2 values')] : invalid;
  if (invalid.length > 0 || clusterIPs[0] === 'None') return findings;
  const families = clusterIPs.map((address) => `IPv${familyOf(parseAddress(address))}`);
  if (families.length > 1 && new Set(families).size < 2) {
    findings.push(invalidValue('spec.clusterIPs', clusterIPs, 'may specify no more than one IP for each IP family'));
  }
  for (const [index, family] of families.entries()) {
    const wanted = ipFamilies[index];
    if ((wanted === 'IPv4' || wanted === 'IPv6') && wanted !== family) {
      const text = `expected an ${wanted} value as indicated by \`ipFamilies[${index}]\``;
      findings.push(invalidValue(`spec.clusterIPs[${index}]`, clusterIPs[index], text));
    }
  }
  return findings;
}

/** What an update may not do to addresses and families (validateUpgradeDowngradeClusterIPs, …IPFamilies). */
export function changedClusterIPs(spec: Spec, before: Spec): FieldError[] {
  if (spec.type === 'ExternalName' || before.type === 'ExternalName') return [];
  const [wasHeadless, isHeadless] = [isHeadlessSpec(before), isHeadlessSpec(spec)];
  return [...(wasHeadless && isHeadless ? [] : changedAddresses(spec, before)), ...(wasHeadless || isHeadless ? [] : changedFamilies(spec, before))];
}

function isHeadlessSpec({ clusterIPs = [] }: Spec): boolean {
  return clusterIPs.length === 1 && clusterIPs[0] === 'None';
}

function changedAddresses({ clusterIPs: now = [], ipFamilyPolicy }: Spec, { clusterIPs: had = [] }: Spec): FieldError[] {
  const changed = (index: number) => invalidValue(`spec.clusterIPs[${index}]`, now, 'may not change once set');
  if (had.length === now.length) return had.flatMap((address, index) => (address === now[index] ? [] : [changed(index)]));
  const findings = had.length > 0 && now.length > 0 && had[0] !== now[0] ? [changed(0)] : [];
  if (had.length < now.length) return findings;
  if (now.length === 0) findings.push(invalidValue('spec.clusterIPs[0]', now, 'primary clusterIP can not be unset'));
  if (now.length === 1 && ipFamilyPolicy !== 'SingleStack') {
    findings.push(invalidValue('spec.ipFamilyPolicy', ipFamilyPolicy ?? null, "must be set to 'SingleStack' when releasing the secondary clusterIP"));
  }
  return findings;
}

function changedFamilies({ ipFamilies: now = [], ipFamilyPolicy, clusterIPs = [] }: Spec, { ipFamilies: had = [] }: Spec): FieldError[] {
  const changed = invalidValue('spec.ipFamilies[0]', now, 'may not change once set');
  if (had.length === now.length) return had.flatMap((family, index) => (family === now[index] ? [] : [changed]));
  const findings = had.length > 0 && now.length > 0 && had[0] !== now[0] ? [changed] : [];
  if (had.length < now.length) return findings;
  if (clusterIPs.length === 0) findings.push(invalidValue('spec.ipFamilies[0]', now, 'primary ipFamily can not be unset'));
  if (now.length === 1 && ipFamilyPolicy !== 'SingleStack') {
    findings.push(invalidValue('spec.ipFamilyPolicy', ipFamilyPolicy ?? null, "must be set to 'SingleStack' when releasing the secondary ipFamily"));
  }
  return findings;
}
