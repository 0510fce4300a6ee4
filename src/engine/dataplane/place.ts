/** Places by what they are: the constructors that elements name the next place with. */
import { type Address, showAddress } from '../net/address.ts';
import type { PlaceName } from './path.ts';
import type { Place } from './step.ts';

type HostPlace = Extract<PlaceName, 'host-in' | 'host-out' | 'host-local' | 'process-out'>;
type PodPlace = Extract<PlaceName, 'pod-out' | 'pod-in' | 'veth-out' | 'veth-in'>;
type SubnetPlace = Extract<PlaceName, 'subnet-in' | 'subnet-out'>;
type GatewayPlace = Extract<PlaceName, 'internet-gateway-in' | 'internet-gateway-out'>;

/** In the network namespace of a pod, or on its veth pair. */
export function atPod(name: PodPlace, pod: string): Place {
  return { name, of: { plane: 'cluster', kind: 'Pod', key: pod } };
}

/** In the kernel of an instance, with the interface that the packet came in or goes out by. */
export function atHost(name: HostPlace, InstanceId: string, device?: string): Place {
  const of = { plane: 'hosts', kind: 'Host', key: InstanceId } as const;
  return device === undefined ? { name, of } : { name, of, device };
}

/** On a network interface of the VPC. */
export function atEni(name: 'eni-in' | 'eni-out', NetworkInterfaceId: string): Place {
  return { name, of: { plane: 'aws', kind: 'NetworkInterface', key: NetworkInterfaceId } };
}

/** At the edge of a subnet. */
export function atSubnet(name: SubnetPlace, SubnetId: string): Place {
  return { name, of: { plane: 'aws', kind: 'Subnet', key: SubnetId } };
}

/** At an internet gateway. */
export function atGateway(name: GatewayPlace, InternetGatewayId: string): Place {
  return { name, of: { plane: 'aws', kind: 'InternetGateway', key: InternetGatewayId } };
}

/** At the Route 53 Resolver of a VPC. */
export function atResolver(name: 'resolver-in' | 'resolver-out', VpcId: string): Place {
  return { name, of: { plane: 'aws', kind: 'Vpc', key: VpcId } };
}

/** On the internet, or on a host beyond AWS. */
export function atOutside(name: 'internet' | 'outside-in', address: Address): Place {
  return { name, of: { plane: 'outside', kind: 'OutsideHost', key: showAddress(address) } };
}
