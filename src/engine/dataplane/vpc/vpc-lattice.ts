/**
 * The network of VPC Lattice: it takes connections of clients at link-local addresses, and opens connections of its own to targets,
 * so that the ranges of the VPCs at both ends do not matter.
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/how-it-works.html
 */
import { addressesOf } from '../../aws/lattice/addresses.ts';
import { servicesIn } from '../../aws/lattice/service-association.ts';
import { showAddress } from '../../net/address.ts';
import type { Packet } from '../../net/packet.ts';
import { lookup, objectAt } from '../../store.ts';
import { element, type Pass, type Where } from '../element.ts';
import { atSubnet } from '../place.ts';
import { replySession, socketsOf } from '../sessions.ts';
import { subnetOf } from './vpc-network.ts';

const reasons = {
  LATTICE_TAKES_CONNECTION: {
    ko: '{network} 서비스 네트워크에서 {service} 서비스의 {protocol} {port} 리스너가 연결을 받았습니다. 대상으로는 새 연결을 따로 엽니다.',
    en: 'In service network {network} the {protocol} {port} listener of service {service} takes the connection. To a target it opens a connection of its own.',
    concept: 'vpc-lattice',
  },
  LATTICE_SERVICE_NOT_IN_NETWORK: {
    ko: '{dst} 주소를 쓰는 서비스가 {network} 서비스 네트워크에 연결되지 않아 패킷을 버렸습니다.',
    en: 'No service at {dst} is associated with service network {network}, so the packet is dropped.',
    concept: 'vpc-lattice',
  },
  LATTICE_LISTENERS_MISMATCH: {
    ko: '{service} 서비스에 {protocol} {port} 포트를 듣는 리스너가 없어 패킷을 버렸습니다.',
    en: 'Service {service} has no listener on {protocol} {port}, so the packet is dropped.',
    concept: 'vpc-lattice',
  },
  LATTICE_RETURNS_ANSWER: {
    ko: 'VPC Lattice가 응답을 {vpc} VPC의 {subnet} 서브넷에 있는 클라이언트로 돌려보냈습니다.',
    en: 'VPC Lattice returns its answer to the client in subnet {subnet} of VPC {vpc}.',
    concept: 'lattice-link-local',
  },
  LATTICE_SENDS_TO_TARGET: {
    ko: 'VPC Lattice가 {group} 대상 그룹의 {dst} 대상으로 연결을 열었습니다. 대상은 출발지를 {src} 링크 로컬 주소로 보므로 VPC 대역이 겹쳐도 상관없습니다.',
    en: 'VPC Lattice opens a connection to target {dst} of group {group}. The target sees the link-local source {src}, so overlapping VPC ranges do not matter.',
    concept: 'lattice-link-local',
  },
  LATTICE_TARGET_NOT_IN_VPC: {
    ko: '{group} 대상 그룹의 {dst} 대상이 {vpc} VPC의 어느 서브넷에도 없어 패킷을 버렸습니다.',
    en: 'Target {dst} of group {group} lies in no subnet of VPC {vpc}, so the packet is dropped.',
    concept: 'vpc-lattice',
  },
  LATTICE_TAKES_ANSWER: {
    ko: 'VPC Lattice가 {group} 대상 그룹으로 연 연결의 응답을 받았습니다.',
    en: 'VPC Lattice takes the answer to the connection that it opened for target group {group}.',
    concept: 'vpc-lattice',
  },
  LATTICE_HAS_NO_FLOW: {
    ko: 'VPC Lattice가 연 연결 가운데 {src} 주소의 패킷과 맞는 연결이 없어 버렸습니다.',
    en: 'VPC Lattice has opened no connection that the packet from {src} answers, so it is dropped.',
    concept: 'vpc-lattice',
  },
};

export const vpcLattice = element({
  name: 'vpc-lattice',
  title: { ko: 'VPC Lattice', en: 'VPC Lattice' },
  reasons,
  pass: (at, packet) => {
    if (at.place.name === 'lattice-association') return [take(at, packet)];
    return [at.place.name === 'lattice-in' ? answer(at, packet) : send(at, packet)];
  },
});

type LatticePass = Pass<typeof reasons>;

/** What comes by an association: for a service of its network, at the address of the service. */
function take({ world, place }: Where, packet: Packet): LatticePass {
  const association = objectAt(world.aws.LatticeVpcAssociation, place.of.key);
  const networkId = association?.serviceNetworkId ?? '';
  const network = objectAt(world.aws.LatticeServiceNetwork, networkId)?.name ?? networkId;
  const dst = showAddress(packet.destination);
  const here = servicesIn(world, networkId).filter((service) => addressesOf(service).includes(dst));
  const object = { plane: 'aws', kind: 'LatticeVpcAssociation', key: place.of.key } as const;
  const params = { network, dst, protocol: packet.protocol.toUpperCase(), port: packet.destinationPort };
  const [first] = here;
  if (first === undefined) return { verdict: 'drop', because: 'LATTICE_SERVICE_NOT_IN_NETWORK', params, object };
  const listening = here.flatMap((service) =>
    packet.protocol !== 'tcp'
      ? []
      : lookup(world.aws.LatticeListener, 'byService', service.id)
          .filter(({ port }) => port === packet.destinationPort)
          .map((listener) => ({ service, listener })),
  );
  const [found] = listening;
  if (found === undefined) return { verdict: 'drop', because: 'LATTICE_LISTENERS_MISMATCH', params: { ...params, service: first.name }, object };
  const { service, listener } = found;
  const row = () => ({ table: service.name, text: `${listener.protocol}:${listener.port}` });
  const named = { ...params, service: service.name, protocol: listener.protocol };
  return {
    verdict: 'deliver',
    because: 'LATTICE_TAKES_CONNECTION',
    params: named,
    object: { plane: 'aws', kind: 'LatticeService', key: service.id },
    row,
  };
}

/** Out of the network: an answer to a client, or a request to a target. */
function send({ world, place }: Where, packet: Packet): LatticePass {
  const object = { plane: 'aws', kind: place.of.kind, key: place.of.key } as LatticePass['object'];
  const group = objectAt(world.aws.LatticeTargetGroup, place.of.key);
  const vpc = group?.config.vpcIdentifier ?? objectAt(world.aws.LatticeVpcAssociation, place.of.key)?.vpcId ?? '-';
  const subnet = subnetOf(world, vpc, packet.destination);
  const params = { vpc, group: group?.name ?? '-', dst: showAddress(packet.destination), src: showAddress(packet.source) };
  if (subnet === undefined) return { verdict: 'drop', because: 'LATTICE_TARGET_NOT_IN_VPC', params, object };
  const because = group === undefined ? 'LATTICE_RETURNS_ANSWER' : 'LATTICE_SENDS_TO_TARGET';
  const next = atSubnet('subnet-in', subnet.SubnetId);
  return { verdict: 'forward', because, params: { ...params, subnet: subnet.SubnetId }, object, next };
}

function answer({ world, place, sessions }: Where, packet: Packet): LatticePass {
  const object = { plane: 'aws', kind: 'LatticeTargetGroup', key: place.of.key } as const;
  const group = objectAt(world.aws.LatticeTargetGroup, place.of.key)?.name ?? place.of.key;
  const params = { group, src: showAddress(packet.source) };
  const known = replySession(sessions, socketsOf(place), packet) !== undefined;
  return { verdict: known ? 'deliver' : 'drop', because: known ? 'LATTICE_TAKES_ANSWER' : 'LATTICE_HAS_NO_FLOW', params, object };
}
