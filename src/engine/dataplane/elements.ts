/** All elements by name: forgetting one that the path table names does not compile. */
import type { Element } from './element.ts';
import { conntrack } from './host/conntrack.ts';
import { device } from './host/device.ts';
import { ipRule } from './host/ip-rule.ts';
import { iptablesFilter } from './host/iptables-filter.ts';
import { iptablesMangle } from './host/iptables-mangle.ts';
import { iptablesNatInput } from './host/iptables-nat-input.ts';
import { iptablesNatOutput } from './host/iptables-nat-output.ts';
import { iptablesNatPostrouting } from './host/iptables-nat-postrouting.ts';
import { iptablesNatPrerouting } from './host/iptables-nat-prerouting.ts';
import { listener } from './host/listener.ts';
import { networkPolicy } from './host/network-policy.ts';
import { podRoute } from './host/pod-route.ts';
import { veth } from './host/veth.ts';
import type { ElementName } from './path.ts';
import { amazonDns } from './vpc/amazon-dns.ts';
import { egressOnlyInternetGateway } from './vpc/egress-only-internet-gateway.ts';
import { eksPublicAccess } from './vpc/eks-public-access.ts';
import { eni } from './vpc/eni.ts';
import { gatewayEndpoint } from './vpc/gateway-endpoint.ts';
import { internet } from './vpc/internet.ts';
import { internetGateway } from './vpc/internet-gateway.ts';
import { latticeAssociation } from './vpc/lattice-association.ts';
import { loadBalancer } from './vpc/load-balancer.ts';
import { natGateway } from './vpc/nat-gateway.ts';
import { networkAcl } from './vpc/network-acl.ts';
import { onPremisesRouter } from './vpc/on-premises-router.ts';
import { routeTable } from './vpc/route-table.ts';
import { securityGroup } from './vpc/security-group.ts';
import { sourceDestCheck } from './vpc/source-dest-check.ts';
import { subnet } from './vpc/subnet.ts';
import { transitGateway } from './vpc/transit-gateway.ts';
import { virtualPrivateGateway } from './vpc/virtual-private-gateway.ts';
import { vpcLattice } from './vpc/vpc-lattice.ts';
import { vpcPeering } from './vpc/vpc-peering.ts';

export const elements: { readonly [E in ElementName]: Element } = {
  'pod-route': podRoute,
  veth,
  'network-policy': networkPolicy,
  conntrack,
  'iptables-mangle': iptablesMangle,
  'iptables-nat-prerouting': iptablesNatPrerouting,
  'iptables-nat-output': iptablesNatOutput,
  'ip-rule': ipRule,
  'iptables-filter': iptablesFilter,
  'iptables-nat-postrouting': iptablesNatPostrouting,
  'iptables-nat-input': iptablesNatInput,
  device,
  listener,
  'source-dest-check': sourceDestCheck,
  'security-group': securityGroup,
  subnet,
  'network-acl': networkAcl,
  'route-table': routeTable,
  'internet-gateway': internetGateway,
  'egress-only-internet-gateway': egressOnlyInternetGateway,
  'nat-gateway': natGateway,
  'vpc-peering': vpcPeering,
  'transit-gateway': transitGateway,
  'virtual-private-gateway': virtualPrivateGateway,
  'on-premises-router': onPremisesRouter,
  'gateway-endpoint': gatewayEndpoint,
  'load-balancer': loadBalancer,
  'lattice-association': latticeAssociation,
  'vpc-lattice': vpcLattice,
  'eks-public-access': eksPublicAccess,
  eni,
  internet,
  'amazon-dns': amazonDns,
};
