/** A network interface on its way in: it hands the packet to the kernel of the instance that it is attached to. */
import { clusterOfInterface } from '../../aws/eks/endpoint.ts';
import { loadBalancerOfInterface } from '../../aws/load-balancer.ts';
import { natGatewayOf } from '../../aws/nat-gateway.ts';
import { type NetworkInterface, trunkOf } from '../../aws/network-interface.ts';
import { databaseOfInterface } from '../../aws/rds/db-instance.ts';
import { resolverEndpointOf } from '../../aws/route53resolver/endpoint.ts';
import { endpointOfInterface } from '../../aws/vpc-endpoint.ts';
import { vlanDevice } from '../../hosts/devices.ts';
import { branchOfDevice } from '../../hosts/route-tables.ts';
import { objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element, type Pass } from '../element.ts';
import { atControlPlane, atDatabase, atHost, atLoadBalancer, atNatGateway, atResolverEndpoint, atService } from '../place.ts';

const reasons = {
  ENI_TO_HOST: {
    ko: '{eni} 인터페이스가 패킷을 {instance} 인스턴스의 {dev} 인터페이스로 넘겼습니다.',
    en: 'Network interface {eni} hands the packet to instance {instance} as its {dev}.',
    concept: 'vpc-cni-secondary-ip-pool',
  },
  BRANCH_ENI_TO_HOST: {
    ko: '브랜치 ENI {eni:이/가} 패킷에 VLAN {vlan:을/를} 붙여 트렁크 ENI {trunk:으로/로} 보냈습니다. {instance} 인스턴스의 {dev} 인터페이스가 받습니다.',
    en: 'Branch ENI {eni} sends the packet over VLAN {vlan} of trunk ENI {trunk}. Instance {instance} takes it as its {dev}.',
    concept: 'sgp-purpose',
  },
  VLAN_NOT_JOINED: {
    ko: '브랜치 ENI {eni:이/가} 패킷을 {instance} 인스턴스로 보냈지만 노드에 {dev} 인터페이스가 없습니다. 파드가 이미 사라졌습니다.',
    en: 'Branch ENI {eni} sends the packet to instance {instance}, which has no {dev}. The pod has gone.',
    concept: 'sgp-purpose',
  },
  ENI_OF_NAT_GATEWAY: {
    ko: '{eni} 인터페이스는 {nat} NAT 게이트웨이의 것입니다. 패킷을 NAT 게이트웨이로 넘겼습니다.',
    en: 'Network interface {eni} belongs to NAT gateway {nat}, which takes the packet.',
    concept: 'nat-gateway-egress-path',
  },
  ENI_OF_ENDPOINT: {
    ko: '{eni} 인터페이스는 {vpce} 인터페이스 엔드포인트의 것입니다. 패킷을 {service} 서비스로 넘겼습니다.',
    en: 'Network interface {eni} belongs to interface endpoint {vpce}, which hands the packet to service {service}.',
    concept: 'interface-endpoint-eni-per-subnet',
  },
  ENI_OF_DATABASE: {
    ko: '{eni} 인터페이스는 {db} 데이터베이스의 것입니다. 패킷을 데이터베이스로 넘겼습니다.',
    en: 'Network interface {eni} belongs to database {db}, which takes the packet.',
    concept: 'managed-database-endpoint',
  },
  ENI_OF_RESOLVER_ENDPOINT: {
    ko: '{eni} 인터페이스는 {endpoint} Resolver 엔드포인트의 것입니다. 패킷을 Route 53 Resolver로 넘겼습니다.',
    en: 'Network interface {eni} belongs to resolver endpoint {endpoint}, which hands the packet to the Route 53 Resolver.',
    concept: 'resolver-endpoints',
  },
  ENI_OF_LOAD_BALANCER: {
    ko: '{eni} 인터페이스는 {lb} 로드 밸런서의 것입니다. 패킷을 로드 밸런서로 넘겼습니다.',
    en: 'Network interface {eni} belongs to load balancer {lb}, which takes the packet.',
    concept: 'nlb-listener-and-targets',
  },
  ENI_OF_CONTROL_PLANE: {
    ko: '{eni} 인터페이스는 EKS가 {cluster} 클러스터를 위해 둔 교차 계정 ENI입니다. 패킷을 API 서버로 넘겼습니다.',
    en: 'Network interface {eni} is a cross-account ENI that EKS keeps for cluster {cluster}. It hands the packet to the API server.',
    concept: 'x-eni',
  },
  LOAD_BALANCER_NOT_SIMULATED: {
    ko: '{eni} 인터페이스는 {lb} 로드 밸런서의 것입니다. 이 실습 환경은 {type} 유형의 로드 밸런서를 흉내 내지 않습니다.',
    en: 'Network interface {eni} belongs to load balancer {lb}. This lab does not simulate load balancers of type {type}.',
    concept: 'nlb-listener-and-targets',
  },
  ENI_NOT_ATTACHED: {
    ko: '{eni} 인터페이스가 어느 인스턴스에도 연결되지 않아 받을 곳이 없습니다.',
    en: 'Network interface {eni} is attached to no instance, so nothing takes the packet.',
    concept: 'instance-type-eni-limits',
  },
  INSTANCE_NOT_RUNNING: {
    ko: '{instance} 인스턴스가 실행 중이 아니어서(상태 {state}) 패킷을 받지 못합니다.',
    en: 'Instance {instance} is not running (state {state}), so it takes no packets.',
    concept: 'instance-type-eni-limits',
  },
};

export const eni = element({
  name: 'eni',
  title: { ko: '네트워크 인터페이스', en: 'network interface' },
  reasons,
  pass: ({ world, place }) => {
    const found = objectAt(world.aws.NetworkInterface, place.of.key);
    const object = { plane: 'aws', kind: 'NetworkInterface', key: place.of.key } as const;
    const trunk = found === undefined ? undefined : trunkOf(world, found);
    const attachment = found?.Attachment ?? trunk?.Attachment;
    if (attachment === undefined) {
      const served = found === undefined ? null : serviceBehind(world, found);
      return [served ?? { verdict: 'drop', because: 'ENI_NOT_ATTACHED', params: { eni: place.of.key }, object }];
    }
    const vlan = found?.TrunkAssociation?.VlanId;
    const dev = vlan === undefined ? `eth${attachment.DeviceIndex}` : vlanDevice(vlan);
    const params = { eni: place.of.key, instance: attachment.InstanceId, dev };
    const state = objectAt(world.aws.Instance, attachment.InstanceId)?.State.Name ?? 'terminated';
    if (state !== 'running') return [{ verdict: 'drop', because: 'INSTANCE_NOT_RUNNING', params: { ...params, state }, object }];
    if (vlan !== undefined) {
      const host = objectAt(world.hosts.Host, attachment.InstanceId);
      const joined = host !== undefined && branchOfDevice(host, dev) !== undefined;
      const named = { ...params, vlan, trunk: trunk?.NetworkInterfaceId ?? '-' };
      if (!joined) return [{ verdict: 'drop', because: 'VLAN_NOT_JOINED', params: named, object }];
      return [{ verdict: 'forward', because: 'BRANCH_ENI_TO_HOST', params: named, object, next: atHost('host-in', attachment.InstanceId, dev) }];
    }
    return [{ verdict: 'forward', because: 'ENI_TO_HOST', params, object, next: atHost('host-in', attachment.InstanceId, params.dev) }];
  },
});

/** The service of AWS that works through an interface which no instance has. */
function serviceBehind(world: World, found: NetworkInterface): Pass<typeof reasons> | null {
  const id = found.NetworkInterfaceId;
  const object = { plane: 'aws', kind: 'NetworkInterface', key: id } as const;
  const nat = natGatewayOf(world, id)?.NatGatewayId;
  if (nat !== undefined) return { verdict: 'forward', because: 'ENI_OF_NAT_GATEWAY', params: { eni: id, nat }, object, next: atNatGateway(nat) };
  const endpoint = endpointOfInterface(world, id);
  if (endpoint !== undefined) {
    const params = { eni: id, vpce: endpoint.VpcEndpointId, service: endpoint.ServiceName };
    return { verdict: 'forward', because: 'ENI_OF_ENDPOINT', params, object, next: atService(endpoint.VpcEndpointId, id) };
  }
  const cluster = clusterOfInterface(world, found)?.name;
  if (cluster !== undefined) {
    return { verdict: 'forward', because: 'ENI_OF_CONTROL_PLANE', params: { eni: id, cluster }, object, next: atControlPlane(cluster, id) };
  }
  const database = databaseOfInterface(world, id);
  if (database !== undefined) {
    const db = database.DBInstanceIdentifier;
    return { verdict: 'forward', because: 'ENI_OF_DATABASE', params: { eni: id, db }, object, next: atDatabase(db, id) };
  }
  const resolver = resolverEndpointOf(world, id);
  if (resolver !== undefined) {
    const endpoint = resolver.Name ?? resolver.Id;
    return {
      verdict: 'forward',
      because: 'ENI_OF_RESOLVER_ENDPOINT',
      params: { eni: id, endpoint },
      object,
      next: atResolverEndpoint(resolver.Id, id),
    };
  }
  const balancer = loadBalancerOfInterface(world, found);
  if (balancer === undefined) return null;
  const params = { eni: id, lb: balancer.LoadBalancerName, type: balancer.Type };
  if (balancer.Type === 'gateway') return { verdict: 'drop', because: 'LOAD_BALANCER_NOT_SIMULATED', params, object };
  return { verdict: 'forward', because: 'ENI_OF_LOAD_BALANCER', params, object, next: atLoadBalancer(balancer.LoadBalancerArn, id) };
}
