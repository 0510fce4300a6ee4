/**
 * The IP family of a cluster: what its Services take their addresses from, and which of its two addresses a node goes by.
 * https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
 */
import { objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import type { EksCluster } from '../eks-cluster.ts';
import { interfacesOf, type NetworkInterface } from '../network-interface.ts';
import { kubernetesCluster } from './endpoint.ts';

type Network = EksCluster['kubernetesNetworkConfig'];

/** Whether pods and Services of the cluster have IPv6 addresses. It was chosen when the cluster was made and holds for its life. */
export function isIpv6({ kubernetesNetworkConfig: { ipFamily } }: Pick<EksCluster, 'kubernetesNetworkConfig'>): boolean {
  return ipFamily === 'ipv6';
}

/** The block that Services take their addresses from. */
export function serviceBlock({ serviceIpv4Cidr, serviceIpv6Cidr }: Network): string {
  return serviceIpv6Cidr ?? serviceIpv4Cidr ?? '';
}

/**
 * A new block for the Services of an IPv6 cluster: a /108 of unique local addresses, drawn by EKS.
 * "Kubernetes assigns services IPv6 addresses from the unique local address range (fc00::/7). You can't specify a custom IPv6 CIDR block."
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 */
export function newServiceBlock(digits: string): string {
  const [low, middle, high] = [digits.slice(0, 2), digits.slice(2, 6), digits.slice(6, 10)].map((part) => Number.parseInt(part, 16).toString(16));
  return `fd${low?.padStart(2, '0')}:${middle}:${high}::/108`;
}

/**
 * Who may reach a public endpoint of whom nothing is said: "The default value is 0.0.0.0/0 and additionally ::/0 for dual-stack IPv6 clusters."
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html
 */
export function everywhere(ipFamily: string): readonly string[] {
  return ipFamily === 'ipv6' ? ['0.0.0.0/0', '::/0'] : ['0.0.0.0/0'];
}

/** Whether the world's Kubernetes API is that of an IPv6 cluster. */
export function hasIpv6Cluster(world: World): boolean {
  // Most worlds have no such cluster at all.
  if (!objectsOf(world.aws.EksCluster).some(isIpv6)) return false;
  const cluster = kubernetesCluster(world);
  return cluster !== undefined && isIpv6(cluster);
}

/**
 * The address by which a node is known to its cluster: in an IPv6 cluster the IPv6 address of its primary ENI, which the kubelet
 * is started with. https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go (getNodeIp)
 */
export function nodeAddress(world: World, InstanceId: string): string | undefined {
  return addressInCluster(world, interfacesOf(world, InstanceId)[0]);
}

/** The address of an interface in the family of the cluster. */
export function addressInCluster(world: World, eni: NetworkInterface | undefined): string | undefined {
  const six = eni?.Ipv6Addresses[0]?.Ipv6Address;
  return six !== undefined && hasIpv6Cluster(world) ? six : eni?.PrivateIpAddresses[0]?.PrivateIpAddress;
}
