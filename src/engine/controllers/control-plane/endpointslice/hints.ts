/**
 * Topology hints by `spec.trafficDistribution`.
 * https://github.com/kubernetes/endpointslice/blob/master/trafficdist/trafficdist.go
 */
import type { Endpoint } from 'kubernetes-types/discovery/v1.d.ts';

type Hints = NonNullable<Endpoint['hints']> & { readonly forNodes?: readonly { readonly name: string }[] };

/** The endpoints with the hints that the distribution gives and no others; only ready endpoints get any. */
export function withHints(endpoints: readonly Endpoint[], trafficDistribution: string | null | undefined): Endpoint[] {
  return endpoints.map((endpoint) => {
    const { hints: _stale, ...bare } = endpoint;
    const hints = endpoint.conditions?.ready === false ? undefined : hintsFor(endpoint, trafficDistribution);
    return hints === undefined ? bare : { ...bare, hints: hints as NonNullable<Endpoint['hints']> };
  });
}

function hintsFor({ zone, nodeName }: Endpoint, trafficDistribution: string | null | undefined): Hints | undefined {
  const forZones = zone ? { forZones: [{ name: zone }] } : {};
  switch (trafficDistribution) {
    case 'PreferClose':
    case 'PreferSameZone':
      return zone ? forZones : undefined;
    case 'PreferSameNode':
      return nodeName ? { ...forZones, forNodes: [{ name: nodeName }] } : undefined;
    default:
      return undefined;
  }
}
