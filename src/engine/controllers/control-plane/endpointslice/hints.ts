/**
 * Topology hints by `spec.trafficDistribution`.
 * https://github.com/kubernetes/endpointslice/blob/master/trafficdist/trafficdist.go
 */
import type { Endpoint } from 'kubernetes-types/discovery/v1.d.ts';

type Hints = NonNullable<Endpoint['hints']> & { readonly forNodes?: readonly { readonly name: string }[] };

const CLOSE = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];

/** The endpoints with the hints that the distribution gives. Those that are not ready get none of their own. */
export function withHints(endpoints: readonly Endpoint[], trafficDistribution: string | null | undefined): Endpoint[] {
  const close = trafficDistribution != null && CLOSE.includes(trafficDistribution);
  return endpoints.map((endpoint) => {
    if (close && endpoint.conditions?.ready !== true) return endpoint;
    const { hints: _stale, ...bare } = endpoint;
    const hints = close ? hintsFor(endpoint, trafficDistribution === 'PreferSameNode') : {};
    return Object.keys(hints).length === 0 ? bare : { ...bare, hints: hints as NonNullable<Endpoint['hints']> };
  });
}

/** "update adds a same zone topology hint for all ready endpoints", and with PreferSameNode one for the node. */
function hintsFor({ zone, nodeName }: Endpoint, withNode: boolean): Partial<Hints> {
  return {
    ...(zone === undefined ? {} : { forZones: [{ name: zone }] }),
    ...(withNode && nodeName !== undefined ? { forNodes: [{ name: nodeName }] } : {}),
  };
}
