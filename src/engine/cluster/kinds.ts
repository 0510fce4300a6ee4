/** The kinds of the cluster plane: the type index and the value index. Forgetting a kind in either does not compile. */
import type { ClusterKind } from '../kind.ts';
import { type ConfigMap, configMap } from './configmap.ts';
import { type DaemonSet, daemonSet } from './daemonset.ts';
import { type Deployment, deployment } from './deployment.ts';
import { type EndpointSlice, endpointSlice } from './endpointslice.ts';
import { type EniConfig, eniConfig } from './eniconfig.ts';
import { type Event, event } from './event.ts';
import { type Namespace, namespace } from './namespace.ts';
import { type Node, node } from './node.ts';
import { type Pod, pod } from './pod.ts';
import { type ReplicaSet, replicaSet } from './replicaset.ts';
import { type Service, service } from './service.ts';

export type ClusterKinds = {
  readonly Namespace: Namespace;
  readonly Node: Node;
  readonly Pod: Pod;
  readonly ReplicaSet: ReplicaSet;
  readonly Deployment: Deployment;
  readonly DaemonSet: DaemonSet;
  readonly Service: Service;
  readonly EndpointSlice: EndpointSlice;
  readonly ENIConfig: EniConfig;
  readonly Event: Event;
  readonly ConfigMap: ConfigMap;
};

export const clusterKinds: { readonly [K in keyof ClusterKinds]: ClusterKind<ClusterKinds[K]> } = {
  Namespace: namespace,
  Node: node,
  Pod: pod,
  ReplicaSet: replicaSet,
  Deployment: deployment,
  DaemonSet: daemonSet,
  Service: service,
  EndpointSlice: endpointSlice,
  ENIConfig: eniConfig,
  Event: event,
  ConfigMap: configMap,
};
