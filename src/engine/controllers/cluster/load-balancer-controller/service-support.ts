/**
 * Which Services the controller takes care of, and of what kind their targets are.
 * https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/service/service_utils.go
 */
import type { Service } from '../../../cluster/service.ts';
import { reader, SERVICE_PREFIX } from './annotations.ts';
import type { ControllerOptions } from './controller-options.ts';
import type { ServicePort } from './model.ts';
import { fail } from './model-error.ts';

/** Whether the controller reconciles the Service: by its loadBalancerClass, else by the type annotation. */
export function isServiceSupported({ metadata, spec }: Service, options: Pick<ControllerOptions, 'loadBalancerClass' | 'featureGates'>): boolean {
  if (metadata?.deletionTimestamp !== undefined) return false;
  if (options.featureGates.ServiceTypeLoadBalancerOnly && spec.type !== 'LoadBalancer') return false;
  if (spec.loadBalancerClass !== undefined) return spec.loadBalancerClass === options.loadBalancerClass;
  const { text } = reader(SERVICE_PREFIX, metadata?.annotations);
  const type = text('aws-load-balancer-type');
  return type === 'nlb-ip' || (type === 'external' && ['ip', 'instance'].includes(text('aws-load-balancer-nlb-target-type') ?? ''));
}

/** `instance` or `ip`, by annotation or the controller's default. Fails where the Service cannot have such targets. */
export function nlbTargetType(service: Service, port: Pick<ServicePort, 'nodePort'>, options: ControllerOptions): 'instance' | 'ip' {
  const { text } = reader(SERVICE_PREFIX, service.metadata?.annotations);
  const wanted = text('aws-load-balancer-nlb-target-type') ?? options.defaultTargetType;
  if (wanted === 'ip' && !options.enableIPTargetType) return fail(`unsupported targetType: ${wanted} when EnableIPTargetType is false`);
  if (text('aws-load-balancer-type') === 'nlb-ip' || wanted === 'ip') return 'ip';
  const { type, allocateLoadBalancerNodePorts } = service.spec;
  if (type === 'ClusterIP') return fail(`unsupported service type "${type}" for load balancer target type "${wanted}"`);
  if (!port.nodePort && allocateLoadBalancerNodePorts === false) return fail('unable to support instance target type with an unallocated NodePort');
  return 'instance';
}

const FINALIZER = 'service.k8s.aws/resources';

/** Fails where the annotation protects the load balancer of a Service that is being deleted. */
export function checkServiceDeletion({ metadata }: Service): void {
  if (!metadata?.finalizers?.includes(FINALIZER)) return;
  const attributes = reader(SERVICE_PREFIX, metadata.annotations).map('aws-load-balancer-attributes');
  if (attributes?.['deletion_protection.enabled'] === 'true') fail(`deletion_protection is enabled, cannot delete the service: ${metadata.name}`);
}
