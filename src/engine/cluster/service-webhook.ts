import { objectAt } from '../store.ts';
import type { World } from '../world.ts';
import type { Service } from './service.ts';

/**
 * What the AWS Load Balancer Controller's webhook makes of a new Service: of type LoadBalancer, without a class, it becomes the
 * controller's own. Only creation is looked at, so that a Service whose type changes later goes another way.
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/#configuration
 */
export function withLoadBalancerClass(world: World, service: Service): Service {
  const { type, loadBalancerClass } = service.spec;
  if (type !== 'LoadBalancer' || loadBalancerClass) return service;
  const controller = objectAt(world.cluster.Deployment, 'kube-system/aws-load-balancer-controller');
  if (controller === undefined || isOff(controller.spec.template.spec?.containers[0]?.args)) return service;
  return { ...service, spec: { ...service.spec, loadBalancerClass: 'service.k8s.aws/nlb' } };
}

function isOff(args: readonly string[] = []): boolean {
  return args.includes('--enable-service-mutator-webhook=false');
}
