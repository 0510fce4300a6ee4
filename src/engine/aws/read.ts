/** Lists as `aws … describe-*` prints them, read into the AWS plane: what is left out is filled in as AWS would have it. */

import type { Effect } from '../change.ts';
import { nearest } from '../nearest.ts';
import { fillBoth } from '../text.ts';
import type { World } from '../world.ts';
import type { Problem } from '../world-of.ts';
import { type AwsKinds, awsKinds } from './kinds.ts';
import { readAccessEntry, readAddon, readAssociatedPolicies, readNodegroup } from './read/cluster-parts.ts';
import { readCluster } from './read/clusters.ts';
import { COMPLAINTS } from './read/complaints.ts';
import { readDBInstance, readDBSubnetGroup } from './read/databases.ts';
import { readDhcpOptions, readSubnetCidrReservation } from './read/dhcp-options.ts';
import { readPrefixList, readVpcEndpoint } from './read/endpoints.ts';
import { readAddress, readEgressOnlyInternetGateway, readNatGateway } from './read/gateways.ts';
import { readHostedZone } from './read/hosted-zones.ts';
import { readInstance, readInterfacesOf } from './read/instances.ts';
import {
  readLatticeListener,
  readLatticeRule,
  readLatticeService,
  readLatticeTargetGroup,
  readServiceAssociation,
  readServiceNetwork,
  readVpcAssociation,
} from './read/lattice.ts';
import {
  readAttributes,
  readListener,
  readLoadBalancer,
  readRule,
  readTagDescription,
  readTargetGroup,
  readTargetHealth,
} from './read/load-balancers.ts';
import { LISTS_NOT_SIMULATED } from './read/members.ts';
import { readNetworkAcl } from './read/network-acls.ts';
import { readNetworkInterface } from './read/network-interfaces.ts';
import { readVpcPeeringConnection } from './read/peerings.ts';
import { readPolicy } from './read/policies.ts';
import { type Item, items, itemsOf, newId, type Reading, say, startReading } from './read/reading.ts';
import { readResolverEndpoint, readResolverRule, readResolverRuleAssociation } from './read/resolver.ts';
import { readResourceShare } from './read/resource-shares.ts';
import { readInstanceProfile, readRole } from './read/roles.ts';
import { readInternetGateway, readRouteTable } from './read/route-tables.ts';
import { readPermissions, readSecurityGroup, readSecurityGroupRule } from './read/security-groups.ts';
import {
  completeTransitGateways,
  readTransitGateway,
  readTransitGatewayAssociation,
  readTransitGatewayPeeringAttachment,
  readTransitGatewayPropagations,
  readTransitGatewayRouteTable,
  readTransitGatewayStaticRoutes,
  readTransitGatewayVpcAttachment,
} from './read/transit-gateways.ts';
import { completeVpcs, readSubnet, readVpc } from './read/vpcs.ts';
import { readCustomerGateway, readVpnConnection, readVpnGateway } from './read/vpn.ts';

export type ReadAws = {
  /** What to commit; in an order in which nothing refers to what is not there yet. */
  readonly effects: readonly Effect[];
  readonly problems: readonly Problem[];
  /** What the lists say and AWS knows, but has no effect here. */
  readonly notSimulated: readonly Problem[];
};

export const LISTS = [
  'Vpcs',
  'Subnets',
  'RouteTables',
  'InternetGateways',
  'SecurityGroups',
  'SecurityGroupRules',
  'NetworkAcls',
  'NetworkInterfaces',
  'Instances',
  'Reservations',
  'DhcpOptions',
  'SubnetIpv4CidrReservations',
  'SubnetIpv6CidrReservations',
  'Addresses',
  'NatGateways',
  'EgressOnlyInternetGateways',
  'PrefixLists',
  'VpcEndpoints',
  'VpcPeeringConnections',
  'VpnGateways',
  'CustomerGateways',
  'VpnConnections',
  'LoadBalancers',
  'LoadBalancerAttributes',
  'TargetGroups',
  'TargetGroupAttributes',
  'TargetHealth',
  'Listeners',
  'Rules',
  'TagDescriptions',
  'HostedZones',
  'DBSubnetGroups',
  'DBInstances',
  'resourceShares',
  'ResolverEndpoints',
  'ResolverRules',
  'ResolverRuleAssociations',
  'LatticeServiceNetworks',
  'LatticeServices',
  'LatticeTargetGroups',
  'LatticeListeners',
  'LatticeRules',
  'LatticeServiceAssociations',
  'LatticeVpcAssociations',
  'TransitGateways',
  'TransitGatewayVpcAttachments',
  'TransitGatewayPeeringAttachments',
  'TransitGatewayRouteTables',
  'TransitGatewayAttachments',
  'TransitGatewayRouteTablePropagations',
  'TransitGatewayStaticRoutes',
  'clusters',
  'nodegroups',
  'addons',
  'accessEntries',
  'associatedAccessPolicies',
  'Policies',
  'Roles',
  'RoleDetailList',
  'InstanceProfiles',
] as const;

type List = (typeof LISTS)[number];

/**
 * Reads lists in the shape that `aws ec2 describe-*` prints, cut or whole. The world gives account, region, time and the
 * seed from which ids and addresses that are left out are drawn; what it holds is not looked at.
 */
export function readAws(world: World, lists: { readonly [list: string]: readonly object[] }): ReadAws {
  const reading = startReading(world);
  checkLists(reading, lists);
  const of = (list: List) => itemsOf(reading, lists[list] ?? [], [list]);
  for (const item of of('Vpcs')) readVpc(reading, item);
  for (const item of of('Subnets')) readSubnet(reading, item);
  for (const item of of('RouteTables')) readRouteTable(reading, item);
  for (const item of of('InternetGateways')) readInternetGateway(reading, item);
  readGroups(reading, of('SecurityGroups'), of('SecurityGroupRules'));
  for (const item of of('NetworkAcls')) readNetworkAcl(reading, item);
  completeVpcs(reading);
  const instances = [...of('Instances'), ...of('Reservations').flatMap((reservation) => items(reading, reservation, 'Instances'))];
  for (const item of instances) readInstance(reading, item);
  for (const item of of('NetworkInterfaces')) readNetworkInterface(reading, item);
  for (const item of instances) readInterfacesOf(reading, item);
  for (const [list, read] of BEYOND) for (const item of of(list)) read(reading, item);
  const states = (list: List) => lists[list] !== undefined;
  completeTransitGateways(reading, {
    associations: states('TransitGatewayAttachments'),
    propagations: states('TransitGatewayRouteTablePropagations'),
  });
  for (const item of of('clusters')) readCluster(reading, item);
  for (const [list, read] of IN_CLUSTERS) for (const item of of(list)) read(reading, item);
  return { effects: effectsOf(reading), problems: reading.problems, notSimulated: reading.notSimulated };
}

/** What leads beyond a VPC, in an order in which nothing is missing: tables of transit gateways come before what is in them. */
const BEYOND: readonly (readonly [list: List, read: (reading: Reading, item: Item) => void])[] = [
  ['DhcpOptions', readDhcpOptions],
  ['SubnetIpv4CidrReservations', readSubnetCidrReservation],
  ['SubnetIpv6CidrReservations', readSubnetCidrReservation],
  ['NatGateways', readNatGateway],
  ['Addresses', readAddress],
  ['EgressOnlyInternetGateways', readEgressOnlyInternetGateway],
  ['PrefixLists', readPrefixList],
  ['VpcEndpoints', readVpcEndpoint],
  ['VpcPeeringConnections', readVpcPeeringConnection],
  ['VpnGateways', readVpnGateway],
  ['CustomerGateways', readCustomerGateway],
  ['VpnConnections', readVpnConnection],
  ['LoadBalancers', readLoadBalancer],
  ['LoadBalancerAttributes', readAttributes],
  ['TargetGroups', readTargetGroup],
  ['TargetGroupAttributes', readAttributes],
  ['TargetHealth', readTargetHealth],
  ['Listeners', readListener],
  ['Rules', readRule],
  ['TagDescriptions', readTagDescription],
  ['HostedZones', readHostedZone],
  ['DBSubnetGroups', readDBSubnetGroup],
  ['DBInstances', readDBInstance],
  ['resourceShares', readResourceShare],
  ['ResolverEndpoints', readResolverEndpoint],
  ['ResolverRules', readResolverRule],
  ['ResolverRuleAssociations', readResolverRuleAssociation],
  ['LatticeServiceNetworks', readServiceNetwork],
  ['LatticeServices', readLatticeService],
  ['LatticeTargetGroups', readLatticeTargetGroup],
  ['LatticeListeners', readLatticeListener],
  ['LatticeRules', readLatticeRule],
  ['LatticeServiceAssociations', readServiceAssociation],
  ['LatticeVpcAssociations', readVpcAssociation],
  ['TransitGateways', readTransitGateway],
  ['TransitGatewayVpcAttachments', readTransitGatewayVpcAttachment],
  ['TransitGatewayPeeringAttachments', readTransitGatewayPeeringAttachment],
  ['TransitGatewayRouteTables', readTransitGatewayRouteTable],
  ['TransitGatewayAttachments', readTransitGatewayAssociation],
  ['TransitGatewayRouteTablePropagations', readTransitGatewayPropagations],
  ['TransitGatewayStaticRoutes', readTransitGatewayStaticRoutes],
];

/** What names a cluster or a role by name. */
const IN_CLUSTERS: readonly (readonly [list: List, read: (reading: Reading, item: Item) => void])[] = [
  ['nodegroups', readNodegroup],
  ['addons', readAddon],
  ['accessEntries', readAccessEntry],
  ['associatedAccessPolicies', readAssociatedPolicies],
  ['Policies', readPolicy],
  ['Roles', readRole],
  ['RoleDetailList', readRole],
  ['InstanceProfiles', readInstanceProfile],
];

function checkLists(reading: Reading, lists: Readonly<Record<string, unknown>>): void {
  for (const list of Object.keys(lists)) {
    if ((LISTS as readonly string[]).includes(list)) continue;
    if (LISTS_NOT_SIMULATED.includes(list)) {
      const { what, how } = COMPLAINTS.listNotSimulated;
      reading.notSimulated.push({ path: [list], what: fillBoth(what, { list }), how });
      continue;
    }
    const near = nearest(list, LISTS);
    if (near === null) say(reading, [list], COMPLAINTS.noList, { list, known: LISTS });
    else say(reading, [list], COMPLAINTS.nearList, { list, near });
  }
}

function readGroups(reading: Reading, groups: readonly Item[], rules: readonly Item[]): void {
  const withIds = groups.map((item) => ({ ...item, value: { ...item.value, GroupId: item.value.GroupId ?? newId(reading, 'sg') } }));
  for (const item of withIds) readSecurityGroup(reading, item);
  for (const item of rules) readSecurityGroupRule(reading, item);
  const ruled = new Set([...reading.objects.SecurityGroupRule.values()].map((rule) => rule.GroupId));
  for (const item of withIds) readPermissions(reading, item, ruled);
}

function effectsOf(reading: Reading): Effect[] {
  return (Object.keys(awsKinds) as (keyof AwsKinds)[]).flatMap((kind) =>
    [...(reading.objects[kind] as ReadonlyMap<string, object>)].map(([key, object]): Effect => ({ ref: { plane: 'aws', kind, key }, object })),
  );
}
