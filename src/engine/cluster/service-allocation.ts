/**
 * Gives a Service its addresses, families and node ports, and takes those that it asks for by hand.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/registry/core/service/storage/alloc.go
 */
import type { ServicePort } from 'kubernetes-types/core/v1.d.ts';
import type { FieldError } from '../kind.ts';
import { familyOf, readAddress } from '../net/address.ts';
import { sha1 } from '../sha1.ts';
import type { World } from '../world.ts';
import { freeClusterIP, freeNodePort, serviceCidrOf, takeClusterIP, takeNodePort } from './allocators.ts';
import { invalidValue } from './field-error.ts';
import { keyOf } from './metadata.ts';
import type { Service } from './service.ts';
import { needsClusterIP, needsHealthCheckNodePort, needsNodePorts } from './service-strategy.ts';

type Spec = Service['spec'];
type Prepared = { readonly object: Service } | { readonly errors: readonly FieldError[] };

/** The Service with everything allocated, or why that cannot be. Which free numbers are picked, its uid decides. */
export function allocate(world: World, service: Service): Prepared {
  const errors: FieldError[] = [];
  let spec = withFamilies(world, service.spec, errors);
  spec = withClusterIP(world, { ...service, spec }, errors);
  if (needsNodePorts(spec)) spec = { ...spec, ...withNodePorts(world, { ...service, spec }, errors) };
  if (needsHealthCheckNodePort(spec)) spec = withHealthCheckPort(world, { ...service, spec }, errors);
  return errors.length > 0 ? { errors } : { object: { ...service, spec } };
}

/**
 * One family, that of the service CIDR; a headless Service without selector is open to both (initIPFamilyFields).
 * What contradicts itself is refused before the cluster is asked what it has.
 */
function withFamilies(world: World, spec: Spec, errors: FieldError[]): Spec {
  if (spec.type === 'ExternalName') return spec;
  const family = familyOf(serviceCidrOf(world).base) === 4 ? 'IPv4' : 'IPv6';
  const open = spec.clusterIP === 'None' && Object.keys(spec.selector ?? {}).length === 0;
  const policy = spec.ipFamilyPolicy ?? (open && spec.ipFamilies === undefined ? 'RequireDualStack' : 'SingleStack');
  const inferred = familiesOfAddresses(spec, family, errors);
  if (policy === 'SingleStack') errors.push(...severalOfSingleStack(spec, policy));
  if (errors.length > 0) return { ...spec, ipFamilyPolicy: policy };
  if (open) {
    const [first = family] = inferred;
    const both = inferred.length < 2 && policy !== 'SingleStack' ? [first, first === 'IPv4' ? 'IPv6' : 'IPv4'] : inferred;
    return { ...spec, ipFamilyPolicy: policy, ipFamilies: both.length === 0 ? [family] : both };
  }
  if (policy === 'RequireDualStack') {
    errors.push(invalidValue('spec.ipFamilyPolicy', policy, 'this cluster is not configured for dual-stack services'));
  }
  for (const [index, asked] of inferred.entries()) {
    if (asked !== family) errors.push(invalidValue(`spec.ipFamilies[${index}]`, asked, 'not configured on this cluster'));
  }
  return { ...spec, ipFamilyPolicy: policy, ipFamilies: inferred.length === 0 ? [family] : inferred };
}

function severalOfSingleStack({ clusterIPs = [], ipFamilies = [] }: Spec, policy: string): FieldError[] {
  const text = (what: string) => `must be 'RequireDualStack' or 'PreferDualStack' when multiple ${what} are specified`;
  return [
    ...(clusterIPs.length === 2 ? [invalidValue('spec.ipFamilyPolicy', policy, text('cluster IPs'))] : []),
    ...(ipFamilies.length === 2 ? [invalidValue('spec.ipFamilyPolicy', policy, text('IP families'))] : []),
  ];
}

/** The families that are stated, and those of addresses beyond them. */
function familiesOfAddresses({ clusterIPs = [], ipFamilies = [] }: Spec, family: string, errors: FieldError[]): string[] {
  const families = [...ipFamilies];
  for (const [index, address] of clusterIPs.entries()) {
    if (address === 'None') break;
    const parsed = readAddress(address);
    if (index < families.length || parsed === null) continue;
    const own = `IPv${familyOf(parsed)}`;
    if (own === family) families.push(own);
    else errors.push(invalidValue(`spec.clusterIPs[${index}]`, clusterIPs, `${own} is not configured on this cluster`));
  }
  return families;
}

function withClusterIP(world: World, service: Service, errors: FieldError[]): Spec {
  const { spec, metadata } = service;
  if (!needsClusterIP(spec) || spec.clusterIP === 'None') return spec;
  if (spec.clusterIP) {
    const taken = takeClusterIP(world, spec.clusterIP, keyOf(metadata));
    if (!taken.ok) errors.push(invalidValue('spec.clusterIPs', spec.clusterIPs ?? [spec.clusterIP], taken.why));
    return spec;
  }
  const free = freeClusterIP(world, sha1(`${metadata.uid} clusterIP`));
  if (!free.ok) {
    errors.push({ field: 'spec.clusterIPs', reason: 'Internal error', message: free.why });
    return spec;
  }
  return { ...spec, clusterIP: free.value, clusterIPs: [free.value] };
}

function withNodePorts(world: World, { spec, metadata }: Service, errors: FieldError[]): Pick<Spec, 'ports'> {
  const given: ServicePort[] = [];
  const asked = (spec.ports ?? []).flatMap(({ nodePort }) => (nodePort ? [nodePort] : []));
  for (const [index, port] of (spec.ports ?? []).entries()) {
    // The same port in two protocols shares one node port.
    const shared = port.nodePort ? undefined : given.find((other) => other.port === port.port && other.protocol !== port.protocol)?.nodePort;
    if (port.nodePort || shared !== undefined) {
      const nodePort = port.nodePort || (shared as number);
      const taken = takeNodePort(world, nodePort, keyOf(metadata));
      if (!taken.ok) errors.push(invalidValue(`spec.ports[${index}].nodePort`, nodePort, taken.why));
      given.push({ ...port, nodePort });
      continue;
    }
    const used = [...asked, ...given.flatMap((other) => other.nodePort ?? [])];
    const free = freeNodePort(world, sha1(`${metadata.uid} nodePort ${port.name ?? ''} ${port.port}`), used);
    if (!free.ok) errors.push({ field: `spec.ports[${index}].nodePort`, reason: 'Internal error', message: free.why });
    given.push(free.ok ? { ...port, nodePort: free.value } : port);
  }
  return { ports: given };
}

function withHealthCheckPort(world: World, { spec, metadata }: Service, errors: FieldError[]): Spec {
  if (spec.healthCheckNodePort) {
    const taken = takeNodePort(world, spec.healthCheckNodePort, keyOf(metadata));
    if (!taken.ok) errors.push(invalidValue('spec.healthCheckNodePort', spec.healthCheckNodePort, taken.why));
    return spec;
  }
  const used = (spec.ports ?? []).flatMap((port) => port.nodePort ?? []);
  const free = freeNodePort(world, sha1(`${metadata.uid} healthCheckNodePort`), used);
  return free.ok ? { ...spec, healthCheckNodePort: free.value } : spec;
}
