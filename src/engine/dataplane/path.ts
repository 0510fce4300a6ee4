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
  | 'subnet-in'
  | 'eni-in'
  | 'resolver-in'
  | 'resolver-out'
  | 'outside-in';

export type ElementName =
  | 'pod-route'
  | 'veth'
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
  | 'eni'
  | 'internet'
  | 'amazon-dns';

export const PATH: { readonly [P in PlaceName]: readonly ElementName[] } = {
  // A pod holds a /32 address and one default route via 169.254.1.1, so everything but loopback leaves by its eth0.
  // https://github.com/aws/amazon-vpc-cni-k8s/blob/master/cmd/routed-eni-cni-plugin/driver/driver.go
  'pod-out': ['pod-route'],
  // The other end of the veth pair is an interface of the node. https://man7.org/linux/man-pages/man4/veth.4.html
  'veth-out': ['veth'],
  // Netfilter hooks of a packet that came in by an interface: conntrack, mangle and nat of PREROUTING, then the routing decision.
  // https://wiki.nftables.org/wiki-nftables/index.php/Netfilter_hooks
  'host-in': ['conntrack', 'iptables-mangle', 'iptables-nat-prerouting', 'ip-rule'],
  // A process of the host sends: nat OUTPUT, then the route again, since the destination may have changed (same page).
  'process-out': ['conntrack', 'iptables-nat-output', 'ip-rule'],
  // filter FORWARD or OUTPUT, nat POSTROUTING, then out by the interface that the route names (same page).
  'host-out': ['iptables-filter', 'iptables-nat-postrouting', 'device'],
  // A packet for the host itself: filter INPUT, nat INPUT, then a socket (same page).
  'host-local': ['iptables-filter', 'iptables-nat-input', 'listener'],
  'veth-in': ['veth'],
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
  'subnet-in': ['network-acl', 'subnet'],
  'eni-in': ['security-group', 'source-dest-check', 'eni'],
  // The Route 53 Resolver of the VPC, at the address "base of the VPC range plus two" and at 169.254.169.253.
  // https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
  'resolver-in': ['listener'],
  'resolver-out': ['amazon-dns'],
  'outside-in': ['listener'],
};
