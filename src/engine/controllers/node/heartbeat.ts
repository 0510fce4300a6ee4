/**
 * The heartbeats of the nodes: each kubelet renews its lease through the way that its packets take to the API server, and as
 * whom its role is known there. A lease is renewed every 10 s; here it is looked at when something on the way has changed.
 * Connections that stood before the change are not told apart from new ones.
 * https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats
 */
import { kubernetesCluster } from '../../aws/eks/endpoint.ts';
import type { EksCluster } from '../../aws/eks-cluster.ts';
import type { Instance } from '../../aws/instance.ts';
import { interfacesOf, type NetworkInterface } from '../../aws/network-interface.ts';
import { same } from '../../canonical.ts';
import type { Change } from '../../change.ts';
import { type Heartbeat, type Host, isCutOff } from '../../hosts/host.ts';
import { familyOf, readAddress } from '../../net/address.ts';
import { type Cidr, contains, readCidr } from '../../net/cidr.ts';
import { objectAt, objectsOf } from '../../store.ts';
import type { Text } from '../../text.ts';
import type { World } from '../../world.ts';
import { type Act, type Controller, NOTHING } from '../controller.ts';
import { user } from '../identities.ts';
import { type Contact, contactOf, lostLine } from './registration.ts';

/** One key for all nodes: those with the same way are asked once. */
const KEY = ['nodes'];
const always = (): readonly string[] => KEY;

/** Keys: `nodes`. */
export const heartbeat: Controller = {
  name: 'kubelet-lease',
  identity: user('system:nodes'),
  manager: 'kubelet',
  watches: {
    aws: {
      Vpc: always,
      DhcpOptions: always,
      Subnet: always,
      RouteTable: always,
      NetworkAcl: always,
      SecurityGroup: always,
      SecurityGroupRule: always,
      ManagedPrefixList: always,
      InternetGateway: always,
      EgressOnlyInternetGateway: always,
      NatGateway: always,
      VpcPeeringConnection: always,
      TransitGateway: always,
      TransitGatewayVpcAttachment: always,
      TransitGatewayPeeringAttachment: always,
      TransitGatewayRouteTable: always,
      VpnGateway: always,
      VpnConnection: always,
      ResolverEndpoint: always,
      ResolverRule: always,
      ResolverRuleAssociation: always,
      HostedZone: always,
      VpcEndpoint: always,
      EksCluster: always,
      EksAccessEntry: always,
      IamRole: always,
      IamInstanceProfile: always,
      NetworkInterface: (change) => (isOnTheWay(change) ? KEY : []),
    },
    cluster: { ConfigMap: ({ ref }) => (ref.key === 'kube-system/aws-auth' ? KEY : []) },
    hosts: { Host: ({ before, after }) => ((before as Host | null)?.nodeName === (after as Host | null)?.nodeName ? [] : KEY) },
  },
  reconcile: (world) => {
    const cluster = kubernetesCluster(world);
    if (cluster === undefined || cluster.endpoint === '') return NOTHING;
    const asked = new Map<string, Contact>();
    const classOf = waysOf(world);
    const changed = objectsOf(world.hosts.Host).flatMap((host): Host[] => {
      const instance = objectAt(world.aws.Instance, host.InstanceId);
      if (host.nodeName === null || instance === undefined) return [];
      const way = classOf(instance);
      const contact = asked.get(way) ?? contactOf(world, { instance, cluster, name: host.nodeName });
      asked.set(way, contact);
      const next = beat(host, contact, { now: world.now, cluster });
      return next === undefined || same(next, host.heartbeat) ? [] : [{ ...host, heartbeat: next }];
    });
    return changed.length === 0 ? NOTHING : { acts: changed.map(written), because: because(cluster, changed.some(isCutOff)) };
  },
};

/** What was never proven is not missed: a world may state nodes that are Ready, and not how they came to be. */
function beat(
  { heartbeat: before, nodeName }: Host,
  contact: Contact,
  { now, cluster }: { readonly now: number; readonly cluster: EksCluster },
): Heartbeat | undefined {
  const known = before?.identified ?? false;
  if (before === undefined && !contact.reached) return undefined;
  const identified = contact.reached && contact.refused === null;
  if (contact.reached && (identified || !known)) return { state: 'beating', identified: known || identified };
  return { state: 'lost', since: before?.state === 'lost' ? before.since : now, identified: known, line: lostLine(cluster, nodeName ?? '', contact) };
}

function written(host: Host): Act {
  return { plane: 'hosts', ref: { plane: 'hosts', kind: 'Host', key: host.InstanceId }, object: host, verb: 'heartbeat' };
}

/**
 * Names the way of a node's packets: its subnet, groups, role and public address, and which narrower blocks of rules, ACLs and
 * routes hold its address. Two nodes with the same name have the same fate.
 */
function waysOf(world: World): (instance: Instance) => string {
  const blocks = narrowBlocks(world);
  return ({ InstanceId, IamInstanceProfile }) => {
    const eni = interfacesOf(world, InstanceId)[0];
    const primary = eni?.PrivateIpAddresses[0];
    const address = readAddress(primary?.PrivateIpAddress ?? '');
    const six = readAddress(eni?.Ipv6Addresses[0]?.Ipv6Address ?? '');
    const inside = blocks.flatMap((block, index) => ([address, six].some((own) => own !== null && contains(block, own)) ? [index] : []));
    const groups = (eni?.Groups ?? []).map(({ GroupId }) => GroupId).sort();
    return [six !== null, eni?.SubnetId, eni?.SourceDestCheck, primary?.Association?.PublicIp, IamInstanceProfile?.Arn, ...groups, ...inside].join(
      ' ',
    );
  };
}

/** The blocks that may tell two addresses of one subnet apart: longer than the shortest prefix of any subnet; of IPv6 longer than a /64. */
function narrowBlocks(world: World): readonly Cidr[] {
  const shortest = Math.min(32, ...objectsOf(world.aws.Subnet).map(({ CidrBlock }) => readCidr(CidrBlock)?.prefix ?? 32));
  const texts = new Set<string>();
  for (const { CidrIpv4, CidrIpv6 } of objectsOf(world.aws.SecurityGroupRule)) texts.add(CidrIpv4 ?? CidrIpv6 ?? '');
  for (const { Entries } of objectsOf(world.aws.NetworkAcl))
    for (const { CidrBlock, Ipv6CidrBlock } of Entries) texts.add(CidrBlock ?? Ipv6CidrBlock ?? '');
  for (const { Routes } of objectsOf(world.aws.RouteTable))
    for (const { DestinationCidrBlock, DestinationIpv6CidrBlock } of Routes) texts.add(DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? '');
  for (const { Entries } of objectsOf(world.aws.ManagedPrefixList)) for (const { Cidr } of Entries) texts.add(Cidr);
  return [...texts].flatMap((text) => {
    const block = readCidr(text);
    return block !== null && block.prefix > (familyOf(block.base) === 6 ? 64 : shortest) ? [block] : [];
  });
}

/** Addresses that ipamd takes and gives back change nothing on the way. */
function isOnTheWay({ before, after }: Change): boolean {
  const [one, other] = [before as NetworkInterface | null, after as NetworkInterface | null];
  const said = (eni: NetworkInterface | null) =>
    eni && [eni.SubnetId, eni.Groups, eni.SourceDestCheck, eni.Attachment?.InstanceId, eni.PrivateIpAddresses[0], eni.Ipv6Addresses];
  if (one === null || other === null) return (one ?? other)?.InterfaceType === 'interface' && (one ?? other)?.RequesterManaged === true;
  return !same(said(one), said(other));
}

function because({ name }: EksCluster, lost: boolean): Text {
  return lost
    ? { ko: `kubelet이 ${name} 클러스터의 API 서버에 더는 닿지 못합니다.`, en: `A kubelet cannot reach the API server of ${name} any more.` }
    : { ko: `kubelet이 ${name} 클러스터의 API 서버에 닿습니다.`, en: `The kubelets reach the API server of ${name}.` };
}
