/** The single decisions that services/lbc-model.json asks for. */
import type { Service } from '../engine/cluster/service.ts';
import { sslRedirect } from '../engine/controllers/cluster/load-balancer-controller/alb-listen-ports.ts';
import { ingressDefault, serviceDefault } from '../engine/controllers/cluster/load-balancer-controller/annotation-defaults.ts';
import type { Annotations } from '../engine/controllers/cluster/load-balancer-controller/annotations.ts';
import {
  type EndpointList,
  isTrafficProxy,
  type NodeEndpoint,
  nodeTargets,
  podTargets,
  type Readiness,
  type Resolved,
} from '../engine/controllers/cluster/load-balancer-controller/endpoint-targets.ts';
import { checkGroupName, groupIdOf, inGroupOrder, showGroup } from '../engine/controllers/cluster/load-balancer-controller/ingress-group.ts';
import type { ClassParams, IngressObject } from '../engine/controllers/cluster/load-balancer-controller/ingress-object.ts';
import { nameOf, type ServicePort } from '../engine/controllers/cluster/load-balancer-controller/model.ts';
import { fail } from '../engine/controllers/cluster/load-balancer-controller/model-error.ts';
import { nlbHealthCheckPort } from '../engine/controllers/cluster/load-balancer-controller/nlb-health-check.ts';
import { nlbIpAddressType } from '../engine/controllers/cluster/load-balancer-controller/nlb-load-balancer.ts';
import { preserveClientIp } from '../engine/controllers/cluster/load-balancer-controller/nlb-target-group.ts';
import { inRuleOrder, pathPatterns } from '../engine/controllers/cluster/load-balancer-controller/path-patterns.ts';
import { targetGroupPort } from '../engine/controllers/cluster/load-balancer-controller/service-port.ts';
import { isServiceSupported, nlbTargetType } from '../engine/controllers/cluster/load-balancer-controller/service-support.ts';
import { type Case, optionsOf, serviceOf } from './services-lbc-whole.ts';

type Input = { readonly [name: string]: unknown };
type Decision = (asked: Case) => object;

/** By kind of case. */
export const decisions: Readonly<Record<string, Decision>> = {
  'nlb-service-supported': ({ input }) => ({ reconciledByController: isServiceSupported(serviceOf(input.service), optionsOf(input)) }),
  'nlb-target-type': ({ input }) => {
    const service = serviceOf(input.service);
    return { targetType: nlbTargetType(service, service.spec.ports?.[0] ?? {}, optionsOf(input)) };
  },
  'nlb-health-check-port': ({ input }) => ({
    port: nlbHealthCheckPort(serviceOf(input.service), String(input.targetType), String(input.defaultHealthCheckPort)),
  }),
  'nlb-preserve-client-ip': ({ input }) => ({
    preserveClientIP: preserveClientIp(String(input.targetType), attributesOf(input.targetGroupAttributes)),
  }),
  'nlb-ip-address-type': ({ input }) => ({ ipAddressType: nlbIpAddressType(serviceOf(input.service)) }),
  'alb-target-group-port': ({ input }) => ({ port: targetGroupPort(String(input.targetType), input.servicePort as ServicePort) }),
  'alb-path-pattern': ({ input }) => ({ patterns: pathPatterns(String(input.path), input.pathType as string | undefined).values }),
  'alb-path-order': ({ input }) => ({ ruleOrder: inRuleOrder(input.paths as readonly object[]) }),
  'ssl-redirect': ({ input }) => {
    const ports = new Map(
      (input.listenPorts as readonly { readonly port: number; readonly protocol: string }[]).map(({ port, protocol }) => [port, protocol]),
    );
    const members = (input.ingresses as readonly IngressObject[]).map((ingress) => ({ ingress, params: paramsFor(ingress, input) }));
    return { sslRedirect: sslRedirect(members, ports) };
  },
  'alb-group-order': ({ input }) => {
    const members = (input.ingresses as readonly IngressObject[]).map((ingress) => ({ ingress }));
    return { order: inGroupOrder(members).map(({ ingress }) => nameOf(ingress)) };
  },
  'alb-group-name': ({ input }) => {
    checkGroupName(String(input.groupName));
    return { ok: true };
  },
  'alb-group-id': ({ input }) => {
    const id = groupIdOf(input.ingress as IngressObject, input.ingressClassParamsGroup as string | null);
    return { group: `${'explicit' in id ? 'explicit' : 'implicit'}:${showGroup(id)}` };
  },
  'targets-ip': ({ input, expect }) => {
    const targets = podTargets(theService(input), portOf(input), { lists: endpointLists(input), failOpen: input.failOpen !== false });
    return asExpected(targets, expect);
  },
  'targets-instance': ({ input, expect }) => {
    const nodes = (input.nodes as readonly GivenNode[] | undefined) ?? [];
    const targets = nodeTargets(theService(input), portOf(input), {
      nodes: nodes.map(nodeOf),
      selects: selectorOf(input.nodeSelector),
      failOpen: input.failOpen !== false,
    });
    return asExpected(targets, expect);
  },
  'alb-annotation-default': ({ input, expect }) =>
    asText(ingressDefault(String(input.annotation), (input.otherAnnotations ?? {}) as Annotations), expect),
  'nlb-annotation-default': ({ input, expect }) =>
    asText(serviceDefault(String(input.annotation), (input.otherAnnotations ?? {}) as Annotations), expect),
};

/** Parameters hold for every Ingress of the case, unless they are given by name. */
function paramsFor(_ingress: IngressObject, { ingressClassParams, ingresses }: Input): ClassParams | null {
  const params = (ingressClassParams ?? null) as ClassParams | null;
  return params !== null && (ingresses as readonly object[]).length > 0 ? params : null;
}

function attributesOf(list: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(((list ?? []) as readonly { readonly key: string; readonly value: string }[]).map(({ key, value }) => [key, value]));
}

function theService({ service }: Input): Service {
  return service === undefined || service === null ? fail('Service not found') : serviceOf(service);
}

function portOf({ servicePort }: Input): number | string {
  return servicePort as number | string;
}

type GivenNode = {
  readonly name: string;
  readonly instanceId: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly { readonly key: string }[];
  readonly unschedulable?: boolean;
  readonly ready?: Readiness;
};

function nodeOf({ instanceId, labels = {}, taints = [], unschedulable = false, ready }: GivenNode): NodeEndpoint {
  return { instanceId, labels, ready, suitable: isTrafficProxy({ labels, taints, unschedulable }) };
}

function selectorOf(selector: unknown): (labels: Readonly<Record<string, string>>) => boolean {
  if (selector === 'nothing') return () => false;
  if (selector === undefined || selector === null || selector === 'everything') return () => true;
  const { matchLabels } = selector as { readonly matchLabels?: Readonly<Record<string, string>> };
  const wanted = Object.entries(matchLabels ?? (selector as Readonly<Record<string, string>>));
  return (labels) => wanted.every(([key, value]) => labels[key] === value);
}

type GivenPod = { readonly name: string; readonly node: string; readonly containersReady: boolean };
type GivenEndpoint = { readonly pod: string; readonly ip: string; readonly ready: boolean; readonly terminating?: boolean };
type GivenSlice = { readonly ports?: EndpointList['ports']; readonly endpoints?: readonly GivenEndpoint[] };

function endpointLists({ endpointSlice, endpointSlices, pods, nodes }: Input): readonly EndpointList[] {
  const slices = [...((endpointSlices ?? []) as readonly GivenSlice[]), ...(endpointSlice ? [endpointSlice as GivenSlice] : [])];
  const knownPods = (pods ?? []) as readonly GivenPod[];
  const knownNodes = (nodes ?? []) as readonly GivenNode[];
  return slices.map(({ ports = [], endpoints = [] }) => ({
    ports,
    endpoints: endpoints.map(({ pod: podName, ip, ready, terminating = false }) => {
      const pod = knownPods.find(({ name }) => name === podName);
      const node = knownNodes.find(({ name }) => name === pod?.node);
      return {
        ip,
        ready,
        terminating,
        ...(pod === undefined ? {} : { pod: { containersReady: pod.containersReady, nodeReady: node?.ready ?? ('False' as const) } }),
      };
    }),
  }));
}

/** Targets are compared as a set. */
function asExpected(targets: readonly Resolved[], expect: Case['expect']): object {
  const actual = targets.map(({ id, port }) => `${id}:${port}`);
  const wanted = (expect.targets ?? []) as readonly string[];
  const equal = [...actual].sort().join(' ') === [...wanted].sort().join(' ');
  return { targets: equal ? wanted : actual };
}

/** Defaults are compared as texts without blanks. */
function asText(actual: string, expect: Case['expect']): object {
  const bare = (text: unknown) => String(text).replaceAll(/\s/g, '');
  return { default: bare(actual) === bare(expect.default) ? expect.default : actual };
}
