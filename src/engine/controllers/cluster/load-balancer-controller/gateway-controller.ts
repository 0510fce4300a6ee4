/**
 * Gateways of class `gateway.k8s.aws/alb` to ALBs.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/l7gateway/
 */
import type { Gateway } from '../../../cluster/gateway.ts';
import type { HTTPRoute } from '../../../cluster/httproute.ts';
import { keyOf } from '../../../cluster/metadata.ts';
import type { TargetGroupBinding } from '../../../cluster/targetgroupbinding.ts';
import { objectAt, objectsOf } from '../../../store.ts';
import type { ApiError } from '../../../verb.ts';
import type { World } from '../../../world.ts';
import { mergePatch } from '../../acts.ts';
import { type Controller, NOTHING, type Reconcile, verbatim } from '../../controller.ts';
import { record, recordOnce } from '../../event-recorder.ts';
import { albModel } from './alb-model.ts';
import { nextStep, nextStepToNothing } from './deploy.ts';
import { balancerOf } from './deploy-load-balancer.ts';
import { attachmentOf, refsTo, routesNaming } from './gateway-attachment.ts';
import { schemeOf } from './gateway-parameters.ts';
import { routeStatusActs } from './gateway-route-status.ts';
import { type AttachedRoute, membersOfGateway } from './gateway-routes.ts';
import { conditionNow, statusActs } from './gateway-status.ts';
import { CONTROLLER, controllerIdentity, isRunning, optionsOf, retryAt, vpcOf } from './installation.ts';
import type { Model } from './model.ts';
import { attempt, fail, hasFailed } from './model-error.ts';
import { ownStack } from './own-changes.ts';
import { sdkError } from './sdk-error.ts';
import { balancersOf, bindingsOf, type Stack, targetGroupsOf } from './stack.ts';
import { discoverSubnets, MINIMUM_FREE } from './subnet-discovery.ts';
import { candidatesIn, mustBeAllowed, subnetRequest, surroundings } from './surroundings.ts';

const PREFIX = 'gateway.k8s.aws.alb';
const ALB = 'gateway.k8s.aws/alb';
const FINALIZER = 'gateway.k8s.aws/alb';

function everyGateway(world: World): readonly string[] {
  return objectsOf(world.cluster.Gateway).map(({ metadata }) => keyOf(metadata));
}

/** GatewayClasses of the controller are accepted. Keys: their names. */
export const gatewayClasses: Controller = {
  name: `${CONTROLLER}/gatewayClass`,
  identity: controllerIdentity,
  manager: 'controller',
  watches: {
    cluster: {
      GatewayClass: ({ ref }) => [ref.key],
      Deployment: ({ ref }, world) =>
        ref.key === `kube-system/${CONTROLLER}` ? objectsOf(world.cluster.GatewayClass).map(({ metadata }) => metadata.name) : [],
    },
  },
  reconcile: (world, key) => {
    const found = objectAt(world.cluster.GatewayClass, key);
    if (found === undefined || found.spec.controllerName !== ALB || !isRunning(world)) return NOTHING;
    const accepted = conditionNow(world, found.status?.conditions, { type: 'Accepted', status: 'True', reason: 'Accepted', message: '' });
    return {
      acts: statusActs('GatewayClass', found, { conditions: [accepted] }),
      because: { ko: `${key} GatewayClass가 이 컨트롤러를 가리킵니다.`, en: `GatewayClass ${key} names this controller.` },
    };
  },
};

/** Keys: Gateways. */
export const gateways: Controller = {
  name: `${CONTROLLER}/gateway`,
  identity: controllerIdentity,
  manager: 'controller',
  watches: {
    cluster: {
      Gateway: ({ ref }) => [ref.key],
      GatewayClass: (_, world) => everyGateway(world),
      HTTPRoute: ({ before, after }, world) =>
        objectsOf(world.cluster.Gateway).flatMap((gateway) =>
          [before, after].some((route) => route !== null && refsTo(route as HTTPRoute, gateway).length > 0) ? [keyOf(gateway.metadata)] : [],
        ),
      Service: (_, world) => everyGateway(world),
      Namespace: (_, world) => everyGateway(world),
      ReferenceGrant: (_, world) => everyGateway(world),
      LoadBalancerConfiguration: (_, world) => everyGateway(world),
      TargetGroupBinding: ({ before, after }) => {
        const { labels } = ((after ?? before) as TargetGroupBinding).metadata;
        const name = labels?.[`${PREFIX}/stack-name`];
        return name === undefined ? [] : [`${labels?.[`${PREFIX}/stack-namespace`]}/${name}`];
      },
      Deployment: ({ ref }, world) => (ref.key === `kube-system/${CONTROLLER}` ? everyGateway(world) : []),
    },
    aws: {
      LoadBalancer: ownStack(PREFIX),
      TargetGroup: ownStack(PREFIX),
      Listener: ownStack(PREFIX),
      ListenerRule: ownStack(PREFIX),
      SecurityGroup: (change, world) => (change.by === controllerIdentity(world).arn ? everyGateway(world) : []),
      SecurityGroupRule: ownStack(PREFIX),
      Subnet: (_, world) => everyGateway(world),
    },
  },
  reconcile: (world, key) => {
    const gateway = objectAt(world.cluster.Gateway, key);
    const vpcId = vpcOf(world);
    if (gateway === undefined || vpcId === undefined || !isRunning(world)) return NOTHING;
    const stack: Stack = { prefix: PREFIX, name: key, clusterName: optionsOf(world).clusterName, vpcId };
    if (gateway.metadata.deletionTimestamp !== undefined) return cleaned(world, gateway, stack);
    return objectAt(world.cluster.GatewayClass, gateway.spec.gatewayClassName)?.spec.controllerName === ALB
      ? reconciled(world, gateway, stack)
      : NOTHING;
  },
  refused: (world, key, error: ApiError) => {
    const gateway = objectAt(world.cluster.Gateway, key);
    return gateway === undefined
      ? NOTHING
      : failed(world, gateway, { reason: 'FailedDeployModel', message: `Failed deploy model due to ${sdkError(error)}` });
  },
};

function reconciled(world: World, gateway: Gateway, stack: Stack): Reconcile {
  const finalizers = gateway.metadata.finalizers ?? [];
  if (!finalizers.includes(FINALIZER)) {
    return {
      acts: [mergePatch('Gateway', gateway, { metadata: { finalizers: [...finalizers, FINALIZER] } })],
      because: { ko: `${stack.name} 게이트웨이에 로드 밸런서를 만듭니다.`, en: `Gateway ${stack.name} gets a load balancer.` },
    };
  }
  const parameters = schemeOf(world, gateway);
  if ('missing' in parameters) return withoutParameters(world, gateway, parameters.missing);
  const routes = attachedRoutes(world, gateway);
  const model = attempt(() => modelOf(world, stack, { gateway, routes, scheme: parameters.scheme }));
  if (hasFailed(model)) return failed(world, gateway, { reason: 'FailedBuildModel', message: `Failed build model due to ${model.error}` });
  const step = nextStep(world, stack, model);
  return step ?? programmed(world, gateway, { stack, model, routes });
}

/** The routes that at least one listener takes. */
function attachedRoutes(world: World, gateway: Gateway): readonly AttachedRoute[] {
  return routesNaming(world, gateway).flatMap((route) => {
    const to = refsTo(route, gateway).flatMap((ref) => {
      const attachment = attachmentOf(world, route, { gateway, ref });
      return attachment.accepted ? attachment.to : [];
    });
    const once = to.filter(({ listener }, index) => to.findIndex((each) => each.listener.name === listener.name) === index);
    return once.length === 0 ? [] : [{ route, to: once }];
  });
}

type Built = { readonly gateway: Gateway; readonly routes: readonly AttachedRoute[]; readonly scheme: string | undefined };

function modelOf(world: World, stack: Stack, { gateway, routes, scheme: asked }: Built): Model {
  mustBeAllowed(world, 'Elastic Load Balancing v2', 'DescribeLoadBalancers');
  const flags = optionsOf(world);
  const scheme = asked ?? flags.defaultLoadBalancerScheme;
  const options = { ...flags, defaultLoadBalancerScheme: scheme };
  const request = subnetRequest(options, { type: 'alb', scheme, ipAddressType: 'ipv4', minimumFree: MINIMUM_FREE });
  const all = candidatesIn(world, stack.vpcId);
  const existing = balancersOf(world, stack).find(({ Scheme }) => Scheme === scheme);
  const kept = existing?.AvailabilityZones.map(({ SubnetId }) => SubnetId);
  const found = kept === undefined ? discoverSubnets(all, request) : { chosen: all.filter(({ id }) => kept.includes(id)) };
  if ('error' in found && found.error !== undefined) fail(`couldn't auto-discover subnets: ${found.error}`);
  const members = membersOfGateway(world, gateway, routes);
  const { namespace = '', name } = gateway.metadata;
  const services = objectsOf(world.cluster.Service);
  const around = surroundings(world, { vpcId: stack.vpcId, options }, { subnets: found.chosen, existing });
  return albModel({ id: { namespace, name }, members, services }, options, around);
}

type Failure = { readonly reason: string; readonly message: string };

function failed(world: World, gateway: Gateway, { reason, message }: Failure): Reconcile {
  const before = gateway.status?.conditions;
  const conditions = [
    conditionNow(world, before, { type: 'Accepted', status: 'True', reason: 'Accepted', message: '' }),
    conditionNow(world, before, { type: 'Programmed', status: 'False', reason: 'Invalid', message }),
  ];
  const event = record(world, gateway, { type: 'Warning', reason, message, component: 'gateway' });
  const acts = [...statusActs('Gateway', gateway, { conditions }), ...routeStatusActs(world, gateway), ...event];
  return { acts, because: verbatim(message), dueAt: retryAt(world, gateway.metadata.creationTimestamp), periodic: true };
}

/** A LoadBalancerConfiguration that does not exist: the Gateway is not accepted until it does. */
function withoutParameters(world: World, gateway: Gateway, missing: string): Reconcile {
  const message = `LoadBalancerConfiguration ${missing} not found`;
  const accepted = conditionNow(world, gateway.status?.conditions, { type: 'Accepted', status: 'False', reason: 'InvalidParameters', message });
  const event = recordOnce(world, gateway, { type: 'Warning', reason: 'FailedBuildModel', message, component: 'gateway' });
  return { acts: [...statusActs('Gateway', gateway, { conditions: [accepted] }), ...event], because: verbatim(message) };
}

type Programmed = { readonly stack: Stack; readonly model: Model; readonly routes: readonly AttachedRoute[] };

function programmed(world: World, gateway: Gateway, { stack, model, routes }: Programmed): Reconcile {
  const balancer = balancerOf(world, stack, model);
  if (balancer === undefined) throw new Error(`Expected the load balancer of ${stack.name} to exist`);
  const { status, spec } = gateway;
  const good = (type: string, before = status?.conditions) => conditionNow(world, before, { type, status: 'True', reason: type, message: '' });
  const listeners = spec.listeners.map(({ name }) => {
    const before = status?.listeners?.find((each) => each.name === name)?.conditions;
    const supportedKinds = [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }];
    return {
      name,
      supportedKinds,
      attachedRoutes: routes.filter(({ to }) => to.some(({ listener }) => listener.name === name)).length,
      conditions: ['Accepted', 'Programmed', 'ResolvedRefs'].map((type) => good(type, before ?? [])),
    };
  });
  const next = { addresses: [{ type: 'Hostname', value: balancer.DNSName }], conditions: [good('Accepted'), good('Programmed')], listeners };
  const success = { type: 'Normal', reason: 'SuccessfullyReconciled', message: 'Successfully reconciled', component: 'gateway' } as const;
  const acts = [...statusActs('Gateway', gateway, next), ...routeStatusActs(world, gateway), ...recordOnce(world, gateway, success)];
  return {
    acts,
    because: {
      ko: `${stack.name} 게이트웨이의 ${balancer.LoadBalancerName} 로드 밸런서가 다 만들어졌습니다.`,
      en: `Load balancer ${balancer.LoadBalancerName} of Gateway ${stack.name} stands.`,
    },
  };
}

function cleaned(world: World, gateway: Gateway, stack: Stack): Reconcile {
  const finalizers = gateway.metadata.finalizers ?? [];
  if (!finalizers.includes(FINALIZER)) return NOTHING;
  const step = nextStepToNothing(world, stack);
  if (step !== null) return step;
  if (bindingsOf(world, stack).length > 0 || targetGroupsOf(world, stack).length > 0) return NOTHING;
  const rest = finalizers.filter((name) => name !== FINALIZER);
  return {
    acts: [mergePatch('Gateway', gateway, { metadata: { finalizers: rest } })],
    because: {
      ko: `${stack.name} 게이트웨이의 로드 밸런서가 남김없이 없어졌습니다.`,
      en: `Nothing is left of the load balancer of Gateway ${stack.name}.`,
    },
  };
}
