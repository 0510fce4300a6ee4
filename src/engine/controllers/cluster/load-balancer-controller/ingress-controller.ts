/**
 * Groups of Ingresses to ALBs.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/controllers/ingress/group_controller.go
 */
import { same } from '../../../canonical.ts';
import type { Ingress } from '../../../cluster/ingress.ts';
import type { TargetGroupBinding } from '../../../cluster/targetgroupbinding.ts';
import { objectAt, objectsOf } from '../../../store.ts';
import type { ApiError } from '../../../verb.ts';
import type { World } from '../../../world.ts';
import { mergePatch } from '../../acts.ts';
import { type Act, type Controller, NOTHING, type Reconcile, verbatim } from '../../controller.ts';
import { record, recordOnce } from '../../event-recorder.ts';
import { albIpAddressType, albNamedSubnets, albScheme, checkIngressDeletion } from './alb-load-balancer.ts';
import { albModel } from './alb-model.ts';
import { nextStep, nextStepToNothing } from './deploy.ts';
import { balancerOf } from './deploy-load-balancer.ts';
import { type Classified, classified, finalizerOf, groupsOfIngress, membersOf } from './ingress-classes.ts';
import { inGroupOrder } from './ingress-group.ts';
import { CONTROLLER, controllerIdentity, isRunning, optionsOf, retryAt, vpcOf } from './installation.ts';
import { type Model, nameOf } from './model.ts';
import { attempt, type Failed, hasFailed } from './model-error.ts';
import { annotationNotices, subnetNotice } from './notices.ts';
import { ownStack } from './own-changes.ts';
import { sdkError } from './sdk-error.ts';
import { balancersOf, bindingsOf, type Stack, targetGroupsOf } from './stack.ts';
import {
  checkNamedSubnets,
  chooseSubnets,
  type Discovery,
  discoverSubnets,
  MINIMUM_FREE,
  subnetsNamed,
  subnetsWithTags,
} from './subnet-discovery.ts';
import { candidatesIn, mustBeAllowed, subnetRequest, surroundings } from './surroundings.ts';

const PREFIX = 'ingress.k8s.aws';
const COMPONENT = 'ingress';

function everyGroup(world: World): readonly string[] {
  return isRunning(world) ? [...new Set(objectsOf(world.cluster.Ingress).flatMap((ingress) => groupsOfIngress(world, ingress)))] : [];
}

export const ingressLoadBalancers: Controller = {
  name: `${CONTROLLER}/ingress`,
  identity: controllerIdentity,
  manager: 'controller',
  watches: {
    cluster: {
      Ingress: ({ before, after }, world) => [before, after].flatMap((object) => (object === null ? [] : groupsOfIngress(world, object as Ingress))),
      IngressClass: (_, world) => everyGroup(world),
      IngressClassParams: (_, world) => everyGroup(world),
      Service: ({ ref }, world) =>
        objectsOf(world.cluster.Ingress).flatMap((ingress) => (names(ingress, ref.key) ? groupsOfIngress(world, ingress) : [])),
      TargetGroupBinding: ({ before, after }) => {
        const { labels } = ((after ?? before) as TargetGroupBinding).metadata;
        const name = labels?.['ingress.k8s.aws/stack-name'];
        return [labels?.['ingress.k8s.aws/stack'], name === undefined ? undefined : `${labels?.['ingress.k8s.aws/stack-namespace']}/${name}`].filter(
          (key) => key !== undefined,
        );
      },
      Deployment: ({ ref }, world) => (ref.key === `kube-system/${CONTROLLER}` ? everyGroup(world) : []),
    },
    aws: {
      LoadBalancer: ownStack(PREFIX),
      TargetGroup: ownStack(PREFIX),
      Listener: ownStack(PREFIX),
      ListenerRule: ownStack(PREFIX),
      SecurityGroup: (change, world) => [
        ...ownStack(PREFIX)(change, world),
        ...(change.by === controllerIdentity(world).arn ? everyGroup(world) : []),
      ],
      SecurityGroupRule: ownStack(PREFIX),
      Subnet: (_, world) => everyGroup(world),
      RouteTable: (_, world) => everyGroup(world),
      IamRole: (_, world) => everyGroup(world),
    },
  },
  reconcile: (world, key) => {
    const vpcId = vpcOf(world);
    if (vpcId === undefined || !isRunning(world)) return NOTHING;
    const stack: Stack = { prefix: PREFIX, name: key, clusterName: optionsOf(world).clusterName, vpcId };
    const { active, leaving } = membersOf(world, key);
    const kept = attempt(() => ({ checked: leaving.forEach(checkIngressDeletion) }));
    if (hasFailed(kept)) return warned(world, leaving, { reason: 'FailedBuildModel', message: `Failed build model due to ${kept.error}`, notes: [] });
    if (active.length > 0) return reconciled(world, stack, { active, leaving });
    const own = objectAt(world.cluster.Ingress, key);
    return leaving.length > 0 ? cleaned(world, stack, leaving) : own === undefined ? NOTHING : unclassified(world, own);
  },
  refused: failed,
};

/** Whether a rule, the default backend or an action of the Ingress names the Service. */
function names({ metadata, spec }: Ingress, service: string): boolean {
  const [namespace, name] = service.split('/');
  if (metadata.namespace !== namespace) return false;
  const backends = [spec.defaultBackend, ...(spec.rules ?? []).flatMap(({ http }) => (http?.paths ?? []).map(({ backend }) => backend))];
  const inActions = Object.entries(metadata.annotations ?? {}).some(([key, value]) => key.includes('/actions.') && value.includes(`"${name}"`));
  return inActions || backends.some((backend) => backend?.service?.name === name);
}

/** An Ingress whose class cannot be found. */
function unclassified(world: World, ingress: Ingress): Reconcile {
  const found = attempt(() => ({ member: classified(world, ingress) }));
  if (!hasFailed(found)) return NOTHING;
  const message = `failed load groupID due to ${found.error}`;
  return {
    acts: recordOnce(world, ingress, { type: 'Warning', reason: 'FailedLoadGroupID', message, component: COMPONENT }),
    because: verbatim(message),
  };
}

type Members = ReturnType<typeof membersOf>;

function reconciled(world: World, stack: Stack, { active, leaving }: Members): Reconcile {
  const unfinalized = active.filter(({ ingress }) => !ingress.metadata.finalizers?.includes(finalizerOf(stack.name, ingress)));
  if (unfinalized.length > 0) {
    const acts = unfinalized.map(({ ingress }) => {
      const finalizers = [...(ingress.metadata.finalizers ?? []), finalizerOf(stack.name, ingress)];
      return mergePatch('Ingress', ingress, { metadata: { finalizers } });
    });
    return { acts, because: { ko: `${stack.name} 그룹에 로드 밸런서를 만듭니다.`, en: `Group ${stack.name} gets a load balancer.` } };
  }
  const notes = active.flatMap(({ ingress }) => annotationNotices(world, `ingress/${nameOf(ingress)}`, ingress.metadata.annotations));
  const ordered = attempt(() => inGroupOrder(active));
  const found = hasFailed(ordered) ? ordered : attempt(() => subnetsFor(world, ordered, stack));
  if (hasFailed(found))
    return notBuilt(world, active, { error: found.error, notes: [...notes, ...subnetNotice(world, `ingress/${stack.name}`, found)] });
  const model = modelOf(world, stack, { members: ordered as readonly Classified[], found });
  if (hasFailed(model)) return notBuilt(world, active, { error: model.error, notes });
  const step = nextStep(world, stack, model);
  if (step !== null) return { acts: [...notes, ...step.acts], because: step.because };
  return deployed(world, stack, { model, active, leaving, notes });
}

type Built = { readonly members: readonly Classified[]; readonly found: Discovery };

function modelOf(world: World, stack: Stack, { members, found }: Built): Model | Failed {
  const options = optionsOf(world);
  const [first] = members;
  return attempt(() => {
    const around = surroundings(world, { vpcId: stack.vpcId, options }, { subnets: found.chosen, existing: balancersOf(world, stack)[0] });
    const services = objectsOf(world.cluster.Service).filter(({ metadata }) =>
      members.some(({ ingress }) => ingress.metadata.namespace === metadata.namespace),
    );
    return albModel({ id: (first as Classified).group, members, services }, options, around);
  });
}

/** By annotation, else by the class's parameters, else those of the load balancer that stands, else by discovery. */
function subnetsFor(world: World, members: readonly Classified[], stack: Stack): Discovery {
  mustBeAllowed(world, 'Elastic Load Balancing v2', 'DescribeLoadBalancers');
  const options = optionsOf(world);
  const [scheme, ipAddressType] = [albScheme(members, options), albIpAddressType(members)];
  const request = subnetRequest(options, { type: 'alb', scheme, ipAddressType, minimumFree: MINIMUM_FREE });
  const all = candidatesIn(world, stack.vpcId);
  const selector = members.find(({ params }) => params?.subnets !== undefined)?.params?.subnets;
  if (selector?.ids !== undefined) return checkNamedSubnets(subnetsNamed(all, selector.ids), request);
  if (selector?.tags !== undefined) return chooseSubnets(subnetsWithTags(all, selector.tags), request);
  const named = albNamedSubnets(members);
  if (named !== undefined) return checkNamedSubnets(subnetsNamed(all, named), request);
  const existing = balancersOf(world, stack).find(({ Scheme }) => Scheme === scheme);
  if (existing !== undefined)
    return checkNamedSubnets(
      subnetsNamed(
        all,
        existing.AvailabilityZones.map(({ SubnetId }) => SubnetId),
      ),
      request,
    );
  const found = discoverSubnets(all, request);
  return found.error === undefined ? found : { ...found, error: `couldn't auto-discover subnets: ${found.error}` };
}

type NotBuilt = { readonly error: string; readonly notes: readonly Act[] };

function notBuilt(world: World, members: readonly Classified[], { error, notes }: NotBuilt): Reconcile {
  return warned(
    world,
    members.map(({ ingress }) => ingress),
    { reason: 'FailedBuildModel', message: `Failed build model due to ${error}`, notes },
  );
}

type Warning = { readonly reason: string; readonly message: string; readonly notes: readonly Act[] };

function warned(world: World, ingresses: readonly Ingress[], { reason, message, notes }: Warning): Reconcile {
  const events = ingresses.flatMap((ingress) => record(world, ingress, { type: 'Warning', reason, message, component: COMPONENT }));
  return { acts: [...notes, ...events], because: verbatim(message), dueAt: retryAt(world, ingresses[0]?.metadata.creationTimestamp), periodic: true };
}

function failed(world: World, key: string, error: ApiError): Reconcile {
  const { active, leaving } = membersOf(world, key);
  const ingresses = [...active.map(({ ingress }) => ingress), ...leaving];
  if (ingresses.length === 0) return NOTHING;
  return warned(world, ingresses, { reason: 'FailedDeployModel', message: `Failed deploy model due to ${sdkError(error)}`, notes: [] });
}

type Deployed = Members & { readonly model: Model; readonly notes: readonly Act[] };

function deployed(world: World, stack: Stack, { model, active, leaving, notes }: Deployed): Reconcile {
  const balancer = balancerOf(world, stack, model);
  if (balancer === undefined) throw new Error(`Expected the load balancer of ${stack.name} to exist`);
  const status = { loadBalancer: { ingress: [{ hostname: balancer.DNSName }] } };
  const success = { type: 'Normal', reason: 'SuccessfullyReconciled', message: 'Successfully reconciled', component: COMPONENT } as const;
  const acts = active.flatMap(({ ingress }) => {
    if (same(ingress.status.loadBalancer, status.loadBalancer)) return recordOnce(world, ingress, success);
    return [{ ...mergePatch('Ingress', ingress, { status }), subresource: 'status' } as Act, ...record(world, ingress, success)];
  });
  return {
    acts: [...notes, ...acts, ...leaving.map((ingress) => unfinalize(stack, ingress))],
    because: {
      ko: `${stack.name} 그룹의 ${balancer.LoadBalancerName} 로드 밸런서가 다 만들어졌습니다.`,
      en: `Load balancer ${balancer.LoadBalancerName} of group ${stack.name} stands.`,
    },
  };
}

function cleaned(world: World, stack: Stack, leaving: readonly Ingress[]): Reconcile {
  const step = nextStepToNothing(world, stack);
  if (step !== null) return step;
  if (bindingsOf(world, stack).length > 0 || targetGroupsOf(world, stack).length > 0) return NOTHING;
  return {
    acts: leaving.map((ingress) => unfinalize(stack, ingress)),
    because: { ko: `${stack.name} 그룹의 로드 밸런서가 남김없이 없어졌습니다.`, en: `Nothing is left of the load balancer of group ${stack.name}.` },
  };
}

function unfinalize(stack: Stack, ingress: Ingress): Act {
  const finalizers = (ingress.metadata.finalizers ?? []).filter((name) => name !== finalizerOf(stack.name, ingress));
  return mergePatch('Ingress', ingress, { metadata: { finalizers } });
}
