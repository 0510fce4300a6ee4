/**
 * What a Service of type LoadBalancer becomes: an NLB, a listener and a target group for each port.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/service/model_builder.go
 */
import type { Service } from '../../../cluster/service.ts';
import { reader, SERVICE_PREFIX } from './annotations.ts';
import type { ControllerOptions } from './controller-options.ts';
import type { ListenerModel, Model, ServicePort, Surroundings, TargetGroupModel } from './model.ts';
import { fail } from './model-error.ts';
import { rulesFromAddresses, rulesFromGroup } from './nlb-backend-rules.ts';
import { nlbAttributes, nlbFrontendIngress, nlbGroups, nlbIpAddressType, nlbName, nlbScheme, nlbSubnets } from './nlb-load-balancer.ts';
import { nlbTargetGroup, serviceTags } from './nlb-target-group.ts';
import { resourceName } from './resource-name.ts';
import type { Groups } from './security-groups.ts';

/** The whole model. Throws a ModelError with the controller's text. */
export function nlbModel(service: Service, options: ControllerOptions, around: Surroundings): Model {
  const scheme = nlbScheme(service, options, around.existingLoadBalancer);
  const ipAddressType = nlbIpAddressType(service);
  const attributes = nlbAttributes(service);
  const groups = nlbGroups(service, options, around);
  const ingress = groups.isManaged ? nlbFrontendIngress(service, ipAddressType) : [];
  const subnets = nlbSubnets(service, { scheme, ipAddressType }, around.subnets);
  const name = nlbName(service, options, scheme);
  const tags = serviceTags(service, options);
  const made = listenersOf(service, { options, around, groups, scheme, ipAddressType });
  return {
    loadBalancer: { name, type: 'network', scheme, ipAddressType, subnets, securityGroups: groups.ids, attributes, tags },
    listeners: made.map(({ listener }) => listener),
    rules: [],
    targetGroups: made.map(({ group }) => group),
    ...(groups.isManaged ? { managedSecurityGroup: { name: managedGroupName(service, options), ingress } } : {}),
  };
}

function managedGroupName({ metadata: { name = '', namespace = '', uid = '' } }: Service, { clusterName }: ControllerOptions): string {
  return resourceName([namespace, name], [clusterName, name, namespace, uid]);
}

type Context = {
  readonly options: ControllerOptions;
  readonly around: Surroundings;
  readonly groups: Groups;
  readonly scheme: string;
  readonly ipAddressType: string;
};

type Made = { readonly listener: ListenerModel; readonly group: TargetGroupModel };

function listenersOf(service: Service, context: Context): readonly Made[] {
  const ports = service.spec.ports ?? [];
  const tls = tlsSettings(service, context.options);
  const { flag } = reader(SERVICE_PREFIX, service.metadata.annotations);
  const merges = flag('aws-load-balancer-enable-tcp-udp-listener') ?? context.options.featureGates.EnableTCPUDPListenerType;
  if (!merges) return ports.map((port) => listenerFor(service, { port, protocol: port.protocol ?? 'TCP', tls }, context));
  const numbers = [...new Set(ports.map(({ port }) => port))];
  return numbers.map((number) => {
    const shared = ports.filter(({ port }) => port === number);
    const port = shared[0] as ServicePort;
    const protocol = shared.length === 1 ? (port.protocol ?? 'TCP') : checkedPair(shared);
    return listenerFor(service, { port, protocol, tls }, context);
  });
}

/** A TCP port and a UDP port of one number become one listener TCP_UDP. */
function checkedPair(ports: readonly ServicePort[]): 'TCP_UDP' {
  if (ports.length !== 2) fail(`can only merge two ports, not ${ports.length}`);
  const protocols = ports.map(({ protocol }) => protocol ?? 'TCP');
  const foreign = protocols.find((each) => each !== 'TCP' && each !== 'UDP');
  if (foreign !== undefined) fail(`unsupported protocol for merging: ${foreign}`);
  if (protocols[0] === protocols[1]) fail(`protocols can't match for merging: ${protocols[0]}`);
  return 'TCP_UDP';
}

type Tls = {
  readonly certificates: readonly string[];
  readonly ports: readonly string[];
  readonly policy: string;
  readonly backend: string | undefined;
};

function tlsSettings(service: Service, { defaultSSLPolicy }: ControllerOptions): Tls {
  const { list, text } = reader(SERVICE_PREFIX, service.metadata.annotations);
  const ports = list('aws-load-balancer-ssl-ports') ?? [];
  const known = (service.spec.ports ?? []).flatMap(({ name, port }) => [name, String(port)]);
  const unused = ports.filter((port) => !known.includes(port));
  if (unused.length > 0) fail(`Unused port in ssl-ports annotation [${unused.join(' ')}]`);
  return {
    certificates: list('aws-load-balancer-ssl-cert') ?? [],
    ports,
    policy: text('aws-load-balancer-ssl-negotiation-policy') ?? defaultSSLPolicy,
    backend: text('aws-load-balancer-backend-protocol'),
  };
}

type Wanted = { readonly port: ServicePort; readonly protocol: string; readonly tls: Tls };

function listenerFor(service: Service, { port, protocol, tls }: Wanted, context: Context): Made {
  const { options, around, groups, scheme, ipAddressType } = context;
  const named = tls.ports.length === 0 || tls.ports.includes(port.name ?? '') || tls.ports.includes(String(port.port));
  const secure = protocol === 'TCP' && tls.certificates.length > 0 && named;
  const own = overQuic(service, port, secure ? 'TLS' : protocol);
  const groupProtocol = own === 'TLS' ? (tls.backend === 'ssl' ? 'TLS' : protocol) : own;
  const bare = nlbTargetGroup({ service, port, protocol: groupProtocol, options }, ipAddressType);
  const asked = { service, port, group: bare };
  const networking =
    groups.ids.length === 0
      ? rulesFromAddresses(asked, scheme, around)
      : groups.backend === undefined
        ? undefined
        : rulesFromGroup(asked, groups.backend, options);
  const group = networking === undefined ? bare : { ...bare, networking };
  const alpn = secure ? alpnPolicy(service) : undefined;
  const listener: ListenerModel = {
    port: port.port,
    protocol: own,
    ...(secure ? { sslPolicy: tls.policy } : {}),
    certificates: secure ? tls.certificates : [],
    ...(alpn === undefined ? {} : { alpnPolicy: alpn }),
    defaultActions: [{ type: 'forward', targetGroups: [{ id: group.id }] }],
  };
  return { listener, group };
}

/** A UDP port that the annotation names carries QUIC; a TCP port beside it stays. */
function overQuic(service: Service, port: ServicePort, protocol: string): string {
  const named = reader(SERVICE_PREFIX, service.metadata.annotations).list('aws-load-balancer-quic-enabled-ports') ?? [];
  if (!named.includes(port.name ?? '') && !named.includes(String(port.port))) return protocol;
  if (protocol === 'UDP') return 'QUIC';
  return protocol === 'TCP_UDP' ? 'TCP_QUIC' : fail(`Unsupported QUIC upgrade for protocol ${protocol}`);
}

const ALPN = ['None', 'HTTP1Only', 'HTTP2Only', 'HTTP2Optional', 'HTTP2Preferred'];

function alpnPolicy(service: Service): string | undefined {
  const stated = reader(SERVICE_PREFIX, service.metadata.annotations).text('aws-load-balancer-alpn-policy');
  if (stated === undefined || ALPN.includes(stated)) return stated;
  return fail(`invalid ALPN policy ${stated}, policy must be one of [${ALPN.join(', ')}]`);
}
