/**
 * Services of type LoadBalancer to NLBs.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/controllers/service/service_controller.go
 */
import { same } from '../../../canonical.ts';
import { keyOf } from '../../../cluster/metadata.ts';
import type { Service } from '../../../cluster/service.ts';
import type { TargetGroupBinding } from '../../../cluster/targetgroupbinding.ts';
import { objectAt, objectsOf } from '../../../store.ts';
import type { ApiError } from '../../../verb.ts';
import type { World } from '../../../world.ts';
import { mergePatch } from '../../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile, verbatim } from '../../controller.ts';
import { record, recordOnce } from '../../event-recorder.ts';
import { reader, SERVICE_PREFIX } from './annotations.ts';
import { nextStep, nextStepToNothing } from './deploy.ts';
import { balancerOf } from './deploy-load-balancer.ts';
import { CONTROLLER, controllerIdentity, isRunning, optionsOf, retryAt, vpcOf } from './installation.ts';
import type { Model } from './model.ts';
import { attempt, fail, hasFailed } from './model-error.ts';
import { nlbIpAddressType, nlbScheme } from './nlb-load-balancer.ts';
import { nlbModel } from './nlb-model.ts';
import { annotationNotices, subnetNotice } from './notices.ts';
import { ownStack } from './own-changes.ts';
import { sdkError } from './sdk-error.ts';
import { checkServiceDeletion, isServiceSupported } from './service-support.ts';
import { balancersOf, bindingsOf, type Stack, targetGroupsOf } from './stack.ts';
import { checkNamedSubnets, type Discovery, discoverSubnets, MINIMUM_FREE, subnetsNamed } from './subnet-discovery.ts';
import { candidatesIn, mustBeAllowed, subnetRequest, surroundings } from './surroundings.ts';

export const PREFIX = 'service.k8s.aws';
const FINALIZER = 'service.k8s.aws/resources';

/** All Services that a load balancer may stand before. */
function candidates(world: World): readonly string[] {
  return objectsOf(world.cluster.Service).flatMap((service) =>
    service.spec.type === 'LoadBalancer' || hasFinalizer(service) ? [keyOf(service.metadata)] : [],
  );
}

export const serviceLoadBalancers: Controller = {
  name: `${CONTROLLER}/service`,
  identity: controllerIdentity,
  manager: 'controller',
  watches: {
    cluster: {
      Service: ({ ref }) => [ref.key],
      TargetGroupBinding: ({ before, after }) => {
        const { labels } = ((after ?? before) as TargetGroupBinding).metadata;
        const name = labels?.['service.k8s.aws/stack-name'];
        return name === undefined ? [] : [`${labels?.['service.k8s.aws/stack-namespace']}/${name}`];
      },
      Deployment: ({ ref }, world) => (ref.key === `kube-system/${CONTROLLER}` ? candidates(world) : []),
    },
    aws: {
      LoadBalancer: ownStack(PREFIX),
      TargetGroup: ownStack(PREFIX),
      Listener: ownStack(PREFIX),
      SecurityGroup: (change, world) => [
        ...ownStack(PREFIX)(change, world),
        ...(change.by === controllerIdentity(world).arn ? candidates(world) : []),
      ],
      SecurityGroupRule: ownStack(PREFIX),
      Subnet: (_, world) => (isRunning(world) ? candidates(world) : []),
      RouteTable: (_, world) => (isRunning(world) ? candidates(world) : []),
      IamRole: (_, world) => (isRunning(world) ? candidates(world) : []),
    },
  },
  reconcile: (world, key) => {
    const service = objectAt(world.cluster.Service, key);
    const vpcId = vpcOf(world);
    if (service === undefined || vpcId === undefined || !isRunning(world)) return NOTHING;
    const options = optionsOf(world);
    const stack: Stack = { prefix: PREFIX, name: key, clusterName: options.clusterName, vpcId };
    return isServiceSupported(service, options) ? reconciled(world, service, stack) : cleaned(world, service, stack);
  },
  refused: (world, key, error) => failed(world, key, error),
};

function hasFinalizer({ metadata }: Service): boolean {
  return metadata.finalizers?.includes(FINALIZER) ?? false;
}

function reconciled(world: World, service: Service, stack: Stack): Reconcile {
  const key = keyOf(service.metadata);
  if (!hasFinalizer(service)) {
    const finalizers = [...(service.metadata.finalizers ?? []), FINALIZER];
    return {
      acts: [mergePatch('Service', service, { metadata: { finalizers } })],
      because: { ko: `${key} 서비스에 로드 밸런서를 만듭니다.`, en: `Service ${key} gets a load balancer.` },
    };
  }
  const notes = annotationNotices(world, `service/${key}`, service.metadata.annotations);
  const found = attempt(() => subnetsFor(world, service, stack));
  if (hasFailed(found)) return notBuilt(world, service, { error: found.error, notes: [...notes, ...subnetNotice(world, `service/${key}`, found)] });
  const options = optionsOf(world);
  const existing = balancersOf(world, stack)[0];
  const model = attempt(() => nlbModel(service, options, surroundings(world, { vpcId: stack.vpcId, options }, { subnets: found.chosen, existing })));
  if (hasFailed(model)) return notBuilt(world, service, { error: model.error, notes });
  const step = nextStep(world, stack, model);
  return step === null ? deployed(world, service, { stack, model, notes }) : { acts: [...notes, ...step.acts], because: step.because };
}

type NotBuilt = { readonly error: string; readonly notes: readonly Act[] };

function notBuilt(world: World, service: Service, { error, notes }: NotBuilt): Reconcile {
  const message = `Failed build model due to ${error}`;
  const event = record(world, service, { type: 'Warning', reason: 'FailedBuildModel', message, component: 'service' });
  return { acts: [...notes, ...event], because: verbatim(message), dueAt: retryAt(world, service.metadata.creationTimestamp), periodic: true };
}

function failed(world: World, key: string, error: ApiError): Reconcile {
  const service = objectAt(world.cluster.Service, key);
  if (service === undefined) return NOTHING;
  const message = `Failed deploy model due to ${sdkError(error)}`;
  const event = record(world, service, { type: 'Warning', reason: 'FailedDeployModel', message, component: 'service' });
  return { acts: event, because: verbatim(message), dueAt: retryAt(world, service.metadata.creationTimestamp), periodic: true };
}

/** By annotation, else those of the load balancer that stands, else by discovery. */
function subnetsFor(world: World, service: Service, stack: Stack): Discovery {
  mustBeAllowed(world, 'Elastic Load Balancing v2', 'DescribeLoadBalancers');
  const options = optionsOf(world);
  const existing = balancersOf(world, stack)[0];
  const known =
    existing === undefined
      ? undefined
      : { scheme: existing.Scheme, securityGroups: [], subnetIds: existing.AvailabilityZones.map(({ SubnetId }) => SubnetId) };
  const scheme = nlbScheme(service, options, known);
  const { list } = reader(SERVICE_PREFIX, service.metadata.annotations);
  const chosenByOwner = scheme === 'internal' && list('aws-load-balancer-private-ipv4-addresses') !== undefined;
  const ipAddressType = nlbIpAddressType(service);
  const request = subnetRequest(options, { type: 'nlb', scheme, ipAddressType, minimumFree: chosenByOwner ? 0 : MINIMUM_FREE });
  const all = candidatesIn(world, stack.vpcId);
  const named = list('aws-load-balancer-subnets') ?? (known?.scheme === scheme ? known.subnetIds : undefined);
  if (named === undefined) return discoverSubnets(all, request);
  return checkNamedSubnets(subnetsNamed(all, named), request);
}

type Deployed = { readonly stack: Stack; readonly model: Model; readonly notes: readonly Act[] };

function deployed(world: World, service: Service, { stack, model, notes }: Deployed): Reconcile {
  const balancer = balancerOf(world, stack, model);
  if (balancer === undefined) return fail(`Expected the load balancer of ${stack.name} to exist`);
  const status = { loadBalancer: { ingress: [{ hostname: balancer.DNSName }] } };
  const success = { type: 'Normal', reason: 'SuccessfullyReconciled', message: 'Successfully reconciled', component: 'service' } as const;
  const because = {
    ko: `${stack.name} 서비스의 ${balancer.LoadBalancerName} 로드 밸런서가 다 만들어졌습니다.`,
    en: `Load balancer ${balancer.LoadBalancerName} of Service ${stack.name} stands.`,
  };
  if (same(service.status, { ...service.status, ...status })) return { acts: [...notes, ...recordOnce(world, service, success)], because };
  const patch: Act = { ...mergePatch('Service', service, { status }), subresource: 'status' } as Act;
  return { acts: [...notes, patch, ...record(world, service, success)], because };
}

/** A Service that is deleted, or that another controller has now: everything goes, the finalizer last. */
function cleaned(world: World, service: Service, stack: Stack): Reconcile {
  if (!hasFinalizer(service)) return NOTHING;
  const kept = attempt(() => ({ checked: checkServiceDeletion(service) }));
  if (hasFailed(kept)) return notBuilt(world, service, { error: kept.error, notes: [] });
  const step = nextStepToNothing(world, stack);
  if (step !== null) return step;
  if (bindingsOf(world, stack).length > 0 || targetGroupsOf(world, stack).length > 0) return NOTHING;
  const finalizers = (service.metadata.finalizers ?? []).filter((name) => name !== FINALIZER);
  const patch = mergePatch('Service', service, { metadata: { finalizers } });
  const status: Act = { ...mergePatch('Service', service, { status: { loadBalancer: { ingress: null } } }), subresource: 'status' } as Act;
  const alive = service.metadata.deletionTimestamp === undefined;
  return {
    acts: alive ? [status, patch] : [patch],
    because: {
      ko: `${stack.name} 서비스의 로드 밸런서가 남김없이 없어졌습니다.`,
      en: `Nothing is left of the load balancer of Service ${stack.name}.`,
    },
  };
}
