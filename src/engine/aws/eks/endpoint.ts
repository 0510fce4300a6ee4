/**
 * The Kubernetes API endpoint of a cluster: its name, its public addresses, its interfaces in the customer's VPC.
 * https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
 */

import { addToAddress, parseAddress, showAddress } from '../../net/address.ts';
import { addressAt, parseCidr, sizeOf } from '../../net/cidr.ts';
import { once } from '../../once.ts';
import { sha1 } from '../../sha1.ts';
import { lookup, objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import type { EksCluster } from '../eks-cluster.ts';
import type { NetworkInterface } from '../network-interface.ts';

/**
 * The endpoint of a new cluster: 32 hexadecimal digits, a group of control planes, the Region. That of an IPv6 cluster is dual
 * stack. https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html#cluster-endpoint-ipv6
 */
export function newEndpoint(region: string, digits: string, ipFamily: 'ipv4' | 'ipv6'): string {
  const group = ['gr7', 'sk1', 'yl4'][Number.parseInt(digits.slice(32, 34), 16) % 3];
  const id = digits.slice(0, 32).toUpperCase();
  return ipFamily === 'ipv6' ? `https://${id}.${group}.eks-cluster.${region}.api.aws` : `https://${id}.${group}.${region}.eks.amazonaws.com`;
}

/** The host name of the endpoint, '' while there is none. */
export function endpointHost({ endpoint }: EksCluster): string {
  return endpoint.replace(/^https:\/\//, '').replace(/\/$/, '');
}

/** The cluster whose endpoint has the host name, without regard to case, or undefined. */
export function clusterOfHost(world: World, host: string): EksCluster | undefined {
  const wanted = host.replace(/\.$/, '').toLowerCase();
  return objectsOf(world.aws.EksCluster).find((cluster) => endpointHost(cluster).toLowerCase() === wanted && wanted !== '');
}

/** Blocks from which the load balancers of endpoints have their addresses here (https://ip-ranges.amazonaws.com/ip-ranges.json, EC2). */
const PUBLIC = parseCidr('52.32.0.0/11');
const PUBLIC_IPV6 = parseAddress('2600:1f14:e00:100::');

const addressesOf = once((cluster: EksCluster): readonly string[] => {
  const host = endpointHost(cluster);
  if (host === '') return [];
  const four = ['a', 'b'].map((half) => showAddress(addressAt(PUBLIC, Number.parseInt(sha1(`${host} ${half}`).slice(0, 8), 16) % sizeOf(PUBLIC))));
  if (!isDualStack(host)) return four;
  const six = ['a', 'b'].map((half) => showAddress(addToAddress(PUBLIC_IPV6, Number.parseInt(sha1(`${host} ${half} 6`).slice(0, 8), 16))));
  return [...six, ...four];
});

/** "Prior to October 2024, IPv6 clusters used this endpoint format also … only IPv4 addresses" (cluster-endpoint). */
function isDualStack(host: string): boolean {
  return host.endsWith('.api.aws');
}

/** The public addresses of the endpoint. They belong to AWS and are derived from its name. */
export function publicAddresses(cluster: EksCluster): readonly string[] {
  return addressesOf(cluster);
}

/** The cluster one of whose public addresses this is, or undefined. */
export function clusterOfPublicAddress(world: World, address: string): EksCluster | undefined {
  return objectsOf(world.aws.EksCluster).find((cluster) => addressesOf(cluster).includes(address));
}

/** The description by which the interfaces of a cluster are known. */
export function interfaceDescription(name: string): string {
  return `Amazon EKS ${name}`;
}

/** The interfaces that EKS has in the customer's VPC for the cluster (X-ENIs), in ascending order of id. */
export function clusterInterfaces(world: World, cluster: EksCluster): readonly NetworkInterface[] {
  const { subnetIds } = cluster.resourcesVpcConfig;
  const all = subnetIds.flatMap((id) => lookup(world.aws.NetworkInterface, 'bySubnet', id)).filter((eni) => isOf(eni, cluster.name));
  return all.sort((one, other) => (one.NetworkInterfaceId < other.NetworkInterfaceId ? -1 : 1));
}

/** The cluster whose control plane the interface leads to, or undefined for any other interface. */
export function clusterOfInterface(world: World, eni: NetworkInterface): EksCluster | undefined {
  if (!eni.RequesterManaged || !eni.Description.startsWith('Amazon EKS ')) return undefined;
  return objectAt(world.aws.EksCluster, eni.Description.slice('Amazon EKS '.length));
}

function isOf(eni: NetworkInterface, name: string): boolean {
  return eni.RequesterManaged && eni.Description === interfaceDescription(name);
}

/**
 * The cluster whose Kubernetes API this world simulates: of those that stand, the oldest. A world has one Kubernetes API,
 * however many clusters the account has.
 */
export function kubernetesCluster(world: World): EksCluster | undefined {
  const standing = objectsOf(world.aws.EksCluster).filter(({ status }) => status !== 'CREATING' && status !== 'FAILED');
  return standing.sort((one, other) =>
    one.createdAt < other.createdAt ? -1 : one.createdAt > other.createdAt ? 1 : one.name < other.name ? -1 : 1,
  )[0];
}
