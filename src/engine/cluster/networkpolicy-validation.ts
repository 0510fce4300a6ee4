/**
 * What a NetworkPolicy must be (ValidateNetworkPolicySpec).
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go
 */
import type { IPBlock, NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1.d.ts';
import type { FieldError } from '../kind.ts';
import { contains, parseCidr, readCidr } from '../net/cidr.ts';
import { each, forbiddenField, invalidValue, required, unsupported } from './field-error.ts';
import { legacyCidr, portName, portNumber } from './name-rules.ts';
import type { NetworkPolicy } from './networkpolicy.ts';
import { validateSelector } from './selector.ts';

const PROTOCOLS = ['TCP', 'UDP', 'SCTP'];
const TYPES = ['Ingress', 'Egress'];

export function validateNetworkPolicy({ spec }: NetworkPolicy): readonly FieldError[] {
  const { podSelector, ingress = [], egress = [], policyTypes = [] } = spec;
  const findings = [
    ...validateSelector('spec.podSelector', podSelector ?? {}),
    ...ingress.flatMap(({ ports = [], from = [] }, index) => [
      ...ports.flatMap((port, at) => portFindings(`spec.ingress[${index}].ports[${at}]`, port)),
      ...from.flatMap((peer, at) => peerFindings(`spec.ingress[${index}].from[${at}]`, peer)),
    ]),
    ...egress.flatMap(({ ports = [], to = [] }, index) => [
      ...ports.flatMap((port, at) => portFindings(`spec.egress[${index}].ports[${at}]`, port)),
      ...to.flatMap((peer, at) => peerFindings(`spec.egress[${index}].to[${at}]`, peer)),
    ]),
  ];
  if (policyTypes.length > TYPES.length)
    return [...findings, invalidValue('spec.policyTypes', policyTypes, 'may not specify more than two policyTypes')];
  return [
    ...findings,
    ...policyTypes.flatMap((type, index) => (TYPES.includes(type) ? [] : [unsupported(`spec.policyTypes[${index}]`, type, TYPES)])),
  ];
}

function portFindings(field: string, { protocol, port, endPort }: NetworkPolicyPort): FieldError[] {
  const at = `${field}.endPort`;
  const findings = protocol !== undefined && !PROTOCOLS.includes(protocol) ? [unsupported(`${field}.protocol`, protocol, PROTOCOLS)] : [];
  if (port === undefined) {
    return endPort === undefined ? findings : [...findings, invalidValue(at, endPort, 'may not be specified when `port` is not specified')];
  }
  if (typeof port === 'string') {
    const named = endPort === undefined ? [] : [invalidValue(at, endPort, 'may not be specified when `port` is non-numeric')];
    return [...findings, ...named, ...each(`${field}.port`, port, portName(port))];
  }
  findings.push(...each(`${field}.port`, port, portNumber(port)));
  if (endPort === undefined) return findings;
  if (endPort < port) findings.push(invalidValue(at, endPort, 'must be greater than or equal to `port`'));
  return [...findings, ...each(at, endPort, portNumber(endPort))];
}

function peerFindings(field: string, { podSelector, namespaceSelector, ipBlock }: NetworkPolicyPeer): FieldError[] {
  const findings = [
    ...(podSelector === undefined ? [] : validateSelector(`${field}.podSelector`, podSelector)),
    ...(namespaceSelector === undefined ? [] : validateSelector(`${field}.namespaceSelector`, namespaceSelector)),
    ...(ipBlock === undefined ? [] : blockFindings(`${field}.ipBlock`, ipBlock)),
  ];
  const selects = podSelector !== undefined || namespaceSelector !== undefined;
  if (!selects && ipBlock === undefined) findings.push(required(field, 'must specify a peer'));
  else if (selects && ipBlock !== undefined) findings.push(forbiddenField(field, 'may not specify both ipBlock and another peer'));
  return findings;
}

function blockFindings(field: string, { cidr = '', except = [] }: IPBlock): FieldError[] {
  if (cidr === '') return [required(`${field}.cidr`)];
  const wrong = each(`${field}.cidr`, cidr, legacyCidr(cidr));
  if (wrong.length > 0) return wrong;
  const block = parseCidr(cidr);
  return except.flatMap((text, index) => {
    const at = `${field}.except[${index}]`;
    const findings = each(at, text, legacyCidr(text));
    const part = findings.length > 0 ? null : readCidr(text);
    if (part === null) return findings;
    const strictSubset = contains(block, part.base) && block.prefix < part.prefix;
    return strictSubset ? [] : [invalidValue(at, text, 'must be a strict subset of `cidr`')];
  });
}
