/** Whole load balancers of services/lbc-model.json: the model, in the words of the cases. */
import { same } from '../engine/canonical.ts';
import type { Service } from '../engine/cluster/service.ts';
import { checkIngressDeletion } from '../engine/controllers/cluster/load-balancer-controller/alb-load-balancer.ts';
import { albModel } from '../engine/controllers/cluster/load-balancer-controller/alb-model.ts';
import { valuesOf } from '../engine/controllers/cluster/load-balancer-controller/alb-rules.ts';
import { type ControllerOptions, optionsWith } from '../engine/controllers/cluster/load-balancer-controller/controller-options.ts';
import { groupIdOf, inGroupOrder } from '../engine/controllers/cluster/load-balancer-controller/ingress-group.ts';
import type { ClassParams, IngressObject } from '../engine/controllers/cluster/load-balancer-controller/ingress-object.ts';
import type { ActionModel, Model, RuleModel, Surroundings, TargetGroupModel } from '../engine/controllers/cluster/load-balancer-controller/model.ts';
import { nlbModel } from '../engine/controllers/cluster/load-balancer-controller/nlb-model.ts';
import { checkServiceDeletion, isServiceSupported } from '../engine/controllers/cluster/load-balancer-controller/service-support.ts';

export type Case = {
  readonly id: string;
  readonly kind: string;
  readonly input: { readonly [name: string]: unknown };
  readonly expect: { readonly [name: string]: unknown };
};

/** By kind of case: what the controller builds, told as the case's expectation is. */
export const wholeModels: Readonly<Record<string, (asked: Case) => object>> = {
  nlb: ({ input, expect }) => {
    const service = serviceOf(input.service);
    // The default target type of the cases selects Services that name neither class nor type, as upstream's own mock does.
    const options = optionsOf(input);
    const named = service.spec.loadBalancerClass !== undefined || service.metadata.annotations?.[TYPE] !== undefined;
    const gone = service.metadata.deletionTimestamp !== undefined;
    if (gone) checkServiceDeletion(service);
    const isOther = options.featureGates.ServiceTypeLoadBalancerOnly && service.spec.type !== 'LoadBalancer';
    if (gone || isOther || (named && !isServiceSupported(service, options))) return { resources: 'none' };
    return told(nlbModel(service, options, surroundings(input)), expect);
  },
  alb: ({ input, expect }) => {
    const params = (input.ingressClassParams ?? null) as ClassParams | null;
    const members = inGroupOrder((input.ingresses as readonly IngressObject[]).map((ingress) => ({ ingress, params })));
    for (const { ingress } of members) checkIngressDeletion(ingress);
    const living = members.filter(({ ingress }) => ingress.metadata.deletionTimestamp === undefined);
    const [first] = living;
    if (first === undefined) return { resources: 'none' };
    const services = ((input.services ?? []) as readonly unknown[]).map(serviceOf);
    const group = { id: groupIdOf(first.ingress, params?.group?.name), members: living, services };
    return told(albModel(group, optionsOf(input), surroundings(input)), expect);
  },
};

const TYPE = 'service.beta.kubernetes.io/aws-load-balancer-type';

/** The flags of a case over the defaults. */
export function optionsOf({ controllerOptions }: Case['input']): ControllerOptions {
  return optionsWith((controllerOptions ?? {}) as Parameters<typeof optionsWith>[0]);
}

/** The cases leave out what does not matter to them. */
export function serviceOf(given: unknown): Service {
  const service = (given ?? {}) as Service;
  return { ...service, metadata: service.metadata ?? {}, spec: service.spec ?? {}, status: service.status ?? {} };
}

function surroundings(input: Case['input']): Surroundings {
  const { subnets, vpcCidrs, vpcIpv6Cidrs, existingLoadBalancer, backendSecurityGroup, securityGroups } = input as Partial<Surroundings>;
  return {
    subnets: subnets ?? [],
    vpcCidrs: vpcCidrs ?? [],
    vpcIpv6Cidrs: vpcIpv6Cidrs ?? [],
    ...(existingLoadBalancer ? { existingLoadBalancer } : {}),
    backendSecurityGroup: backendSecurityGroup ?? 'sg-backend',
    securityGroups: securityGroups ?? [],
  };
}

/** The model in the words of the expectation: only what it asks, sets in its order where they are equal. */
function told(model: Model, expect: Case['expect']): object {
  const label = labels(model, (expect.targetGroups ?? {}) as Readonly<Record<string, ExpectedGroup>>);
  const asked = {
    loadBalancer: loadBalancer(model, expect.loadBalancer as ExpectedLoadBalancer | undefined),
    listeners: asSet(
      model.listeners.map(({ port, protocol, sslPolicy, defaultActions }) => ({
        port,
        protocol,
        ...(sslPolicy === undefined ? {} : { sslPolicy }),
        defaultAction: ending(defaultActions, label),
      })),
      expect.listeners,
    ),
    rules: asSet(
      model.rules.map((rule) => ruleTold(rule, label)),
      expect.rules,
    ),
    targetGroups: Object.fromEntries(model.targetGroups.map((group) => [label(group.id), groupTold(group)])),
    managedSecurityGroupIngress: asSet(model.managedSecurityGroup?.ingress ?? [], expect.managedSecurityGroupIngress),
    backendRules: backendRules(model, label, expect.backendRules),
  };
  const all = Object.entries(asked).filter(([key, value]) => Object.hasOwn(expect, key) || (key === 'backendRules' && value !== undefined));
  return Object.fromEntries(all);
}

type ExpectedGroup = { readonly service?: { readonly namespace: string; readonly name: string; readonly port: unknown }; readonly ingress?: string };

/** Labels are the case's own: a group is known by what it serves. */
function labels(model: Model, expected: Readonly<Record<string, ExpectedGroup>>): (id: string) => string {
  const known = new Map(
    model.targetGroups.map((group) => {
      const fits = ({ service, ingress }: ExpectedGroup) => same(service, group.service) && (ingress === undefined || ingress === group.ingress);
      return [group.id, Object.entries(expected).find(([, each]) => fits(each))?.[0] ?? group.id];
    }),
  );
  return (id) => known.get(id) ?? id;
}

type ExpectedLoadBalancer = { readonly subnets?: readonly string[]; readonly namePrefix?: string; readonly name?: string };

function loadBalancer({ loadBalancer: made }: Model, expected: ExpectedLoadBalancer | undefined): object {
  const { type, scheme, ipAddressType, securityGroups, name } = made;
  const digits = /^(.*)[0-9a-f]{10}$/.exec(name);
  return {
    type,
    scheme,
    ipAddressType,
    subnets: asSet(
      made.subnets.map(({ id }) => id),
      expected?.subnets,
    ),
    ...(securityGroups.length === 0 ? {} : { securityGroups }),
    ...(expected?.namePrefix === undefined ? {} : { namePrefix: digits?.[1] ?? name }),
    ...(expected?.name === undefined ? {} : { name }),
  };
}

/** The action that ends a request; authentication before it is not told. */
function ending(actions: readonly ActionModel[], label: (id: string) => string): object {
  const action = actions.at(-1);
  if (action?.type === 'fixed-response') {
    const { contentType, messageBody, statusCode } = action;
    return {
      fixedResponse: { ...(contentType === undefined ? {} : { contentType }), ...(messageBody === undefined ? {} : { messageBody }), statusCode },
    };
  }
  if (action?.type === 'redirect') return { redirect: action.redirect };
  if (action?.type !== 'forward') return {};
  const targets = action.targetGroups.map(({ id, arn, weight }) => ({
    targetGroup: id === undefined ? arn : label(id),
    ...(weight === undefined ? {} : { weight }),
  }));
  const [lone] = targets;
  return { forward: targets.length === 1 && lone?.weight === undefined ? lone?.targetGroup : targets };
}

function ruleTold(rule: RuleModel, label: (id: string) => string): object {
  const [hosts, paths] = [valuesOf(rule, 'host-header'), valuesOf(rule, 'path-pattern')];
  const conditions = { ...(hosts.length === 0 ? {} : { hosts }), ...(paths.length === 0 ? {} : { paths }) };
  return { listenerPort: rule.listenerPort, priority: rule.priority, conditions, action: ending(rule.actions, label) };
}

function groupTold(group: TargetGroupModel): object {
  const { targetType, ipAddressType, port, protocol, protocolVersion, healthCheck, service, ingress } = group;
  return {
    targetType,
    ipAddressType,
    port,
    protocol,
    ...(protocolVersion === undefined ? {} : { protocolVersion }),
    healthCheckConfig: healthCheck,
    service,
    ...(ingress === undefined ? {} : { ingress }),
  };
}

function backendRules({ targetGroups }: Model, label: (id: string) => string, expected: unknown): object | undefined {
  const managed = targetGroups.filter(({ networking }) => networking !== undefined);
  if (managed.length === 0) return undefined;
  const wanted = (expected ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(managed.map(({ id, networking }) => [label(id), asSet(networking ?? [], wanted[label(id)])]));
}

/** The values in the order of the expectation where both are the same set, without repetitions. */
function asSet(values: readonly unknown[], expected: unknown): unknown {
  const once = (list: readonly unknown[]) => list.filter((value, index) => list.findIndex((other) => same(other, value)) === index);
  const own = once(values);
  const wanted = Array.isArray(expected) ? once(expected) : [];
  const equal = own.length === wanted.length && own.every((value) => wanted.some((other) => same(other, value)));
  return equal ? expected : own;
}
