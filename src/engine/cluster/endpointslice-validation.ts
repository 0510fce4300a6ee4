/** What an EndpointSlice must be. https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/discovery/validation/validation.go */
import type { FieldError } from '../kind.ts';
import { familyOf, readAddress } from '../net/address.ts';
import type { EndpointSlice } from './endpointslice.ts';
import { duplicate, each, invalidValue, required, tooMany, unsupported } from './field-error.ts';
import { dns1123Label, dns1123Subdomain, nonSpecialAddress, portNumber } from './name-rules.ts';

const TYPES = ['FQDN', 'IPv4', 'IPv6'];
const MOST = { endpoints: 1000, addresses: 100, ports: 100 };

export function validateEndpointSlice(slice: EndpointSlice, before: EndpointSlice | null): readonly FieldError[] {
  const { addressType, endpoints = [] } = slice;
  const findings: FieldError[] = [];
  if (!addressType) findings.push(required('addressType'));
  else if (!TYPES.includes(addressType)) findings.push(unsupported('addressType', addressType, TYPES));
  if (before !== null && before.addressType !== addressType) findings.push(invalidValue('addressType', addressType, 'field is immutable'));
  if (endpoints.length > MOST.endpoints) return [...findings, tooMany('endpoints', { given: endpoints.length, most: MOST.endpoints })];
  for (const [index, endpoint] of endpoints.entries()) {
    const field = `endpoints[${index}]`;
    const { addresses = [], hostname, nodeName } = endpoint;
    if (addresses.length === 0) findings.push(required(`${field}.addresses`, 'must contain at least 1 address'));
    if (addresses.length > MOST.addresses) findings.push(tooMany(`${field}.addresses`, { given: addresses.length, most: MOST.addresses }));
    for (const [position, address] of addresses.entries()) findings.push(...addressFindings(`${field}.addresses[${position}]`, address, addressType));
    if (hostname) findings.push(...each(`${field}.hostname`, hostname, dns1123Label(hostname)));
    if (nodeName) findings.push(...each(`${field}.nodeName`, nodeName, dns1123Subdomain(nodeName)));
  }
  return [...findings, ...portFindings(slice)];
}

function addressFindings(field: string, address: string, type: string): FieldError[] {
  if (type === 'FQDN') return each(field, address, dns1123Subdomain(address));
  const parsed = readAddress(address);
  if (parsed === null || `IPv${familyOf(parsed)}` !== type) return [invalidValue(field, address, `must be a valid ${type} address`)];
  return each(field, address, nonSpecialAddress(address));
}

function portFindings({ ports = [] }: EndpointSlice): FieldError[] {
  if (ports.length > MOST.ports) return [tooMany('ports', { given: ports.length, most: MOST.ports })];
  const names = new Set<string>();
  return ports.flatMap(({ name = '', protocol, port }, index) => {
    const findings: FieldError[] = name === '' ? [] : each(`ports[${index}].name`, name, dns1123Label(name));
    if (names.has(name)) findings.push(duplicate(`ports[${index}].name`, name));
    names.add(name);
    if (!protocol) findings.push(required(`ports[${index}].protocol`));
    else if (!['SCTP', 'TCP', 'UDP'].includes(protocol)) findings.push(unsupported(`ports[${index}].protocol`, protocol, ['SCTP', 'TCP', 'UDP']));
    if (port !== undefined) findings.push(...each(`ports[${index}].port`, port, portNumber(port)));
    return findings;
  });
}
