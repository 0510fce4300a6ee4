/** What an Endpoints object must be (ValidateEndpoints). https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go */
import type { EndpointAddress, EndpointPort } from 'kubernetes-types/core/v1.d.ts';
import type { FieldError } from '../kind.ts';
import type { Endpoints } from './endpoints.ts';
import { each, required, unsupported } from './field-error.ts';
import { dns1123Label, dns1123Subdomain, ipAddress, nonSpecialAddress, portNumber, qualifiedName } from './name-rules.ts';

const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

export function validateEndpoints({ subsets = [] }: Endpoints): readonly FieldError[] {
  return subsets.flatMap(({ addresses = [], notReadyAddresses = [], ports = [] }, index) => {
    const field = `subsets[${index}]`;
    const empty = addresses.length === 0 && notReadyAddresses.length === 0;
    return [
      ...(empty ? [required(field, 'must specify `addresses` or `notReadyAddresses`')] : []),
      ...addresses.flatMap((address, at) => addressFindings(`${field}.addresses[${at}]`, address)),
      ...notReadyAddresses.flatMap((address, at) => addressFindings(`${field}.notReadyAddresses[${at}]`, address)),
      ...ports.flatMap((port, at) => portFindings(`${field}.ports[${at}]`, port, ports.length > 1)),
    ];
  });
}

function addressFindings(field: string, { ip = '', hostname, nodeName }: EndpointAddress): FieldError[] {
  const wrong = ipAddress(ip);
  return [
    ...each(`${field}.ip`, ip, wrong),
    ...(hostname ? each(`${field}.hostname`, hostname, dns1123Label(hostname)) : []),
    ...(nodeName === undefined ? [] : each(`${field}.nodeName`, nodeName, dns1123Subdomain(nodeName))),
    ...(wrong.length > 0 ? [] : each(`${field}.ip`, ip, nonSpecialAddress(ip))),
  ];
}

function portFindings(field: string, { name = '', port = 0, protocol = '', appProtocol }: EndpointPort, needsName: boolean): FieldError[] {
  const findings: FieldError[] = [];
  if (name === '' && needsName) findings.push(required(`${field}.name`));
  else if (name !== '') findings.push(...each(`${field}.name`, name, dns1123Label(name)));
  findings.push(...each(`${field}.port`, port, portNumber(port)));
  if (protocol === '') findings.push(required(`${field}.protocol`));
  else if (!PROTOCOLS.includes(protocol)) findings.push(unsupported(`${field}.protocol`, protocol, PROTOCOLS));
  if (appProtocol !== undefined) findings.push(...each(`${field}.appProtocol`, appProtocol, qualifiedName(appProtocol)));
  return findings;
}
