/** The lines of `aws` that build a network from nothing, in an order in which each names only what is there. */
import { awsKinds } from '../../engine/aws/kinds.ts';
import { objectsOf, type Store } from '../../engine/store.ts';
import type { World } from '../../engine/world.ts';
import { writeClusters, writeNodegroups } from './clusters.ts';
import { writeDatabases } from './databases.ts';
import { writeEndpoints, writeGateways } from './gateways.ts';
import { writeInstances } from './instances.ts';
import { writeLattice } from './lattice.ts';
import { writeLoadBalancers } from './load-balancers.ts';
import { writeHostedZones, writeResolver } from './names.ts';
import { writeNetworkAcls } from './network-acls.ts';
import { writeNetworkInterfaces } from './network-interfaces.ts';
import { writeResourceShares } from './resource-shares.ts';
import { writeRoles } from './roles.ts';
import { writeRoutes, writeRouteTables } from './route-tables.ts';
import { writeSecurityGroupRules, writeSecurityGroups } from './security-groups.ts';
import { writeTransitGateways } from './transit-gateways.ts';
import { writeDhcpOptions, writeSubnets, writeVpcs } from './vpcs.ts';
import { writeVpns } from './vpns.ts';
import { startWriting, type Writing } from './writing.ts';

export type AwsLines = {
  readonly lines: readonly string[];
  /** The variable that holds the id of what stood under the id before. */
  readonly variables: ReadonlyMap<string, string>;
  /** What no line makes, by kind. */
  readonly left: ReadonlyMap<string, readonly string[]>;
};

const STEPS: readonly ((writing: Writing) => void)[] = [
  writeDhcpOptions,
  writeVpcs,
  writeSubnets,
  writeGateways,
  writeSecurityGroups,
  writeRoles,
  writeClusters,
  writeSecurityGroupRules,
  writeNetworkAcls,
  writeNetworkInterfaces,
  writeInstances,
  writeVpns,
  writeRouteTables,
  writeTransitGateways,
  writeRoutes,
  writeEndpoints,
  writeLoadBalancers,
  writeDatabases,
  writeHostedZones,
  writeResolver,
  writeLattice,
  writeResourceShares,
  writeNodegroups,
];

/** Kinds whose objects the steps write, or that come with others. */
const WRITTEN: ReadonlySet<string> = new Set([
  'DhcpOptions',
  'Vpc',
  'Subnet',
  'InternetGateway',
  'EgressOnlyInternetGateway',
  'VpcPeeringConnection',
  'Address',
  'NatGateway',
  'ManagedPrefixList',
  'SecurityGroup',
  'SecurityGroupRule',
  'NetworkAcl',
  'NetworkInterface',
  'RouteTable',
  'VpcEndpoint',
  'IamPolicy',
  'IamRole',
  'IamInstanceProfile',
  'TransitGateway',
  'TransitGatewayVpcAttachment',
  'TransitGatewayPeeringAttachment',
  'TransitGatewayRouteTable',
  'LoadBalancer',
  'Listener',
  'ListenerRule',
  'TargetGroup',
  'DBSubnetGroup',
  'DBInstance',
  'HostedZone',
  'ResolverEndpoint',
  'ResolverRule',
  'ResolverRuleAssociation',
  'LatticeServiceNetwork',
  'LatticeService',
  'LatticeServiceAssociation',
  'LatticeVpcAssociation',
  'LatticeListener',
  'LatticeRule',
  'LatticeTargetGroup',
  'ResourceShare',
  'Instance',
  'VpnGateway',
  'CustomerGateway',
  'VpnConnection',
  'EksCluster',
  'EksNodegroup',
  'EksAddon',
  'EksAccessEntry',
  // What an update was is history.
  'EksUpdate',
]);

/** The lines, what they call the objects, and what they leave out. */
export function awsLines(world: World): AwsLines {
  const writing = startWriting(world);
  for (const step of STEPS) step(writing);
  for (const [kind, { idMember }] of Object.entries(awsKinds)) {
    if (WRITTEN.has(kind)) continue;
    const objects = objectsOf(
      (world.aws as unknown as Readonly<Record<string, Store<Record<string, unknown>>>>)[kind] as Store<Record<string, unknown>>,
    );
    if (objects.length > 0)
      writing.left.set(
        kind,
        objects.map((object) => String(object[idMember])),
      );
  }
  return writing;
}
