/** What the containers of a pod must be (validateContainers of kube-apiserver). */
import type { Container, ContainerPort, Probe } from 'kubernetes-types/core/v1.d.ts';
import type { FieldError } from '../kind.ts';
import { duplicate, each, forbiddenField, invalidValue, required, unsupported } from './field-error.ts';
import { dns1123Label, portName, portNumber } from './name-rules.ts';
import { readQuantity } from './quantity.ts';

type Around = { readonly hostNetwork: boolean; readonly mayBeEmpty?: boolean };

export function validateContainers(field: string, containers: readonly Container[], around: Around): FieldError[] {
  if (containers.length === 0) return around.mayBeEmpty === true ? [] : [required(field)];
  const names = new Set<string>();
  return containers.flatMap((container, index) => containerFindings(container, { ...around, field: `${field}[${index}]`, names }));
}

type Context = Around & { readonly field: string; readonly names: Set<string> };

function containerFindings(container: Container, { field, names, hostNetwork }: Context): FieldError[] {
  const findings: FieldError[] = [];
  const { name = '', image = '', imagePullPolicy = '' } = container;
  if (name === '') findings.push(required(`${field}.name`));
  else findings.push(...each(`${field}.name`, name, dns1123Label(name)));
  if (name !== '' && names.has(name)) findings.push(duplicate(`${field}.name`, name));
  names.add(name);
  if (image === '') findings.push(required(`${field}.image`));
  else if (image.trim() !== image) findings.push(invalidValue(`${field}.image`, image, 'must not have leading or trailing whitespace'));
  const pulls = ['Always', 'IfNotPresent', 'Never'];
  if (!pulls.includes(imagePullPolicy)) findings.push(unsupported(`${field}.imagePullPolicy`, imagePullPolicy, pulls));
  findings.push(...portFindings(`${field}.ports`, container.ports ?? [], hostNetwork), ...envFindings(`${field}.env`, container.env ?? []));
  findings.push(...resourceFindings(`${field}.resources`, container.resources ?? {}));
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    const value = container[probe];
    if (value !== undefined) findings.push(...probeFindings(`${field}.${probe}`, value, probe !== 'readinessProbe'));
  }
  return findings;
}

function portFindings(field: string, ports: readonly ContainerPort[], hostNetwork: boolean): FieldError[] {
  const names = new Set<string>();
  const protocols = ['SCTP', 'TCP', 'UDP'];
  return ports.flatMap((port, index) => {
    const at = `${field}[${index}]`;
    const findings: FieldError[] = [];
    if (port.name) {
      const wrong = portName(port.name);
      findings.push(...each(`${at}.name`, port.name, wrong));
      if (wrong.length === 0 && names.has(port.name)) findings.push(duplicate(`${at}.name`, port.name));
      names.add(port.name);
    }
    if (!port.containerPort) findings.push(required(`${at}.containerPort`));
    else findings.push(...each(`${at}.containerPort`, port.containerPort, portNumber(port.containerPort)));
    if (port.hostPort) findings.push(...each(`${at}.hostPort`, port.hostPort, portNumber(port.hostPort)));
    if (hostNetwork && port.hostPort !== port.containerPort) {
      findings.push(invalidValue(`${at}.hostPort`, port.hostPort ?? 0, 'must match `containerPort` when `hostNetwork` is true'));
    }
    if (!port.protocol) findings.push(required(`${at}.protocol`));
    else if (!protocols.includes(port.protocol)) findings.push(unsupported(`${at}.protocol`, port.protocol, protocols));
    return findings;
  });
}

const ENV_NAME = "a valid environment variable name must consist only of printable ASCII characters other than '='";

function envFindings(field: string, env: NonNullable<Container['env']>): FieldError[] {
  return env.flatMap(({ name, value, valueFrom }, index) => [
    ...(name ? [] : [required(`${field}[${index}].name`)]),
    ...(name && !/^[ -<>-~]+$/.test(name) ? [invalidValue(`${field}[${index}].name`, name, ENV_NAME)] : []),
    ...(value && valueFrom !== undefined ? [invalidValue(`${field}[${index}].valueFrom`, '', 'may not be specified when `value` is not empty')] : []),
  ]);
}

function resourceFindings(field: string, { limits = {}, requests = {} }: NonNullable<Container['resources']>): FieldError[] {
  return Object.entries(requests).flatMap(([name, requested]) => {
    const limit = limits[name];
    const [asked, most] = [readQuantity(String(requested)), limit === undefined ? null : readQuantity(String(limit))];
    if (asked === null || most === null || asked <= most) return [];
    return [invalidValue(`${field}.requests`, String(requested), `must be less than or equal to ${name} limit of ${limit}`)];
  });
}

function probeFindings(field: string, probe: Probe, onlyOneSuccess: boolean): FieldError[] {
  const handlers = (['exec', 'httpGet', 'tcpSocket', 'grpc'] as const).filter((handler) => probe[handler] !== undefined);
  const findings: FieldError[] = [];
  if (handlers.length === 0) findings.push(required(field, 'must specify a handler type'));
  for (const extra of handlers.slice(1)) findings.push(forbiddenField(`${field}.${extra}`, 'may not specify more than 1 handler type'));
  const port = probe.httpGet?.port ?? probe.tcpSocket?.port;
  const at = `${field}.${probe.httpGet === undefined ? 'tcpSocket' : 'httpGet'}.port`;
  if (typeof port === 'number') findings.push(...each(at, port, portNumber(port)));
  if (typeof port === 'string') findings.push(...each(at, port, portName(port)));
  if ((probe.httpGet !== undefined || probe.tcpSocket !== undefined) && port === undefined)
    findings.push(invalidValue(at, 0, 'must be between 1 and 65535, inclusive'));
  for (const member of ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'] as const) {
    const value = probe[member];
    if (value !== undefined && value < 0) findings.push(invalidValue(`${field}.${member}`, value, 'must be greater than or equal to 0'));
  }
  if (onlyOneSuccess && (probe.successThreshold ?? 1) !== 1)
    findings.push(invalidValue(`${field}.successThreshold`, probe.successThreshold, 'must be 1'));
  return findings;
}
