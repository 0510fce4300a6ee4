/** Writes that would remove what an attribute of a network thing stops: candidates for a hint. */
import type { AwsKinds } from '../../aws/kinds.ts';
import { listenersOf } from '../../aws/listener.ts';
import { learner } from '../../principal.ts';
import { objectAt, objectsOf } from '../../store.ts';
import type { World } from '../../world.ts';
import type { Breadth, Repair } from '../element.ts';
import type { Step } from '../step.ts';

/** The source/destination check of the interface, switched off: it may then send and take for others. */
export function sourceDestCheckRepairs(world: World, { place }: Step): readonly Repair[] {
  const body = { NetworkInterfaceId: place.of.key, SourceDestCheck: { Value: false } };
  return [called(world, { verb: 'ModifyNetworkInterfaceAttribute', kind: 'NetworkInterface', key: place.of.key, body, field: 'SourceDestCheck' })];
}

/** The resolver of the VPC, switched on. */
export function resolverRepairs(world: World, { params }: Step): readonly Repair[] {
  const VpcId = String(params.vpc);
  const body = { VpcId, EnableDnsSupport: { Value: true } };
  return [called(world, { verb: 'ModifyVpcAttribute', kind: 'Vpc', key: VpcId, body, field: 'EnableDnsSupport' })];
}

/** An internet gateway that stands alone, attached to the VPC. */
export function internetGatewayRepairs(world: World, { params }: Step): readonly Repair[] {
  const free = objectsOf(world.aws.InternetGateway).filter(({ Attachments }) => Attachments.length === 0);
  return free.slice(0, 1).map(({ InternetGatewayId }) => {
    const body = { InternetGatewayId, VpcId: String(params.vpc) };
    return called(world, { verb: 'AttachInternetGateway', kind: 'InternetGateway', key: InternetGatewayId, body, field: 'Attachments' });
  });
}

/** The public endpoint of the cluster, switched on. */
export function publicEndpointRepairs(world: World, { place }: Step): readonly Repair[] {
  const cluster = objectAt(world.aws.EksCluster, place.of.key);
  if (cluster === undefined) return [];
  const body = { name: cluster.name, resourcesVpcConfig: { endpointPublicAccess: true } };
  const repair = { verb: 'UpdateClusterConfig', kind: 'EksCluster', key: cluster.name, body, field: 'endpointPublicAccess' } as const;
  return [called(world, repair)];
}

/** Client IP preservation of the target group, switched off: the target then sees the load balancer. */
export function clientIpRepairs(world: World, { params }: Step): readonly Repair[] {
  const group = objectsOf(world.aws.TargetGroup).find(({ TargetGroupName }) => TargetGroupName === params.tg);
  if (group === undefined) return [];
  const key = 'preserve_client_ip.enabled';
  const body = { TargetGroupArn: group.TargetGroupArn, Attributes: [{ Key: key, Value: 'false' }] };
  return [called(world, { verb: 'ModifyTargetGroupAttributes', kind: 'TargetGroup', key: group.TargetGroupArn, body, field: key })];
}

/** Targets in other zones taken as well. */
export function crossZoneRepairs(world: World, { place }: Step): readonly Repair[] {
  const key = 'load_balancing.cross_zone.enabled';
  const body = { LoadBalancerArn: place.of.key, Attributes: [{ Key: key, Value: 'true' }] };
  return [called(world, { verb: 'ModifyLoadBalancerAttributes', kind: 'LoadBalancer', key: place.of.key, body, field: key })];
}

/** A listener on the port, which does what another one of the load balancer does. */
export function listenerRepairs(world: World, { place, in: packet }: Step): readonly Repair[] {
  const [other] = listenersOf(world, place.of.key);
  if (other === undefined || other.Protocol === 'HTTPS' || other.Protocol === 'TLS') return [];
  const { Protocol, DefaultActions } = other;
  const body = { LoadBalancerArn: place.of.key, Protocol, Port: packet.destinationPort, DefaultActions };
  return [called(world, { verb: 'CreateListener', kind: 'Listener', key: place.of.key, body, field: 'Listeners' })];
}

type Called = {
  readonly verb: string;
  readonly kind: keyof AwsKinds;
  readonly key: string;
  readonly body: { readonly [member: string]: unknown };
  readonly field: string;
};

/** An attribute counts for everyone. */
function called(world: World, { verb, kind, key, body, field }: Called): Repair {
  const breadth: Breadth = 'wide';
  return { verbs: [{ plane: 'aws', verb, kind, body, as: learner(world.account) }], object: { plane: 'aws', kind, key }, field, breadth };
}
