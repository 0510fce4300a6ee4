/** Which resolvers a program asks: /etc/resolv.conf of its pod, of its node, or of a machine on the internet. */
import { same } from '../canonical.ts';
import type { Origin } from '../connection.ts';
import { kernelOf, sandboxAt } from '../dataplane/host/kernel.ts';
import { serviceCidrsOf } from '../dataplane/host/service-cidr.ts';
import { resolverOf } from '../dataplane/vpc/vpc-network.ts';
import { addToAddress, showAddress } from '../net/address.ts';
import { part } from '../reads.ts';
import { lookup, objectAt } from '../store.ts';
import type { World } from '../world.ts';
import { clusterZone } from './cluster-zone.ts';
import { type KubeletDns, type ResolvConf, resolvConfOf } from './resolv-conf.ts';

/** The stub of a machine on the internet; what it asks further on is not simulated. */
export const STUB = '127.0.0.53';

/** The resolver settings at the origin of a look-up. */
export function settingsAt(world: World, from: Origin): ResolvConf {
  return part(world, (inWorld) => settingsIn(inWorld, from), same);
}

function settingsIn(world: World, from: Origin): ResolvConf {
  if (from.from === 'outside') return { nameservers: [STUB], searches: [], options: [] };
  if (from.from === 'pod') return ofPod(world, from.pod);
  if (from.from === 'interface') return ofSubnet(world, objectAt(world.aws.NetworkInterface, from.NetworkInterfaceId)?.SubnetId);
  const InstanceId = from.from === 'instance' ? from.InstanceId : (lookup(world.hosts.Host, 'byNode', from.node)[0]?.InstanceId ?? from.node);
  return ofHost(world, InstanceId);
}

/** What DHCP gives an instance: the resolver of its VPC and the region's domain. */
function ofHost(world: World, InstanceId: string): ResolvConf {
  return ofSubnet(world, kernelOf(world, InstanceId).interfaces[0]?.eni.SubnetId);
}

function ofSubnet(world: World, SubnetId: string | undefined): ResolvConf {
  const subnet = SubnetId === undefined ? undefined : objectAt(world.aws.Subnet, SubnetId);
  const vpc = subnet === undefined ? undefined : objectAt(world.aws.Vpc, subnet.VpcId);
  const domain = world.region === 'us-east-1' ? 'ec2.internal' : `${world.region}.compute.internal`;
  return { nameservers: vpc === undefined ? [] : [showAddress(resolverOf(vpc))], searches: [domain], options: [] };
}

function ofPod(world: World, key: string): ResolvConf {
  const pod = objectAt(world.cluster.Pod, key);
  const InstanceId = sandboxAt(world, key)?.kernel.InstanceId ?? '';
  const kubelet = kubeletDns(world, InstanceId);
  const { dnsPolicy, hostNetwork, dnsConfig } = pod?.spec ?? {};
  const namespace = pod?.metadata.namespace ?? key.split('/')[0] ?? 'default';
  return resolvConfOf(kubelet, {
    namespace,
    ...(dnsPolicy === undefined ? {} : { dnsPolicy }),
    ...(hostNetwork === undefined ? {} : { hostNetwork }),
    ...(dnsConfig === undefined ? {} : { dnsConfig }),
  });
}

/** The kubelet of an EKS node takes the tenth address of the service range for the cluster's DNS (nodeadm, clusterDNS). */
function kubeletDns(world: World, InstanceId: string): KubeletDns {
  const range = serviceCidrsOf(world)[0];
  const clusterDNS = range === undefined ? [] : [showAddress(addToAddress(range.cidr.base, 10))];
  return { clusterDNS, clusterDomain: clusterZone(world).clusterDomain, node: ofHost(world, InstanceId) };
}
