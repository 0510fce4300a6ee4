/** Services with their ports and the endpoints that are ready behind them. */
import { objectsOf } from '../../engine/store.ts';
import type { World } from '../../engine/world.ts';

export type ServiceNode = {
  /** `namespace/name`. */
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly clusterIP: string;
  readonly ports: readonly { readonly port: number; readonly nodePort: number | null; readonly targetPort: string; readonly protocol: string }[];
  readonly ready: readonly string[];
  readonly notReady: readonly string[];
  readonly externalTrafficPolicy: string | null;
};

/** The services of a world, those of the namespace `default` first. The API server's own service is left out. */
export function servicesOf(world: World): ServiceNode[] {
  const slices = objectsOf(world.cluster.EndpointSlice);
  return objectsOf(world.cluster.Service)
    .filter((service) => !(service.metadata.namespace === 'default' && service.metadata.name === 'kubernetes'))
    .map((service): ServiceNode => {
      const { name, namespace } = service.metadata;
      const own = slices.filter((slice) => slice.metadata.namespace === namespace && slice.metadata.labels?.['kubernetes.io/service-name'] === name);
      const endpoints = own.flatMap((slice) => slice.endpoints);
      return {
        key: `${namespace ?? ''}/${name}`,
        name: namespace === 'default' ? name : `${namespace}/${name}`,
        type: service.spec.type ?? 'ClusterIP',
        clusterIP: service.spec.clusterIP ?? '',
        ports: (service.spec.ports ?? []).map((port) => ({
          port: port.port,
          nodePort: port.nodePort ?? null,
          targetPort: String(port.targetPort ?? port.port),
          protocol: port.protocol ?? 'TCP',
        })),
        ready: endpoints.filter((endpoint) => endpoint.conditions?.ready !== false).flatMap((endpoint) => endpoint.addresses),
        notReady: endpoints.filter((endpoint) => endpoint.conditions?.ready === false).flatMap((endpoint) => endpoint.addresses),
        externalTrafficPolicy: service.spec.externalTrafficPolicy ?? null,
      };
    })
    .sort((one, other) => Number(one.name.includes('/')) - Number(other.name.includes('/')));
}
