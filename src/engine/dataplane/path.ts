/**
 * The way of a packet: one literal table, place → elements in order. Only the last element of a place names the next place.
 * Everything that decides about a packet stands in this table; a controller never does.
 */

export type PlaceName =
  | 'pod-out'
  | 'veth-out'
  | 'host-in'
  | 'process-out'
  | 'host-out'
  | 'host-local'
  | 'veth-in'
  | 'pod-in'
  | 'eni-out'
  | 'subnet-out'
  | 'internet-gateway-out'
  | 'internet'
  | 'internet-gateway-in'
  | 'egress-only-gateway-out'
  | 'egress-only-gateway-in'
  | 'nat-gateway'
  | 'peering'
  | 'transit-gateway'
  | 'attachment-out'
  | 'vpn-gateway-out'
  | 'vpn-gateway-in'
  | 'on-premises'
  | 'gateway-endpoint-out'
  | 'gateway-endpoint-in'
  | 'aws-service'
  | 'eks-control-plane'
  | 'eks-public-endpoint'
  | 'load-balancer'
  | 'lattice-association'
  | 'lattice-in'
  | 'lattice-out'
  | 'subnet-in'
  | 'eni-in'
  | 'resolver-in'
  | 'resolver-out'
  | 'outside-in';

export type ElementName =
  | 'pod-route'
  | 'veth'
  | 'network-policy'
  | 'conntrack'
  | 'iptables-mangle'
  | 'iptables-nat-prerouting'
  | 'iptables-nat-output'
  | 'ip-rule'
  | 'iptables-filter'
  | 'iptables-nat-postrouting'
  | 'iptables-nat-input'
  | 'device'
  | 'listener'
  | 'source-dest-check'
  | 'security-group'
  | 'subnet'
  | 'network-acl'
  | 'route-table'
  | 'internet-gateway'
  | 'egress-only-internet-gateway'
  | 'nat-gateway'
  | 'vpc-peering'
  | 'transit-gateway'
  | 'virtual-private-gateway'
  | 'on-premises-router'
  | 'gateway-endpoint'
  | 'load-balancer'
  | 'lattice-association'
  | 'vpc-lattice'
  | 'eks-public-access'
  | 'eni'
  | 'internet'
  | 'amazon-dns';

export const PATH: { readonly [P in PlaceName]: readonly ElementName[] } = {
  // A pod holds a /32 address and one default route via 169.254.1.1, so everything but loopback leaves by its eth0.
  // https://github.com/aws/amazon-vpc-cni-k8s/blob/master/cmd/routed-eni-cni-plugin/driver/driver.go
  'pod-out': ['pod-route'],
  // The other end of the veth pair is an interface of the node. https://man7.org/linux/man-pages/man4/veth.4.html
  'veth-out': ['veth'],
  // The policy agent sits at the tc hook of the host veth, before Netfilter. https://github.com/aws/aws-network-policy-agent#readme
  // Netfilter hooks of a packet that came in by an interface: conntrack, mangle and nat of PREROUTING, then the routing decision.
  // https://wiki.nftables.org/wiki-nftables/index.php/Netfilter_hooks
  'host-in': ['network-policy', 'conntrack', 'iptables-mangle', 'iptables-nat-prerouting', 'ip-rule'],
  // A process of the host sends: nat OUTPUT, then the route again, since the destination may have changed (same page).
  'process-out': ['conntrack', 'iptables-nat-output', 'ip-rule'],
  // filter FORWARD or OUTPUT, nat POSTROUTING, then out by the interface that the route names (same page).
  'host-out': ['iptables-filter', 'iptables-nat-postrouting', 'device'],
  // A packet for the host itself: filter INPUT, nat INPUT, then a socket (same page).
  'host-local': ['iptables-filter', 'iptables-nat-input', 'listener'],
  'veth-in': ['network-policy', 'veth'],
  'pod-in': ['listener'],
  // EC2 checks the source address, then the groups of the interface. Inside one subnet there is no network ACL and no route table.
  // https://docs.aws.amazon.com/vpc/latest/userguide/infrastructure-security.html
  'eni-out': ['source-dest-check', 'security-group', 'subnet'],
  // "A network ACL allows or denies specific inbound or outbound traffic at the subnet level."
  // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
  'subnet-out': ['network-acl', 'route-table'],
  // https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
  'internet-gateway-out': ['internet-gateway'],
  internet: ['internet'],
  // The gateway maps the public address first; routes, ACLs and groups see the private one (same page).
  'internet-gateway-in': ['internet-gateway', 'route-table'],
  // IPv6 only, and only for connections that began inside. https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
  'egress-only-gateway-out': ['egress-only-internet-gateway'],
  'egress-only-gateway-in': ['egress-only-internet-gateway', 'route-table'],
  // A NAT gateway is reached by its interface and sends by it again: the ACL and the route table of its own subnet apply, no security group.
  // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
  'nat-gateway': ['nat-gateway'],
  // What crosses a peering connection follows the local route of the other VPC and nothing else.
  // https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations
  peering: ['vpc-peering', 'route-table'],
  // The table of the attachment by which the packet came in routes it; into a VPC it goes on from the subnet of the attachment.
  // https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
  'transit-gateway': ['transit-gateway'],
  // Into the subnet of the attachment no network ACL applies; out of it to another one its outbound rules do.
  // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
  'attachment-out': ['subnet'],
  // https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html
  'vpn-gateway-out': ['virtual-private-gateway'],
  'vpn-gateway-in': ['virtual-private-gateway', 'route-table'],
  'on-premises': ['on-premises-router'],
  // https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
  'gateway-endpoint-out': ['gateway-endpoint'],
  'gateway-endpoint-in': ['gateway-endpoint', 'route-table'],
  // An AWS service behind an endpoint of the VPC.
  'aws-service': ['listener'],
  // The API servers of a cluster: behind the interfaces that EKS has in the VPC, whatever the endpoint access, and on the internet.
  // https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
  'eks-control-plane': ['listener'],
  'eks-public-endpoint': ['eks-public-access', 'listener'],
  // A Network Load Balancer forwards what comes to its interface, and sends by that interface again.
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html
  'load-balancer': ['load-balancer'],
  // The groups of the association decide who may call; then the service network takes the connection, and opens another one to a target.
  // https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html
  'lattice-association': ['lattice-association', 'vpc-lattice'],
  'lattice-in': ['vpc-lattice'],
  // Straight to the subnet of the client or of the target, whose network ACL applies.
  // https://docs.aws.amazon.com/vpc-lattice/latest/ug/network-acls.html
  'lattice-out': ['vpc-lattice'],
  'subnet-in': ['network-acl', 'subnet'],
  'eni-in': ['security-group', 'source-dest-check', 'eni'],
  // The Route 53 Resolver of the VPC, at the address "base of the VPC range plus two" and at 169.254.169.253.
  // https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
  'resolver-in': ['listener'],
  'resolver-out': ['amazon-dns'],
  'outside-in': ['listener'],
};
