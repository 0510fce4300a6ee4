/** The structure of the other kinds: Service, Namespace, Node, Event (core/v1) and EndpointSlice (discovery.k8s.io/v1). */
import { objectReference } from './metadata-schema.ts';
import { condition } from './pod-schema.ts';
import {
  boolean,
  type Fields,
  integer,
  intOrString,
  kept,
  listBy,
  listOf,
  mapOf,
  object,
  opaque,
  opaqueList,
  quantity,
  setOf,
  string,
  stringMap,
  time,
} from './schema.ts';

const servicePort = object('ServicePort', {
  name: string,
  protocol: string,
  appProtocol: string,
  port: integer,
  targetPort: intOrString,
  nodePort: integer,
});

export const serviceFields: Fields = {
  spec: object('ServiceSpec', {
    ports: listBy('port', servicePort),
    selector: stringMap,
    clusterIP: string,
    clusterIPs: listOf(string),
    type: string,
    externalIPs: listOf(string),
    sessionAffinity: string,
    loadBalancerIP: kept(string),
    loadBalancerSourceRanges: listOf(string),
    externalName: string,
    externalTrafficPolicy: string,
    healthCheckNodePort: integer,
    publishNotReadyAddresses: boolean,
    sessionAffinityConfig: object('SessionAffinityConfig', { clientIP: object('ClientIPConfig', { timeoutSeconds: integer }) }),
    ipFamilies: listOf(string),
    ipFamilyPolicy: string,
    allocateLoadBalancerNodePorts: boolean,
    loadBalancerClass: string,
    internalTrafficPolicy: string,
    trafficDistribution: string,
  }),
  status: object('ServiceStatus', {
    loadBalancer: object('LoadBalancerStatus', {
      ingress: listOf(object('LoadBalancerIngress', { ip: string, hostname: string, ipMode: string, ports: opaqueList })),
    }),
    conditions: listBy('type', condition('Condition')),
  }),
};

export const namespaceFields: Fields = {
  spec: object('NamespaceSpec', { finalizers: listOf(string) }),
  status: object('NamespaceStatus', { phase: string, conditions: listBy('type', condition('NamespaceCondition')) }),
};

const taint = object('Taint', { key: string, value: string, effect: string, timeAdded: time });

export const nodeFields: Fields = {
  spec: object('NodeSpec', {
    podCIDR: string,
    podCIDRs: setOf(string),
    providerID: string,
    unschedulable: boolean,
    taints: listOf(taint),
    configSource: opaque,
    externalID: kept(string),
  }),
  status: object('NodeStatus', {
    capacity: mapOf(quantity),
    allocatable: mapOf(quantity),
    phase: string,
    conditions: listBy('type', condition('NodeCondition')),
    addresses: listBy('type', object('NodeAddress', { type: string, address: string })),
    daemonEndpoints: opaque,
    nodeInfo: opaque,
    images: opaqueList,
    volumesInUse: opaqueList,
    volumesAttached: opaqueList,
    config: opaque,
    runtimeHandlers: opaqueList,
    features: opaque,
  }),
};

const endpoint = object('Endpoint', {
  addresses: listOf(string),
  conditions: object('EndpointConditions', { ready: boolean, serving: boolean, terminating: boolean }),
  hostname: string,
  targetRef: objectReference,
  deprecatedTopology: kept(stringMap),
  nodeName: string,
  zone: string,
  hints: object('EndpointHints', {
    forZones: listOf(object('ForZone', { name: string })),
    forNodes: listOf(object('ForNode', { name: string })),
  }),
});

export const endpointSliceFields: Fields = {
  addressType: string,
  endpoints: listOf(endpoint),
  ports: listOf(object('EndpointPort', { name: string, protocol: string, port: integer, appProtocol: string })),
};

export const eventFields: Fields = {
  involvedObject: objectReference,
  reason: string,
  message: string,
  source: object('EventSource', { component: string, host: string }),
  firstTimestamp: time,
  lastTimestamp: time,
  count: integer,
  type: string,
  eventTime: time,
  series: opaque,
  action: string,
  related: objectReference,
  reportingComponent: string,
  reportingInstance: string,
};
