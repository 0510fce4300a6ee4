/** Traces between VPCs for the benchmark: across a peering connection, and across a transit gateway, in networks of any size. */
import { connect } from '../engine/connect.ts';
import type { World } from '../engine/world.ts';
import { type WorldParts, worldOf } from '../engine/world-of.ts';
import { networkOf } from './aws.ts';
import { cpuMs, type Measure } from './measure.ts';

type Lists = NonNullable<WorldParts['aws']>;
const TRACES = 200;

/** Both ways at each size: request and reply, every step with its reason. */
export function pathMeasures(quick: boolean): Measure[] {
  return (quick ? [50, 500] : [50, 500, 5_000]).flatMap((objects) => {
    const { world, problems } = worldOf({ seed: 'bench', aws: joined(networkOf(objects), THREE_VPCS) });
    if (problems.length > 0) throw new Error(`Expected a world without problems but found ${JSON.stringify(problems[0])}`);
    return [
      traced(world, `${objects} AWS objects: traces across a peering connection`, { from: 'a', to: '172.18.1.10' }),
      traced(world, `${objects} AWS objects: traces across a transit gateway`, { from: 'b', to: '172.19.1.10' }),
    ];
  });
}

function traced(world: World, name: string, { from, to }: { readonly from: string; readonly to: string }): Measure {
  const call = { from: { from: 'instance', InstanceId: id('i', from) }, to: { host: to, port: 0, protocol: 'icmp' } } as const;
  const { outcome } = connect(world, call).connection;
  if (outcome.outcome !== 'answered') throw new Error(`Expected ${to} to answer but it is ${outcome.outcome}`);
  const spent = cpuMs(3, () => {
    for (let index = 0; index < TRACES; index++) connect(world, call);
  });
  return { name, value: Math.round((TRACES * 1000) / spent), unit: 'a second', note: `${((spent / TRACES) * 1000).toFixed(0)} µs each` };
}

function id(prefix: string, name: string): string {
  return `${prefix}-f${[...name]
    .map((letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padStart(16, '0')}`;
}

function joined(one: Lists, other: Lists): Lists {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof Lists>;
  return Object.fromEntries([...names].map((name) => [name, [...(one[name] ?? []), ...(other[name] ?? [])]]));
}

const PCX = { VpcPeeringConnectionId: id('pcx', 'ab') };
const TGW = { TransitGatewayId: id('tgw', 't') };

/** A, B and C with one instance each: A and B are peered, B and C are attached to one transit gateway. */
const THREE_VPCS: Lists = {
  Vpcs: [vpc('a', 17), vpc('b', 18), vpc('c', 19)],
  Subnets: [subnet('a', 17), subnet('b', 18), subnet('c', 19)],
  SecurityGroups: ['a', 'b', 'c'].map((name) => ({ GroupId: id('sg', name), GroupName: `all-${name}`, VpcId: id('vpc', name), ...open() })),
  RouteTables: [
    table('a', [{ DestinationCidrBlock: '172.18.0.0/16', ...PCX }]),
    table('b', [
      { DestinationCidrBlock: '172.17.0.0/16', ...PCX },
      { DestinationCidrBlock: '172.19.0.0/16', ...TGW },
    ]),
    table('c', [{ DestinationCidrBlock: '172.18.0.0/16', ...TGW }]),
  ],
  Instances: [instance('a', 17), instance('b', 18), instance('c', 19)],
  VpcPeeringConnections: [
    { ...PCX, RequesterVpcInfo: { VpcId: id('vpc', 'a') }, AccepterVpcInfo: { VpcId: id('vpc', 'b') }, Status: { Code: 'active' } },
  ],
  TransitGateways: [TGW],
  TransitGatewayVpcAttachments: ['b', 'c'].map((name) => ({
    TransitGatewayAttachmentId: id('tgw-attach', name),
    ...TGW,
    VpcId: id('vpc', name),
    SubnetIds: [id('subnet', name)],
  })),
  TransitGatewayRouteTables: [{ TransitGatewayRouteTableId: id('tgw-rtb', 'm'), ...TGW }],
  TransitGatewayAttachments: ['b', 'c'].map((name) => ({
    TransitGatewayAttachmentId: id('tgw-attach', name),
    ...TGW,
    ResourceType: 'vpc',
    ResourceId: id('vpc', name),
    Association: { TransitGatewayRouteTableId: id('tgw-rtb', 'm') },
  })),
  TransitGatewayRouteTablePropagations: [
    {
      TransitGatewayRouteTableId: id('tgw-rtb', 'm'),
      TransitGatewayRouteTablePropagations: ['b', 'c'].map((name) => ({ TransitGatewayAttachmentId: id('tgw-attach', name) })),
    },
  ],
};

function vpc(name: string, octet: number): object {
  return { VpcId: id('vpc', name), CidrBlock: `172.${octet}.0.0/16` };
}

function subnet(name: string, octet: number): object {
  return { SubnetId: id('subnet', name), VpcId: id('vpc', name), CidrBlock: `172.${octet}.1.0/24`, AvailabilityZone: 'us-west-2a' };
}

function table(name: string, Routes: readonly object[]): object {
  return { RouteTableId: id('rtb', name), VpcId: id('vpc', name), Associations: [{ SubnetId: id('subnet', name) }], Routes };
}

function instance(name: string, octet: number): object {
  const eni = {
    NetworkInterfaceId: id('eni', name),
    SubnetId: id('subnet', name),
    PrivateIpAddress: `172.${octet}.1.10`,
    Groups: [{ GroupId: id('sg', name) }],
  };
  return { InstanceId: id('i', name), SubnetId: id('subnet', name), State: { Name: 'running' }, NetworkInterfaces: [eni] };
}

function open(): object {
  const all = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
  return { IpPermissions: all, IpPermissionsEgress: all };
}
