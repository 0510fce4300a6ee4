/** Places by what they are: the constructors that elements name the next place with. */
import { type Address, showAddress } from '../net/address.ts';
import type { PlaceName } from './path.ts';
import type { Place } from './step.ts';

type HostPlace = Extract<PlaceName, 'host-in' | 'host-out' | 'host-local' | 'process-out'>;
type PodPlace = Extract<PlaceName, 'pod-out' | 'pod-in' | 'veth-out' | 'veth-in'>;
type SubnetPlace = Extract<PlaceName, 'subnet-in' | 'subnet-out' | 'attachment-out'>;
type GatewayPlace = Extract<PlaceName, 'internet-gateway-in' | 'internet-gateway-out'>;

type EgressOnlyPlace = Extract<PlaceName, 'egress-only-gateway-in' | 'egress-only-gateway-out'>;
type VpnPlace = Extract<PlaceName, 'vpn-gateway-in' | 'vpn-gateway-out'>;
type LatticePlace = Extract<PlaceName, 'lattice-association' | 'lattice-in' | 'lattice-out'>;
type EndpointPlace = Extract<PlaceName, 'gateway-endpoint-in' | 'gateway-endpoint-out'>;

/** In the network namespace of a pod, or on a veth pair of it: which one, where it has two. */
export function atPod(name: PodPlace, pod: string, device?: string): Place {
  return placed(name, { plane: 'cluster', kind: 'Pod', key: pod }, device);
}

/** In the kernel of an instance, with the interface that the packet came in or goes out by. */
export function atHost(name: HostPlace, InstanceId: string, device?: string): Place {
  const of = { plane: 'hosts', kind: 'Host', key: InstanceId } as const;
  return device === undefined ? { name, of } : { name, of, device };
}

/** On a network interface of the VPC. */
export function atEni(name: 'eni-in' | 'eni-out', NetworkInterfaceId: string): Place {
  return { name, of: { plane: 'aws', kind: 'NetworkInterface', key: NetworkInterfaceId } };
}

/** At the edge of a subnet; with a hop in it (an interface, an attachment) for packets that are not addressed to it. */
export function atSubnet(name: SubnetPlace, SubnetId: string, hop?: string): Place {
  return placed(name, { plane: 'aws', kind: 'Subnet', key: SubnetId }, hop);
}

/** At an internet gateway. */
export function atGateway(name: GatewayPlace, InternetGatewayId: string): Place {
  return { name, of: { plane: 'aws', kind: 'InternetGateway', key: InternetGatewayId } };
}

/** At an egress-only internet gateway. */
export function atEgressOnlyGateway(name: EgressOnlyPlace, EgressOnlyInternetGatewayId: string): Place {
  return placed(name, { plane: 'aws', kind: 'EgressOnlyInternetGateway', key: EgressOnlyInternetGatewayId });
}

/** Within a NAT gateway. */
export function atNatGateway(NatGatewayId: string): Place {
  return placed('nat-gateway', { plane: 'aws', kind: 'NatGateway', key: NatGatewayId });
}

/** On a peering connection, with the VPC that the packet comes from. */
export function atPeering(VpcPeeringConnectionId: string, from: string): Place {
  return placed('peering', { plane: 'aws', kind: 'VpcPeeringConnection', key: VpcPeeringConnectionId }, from);
}

/** Within a transit gateway, with the attachment that the packet came in by and its zone, where it has one. */
export function atTransitGateway(TransitGatewayId: string, { attachment, zone }: { attachment: string; zone?: string | undefined }): Place {
  const place = placed('transit-gateway', { plane: 'aws', kind: 'TransitGateway', key: TransitGatewayId }, attachment);
  return zone === undefined ? place : { ...place, zone };
}

/** At a virtual private gateway. */
export function atVpnGateway(name: VpnPlace, VpnGatewayId: string): Place {
  return placed(name, { plane: 'aws', kind: 'VpnGateway', key: VpnGatewayId });
}

/** At the router of an on-premises network: the customer gateway, by its public address. */
export function atOnPremises(router: string): Place {
  return placed('on-premises', { plane: 'outside', kind: 'OutsideHost', key: router });
}

/** At a gateway endpoint. */
export function atGatewayEndpoint(name: EndpointPlace, VpcEndpointId: string): Place {
  return placed(name, { plane: 'aws', kind: 'VpcEndpoint', key: VpcEndpointId });
}

/** At the service behind an endpoint, with the interface that leads to it, where there is one. */
export function atService(VpcEndpointId: string, NetworkInterfaceId?: string): Place {
  return placed('aws-service', { plane: 'aws', kind: 'VpcEndpoint', key: VpcEndpointId }, NetworkInterfaceId);
}

/** At the API servers of a cluster, behind the interface that EKS has in the VPC. */
export function atControlPlane(cluster: string, NetworkInterfaceId: string): Place {
  return placed('eks-control-plane', { plane: 'aws', kind: 'EksCluster', key: cluster }, NetworkInterfaceId);
}

/** At the public side of a cluster's endpoint, with the public address that was called. */
export function atPublicEndpoint(cluster: string, address: Address): Place {
  return placed('eks-public-endpoint', { plane: 'aws', kind: 'EksCluster', key: cluster }, showAddress(address));
}

/** Within a load balancer, with the interface that the packet came in by. */
export function atLoadBalancer(LoadBalancerArn: string, NetworkInterfaceId: string): Place {
  return placed('load-balancer', { plane: 'aws', kind: 'LoadBalancer', key: LoadBalancerArn }, NetworkInterfaceId);
}

/** At a managed database, with the interface that leads to it. */
export function atDatabase(DBInstanceIdentifier: string, NetworkInterfaceId: string): Place {
  return placed('aws-service', { plane: 'aws', kind: 'DBInstance', key: DBInstanceIdentifier }, NetworkInterfaceId);
}

/** At Route 53 Resolver behind an inbound endpoint, with the interface that leads to it. */
export function atResolverEndpoint(Id: string, NetworkInterfaceId: string): Place {
  return placed('aws-service', { plane: 'aws', kind: 'ResolverEndpoint', key: Id }, NetworkInterfaceId);
}

/** In the network of VPC Lattice: at the association by which a VPC sends to it, or on the way to and from the targets of a group. */
export function atLattice(
  name: LatticePlace,
  { kind, key }: { readonly kind: 'LatticeVpcAssociation' | 'LatticeTargetGroup'; readonly key: string },
): Place {
  return placed(name, { plane: 'aws', kind, key });
}

/** At the Route 53 Resolver of a VPC. */
export function atResolver(name: 'resolver-in' | 'resolver-out', VpcId: string): Place {
  return { name, of: { plane: 'aws', kind: 'Vpc', key: VpcId } };
}

/** On the internet, or on a host beyond AWS. */
export function atOutside(name: 'internet' | 'outside-in', address: Address): Place {
  return { name, of: { plane: 'outside', kind: 'OutsideHost', key: showAddress(address) } };
}

function placed(name: PlaceName, of: Place['of'], device?: string): Place {
  return device === undefined ? { name, of } : { name, of, device };
}
