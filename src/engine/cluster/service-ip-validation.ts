/** What the addresses and families of a Service must be (ValidateServiceClusterIPsRelatedFields of kube-apiserver). */
import type { FieldError } from '../kind.ts';
import { familyOf, readAddress } from '../net/address.ts';
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
  const findings: FieldError[] = [];
  for (const [index, family] of ipFamilies.entries()) {
    if (family !== 'IPv4' && family !== 'IPv6') findings.push(unsupported(`spec.ipFamilies[${index}]`, family, ['IPv4', 'IPv6']));
    else if (ipFamilies.indexOf(family) < index) findings.push(duplicate(`spec.ipFamilies[${index}]`, family));
  }
  if (ipFamilyPolicy && !policies.includes(ipFamilyPolicy)) findings.push(unsupported('spec.ipFamilyPolicy', ipFamilyPolicy, policies));
  if (ipFamilyPolicy === 'SingleStack' && ipFamilies.length === 2) {
    findings.push(
      invalidValue('spec.ipFamilyPolicy', ipFamilyPolicy, 'must be PreferDualStack or RequireDualStack when multiple `ipFamilies` are specified'),
    );
  }
  return findings;
}

function addressFindings({ clusterIPs = [], ipFamilies = [] }: Spec): FieldError[] {
  if (clusterIPs.length > 2) return [invalidValue('spec.clusterIPs', clusterIPs, 'may only hold up to 2 values')];
  const findings: FieldError[] = [];
  for (const [index, address] of clusterIPs.entries()) {
    const field = `spec.clusterIPs[${index}]`;
    if (address === 'None') {
      if (clusterIPs.length > 1) findings.push(invalidValue(field, address, "'None' must be the first and only value"));
      continue;
    }
    const parsed = readAddress(address);
    if (parsed === null) findings.push(...each(field, address, ipAddress(address)));
    else if (ipFamilies[index] !== undefined && ipFamilies[index] !== `IPv${familyOf(parsed)}`) {
      findings.push(invalidValue(field, address, `expected an ${ipFamilies[index]} value as indicated by \`ipFamilies[${index}]\``));
    }
  }
  const families = clusterIPs.map((address) => readAddress(address)).flatMap((address) => (address === null ? [] : [familyOf(address)]));
  if (families.length === 2 && families[0] === families[1]) {
    findings.push(invalidValue('spec.clusterIPs', clusterIPs, 'may specify no more than one IP for each IP family'));
  }
  return findings;
}
