/** Small worlds of VPCs, subnets and instances, said in a line each. Every subnet has a route table of its own; groups let all pass. */
import { expect } from 'vitest';
import { sha1 } from '../../src/engine/sha1.ts';
import type { Outside, World } from '../../src/engine/world.ts';
import { worldOf } from '../../src/engine/world-of.ts';

type Lists = { readonly [list: string]: readonly object[] };
type Target = { readonly [member: string]: string };

export type SubnetSaid = {
  readonly block: string;
  readonly ipv6?: string;
  readonly zone?: string;
  /** Destination → target; the local routes are there anyway. */
  readonly routes?: { readonly [destination: string]: Target };
  /** The addresses of its instances; after a slash the public or IPv6 address of the same interface. */
  readonly hosts?: readonly string[];
  /** Entries of a network ACL of its own. */
  readonly acl?: readonly object[];
};
export type VpcSaid = {
  readonly block: string;
  /** Secondary blocks. */
  readonly more?: readonly string[];
  readonly ipv6?: string;
  readonly internet?: boolean;
  readonly subnets: { readonly [name: string]: SubnetSaid };
};

/** The id of the thing with this name. */
export function id(prefix: string, name: string): string {
  return `${prefix}-0${sha1(name).slice(0, 16)}`;
}

/** The instance with this private address. */
export function at(address: string): string {
  return `instance/${id('i', address)}`;
}

/** A VPC with its subnets, an internet gateway unless it says otherwise, and one group that lets everything pass. */
export function vpc(name: string, { block, more = [], ipv6, internet = true, subnets }: VpcSaid): Lists {
  const VpcId = id('vpc', name);
  const GroupId = id('sg', name);
  const said = Object.entries(subnets);
  const everywhere = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [{ CidrIpv6: '::/0' }] }];
  const blocks = { CidrBlock: block, CidrBlockAssociationSet: [block, ...more].map((CidrBlock) => ({ CidrBlock })) };
  return {
    Vpcs: [{ VpcId, ...blocks, ...(ipv6 === undefined ? {} : { Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: ipv6 }] }) }],
    Subnets: said.map(([own, subnet]) => subnetOf(VpcId, own, subnet)),
    RouteTables: said.map(([own, subnet]) => tableOf(VpcId, own, subnet)),
    NetworkAcls: said.flatMap(([own, { acl }]) =>
      acl === undefined ? [] : [{ NetworkAclId: id('acl', own), VpcId, Associations: [{ SubnetId: id('subnet', own) }], Entries: acl }],
    ),
    InternetGateways: internet ? [{ InternetGatewayId: id('igw', name), Attachments: [{ VpcId }] }] : [],
    SecurityGroups: [{ GroupId, GroupName: `all-${name}`, VpcId, IpPermissions: everywhere, IpPermissionsEgress: everywhere }],
    Instances: said.flatMap(([own, { hosts = [] }]) => hosts.map((host) => instanceOf(host, { SubnetId: id('subnet', own), GroupId }))),
  };
}

function subnetOf(VpcId: string, name: string, { block, ipv6, zone = 'us-west-2a' }: SubnetSaid): object {
  const six = ipv6 === undefined ? {} : { Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: ipv6 }] };
  return { SubnetId: id('subnet', name), VpcId, CidrBlock: block, AvailabilityZone: zone, ...six };
}

function tableOf(VpcId: string, name: string, { routes = {} }: SubnetSaid): object {
  const Routes = Object.entries(routes).map(([destination, target]) => ({ ...destinationOf(destination), ...target }));
  return { RouteTableId: id('rtb', name), VpcId, Associations: [{ SubnetId: id('subnet', name) }], Routes };
}

function destinationOf(text: string): object {
  if (text.startsWith('pl-')) return { DestinationPrefixListId: text };
  return text.includes(':') ? { DestinationIpv6CidrBlock: text } : { DestinationCidrBlock: text };
}

function instanceOf(host: string, { SubnetId, GroupId }: { readonly SubnetId: string; readonly GroupId: string }): object {
  const [address = '', other] = host.split('/');
  const six = other?.includes(':') ? { Ipv6Addresses: [{ Ipv6Address: other }] } : {};
  const mapped = other !== undefined && !other.includes(':') ? { Association: { PublicIp: other } } : {};
  const eni = { NetworkInterfaceId: id('eni', address), SubnetId, PrivateIpAddress: address, Groups: [{ GroupId }], ...six, ...mapped };
  return { InstanceId: id('i', address), SubnetId, State: { Name: 'running' }, NetworkInterfaces: [eni] };
}

/** The internet of the tests: a web server and a client. */
export const INTERNET: Outside = {
  hosts: [
    { name: 'web', address: '198.51.100.80', listeners: [{ protocol: 'tcp', port: 443, serves: 'nothing' }] },
    { name: 'web6', address: '2001:db8:ffff::80', listeners: [{ protocol: 'tcp', port: 443, serves: 'nothing' }] },
  ],
  names: [],
};

/** The world of these lists, joined; fails the test when anything is wrong with them. */
export function awsWorld(lists: readonly Lists[], outside: Outside = INTERNET): World {
  const aws: { [list: string]: object[] } = {};
  for (const part of lists) for (const [name, items] of Object.entries(part)) aws[name] = [...(aws[name] ?? []), ...items];
  const { world, problems } = worldOf({ aws, outside, region: 'us-west-2' });
  expect(problems).toEqual([]);
  return world;
}

/** A public NAT gateway with these addresses, or a private one without the second. */
export function natGateway(name: string, subnet: string, addresses: { readonly PrivateIp: string; readonly PublicIp?: string }): Lists {
  const NatGatewayId = id('nat', name);
  return {
    NatGateways: [{ NatGatewayId, SubnetId: id('subnet', subnet), NatGatewayAddresses: [{ NetworkInterfaceId: id('eni', name), ...addresses }] }],
  };
}

/** An active peering connection of two VPCs. */
export function peering(name: string, one: string, other: string, code = 'active'): Lists {
  const sides = { RequesterVpcInfo: { VpcId: id('vpc', one) }, AccepterVpcInfo: { VpcId: id('vpc', other) } };
  return { VpcPeeringConnections: [{ VpcPeeringConnectionId: id('pcx', name), ...sides, Status: { Code: code } }] };
}

export type TransitSaid = {
  /** VPC → the subnets of its attachment. */
  readonly attachments: { readonly [vpc: string]: readonly string[] };
  /** Table → who is associated with it, who propagates to it, and its static routes (to a VPC's attachment, or null: nowhere). */
  readonly tables: {
    readonly [name: string]: {
      readonly associated: readonly string[];
      readonly propagating: readonly string[];
      readonly fixed?: { readonly [block: string]: string | null };
    };
  };
  readonly options?: object;
};

/** A transit gateway with its attachments and tables. */
export function transitGateway(name: string, { attachments, tables, options = {} }: TransitSaid): Lists {
  const TransitGatewayId = id('tgw', name);
  const attachment = (owner: string) => id('tgw-attach', `${name} ${owner}`);
  const named = Object.entries(tables).map(([own, table]) => ({ TransitGatewayRouteTableId: id('tgw-rtb', own), ...table }));
  const tableOf = (owner: string) => named.find(({ associated }) => associated.includes(owner))?.TransitGatewayRouteTableId;
  return {
    TransitGateways: [{ TransitGatewayId }],
    TransitGatewayVpcAttachments: Object.entries(attachments).map(([owner, subnets]) => ({
      TransitGatewayAttachmentId: attachment(owner),
      TransitGatewayId,
      VpcId: id('vpc', owner),
      SubnetIds: subnets.map((subnet) => id('subnet', subnet)),
      Options: options,
    })),
    TransitGatewayRouteTables: named.map(({ TransitGatewayRouteTableId }) => ({ TransitGatewayRouteTableId, TransitGatewayId })),
    TransitGatewayAttachments: Object.keys(attachments).map((owner) => {
      const table = tableOf(owner);
      const association = table === undefined ? {} : { Association: { TransitGatewayRouteTableId: table } };
      return { TransitGatewayAttachmentId: attachment(owner), TransitGatewayId, ResourceType: 'vpc', ResourceId: id('vpc', owner), ...association };
    }),
    TransitGatewayRouteTablePropagations: named.map(({ TransitGatewayRouteTableId, propagating }) => ({
      TransitGatewayRouteTableId,
      TransitGatewayRouteTablePropagations: propagating.map((owner) => ({ TransitGatewayAttachmentId: attachment(owner) })),
    })),
    TransitGatewayStaticRoutes: named.map(({ TransitGatewayRouteTableId, fixed = {} }) => ({
      TransitGatewayRouteTableId,
      Routes: Object.entries(fixed).map(([DestinationCidrBlock, owner]) => ({
        DestinationCidrBlock,
        TransitGatewayAttachments: owner === null ? [] : [{ TransitGatewayAttachmentId: attachment(owner) }],
      })),
    })),
  };
}
