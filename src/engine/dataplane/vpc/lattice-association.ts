/**
 * The association of a VPC with a service network: its security groups decide which clients of the VPC may call its services.
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/security-groups.html
 */
import type { LatticeVpcAssociation } from '../../aws/lattice/vpc-association.ts';
import type { SecurityGroupRule } from '../../aws/security-group-rule.ts';
import { showAddress } from '../../net/address.ts';
import { contains } from '../../net/cidr.ts';
import type { Packet } from '../../net/packet.ts';
import { learner } from '../../principal.ts';
import { lookup, objectAt } from '../../store.ts';
import type { World } from '../../world.ts';
import { element, type Pass, type Repair } from '../element.ts';
import type { Step } from '../step.ts';
import { blocksOfList } from './routes.ts';
import { matchRule, type Peers } from './security-group.ts';
import { holderOf } from './vpc-network.ts';

const reasons = {
  LATTICE_ASSOCIATION_HAS_NO_GROUPS: {
    ko: '{vpc} VPC와 {network} 서비스 네트워크의 연결에 보안 그룹이 없습니다. VPC 안의 모든 클라이언트를 받아들입니다.',
    en: 'The association of VPC {vpc} with service network {network} has no security group, so it takes every client of the VPC.',
    concept: 'vpc-lattice',
  },
  LATTICE_ASSOCIATION_ALLOWS: {
    ko: '{vpc} VPC와 {network} 서비스 네트워크의 연결에 달린 {sg} 보안 그룹이 {peer} 주소에서 {protocol} {port} 포트로 오는 접속을 허용했습니다.',
    en: 'Security group {sg} of the association of VPC {vpc} with service network {network} allows {protocol} {port} from {peer}.',
    concept: 'vpc-lattice',
  },
  LATTICE_ASSOCIATION_RULES_MISMATCH: {
    ko: '{vpc} VPC와 {network} 서비스 네트워크의 연결에 달린 {sgs} 보안 그룹에 {peer} 주소의 {protocol} {port} 포트 접속을 허용하는 인바운드 규칙이 없습니다.',
    en: 'No inbound rule of security group {sgs} of the association of VPC {vpc} with service network {network} allows {protocol} {port} from {peer}.',
    concept: 'vpc-lattice',
    repairs: associationRepairs,
  },
  LATTICE_RULE_DIFFERS: {
    ko: '이 규칙은 맞지 않습니다. {rule}만 허용합니다.',
    en: 'This rule does not match: it allows {rule} only.',
    concept: 'security-group-basics',
  },
};

export const latticeAssociation = element({
  name: 'lattice-association',
  title: { ko: '서비스 네트워크 연결', en: 'service network association' },
  reasons,
  pass: ({ world, place }, packet) => {
    const association = objectAt(world.aws.LatticeVpcAssociation, place.of.key);
    if (association === undefined) throw new Error(`Expected association ${place.of.key} to exist`);
    return [judge(world, association, packet)];
  },
});

function judge(world: World, association: LatticeVpcAssociation, packet: Packet): Pass<typeof reasons> {
  const { id, vpcId, serviceNetworkId, securityGroupIds } = association;
  const object = { plane: 'aws', kind: 'LatticeVpcAssociation', key: id } as const;
  const network = objectAt(world.aws.LatticeServiceNetwork, serviceNetworkId)?.name ?? serviceNetworkId;
  const params = { vpc: vpcId, network, peer: showAddress(packet.source), protocol: packet.protocol.toUpperCase(), port: packet.destinationPort };
  if (securityGroupIds.length === 0) return { verdict: 'forward', because: 'LATTICE_ASSOCIATION_HAS_NO_GROUPS', params, object };
  const rules = securityGroupIds.flatMap((GroupId) => lookup(world.aws.SecurityGroupRule, 'byGroup', GroupId)).filter(({ IsEgress }) => !IsEgress);
  const filtered = { ...packet, from: packet.destinationPort, to: packet.destinationPort };
  const peers = peersIn(world, vpcId);
  const allowing = rules.find((rule) => {
    const match = matchRule(rule, filtered, peers);
    return match.protocol && match.port && match.peer;
  });
  if (allowing === undefined) {
    const lost = () => rules.map((rule) => ({ row: rowOf(rule), because: 'LATTICE_RULE_DIFFERS' as const, params: { rule: rowOf(rule).text } }));
    return { verdict: 'drop', because: 'LATTICE_ASSOCIATION_RULES_MISMATCH', params: { ...params, sgs: securityGroupIds }, object, lost };
  }
  return {
    verdict: 'forward',
    because: 'LATTICE_ASSOCIATION_ALLOWS',
    params: { ...params, sg: allowing.GroupId },
    object,
    row: () => rowOf(allowing),
  };
}

function peersIn(world: World, VpcId: string): Peers {
  return {
    inGroup: (GroupId, address) => holderOf(world, VpcId, address)?.Groups.some((group) => group.GroupId === GroupId) ?? false,
    inPrefixList: (PrefixListId, address) => blocksOfList(world, PrefixListId).some((block) => contains(block, address)),
  };
}

function rowOf(rule: SecurityGroupRule) {
  const ports = rule.IpProtocol === '-1' ? 'all' : rule.FromPort === rule.ToPort ? `${rule.FromPort}` : `${rule.FromPort}-${rule.ToPort}`;
  const peer = rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId ?? '-';
  return { table: rule.GroupId, text: `${rule.IpProtocol === '-1' ? 'all' : rule.IpProtocol} ${ports} ${peer}` };
}

/** The client's own group, or its address, on the port that it calls. */
function associationRepairs(world: World, step: Step): readonly Repair[] {
  const association = objectAt(world.aws.LatticeVpcAssociation, step.place.of.key);
  if (association === undefined) return [];
  const { protocol, destinationPort: port, source } = step.in;
  const holder = holderOf(world, association.vpcId, source);
  const own = (holder?.Groups ?? []).slice(0, 1).map(({ GroupId }) => ({ UserIdGroupPairs: [{ GroupId }] }));
  const peers: readonly object[] = [...own, { IpRanges: [{ CidrIp: `${showAddress(source)}/32` }] }];
  return association.securityGroupIds.flatMap((GroupId) =>
    peers.map(
      (from): Repair => ({
        verbs: [
          {
            plane: 'aws',
            verb: 'AuthorizeSecurityGroupIngress',
            kind: 'SecurityGroupRule',
            body: { GroupId, IpPermissions: [{ IpProtocol: protocol, FromPort: port, ToPort: port, ...from }] },
            as: learner(world.account),
          },
        ],
        object: { plane: 'aws', kind: 'SecurityGroup', key: GroupId },
        field: 'IpPermissions',
      }),
    ),
  );
}
