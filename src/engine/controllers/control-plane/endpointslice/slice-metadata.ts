/**
 * How the slices of a Service are named, labelled and owned.
 * https://github.com/kubernetes/endpointslice/blob/master/utils.go (newEndpointSlice, setEndpointSliceLabels)
 */
import type { Service } from '../../../cluster/service.ts';

export const MANAGED_BY = 'endpointslice-controller.k8s.io';
const SERVICE_NAME = 'kubernetes.io/service-name';
const MANAGER = 'endpointslice.kubernetes.io/managed-by';
const HEADLESS = 'service.kubernetes.io/headless';

/** What a new slice of the Service says of itself. */
export function sliceMetadata(service: Service) {
  const { name, namespace, uid } = service.metadata;
  return {
    generateName: `${name}-`,
    ...(namespace === undefined ? {} : { namespace }),
    labels: sliceLabels(service),
    ownerReferences: [{ apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true }],
  };
}

/** The Service's own labels and the reserved ones, which cannot be overridden. */
export function sliceLabels(service: Service): Record<string, string> {
  const own = Object.entries(service.metadata.labels ?? {}).filter(([key]) => key !== HEADLESS);
  const { clusterIP } = service.spec;
  return {
    ...Object.fromEntries(own),
    ...(!clusterIP || clusterIP === 'None' ? { [HEADLESS]: '' } : {}),
    [SERVICE_NAME]: service.metadata.name,
    [MANAGER]: MANAGED_BY,
  };
}
