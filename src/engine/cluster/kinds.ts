/** The kinds of the cluster plane: the type index and the value index. Forgetting a kind in either does not compile. */
import type { ClusterKind } from '../kind.ts';
import { type ClusterNetworkPolicy, clusterNetworkPolicy } from './clusternetworkpolicy.ts';
import { type ClusterPolicyEndpoint, clusterPolicyEndpoint } from './clusterpolicyendpoint.ts';
import { type CniNode, cniNode } from './cninode.ts';
import { type ConfigMap, configMap } from './configmap.ts';
import { type ControllerRevision, controllerRevision } from './controllerrevision.ts';
import { type CustomResourceDefinition, customResourceDefinition } from './customresourcedefinition.ts';
import { type DaemonSet, daemonSet } from './daemonset.ts';
import { type Deployment, deployment } from './deployment.ts';
import { type Endpoints, endpoints } from './endpoints.ts';
import { type EndpointSlice, endpointSlice } from './endpointslice.ts';
import { type EniConfig, eniConfig } from './eniconfig.ts';
import { type Event, event } from './event.ts';
import { type Gateway, gateway } from './gateway.ts';
import { type GatewayClass, gatewayClass } from './gatewayclass.ts';
import { type HTTPRoute, httpRoute } from './httproute.ts';
import { type Ingress, ingress } from './ingress.ts';
import { type IngressClass, ingressClass } from './ingressclass.ts';
import { type IngressClassParams, ingressClassParams } from './ingressclassparams.ts';
import { type LoadBalancerConfiguration, loadBalancerConfiguration } from './loadbalancerconfiguration.ts';
import { type Namespace, namespace } from './namespace.ts';
import { type NetworkPolicy, networkPolicy } from './networkpolicy.ts';
import { type Node, node } from './node.ts';
import { type Pod, pod } from './pod.ts';
import { type PolicyEndpoint, policyEndpoint } from './policyendpoint.ts';
import { type ReferenceGrant, referenceGrant } from './referencegrant.ts';
import { type ReplicaSet, replicaSet } from './replicaset.ts';
import { type SecurityGroupPolicy, securityGroupPolicy } from './securitygrouppolicy.ts';
import { type Service, service } from './service.ts';
import { type ServiceAccount, serviceAccount } from './serviceaccount.ts';
import { type StatefulSet, statefulSet } from './statefulset.ts';
import { type TargetGroupBinding, targetGroupBinding } from './targetgroupbinding.ts';

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
  readonly CNINode: CniNode;
  readonly SecurityGroupPolicy: SecurityGroupPolicy;
  readonly Event: Event;
  readonly ConfigMap: ConfigMap;
  readonly ServiceAccount: ServiceAccount;
  readonly Endpoints: Endpoints;
  readonly StatefulSet: StatefulSet;
  readonly ControllerRevision: ControllerRevision;
  readonly Ingress: Ingress;
  readonly IngressClass: IngressClass;
  readonly NetworkPolicy: NetworkPolicy;
  readonly PolicyEndpoint: PolicyEndpoint;
  readonly ClusterNetworkPolicy: ClusterNetworkPolicy;
  readonly ClusterPolicyEndpoint: ClusterPolicyEndpoint;
  readonly CustomResourceDefinition: CustomResourceDefinition;
  readonly IngressClassParams: IngressClassParams;
  readonly TargetGroupBinding: TargetGroupBinding;
  readonly GatewayClass: GatewayClass;
  readonly Gateway: Gateway;
  readonly HTTPRoute: HTTPRoute;
  readonly ReferenceGrant: ReferenceGrant;
  readonly LoadBalancerConfiguration: LoadBalancerConfiguration;
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
  CNINode: cniNode,
  SecurityGroupPolicy: securityGroupPolicy,
  Event: event,
  ConfigMap: configMap,
  ServiceAccount: serviceAccount,
  Endpoints: endpoints,
  StatefulSet: statefulSet,
  ControllerRevision: controllerRevision,
  Ingress: ingress,
  IngressClass: ingressClass,
  NetworkPolicy: networkPolicy,
  PolicyEndpoint: policyEndpoint,
  ClusterNetworkPolicy: clusterNetworkPolicy,
  ClusterPolicyEndpoint: clusterPolicyEndpoint,
  CustomResourceDefinition: customResourceDefinition,
  IngressClassParams: ingressClassParams,
  TargetGroupBinding: targetGroupBinding,
  GatewayClass: gatewayClass,
  Gateway: gateway,
  HTTPRoute: httpRoute,
  ReferenceGrant: referenceGrant,
  LoadBalancerConfiguration: loadBalancerConfiguration,
};
