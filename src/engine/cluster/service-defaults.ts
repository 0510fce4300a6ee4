/**
 * What kube-apiserver fills into a Service before it is validated; addresses and node ports come later, from the allocators.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go (SetDefaults_Service)
 */
import type { ServicePort } from 'kubernetes-types/core/v1.d.ts';
import type { Service } from './service.ts';

export function serviceDefaults(service: Service): Service {
  const spec = service.spec ?? {};
  const type = spec.type ?? 'ClusterIP';
  const sessionAffinity = spec.sessionAffinity ?? 'None';
  return {
    ...service,
    spec: {
      ...spec,
      type,
      sessionAffinity,
      ...(spec.ports === undefined ? {} : { ports: spec.ports.map(portDefaults) }),
      ...(sessionAffinity === 'ClientIP'
        ? { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10800, ...spec.sessionAffinityConfig?.clientIP } } }
        : {}),
      ...(isExternallyAccessible(service) ? { externalTrafficPolicy: spec.externalTrafficPolicy ?? 'Cluster' } : {}),
      ...(type === 'ExternalName' ? {} : { internalTrafficPolicy: spec.internalTrafficPolicy ?? 'Cluster' }),
      ...(type === 'LoadBalancer' ? { allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts ?? true } : {}),
    },
  };
}

/** Whether packets may come from outside the cluster: by node port, load balancer or external IP. */
export function isExternallyAccessible(service: Service): boolean {
  const { type, externalIPs } = service.spec ?? {};
  if (type === 'LoadBalancer' || type === 'NodePort') return true;
  return (type === undefined || type === 'ClusterIP') && (externalIPs?.length ?? 0) > 0;
}

function portDefaults(port: ServicePort): ServicePort {
  const targetPort = port.targetPort;
  return { protocol: 'TCP', ...port, targetPort: targetPort === undefined || targetPort === 0 || targetPort === '' ? port.port : targetPort };
}
