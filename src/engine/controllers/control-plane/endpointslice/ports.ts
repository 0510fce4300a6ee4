/**
 * The ports that a Service's endpoints have on one pod.
 * https://github.com/kubernetes/endpointslice/blob/master/utils.go (getEndpointPorts, findPort)
 */
import type { ServicePort } from 'kubernetes-types/core/v1.d.ts';
import type { EndpointPort } from 'kubernetes-types/discovery/v1.d.ts';
import type { Pod } from '../../../cluster/pod.ts';
import type { Service } from '../../../cluster/service.ts';

/** The endpoint ports in the order of the Service; a target port that the pod does not have is left out. */
export function endpointPorts(service: Service, pod: Pod): EndpointPort[] {
  return (service.spec.ports ?? []).flatMap((servicePort) => {
    const port = targetPortOf(pod, servicePort);
    if (port === null) return [];
    const { appProtocol, name = '', protocol = 'TCP' } = servicePort;
    return [{ name, port, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) }];
  });
}

/** The number behind a target port: itself, or the container port of that name and protocol; null when there is none. */
export function targetPortOf(pod: Pod, servicePort: Pick<ServicePort, 'targetPort' | 'protocol'> & { readonly port?: number }): number | null {
  const { targetPort, protocol = 'TCP' } = servicePort;
  if (typeof targetPort === 'number') return targetPort;
  if (targetPort === undefined) return servicePort.port ?? null;
  // Sidecars are init containers that restart always; they stay, so their ports count.
  const sidecars = (pod.spec.initContainers ?? []).filter((container) => (container as { restartPolicy?: string }).restartPolicy === 'Always');
  for (const container of [...(pod.spec.containers ?? []), ...sidecars]) {
    for (const port of container.ports ?? []) {
      if (port.name === targetPort && (port.protocol ?? 'TCP') === protocol) return port.containerPort;
    }
  }
  return null;
}
