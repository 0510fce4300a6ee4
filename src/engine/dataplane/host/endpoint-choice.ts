/**
 * Which endpoints of a Service port the kube-proxy of one node uses: readiness, termination, traffic policies and hints.
 * https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/topology.go (CategorizeEndpoints)
 */
import type { ProxyEndpoint, ProxyPort } from '../../hosts/proxy-rules.ts';
import { once } from '../../once.ts';

/** The node as its kube-proxy knows it, as far as the choice goes. */
export type ProxyNode = { readonly name: string; readonly zone: string | null };

export type EndpointChoice = {
  /** For policy Cluster; empty where the port never uses it. */
  readonly cluster: readonly ProxyEndpoint[];
  /** For policy Local; empty where the port never uses it. */
  readonly local: readonly ProxyEndpoint[];
  /** Whether any node of the cluster has a usable endpoint. */
  readonly any: boolean;
};

/** The endpoints that this node uses for the port. */
export function chooseEndpoints(port: ProxyPort, node: ProxyNode): EndpointChoice {
  const { endpoints } = port;
  const cluster = usesCluster(port) ? clusterEndpoints(endpoints, node) : [];
  if (!usesLocal(port)) return { cluster, local: [], any: cluster.length > 0 };
  const here = (endpoint: ProxyEndpoint) => endpoint.nodeName === node.name;
  const ready = endpoints.filter((endpoint) => endpoint.ready && here(endpoint));
  const local = ready.length > 0 ? ready : endpoints.filter((endpoint) => isLeaving(endpoint) && here(endpoint));
  return { cluster, local, any: endpoints.some((endpoint) => endpoint.ready || isLeaving(endpoint)) };
}

function clusterEndpoints(endpoints: readonly ProxyEndpoint[], node: ProxyNode): ProxyEndpoint[] {
  const hinted = hintedFor(endpoints, node);
  const ready = endpoints.filter((endpoint) => endpoint.ready && hinted(endpoint));
  // Without ready endpoints those that still serve while they terminate are used.
  return ready.length > 0 ? ready : endpoints.filter(isLeaving);
}

/** Hints count only when every ready endpoint has one and some endpoint is meant for this node (or its zone). */
function hintedFor(endpoints: readonly ProxyEndpoint[], node: ProxyNode): (endpoint: ProxyEndpoint) => boolean {
  const ready = endpoints.filter((endpoint) => endpoint.ready);
  const forNode = (endpoint: ProxyEndpoint) => endpoint.nodeHints.includes(node.name);
  if (ready.length > 0 && ready.every(({ nodeHints }) => nodeHints.length > 0) && ready.some(forNode)) return forNode;
  const forZone = (endpoint: ProxyEndpoint) => node.zone !== null && endpoint.zoneHints.includes(node.zone);
  if (ready.length > 0 && ready.every(({ zoneHints }) => zoneHints.length > 0) && ready.some(forZone)) return forZone;
  return () => true;
}

function isLeaving(endpoint: ProxyEndpoint): boolean {
  return endpoint.serving && endpoint.terminating;
}

/** Even with externalTrafficPolicy Local the node's own processes and pods are sent to all endpoints. */
function usesCluster(port: ProxyPort): boolean {
  return port.internalTrafficPolicy === 'Cluster' || isExternal(port);
}

function usesLocal(port: ProxyPort): boolean {
  return port.internalTrafficPolicy === 'Local' || (port.externalTrafficPolicy === 'Local' && isExternal(port));
}

function isExternal(port: ProxyPort): boolean {
  return port.nodePort !== null || port.loadBalancerIPs.length > 0 || port.externalIPs.length > 0;
}

/** The port as the proxier of one family knows it: of a Service of both families it has the endpoints of its own. */
export function portOfFamily(port: ProxyPort, family: 4 | 6): ProxyPort {
  const isOwn = ({ address }: ProxyEndpoint) => address.includes(':') === (family === 6);
  return port.endpoints.every(isOwn) ? port : ofFamily(port)[family];
}

const ofFamily = once((port: ProxyPort): { readonly 4: ProxyPort; readonly 6: ProxyPort } => {
  const only = (six: boolean) => ({ ...port, endpoints: port.endpoints.filter(({ address }) => address.includes(':') === six) });
  return { 4: only(false), 6: only(true) };
});
