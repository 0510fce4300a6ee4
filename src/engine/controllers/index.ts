/**
 * All controllers, in the fixed order in which `settle` gives them their turns: what runs on the nodes first, then what follows from
 * it, and those that start the chain last, so that each of these sees what its last decision came to.
 */

import { eksAddonService } from './aws/eks-addon.ts';
import { eksClusterService, eksUpdateService } from './aws/eks-cluster.ts';
import { eksNodegroupService } from './aws/eks-nodegroup.ts';
import { loadBalancerService, targetHealthService } from './aws/elb.ts';
import { instanceService } from './aws/instance.ts';
import { kubernetesBootstrap } from './aws/kubernetes-bootstrap.ts';
import { latticeHealthService } from './aws/lattice-health.ts';
import { natGatewayService } from './aws/nat-gateway.ts';
import { databaseService } from './aws/rds.ts';
import { resolverEndpointService, resolverRuleAssociationService } from './aws/route53resolver.ts';
import { transitGatewayAttachmentService, transitGatewayService } from './aws/transit-gateway.ts';
import { vpcEndpointService } from './aws/vpc-endpoint.ts';
import {
  latticeServiceAssociationService,
  latticeServiceService,
  latticeTargetGroupService,
  latticeVpcAssociationService,
} from './aws/vpc-lattice.ts';
import { vpcPeeringService } from './aws/vpc-peering.ts';
import { branchController } from './aws/vpc-resource-controller/branch.ts';
import { branchCooldown } from './aws/vpc-resource-controller/cooldown.ts';
import { trunkController } from './aws/vpc-resource-controller/trunk.ts';
import { vpnService } from './aws/vpn-connection.ts';
import { coreDns } from './cluster/coredns.ts';
import { targetGroupBindings } from './cluster/load-balancer-controller/binding-controller.ts';
import { gatewayClasses, gateways } from './cluster/load-balancer-controller/gateway-controller.ts';
import { ingressLoadBalancers } from './cluster/load-balancer-controller/ingress-controller.ts';
import { serviceLoadBalancers } from './cluster/load-balancer-controller/service-controller.ts';
import { cloudLoadBalancer } from './control-plane/cloud-load-balancer.ts';
import { cloudNode } from './control-plane/cloud-node.ts';
import { clusterNetworkPolicyController } from './control-plane/cluster-network-policy.ts';
import { daemonSetController } from './control-plane/daemonset.ts';
import { deploymentController } from './control-plane/deployment/deployment.ts';
import { endpointsController } from './control-plane/endpoints.ts';
import { endpointSliceController } from './control-plane/endpointslice/endpointslice.ts';
import { endpointSliceMirroring } from './control-plane/endpointslice-mirroring.ts';
import { garbageCollector } from './control-plane/garbage-collector.ts';
import { namespaceController } from './control-plane/namespace.ts';
import { networkPolicyController } from './control-plane/network-policy.ts';
import { nodeLifecycle } from './control-plane/node-lifecycle.ts';
import { podGarbageCollector } from './control-plane/pod-garbage.ts';
import { replicaSetController } from './control-plane/replicaset.ts';
import { scheduler } from './control-plane/scheduler/scheduler.ts';
import { serviceAccountController } from './control-plane/service-account.ts';
import { statefulSetController } from './control-plane/statefulset.ts';
import { taintEviction } from './control-plane/taint-eviction.ts';
import type { Controller } from './controller.ts';
import { awsNode } from './node/aws-node.ts';
import { cniSettingNotes } from './node/cni-settings.ts';
import { heartbeat } from './node/heartbeat.ts';
import { kubeProxy } from './node/kube-proxy.ts';
import { kubelet } from './node/kubelet/kubelet.ts';
import { kubeletNode } from './node/kubelet/node-status.ts';
import { networkPolicyAgent } from './node/network-policy-agent.ts';
import { nodeadm } from './node/nodeadm.ts';
import { podEniFeature } from './node/pod-eni-feature.ts';

export const controllers: readonly Controller[] = [
  instanceService,
  eksUpdateService,
  eksClusterService,
  eksNodegroupService,
  natGatewayService,
  vpnService,
  loadBalancerService,
  databaseService,
  vpcEndpointService,
  vpcPeeringService,
  transitGatewayService,
  transitGatewayAttachmentService,
  resolverEndpointService,
  resolverRuleAssociationService,
  latticeServiceService,
  latticeServiceAssociationService,
  latticeVpcAssociationService,
  latticeTargetGroupService,
  kubernetesBootstrap,
  eksAddonService,
  nodeadm,
  awsNode,
  cniSettingNotes,
  podEniFeature,
  trunkController,
  branchController,
  branchCooldown,
  kubelet,
  kubeletNode,
  networkPolicyAgent,
  cloudNode,
  nodeLifecycle,
  taintEviction,
  scheduler,
  endpointSliceController,
  networkPolicyController,
  clusterNetworkPolicyController,
  endpointsController,
  endpointSliceMirroring,
  kubeProxy,
  coreDns,
  podGarbageCollector,
  serviceAccountController,
  namespaceController,
  garbageCollector,
  daemonSetController,
  statefulSetController,
  replicaSetController,
  deploymentController,
  cloudLoadBalancer,
  targetGroupBindings,
  serviceLoadBalancers,
  ingressLoadBalancers,
  gatewayClasses,
  gateways,
  targetHealthService,
  latticeHealthService,
  heartbeat,
];
