import { lookup, objectAt } from '../store.ts';
import type { StatusError } from '../verb.ts';
import type { World } from '../world.ts';
import type { Deployment } from './deployment.ts';
import type { Service } from './service.ts';
import { status } from './status.ts';

/**
 * What the AWS Load Balancer Controller's webhook makes of a new Service: of type LoadBalancer, without a class, it becomes the
 * controller's own. Only creation is looked at, so that a Service whose type changes later goes another way.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/#configuration
 */
export function withLoadBalancerClass(world: World, service: Service): Service {
  const { type, loadBalancerClass } = service.spec;
  if (type !== 'LoadBalancer' || loadBalancerClass || webhookOf(world) === undefined) return service;
  return { ...service, spec: { ...service.spec, loadBalancerClass: 'service.k8s.aws/nlb' } };
}

const CALL = 'failed calling webhook "mservice.elbv2.k8s.aws": failed to call webhook';
const URL = 'https://aws-load-balancer-webhook-service.kube-system.svc:443/mutate-v1-service?timeout=10s';

/**
 * The refusal of every new Service while none of the controller's pods is ready: its webhook must answer (failurePolicy Fail).
 * https://github.com/aws/eks-charts/blob/master/stable/aws-load-balancer-controller/templates/webhook.yaml
 */
export function webhookFailure(world: World): StatusError | null {
  const controller = webhookOf(world);
  if (controller === undefined || hasReadyPod(world, controller)) return null;
  const nobody = 'no endpoints available for service "aws-load-balancer-webhook-service"';
  return status('InternalError', 500, `Internal error occurred: ${CALL}: Post "${URL}": ${nobody}`);
}

/** The Deployment whose webhook is installed, or undefined. */
function webhookOf(world: World): Deployment | undefined {
  const controller = objectAt(world.cluster.Deployment, 'kube-system/aws-load-balancer-controller');
  const args = controller?.spec.template.spec?.containers[0]?.args ?? [];
  return args.includes('--enable-service-mutator-webhook=false') ? undefined : controller;
}

function hasReadyPod(world: World, { spec }: Deployment): boolean {
  const labels = Object.entries(spec.selector.matchLabels ?? {});
  return lookup(world.cluster.Pod, 'byNamespace', 'kube-system').some(
    ({ metadata, status: { conditions = [] } }) =>
      labels.every(([key, value]) => metadata.labels?.[key] === value) &&
      conditions.some(({ type, status }) => type === 'Ready' && status === 'True'),
  );
}
