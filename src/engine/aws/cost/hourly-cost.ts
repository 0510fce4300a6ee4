/**
 * What an hour of a world costs in AWS: what is paid by the hour, counted and priced. What is paid by use (data, requests,
 * storage) is not counted.
 */
import { objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import { timestamp } from '../aws-time.ts';
import { supportOf } from '../eks/versions.ts';
import { type InstancePrice, instancePrice } from './instance-prices.ts';
import { type Price, type Priced, priceOf } from './prices.ts';

export type CostLine = {
  /** What is paid for; an instance type for instances. */
  readonly item: Priced | 'instance';
  /** The type of the instances, where it is about instances. */
  readonly type?: string;
  readonly count: number;
  /** What is counted, by id or name, in ascending order. */
  readonly resources: readonly string[];
  readonly price: Price | InstancePrice;
  /** Dollars for an hour. */
  readonly usd: number;
};

/** Things that cost by the hour and have no price in the table. */
export type Unpriced = { readonly what: string; readonly resources: readonly string[] };

export type HourlyCost = {
  readonly lines: readonly CostLine[];
  /** The sum of the lines, dollars for an hour. */
  readonly usd: number;
  readonly unpriced: readonly Unpriced[];
};

/** Hours in a month, as AWS reckons its examples. https://calculator.aws */
export const HOURS_PER_MONTH = 730;

/** The cost of the world for an hour. */
export function hourlyCost(world: World): HourlyCost {
  const lines: CostLine[] = [];
  const unpriced: Unpriced[] = [];
  for (const counted of [...things(world), ...instances(world)]) {
    if (counted.resources.length === 0) continue;
    const { price, ...line } = counted;
    const count = line.count ?? line.resources.length;
    if (price === undefined) unpriced.push({ what: line.type ?? line.item, resources: line.resources });
    else lines.push({ ...line, count, price, usd: dollars(price.usd * count) });
  }
  unpriced.push(...others(world));
  return { lines, usd: dollars(lines.reduce((sum, { usd }) => sum + usd, 0)), unpriced };
}

type Counted = Pick<CostLine, 'item' | 'type' | 'resources'> & { readonly count?: number; readonly price: Price | InstancePrice | undefined };

function things(world: World): readonly Counted[] {
  const priced = (item: Priced, resources: readonly string[], count?: number): Counted => ({
    item,
    resources: [...resources].sort(),
    ...(count === undefined ? {} : { count }),
    price: priceOf(world.region, item),
  });
  const clusters = objectsOf(world.aws.EksCluster).filter(({ status }) => status !== 'FAILED');
  const day = timestamp(world.now).slice(0, 10);
  const extended = clusters.filter(({ version }) => supportOf(version, day) === 'extended');
  const balancers = (type: string) => objectsOf(world.aws.LoadBalancer).filter(({ Type }) => Type === type);
  const endpoints = objectsOf(world.aws.VpcEndpoint).filter(({ VpcEndpointType, State }) => VpcEndpointType === 'Interface' && State !== 'deleted');
  const addresses = publicAddresses(world);
  return [
    priced(
      'eks-cluster',
      clusters.map(({ name }) => name),
    ),
    priced(
      'eks-extended-support',
      extended.map(({ name }) => name),
    ),
    priced(
      'nat-gateway',
      objectsOf(world.aws.NatGateway)
        .filter(({ State }) => State === 'available')
        .map(({ NatGatewayId }) => NatGatewayId),
    ),
    priced('public-ipv4', addresses),
    // "for each hour that your VPC endpoint remains provisioned in each Availability Zone": its interfaces, one in each.
    priced(
      'interface-endpoint',
      endpoints.map(({ VpcEndpointId }) => VpcEndpointId),
      endpoints.reduce((sum, each) => sum + each.NetworkInterfaceIds.length, 0),
    ),
    priced(
      'application-load-balancer',
      balancers('application').map(({ LoadBalancerName }) => LoadBalancerName),
    ),
    priced(
      'network-load-balancer',
      balancers('network').map(({ LoadBalancerName }) => LoadBalancerName),
    ),
    priced('transit-gateway-attachment', attachments(world)),
    priced(
      'vpn-connection',
      connections(world).map(({ VpnConnectionId }) => VpnConnectionId),
    ),
  ];
}

/** The running instances by their type. */
function instances(world: World): readonly Counted[] {
  const byType = new Map<string, string[]>();
  for (const { InstanceId, InstanceType, State } of objectsOf(world.aws.Instance)) {
    if (State.Name !== 'pending' && State.Name !== 'running') continue;
    byType.set(InstanceType, [...(byType.get(InstanceType) ?? []), InstanceId]);
  }
  const types = [...byType].sort(([one], [other]) => (one < other ? -1 : 1));
  return types.map(([type, resources]) => ({ item: 'instance', type, resources, price: instancePrice(world.region, type) }));
}

/** Every public IPv4 address costs, used or not: those of interfaces, idle Elastic IPs, the two ends of a VPN connection. */
function publicAddresses(world: World): readonly string[] {
  const used = objectsOf(world.aws.NetworkInterface).flatMap((eni) =>
    eni.PrivateIpAddresses.flatMap(({ Association }) => Association?.PublicIp ?? []),
  );
  const held = objectsOf(world.aws.Address).map(({ PublicIp }) => PublicIp);
  const tunnels = connections(world).flatMap(({ VgwTelemetry }) => VgwTelemetry.map(({ OutsideIpAddress }) => OutsideIpAddress));
  return [...new Set([...used, ...held, ...tunnels])];
}

function connections(world: World) {
  return objectsOf(world.aws.VpnConnection).filter(({ State }) => State === 'available');
}

/** Attachments of VPCs, of peers and of VPN connections cost the same. https://aws.amazon.com/transit-gateway/pricing/ */
function attachments(world: World): readonly string[] {
  const standing = ({ State }: { readonly State: string }) => State === 'available' || State === 'modifying';
  return [
    ...objectsOf(world.aws.TransitGatewayVpcAttachment)
      .filter(standing)
      .map((each) => each.TransitGatewayAttachmentId),
    ...objectsOf(world.aws.TransitGatewayPeeringAttachment)
      .filter(standing)
      .map((each) => each.TransitGatewayAttachmentId),
    ...connections(world).flatMap(({ TransitGatewayId, VpnConnectionId }) => (TransitGatewayId === undefined ? [] : [VpnConnectionId])),
  ];
}

/** What is paid by the hour and of which the table has no price in any Region. */
function others(world: World): readonly Unpriced[] {
  const groups: readonly Unpriced[] = [
    { what: 'rds', resources: objectsOf(world.aws.DBInstance).map(({ DBInstanceIdentifier }) => DBInstanceIdentifier) },
    {
      what: 'gateway-load-balancer',
      resources: objectsOf(world.aws.LoadBalancer).flatMap(({ Type, LoadBalancerName }) => (Type === 'gateway' ? [LoadBalancerName] : [])),
    },
    { what: 'vpc-lattice', resources: objectsOf(world.aws.LatticeService).map(({ name }) => name) },
  ];
  return groups.filter(({ resources }) => resources.length > 0);
}

/** Dollars to a hundred-thousandth: what the prices are given to. */
function dollars(usd: number): number {
  return Math.round(usd * 100_000) / 100_000;
}
